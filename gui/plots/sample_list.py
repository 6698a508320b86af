"""Samples to look through: a table, or a grid of pictures; the current one is the one that the window looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.i18n import translate
from gui.plots.samples_model import CELL, MOST, PICTURE, SamplesModel
from gui.theme import UNIT, figures

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QModelIndex

    from engine.evaluation import Judged
    from gui.document import Document

SMALL = 8.0


class SampleList(QWidget):
    """Lists samples that were judged.

    Parameters
    ----------
    name : str
        What the lists are called by scripts.
    """

    def __init__(self, document: Document, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.model = SamplesModel(self)
        self._text = self._pointed = ""
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setObjectName("muted")
        self.caption.setFont(figures(9))
        self.pictures, self.table = self._make_pictures(), self._make_table()
        self._views = QStackedWidget()
        for view, kind in ((self.table, "Table"), (self.pictures, "Pictures")):
            view.setObjectName(name + kind)
            view.setAccessibleName(translate("results", "Samples"))
            view.setFrameShape(QFrame.Shape.NoFrame)
            view.setModel(self.model)
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.clicked.connect(self._pick)
            view.activated.connect(self._pick)
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT // 2, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.caption)
        layout.addWidget(self._views, 1)

    @staticmethod
    def _make_pictures() -> QListView:
        view = QListView()
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setMovement(QListView.Movement.Static)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setUniformItemSizes(True)
        view.setIconSize(QSize(PICTURE, PICTURE))
        view.setGridSize(QSize(*CELL))
        view.setFont(figures(SMALL))
        view.setMinimumSize(2 * CELL[0], CELL[1])
        return view

    @staticmethod
    def _make_table() -> QTableView:
        view = QTableView()
        view.setFont(figures(9))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + UNIT // 2)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultSectionSize(74)
        view.setMinimumSize(120, 60)
        return view

    def show_samples(self, judged: Judged | None, places: npt.NDArray[np.intp], caption: str) -> None:
        """List samples by their places among the rows that were judged."""
        bars = [view.verticalScrollBar() for view in (self.table, self.pictures)]
        before = [bar.value() for bar in bars]
        self.model.show_samples(judged, places)
        for bar, value in zip(bars, before, strict=True):
            bar.setValue(value)
        self._views.setCurrentWidget(self.pictures if self.model.pictures else self.table)
        if len(places) > MOST:
            caption = translate("results", "{what}; the first {count} of them").format(what=caption, count=MOST)
        self._text = caption
        self.caption.setText(self._pointed or caption)

    def point_out(self, text: str) -> None:
        """Show a text instead of the caption for as long as it is not empty."""
        self._pointed = text
        self.caption.setText(text or self._text)

    def clear(self, caption: str = "") -> None:
        """List nothing."""
        self.show_samples(None, np.zeros(0, np.intp), caption)

    def _pick(self, index: QModelIndex) -> None:
        self._document.attention.pick_row(int(self.model.rows[index.row()]))
