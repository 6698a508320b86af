"""Which sample is calculated: a row of the data, or numbers that are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from engine.errors import LoomError
from gui.calculation.origin import MOST_VALUES, cells_of
from gui.calculation.typed import read_sample, written_inputs, written_target
from gui.forms.keys import leave_undo_to_document
from gui.forms.layout import tip
from gui.i18n import show, translate
from gui.plots.samples.model import how_counted
from gui.theme import UNIT, figures

if TYPE_CHECKING:
    from gui.calculation.origin import Cells
    from gui.document import Document


class _Cut(QLabel):
    """A sample in a line; where there is too little room, names go first and then columns, but never the target."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: Cells = ()
        self._target = ""

    def show_sample(self, cells: Cells, target: str) -> None:
        """Show what stands in the columns of a sample, and its target."""
        self._cells, self._target = cells, target
        self.setText(self._line(min(len(cells), MOST_VALUES), named=True))
        self.setToolTip(tip(self.text()))

    def _line(self, count: int, *, named: bool) -> str:
        """Return the line with so many columns, with their names or without."""
        parts = [f"{name} = {value}" if named else value for name, value in self._cells[:count]]
        if count < len(self._cells):
            parts.append("…")
        return f"{(', ' if named else ' / ').join(parts)} → {self._target}"

    @property
    def shown(self) -> str:
        """What there is room for."""
        counts = range(min(len(self._cells), MOST_VALUES), -1, -1)
        lines = [self.text(), *(self._line(count, named=False) for count in counts)]
        metrics = self.fontMetrics()
        fitting = next((line for line in lines if metrics.horizontalAdvance(line) <= self.width()), lines[-1])
        return metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        """Ask for hardly any width."""
        return QSize(4 * UNIT, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = QPainter(self)
        if self.text():
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.shown)
        painter.end()


class SampleBar(QWidget):
    """Chooses the sample; the document's attention is the truth.

    Signals
    -------
    refused(str)
        What was typed will not do: why; empty once it will.
    """

    refused = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._complaint = ""
        self.row = QSpinBox()
        self.values = _Cut()
        self.inputs, self.target = QLineEdit(), QLineEdit()
        self.type_button = QToolButton()
        self._forms = QStackedWidget()
        self._arrange()
        self.row.valueChanged.connect(self._pick)
        self.type_button.toggled.connect(self._switch)
        for field in (self.inputs, self.target):
            field.editingFinished.connect(self._read)
            leave_undo_to_document(field)
        document.attention.sample_changed.connect(self._refresh)
        document.recipe_changed.connect(self._on_recipe)
        self._on_recipe()

    def _arrange(self) -> None:
        label = QLabel(translate("calculation", "Sample"))
        label.setObjectName("muted")
        label.setBuddy(self.row)
        self.row.setObjectName("sampleRow")
        self.row.setMinimum(1)
        self.row.setKeyboardTracking(False)
        self.row.setFont(figures(self.font().pointSizeF()))
        self.row.setToolTip(
            tip(
                translate("calculation", "Which sample of the data is calculated."),
                *how_counted(),
                translate("calculation", "You can also click a point in the decision region."),
            )
        )
        self.row.setAccessibleName(label.text())
        self.values.setObjectName("sampleValues")
        self.values.setFont(figures(self.font().pointSizeF()))
        self.values.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.type_button.setText(translate("calculation", "Type…"))
        self.type_button.setObjectName("typeSample")
        self.type_button.setCheckable(True)
        self.type_button.setAutoRaise(True)
        self.type_button.setToolTip(tip(translate("calculation", "Type an input and a target of your own.")))
        for form in (_row(label, self.row, self.values), self._typing_form()):
            self._forms.addWidget(form)
        self._forms.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = _into(self)
        layout.addWidget(self._forms, 1)
        layout.addWidget(self.type_button)

    def _typing_form(self) -> QWidget:
        arrow = QLabel("→")
        arrow.setObjectName("muted")
        self.inputs.setObjectName("sampleInputs")
        self.target.setObjectName("sampleTarget")
        self.inputs.setAccessibleName(translate("calculation", "Input"))
        self.target.setAccessibleName(translate("calculation", "Target"))
        self.inputs.setToolTip(
            tip(translate("calculation", "A number for each column, with commas between them. Enter takes them."))
        )
        self.target.setToolTip(
            tip(translate("calculation", "What the network should answer: a class or a number. Enter takes it."))
        )
        self.target.setMaximumWidth(12 * UNIT)
        return _row(self.inputs, arrow, self.target)

    # -- showing -----------------------------------------------------------------------------------------------

    @property
    def typing(self) -> bool:
        """Whether the fields are shown."""
        return self.type_button.isChecked()

    def _on_recipe(self) -> None:
        dataset = self._document.dataset
        with QSignalBlocker(self.row):
            self.row.setMaximum(max(len(dataset), 1))
        self.row.setEnabled(len(dataset) > 0)
        self.row.setSuffix(translate("calculation", " of {count}").format(count=f"{len(dataset):,}"))
        self.inputs.setPlaceholderText(", ".join(dataset.columns[:MOST_VALUES]))
        self.target.setPlaceholderText(dataset.target)
        self._refresh()

    def _refresh(self) -> None:
        sample, dataset = self._document.attention.sample, self._document.dataset
        if sample is None or len(sample.x) != dataset.n_columns:
            self.values.clear()
            return
        if sample.row is not None:
            with QSignalBlocker(self.row):
                self.row.setValue(sample.row + 1)
            if self.typing:
                self.type_button.setChecked(False)
        self._show_values()
        if not (self.inputs.isModified() or self.target.isModified()):
            self.inputs.setText(written_inputs(sample))
            self.target.setText(written_target(sample, dataset))
        self._complain("")

    def _show_values(self) -> None:
        sample, dataset = self._document.attention.sample, self._document.dataset
        assert sample is not None
        cells = cells_of(self._document, sample)
        held_out = ""
        if sample.row is not None and sample.row in dataset.validation:
            held_out = translate("calculation", " (held out for validation)")
        self.values.show_sample(cells, f"{dataset.target} = {written_target(sample, dataset)}{held_out}")

    # -- choosing ----------------------------------------------------------------------------------------------

    def _pick(self, row: int) -> None:
        self._document.attention.pick_row(row - 1)

    def _switch(self, typing: bool) -> None:
        self._forms.setCurrentIndex(1 if typing else 0)
        if typing:
            self.inputs.setFocus()
            self.inputs.selectAll()
            return
        for field in (self.inputs, self.target):
            field.setModified(False)
        self._complain("")
        sample = self._document.attention.sample
        if sample is not None and sample.row is None:
            self._pick(self.row.value())

    def _read(self) -> None:
        """Take what is typed, if it is another sample."""
        if not self.typing or not (self.inputs.isModified() or self.target.isModified() or self._complaint):
            return
        try:
            sample = read_sample(self.inputs.text(), self.target.text(), self._document.dataset)
        except LoomError as error:
            self._complain(show(error.text))
            return
        self.inputs.setModified(False)
        self.target.setModified(False)
        self._complain("")
        self._document.attention.look_at(sample)

    def _complain(self, sentence: str) -> None:
        if sentence != self._complaint:
            self._complaint = sentence
            self.refused.emit(sentence)


def _into(widget: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(UNIT // 2)
    return layout


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = _into(row)
    for widget in widgets:
        wide = isinstance(widget, _Cut) or widget.objectName() == "sampleInputs"
        layout.addWidget(widget, 1 if wide else 0)
    return row
