"""Above a region of more than two columns: which two are its axes, and where the others stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.background import BackgroundTask
from gui.forms.editors import Picker
from gui.forms.layout import tip
from gui.i18n import translate
from gui.plots.axes import ColumnPlane, first_axes, pca_of, tells_little
from gui.plots.others_panel import OthersPanel
from gui.theme import UNIT, number

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QMoveEvent, QResizeEvent, QShowEvent

    from engine.data import Dataset
    from gui.document import Document
    from gui.plots.axes import PcaPlane, Plane

NARROW = 56


class AxesBar(QWidget):
    """Chooses the plane that a region shows.

    Signals
    -------
    changed()
        `plane` is another one.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._dataset: Dataset | None = None
        self._columns = (0, 1)
        self._pca: PcaPlane | None = None
        self._task: BackgroundTask | None = None
        self._build()

    def _build(self) -> None:
        self.pickers = (_picker("regionAcross"), _picker("regionUp"))
        for place, (picker, name) in enumerate(
            zip(self.pickers, (translate("axes", "Column across"), translate("axes", "Column up")), strict=True)
        ):
            picker.setAccessibleName(name)
            picker.setToolTip(tip(name))
            picker.activated.connect(partial(self._pick, place))
        self.pca_button = _toggle("regionPca", translate("axes", "PCA"))
        help = translate(
            "axes",
            "Look at the plane through the mean of the training samples in which they differ most "
            "(principal component analysis of the columns as they are, before normalisation; of at most 2,000 samples)."
            "\nThe axes say how much of the variance they show.",
        )
        self.pca_button.setToolTip(tip(help))
        self.pca_button.toggled.connect(self._toggle_pca)
        self.others_button = _toggle("regionOthers", translate("axes", "Other columns"))
        self.others_button.setToolTip(
            tip(translate("axes", "Where the columns stand that are not an axis: move them, and the region follows."))
        )
        self.others_button.toggled.connect(self._toggle_others)
        self.others = OthersPanel(self._document, self)
        self.others.changed.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(UNIT, 0, UNIT, 0)
        row.setSpacing(UNIT // 2)
        for widget in (*self.pickers, self.pca_button, self.others_button):
            row.addWidget(widget, 1 if widget in self.pickers else 0)
        row.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addLayout(row)

    # -- the choice ----------------------------------------------------------------------------------------------------

    @property
    def plane(self) -> Plane | None:
        """The plane that is chosen; None while there is none, as for pictures before the PCA plane is chosen."""
        if self._dataset is None or len(self._dataset.raw_columns) < 2:
            return None
        if self.pca_button.isChecked():
            return self._pca
        names = self._dataset.raw_columns
        if len(names) > 2 and tells_little(self._dataset):
            return None
        across, up = self._columns
        return ColumnPlane((names[across], names[up]), self._columns, self.others.base)

    @property
    def finding(self) -> bool:
        """Whether the PCA plane is still being found."""
        return self._task is not None

    def take(self, dataset: Dataset) -> None:
        """Choose anew for other data; with the same columns as before the choice stays."""
        same = self._dataset is not None and self._dataset.raw_columns == dataset.raw_columns
        self._dataset, self._pca, self._task = dataset, None, None
        names = dataset.raw_columns
        self.setVisible(len(names) > 2)
        few = not tells_little(dataset)
        for widget in (*self.pickers, self.others_button):
            widget.setVisible(few)
        if not same:
            self._columns = first_axes(dataset, self._document.recipe)
            self.pca_button.blockSignals(True)
            self.pca_button.setChecked(False)
            self.pca_button.blockSignals(False)
            self._fill_pickers(names if few and len(names) > 2 else ())
        self.others.take(dataset)
        self._show_choice()
        if self.pca_button.isChecked():
            self._find()

    def _fill_pickers(self, names: tuple[str, ...]) -> None:
        for picker in self.pickers:
            picker.clear()
            picker.addItems(list(names))

    def _show_choice(self) -> None:
        pca = self.pca_button.isChecked()
        for picker, column in zip(self.pickers, self._columns, strict=True):
            picker.setCurrentIndex(column)
            picker.setEnabled(not pca)
        self.others_button.setEnabled(not pca)
        self.others.set_axes(self._columns)
        wanted = self.others_button.isChecked() and not pca and not self.others_button.isHidden()
        self.others.set_open(wanted and self.isVisible())

    def _pick(self, place: int, column: int) -> None:
        """Take another column for an axis; if it was the other axis, the two change places."""
        columns = list(self._columns)
        if columns[1 - place] == column:
            columns[1 - place] = columns[place]
        columns[place] = column
        self._columns = (columns[0], columns[1])
        self._show_choice()
        self.changed.emit()

    def _toggle_pca(self, on: bool) -> None:
        if on and self._pca is None and self._dataset is not None:
            self._find()
        self._show_choice()
        self.changed.emit()

    def _find(self) -> None:
        """Find the PCA plane beside the window, which takes a second for pictures."""
        dataset = self._dataset
        assert dataset is not None
        self._task = BackgroundTask(partial(_plane_of, dataset), self)
        self._task.succeeded.connect(self._found)
        self._task.failed.connect(self._not_found)
        self._task.start()

    def _found(self, answer: tuple[Dataset, PcaPlane]) -> None:
        if answer[0] is self._dataset:
            self._pca, self._task = answer[1], None
            self.changed.emit()

    def _not_found(self, error: Exception) -> None:
        self._task = None
        sentence = translate("axes", "The PCA plane of these data cannot be found: {reason}. Choose two columns.")
        self._document.notice.emit(sentence.format(reason=str(error).rstrip(".")))
        self.pca_button.setChecked(False)

    # -- the other columns ---------------------------------------------------------------------------------------------

    @property
    def held(self) -> str:
        """Which columns are held, and where; empty with the PCA plane and where there are none."""
        plane = self.plane
        if not isinstance(plane, ColumnPlane) or self._dataset is None:
            return ""
        others = [column for column in range(len(self._dataset.raw_columns)) if column not in self._columns]
        names = self._dataset.raw_columns
        return ", ".join(f"{names[column]} = {number(float(plane.base[column]))}" for column in others)

    def _toggle_others(self) -> None:
        self._show_choice()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the sliders back, if they were open."""
        super().showEvent(event)
        self._show_choice()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the sliders away together with the region."""
        super().hideEvent(event)
        self.others.set_open(False)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Take the sliders along."""
        super().moveEvent(event)
        self.others.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the sliders along."""
        super().resizeEvent(event)
        self.others.place()


def _picker(name: str) -> Picker:
    picker = Picker()
    picker.setObjectName(name)
    picker.setMinimumWidth(NARROW)
    picker.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return picker


def _toggle(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _plane_of(dataset: Dataset) -> tuple[Dataset, PcaPlane]:
    """Return the PCA plane, and of which data it is."""
    return dataset, pca_of(dataset)
