"""Undo by key while it trains, after edits by hand in the middle of a run, and where memory was short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.commands import Command, held_bytes, spare_memory
from gui.kept import KeptRun
from gui.panels.timeline import TimelineBar
from tests.gui.conftest import draw_xor
from tests.gui.running import weights

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from gui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The window with XOR drawn and the keyboard on the canvas."""
    draw_xor(window.document)
    window.document.undo_stack.clear()
    window.document.saved.mark(None)
    window.show_canvas()
    return window


def press_space(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)


def press_undo(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, CTRL)


def press_redo(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Y, CTRL)


def wait_for_steps(window: MainWindow, qtbot: QtBot, more: int = 60) -> None:
    start = window.document.run.step_count
    qtbot.waitUntil(lambda: window.document.run.step_count >= start + more)


def stack(document: Document) -> list[str]:
    return [document.undo_stack.text(place) for place in range(document.undo_stack.count())]


def test_undo_while_it_trains_ends_the_training_and_takes_it_back_in_one_gesture(
    window: MainWindow, qtbot: QtBot
) -> None:
    document, undo = window.document, window.undo_actions.undo
    first = weights(document)
    assert not undo.isEnabled()
    press_space(window)
    wait_for_steps(window, qtbot)
    assert (undo.isEnabled(), undo.text()) == (True, "Undo Train")
    press_undo(window)
    assert (document.run.running, document.run.step_count, weights(document)) == (False, 0, first)
    assert not undo.isEnabled()
    press_redo(window)
    assert document.run.step_count >= 60
    assert not document.run.running


def test_undo_right_after_space_ends_the_training_before_its_first_look(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    press_space(window)
    press_undo(window)
    qtbot.waitUntil(lambda: not document.run.running and not window.undo_actions.undo.isEnabled())
    assert document.run.step_count == 0


def test_undo_while_it_trains_leaves_the_edit_before_it_alone(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    with document.edit("units") as graph:
        graph.set(2, "units", 3)
    press_space(window)
    wait_for_steps(window, qtbot)
    press_undo(window)
    assert (document.graph.node(2).settings["units"], document.run.step_count) == (3, 0)
    assert window.undo_actions.undo.text() == "Undo units"
    press_undo(window)
    assert document.graph.node(2).settings["units"] == 2


def test_redo_waits_while_it_trains(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    with document.edit("units") as graph:
        graph.set(2, "units", 3)
    press_undo(window)
    press_space(window)
    wait_for_steps(window, qtbot)
    press_redo(window)
    wait_for_steps(window, qtbot)
    assert document.graph.node(2).settings["units"] == 2
    assert document.run.running


def test_what_is_learned_after_a_weight_was_set_is_a_step_back_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    press_space(window)
    wait_for_steps(window, qtbot)
    document.set_weight(3, "linear.bias", np.array([2.0], dtype=np.float32), "weight")
    edited_at = document.run.step_count
    wait_for_steps(window, qtbot, 200)
    press_space(window)
    qtbot.waitUntil(lambda: not document.run.running)
    assert stack(document) == ["Train", "weight", "Train"]
    newest = document.run.step_count
    press_undo(window)
    assert edited_at <= document.run.step_count < newest
    press_undo(window)
    assert 60 <= document.run.step_count <= edited_at
    press_undo(window)
    assert document.run.step_count == 0
    for _ in range(3):
        press_redo(window)
    assert document.run.step_count == newest


def test_a_weight_set_before_the_first_step_is_seen_is_taken_back_after_the_training(
    window: MainWindow, qtbot: QtBot
) -> None:
    document = window.document
    first = weights(document)
    press_space(window)
    document.set_weight(3, "linear.bias", np.array([2.0], dtype=np.float32), "weight")
    wait_for_steps(window, qtbot)
    press_undo(window)
    while window.undo_actions.undo.isEnabled():
        press_undo(window)
    assert (document.run.step_count, weights(document)) == (0, first)


def train(window: MainWindow, qtbot: QtBot) -> int:
    """Train by the space bar; return the step at which it stands."""
    press_space(window)
    wait_for_steps(window, qtbot)
    press_space(window)
    qtbot.waitUntil(lambda: not window.document.run.running)
    return window.document.run.step_count


def test_where_memory_is_short_undo_gives_up_the_past_before_what_was_learned(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    steps = [0, *(train(window, qtbot) for _ in range(3))]
    newest = document.undo_stack.command(2)
    assert isinstance(newest, Command)
    limit = newest.run_bytes(set()) + 20_000
    spare_memory(document.undo_stack, limit)
    assert held_bytes(document.undo_stack) <= limit
    for step in reversed(steps[:-1]):
        press_undo(window)
        assert document.run.step_count == step


def test_training_whose_weights_were_given_up_says_so_and_throws_nothing_away(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.document.RUN_MEMORY", 60)
    document = window.document
    train(window, qtbot)
    middle = train(window, qtbot)
    press_undo(window)
    learned = document.run.step_count
    assert 0 < learned < middle
    press_undo(window)
    assert document.run.step_count == learned
    assert "Train cannot be taken back" in window.statusBar().currentMessage()
    assert not window.undo_actions.undo.isEnabled()


def test_an_edit_whose_run_was_given_up_says_that_it_begins_from_its_first_weights(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.document.RUN_MEMORY", 60)
    document = window.document
    train(window, qtbot)
    for units in (3, 4):
        with document.edit("units") as graph:
            graph.set(2, "units", units)
    press_undo(window)
    window.statusBar().clearMessage()
    press_undo(window)
    assert (document.graph.node(2).settings["units"], document.run.step_count) == (2, 0)
    assert "begins from its first weights" in window.statusBar().currentMessage()


def test_the_ledger_of_undo_counts_what_is_shared_once_and_everything_else(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    train(window, qtbot)
    kept = document.run.keep()
    assert isinstance(kept, KeptRun)
    assert kept.timeline is not None
    alone, seen = kept.nbytes(set()), set[int]()
    assert alone > kept.timeline.nbytes > 0
    assert kept.without_past().nbytes(set()) > kept.state.nbytes + kept.state.history.table().nbytes
    assert kept.nbytes(seen) == alone
    assert kept.nbytes(seen) == 0


def test_the_tip_of_the_memory_tells_what_undo_keeps(window: MainWindow, qtbot: QtBot) -> None:
    train(window, qtbot)
    bar = window.findChild(TimelineBar, "timelineBar")
    assert bar is not None
    place = bar.memory.rect().center()
    QApplication.sendEvent(bar.memory, QHelpEvent(QEvent.Type.ToolTip, place, bar.memory.mapToGlobal(place)))
    assert "Undo keeps earlier runs in 0 of 512 MB." in bar.memory.toolTip()
