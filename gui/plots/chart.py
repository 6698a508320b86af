"""A pyqtgraph plot in the manner of the house: own ticks, the theme's colours, a view that follows until moved."""

from __future__ import annotations

import pyqtgraph
from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.plots import ticks
from gui.plots.polyline import Interval, roomy
from gui.repaint import keep_pixels, paint_in_one_piece, paint_shapes
from gui.theme import THEME, figures

SMALL = 8.0
MARGIN = 4
RIGHT_MARGIN = 20
"""Half of a label such as 10,000 stands beyond the end of its axis."""
LABEL_WIDTH, LABEL_HEIGHT = 68, 36
"""Room for the name of the axis and for seven characters at a tick beside it."""
EDGE = 0.015
"""Space around what is at the very edge, such as the newest point, so that it is seen whole; a share of the axis."""
PIXELS_PER_TICK = {"left": 24, "bottom": 56}


class Axis(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph has no stubs
    """An axis whose ticks and labels are those of `gui.plots.ticks`."""

    def __init__(self, side: str) -> None:
        self._place: tuple[object, ...] = ()
        self._box = QRectF()
        super().__init__(side)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803  # pyqtgraph's names
        """Return one level of ticks, all with labels."""
        low, high = sorted((minVal, maxVal))
        find = ticks.log_ticks if self.logMode else ticks.linear_ticks
        return [(1.0, find(low, high, max(2.0, size / PIXELS_PER_TICK[self.orientation])))]

    def boundingRect(self) -> QRectF:
        """Return where the axis paints: half a label beyond its ends too, or pyqtgraph leaves the outer labels out."""
        view = self.linkedView()
        place = (self.geometry(), None if view is None else view.geometry(), self.grid)
        if place != self._place:  # asked for many times in every frame
            beyond = QMarginsF(0, 8, 0, 8) if self.orientation == "left" else QMarginsF(20, 0, 20, 0)
            self._place, self._box = place, super().boundingRect() + beyond
        return self._box

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Write the ticks."""
        return ticks.log_labels(values) if self.logMode else ticks.labels(values)


class Chart(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no stubs
    """Axes and a view.

    Signals
    -------
    hovered(QPointF)
        The mouse is over this point, in the units of the axes.
    left()
        The mouse is no longer over the plot.
    moved()
        The person panned or zoomed; `following` is False from now on.
    """

    hovered = Signal(QPointF)
    left = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False, axisItems={side: Axis(side) for side in PIXELS_PER_TICK})
        self.following = True
        self._grown: tuple[Interval, Interval] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        paint_in_one_piece(self)
        self.view = self.plotItem.getViewBox()
        self.view.disableAutoRange()
        self.plotItem.hideButtons()
        self.plotItem.showGrid(x=True, y=True, alpha=0.12)
        self.plotItem.layout.setContentsMargins(MARGIN, MARGIN, RIGHT_MARGIN, MARGIN)
        self._labels = {"left": "", "bottom": ""}
        self.plotItem.getAxis("left").setWidth(LABEL_WIDTH)  # fixed, so that nothing shifts while the numbers change
        self.plotItem.getAxis("bottom").setHeight(LABEL_HEIGHT)
        for side in PIXELS_PER_TICK:
            axis = self.plotItem.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setTickFont(figures(SMALL))
            axis.setStyle(tickLength=-4, tickTextOffset=4, hideOverlappingLabels=False)
            keep_pixels(axis)
        self.view.sigRangeChangedManually.connect(self._on_moved)
        self.scene().sigMouseMoved.connect(self._on_mouse)

    def set_labels(self, bottom: str, left: str) -> None:
        """Name the axes."""
        self._labels = {"bottom": bottom, "left": left}
        self.recolour()

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        tokens = THEME.tokens
        self.setBackground(tokens.panel)
        for side, text in self._labels.items():
            axis = self.plotItem.getAxis(side)
            axis.setPen(tokens.border)
            axis.setTextPen(tokens.muted)
            axis.setLabel(text, color=tokens.muted.name(), **{"font-size": "9pt"})

    def set_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Show exactly this part, or somewhat more where the axes are to have the same scale."""
        self.view.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)

    def follow(self, right: float, heights: Interval) -> None:
        """Show growing curves whole: from 0 to `right`, and these heights. New axes come now and then only."""
        across, up = self._grown or (None, None)
        grown = roomy((0.0, right), across), roomy(heights, up)
        if grown != self._grown:
            self._grown = grown
            edge = EDGE * grown[0][1]
            self.set_range((-edge, grown[0][1] + edge), grown[1])

    def follow_anew(self) -> None:
        """Follow, from now on, curves that have nothing to do with those before."""
        self.following, self._grown = True, None

    def intervals(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return what is to be seen: from where to where along x and along y."""
        (left, right), (bottom, top) = self.view.viewRange()
        return (left, right), (bottom, top)

    @property
    def visible_part(self) -> QRectF:
        """What is to be seen, in the units of the axes."""
        (left, right), (bottom, top) = self.intervals()
        return QRectF(left, bottom, right - left, top - bottom)

    def set_exporting(self, on: bool) -> None:
        """Paint everything as shapes and not as ready-made pixels, so that a picture of any size is sharp."""
        for item in self.scene().items():
            if isinstance(item, pyqtgraph.ScatterPlotItem | pyqtgraph.AxisItem):
                (paint_shapes if on else keep_pixels)(item)
            if isinstance(item, pyqtgraph.ScatterPlotItem):
                item.setExportMode(on, {"antialias": True})

    def _on_moved(self) -> None:
        self.following = False
        self.moved.emit()

    def _on_mouse(self, position: QPointF) -> None:
        if self.view.sceneBoundingRect().contains(position):
            self.hovered.emit(self.view.mapSceneToView(position))
        else:
            self.left.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse has left."""
        super().leaveEvent(event)
        self.left.emit()
