"""What the network answers along the one column of the data: a curve for each output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QRectF, Qt

from gui.plots.palette import class_colours
from gui.plots.stroke import Stroke
from gui.theme import THEME

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.evaluation import Reading
    from gui.plots.chart import Chart
    from gui.plots.plane import Interval, Line
    from gui.plots.tints import Floats

MOST = 10
"""Curves; further classes have none."""

PROBABILITIES: Interval = (-0.1, 1.1)


class Response:
    """The curves in a chart that is otherwise a region's."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self.curves = [Stroke("finite") for _ in range(MOST)]
        self.threshold = Stroke("finite")
        for item in (self.threshold, *self.curves):
            item.setZValue(1)  # before the samples
            chart.addItem(item, ignoreBounds=True)

    def clear(self) -> None:
        """Show nothing."""
        for item in (self.threshold, *self.curves):
            item.set_points(np.empty(0), np.empty(0), QRectF())

    def show(self, line: Line, output: Floats, reading: Reading) -> None:
        """Show the outputs along a line, (points, units): of classes their probabilities."""
        x, within = line.points()[:, 0].astype(np.float64), self._chart.visible_part
        level = reading.level(output).astype(np.float64)
        level[~np.isfinite(level)] = np.nan
        colours = class_colours(level.shape[1]) if reading.several(level.shape[1]) else [THEME.tokens.accent]
        for unit, curve in enumerate(self.curves):
            if unit < level.shape[1]:
                curve.set_pen(pyqtgraph.mkPen(colours[unit % len(colours)], width=2))
                curve.set_points(x, level[:, unit], within)
            else:
                curve.set_points(np.empty(0), np.empty(0), QRectF())
        if reading.classes == 2 and output.shape[1] == 1:
            height = reading.usual() if reading.cut is None else reading.cut
            self.threshold.set_pen(pyqtgraph.mkPen(THEME.tokens.text, width=1, style=Qt.PenStyle.DashLine))
            self.threshold.set_points(x[[0, -1]], np.full(2, height), within)
        else:
            self.threshold.set_points(np.empty(0), np.empty(0), QRectF())


def places(dataset: Dataset) -> npt.NDArray[np.float64]:
    """Return where samples of one column stand, (n, 2): at their target; of more than two classes, at the foot."""
    height = dataset.y if len(dataset.classes) <= 2 else np.zeros(len(dataset))
    return np.column_stack([dataset.raw[:, 0], height]).astype(np.float64)
