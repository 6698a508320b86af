"""Listed samples as a table for Qt: cells are written when they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.forms.layout import tip
from gui.i18n import translate
from gui.theme import THEME, number

if TYPE_CHECKING:
    import numpy.typing as npt

    from gui.plots.samples.listing import Listing

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SamplesModel(QAbstractTableModel):
    """A row for each sample, with its number at the side."""

    listing: Listing | None = None
    """What is shown."""

    def show_listing(self, listing: Listing | None) -> None:
        """Show samples, or none."""
        self.beginResetModel()
        self.listing = listing
        self.endResetModel()

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The rows of the data that are listed."""
        return np.zeros(0, np.int64) if self.listing is None else self.listing.rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many samples are listed."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are: what is said of a sample, and its inputs."""
        return 0 if self.listing is None or parent.isValid() else self.listing.count()

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return what a cell shows."""
        if self.listing is None:
            return None
        said, place, column = self.listing.columns, index.row(), index.column()
        if role == _ROLE.DisplayRole and column < len(said):
            return said[column].say(place)
        if role == _ROLE.DisplayRole:
            return number(float(self.listing.dataset.raw[self.listing.rows[place], column - len(said)]))
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole):
            return self.listing.sentence(place)
        if role == _ROLE.TextAlignmentRole and column >= len(said):
            return _RIGHT
        if role == _ROLE.ForegroundRole and column < len(said) and said[column].muted:
            return THEME.tokens.muted
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Return the title of a column, or the number of a sample and how samples are counted."""
        if self.listing is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.listing.title(section) if role == _ROLE.DisplayRole else None
        if role == _ROLE.DisplayRole:
            return f"{int(self.listing.rows[section]) + 1:,}"
        return tip(*how_counted()) if role == _ROLE.ToolTipRole else None


def how_counted() -> tuple[str, str]:
    """Return sentences that say what the number of a sample is."""
    return (
        translate("results", "Samples are counted from 1 as they were read."),
        translate("results", "Lines that were left out, and one with the names of the columns, do not count."),
    )
