"""Weights changed on the canvas, and layers that get more units or fewer there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from engine.graph import Ends
from gui.forms import NumberEdit
from tests.gui.running import train_some

if TYPE_CHECKING:
    import numpy.typing as npt
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.canvas.hand import Hand

FIRST, SECOND = Ends(1, 2), Ends(2, 3)


@pytest.fixture
def opened(drawn: Hand) -> Hand:
    """A hand on XOR whose layers show their units."""
    drawn.view.toggle_units()
    drawn.view.fit()
    return drawn


def field(hand: Hand) -> NumberEdit:
    (found,) = [widget for widget in hand.view.findChildren(NumberEdit) if widget.isVisible()]
    return found


def type_number(hand: Hand, text: str) -> None:
    QTest.keyClicks(field(hand), text)
    QTest.keyClick(field(hand), Qt.Key.Key_Return)


def tensors(document: Document) -> dict[str, npt.NDArray[np.generic]]:
    assert document.run.last is not None
    return {name: np.array(value) for name, value in document.run.last.weights.items()}


# -- weights by hand ---------------------------------------------------------------------------------------------


def test_a_click_on_a_strand_sets_its_weight_in_one_step_of_undo(opened: Hand, document: Document) -> None:
    before = tensors(document)
    opened.click(opened.on_strand(FIRST, 1, 0))
    assert field(opened).value == pytest.approx(float(before["dense_1.linear.weight"][1, 0]), abs=1e-7)
    type_number(opened, "-1.25")
    changed = tensors(document)
    assert changed["dense_1.linear.weight"][1, 0] == -1.25
    changed["dense_1.linear.weight"][1, 0] = before["dense_1.linear.weight"][1, 0]
    assert all(np.array_equal(changed[name], before[name]) for name in before)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert all(np.array_equal(value, before[name]) for name, value in tensors(document).items())


def test_a_click_on_a_bias_sets_it_while_the_layer_can_still_be_selected_and_dragged(
    opened: Hand, document: Document
) -> None:
    opened.click(opened.on_bias(2, 1))
    type_number(opened, "0.5")
    assert document.run.weights_of(2)["linear.bias"][1] == 0.5
    assert document.undo_stack.count() == 1
    assert document.selection == {2}
    before = document.graph.node(2).position
    opened.drag(opened.on_bias(2, 0), opened.on_bias(2, 0) + QPoint(48, 32))
    assert document.graph.node(2).position > before
    assert document.undo_stack.count() == 2
    opened.click(opened.on_unit(3, 0))
    assert document.selection == {3}


def test_a_weight_can_be_set_while_it_trains(opened: Hand, document: Document, qtbot: QtBot) -> None:
    document.run.train()
    qtbot.waitUntil(lambda: document.run.step_count > 20)
    opened.click(opened.on_strand(FIRST, 0, 1))
    type_number(opened, "30")
    step = document.run.step_count
    assert document.run.weights_of(2)["linear.weight"][0, 1] == pytest.approx(30, abs=1)
    qtbot.waitUntil(lambda: document.run.step_count > step)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)


@pytest.mark.parametrize("typed", ["abc", "nan"])
def test_what_is_no_number_is_refused_with_a_sentence(opened: Hand, document: Document, typed: str) -> None:
    before = tensors(document)
    opened.click(opened.on_strand(FIRST, 1, 0))
    type_number(opened, typed)
    assert "Weight cannot be" in opened.notices[-1]
    assert "It takes a number" in opened.notices[-1]
    (complaint,) = [label for label in opened.view.viewport().findChildren(QLabel) if label.isVisible()]
    assert complaint.text() == opened.notices[-1]
    assert not opened.view.hovering.reader.tag.isVisible()  # it would lie over the sentence
    QTest.keyClick(field(opened), Qt.Key.Key_Escape)
    assert all(np.array_equal(value, before[name]) for name, value in tensors(document).items())
    assert document.undo_stack.count() == 0


def test_a_number_that_no_weight_can_hold_is_refused(opened: Hand, document: Document) -> None:
    opened.click(opened.on_bias(2, 0))
    type_number(opened, "1e39")
    assert "1e+39 is beyond what a weight can hold" in opened.notices[-1]
    assert document.undo_stack.count() == 0
    assert np.isfinite(document.run.weights_of(2)["linear.bias"]).all()


def test_a_drag_from_a_strand_changes_nothing_and_its_wire_is_selected(opened: Hand, document: Document) -> None:
    start = opened.on_strand(SECOND, 0, 0)
    opened.drag(start, start + QPoint(30, 60))
    assert not [widget for widget in opened.view.findChildren(NumberEdit) if widget.isVisible()]
    assert opened.view.canvas.chosen_edges == {SECOND}
    assert document.undo_stack.count() == 0


def test_a_click_on_the_wire_of_a_closed_layer_only_selects_it(drawn: Hand) -> None:
    drawn.click(drawn.on_wire(SECOND))
    assert drawn.view.canvas.chosen_edges == {SECOND}
    assert not drawn.view.findChildren(NumberEdit)


# -- more units and fewer ----------------------------------------------------------------------------------------


def test_one_more_unit_leaves_what_the_others_have_learned(opened: Hand, document: Document, qtbot: QtBot) -> None:
    train_some(document, qtbot, 50)
    before = tensors(document)
    opened.click(opened.on_button(2, "more"))
    after = tensors(document)
    assert document.graph.node(2).settings["units"] == 3
    assert np.array_equal(after["dense_1.linear.weight"][:2], before["dense_1.linear.weight"])
    assert np.array_equal(after["dense_1.linear.bias"][:2], before["dense_1.linear.bias"])
    assert np.array_equal(after["dense_2.linear.weight"][:, :2], before["dense_2.linear.weight"])
    assert np.array_equal(after["dense_2.linear.bias"], before["dense_2.linear.bias"])
    assert document.run.step_count == 0
    assert document.run.ghost is not None
    assert len(opened.view.canvas.nodes[2].frame.units) == 3
    train_some(document, qtbot, 50)
    document.run.reset()
    assert all(np.array_equal(value, after[name]) for name, value in tensors(document).items())


def test_the_new_unit_begins_as_the_seed_has_it(opened: Hand, document: Document, qtbot: QtBot) -> None:
    train_some(document, qtbot, 50)
    opened.click(opened.on_button(2, "more"))
    grown = tensors(document)
    with document.edit("activation") as graph:  # another network: all first weights are the seed's
        graph.set(2, "activation", "relu")
    seeds = tensors(document)
    assert np.array_equal(grown["dense_1.linear.weight"][2], seeds["dense_1.linear.weight"][2])
    assert not np.array_equal(grown["dense_1.linear.weight"][0], seeds["dense_1.linear.weight"][0])


def test_one_unit_less_keeps_the_first_ones_and_undo_brings_the_run_back(
    opened: Hand, document: Document, qtbot: QtBot
) -> None:
    train_some(document, qtbot, 50)
    before, step = tensors(document), document.run.step_count
    opened.click(opened.on_button(2, "less"))
    after = tensors(document)
    assert np.array_equal(after["dense_1.linear.weight"], before["dense_1.linear.weight"][:1])
    assert np.array_equal(after["dense_2.linear.weight"], before["dense_2.linear.weight"][:, :1])
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.run.step_count == step
    assert all(np.array_equal(value, before[name]) for name, value in tensors(document).items())


def test_each_click_is_a_step_of_its_own_and_the_button_stays_under_the_pointer(
    opened: Hand, document: Document
) -> None:
    place = opened.on_button(2, "more")
    for units in (3, 4, 5):
        opened.click(place)
        assert document.graph.node(2).settings["units"] == units
    assert document.undo_stack.count() == 3
    document.undo_stack.undo()
    assert document.graph.node(2).settings["units"] == 4


def test_the_last_unit_stays(opened: Hand, document: Document) -> None:
    opened.click(opened.on_button(3, "less"))
    assert document.graph.node(3).settings["units"] == 1
    assert document.undo_stack.count() == 0


def test_the_units_field_keeps_weights_too_but_another_activation_begins_anew(
    opened: Hand, document: Document, qtbot: QtBot
) -> None:
    train_some(document, qtbot, 50)
    before = tensors(document)
    opened.click(opened.on_setting(2, "units"))
    type_number(opened, "5")
    assert np.array_equal(tensors(document)["dense_1.linear.weight"][:2], before["dense_1.linear.weight"])
    with document.edit("both") as graph:
        graph.set(2, "units", 2)
        graph.set(2, "activation", "relu")
    assert not np.array_equal(tensors(document)["dense_1.linear.weight"], before["dense_1.linear.weight"])


def test_tidy_leaves_no_open_layer_over_another(opened: Hand, document: Document) -> None:
    with document.edit("more") as graph:
        graph.set(2, "units", 8)
        other = graph.add("dense", (240, 200), settings={"units": 8})
        graph.connect(1, other.id)
    opened.view.canvas.unfolding.toggle([other.id])
    opened.view.tidy()
    boxes = [opened.view.canvas.nodes[n].box for n in (2, other.id)]
    assert not boxes[0].intersects(boxes[1])
