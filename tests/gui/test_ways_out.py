"""What the whole window says when training cannot go on, and when nothing is wrong yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.training.snapshot import Status
from gui.status_line import StatusLine
from tests.gui.conftest import draw_xor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow


def diverge(window: MainWindow, qtbot: QtBot) -> None:
    """Draw a linear network, choose a learning rate that is far too large, and press Space."""
    document = window.document
    draw_xor(document)
    with document.edit("linear") as graph:
        graph.set(4, "loss", "mse")
        graph.set(2, "activation", "identity")
        graph.set(3, "activation", "identity")
    document.set_config(document.config.with_optimizer_setting("lr", 1000.0), "rate")
    window.show_canvas()
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: document.run.status is Status.FAILED)


def test_space_after_a_divergence_says_again_what_to_do_and_a_click_does_it(window: MainWindow, qtbot: QtBot) -> None:
    diverge(window, qtbot)
    run, bar = window.document.run, window.statusBar()
    assert "the learning rate of 1000" in bar.currentMessage()
    step = run.step_count
    for _ in range(2):
        bar.clearMessage()
        QTest.keyClick(window.canvas, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: "Reset, and lower the learning rate of 1000" in bar.currentMessage())
        assert (run.status, run.step_count) == (Status.FAILED, step)
    row = window.docks.problems.rows[0]
    qtbot.waitUntil(row.repair.isVisible)
    QTest.mouseClick(row.repair, Qt.MouseButton.LeftButton)
    assert run.step_count == 0
    assert window.document.config.optimizer_settings["lr"] == 100.0
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (run.step_count, window.document.config.optimizer_settings["lr"]) == (step, 1000.0)


def test_a_long_sentence_has_the_whole_line_and_a_longer_one_a_tooltip(window: MainWindow) -> None:
    draw_xor(window.document)
    bar = window.findChild(StatusLine)
    assert bar is not None
    assert bar.facts.isVisible()
    assert "PyTorch, one operation after the other" in bar.facts.toolTip()
    word = bar.fontMetrics().horizontalAdvance("word ")
    for share, has_facts, has_tip in ((0.2, True, False), (0.9, False, False), (2.0, False, True)):
        bar.showMessage("word " * int(share * bar.width() / word))
        assert (bar.facts.isVisible(), bool(bar.toolTip())) == (has_facts, has_tip)
    bar.clearMessage()
    assert bar.facts.isVisible()


def test_a_page_that_nobody_has_touched_has_no_problems_but_space_says_how_to_begin(window: MainWindow) -> None:
    problems = window.docks.by_name["problems"]
    assert problems.windowTitle() == "Problems"
    window.show_canvas()
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    assert "Drag an Input onto it" in window.statusBar().currentMessage()
    assert problems.windowTitle() == "Problems"
