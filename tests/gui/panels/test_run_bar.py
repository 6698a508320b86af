"""Read-outs of the run."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.panels.run_bar import RunBar
from gui.settings import Settings
from gui.theme import number
from tests.gui.panels.panel_bench import line_of, turn_wheel, type_into
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def bar(qtbot: QtBot, xor: Document) -> RunBar:
    return on_screen(qtbot, RunBar(xor))


def test_it_tells_step_epoch_and_loss_with_four_digits(bar: RunBar, xor: Document, qtbot: QtBot) -> None:
    assert (bar.step.figure.text(), bar.loss.figure.text()) == ("0", "—")
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 1000)
    xor.run.pause()
    qtbot.waitUntil(lambda: not xor.run.running)
    assert xor.run.last is not None
    assert bar.step.figure.text() == bar.epoch.figure.text() == f"{xor.run.step_count:,}"
    assert bar.loss.figure.text() == number(float(xor.run.last.curve.train_loss[-1]))


def test_the_loss_of_small_batches_is_where_the_curve_ends_and_not_that_of_the_last_batch(
    bar: RunBar, xor: Document, qtbot: QtBot
) -> None:
    xor.set_config(replace(xor.config, full_batch=False, batch_size=1), "batch")
    qtbot.waitUntil(lambda: xor.run.ready)
    for step in range(1, 4):
        xor.run.step()
        qtbot.waitUntil(lambda step=step: xor.run.step_count == step)  # type: ignore[misc]  # mypy knows no default
    last = xor.run.last
    assert last is not None
    qtbot.waitUntil(lambda: bar.loss.figure.text() == number(float(last.curve.train_loss[-1])))
    assert number(last.batch_loss) != bar.loss.figure.text()


def test_nothing_jumps_when_figures_grow(bar: RunBar) -> None:
    widths = [read_out.width() for read_out in (bar.step, bar.epoch, bar.loss, bar.speed)]
    for read_out in (bar.step, bar.epoch, bar.loss, bar.speed):
        read_out.figure.show_text("12,345")
    assert [read_out.width() for read_out in (bar.step, bar.epoch, bar.loss, bar.speed)] == widths


def test_the_rate_changes_while_it_runs_without_stopping_it(bar: RunBar, xor: Document, qtbot: QtBot) -> None:
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 10)
    type_into(bar.rate, "0.05")
    assert xor.config.optimizer_settings["lr"] == 0.05
    reached = xor.run.step_count
    qtbot.waitUntil(lambda: xor.run.step_count > reached)
    assert xor.run.running
    xor.undo_stack.undo()
    assert line_of(bar.rate).text() == "0.1"


def test_the_wheel_beside_the_point_changes_no_rate(bar: RunBar, xor: Document) -> None:
    bar.rate.clearFocus()
    turn_wheel(bar.rate)
    assert xor.config.optimizer_settings["lr"] == 0.1


def test_what_is_no_rate_is_refused_in_words(bar: RunBar, xor: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(xor.notice) as blocker:
        type_into(bar.rate, "fast")
    assert blocker.args is not None
    assert "Learning rate cannot be 'fast'" in blocker.args[0]
    assert line_of(bar.rate).text() == "0.1"


def test_without_a_run_there_are_no_figures(bar: RunBar, xor: Document) -> None:
    with xor.edit("remove") as graph:
        graph.remove([4])
    assert bar.step.figure.text() == "—"


def test_the_speed_that_is_chosen_holds_and_is_kept(bar: RunBar, xor: Document, qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    bar.limit.remember(settings)
    assert bar.limit.currentData() == math.inf
    bar.limit.setFocus()
    QTest.keyClick(bar.limit, Qt.Key.Key_Home)
    assert (bar.limit.currentText(), settings.speed_limit) == ("≤ 1/s", 1.0)
    begin = time.perf_counter()
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count >= 2)
    assert time.perf_counter() - begin >= 1  # second
    QTest.keyClick(bar.limit, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: xor.run.step_count > 100)
    assert Settings(tmp_path / "settings.ini").speed_limit == math.inf


def test_a_new_run_keeps_to_the_speed_too(bar: RunBar, xor: Document, qtbot: QtBot) -> None:
    bar.limit.setFocus()
    QTest.keyClick(bar.limit, Qt.Key.Key_Home)
    xor.run.reset()
    with xor.edit("units") as graph:
        graph.set(graph.of_kind("dense")[0].id, "units", 3)
    begin = time.perf_counter()
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count >= 2)
    assert time.perf_counter() - begin >= 1  # second


def test_a_person_s_first_choice_can_be_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert Settings(tmp_path / "settings.ini").speed_limit == 1000.0
