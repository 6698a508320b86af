"""Loss and accuracy against the epoch: of this run, and of the one before as a ghost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QRectF

from gui.i18n import translate
from gui.plots.chart import EDGE, SMALL, Chart
from gui.plots.legend import PEN_STYLE, Key, Mark
from gui.plots.overlays import OVERLAID_MARKS, overlaid_colour
from gui.plots.plot import Plot
from gui.plots.polyline import Column, drawn_length, extent, logarithm, thinned, window
from gui.plots.stroke import Dot, Stroke
from gui.theme import THEME, blend, figures, number
from gui.turns import MOVING

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QPen, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from engine.training.history import Curve
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.picture import Table

MARGIN = 0.06
"""Free space above and below the curves, as a share of their height."""

HAIR_FROM = 2.5
"""Times the width of the plot that a curve may be long and still be drawn with a thick smooth line."""

LEAST_SPAN = 1e-12
FAINT = 0.35
"""How much of its colour a curve has that belongs to steps after the one that is visited."""

DOT = 7
"""Pixels across the mark of the newest value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One curve of a plot: which column of which run, and how it looks.

    Parameters
    ----------
    ghost : bool
        Of the run before.
    later : bool
        What came after the step that is visited.
    look : int, optional
        Of the run from the list of runs that is laid over in this look.
    """

    column: str
    label: str
    mark: Mark
    ghost: bool = False
    later: bool = False
    look: int | None = None

    @property
    def own(self) -> bool:
        """Whether it is the present run, up to the step that is shown."""
        return not self.ghost and not self.later and self.look is None


class CurvesPlot(Plot):
    """Columns of a run's history against the epoch.

    Parameters
    ----------
    lines : list of Line
        What is drawn, the first on top.
    label : str
        What the y axis says.
    """

    every = MOVING

    def __init__(
        self, document: Document, title: str, help: str, lines: list[Line], label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, title, help, parent)
        overlaid = [Line(lines[0].column, "", mark, look=look) for look, mark in enumerate(OVERLAID_MARKS)]
        later = [replace(line, label=translate("plots", "later steps"), later=True) for line in lines if line.own]
        self.lines = lines = [*lines, *later, *overlaid]
        self.logarithmic = False
        self.curve: Curve | None = None
        self.later: Curve | None = None
        self.chart = Chart()
        self.chart.setMinimumHeight(90)
        self.chart.set_labels(translate("plots", "epoch"), label)
        self.items = [Stroke("finite") for _ in lines]
        self._dots = [Dot(DOT) for _ in lines]
        self._cursor = pyqtgraph.InfiniteLine(angle=90, movable=False)
        self.flag = pyqtgraph.TextItem()
        self.flag.setFont(figures(SMALL))
        for order, item in enumerate((*self.items[::-1], self._cursor, *self._dots[::-1], self.flag)):
            item.setZValue(order)
            self.chart.addItem(item, ignoreBounds=True)
        self._cursor.hide()
        self.flag.hide()
        self._pens: dict[tuple[Line, bool], QPen] = {}
        self._hovered: float | None = None
        self._add_tools()
        self.chart.hovered.connect(self._on_hovered)
        self.chart.left.connect(self._on_left)
        self.chart.moved.connect(self.redraw)
        document.runs.overlays_changed.connect(self.redraw)
        self.compose(self.chart)

    def _add_tools(self) -> None:
        self.fit_action = self.add_fit_tool(translate("plots", "Show the whole curves again, and keep doing so."))
        self.fit_action.triggered.connect(self.fit)

    # -- what a subclass may say otherwise -----------------------------------------------------------------------------

    def shown(self, values: Column) -> Column:
        """Return a column of the history in the units of the y axis."""
        return values

    def written(self, value: float) -> str:
        """Write a value of the history."""
        return number(value)

    def heights(self, columns: list[Column]) -> tuple[float, float]:
        """Return the lower and the upper end of the y axis for these columns, in the units of the axis."""
        found = extent(*columns)
        low, high = found if found else (0.0, 1.0)
        if not self.logarithmic and low >= 0:
            high = max(high, LEAST_SPAN)
            return -EDGE * high, high * (1 + MARGIN)
        room = max((high - low) * MARGIN, 0.05 if self.logarithmic else LEAST_SPAN)
        return low - room, high + room

    # -- following the run ---------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start with empty axes, and with the earlier run if there is one."""
        self.curve, self.later = None, None
        self.chart.follow_anew()
        self._hovered = None
        self.redraw()

    def take(self, snapshot: Snapshot) -> None:
        """Draw the history so far."""
        self.curve, self.later = snapshot.curve, snapshot.head_curve
        self.redraw()

    def fit(self) -> None:
        """Show the whole curves, now and as they grow."""
        self.chart.follow_anew()
        self.redraw()

    def set_logarithmic(self, on: bool) -> None:
        """Make the y axis logarithmic; values that are not positive are left out then."""
        self.logarithmic = on
        self.chart.plotItem.getAxis("left").setLogMode(on)
        self.fit()

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        self.chart.recolour()
        self._cursor.setPen(THEME.tokens.muted)
        for line, dot in zip(self.lines, self._dots, strict=True):
            for hair, width in ((False, 2), (True, 1)):
                pen = pyqtgraph.mkPen(self.colour(line), width=width, style=PEN_STYLE[line.mark])
                self._pens[line, hair] = pen
            dot.set_colours(self.colour(line), THEME.tokens.panel)
        self.redraw()

    def colour(self, line: Line) -> QColor:
        """Return the colour of a curve."""
        if line.ghost:
            return THEME.tokens.muted
        if line.look is not None:
            return overlaid_colour(line.look)
        colour = THEME.tokens.accent if line.mark == "solid" else THEME.category("merge")
        return blend(THEME.tokens.panel, colour, FAINT) if line.later else colour

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Thin the curves for the new width."""
        super().resizeEvent(event)
        self.redraw()

    # -- drawing -------------------------------------------------------------------------------------------------------

    def source(self, line: Line) -> Curve | None:
        """Return the run that a curve belongs to."""
        if line.look is not None:
            return next((over.curve for over in self.document.runs.overlays if over.look == line.look), None)
        if line.later:
            return self.later
        return self.document.run.ghost if line.ghost else self.curve

    def name(self, line: Line) -> str:
        """Return what the legend calls a curve."""
        return next((over.name for over in self.document.runs.overlays if over.look == line.look), line.label)

    def redraw(self) -> None:
        """Draw the curves, the range they need, and the values at the cursor."""
        columns = [self._column(line) for line in self.lines]
        if self.chart.following:
            self._follow(columns)
        (left, right), _ = self.chart.intervals()
        points = max(self.chart.width(), 100)
        for line, (x, y), item in zip(self.lines, columns, self.items, strict=True):
            if len(x):
                part = window(x, left, right)
                self._draw(line, item, *thinned(x[part], y[part], points))
            else:
                item.set_points(x, y, QRectF())
        self._read_out()

    def _draw(self, line: Line, item: Stroke, x: Column, y: Column) -> None:
        """Draw a curve; a noisy one, much longer than the plot is wide, with a hair line."""
        size = self.chart.view.viewPixelSize()
        hair = drawn_length(x, y, size) > HAIR_FROM * self.chart.width()
        item.set_pen(self._pens[line, hair])
        item.set_points(x, y, self.chart.visible_part)

    def _column(self, line: Line) -> tuple[Column, Column]:
        source = self.source(line)
        if source is None:
            return np.empty(0), np.empty(0)
        values, epochs = self.shown(getattr(source, line.column)), source.epoch
        if line.later and self.curve is not None and len(self.curve):
            begun = int(np.searchsorted(epochs, self.curve.epoch[-1]))
            values, epochs = values[begun:], epochs[begun:]
        return epochs, logarithm(values) if self.logarithmic else np.where(np.isfinite(values), values, np.nan)

    def _follow(self, columns: list[tuple[Column, Column]]) -> None:
        whole = self.later or self.curve
        own = 0.0 if whole is None or not len(whole) else float(whole.epoch[-1])
        ends = [float(x[-1]) for x, _ in columns if len(x)]
        right = own or max(ends, default=1.0) or 1.0
        heights = self.heights([y[window(x, 0.0, right)] for x, y in columns if len(x)])
        self.chart.follow(right, heights)

    # -- reading values off --------------------------------------------------------------------------------------------

    def _on_hovered(self, point: QPointF) -> None:
        self._hovered = point.x()
        self._read_out()

    def _on_left(self) -> None:
        self._hovered = None
        self._read_out()

    def _read_out(self) -> None:
        """Write the values at the cursor, or the newest ones, behind the names of the curves."""
        keys: list[Key] = []
        for line, dot in zip(self.lines, self._dots, strict=True):
            source = self.source(line)
            measured = np.empty(0) if source is None else getattr(source, line.column)
            row = None if source is None else self._row(source, measured)
            if source is None or row is None or (line.later and keys and keys[-1].label == line.label):
                dot.hide()
                continue
            value = float(measured[row])
            beyond = line.later or (not line.own and self._hovered is None)
            keys.append(Key(line.mark, self.colour(line), self.name(line), "" if beyond else self.written(value)))
            height = self._height(value)
            if beyond or not np.isfinite(height):
                dot.hide()
            else:
                dot.show_at(float(source.epoch[row]), height)
        self.legend.set_keys(keys)
        self._mark_cursor()

    def _row(self, source: Curve, measured: Column) -> int | None:
        """Return the row that the cursor is nearest to; without a cursor the last one in which there is a value.

        The epoch under way has no validation yet.
        """
        known = np.flatnonzero(np.isfinite(measured))
        if not len(known):
            return None
        return int(known[-1]) if self._hovered is None else int(np.abs(source.epoch - self._hovered).argmin())

    def _height(self, value: float) -> float:
        """Return where a value of the history is on the y axis."""
        y = self.shown(np.array([value]))
        return float((logarithm(y) if self.logarithmic else y)[0])

    def _mark_cursor(self) -> None:
        row = None if self.curve is None else self._row(self.curve, self.curve.step)
        self._cursor.setVisible(self._hovered is not None and row is not None)
        self.flag.setVisible(self._cursor.isVisible())
        if self.curve is None or row is None or self._hovered is None:
            return
        epoch, step = float(self.curve.epoch[row]), float(self.curve.step[row])
        (left, right), (_, top) = self.chart.intervals()
        self._cursor.setValue(epoch)
        self.flag.setColor(THEME.tokens.text)
        self.flag.setText(
            translate("plots", "epoch {epoch}, step {step}").format(epoch=f"{epoch:,.0f}", step=f"{step:,.0f}")
        )
        self.flag.setAnchor((1, 0) if epoch > (left + right) / 2 else (0, 0))
        self.flag.setPos(epoch, top)

    def table(self) -> Table | None:
        """Return epoch, step and the columns that are drawn."""
        if self.curve is None:
            return None
        names = ["epoch", "step", *(line.column for line in self.lines if line.own)]
        return names, np.column_stack([getattr(self.curve, name) for name in names])


class LossPlot(CurvesPlot):
    """How far the network is from the targets, epoch by epoch."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("plots", "Loss"),
            translate(
                "plots",
                "The loss after each epoch: how far the outputs are from the targets. Training makes it small.\n"
                "Validation is measured on samples the network does not learn from; "
                "if only this one rises, it learns by heart (overfitting).\n"
                "Drag and turn the wheel to look closer.",
            ),
            [
                Line("train_loss", translate("plots", "train"), "solid"),
                Line("validation_loss", translate("plots", "validation"), "dashed"),
                Line("train_loss", translate("plots", "earlier run"), "dotted", ghost=True),
            ],
            translate("plots", "loss"),
            parent,
        )

    def _add_tools(self) -> None:
        self.log_action = self.add_tool(
            "mdi6.math-log",
            translate("plots", "Logarithmic"),
            translate("plots", "Draw the loss on a logarithmic axis, to see small losses apart."),
        )
        self.log_action.setCheckable(True)
        self.log_action.toggled.connect(self.set_logarithmic)
        super()._add_tools()


