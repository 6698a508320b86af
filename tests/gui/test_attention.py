"""What the window looks at: it goes with the data that it belongs to, and the threshold is kept in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.data import DataRecipe, make_dataset
from gui.plots.region import RegionPlot
from gui.plots.results import ResultsPlot
from gui.plots.threshold import ThresholdPage
from tests.gui.calculation.bench import open_example
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document


def test_the_sample_is_forgotten_with_other_data_and_stays_when_the_same_are_held_out_differently(
    xor: Document,
) -> None:
    xor.set_recipe(DataRecipe("circle"), "data")
    xor.attention.pick_row(7)
    xor.set_recipe(DataRecipe("circle", validation=0.3), "split")
    assert xor.attention.sample is not None
    assert xor.attention.sample.row == 7
    xor.set_recipe(DataRecipe("spiral"), "data")
    assert xor.attention.sample is None


def test_another_file_has_other_samples(xor: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    circle = make_dataset(DataRecipe("circle"))
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: circle)
    xor.set_recipe(DataRecipe("table", {"path": "a.csv"}), "data")
    xor.attention.pick_row(7)
    xor.set_recipe(DataRecipe("table", {"path": "a.csv", "separator": "semicolon"}), "data")
    assert xor.attention.sample is not None
    xor.set_recipe(DataRecipe("table", {"path": "b.csv"}), "data")
    assert xor.attention.sample is None


def test_no_ring_is_left_on_the_region_of_other_data(xor: Document, qtbot: QtBot) -> None:
    plot = RegionPlot(xor)
    qtbot.addWidget(plot)
    xor.attention.pick_row(1)
    assert plot.picked.ring.isVisible()
    xor.set_recipe(DataRecipe("circle"), "data")
    assert not plot.picked.ring.isVisible()


def test_the_threshold_that_was_set_is_there_again_after_opening(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    document = window.document
    open_example(document, "circle")
    window.show_canvas()
    click_tab(window, "results")
    plot = window.findChild(ResultsPlot)
    assert isinstance(plot, ResultsPlot)
    plot.open_page("threshold")
    qtbot.waitUntil(lambda: plot.settled, timeout=20_000)
    page = plot.page
    assert isinstance(page, ThresholdPage)
    QTest.keyClick(page.slider, Qt.Key.Key_PageUp)
    cut = document.attention.cut
    assert cut is not None
    path = document.saved.path = tmp_path / "cut.loom"
    assert window.files.save()
    assert window.files.saving.finish()
    document.attention.cut_at(None)
    window.files.open(path)
    assert document.attention.cut == pytest.approx(cut)
    document.saved.mark(None)


@pytest.mark.parametrize("kept", [{}, {"cut": "half"}, {"cut": float("nan")}, {"cut": None}])
def test_a_file_without_a_threshold_or_with_nonsense_has_the_usual_one(xor: Document, kept: dict[str, object]) -> None:
    xor.attention.cut_at(0.9)
    xor.attention.restore(kept)  # type: ignore[arg-type]  # what a file may hold
    assert xor.attention.cut is None
    xor.set_recipe(DataRecipe("plane"), "numbers")
    xor.attention.restore({"cut": 0.7})
    assert xor.attention.cut is None, "a number has no threshold"
