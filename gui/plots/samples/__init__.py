"""Samples to look through, wherever in the window they are listed."""

from gui.plots.samples.listing import Column, Listing
from gui.plots.samples.views import SampleViews

__all__ = ["Column", "Listing", "SampleViews"]
