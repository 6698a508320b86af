"""The loss curves of one network from many first weights, as thin lines on a logarithmic scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal

from gui.i18n import translate
from gui.plots.chart import Chart
from gui.plots.polyline import extent, logarithm
from gui.plots.stroke import Stroke
from gui.theme import THEME, blend

if TYPE_CHECKING:
    import numpy.typing as npt
    from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
    from PySide6.QtWidgets import QWidget

    from engine.training.starts import Starts

POINTS = 200
"""Points of each curve that are drawn at the most."""
HIT = 24
"""Pixels from a curve within which it is meant."""


class StartsChart(Chart):
    """Shows what became of every start; a click on a curve chooses it.

    Signals
    -------
    pointed(int | None)
        The mouse is at the curve of this start, counted from 0, or at none.
    chosen(int)
        The curve of this start was clicked.
    """

    pointed = Signal(object)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plotItem.getAxis("left").setLogMode(True)
        self.set_labels(translate("plots", "epoch"), translate("plots", "loss"))
        self.unsolved, self.solved, self.marked = (Stroke("finite") for _ in range(3))
        self._goal = pyqtgraph.InfiniteLine(angle=0, movable=False)
        for order, item in enumerate((self.unsolved, self.solved, self._goal, self.marked)):
            item.setZValue(order)
            self.addItem(item, ignoreBounds=True)
        self._epochs: npt.NDArray[np.float64] = np.empty(0)
        self._heights: npt.NDArray[np.float64] = np.empty((0, 0))
        self._at: int | None = None
        self.hovered.connect(self._on_hovered)
        self.left.connect(lambda: self._point(None))
        self.scene().sigMouseClicked.connect(self._on_clicked)
        self.setMinimumHeight(90)
        self.recolour_lines()

    def show_starts(self, starts: Starts | None, goal: float) -> None:
        """Draw the curves of all starts and the goal; None: nothing."""
        loss = np.empty((0, 0)) if starts is None else starts.loss
        every = max(1, -(-loss.shape[1] // POINTS))
        self._epochs = np.arange(loss.shape[1], dtype=np.float64)[::every]
        self._heights = logarithm(loss[:, ::every])
        self._goal.setValue(np.log10(goal))
        self._goal.setVisible(starts is not None)
        found = extent(self._heights.ravel()) or (-1.0, 0.0)
        low, high = min(found[0], float(np.log10(goal))), max(found[1], float(np.log10(goal)))
        right = max(float(self._epochs[-1]) if len(self._epochs) else 1.0, 1.0)
        self.set_range((-0.01 * right, 1.01 * right), (low - 0.05, high + 0.05))
        below = np.isfinite(starts.epochs_to_reach(goal)) if starts is not None else np.empty(0, dtype=bool)
        self._lay(self.solved, np.flatnonzero(below))
        self._lay(self.unsolved, np.flatnonzero(~below))
        self._lay(self.marked, np.empty(0, dtype=np.int64))
        self._at = None

    def _lay(self, stroke: Stroke, rows: npt.NDArray[np.int64]) -> None:
        """Draw the curves of some starts as one line with gaps."""
        gap = np.full((len(rows), 1), np.nan)
        y = np.hstack([self._heights[rows], gap]).ravel() if len(rows) else np.empty(0)
        x = np.tile(np.append(self._epochs, np.nan), len(rows))
        stroke.set_points(np.nan_to_num(x), y, self.visible_part)

    def recolour_lines(self) -> None:
        """Take on the colours of the theme."""
        tokens = THEME.tokens
        self.recolour()
        self.solved.set_pen(pyqtgraph.mkPen(blend(tokens.panel, tokens.accent, 0.55), width=1))
        self.unsolved.set_pen(pyqtgraph.mkPen(blend(tokens.panel, tokens.negative, 0.55), width=1))
        self.marked.set_pen(pyqtgraph.mkPen(tokens.text, width=2))
        self._goal.setPen(pyqtgraph.mkPen(tokens.muted, style=Qt.PenStyle.DashLine))

    def nearest(self, point: QPointF) -> int | None:
        """Return the start whose curve is near a point of the axes, or None."""
        if not self._heights.size:
            return None
        column = int(np.abs(self._epochs - point.x()).argmin())
        distances = np.abs(self._heights[:, column] - point.y()) / self.view.viewPixelSize()[1]
        if not np.isfinite(distances).any():
            return None
        row = int(np.nanargmin(distances))
        return row if distances[row] <= HIT else None

    def point_of(self, start: int, share: float) -> QPointF:
        """Return where on the axes the curve of a start is, at a share of its length."""
        column = round(share * (len(self._epochs) - 1))
        return QPointF(float(self._epochs[column]), float(self._heights[start, column]))

    def _on_hovered(self, point: QPointF) -> None:
        self._point(self.nearest(point))

    def _point(self, start: int | None) -> None:
        if start == self._at:
            return
        self._at = start
        self._lay(self.marked, np.array([] if start is None else [start], dtype=np.int64))
        self.pointed.emit(start)

    def _on_clicked(self, event: MouseClickEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            start = self.nearest(self.view.mapSceneToView(event.scenePos()))
            if start is not None:
                self.chosen.emit(start)
