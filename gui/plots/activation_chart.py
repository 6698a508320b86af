"""An activation function, its derivative, and where the inputs of a layer lie under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem

from engine.catalog.curves import FLAT, REACH, activation_curve
from gui.i18n import translate
from gui.plots.chart import Chart
from gui.plots.legend import Key
from gui.plots.polyline import Column, extent
from gui.plots.stroke import Dot, Stroke
from gui.theme import THEME, blend, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from engine.catalog.curves import Tensors
    from gui.plots.picture import Table

BINS = 40
"""Bars of the histogram, from one end of the reach to the other."""

TALLEST = 0.4
"""Share of the chart's height that the tallest bar takes."""

MARGIN = 0.06
PALE = 0.11
DOT = 7
STAY = 0.8
"""Of a smaller reach, the share that must be enough before the larger one is given up; axes stand still meanwhile."""


class Bars(QGraphicsItem):
    """Upright rectangles that stand on the lower edge of the view, in the units of the x axis."""

    def __init__(self) -> None:
        super().__init__()
        self.left = self.right = self.share = np.empty(0)
        self._colour = QColor()
        self._path = QPainterPath()
        self._view = QRectF()

    def set_bars(self, left: Column, right: Column, share: Column, view: QRectF) -> None:
        """Show other bars.

        Parameters
        ----------
        left, right : array, shape (n,)
            Their sides.
        share : array, shape (n,)
            Their heights as shares of that of the view.
        view : QRectF
            What the axes show.
        """
        self.prepareGeometryChange()
        self.left, self.right, self.share, self._view = left, right, share, view
        self._path = QPainterPath()
        bottom = view.top()  # y grows upwards
        for start, end, height in zip(left, right, share, strict=True):
            if height > 0:
                self._path.addRect(QRectF(start, bottom, end - start, height * view.height()))
        self.update()

    def set_colour(self, colour: QColor) -> None:
        """Fill with another colour."""
        self._colour = colour
        self.update()

    def boundingRect(self) -> QRectF:
        """Return what the axes show; bars beyond are not to be seen."""
        return self._view

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Fill the bars."""
        painter.fillPath(self._path, self._colour)


def reach_for(needed: float, before: float = 0.0) -> float:
    """Return how far from zero the x axis goes: 5, 10, 20, 50 and so on, and the one before if that fits well."""
    reach = REACH
    factors = (2.0, 2.0, 2.5)
    step = 0
    while reach < needed:
        reach *= factors[step % 3]
        step += 1
    return before if reach < before and needed > STAY * reach else reach


def flat_stretches(x: Column, slope: Column) -> tuple[Column, Column]:
    """Return from where to where a curve is flat, as two arrays of the same length."""
    flat = np.concatenate([[False], np.abs(slope) < FLAT, [False]])
    turns = np.flatnonzero(flat[1:] != flat[:-1])
    first, last = turns[::2], turns[1::2] - 1
    return x[first], x[last]


class ActivationChart(Chart):
    """Draws what `show_function` and `show_inputs` say; the curve covers whatever is in view.

    Signals
    -------
    read()
        The values at the cursor are others, or none.
    """

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(220, 90)
        self.reach = REACH
        self.counts: Column = np.zeros(0)
        self.edges: Column = np.zeros(0)
        self.x = self.y = self.slope = np.zeros(0)
        self._function: tuple[str, dict[str, object], dict[str, npt.NDArray[np.generic]]] | None = None
        self._drawn: tuple[object, ...] = ()
        self._hovered: float | None = None
        self.bands, self.bars = Bars(), Bars()
        self.curve, self.derivative = Stroke("finite"), Stroke("finite")
        self.dots = (Dot(DOT), Dot(DOT))
        self._axes = (pyqtgraph.InfiniteLine(pos=0, angle=90), pyqtgraph.InfiniteLine(pos=0, angle=0))
        for order, item in enumerate((self.bands, self.bars, *self._axes, self.derivative, self.curve, *self.dots)):
            item.setZValue(order - 20)
            self.addItem(item, ignoreBounds=True)
        self.set_labels(translate("plots", "input x"), "f(x), f′(x)")
        self.view.sigRangeChanged.connect(self.redraw)
        self.hovered.connect(self._on_hovered)
        self.left.connect(self._on_left)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look at something else: forget how far the axes went."""
        self.reach = REACH
        self.following = True
        self._function = None

    def show_function(self, kind: str, settings: Mapping[str, object], learned: Tensors | None = None) -> None:
        """Draw an activation. Needs PyTorch."""
        tensors = {name: np.array(tensor) for name, tensor in (learned or {}).items()}
        numbers = {name: tensor.tolist() for name, tensor in tensors.items()}
        if self._function is None or (kind, dict(settings), numbers) != self._drawn:
            self._drawn = (kind, dict(settings), numbers)
            self._function = (kind, dict(settings), tensors)
            self.fit() if self.following else self.redraw()

    def show_inputs(self, z: Column) -> None:
        """Show where the inputs of the function lie: finite numbers, in an array of one axis; it may be empty."""
        needed = float(np.abs(z).max()) if len(z) else 0.0
        threshold = 0.0 if self._function is None else self._function[1].get("threshold", 0.0)
        bend = abs(threshold) if isinstance(threshold, float | int) else 0.0
        reach = reach_for(max(needed, 1.25 * bend), self.reach)
        self.counts, self.edges = np.histogram(z, bins=BINS, range=(-reach, reach))
        if reach != self.reach:
            self.reach = reach
            if self.following:
                self.fit()
        self._draw_bars()

    def fit(self) -> None:
        """Show all of the inputs, and as much of the function."""
        self.following = True
        if self._function is not None:
            _x, y, slope = activation_curve(
                self._function[0], self._function[1], -self.reach, self.reach, self._function[2]
            )
            low, high = extent(y, slope, np.zeros(1)) or (0.0, 1.0)
            air = MARGIN * ((high - low) or 1.0)
            self.set_range((-self.reach, self.reach), (low - air, high + air))
        self.redraw()

    # -- drawing -------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw the curves over what is in view, and what stands behind them."""
        empty = np.zeros(0)
        self.x = self.y = self.slope = empty
        if self._function is not None:
            kind, settings, learned = self._function
            (low, high), _ = self.intervals()
            self.x, self.y, self.slope = activation_curve(kind, settings, low, high, learned)
        view = self.visible_part
        self.curve.set_points(self.x, self.y, view)
        self.derivative.set_points(self.x, self.slope, view)
        left, right = flat_stretches(self.x, self.slope) if len(self.x) else (empty, empty)
        self.bands.set_bars(left, right, np.ones(len(left)), view)
        self._draw_bars()
        self._read_out()

    def _draw_bars(self) -> None:
        tallest = self.counts.max() if len(self.counts) else 0
        share = self.counts * (TALLEST / tallest) if tallest else np.zeros(len(self.counts))
        self.bars.set_bars(self.edges[:-1], self.edges[1:], share, self.visible_part)

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        super().recolour()
        tokens = THEME.tokens
        self.view.setBackgroundColor(tokens.canvas)
        self.bands.set_colour(blend(tokens.canvas, tokens.warning, PALE))
        self.bars.set_colour(self.bar_colour)
        for axis in self._axes:
            axis.setPen(tokens.border)
        self.curve.set_pen(pyqtgraph.mkPen(tokens.positive, width=2))
        self.derivative.set_pen(pyqtgraph.mkPen(tokens.negative, width=2, style=Qt.PenStyle.DashLine))
        for dot, colour in zip(self.dots, (tokens.positive, tokens.negative), strict=True):
            dot.set_colours(colour, tokens.panel)

    @property
    def bar_colour(self) -> QColor:
        """The colour of the histogram."""
        return blend(THEME.tokens.canvas, THEME.tokens.muted, 0.55)

    # -- reading values off --------------------------------------------------------------------------------------------

    def _on_hovered(self, point: QPointF) -> None:
        self._hovered = point.x()
        self._read_out()

    def _on_left(self) -> None:
        self._hovered = None
        self._read_out()

    def _read_out(self) -> None:
        at = self._row()
        for dot, values in zip(self.dots, (self.y, self.slope), strict=True):
            if at is None:
                dot.hide()
            else:
                dot.show_at(float(self.x[at]), float(values[at]))
        self.read.emit()

    def _row(self) -> int | None:
        """Return which point of the curve is nearest to the cursor."""
        if self._hovered is None or not len(self.x):
            return None
        return int(np.abs(self.x - self._hovered).argmin())

    def keys(self) -> list[Key]:
        """Return what the lines are, with the values at the cursor."""
        at, tokens = self._row(), THEME.tokens
        y, slope = ("", "") if at is None else (number(float(self.y[at])), number(float(self.slope[at])))
        name, its_slope = ("f(x)", "f′(x)") if at is None else (f"f({number(float(self.x[at]))}) =", "f′ =")
        return [
            Key("solid", tokens.positive, name, y),
            Key("dashed", tokens.negative, its_slope, slope),
        ]

    def table(self) -> Table | None:
        """Return the curve as numbers."""
        return (["x", "f(x)", "f'(x)"], np.column_stack([self.x, self.y, self.slope])) if len(self.x) else None
