"""Thousands of updates lose no references and stay quick."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.training.history import Curve
from gui.plots.activations import ActivationsPlot
from gui.plots.curves import AccuracyPlot, LossPlot
from gui.plots.region import RegionPlot
from gui.plots.weights import WeightsPlot
from tests.gui.telling import tell

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.plots.conftest import Show

UPDATES = 500
TOLERANCE = 4000
"""References that others may give up meanwhile. PySide6 6.12 loses about ten for each curve: over 20,000."""


def test_two_thousand_updates_leave_the_references_to_none_as_they_were(
    xor: Document, show: Show, qtbot: QtBot
) -> None:
    plots = [show(kind, xor) for kind in (LossPlot, AccuracyPlot, WeightsPlot)]
    region = show(RegionPlot, xor)
    activations = show(ActivationsPlot, xor)
    qtbot.waitUntil(lambda: region.output is not None and activations.z is not None)
    last = xor.run.last
    assert last is not None
    values = np.random.default_rng(0).random((6, 300))
    values[:2] = np.arange(300)
    snapshots = [replace(last, curve=Curve(*values[:, : 250 + k])) for k in range(50)]

    def update(times: int) -> None:
        for number in range(times):
            tell(xor, snapshots[number % 50])

    update(50)
    gc.collect()  # what earlier tests left behind holds references too
    before = sys.getrefcount(None)
    update(UPDATES)
    gc.collect()
    assert sys.getrefcount(None) > before - TOLERANCE
    assert all(plot.isVisible() for plot in plots)
