"""A truth table for Qt: texts that are compared before they are painted again, and marks that need no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.forms.icons import icon
from gui.i18n import translate
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QIcon

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TruthModel(QAbstractTableModel):
    """Rows of text, and in the last column whether the answer is right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._cells: list[list[str]] = []
        self._verdicts: list[bool | None] = []
        self._numbers: range = range(0)
        self._icons: dict[bool, QIcon] = {}

    def show_rows(
        self,
        titles: Sequence[str],
        cells: list[list[str]],
        verdicts: list[bool | None],
        numbers: range,
    ) -> None:
        """Show other rows.

        Parameters
        ----------
        titles : sequence of str
            Of all columns, the verdict's among them.
        cells : list of list of str
            One text for each column but the last.
        verdicts : list of (bool or None)
            One for each row; None leaves the last cell empty.
        numbers : range
            Columns of numbers, whose last digits stand below each other.
        """
        anew = tuple(titles) != self._titles or len(cells) != len(self._cells)
        if not anew and cells == self._cells and verdicts == self._verdicts:
            return
        if anew:
            self.beginResetModel()
        self._titles, self._cells, self._verdicts, self._numbers = tuple(titles), cells, verdicts, numbers
        if anew:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, len(titles) - 1))

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        tokens = THEME.tokens
        self._icons = {True: icon("mdi6.check-bold", tokens.good), False: icon("mdi6.close-thick", tokens.error)}
        if self._cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cells) - 1, len(self._titles) - 1))

    # -- Qt's questions ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many combinations there are."""
        return 0 if parent is not None and parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return self._titles[section]
        if role == _ROLE.TextAlignmentRole and section == len(self._titles) - 1:
            return _LEFT
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return what a cell shows."""
        if index.column() == len(self._titles) - 1:
            return self._verdict(self._verdicts[index.row()], role)
        if role == _ROLE.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if index.column() in self._numbers else _MIDDLE
        return None

    def _verdict(self, right: bool | None, role: int) -> object:
        if right is None:
            return None
        if role == _ROLE.DisplayRole:
            return translate("truth", "right") if right else translate("truth", "wrong")
        if role == _ROLE.DecorationRole:
            return self._icons.get(right)
        if role == _ROLE.ForegroundRole:
            return THEME.tokens.good if right else THEME.tokens.error
        return None
