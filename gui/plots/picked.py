"""The sample that is looked at, as a ring in the plane; a click on another one picks that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from gui.theme import THEME

if TYPE_CHECKING:
    from gui.document import Document
    from gui.plots.chart import Chart

REACH = 12.0
"""Pixels of the screen between a click and the sample that it picks, at the most."""
SIZE = 18


class PickedPoint(QObject):
    """Marks the sample of the document's attention in a chart of two columns, and lets a click pick another one.

    Signals
    -------
    sample_picked(int)
        The person clicked a sample: its row.
    """

    sample_picked = Signal(int)

    def __init__(self, document: Document, chart: Chart, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._chart = document, chart
        self.ring = pyqtgraph.ScatterPlotItem(pxMode=True, antialias=True, brush=None, size=SIZE)
        chart.addItem(self.ring, ignoreBounds=True)
        chart.scene().sigMouseClicked.connect(self._on_click)
        document.attention.sample_changed.connect(self.show)
        document.recipe_changed.connect(self.show)
        THEME.changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Put the ring around the sample."""
        sample = self._document.attention.sample
        if sample is None or len(sample.x) != 2:
            self.ring.setData([])
            return
        self.ring.setData([sample.x[0]], [sample.x[1]], pen=pyqtgraph.mkPen(THEME.tokens.text, width=2.5))

    def row_at(self, point: QPointF) -> int | None:
        """Return the row of the sample nearest to a point of the chart's scene, if it is within reach."""
        dataset = self._document.dataset
        if dataset.n_columns != 2 or not len(dataset):
            return None
        here = self._chart.view.mapSceneToView(point)
        width, height = self._chart.view.viewPixelSize()
        away = np.hypot((dataset.x[:, 0] - here.x()) / width, (dataset.x[:, 1] - here.y()) / height)
        nearest = int(away.argmin())
        return nearest if away[nearest] <= REACH else None

    def _on_click(self, event: object) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or event.double():  # type: ignore[attr-defined]  # pyqtgraph's
            return
        row = self.row_at(event.scenePos())  # type: ignore[attr-defined]  # pyqtgraph's
        if row is not None:
            event.accept()  # type: ignore[attr-defined]  # pyqtgraph's
            self.sample_picked.emit(row)
            self._document.attention.pick_row(row)
