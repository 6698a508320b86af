"""Above a region of more than two columns: which two are its axes, and where the others stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.background import BackgroundTask
from gui.forms.editors import Picker
from gui.forms.layout import tip
from gui.i18n import translate
from gui.plots.axes import ColumnPlane, centre_of, pca_of, tells_little
from gui.theme import UNIT, figures, number

if TYPE_CHECKING:
    from engine.data import Dataset
    from gui.document import Document
    from gui.plots.axes import PcaPlane, Plane, Reals

STEPS = 200
SLIDERS_HEIGHT = 92
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
        self._base: Reals = np.zeros(2)
        self._pca: PcaPlane | None = None
        self._task: BackgroundTask | None = None
        self._sliders: dict[int, tuple[QLabel, QSlider, QLabel]] = {}
        self._build()
        document.attention.sample_changed.connect(self._renew_fix)

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
        self.others_button = _toggle("regionOthers", translate("axes", "Others"))
        self.others_button.setToolTip(
            tip(translate("axes", "Where the columns stand that are not an axis: move them, and the region follows."))
        )
        self.others_button.toggled.connect(self._toggle_others)
        self.fix_button = QPushButton(translate("axes", "Fix at this sample"))
        self.fix_button.setObjectName("regionFix")
        self.fix_button.setToolTip(
            tip(translate("axes", "Give the other columns the values of the sample that was clicked last."))
        )
        self.fix_button.clicked.connect(self.fix)
        self.mean_button = QPushButton(translate("axes", "At the mean"))
        self.mean_button.setObjectName("regionMean")
        self.mean_button.setToolTip(
            tip(translate("axes", "Give the other columns their mean in the training samples."))
        )
        self.mean_button.clicked.connect(lambda: self._put(centre_of(self._document.dataset)))
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(UNIT, 0, UNIT, 0)
        row.setSpacing(UNIT // 2)
        for widget in (*self.pickers, self.pca_button, self.others_button):
            row.addWidget(widget, 1 if widget in self.pickers else 0)
        row.addStretch(0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.fix_button)
        buttons.addWidget(self.mean_button)
        buttons.addStretch(1)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        inside.addLayout(buttons)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        self._others = QScrollArea()
        self._others.setFrameShape(QFrame.Shape.NoFrame)
        self._others.setWidgetResizable(True)
        self._others.setMaximumHeight(SLIDERS_HEIGHT)
        self._others.setWidget(content)
        self._others.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addLayout(row)
        layout.addWidget(self._others)

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
        return ColumnPlane((names[across], names[up]), self._columns, self._base)

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
            self._columns = (0, 1)
            self.pca_button.blockSignals(True)
            self.pca_button.setChecked(False)
            self.pca_button.blockSignals(False)
            self._fill_pickers(names if few and len(names) > 2 else ())
        self._base = centre_of(dataset) if len(names) > 2 else np.zeros(len(names))
        self._drop_sliders()
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
        self._others.setVisible(self.others_button.isChecked() and not pca and not self.others_button.isHidden())
        if self._others.isVisibleTo(self):
            self._make_sliders()
        for column, widgets in self._sliders.items():
            for widget in widgets:
                widget.setVisible(column not in self._columns)
        self._renew_fix()

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

    def fix(self) -> None:
        """Give the other columns the values of the sample that is looked at."""
        sample, dataset = self._document.attention.sample, self._dataset
        if sample is not None and sample.row is not None and dataset is not None:
            self._put(dataset.raw[sample.row].astype(np.float64))

    def slider(self, column: int) -> QSlider:
        """Return the slider of a column that is not an axis, while they are shown."""
        return self._sliders[column][1]

    def _put(self, base: Reals) -> None:
        self._base = base
        self._show_base()
        self.changed.emit()

    def _renew_fix(self) -> None:
        sample = self._document.attention.sample
        self.fix_button.setEnabled(sample is not None and sample.row is not None)

    def _toggle_others(self) -> None:
        self._show_choice()

    def _make_sliders(self) -> None:
        if self._sliders or self._dataset is None:
            return
        for column, name in enumerate(self._dataset.raw_columns):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setObjectName(f"regionColumn{column}")
            slider.setAccessibleName(name)
            slider.setRange(0, STEPS)
            value = QLabel()
            value.setFont(figures(9))
            label = QLabel(name)
            self._sliders[column] = (label, slider, value)
            for place, widget in enumerate(self._sliders[column]):
                self._grid.addWidget(widget, column, place)
            slider.valueChanged.connect(partial(self._slide, column))
        self._low = self._dataset.raw.min(axis=0).astype(np.float64)
        self._span = np.maximum(np.ptp(self._dataset.raw, axis=0).astype(np.float64), 1e-12)
        self._show_base()

    def _drop_sliders(self) -> None:
        for widgets in self._sliders.values():
            for widget in widgets:
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self._sliders = {}

    def _slide(self, column: int, place: int) -> None:
        self._base = self._base.copy()
        self._base[column] = self._low[column] + self._span[column] * place / STEPS
        self._sliders[column][2].setText(number(float(self._base[column])))
        self.changed.emit()

    def _show_base(self) -> None:
        for column, (_, slider, value) in self._sliders.items():
            slider.blockSignals(True)
            slider.setValue(round((self._base[column] - self._low[column]) / self._span[column] * STEPS))
            slider.blockSignals(False)
            value.setText(number(float(self._base[column])))


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
