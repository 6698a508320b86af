"""Predictions of a number against their targets, and how far they are off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.forms.layout import tip
from gui.i18n import translate
from gui.plots.chart import Chart
from gui.plots.page import ResultsPage
from gui.plots.picked import PickedPoint
from gui.plots.points import Marks
from gui.plots.polyline import extent, roomy
from gui.plots.stroke import Stroke
from gui.theme import THEME, UNIT, blend, number

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from engine.evaluation import Judged, Residuals
    from gui.document import Document
    from gui.plots.picture import Table
    from gui.plots.polyline import Interval

MOST = 3000
SIZE = 6
EDGE = 0.05


class Axis(NamedTuple):
    """One of the numbers of a sample: what it is called, and how to get it for all samples, (n,)."""

    title: str
    values: Callable[[Residuals], npt.NDArray[np.floating]]


class Scatter(NamedTuple):
    """What is drawn against what.

    Parameters
    ----------
    across, up : Axis
    ideal : callable
        Gives the heights, at both ends of the axis, of the line on which all marks would be if the network were right.
    """

    across: Axis
    up: Axis
    ideal: Callable[[Interval], Interval]

    def places(self, residuals: Residuals) -> npt.NDArray[np.float64]:
        """Return where the marks are, (n, 2)."""
        return np.column_stack([self.across.values(residuals), self.up.values(residuals)]).astype(np.float64)


class ScatterPage(ResultsPage):
    """A mark for each sample, and the line on which all would be if the network were right."""

    def __init__(self, document: Document, scatter: Scatter, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.scatter = scatter
        self.chart = Chart()
        self.chart.setMinimumSize(150, 90)
        self.chart.set_labels(scatter.across.title, scatter.up.title)
        self.marks, self.ideal = Marks(), Stroke("finite")
        self.chart.addItem(self.marks, ignoreBounds=True)
        self.chart.addItem(self.ideal, ignoreBounds=True)
        self.picked = PickedPoint(document, self.chart, self)
        self._grown: tuple[Interval, Interval] | None = None
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.summary.setToolTip(
            tip(
                translate("results", "R²: the share of the target's variance that is explained; 1 is perfect."),
                translate("results", "MAE: the mean size of the residuals. MSE: the mean of their squares."),
                translate("results", "A residual is the target minus the prediction."),
            )
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, UNIT, 0)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.summary)
        self.recolour()

    def fits(self) -> bool:
        """Tell whether the target is a number."""
        return not self.document.dataset.classes

    def draw(self) -> None:
        """Draw the marks."""
        residuals = None if self.judged is None else self.judged.residuals
        if self.judged is None or residuals is None:
            self.marks.setData([])
            self.picked.set_places(np.zeros((0, 2)))
            self.ideal.set_points(np.empty(0), np.empty(0), self.chart.visible_part)
            self._grown = None
            return
        every = slice(None, None, max(1, -(-len(residuals.targets) // MOST)))
        places = self.scatter.places(residuals)[every]
        sound = np.isfinite(places).all(axis=1)
        places, rows = places[sound], self.judged.rows[every][sound]
        if self.chart.following:
            self._follow(places)
        self.marks.setData(pos=places)
        self.picked.set_places(places, rows)
        across = self.chart.intervals()[0]
        self.ideal.set_points(np.array(across), np.array(self.scatter.ideal(across)), self.chart.visible_part)

    def _follow(self, places: npt.NDArray[np.float64]) -> None:
        before = self._grown or (None, None)
        spans = []
        for axis in (0, 1):
            low, high = extent(places[:, axis]) or (0.0, 1.0)
            spans.append(roomy((low, max(high, low + 1e-9)), before[axis]))
        if (spans[0], spans[1]) != self._grown:
            self._grown = (spans[0], spans[1])
            self.chart.set_range(*(_wider(span) for span in spans))

    def fit(self) -> None:
        """Show all marks, now and as they move."""
        self.chart.following, self._grown = True, None
        self.draw()

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        tokens = THEME.tokens
        self.chart.recolour()
        self.marks.setSize(SIZE)
        self.marks.setBrush(pyqtgraph.mkBrush(blend(tokens.panel, tokens.accent, 0.8)))
        self.marks.setPen(pyqtgraph.mkPen(tokens.canvas, width=0.5))
        self.ideal.set_pen(pyqtgraph.mkPen(tokens.negative, width=2))

    def said(self, judged: Judged) -> str:
        """Return how good the predictions are; three dots stand for what is still being calculated."""
        residuals = judged.residuals
        if residuals is None:
            return self.counted(judged)
        names = ("R²", residuals.r2), ("MAE", residuals.mae), ("MSE", residuals.mse)
        lines = [f"{name} {number(value) if judged.scored else '…'}" for name, value in names]
        return "\n".join([*lines, self.counted(judged)])

    def table(self) -> Table | None:
        """Return number, target, prediction and residual of every sample."""
        residuals = None if self.judged is None else self.judged.residuals
        if self.judged is None or residuals is None:
            return None
        columns = self.judged.rows + 1, residuals.targets, residuals.predicted, residuals.residuals
        return ["sample", "target", "prediction", "residual"], np.column_stack(columns).astype(np.float64)


class PredictionPage(ScatterPage):
    """Predictions against targets: right ones are on the diagonal."""

    name = "prediction"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        across = Axis(translate("results", "target"), lambda residuals: residuals.targets)
        up = Axis(translate("results", "prediction"), lambda residuals: residuals.predicted)
        super().__init__(document, Scatter(across, up, lambda interval: interval), parent)
        self.title = translate("results", "Prediction")


class ResidualsPage(ScatterPage):
    """Residuals against predictions: without a pattern around zero, if the network has learned all there is."""

    name = "residuals"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        across = Axis(translate("results", "prediction"), lambda residuals: residuals.predicted)
        up = Axis(translate("results", "residual"), lambda residuals: residuals.residuals)
        super().__init__(document, Scatter(across, up, lambda _interval: (0.0, 0.0)), parent)
        self.title = translate("results", "Residuals")


def _wider(interval: Interval) -> Interval:
    edge = EDGE * (interval[1] - interval[0])
    return interval[0] - edge, interval[1] + edge