class AccuracyPlot(CurvesPlot):
    """How many samples are classified rightly, epoch by epoch."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("plots", "Metrics"),
            translate(
                "plots",
                "The accuracy after each epoch: the share of samples whose class the network gets right.\n"
                "Validation is measured on samples the network does not learn from.\n"
                "Drag and turn the wheel to look closer.",
            ),
            [
                Line("train_accuracy", translate("plots", "train"), "solid"),
                Line("validation_accuracy", translate("plots", "validation"), "dashed"),
                Line("train_accuracy", translate("plots", "earlier run"), "dotted", ghost=True),
            ],
            translate("plots", "accuracy (%)"),
            parent,
        )
        document.recipe_changed.connect(self._explain)
        self._explain()

    def _explain(self) -> None:
        if self.document.dataset.is_regression:
            sentence = translate(
                "plots",
                "Accuracy counts samples whose class is right. "
                "The target {target} is a number, not a class: see how the loss falls.",
            )
            self.explain(sentence.format(target=self.document.dataset.target))
        else:
            self.explain("")

    def shown(self, values: Column) -> Column:
        """Return percent."""
        return values * 100

    def written(self, value: float) -> str:
        """Write a share in percent."""
        return "—" if np.isnan(value) else f"{value * 100:.4g} %"

    def heights(self, columns: list[Column]) -> tuple[float, float]:
        """Return nothing to everything, with room for a line at the very top."""
        return -2.0, 104.0
