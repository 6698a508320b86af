"""The editors of settings that are not numbers, and the choice among all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from gui.forms.layout import tip
from gui.forms.number_edit import MIXED, NumberEdit
from gui.forms.path_edit import PathEdit
from gui.forms.text_edit import TextEdit
from gui.i18n import show, translate
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from engine.catalog.spec import ParamSpec

LIST_ROWS = 6
"""Columns that are in sight at once."""


class TickBox(QCheckBox):
    """A box to be ticked, with an outline that can be seen on a dark panel too."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and its outline."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = THEME.tokens
        painter.setPen(tokens.accent if self.hasFocus() else tokens.muted if self.isEnabled() else tokens.border)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.end()


class FlagEdit(TickBox):
    """The editor of a ``flag``."""

    committed = Signal(object)

    def __init__(self, param: ParamSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(param.name)
        self.clicked.connect(self._commit)

    def show_value(self, value: object) -> None:
        """Show on, off, or for None half a tick."""
        self.setTristate(value is None)
        state = Qt.CheckState.PartiallyChecked
        if value is not None:
            state = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        self.setCheckState(state)

    def restore(self) -> None:
        """Nothing is ever half typed here."""

    def _commit(self) -> None:
        self.setTristate(False)
        self.committed.emit(self.isChecked())


class Picker(QComboBox):
    """A list of choices that takes the width it is given. The wheel turns it only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(24)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, not the value, unless the person is at this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEdit(Picker):
    """The editor of a ``choice``."""

    committed = Signal(object)

    def __init__(self, param: ParamSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(param.name)
        self.setPlaceholderText(MIXED)
        for choice in param.choices:
            self.addItem(show(choice.title), choice.value)
            if choice.help is not None:
                self.setItemData(self.count() - 1, tip(show(choice.help)), Qt.ItemDataRole.ToolTipRole)
        self._value: object = None
        self.activated.connect(self._commit)

    @property
    def widest(self) -> int:
        """Width of the longest choice with its frame, in pixels."""
        widths = [self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count())]
        return max(widths, default=0) + 40

    def show_value(self, value: object) -> None:
        """Show a choice, or none of them for None."""
        self._value = value
        self.setCurrentIndex(-1 if value is None else self.findData(value))

    def restore(self) -> None:
        """Nothing is ever half typed here."""

    def _commit(self) -> None:
        if self.currentData() != self._value:
            self.committed.emit(self.currentData())


class ColumnsEdit(QListWidget):
    """The editor of ``columns``: those of the data with a tick each. Ticks keep their order; a new one comes last.

    No names at all mean every column, so that all of them are ticked then.
    """

    committed = Signal(object)

    def __init__(self, param: ParamSpec, offered: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(param.name)
        self._offered = tuple(offered)
        self._value: tuple[str, ...] = ()
        self.setUniformItemSizes(True)
        self.itemChanged.connect(self._commit)

    def show_value(self, value: object) -> None:
        """Show what is ticked; for None half a tick everywhere. Names that the data lacks stay while ticked."""
        self._value = tuple(str(name) for name in value) if isinstance(value, tuple) and value else self._offered
        missing = [name for name in self._value if name not in self._offered]
        names = [*self._offered, *missing]
        self.blockSignals(True)
        if names != [self.item(row).text() for row in range(self.count())]:
            self.clear()
            self.addItems(names)
        for row, name in enumerate(names):
            self._mark(self.item(row), name, mixed=value is None)
        self.blockSignals(False)
        self.updateGeometry()

    def _mark(self, item: QListWidgetItem, name: str, *, mixed: bool) -> None:
        state = Qt.CheckState.Checked if name in self._value else Qt.CheckState.Unchecked
        item.setCheckState(Qt.CheckState.PartiallyChecked if mixed else state)
        known = name in self._offered
        item.setToolTip("" if known else translate("form", "The data has no column of this name."))

    def restore(self) -> None:
        """Nothing is ever half typed here."""

    def _commit(self, changed: QListWidgetItem) -> None:
        items = [self.item(row) for row in range(self.count())]
        ticked = [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]
        kept = [name for name in self._value if name in ticked]
        self.committed.emit((*kept, *(name for name in ticked if name not in kept)))

    def sizeHint(self) -> QSize:
        """Ask for as many rows as there are columns, up to `LIST_ROWS`."""
        rows = max(1, min(self.count() or len(self._offered), LIST_ROWS))
        height = self.sizeHintForRow(0) if self.count() else self.fontMetrics().height() + 4
        return QSize(100, rows * height + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same: a list that shows less than it could would only scroll more."""
        return self.sizeHint()


Editor = NumberEdit | FlagEdit | ChoiceEdit | ColumnsEdit | TextEdit | PathEdit


def make_editor(param: ParamSpec, columns: Sequence[str], parent: QWidget) -> Editor:
    """Make the editor that suits a setting."""
    if param.kind == "flag":
        return FlagEdit(param, parent)
    if param.kind == "choice":
        return ChoiceEdit(param, parent)
    if param.kind == "columns":
        return ColumnsEdit(param, columns, parent)
    if param.kind == "path":
        return PathEdit(param, parent)
    if param.kind == "text":
        return TextEdit(param, parent)
    return NumberEdit(param, parent)
