"""What the network gets: ticks for the columns and the usual expressions, and a line for any other expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from engine.data import PLANE_FEATURES
from engine.data.expressions import parse, quoted
from engine.errors import LoomError
from gui.forms.icons import IconButton
from gui.forms.keys import leave_undo_to_document
from gui.forms.layout import column, set_text, tip, wrapped
from gui.i18n import show, translate
from gui.theme import UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_OFFERED = 64
"""Columns that are offered one by one; of more, expressions alone are."""
LONGEST_HINT = 40
"""Characters of an example of an expression."""
ROWS = 7
"""Features that are in sight at once."""


class FeaturesEdit(QWidget):
    """Edits the features of a recipe.

    Signals
    -------
    chosen(tuple of str)
        Other features; the empty tuple means all columns as they are.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._features: tuple[str, ...] = ()
        self._written: list[str] = []  # those that are not offered by themselves, ticked or not
        self.list = QListWidget()
        self.list.setObjectName("features")
        self.list.setAccessibleName(translate("data", "Features"))
        self.list.setUniformItemSizes(True)
        self.list.setToolTip(tip(translate("data", "Ticked: what the network gets of every sample.")))
        self.all = wrapped(style="muted")
        self.line = QLineEdit()
        self.line.setObjectName("newFeature")
        self.line.setAccessibleName(translate("data", "New feature"))
        help_ = translate(
            "data",
            "Numbers, columns, + - * / ^ and functions such as sin, cos, exp, log, sqrt, abs. Write x1 x2 or x1*x2. "
            "Put names with spaces into quotation marks.",
        )
        self.line.setToolTip(tip(help_))
        leave_undo_to_document(self.line)
        self.add = IconButton("mdi6.plus", translate("data", "Add this feature"))
        self.add.setObjectName("addFeature")
        self.error = wrapped(style="error")
        row = QHBoxLayout()
        row.setSpacing(UNIT // 2)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        layout = column(self, 0)
        for widget in (self.list, self.all):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self.error)
        self.list.itemChanged.connect(self._on_tick)
        self.line.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.line.textEdited.connect(lambda: set_text(self.error, ""))

    def show_features(self, columns: Sequence[str], features: Sequence[str]) -> None:
        """Show which features of these columns are chosen."""
        if (tuple(columns), tuple(features)) == (self._columns, self._features):
            return
        if tuple(columns) != self._columns:
            self._written.clear()
            self.line.clear()
        self._columns, self._features = tuple(columns), tuple(features)
        example = "*".join(quoted(name) for name in (self._columns * 2)[:2])
        fits = len(example) <= LONGEST_HINT
        hint = translate("data", "Expression, such as {example}") if fits else translate("data", "Expression")
        self.line.setPlaceholderText(hint.format(example=example))
        set_text(self.error, "")
        few = len(self._columns) <= MOST_OFFERED
        count = f"{len(self._columns):,}"
        set_text(self.all, "" if few else translate("data", "All {count} columns as they are.").format(count=count))
        self._fill(few)

    def _fill(self, few: bool) -> None:
        offered = PLANE_FEATURES if self._columns == ("x1", "x2") else self._columns if few else ()
        ticked = self._features or self._columns
        known = {*offered, *self._written, *self._columns}
        self._written += [name for name in ticked if name not in known]
        names = [*offered, *self._written]
        self.list.blockSignals(True)
        if names != [self.list.item(place).text() for place in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(names)
        for place, name in enumerate(names):
            state = Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked
            self.list.item(place).setCheckState(state)
        self.list.blockSignals(False)
        self.list.setVisible(bool(names))
        rows = max(1, min(len(names), ROWS))
        height = self.list.sizeHintForRow(0) if names else 0
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + 2)

    # -- editing --

    def _on_tick(self, item: QListWidgetItem) -> None:
        name, before = item.text(), self._features or self._columns
        if item.checkState() == Qt.CheckState.Checked:
            self._choose((*before, name))
        elif len(before) > 1:
            self._choose(tuple(each for each in before if each != name))
        else:
            self._refill()
            set_text(self.error, translate("data", "One feature at least must stay. Tick another one first."))

    def _add(self) -> None:
        text = self.line.text().strip()
        before = self._features or self._columns
        try:
            if text not in self._columns:
                parse(text).check(self._columns)
        except LoomError as error:
            set_text(self.error, show(error.text))
            return
        if text in before:
            set_text(self.error, translate("data", "{feature} is ticked already.").format(feature=text))
            return
        self.line.clear()
        self._choose((*before, text))

    def _choose(self, features: tuple[str, ...]) -> None:
        set_text(self.error, "")
        self.chosen.emit(() if features == self._columns else features)

    def refuse(self, sentence: str) -> None:
        """Say why the features that were chosen will not do, and show those that are in force."""
        self._refill()
        set_text(self.error, sentence)

    def _refill(self) -> None:
        self._fill(len(self._columns) <= MOST_OFFERED)
