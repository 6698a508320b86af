"""Loss and accuracy against the epoch: of this run, and of the one before as a ghost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen, QResizeEvent

from gui.i18n import translate
from gui.plots.chart import Chart
from gui.plots.legend import PEN_STYLE, Key, Mark
from gui.plots.plot import Plot
from gui.plots.polyline import Column, extent, logarithm, thinned, window
from gui.theme import THEME, number

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from engine.training.history import Curve
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.picture import Table

MARGIN = 0.06
"""Free space above and below the curves, as a share of their height."""

LEAST_SPAN = 1e-12


@dataclass(frozen=True, slots=True)
class Line:
    """One curve of a plot: which column of which run, and how it looks."""

    column: str
    label: str
    mark: Mark
    ghost: bool = False


class CurvesPlot(Plot):
    """Columns of a run's history against the epoch.

    Parameters
    ----------
    lines : list of Line
        What is drawn, the first on top.
    label : str
        What the y axis says.
    """

    def __init__(
        self, document: Document, title: str, help: str, lines: list[Line], label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, title, help, parent)
        self.lines = lines
        self.logarithmic = False
        self.curve: Curve | None = None
        self.chart = Chart()
        self.chart.setMinimumHeight(90)
        self.chart.set_labels(translate("plots", "epoch"), label)
        self.items = [pyqtgraph.PlotCurveItem(connect="finite", antialias=True, skipFiniteCheck=False) for _ in lines]
        self._cursor = pyqtgraph.InfiniteLine(angle=90, movable=False)
        self._dots = pyqtgraph.ScatterPlotItem(size=7, antialias=True)
        for order, item in enumerate(reversed(self.items)):
            item.setZValue(order)
            self.chart.addItem(item)
        for item in (self._cursor, self._dots):
            item.setZValue(len(lines))
            self.chart.addItem(item, ignoreBounds=True)
        self._cursor.hide()
        self._hovered: float | None = None
        self._add_tools()
        self.chart.hovered.connect(self._on_hovered)
        self.chart.left.connect(self._on_left)
        self.chart.moved.connect(self.redraw)
        self.compose(self.chart)

    def _add_tools(self) -> None:
        self.fit_action = self.add_tool(
            "mdi6.fit-to-page-outline",
            translate("plots", "Fit"),
            translate("plots", "Show the whole curves again, and keep doing so."),
        )
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
            return 0.0, max(high * (1 + MARGIN), LEAST_SPAN)
        room = max((high - low) * MARGIN, 0.05 if self.logarithmic else LEAST_SPAN)
        return low - room, high + room

    # -- following the run ---------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start with empty axes, and with the earlier run if there is one."""
        self.curve = None
        self.chart.following = True
        self._hovered = None
        self.redraw()

    def take(self, snapshot: Snapshot) -> None:
        """Draw the history so far."""
        self.curve = snapshot.curve
        self.redraw()

    def fit(self) -> None:
        """Show the whole curves, now and as they grow."""
        self.chart.following = True
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
        for line, item in zip(self.lines, self.items, strict=True):
            item.setPen(
                QPen(self.colour(line), 2 if not line.ghost else 1.5, PEN_STYLE[line.mark], Qt.PenCapStyle.FlatCap)
            )
            item.opts["pen"].setCosmetic(True)
        self.redraw()

    def colour(self, line: Line) -> QColor:
        """Return the colour of a curve."""
        if line.ghost:
            return THEME.tokens.muted
        return THEME.tokens.accent if line.mark == "solid" else THEME.category("merge")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Thin the curves for the new width."""
        super().resizeEvent(event)
        self.redraw()

    # -- drawing -------------------------------------------------------------------------------------------------------

    def source(self, line: Line) -> Curve | None:
        """Return the run that a curve belongs to."""
        return self.document.run.ghost if line.ghost else self.curve

    def redraw(self) -> None:
        """Draw the curves, the range they need, and the values at the cursor."""
        columns = [self._column(line) for line in self.lines]
        if self.chart.following:
            self._follow(columns)
        (left, right), _ = self.chart.intervals()
        points = 2 * max(self.chart.width(), 100)
        for (x, y), item in zip(columns, self.items, strict=True):
            part = window(x, left, right)
            item.setData(*thinned(x[part], y[part], points))
        self._read_out()

    def _column(self, line: Line) -> tuple[Column, Column]:
        source = self.source(line)
        if source is None:
            return np.empty(0), np.empty(0)
        values = self.shown(getattr(source, line.column))
        return source.epoch, logarithm(values) if self.logarithmic else np.where(np.isfinite(values), values, np.nan)

    def _follow(self, columns: list[tuple[Column, Column]]) -> None:
        own = 0.0 if self.curve is None or not len(self.curve) else float(self.curve.epoch[-1])
        ends = [float(x[-1]) for x, _ in columns if len(x)]
        right = own or max(ends, default=1.0) or 1.0
        self.chart.set_range((0.0, right), self.heights([y[window(x, 0.0, right)] for x, y in columns]))

    # -- reading values off --------------------------------------------------------------------------------------------

    def _on_hovered(self, point: QPointF) -> None:
        self._hovered = point.x()
        self._read_out()

    def _on_left(self) -> None:
        self._hovered = None
        self._read_out()

    def _read_out(self) -> None:
        """Write the values at the cursor, or the newest ones, behind the names of the curves."""
        rows = {ghost: self._row(self.document.run.ghost if ghost else self.curve) for ghost in (False, True)}
        keys, spots = [], []
        for line in self.lines:
            source, row = self.source(line), rows[line.ghost]
            if source is None or row is None or not np.isfinite(getattr(source, line.column)).any():
                continue
            value = float(getattr(source, line.column)[row])
            beyond = line.ghost and self._hovered is None
            keys.append(Key(line.mark, self.colour(line), line.label, "" if beyond else self.written(value)))
            spots += [] if beyond else self._spot(line, float(source.epoch[row]), value)
        self.legend.set_keys(keys)
        self._dots.setData(spots)
        self._mark_cursor(rows[False])

    def _row(self, source: Curve | None) -> int | None:
        """Return the row of a run that the cursor is nearest to, the last one if there is no cursor."""
        if source is None or not len(source):
            return None
        return len(source) - 1 if self._hovered is None else int(np.abs(source.epoch - self._hovered).argmin())

    def _spot(self, line: Line, epoch: float, value: float) -> list[dict[str, object]]:
        y = self.shown(np.array([value]))
        height = float((logarithm(y) if self.logarithmic else y)[0])
        if not np.isfinite(height):
            return []
        return [{"pos": (epoch, height), "brush": self.colour(line), "pen": QPen(THEME.tokens.panel, 1)}]

    def _mark_cursor(self, row: int | None) -> None:
        self._cursor.setVisible(self._hovered is not None and row is not None)
        if self.curve is None or row is None:
            return
        if self._hovered is None:
            if self.document.run.last is not None:
                self.show_step(self.document.run.last)
            return
        self._cursor.setValue(float(self.curve.epoch[row]))
        text = translate("plots", "epoch {epoch}  step {step}")
        self.step_label.setText(text.format(epoch=f"{self.curve.epoch[row]:,.0f}", step=f"{self.curve.step[row]:,.0f}"))

    def table(self) -> Table | None:
        """Return epoch, step and the columns that are drawn."""
        if self.curve is None:
            return None
        names = ["epoch", "step", *(line.column for line in self.lines if not line.ghost)]
        return names, np.column_stack([getattr(self.curve, name) for name in names])


class LossPlot(CurvesPlot):
    """How far the network is from the targets, epoch by epoch."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("plots", "Loss"),
            translate(
                "plots",
                "The loss (손실) after each epoch: how far the outputs are from the targets. Training makes it small.\n"
                "Validation is measured on samples the network does not learn from; "
                "if only this one rises, it learns by heart (overfitting, 과적합).\n"
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
                "The accuracy (정확도) after each epoch: the share of samples whose class the network gets right.\n"
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
        return 0.0, 104.0
