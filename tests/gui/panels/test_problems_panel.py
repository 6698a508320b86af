"""What is wrong, where, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.graph import Ends
from engine.training.snapshot import Status
from gui.panels.problems import ProblemsPanel
from gui.problems import Problems
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document

HIDDEN, LAST, OUTPUT = 2, 3, 4


@pytest.fixture
def problems(qtbot: QtBot, xor: Document) -> ProblemsPanel:
    return on_screen(qtbot, ProblemsPanel(xor, Problems(xor, xor)))


def set_loss(document: Document, loss: str) -> None:
    with document.edit("loss") as graph:
        graph.set(OUTPUT, "loss", loss)


def test_a_sound_drawing_has_none(problems: ProblemsPanel) -> None:
    assert problems.empty.isVisible()
    assert problems.rows == []


def test_a_click_on_the_repair_makes_loss_and_activation_fit(
    problems: ProblemsPanel, xor: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(problems.found.count_changed) as blocker:
        set_loss(xor, "bce_with_logits")
    assert blocker.args == [0, 1]
    (row,) = problems.rows
    assert row.repair.text() == "Change the loss to BCE (binary cross-entropy)"
    QTest.mouseClick(row.repair, Qt.MouseButton.LeftButton)
    assert xor.graph.node(OUTPUT).settings["loss"] == "bce"
    assert problems.rows == []
    assert problems.found.counts == (0, 0)
    xor.undo_stack.undo()
    assert len(problems.rows) == 1


def test_hints_stand_apart_from_what_is_counted(problems: ProblemsPanel, xor: Document) -> None:
    with xor.edit("units") as graph:
        graph.set(LAST, "units", 2)
    assert problems.found.counts == (0, 0)
    assert not problems.hints.isVisible()  # nothing else is there
    with xor.edit("loose") as graph:
        graph.add("dropout")
    assert problems.found.counts == (0, 1)
    assert problems.hints.isVisible()
    places = [problems._layout.indexOf(widget) for widget in (problems.rows[0], problems.hints, problems.rows[1])]
    assert places == sorted(places)


def test_a_click_leads_to_the_node(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    set_loss(xor, "bce_with_logits")
    with qtbot.waitSignal(problems.jump) as blocker:
        QTest.mouseClick(problems.rows[0], Qt.MouseButton.LeftButton, pos=problems.rows[0].text.pos())
    assert blocker.args == [(OUTPUT,), None]


def test_enter_leads_to_the_wire_that_does_not_fit(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    with xor.edit("units") as graph:
        graph.set(LAST, "units", 3)
    problems.rows[0].setFocus()
    with qtbot.waitSignal(problems.jump) as blocker:
        QTest.keyClick(problems.rows[0], Qt.Key.Key_Return)
    assert blocker.args == [(OUTPUT,), Ends(LAST, OUTPUT)]
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


def test_an_empty_canvas_is_no_problem_yet_but_says_how_to_begin(qtbot: QtBot, document: Document) -> None:
    problems = on_screen(qtbot, ProblemsPanel(document, Problems(document, document)))
    with qtbot.assertNotEmitted(problems.found.count_changed):
        document.torch_is_ready()
    assert problems.found.counts == (0, 0)
    (row,) = problems.rows
    assert "The canvas is empty" in row.text.text()
    assert row.accessibleName().startswith("Hint")
    assert document.obstacle is not None


def let_it_diverge(document: Document, qtbot: QtBot) -> None:
    """Train a network whose values have no bounds for XOR much too fast."""
    with document.edit("unbounded") as graph:
        graph.set(OUTPUT, "loss", "mse")
        graph.set(HIDDEN, "activation", "leaky_relu")
        graph.set(LAST, "activation", "identity")
    document.set_config(document.config.with_optimizer_setting("lr", 1000.0), "rate")
    document.run.train()
    qtbot.waitUntil(lambda: document.run.status is Status.FAILED)


def test_what_stopped_the_run_is_told(problems: ProblemsPanel, xor: Document, qtbot: QtBot) -> None:
    let_it_diverge(xor, qtbot)
    assert problems.found.counts[0] == 1
    assert xor.run.last is not None
    assert xor.run.last.problem is not None
    assert problems.rows[0].text.text() == str(xor.run.last.problem)


def test_a_click_after_a_divergence_resets_with_a_tenth_of_the_rate_and_undo_brings_it_back(
    problems: ProblemsPanel, xor: Document, qtbot: QtBot
) -> None:
    first = xor.run.weights_of(HIDDEN)["linear.weight"].copy()
    let_it_diverge(xor, qtbot)
    step = xor.run.step_count
    (row,) = problems.rows
    assert row.repair.text() == "Reset with a learning rate of 100"
    QTest.mouseClick(row.repair, Qt.MouseButton.LeftButton)
    assert xor.config.optimizer_settings["lr"] == 100.0
    assert xor.run.step_count == 0
    assert np.array_equal(xor.run.weights_of(HIDDEN)["linear.weight"], first)
    assert problems.rows == []
    assert xor.undo_stack.undoText() == "Reset with a learning rate of 100"
    xor.undo_stack.undo()
    assert xor.config.optimizer_settings["lr"] == 1000.0
    assert xor.run.step_count == step
    xor.undo_stack.redo()
    assert (xor.config.optimizer_settings["lr"], xor.run.step_count) == (100.0, 0)


def test_after_a_divergence_each_order_to_train_is_answered(
    problems: ProblemsPanel, xor: Document, qtbot: QtBot
) -> None:
    let_it_diverge(xor, qtbot)
    said: list[str] = []
    xor.notice.connect(said.append)
    for times in (1, 2):
        xor.run.train()
        qtbot.waitUntil(lambda times=times: len(said) == times)  # type: ignore[misc]  # mypy cannot type the default
    assert "Reset, and lower the learning rate of 1000" in said[0]
    assert said[0] == said[1]
    assert problems.rows[0].text.text() == said[0]
    assert problems.rows[0].repair.isVisible()


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


def test_a_click_leads_to_all_layers_that_a_problem_is_about(
    problems: ProblemsPanel, xor: Document, qtbot: QtBot
) -> None:
    with xor.edit("no activation") as graph:
        graph.set(LAST - 1, "activation", "identity")
        graph.set(LAST, "activation", "identity")
    place = next(i for i, entry in enumerate(problems.found.all) if len(entry.finding.nodes) > 1)
    qtbot.waitUntil(lambda: problems.rows[place].isVisible())
    problems.rows[place].setFocus()
    with qtbot.waitSignal(problems.jump) as blocker:
        QTest.keyClick(problems.rows[place], Qt.Key.Key_Return)
    assert set(blocker.args[0]) == {LAST - 1, LAST}
