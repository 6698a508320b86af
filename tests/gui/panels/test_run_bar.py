"""Read-outs of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gui.panels.run_bar import RunBar
from gui.theme import number
from tests.gui.panels.panel_bench import line_of, on_screen, turn_wheel, type_into

if TYPE_CHECKING:
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
