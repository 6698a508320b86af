"""Listed samples as a table or as pictures; the one that is chosen is the one that the window looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStackedWidget, QTableView, QWidget

from gui.i18n import translate
from gui.plots.samples.model import SamplesModel
from gui.plots.samples.picture_grid import PictureGrid
from gui.theme import UNIT, figures

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from gui.document import Document
    from gui.plots.samples.listing import Listing

MOST_FITTED = 64
"""Columns that are made as wide as their titles."""
SMALL = 9.0


class SampleViews(QStackedWidget):
    """Shows samples; as fast for a million of them as for ten.

    Parameters
    ----------
    name : str
        What the views are called by scripts: "Table" and "Pictures" are added to it.
    """

    def __init__(self, document: Document, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attention = document.attention
        self._fitted: tuple[str, ...] = ()
        self.model = SamplesModel(self)
        self.table, self.pictures = table_of(self.model), PictureGrid()
        self.table.setObjectName(name + "Table")
        self.pictures.setObjectName(name + "Pictures")
        for view in (self.table, self.pictures):
            view.setAccessibleName(translate("results", "Samples"))
            self.addWidget(view)
        self.table.clicked.connect(self._pick)
        self.table.activated.connect(self._pick)
        self.pictures.chosen.connect(self._attention.pick_row)
        self._attention.sample_changed.connect(self._mark)

    def show_listing(self, listing: Listing | None, *, pictures: bool) -> None:
        """Show samples, or none, as a table or as pictures; the view does not scroll."""
        bars = [view.verticalScrollBar() for view in (self.table, self.pictures)]
        before = [bar.value() for bar in bars]
        self.model.show_listing(listing)
        self.pictures.show_listing(listing if pictures else None)
        self.setCurrentWidget(self.pictures if pictures else self.table)
        self._fit()
        for bar, value in zip(bars, before, strict=True):
            bar.setValue(value)
        self._mark()

    def scroll_up(self) -> None:
        """Show the first samples."""
        for view in (self.table, self.pictures):
            view.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        """Make columns wide enough for their titles, if they are others than before and not very many."""
        listing, header = self.model.listing, self.table.horizontalHeader()
        if listing is None or listing.count() > MOST_FITTED:
            return
        titles = tuple(listing.title(column) for column in range(listing.count()))
        if titles != self._fitted:
            self._fitted = titles
            for section in range(header.count()):
                header.resizeSection(section, max(header.defaultSectionSize(), header.sectionSizeHint(section)))

    def _pick(self, index: QModelIndex) -> None:
        self._attention.pick_row(int(self.model.rows[index.row()]))

    def _mark(self) -> None:
        """Let the sample that the window looks at stand out, if it is listed."""
        sample = self._attention.sample
        row = -1 if sample is None or sample.row is None else sample.row
        self.pictures.mark(row)
        at, flag = np.flatnonzero(self.model.rows == row), QItemSelectionModel.SelectionFlag
        selection = self.table.selectionModel()
        selection.clearSelection()
        if len(at):
            selection.select(self.model.index(int(at[0]), 0), flag.Select | flag.Rows)


def table_of(model: SamplesModel) -> QTableView:
    """Return a table of samples, all lines of which have the same height."""
    view = QTableView()
    view.setModel(model)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFont(figures(SMALL))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setTabKeyNavigation(False)
    across, down = view.horizontalHeader(), view.verticalHeader()
    across.setHighlightSections(False)
    across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    across.setDefaultSectionSize(view.fontMetrics().horizontalAdvance("-0.00000001"))
    down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    down.setDefaultSectionSize(view.fontMetrics().height() + UNIT // 2)
    view.setMinimumSize(120, 60)
    return view
