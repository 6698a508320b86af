"""What is put into the window once its frame is on the screen; panels and plots when somebody first looks at them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.canvas.view import CanvasView
from gui.document import Document
from gui.panels.run_bar import RunBar
from gui.panels.timeline import TimelineBar
from gui.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.calculation.panel import CalculationPanel
    from gui.data.samples_plot import SamplesPlot
    from gui.panels.data import DataPanel
    from gui.panels.inspector import InspectorPanel
    from gui.panels.lessons import LessonsPanel
    from gui.panels.palette import PalettePanel
    from gui.panels.problems import ProblemsPanel
    from gui.panels.runs import RunsPanel
    from gui.panels.training import TrainingPanel
    from gui.plots.activations import ActivationsPlot
    from gui.plots.curves import AccuracyPlot, LossPlot
    from gui.plots.gradients import GradientsPlot
    from gui.plots.region import RegionPlot
    from gui.plots.results import ResultsPlot
    from gui.plots.truth_plot import TruthPlot
    from gui.plots.weights import WeightsPlot
    from gui.settings import Settings


class Furniture(QObject):
    """A document and everything that shows it.

    Canvas, bars and problems are there from the beginning. The panels and plots are views of the document that keep
    nothing of their own: each is imported and made when it is first asked for.

    Parameters
    ----------
    window : QWidget
        Parent of the document.
    settings : Settings
        Know which lessons are done.
    document : Document, optional
        The one to show, from another window; an empty one is made if there is none.

    Signals
    -------
    layer_wanted(str)
        The person wants a layer of this kind.
    place_wanted(node ids, Ends or None)
        The person wants to see these nodes, or this wire.
    samples_wanted()
        The person wants to see the samples.
    example_wanted(str)
        A lesson begins with this example.
    lesson_begun()
        A lesson is open: it wants room to be read.
    """

    layer_wanted = Signal(str)
    place_wanted = Signal(object, object)
    samples_wanted = Signal()
    example_wanted = Signal(str)
    lesson_begun = Signal()

    def __init__(self, window: QWidget, settings: Settings, document: Document | None = None) -> None:
        super().__init__(window)
        self._settings = settings
        if document is None:
            document = Document()
        document.setParent(window)
        self.document = document
        self.canvas = CanvasView(document)
        self.run_bar = RunBar(document)
        self.timeline = TimelineBar(document)
        self.timeline.setObjectName("timelineBar")
        self.found = Problems(document, self)

    # -- panels ----------------------------------------------------------------------------------------------------

    @cached_property
    def palette(self) -> PalettePanel:
        """What can be drawn."""
        from gui.panels.palette import PalettePanel

        panel = PalettePanel(self.document)
        panel.chosen.connect(self.layer_wanted)
        return panel

    @cached_property
    def lessons(self) -> LessonsPanel:
        """What can be learned, and how far one has come."""
        from gui.panels.lessons import LessonsPanel

        panel = LessonsPanel(self.document)
        panel.begun.connect(self.lesson_begun)
        panel.show_finished(self._settings.finished_lessons)
        panel.finished.connect(self._settings.add_finished_lesson)
        panel.example_wanted.connect(self.example_wanted)
        return panel

    @cached_property
    def problems(self) -> ProblemsPanel:
        """What is wrong."""
        from gui.panels.problems import ProblemsPanel

        panel = ProblemsPanel(self.document, self.found)
        panel.jump.connect(self.place_wanted)
        return panel

    @cached_property
    def data(self) -> DataPanel:
        """What is learned."""
        from gui.panels.data import DataPanel

        panel = DataPanel(self.document)
        panel.look_wanted.connect(self.samples_wanted)
        return panel

    @cached_property
    def inspector(self) -> InspectorPanel:
        """What is selected."""
        from gui.panels.inspector import InspectorPanel

        return InspectorPanel(self.document)

    @cached_property
    def training(self) -> TrainingPanel:
        """How it is learned."""
        from gui.panels.training import TrainingPanel

        return TrainingPanel(self.document)

    @cached_property
    def runs(self) -> RunsPanel:
        """The runs side by side."""
        from gui.panels.runs import RunsPanel

        return RunsPanel(self.document)

    @cached_property
    def calculation(self) -> CalculationPanel:
        """Every number of one sample."""
        from gui.calculation.panel import CalculationPanel

        return CalculationPanel(self.document)

    # -- plots -----------------------------------------------------------------------------------------------------

    @cached_property
    def loss(self) -> LossPlot:
        """How far the outputs are from the targets."""
        from gui.plots.curves import LossPlot

        return LossPlot(self.document)

    @cached_property
    def accuracy(self) -> AccuracyPlot:
        """How many answers are right."""
        from gui.plots.curves import AccuracyPlot

        return AccuracyPlot(self.document)

    @cached_property
    def results(self) -> ResultsPlot:
        """How good the network is on the samples."""
        from gui.plots.results import ResultsPlot

        return ResultsPlot(self.document)

    @cached_property
    def weights(self) -> WeightsPlot:
        """What was learned."""
        from gui.plots.weights import WeightsPlot

        return WeightsPlot(self.document)

    @cached_property
    def activations(self) -> ActivationsPlot:
        """An activation function and its inputs."""
        from gui.plots.activations import ActivationsPlot

        return ActivationsPlot(self.document)

    @cached_property
    def gradients(self) -> GradientsPlot:
        """How strongly the loss pulls at each layer."""
        from gui.plots.gradients import GradientsPlot

        return GradientsPlot(self.document)

    @cached_property
    def truth(self) -> TruthPlot:
        """The answers to all combinations of 0 and 1."""
        from gui.plots.truth_plot import TruthPlot

        return TruthPlot(self.document)

    @cached_property
    def samples(self) -> SamplesPlot:
        """The samples themselves."""
        from gui.data.samples_plot import SamplesPlot

        return SamplesPlot(self.document)

    @cached_property
    def region(self) -> RegionPlot:
        """The answers all over the plane."""
        from gui.plots.region import RegionPlot

        return RegionPlot(self.document)

    def panel(self, name: str) -> QWidget:
        """Return the panel or plot of a dock; if it was never asked for, it is made now."""
        script_name, panel = PANELS[name]
        widget = panel(self)
        widget.setObjectName(script_name)
        return widget


PANELS: dict[str, tuple[str, Callable[[Furniture], QWidget]]] = {
    "palette": ("palette", lambda furniture: furniture.palette),
    "lessons": ("lessonsPanel", lambda furniture: furniture.lessons),
    "loss": ("lossPlot", lambda furniture: furniture.loss),
    "accuracy": ("accuracyPlot", lambda furniture: furniture.accuracy),
    "results": ("resultsPlot", lambda furniture: furniture.results),
    "weights": ("weightsPlot", lambda furniture: furniture.weights),
    "activations": ("activationsPlot", lambda furniture: furniture.activations),
    "gradients": ("gradientsPlot", lambda furniture: furniture.gradients),
    "truth": ("truthTablePanel", lambda furniture: furniture.truth),
    "samples": ("samplesPanel", lambda furniture: furniture.samples),
    "calculation": ("calculationPanel", lambda furniture: furniture.calculation),
    "runs": ("runsPanel", lambda furniture: furniture.runs),
    "problems": ("problemsPanel", lambda furniture: furniture.problems),
    "region": ("regionPlot", lambda furniture: furniture.region),
    "inspector": ("inspector", lambda furniture: furniture.inspector),
    "data": ("dataPanel", lambda furniture: furniture.data),
    "training": ("trainingPanel", lambda furniture: furniture.training),
}
"""By the names of their docks: what a panel or plot is called by those who script or test the window, and itself."""
