"""Panels and plots that nobody sees are not made; who looks at one for the first time sees what was always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from gui.docks import BELOW
from gui.furniture import PANELS
from gui.plots.curves import AccuracyPlot
from gui.plots.gradients import GradientsPlot
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

AT_FIRST = {"palette", "loss", "region", "inspector"}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, questions: list[str]) -> Iterator[MainWindow]:
    window = open_window(qtbot, tmp_path)
    yield window
    window.close()


def made(window: MainWindow) -> set[str]:
    return {name for name, (script_name, _) in PANELS.items() if window.findChild(QWidget, script_name) is not None}


def test_at_first_only_what_can_be_seen_is_made(window: MainWindow) -> None:
    assert made(window) == AT_FIRST
    click_tab(window, "weights")
    assert made(window) == {*AT_FIRST, "weights"}


def test_nothing_moves_when_a_panel_comes_to_be(window: MainWindow, qtbot: QtBot) -> None:
    window.show_canvas()
    smallest, canvas = window.minimumSizeHint(), window.canvas.size()
    for name in (*BELOW, "lessons", "data", "training"):
        click_tab(window, name)
        qtbot.waitUntil(lambda: window.minimumSizeHint().boundedTo(smallest) == window.minimumSizeHint())
        assert window.canvas.size() == canvas, name
    assert made(window) == set(PANELS)


def test_a_plot_that_is_first_seen_after_training_shows_the_whole_run(window: MainWindow, qtbot: QtBot) -> None:
    window.files.open_example("xor")
    document = window.document
    document.training.epoch()
    qtbot.waitUntil(lambda: document.run.step_count > 0 and not document.run.running)
    click_tab(window, "accuracy")
    accuracy = window.docks.panel("accuracy")
    assert isinstance(accuracy, AccuracyPlot)
    assert accuracy.watched
    assert accuracy.curve is not None
    assert accuracy.curve.step[-1] == document.run.step_count
    click_tab(window, "gradients")
    assert not accuracy.watched
    gradients = window.docks.panel("gradients")
    assert isinstance(gradients, GradientsPlot)
    assert gradients.watched


def test_a_panel_stays_the_same_one_however_often_it_is_brought_to_the_front(window: MainWindow) -> None:
    click_tab(window, "runs")
    first = window.docks.panel("runs")
    click_tab(window, "loss")
    click_tab(window, "runs")
    assert window.docks.panel("runs") is first


def test_problems_are_counted_though_nobody_has_seen_them(window: MainWindow) -> None:
    window.files.open_example("xor")
    document = window.document
    with document.edit("take the output away") as graph:
        graph.remove([graph.of_kind("output")[0].id])
    assert "problems" not in made(window)
    title = window.docks.by_name["problems"].windowTitle()
    assert title.startswith("Problems (")
    assert title == f"Problems ({len(window.docks.problems.rows)})"
    assert window.docks.problems.findChildren(QLabel)


def test_a_lesson_knows_which_panels_were_in_front_before_it_was_there(window: MainWindow) -> None:
    assert "lessons" not in made(window)
    progress = window.docks.lessons.progress
    assert {"palette", "loss", "region", "inspector"} <= progress._visible
    assert "weights" not in progress._visible
    click_tab(window, "weights")
    assert "weights" in progress._visible
