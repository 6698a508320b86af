"""Gates in the window: XOR drawn from them by hand, and what the app says to who wants to train them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from engine.data import DataRecipe
from engine.graph import Ends
from engine.training.snapshot import Status
from gui.plots.truth_plot import TruthPlot
from tests.gui.canvas.hand import Hand
from tests.gui.whole_window import click_tab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.panels.inspector import InspectorPanel

LEFT = Qt.MouseButton.LeftButton
SPACE = Qt.Key.Key_Space


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.resize(1280, 720)
    return window


def open_gates(window: MainWindow) -> None:
    window.files.open_example("xor-from-gates")


def draw_step_layer(window: MainWindow, gate: str) -> None:
    """Draw a perceptron: Input, one unit with a step, Output."""
    window._perform("new")
    window.document.set_recipe(DataRecipe(gate), "data")
    with window.document.edit("draw") as graph:
        graph.add("input")
        graph.add("dense", (272, 0), settings={"units": 1, "activation": "step"})
        graph.add("output", (544, 0), settings={"loss": "mse"})
        graph.connect(1, 2)
        graph.connect(2, 3)
    window.canvas.setFocus()


def sentences(window: MainWindow) -> list[str]:
    return [row.text.text() for row in window.docks.problems.rows]


def answers(window: MainWindow) -> list[str]:
    plot = window.docks.panel("truth")
    assert isinstance(plot, TruthPlot)
    return [str(plot.model.index(row, 4).data()) for row in range(plot.model.rowCount())]


def test_xor_is_drawn_by_hand_from_gates_and_answers_without_training(window: MainWindow, qtbot: QtBot) -> None:
    window._perform("new")
    document = window.document
    hand = Hand(window.canvas)
    for kind, x, y in (("input", 0, 60), ("nand", 200, 0), ("or", 200, 160), ("and", 400, 60), ("output", 600, 60)):
        hand.drop(kind, hand.at(x - 300, y - 80))
    ids = {node.kind: node.id for node in document.graph.nodes.values()}
    window.canvas.fit()
    for source, sink in (("input", "nand"), ("input", "or"), ("nand", "and"), ("or", "and"), ("and", "output")):
        hand.drag(hand.on_output(ids[source]), hand.on_input(ids[sink]))
    assert {(ends.source, ends.sink) for ends in document.graph.edges} == {
        (ids["input"], ids["nand"]),
        (ids["input"], ids["or"]),
        (ids["nand"], ids["and"]),
        (ids["or"], ids["and"]),
        (ids["and"], ids["output"]),
    }
    assert document.shapes.faults == ()
    click_tab(window, "truth")
    qtbot.waitUntil(lambda: answers(window) == ["0", "1", "1", "0"])


def test_every_gate_is_in_the_palette_and_found_in_korean(window: MainWindow) -> None:
    palette = window.docks.palette
    QTest.keyClicks(palette.search, "nand")
    assert palette.visible_kinds() == ["nand"]
    palette.search.setText("게이트")
    assert palette.visible_kinds() == ["and", "or", "nand", "not"]


def test_a_wire_too_many_into_a_gate_is_red_and_says_why(window: MainWindow) -> None:
    open_gates(window)
    document = window.document
    ids = {node.kind: node.id for node in document.graph.nodes.values()}
    hand = Hand(window.canvas)
    hand.drag(hand.on_output(ids["input"]), hand.on_input(ids["and"]))
    wrong = Ends(ids["input"], ids["and"])
    assert [fault.edge for fault in document.shapes.faults] == [wrong]
    assert any("It takes 2 values in all, but its wires bring 4." in text for text in sentences(window))


def test_space_on_a_drawing_of_gates_says_why_nothing_can_learn_and_leaves_it_usable(
    window: MainWindow, qtbot: QtBot
) -> None:
    open_gates(window)
    run = window.document.run
    QTest.keyClick(window.canvas, SPACE)
    qtbot.waitUntil(lambda: run.status is Status.FAILED)
    assert window.statusBar().currentMessage().startswith("Nothing can learn here")
    assert sentences(window)[0].startswith("Nothing can learn here")
    assert window.docks.problems.isVisible()
    assert run.step_count == 0
    with qtbot.waitSignal(window.document.notice) as notice:  # whoever asks again is answered again
        QTest.keyClick(window.canvas, SPACE)
    assert notice.args[0].startswith("Nothing can learn here")
    click_tab(window, "truth")
    qtbot.waitUntil(lambda: answers(window) == ["0", "1", "1", "0"])


def test_a_gates_weights_are_edited_in_the_inspector_like_those_of_a_dense(window: MainWindow, qtbot: QtBot) -> None:
    open_gates(window)
    gate = window.document.graph.of_kind("or")[0]
    window.document.select({gate.id})
    click_tab(window, "inspector")
    inspector: InspectorPanel = window.docks.panel("inspector")  # type: ignore[assignment]  # as furnished
    qtbot.waitUntil(lambda: set(inspector.sections) == {"linear.weight", "linear.bias"})
    table = inspector.sections["linear.weight"].table
    np.testing.assert_array_equal(table.weights.tensor, np.array([[0.5, 0.5]], np.float32))
    inspector.ensureWidgetVisible(table)
    middle = table.visualRect(table.weights.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=middle)
    QTest.mouseDClick(table.viewport(), LEFT, pos=middle)
    (editor,) = [line for line in table.findChildren(QLineEdit) if line.isVisible()]
    QTest.keyClicks(editor, "-5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.document.run.weights_of(gate.id)["linear.weight"][0, 0] == -5)
    click_tab(window, "truth")
    qtbot.waitUntil(lambda: answers(window) == ["0", "1", "0", "0"])
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: answers(window) == ["0", "1", "1", "0"])


def test_a_perceptron_learns_by_rosenblatts_rule_with_one_click_and_undo_takes_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_step_layer(window, "nand")
    click_tab(window, "problems")
    (row,) = window.docks.problems.rows
    assert [button.text() for button in row.repairs] == [
        "Change the activation of Dense 1 to sigmoid",
        "Train by the perceptron learning rule",
    ]
    window.docks.problems.ensureWidgetVisible(row.repairs[1])
    QTest.mouseClick(row.repairs[1], LEFT, pos=QPoint(8, 8))
    assert window.document.config.optimizer == "perceptron"
    assert window.docks.problems.rows == []
    click_tab(window, "truth")
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, SPACE)
    qtbot.waitUntil(lambda: answers(window) == ["1", "1", "1", "0"], timeout=20_000)
    QTest.keyClick(window.canvas, SPACE)
    qtbot.waitUntil(lambda: not window.document.run.running)
    window.document.undo_stack.undo()  # what was learned
    assert window.document.config.optimizer == "perceptron"
    window.document.undo_stack.undo()
    assert window.document.config.optimizer == "sgd"
    assert len(window.docks.problems.rows) == 1


def test_of_xor_the_app_says_that_the_rule_will_never_come_to_rest(window: MainWindow, qtbot: QtBot) -> None:
    draw_step_layer(window, "xor")
    config = window.document.config.with_optimizer("perceptron")
    window.document.set_config(config, "rule")
    assert sentences(window) == []
    QTest.keyClick(window.canvas, SPACE)
    qtbot.waitUntil(lambda: any("not linearly separable" in text for text in sentences(window)), timeout=20_000)
    QTest.keyClick(window.canvas, SPACE)
    qtbot.waitUntil(lambda: not window.document.run.running)
    (row,) = window.docks.problems.rows
    (sentence,) = sentences(window)
    assert "None of the last 100 epochs" in sentence
    assert row.repairs == []


def test_the_rule_refuses_a_deep_network_in_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    window.files.open_example("xor")
    window.document.set_config(window.document.config.with_optimizer("perceptron"), "rule")
    assert ["Train by gradient descent (SGD)"] in [
        [button.text() for button in row.repairs] for row in window.docks.problems.rows
    ]
    QTest.keyClick(window.canvas, SPACE)
    qtbot.waitUntil(lambda: window.document.run.status is Status.FAILED)
    assert "here are 2 layers with weights" in sentences(window)[0]
    assert window.document.run.step_count == 0
