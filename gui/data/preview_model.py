"""The first rows of a table as they stand in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.theme import THEME

if TYPE_CHECKING:
    from engine.data.readers.table import Preview

NOWHERE = QModelIndex()
LONGEST_CELL = 200
"""Characters of a cell that are shown."""


class PreviewModel(QAbstractTableModel):
    """Cells as text, with the lines of the file where the rows stand."""

    preview: Preview | None = None

    def show_preview(self, preview: Preview | None) -> None:
        """Show another table."""
        self.beginResetModel()
        self.preview = preview
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if self.preview is None or parent.isValid() else len(self.preview.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """Return how many columns the file has."""
        return 0 if self.preview is None or parent.isValid() else len(self.preview.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; where there is nothing, a muted dash."""
        if self.preview is None:
            return None
        cell = self.preview.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "—" if cell is None else cell[:LONGEST_CELL]
        if role == Qt.ItemDataRole.ForegroundRole and cell is None:
            return THEME.tokens.muted
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column, or the line of a row."""
        if role != Qt.ItemDataRole.DisplayRole or self.preview is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        return self.preview.columns[section] if across else self.preview.lines[section]
