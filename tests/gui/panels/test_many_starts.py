"""Many starts of one drawing: how many learn, a run from one of them, and what becomes of them afterwards."""

from __future__ import annotations

import csv
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.graph import Graph
from engine.storage import Project
from gui.many_starts import TELL_EVERY
from gui.panels.runs import RunsPanel
from tests.gui.panels.panel_bench import type_into
from tests.gui.screen import on_screen
from tests.gui.whole_window import open_window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def panel(qtbot: QtBot, xor: Document) -> RunsPanel:
    """The panel on the screen, as wide as its dock."""
    return on_screen(qtbot, RunsPanel(xor), 900, 300)


def train_starts(panel: RunsPanel, qtbot: QtBot, count: int = 10, epochs: int = 40) -> None:
    """Type how many starts and how long, and wait for them."""
    type_into(panel.form.edits["starts"], str(count))
    type_into(panel.form.edits["starts_epochs"], str(epochs))
    QTest.mouseClick(panel.form.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.starts.busy, timeout=30_000)


def click_curve(panel: RunsPanel, qtbot: QtBot) -> int:
    """Click the best curve at its end; return which one is meant there."""
    starts = panel.starts.starts
    assert starts is not None
    best = int(starts.loss[:, -1].argmin())

    def place_of_best() -> QPoint:
        place: QPoint = panel.page.chart.mapFromScene(
            panel.page.chart.view.mapViewToScene(panel.page.chart.point_of(best, 0.99))
        )
        return place

    qtbot.waitUntil(lambda: panel.page.chart.viewport().rect().contains(place_of_best()))  # once it is laid out
    place = place_of_best()
    meant = panel.page.chart.nearest(panel.page.chart.view.mapSceneToView(panel.page.chart.mapToScene(place)))
    assert meant is not None
    QTest.mouseMove(panel.page.chart.viewport(), place)
    QTest.mouseClick(panel.page.chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return meant


def test_many_starts_show_the_share_that_learned_and_give_their_seed(
    panel: RunsPanel, xor: Document, qtbot: QtBot
) -> None:
    xor.set_config(xor.config.with_optimizer_setting("lr", 0.5), "rate")
    for name, text in (("starts", "20"), ("starts_epochs", "600"), ("starts_goal", "0.2")):
        type_into(panel.form.edits[name], text)
    QTest.mouseClick(panel.form.button, Qt.MouseButton.LeftButton)
    assert panel.form.cancel.isVisible()
    qtbot.waitUntil(lambda: not panel.starts.busy, timeout=30_000)
    starts = panel.starts.starts
    assert starts is not None
    assert starts.loss.shape == (20, 600)
    solved = int(np.isfinite(starts.epochs_to_reach(0.2)).sum())
    assert 0 < solved <= 20
    assert panel.page.outcome.text().startswith(f"{solved} of 20 starts got below 0.2")
    meant = click_curve(panel, qtbot)
    assert xor.config.seed == starts.seeds[meant]
    assert xor.undo_stack.undoText() == f"Start from seed {starts.seeds[meant]}"
    xor.undo_stack.undo()
    assert xor.config.seed == 0


def test_many_starts_can_be_cancelled(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    type_into(panel.form.edits["starts_epochs"], "1000000")
    QTest.mouseClick(panel.form.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.form.progress.value() > 0)
    QTest.mouseClick(panel.form.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.starts.busy)
    assert panel.starts.starts is not None
    assert 0 < panel.starts.starts.loss.shape[1] < 1_000_000
    assert panel.form.button.isVisible()


def test_why_many_starts_cannot_be_trained_is_said(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    with xor.edit("cut") as graph:
        graph.remove([4])
    QTest.mouseClick(panel.form.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.starts.busy)
    assert panel.page.outcome.text()
    assert not panel.page.chart.isVisible()


def test_starts_are_gone_with_the_project_they_belong_to(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    train_starts(panel, qtbot)
    assert panel.page.chart.isVisible()
    xor.open(Project(graph=Graph()), None)
    assert panel.starts.starts is None
    assert not panel.page.chart.isVisible()
    assert panel.table.isVisible()
    assert not panel.again.isVisible()


def test_starts_under_way_do_not_arrive_in_another_project(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    type_into(panel.form.edits["starts_epochs"], "1000000")
    QTest.mouseClick(panel.form.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.form.progress.value() > 0)
    xor.open(Project(graph=Graph()), None)
    assert panel.form.button.isVisible()
    assert not panel.starts.busy
    qtbot.waitUntil(lambda: "background" not in [thread.name for thread in threading.enumerate()])
    QApplication.processEvents()  # what the thread sent last is delivered
    assert panel.starts.starts is None


def test_a_start_comes_with_the_drawing_and_settings_it_was_trained_on(
    panel: RunsPanel, xor: Document, qtbot: QtBot
) -> None:
    train_starts(panel, qtbot)
    trained_by = xor.config
    with xor.edit("units") as graph:
        graph.set(2, "units", 5)
    xor.set_config(xor.config.with_optimizer_setting("lr", 0.5), "rate")
    assert "click on a curve brings these back" in panel.page.stale.text()
    meant = click_curve(panel, qtbot)
    assert panel.starts.starts is not None
    assert xor.graph.node(2).settings["units"] == 2
    assert xor.config.optimizer_settings == trained_by.optimizer_settings
    assert xor.config.seed == panel.starts.starts.seeds[meant]
    assert panel.page.stale.text() == ""
    xor.undo_stack.undo()
    assert xor.graph.node(2).settings["units"] == 5
    assert xor.config.optimizer_settings["lr"] == 0.5


def test_a_start_of_the_seed_in_force_begins_anew_too(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    train_starts(panel, qtbot)
    xor.training.step()
    qtbot.waitUntil(lambda: xor.run.step_count == 1)
    assert xor.starts.use(0) == xor.config.seed
    assert xor.run.step_count == 0


def test_the_chart_gives_way_to_the_table_and_comes_back(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    train_starts(panel, qtbot)
    assert not panel.table.isVisible()
    QTest.mouseClick(panel.page.close_button, Qt.MouseButton.LeftButton)
    assert panel.table.isVisible()
    assert panel.table.width() > 0.7 * panel.width()
    QTest.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    assert panel.page.chart.isVisible()


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_chart_is_saved_as_a_picture(
    panel: RunsPanel, xor: Document, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    train_starts(panel, qtbot)
    assert panel.page.save(tmp_path / f"starts.{ending}")
    assert (tmp_path / f"starts.{ending}").stat().st_size > 1000


def test_the_curves_are_saved_as_numbers(panel: RunsPanel, xor: Document, qtbot: QtBot, tmp_path: Path) -> None:
    train_starts(panel, qtbot)
    assert panel.page.save(tmp_path / "starts.csv")
    with (tmp_path / "starts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    starts = panel.starts.starts
    assert starts is not None
    assert rows[0][:3] == ["epoch", "seed 0", "seed 1"]
    assert np.array_equal(np.array(rows[1:], dtype=float)[:, 1:], starts.loss.T)
    with qtbot.waitSignal(xor.notice) as notice:
        assert not panel.page.save(tmp_path / "missing" / "starts.csv")
    assert "could not be written" in notice.args[0]


def test_progress_is_told_at_most_twenty_times_a_second(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    told: list[int] = []
    panel.starts.progressed.connect(told.append)
    with qtbot.waitSignal(panel.starts.changed):
        panel.starts.begin(2, 100)
    began = time.monotonic()
    qtbot.waitUntil(lambda: not panel.starts.busy, timeout=30_000)
    assert len(told) <= (time.monotonic() - began) / TELL_EVERY + 2


def test_starts_go_on_when_another_panel_takes_over(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    type_into(panel.form.edits["starts_epochs"], "1000000")
    QTest.mouseClick(panel.form.button, Qt.MouseButton.LeftButton)
    panel.close()
    other = RunsPanel(xor)
    qtbot.addWidget(other)
    other.show()
    assert other.form.cancel.isVisible()
    qtbot.waitUntil(lambda: other.form.progress.value() > 0)
    assert other.form.progress.maximum() == 1_000_000
    QTest.mouseClick(other.form.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: other.page.chart.isVisible())


def test_a_window_that_closes_waits_for_its_starts(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    assert window.files.open_example("xor")
    window.document.starts.begin(10, 1_000_000)
    window.close()
    assert "background" not in [thread.name for thread in threading.enumerate()]
