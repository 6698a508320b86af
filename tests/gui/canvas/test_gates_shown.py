"""Gates show the neuron that they are: weights on their wires, a bias, and a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.graph import Ends
from gui.canvas.neurons import weight_on
from gui.forms import NumberEdit
from tests.gui.calculation.bench import open_example

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.canvas.hand import Hand


@pytest.fixture
def gates(hand: Hand, document: Document, qtbot: QtBot) -> Hand:
    """A hand on XOR = AND(NAND, OR), whose gates show their neurons."""
    open_example(document, "xor-from-gates")
    qtbot.waitUntil(lambda: document.ready)
    hand.view.toggle_units()
    hand.view.fit()
    return hand


def test_each_wire_into_a_gate_is_its_own_weight(gates: Hand, document: Document) -> None:
    numbers = {node.name: node_id for node_id, node in document.graph.nodes.items()}
    last = [edge.ends for edge in document.graph.edges_into(numbers["AND"])]
    assert [document.graph.node(ends.source).name for ends in last] == ["NAND", "OR"]
    strands = gates.view.canvas.edges
    assert [strands[ends].strand_counts for ends in last] == [(1, 1), (1, 1)]
    assert strands[Ends(numbers["Input"], numbers["NAND"])].strand_counts == (2, 1)
    document.set_weight(numbers["AND"], "linear.weight", np.array([[0.5, 3.0]], np.float32), "")
    weights = [weight_on(document, ends) for ends in last]
    assert [None if weight is None else weight.tolist() for weight in weights] == [[[0.5]], [[3.0]]]


def test_a_click_on_the_second_wire_of_a_gate_sets_its_second_weight(gates: Hand, document: Document) -> None:
    (gate,) = (node_id for node_id, node in document.graph.nodes.items() if node.name == "AND")
    _, second = (edge.ends for edge in document.graph.edges_into(gate))
    gates.click(gates.on_strand(second, 0, 0, share=0.5))
    (field,) = gates.view.findChildren(NumberEdit)
    field.selectAll()
    QTest.keyClicks(field, "0.75")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert document.run.weights_of(gate)["linear.weight"].tolist() == [[0.5, 0.75]]
    document.undo_stack.undo()
    assert document.run.weights_of(gate)["linear.weight"].tolist() == [[0.5, 0.5]]


def test_a_gate_is_one_neuron_for_good_and_open_gates_do_not_cover_one_another(gates: Hand) -> None:
    items = [item for item in gates.view.canvas.nodes.values() if item.content.units]
    assert [sorted(item.frame.buttons) for item in items] == [["fold"]] * 3
    boxes = [item.mapRectToScene(item.box) for item in items]
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)
