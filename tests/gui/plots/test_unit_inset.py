"""The unit that the pointer is at on the canvas, enlarged beside the decision region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.data import DataRecipe
from gui.plots import unit_pictures
from gui.plots.region import RegionPlot
from gui.plots.unit_inset import SIDE
from gui.run import UnitKey

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.plots.conftest import Draw, Show, Train


@pytest.fixture
def plot(draw: Draw, show: Show) -> RegionPlot:
    return show(RegionPlot, draw(DataRecipe("circle"), [4, 1], ["tanh", "sigmoid"], "bce"), 300, 260)


def test_it_shows_what_pytorch_gives_for_the_unit_and_follows_the_training(
    plot: RegionPlot, document: Document, train: Train, qtbot: QtBot
) -> None:
    document.unit_hovered.emit(UnitKey(2, 3))
    assert plot.inset.isVisible()
    train(document)
    weights = document.run.weights_of(2)  # the last: the run is paused
    places = unit_pictures.places(document.dataset, SIDE)
    by_hand = np.tanh(places @ weights["linear.weight"][3] + weights["linear.bias"][3])

    def is_shown() -> None:
        assert plot.inset.outputs is not None
        np.testing.assert_allclose(plot.inset.outputs[:, 0], by_hand, atol=1e-6)

    qtbot.waitUntil(is_shown)  # views draw one after another
    assert not plot.inset.grab().isNull()


def test_it_goes_when_the_pointer_leaves_and_asks_no_longer(plot: RegionPlot, document: Document, qtbot: QtBot) -> None:
    document.unit_hovered.emit(UnitKey(2, 0))
    qtbot.waitUntil(lambda: document.run.last is not None and bool(document.run.last.inner))
    document.unit_hovered.emit(None)
    assert not plot.inset.isVisible()
    qtbot.waitUntil(lambda: document.run.last is not None and not document.run.last.inner)


def test_it_stays_within_the_plot_at_every_size(plot: RegionPlot, document: Document) -> None:
    document.unit_hovered.emit(UnitKey(2, 0))
    for width, height in ((300, 260), (180, 150), (700, 500)):
        plot.resize(width, height)
        assert plot.rect().contains(plot.inset.geometry())


def test_a_unit_that_is_gone_shows_nothing(plot: RegionPlot, document: Document, qtbot: QtBot) -> None:
    document.unit_hovered.emit(UnitKey(2, 3))
    with document.edit("gone") as graph:
        graph.remove([2])
    assert not plot.inset.isVisible()


def test_other_data_do_not_confuse_it(plot: RegionPlot, document: Document, qtbot: QtBot) -> None:
    document.unit_hovered.emit(UnitKey(2, 3))
    document.set_recipe(DataRecipe("xor"), "data")
    qtbot.waitUntil(lambda: plot.inset.outputs is not None)
    assert document.run.last is not None
    assert document.run.last.problem is None
