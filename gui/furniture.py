"""What is put into the window once its frame is on the screen. To import this is what takes long at a start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.calculation.panel import CalculationPanel
from gui.canvas.view import CanvasView
from gui.data.samples_plot import SamplesPlot
from gui.document import Document
from gui.panels.data import DataPanel
from gui.panels.inspector import InspectorPanel
from gui.panels.lessons import LessonsPanel
from gui.panels.palette import PalettePanel
from gui.panels.problems import ProblemsPanel
from gui.panels.run_bar import RunBar
from gui.panels.runs import RunsPanel
from gui.panels.timeline import TimelineBar
from gui.panels.training import TrainingPanel
from gui.plots.activations import ActivationsPlot
from gui.plots.curves import AccuracyPlot, LossPlot
from gui.plots.gradients import GradientsPlot
from gui.plots.plot import Plot
from gui.plots.region import RegionPlot
from gui.plots.results import ResultsPlot
from gui.plots.truth_plot import TruthPlot
from gui.plots.weights import WeightsPlot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Furniture:
    """A document and everything that shows it.

    Parameters
    ----------
    window : QWidget
        Parent of the document.
    document : Document, optional
        The one to show, from another window; an empty one is made if there is none.
    """

    def __init__(self, window: QWidget, document: Document | None = None) -> None:
        if document is None:
            document = Document()
        document.setParent(window)
        self.document = document
        self.canvas = CanvasView(document)
        self.run_bar = RunBar(document)
        self.timeline = TimelineBar(document)
        self.timeline.setObjectName("timelineBar")
        self.palette = PalettePanel(document)
        self.lessons = LessonsPanel(document)
        self.problems = ProblemsPanel(document)
        self.calculation = CalculationPanel(document)
        self.data = DataPanel(document)
        self.in_docks: dict[str, QWidget] = {}
        """The panels and plots, by the names of their docks."""
        for name, script_name, widget in (
            ("palette", "palette", self.palette),
            ("lessons", "lessonsPanel", self.lessons),
            ("loss", "lossPlot", LossPlot(document)),
            ("accuracy", "accuracyPlot", AccuracyPlot(document)),
            ("results", "resultsPlot", ResultsPlot(document)),
            ("weights", "weightsPlot", WeightsPlot(document)),
            ("activations", "activationsPlot", ActivationsPlot(document)),
            ("gradients", "gradientsPlot", GradientsPlot(document)),
            ("truth", "truthTablePanel", TruthPlot(document)),
            ("samples", "samplesPanel", SamplesPlot(document)),
            ("calculation", "calculationPanel", self.calculation),
            ("runs", "runsPanel", RunsPanel(document)),
            ("problems", "problemsPanel", self.problems),
            ("region", "regionPlot", RegionPlot(document)),
            ("inspector", "inspector", InspectorPanel(document)),
            ("data", "dataPanel", self.data),
            ("training", "trainingPanel", TrainingPanel(document)),
        ):
            widget.setObjectName(script_name)  # stable, for those who script or test the window
            self.in_docks[name] = widget
        self.watched = {n: w for n, w in self.in_docks.items() if isinstance(w, Plot | CalculationPanel)}
        """Those of them that do nothing while nobody can see them."""
