"""Softmax computed in two ways, side by side."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.catalog.softmax import PRECISIONS, BothWays, both_ways
from gui.forms.editors import Picker
from gui.forms.keys import leave_undo_to_document
from gui.forms.ladder import parsed, written
from gui.forms.layout import set_text, tip, wrapped
from gui.i18n import show, translate
from gui.theme import THEME, UNIT, figures, number

EXAMPLES = ((1.0, 2.0, 3.0), (1000.0, 1001.0, 2000.0), (1010.0, 1000.0, 990.0))
MOST_INPUTS = 12
DIGITS = 8
ROW = 18
RESULTS = (2, 5)
"""Columns of what comes out, which have more digits."""


class SoftmaxView(QWidget):
    """Inputs to be typed, what the written formula makes of them, and what PyTorch does. Needs PyTorch once shown.

    Signals
    -------
    changed()
        Other numbers are shown.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "softmax"
        self._inputs: tuple[float, ...] = EXAMPLES[0]
        self._result: BothWays | None = None
        self.inputs = QComboBox()
        self.inputs.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.inputs.addItems([_between_commas(example) for example in EXAMPLES])
        self.inputs.setObjectName("softmaxInputs")
        self.inputs.setAccessibleName(translate("softmax", "Inputs x"))
        self.inputs.setToolTip(
            tip(translate("softmax", "The inputs of the units, between commas; the list has examples."))
        )
        self.inputs.setMinimumWidth(90)
        self._line = QLineEdit()
        self.inputs.setLineEdit(self._line)
        leave_undo_to_document(self._line)
        self.controls = QWidget()
        """The fields for inputs and precision, to be placed wherever there is room."""
        self.precision = Picker()
        self.precision.addItems(PRECISIONS)
        self.precision.setAccessibleName(translate("softmax", "Precision"))
        self.precision.setToolTip(tip(translate("softmax", "How many digits the numbers have: 32 or 64 bits each.")))
        self.table = QTableWidget()
        self.lesson = wrapped()
        self._lay_out()
        self._line.editingFinished.connect(self._commit)
        self.inputs.activated.connect(self._commit)
        self.precision.activated.connect(self.compute)
        THEME.changed.connect(self._recolour)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(UNIT, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        row.addWidget(QLabel("x ="))
        row.addWidget(self.inputs, 1)
        row.addWidget(self.precision)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setFont(figures(9))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setFixedHeight(ROW)
        self.table.horizontalHeader().setFont(figures(8.5))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setAccessibleName(translate("softmax", "Both ways, step by step"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT, UNIT // 2, UNIT // 2, UNIT // 2)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self.table)
        layout.addWidget(self.lesson)
        layout.addStretch(1)

    # -- inputs --------------------------------------------------------------------------------------------------------

    @property
    def result(self) -> BothWays | None:
        """What is shown; None before PyTorch is there."""
        return self._result

    def show_kind(self, kind: str) -> None:
        """Show ``"softmax"``, ``"softmin"`` or ``"log_softmax"``."""
        if kind != self._kind or self._result is None:
            self._kind = kind
            self.compute()

    def set_inputs(self, inputs: tuple[float, ...]) -> None:
        """Compute with other inputs."""
        self._inputs = inputs
        self.compute()

    def _commit(self) -> None:
        typed = self._line.text()
        if typed == _between_commas(self._inputs):
            return
        try:
            values = tuple(float(parsed(part)) for part in typed.replace(",", " ").split())
        except ValueError:
            values = ()
        if 0 < len(values) <= MOST_INPUTS and all(math.isfinite(value) for value in values):
            self.set_inputs(values)
            return
        sentence = translate("softmax", "“{typed}” is not a list of numbers. Type 1 to {most} of them, as in 1, 2, 3.")
        self._say(sentence.format(typed=typed, most=MOST_INPUTS), "error")
        self._line.setText(_between_commas(self._inputs))

    # -- showing -------------------------------------------------------------------------------------------------------

    def compute(self) -> None:
        """Compute both ways and show them."""
        self._line.setText(_between_commas(self._inputs))
        self._line.setModified(False)
        self._result = both_ways(self._kind, self._inputs, self.precision.currentText())
        self._fill(self._result)
        self._say(show(self._result.lesson))
        self.changed.emit()

    def _heads(self) -> list[str]:
        x = "−x" if self._kind == "softmin" else "x"
        naive, stable = translate("softmax", "naive"), translate("softmax", "stable")
        return ["x", f"e^({x})" if len(x) > 1 else "e^x", naive, f"{x} − max", f"e^({x} − max)", stable]

    def _fill(self, result: BothWays) -> None:
        heads = self._heads()
        columns = (result.inputs, result.powers, result.naive, result.shifted, result.shifted_powers, result.stable)
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setRowCount(len(result.inputs))
        for place in RESULTS:
            self.table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        for place, values in enumerate(columns):
            for row, value in enumerate(values):
                exact = place in RESULTS
                item = QTableWidgetItem(_in_digits(value) if exact else _in_short(value))
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if not math.isfinite(value):
                    item.setForeground(THEME.tokens.error)
                elif exact:
                    item.setForeground(THEME.tokens.accent)
                self.table.setItem(row, place, item)
        self.table.setFixedHeight(ROW * (1 + len(result.inputs)) + 2 * self.table.frameWidth() + 2)

    def _say(self, sentence: str, style: str = "") -> None:
        self.lesson.setObjectName(style)
        self.lesson.style().polish(self.lesson)
        set_text(self.lesson, sentence)

    def _recolour(self) -> None:
        if self._result is not None:
            self._fill(self._result)


def _between_commas(inputs: tuple[float, ...]) -> str:
    return ", ".join(written(value) for value in inputs)


def _in_short(value: float) -> str:
    return "nan" if math.isnan(value) else number(value)


def _in_digits(value: float) -> str:
    return f"{value:.{DIGITS}g}"
