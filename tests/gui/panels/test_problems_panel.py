"""What is wrong, where, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.graph import Ends
from gui.panels.problems import ProblemsPanel
from tests.gui.panels.panel_bench import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document

HIDDEN, LAST, OUTPUT = 2, 3, 4


@pytest.fixture
def problems(qtbot: QtBot, xor: Document) -> ProblemsPanel:
    return on_screen(qtbot, ProblemsPanel(xor))


def set_loss(document: Document, loss: str) -> None:
    with document.edit("loss") as graph:
        graph.set(OUTPUT, "loss", loss)


def test_a_sound_drawing_has_none(problems: ProblemsPanel) -> None:
    assert problems.empty.isVisible()
    assert problems.rows == []


def test_a_click_on_the_repair_makes_loss_and_activation_fit(
    problems: ProblemsPanel, xor: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(problems.count_changed) as blocker:
        set_loss(xor, "bce_with_logits")
    assert blocker.args == [0, 1]
    (row,) = problems.rows
    assert row.repair.text() == "Change the loss to BCE (binary cross-entropy)"
    QTest.mouseClick(row.repair, Qt.MouseButton.LeftButton)
    assert xor.graph.node(OUTPUT).settings["loss"] == "bce"
    assert problems.rows == []
    assert problems.counts == (0, 0)
    xor.undo_stack.undo()
    assert len(problems.rows) == 1


def test_a_click_leads_to_the_node(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    set_loss(xor, "bce_with_logits")
    with qtbot.waitSignal(problems.jump) as blocker:
        QTest.mouseClick(problems.rows[0], Qt.MouseButton.LeftButton, pos=problems.rows[0].text.pos())
    assert blocker.args == [OUTPUT, None]


def test_enter_leads_to_the_wire_that_does_not_fit(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    with xor.edit("units") as graph:
        graph.set(LAST, "units", 3)
    problems.rows[0].setFocus()
    with qtbot.waitSignal(problems.jump) as blocker:
        QTest.keyClick(problems.rows[0], Qt.Key.Key_Return)
    assert blocker.args == [OUTPUT, Ends(LAST, OUTPUT)]
    assert "(N, 3)" in problems.rows[0].accessibleName()


def test_arrows_walk_through_the_list(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    with xor.edit("loose") as graph:
        graph.add("dropout")
        graph.add("dropout")
    qtbot.waitUntil(lambda: problems.rows[1].isVisible())
    problems.rows[0].setFocus()
    QTest.keyClick(problems.rows[0], Qt.Key.Key_Down)
    assert problems.rows[1].hasFocus()
    QTest.keyClick(problems.rows[1], Qt.Key.Key_Up)
    assert problems.rows[0].hasFocus()


def test_an_empty_canvas_is_one_error_said_once(qtbot: QtBot, document: Document) -> None:
    problems = on_screen(qtbot, ProblemsPanel(document))
    assert problems.counts == (1, 0)
    assert "The canvas is empty" in problems.rows[0].text.text()


def test_what_stopped_the_run_is_told(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    set_loss(xor, "mse")
    with xor.edit("linear") as graph:
        graph.set(HIDDEN, "activation", "identity")
        graph.set(LAST, "activation", "identity")
    config = xor.config.with_optimizer_setting("lr", 1000.0)
    xor.set_config(config, "rate")
    xor.run.train()
    qtbot.waitUntil(lambda: problems.counts[0] == 1)
    assert xor.run.last is not None
    assert xor.run.last.problem is not None
    assert problems.rows[0].text.text() == str(xor.run.last.problem)


def test_rows_that_did_not_change_stay(problems: ProblemsPanel, xor: Document) -> None:
    set_loss(xor, "bce_with_logits")
    (row,) = problems.rows
    with xor.edit("units") as graph:
        graph.set(HIDDEN, "units", 5)
    assert problems.rows == [row]


def test_in_a_wide_dock_every_text_begins_at_the_left(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    problems.resize(900, 200)
    with xor.edit("both") as graph:
        graph.set(OUTPUT, "loss", "bce_with_logits")
        graph.add("dropout")
    qtbot.waitUntil(lambda: all(row.text.width() > 700 for row in problems.rows))
    assert len({row.text.x() for row in problems.rows}) == 1


def test_long_repairs_fit_into_a_narrow_dock(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    set_loss(xor, "bce_with_logits")
    (row,) = problems.rows
    qtbot.waitUntil(lambda: row.width() <= problems.viewport().width())
    assert problems.horizontalScrollBar().maximum() == 0
    assert row.repair.height() >= row.repair.heightForWidth(row.repair.width())
