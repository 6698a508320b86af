"""Live plots of a run."""

from gui.plots.curves import AccuracyPlot, LossPlot
from gui.plots.plot import Plot
from gui.plots.region import RegionPlot
from gui.plots.weights import WeightsPlot

__all__ = ["AccuracyPlot", "LossPlot", "Plot", "RegionPlot", "WeightsPlot"]
