"""The sample that is looked at, as a ring in a chart; a click on another one picks that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from gui.theme import THEME

if TYPE_CHECKING:
    import numpy.typing as npt

    from gui.document import Document
    from gui.plots.chart import Chart

REACH = 12.0
"""Pixels of the screen between a click and the sample that it picks, at the most."""
SIZE = 18
SIZE_OF_SELECTED = 14


class PickedPoint(QObject):
    """Marks the sample of the document's attention in a chart and the rows selected, and lets a click pick another one.

    Signals
    -------
    sample_picked(int)
        The person clicked a sample: its row.
    """

    sample_picked = Signal(int)

    def __init__(self, document: Document, chart: Chart, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._chart = document, chart
        self._rows: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._places: npt.NDArray[np.floating] = np.zeros((0, 2))
        self._typed = False
        self.ring, self.selected = (pyqtgraph.ScatterPlotItem(pxMode=True, antialias=True, brush=None) for _ in "12")
        for item, size in ((self.selected, SIZE_OF_SELECTED), (self.ring, SIZE)):
            item.setSize(size)
            chart.addItem(item, ignoreBounds=True)
        chart.scene().sigMouseClicked.connect(self._on_click)
        document.attention.sample_changed.connect(self.show)
        document.attention.rows_changed.connect(self.show)
        THEME.changed.connect(self.show)
        self.show()

    def set_places(
        self, places: npt.NDArray[np.floating], rows: npt.NDArray[np.int64] | None = None, *, typed: bool = False
    ) -> None:
        """Take note of where samples are in the chart.

        Parameters
        ----------
        places : array, shape (k, 2)
        rows : array of int64, shape (k,), optional
            Which rows of the data they are; without them, all in their order.
        typed : bool
            Whether a sample that somebody typed can be shown: its numbers are its place.
        """
        self._rows = np.arange(len(places)) if rows is None else rows
        self._places, self._typed = places, typed
        self.show()

    def show(self) -> None:
        """Put the rings around the samples."""
        place, tokens = self._place(), THEME.tokens
        self.ring.setVisible(place is not None)
        at = [] if place is None else [place]
        self.ring.setData(pos=np.reshape(at, (-1, 2)), pen=pyqtgraph.mkPen(tokens.text, width=2.5))
        chosen = self._places[np.isin(self._rows, np.array(self._document.attention.rows, np.int64))]
        self.selected.setVisible(len(chosen) > 0)
        self.selected.setData(pos=chosen.reshape(-1, 2), pen=pyqtgraph.mkPen(tokens.accent, width=2))

    def _place(self) -> tuple[float, float] | None:
        sample = self._document.attention.sample
        if sample is None:
            return None
        if sample.row is None:
            return (sample.x[0], sample.x[1]) if self._typed and len(sample.x) == 2 else None
        at = np.flatnonzero(self._rows == sample.row)
        return (float(self._places[at[0], 0]), float(self._places[at[0], 1])) if len(at) else None

    def row_at(self, point: QPointF) -> int | None:
        """Return the row of the sample nearest to a point of the chart's scene, if it is within reach."""
        if not len(self._places):
            return None
        here = self._chart.view.mapSceneToView(point)
        width, height = self._chart.view.viewPixelSize()
        away = np.hypot((self._places[:, 0] - here.x()) / width, (self._places[:, 1] - here.y()) / height)
        nearest = int(np.nan_to_num(away, nan=np.inf).argmin())
        return int(self._rows[nearest]) if away[nearest] <= REACH else None

    def _on_click(self, event: object) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or event.double():  # type: ignore[attr-defined]  # pyqtgraph's
            return
        row = self.row_at(event.scenePos())  # type: ignore[attr-defined]  # pyqtgraph's
        if row is not None:
            event.accept()  # type: ignore[attr-defined]  # pyqtgraph's
            self.sample_picked.emit(row)
            self._document.attention.pick_row(row)
