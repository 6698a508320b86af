"""Live plots of a run."""

from gui.plots.activations import ActivationsPlot
from gui.plots.curves import AccuracyPlot, LossPlot
from gui.plots.gradients import GradientsPlot
from gui.plots.plot import Plot
from gui.plots.region import RegionPlot
from gui.plots.results import ResultsPlot
from gui.plots.truth_plot import TruthPlot
from gui.plots.weights import WeightsPlot

__all__ = [
    "AccuracyPlot",
    "ActivationsPlot",
    "GradientsPlot",
    "LossPlot",
    "Plot",
    "RegionPlot",
    "ResultsPlot",
    "TruthPlot",
    "WeightsPlot",
]
