"""How strongly the loss pulls at each layer, step by step, and how many of its units have stopped reacting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.diagnosis.health import sure
from gui.forms.layout import set_text, wrapped
from gui.i18n import translate
from gui.plots.chart import Chart
from gui.plots.legend import PEN_STYLE, Key, Mark
from gui.plots.palette import MORE_CLASSES
from gui.plots.plot import Plot
from gui.plots.polyline import Column, extent, logarithm
from gui.plots.stroke import Dot, Stroke
from gui.theme import THEME, UNIT, number
from gui.turns import MOVING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPointF

    from engine.training.snapshot import Snapshot
    from engine.training.vitals import LayerVitals, Vitals
    from gui.document import Document
    from gui.plots.picture import Table

MARKS: tuple[Mark, ...] = ("solid", "dashed", "dotted", "dash dot", "dash dot dot")
"""How the lines of the layers differ, in order of calculation; after the last it begins again, in other colours."""
MARGIN = 0.06
DOT = 7
MOST_UNITS = 6
"""Units that are told by their numbers; of more, only how many there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """The gradient of one layer over the steps.

    Parameters
    ----------
    name : str
        Of its submodule.
    norms : array, shape (measurements,)
        NaN where it was not measured.
    """

    name: str
    norms: Column


class GradientsPlot(Plot):
    """One line for each layer that has parameters, on a logarithmic axis; below it, units that do not react.

    Beside the run's own health, it asks for measurements as long as it is shown.
    """

    every = MOVING

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("plots", "Gradients"),
            translate(
                "plots",
                "The norm of the gradient by all weights and biases of each layer: how strongly the loss pulls at it. "
                "Where it is thousands of times smaller near the input than near the output, the gradient vanishes.\n"
                "Measured on up to 256 training samples, during training and as long as this plot is shown.",
            ),
            parent,
        )
        self.chart = Chart()
        self.chart.setMinimumHeight(70)
        self.chart.plotItem.getAxis("left").setLogMode(True)
        self.chart.set_labels(translate("plots", "step"), translate("plots", "gradient"))
        self.lines: list[Line] = []
        self.steps: Column = np.empty(0)
        self.items: list[Stroke] = []
        self._dots: list[Dot] = []
        self._cursor = pyqtgraph.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self.chart.addItem(self._cursor, ignoreBounds=True)
        self._hovered: float | None = None
        self.units = wrapped("", "muted")
        self.units.setContentsMargins(UNIT, 0, UNIT, UNIT // 2)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.units)
        self._add_tools()
        self.chart.hovered.connect(self._on_hovered)
        self.chart.left.connect(self._on_left)
        self.chart.moved.connect(self.redraw)
        self.compose(content)

    def _add_tools(self) -> None:
        self.fit_action = self.add_fit_tool(translate("plots", "Show the whole curves again, and keep doing so."))
        self.fit_action.triggered.connect(self.fit)

    # -- following the run ---------------------------------------------------------------------------------------------

    def on_watched(self) -> None:
        """Ask for measurements while they can be seen."""
        self.document.run.watch(f"gradients {id(self)}", self.watched)

    def begin(self) -> None:
        """Start with empty axes."""
        self._hovered = None
        self.chart.follow_anew()
        self._show((), {})
        ready = self.document.run.ready
        nothing = translate("plots", "There are no gradients yet: they appear once the drawing can be trained.")
        self.explain("" if ready else nothing)

    def take(self, snapshot: Snapshot) -> None:
        """Draw what was measured so far."""
        vitals = self.document.health.record.vitals
        self._show(vitals, vitals[-1].layers if vitals else {})

    def _show(self, vitals: tuple[Vitals, ...], layers: Mapping[str, LayerVitals]) -> None:
        self.steps = np.array([each.step for each in vitals], dtype=np.float64)
        names = [name for name, layer in layers.items() if not np.isnan(layer.weights)]
        self.lines = [Line(name, _norms(vitals, name)) for name in names]
        while len(self.items) < len(self.lines):
            self._add_line()
        set_text(self.units, self._units_text(vitals))
        self.redraw()

    def _add_line(self) -> None:
        item, dot = Stroke("finite"), Dot(DOT)
        self.items.append(item)
        self._dots.append(dot)
        self.chart.addItem(item, ignoreBounds=True)
        self.chart.addItem(dot, ignoreBounds=True)
        self._colour(len(self.items) - 1)

    def fit(self) -> None:
        """Show all, now and as it grows."""
        self.chart.follow_anew()
        self.redraw()

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        self.chart.recolour()
        self._cursor.setPen(THEME.tokens.muted)
        for place in range(len(self.items)):
            self._colour(place)
        self.redraw()

    def _colour(self, place: int) -> None:
        pen = pyqtgraph.mkPen(colour(place), width=2, style=PEN_STYLE[mark(place)])
        self.items[place].set_pen(pen)
        self._dots[place].set_colours(colour(place), THEME.tokens.panel)

    # -- drawing -------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw the lines, the range they need, and the values at the cursor."""
        heights = [logarithm(line.norms) for line in self.lines]
        if self.chart.following:
            self._follow(heights)
        for place, item in enumerate(self.items):
            points = (self.steps, heights[place]) if place < len(heights) else (np.empty(0), np.empty(0))
            item.set_points(*points, self.chart.visible_part)
        self._read_out(heights)

    def _follow(self, heights: list[Column]) -> None:
        low, high = extent(*heights) or (-1.0, 0.0)
        room = max((high - low) * MARGIN, 0.05)
        right = max(float(self.steps[-1]), 1.0) if len(self.steps) else 1.0
        self.chart.follow(right, (low - room, high + room))

    def _on_hovered(self, point: QPointF) -> None:
        self._hovered = point.x()
        self.redraw()

    def _on_left(self) -> None:
        self._hovered = None
        self.redraw()

    def _read_out(self, heights: list[Column]) -> None:
        """Write the values at the cursor, or those of the step that is shown, behind the names of the layers."""
        row = self._row()
        titles = self._titles()
        keys = []
        for place, dot in enumerate(self._dots):
            if row is None or place >= len(self.lines):
                dot.hide()
                continue
            line = self.lines[place]
            value = float(line.norms[row])
            keys.append(Key(mark(place), colour(place), titles.get(line.name, line.name), number(value)))
            if np.isfinite(heights[place][row]):
                dot.show_at(float(self.steps[row]), float(heights[place][row]))
            else:
                dot.hide()
        self.legend.set_keys(keys)
        self._cursor.setVisible(self._hovered is not None and row is not None)
        if row is not None:
            self._cursor.setValue(float(self.steps[row]))
            step = self._shown_step() if self._hovered is None else int(self.steps[row])
            self.step_label.show_text(translate("plots", "step {step}").format(step=f"{step:,}"))

    def _row(self) -> int | None:
        """Return the measurement nearest to the cursor, or to the step that is shown; None if there is none."""
        if not len(self.steps):
            return None
        step = self._shown_step() if self._hovered is None else self._hovered
        return int(np.abs(self.steps - step).argmin())

    def _shown_step(self) -> int:
        """Return the step that the whole window shows."""
        last = self.document.run.last
        return 0 if last is None else last.step

    def _titles(self) -> dict[str, str]:
        """Return how the drawing calls the layers."""
        nodes = self.document.graph.nodes
        return {name: nodes[node_id].name for node_id, name in self.document.run.names.items() if node_id in nodes}

    def _units_text(self, vitals: tuple[Vitals, ...]) -> str:
        if not vitals:
            return ""
        titles, run = self._titles(), self.document.run
        right = sure(self.document.graph, run.names, vitals[-1])
        layers = {name: layer for name, layer in vitals[-1].layers.items() if layer.units and name not in right}
        told = [_told(titles.get(name, name), layer) for name, layer in layers.items()]
        return " · ".join([translate("plots", "Dead or saturated units"), *told]) if told else ""

    def table(self) -> Table | None:
        """Return the steps, and for each layer its gradient."""
        if not len(self.steps):
            return None
        titles = self._titles()
        names = ["step", *(titles.get(line.name, line.name) for line in self.lines)]
        return names, np.column_stack([self.steps, *(line.norms for line in self.lines)])


def mark(place: int) -> Mark:
    """Return how the line of a layer is dashed, the first being number 0."""
    return MARKS[place % len(MARKS)]


def colour(place: int) -> QColor:
    """Return the colour of the line of a layer; together with its dashes it is the only one of its kind up to 30."""
    tokens = THEME.tokens
    colours = [tokens.accent, *(QColor(pair[tokens.dark]) for pair in MORE_CLASSES[:3]), tokens.negative, tokens.muted]
    return colours[place % len(colours)]


def _norms(vitals: tuple[Vitals, ...], name: str) -> Column:
    return np.array([each.layers[name].gradient if name in each.layers else np.nan for each in vitals])


def _told(title: str, layer: LayerVitals) -> str:
    """Write how many units of a layer do not react, and which if they are few."""
    if layer.dead:
        text, which = translate("plots", "{layer}: {count} of {units} dead"), layer.dead
    elif layer.saturated:
        text, which = translate("plots", "{layer}: {count} of {units} saturated"), layer.saturated
    else:
        return translate("plots", "{layer}: 0 of {units}").format(layer=title, units=layer.units)
    told = text.format(layer=title, count=len(which), units=layer.units)
    if len(which) > MOST_UNITS:
        return told
    units = translate("plots", "unit {number}") if len(which) == 1 else translate("plots", "units {number}")
    return f"{told} ({units.format(number=', '.join(str(unit + 1) for unit in which))})"
