"""Drawing a network: from the palette, by wires, and on the nodes themselves."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QLineEdit

from engine.catalog.activations import ACTIVATIONS
from engine.graph import Ends
from gui.canvas.items import Light, PortKey
from gui.forms import NumberEdit
from gui.i18n import show
from tests.gui.canvas.hand import ALT, CTRL, LEFT, PLAIN, write

if TYPE_CHECKING:
    from gui.document import Document
    from tests.gui.canvas.hand import Hand


def kinds(document: Document) -> list[str]:
    return [node.kind for node in document.graph.nodes.values()]


def test_xor_is_drawn_from_nothing(hand: Hand, document: Document) -> None:
    """Four drops, three wires, a click on the units and one on the activation: ready to train."""
    for kind, x in (("input", -380), ("dense", -120), ("dense", 120), ("output", 380)):
        hand.drop(kind, hand.at(x, 0))
    assert kinds(document) == ["input", "dense", "dense", "output"]
    for source in (1, 2, 3):
        hand.drag(hand.on_output(source), hand.on_input(source + 1))
    assert set(document.graph.edges) == {Ends(1, 2), Ends(2, 3), Ends(3, 4)}
    hand.click(hand.on_setting(3, "units"))
    spin = hand.view.findChild(QAbstractSpinBox)
    assert spin is not None
    QTest.keyClicks(spin, "1")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    hand.click(hand.on_setting(3, "activation"))
    hand.pick("sigmoid")
    assert document.graph.node(3).settings["units"] == 1
    assert document.graph.node(3).settings["activation"] == "sigmoid"
    assert document.obstacle is None
    labels = [hand.view.canvas.edges[ends].label for ends in (Ends(1, 2), Ends(2, 3), Ends(3, 4))]
    assert labels == ["(N, 2)", "(N, 2)", "(N, 1)"]
    contents = [hand.view.canvas.nodes[node].content for node in (1, 2, 3, 4)]
    assert contents[0].rows == ("x1", "x2")
    assert [content.parameters for content in contents] == ["", "6 parameters", "3 parameters", ""]
    assert document.undo_stack.count() == 9
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert not document.graph.nodes
    assert not hand.view.canvas.nodes
    assert not hand.view.canvas.edges


def test_a_dragged_layer_shows_a_ghost_and_a_hint_and_leaves_nothing_behind(hand: Hand, document: Document) -> None:
    hand.carry("dense", [hand.at(0, 0), hand.at(40, 40)])
    assert len(hand.view.canvas.items()) > 0
    assert hand.notices[-1] == "Drop here to add Dense."
    hand.leave()
    assert not hand.view.canvas.items()
    assert not document.graph.nodes
    assert hand.notices[-1] == ""


def test_something_unknown_is_not_taken_from_a_drag(hand: Hand) -> None:
    mime = QMimeData()
    mime.setText("dense")
    event = QDragEnterEvent(hand.at(0, 0), Qt.DropAction.CopyAction, mime, LEFT, PLAIN)
    QApplication.sendEvent(hand.view.viewport(), event)
    assert not event.isAccepted()
    hand.carry("no such kind", [hand.at(0, 0)])
    assert hand.view.interaction is None


def test_a_layer_dropped_on_a_wire_goes_into_it_and_makes_room(drawn: Hand, document: Document) -> None:
    place = drawn.on_wire(Ends(2, 3))
    drawn.carry("dropout", [place])
    assert drawn.notices[-1] == "Drop here to insert between Dense 1 and Dense 2."
    assert drawn.view.canvas.edges[Ends(2, 3)].aimed
    drawn.leave()
    drawn.drop("dropout", place)
    assert set(document.graph.edges) == {Ends(1, 2), Ends(2, 5), Ends(5, 3), Ends(3, 4)}
    boxes = [drawn.view.canvas.nodes[node].box for node in (2, 5, 3)]
    assert all(a.right() + 40 <= b.left() for a, b in itertools.pairwise(boxes))
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.graph.node(3).position == (480, 0)
    assert Ends(2, 3) in document.graph.edges


def test_a_lone_node_dragged_onto_a_wire_goes_into_it(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("dropout", (300, 240))
    middle = drawn.on_wire(Ends(3, 4)) - drawn.view.mapFromScene(drawn.view.canvas.nodes[5].box.center())
    start = drawn.on_node(5)
    drawn.drag(start, start + middle)
    assert {Ends(3, 5), Ends(5, 4)} <= set(document.graph.edges)


def test_legal_targets_light_up_and_illegal_ones_dim(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("add", (480, 240))
    canvas = drawn.view.canvas
    drawn.press(drawn.on_output(2))
    drawn.move(drawn.at(420, 200))
    lights = {port.key: port.light for port in canvas.ports()}
    assert lights[PortKey(5, False, "in")] is Light.LEGAL
    assert lights[PortKey(3, False, "in")] is Light.ILLEGAL
    assert lights[PortKey(1, True, "out")] is Light.ILLEGAL
    drawn.key(Qt.Key.Key_Escape)
    assert {port.light for port in canvas.ports()} == {Light.PLAIN}
    assert Ends(2, 5) not in document.graph.edges
    drawn.release(drawn.at(420, 200))
    assert document.undo_stack.count() == 1


def test_a_near_miss_snaps(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("add", (480, 240))
    near = drawn.view.mapFromScene(drawn.view.canvas.port_point(PortKey(5, False, "in")) - QPointF(16, 14))
    drawn.drag(drawn.on_output(2), near)
    assert Ends(2, 5) in document.graph.edges


def test_dropping_a_wire_on_a_node_takes_its_input(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("add", (480, 240))
    drawn.drag(drawn.on_output(2), drawn.on_node(5))
    assert Ends(2, 5) in document.graph.edges


def test_a_wire_can_be_drawn_backwards_from_an_input(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("dense", (480, 240))
    drawn.drag(drawn.on_input(5), drawn.on_output(1))
    assert Ends(1, 5) in document.graph.edges


@pytest.mark.parametrize(
    ("source", "sink", "reason"),
    [
        (1, 3, "The input of Dense 2 already comes from Dense 1"),
        (1, 4, "The input of Output already comes from Dense 2"),
    ],
)
def test_a_second_wire_into_an_input_is_refused_with_the_reason(
    drawn: Hand, document: Document, source: int, sink: int, reason: str
) -> None:
    drawn.drag(drawn.on_output(source), drawn.on_input(sink))
    assert drawn.notices[-1].startswith(reason)
    assert len(document.graph.edges) == 3
    assert document.undo_stack.count() == 0


def test_a_cycle_is_refused_with_the_reason(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("add", (240, 240))
        graph.disconnect(Ends(1, 2))
        graph.connect(5, 2)
    drawn.drag(drawn.on_output(3), drawn.on_input(5))
    assert drawn.notices[-1] == "Dense 2 to Add would close a cycle: Add already leads to Dense 2."
    assert Ends(3, 5) not in document.graph.edges


def test_a_wire_that_leads_back_is_refused_for_its_cycle_though_the_input_is_taken_too(drawn: Hand) -> None:
    drawn.drag(drawn.on_output(3), drawn.on_input(2))
    assert drawn.notices[-1] == "Dense 2 to Dense 1 would close a cycle: Dense 1 already leads to Dense 2."


@pytest.mark.usefixtures("korean")
def test_a_node_is_called_as_the_palette_calls_its_layer(hand: Hand, document: Document) -> None:
    hand.drop("input", hand.at(-200, 0))
    hand.drop("dense", hand.at(100, 0))
    title, dense = (show(document.graph.catalog[kind].title) for kind in ("input", "dense"))
    assert title != "Input"
    assert [node.name for node in document.graph.nodes.values()] == [title, f"{dense} 1"]


def test_a_wire_dropped_on_empty_canvas_asks_what_follows_and_wires_it(hand: Hand, document: Document) -> None:
    hand.drop("input", hand.at(-300, 0))
    hand.drag(hand.on_output(1), hand.at(-100, 60))
    menu = hand.quick_menu()
    assert menu.list.item(0).text() == "Dense"
    assert "Input" not in {menu.list.item(row).text() for row in range(menu.list.count())}
    hand.take_layer("dens")
    assert set(document.graph.edges) == {Ends(1, 2)}
    assert document.undo_stack.count() == 2


def test_double_click_on_empty_canvas_and_typing_adds_a_layer_there(hand: Hand, document: Document) -> None:
    hand.double_click(hand.at(-200, 100))
    hand.take_layer("출력")
    assert kinds(document) == ["output"]
    centre = hand.view.canvas.nodes[1].box.center()
    assert abs(centre.x() + 200) <= 8
    assert abs(centre.y() - 100) <= 8


def test_the_list_of_layers_is_searched_and_chosen_by_keys(hand: Hand, document: Document) -> None:
    hand.double_click(hand.at(0, 0))
    menu = hand.quick_menu()
    QTest.keyClicks(menu.search, "nothing like this")
    QTest.keyClick(menu.search, Qt.Key.Key_Return)
    assert not document.graph.nodes
    QTest.keyClick(menu.search, Qt.Key.Key_Escape)
    hand.double_click(hand.at(0, 0))
    menu = hand.quick_menu()
    second = menu.list.item(1).text()
    QTest.keyClick(menu.search, Qt.Key.Key_Down)
    QTest.keyClick(menu.search, Qt.Key.Key_Return)
    assert document.graph.node(1).name.startswith(second)


def test_double_click_on_a_wire_puts_a_layer_into_it(drawn: Hand, document: Document) -> None:
    drawn.double_click(drawn.on_wire(Ends(1, 2)))
    drawn.take_layer("dropout")
    assert {Ends(1, 5), Ends(5, 2)} <= set(document.graph.edges)


def test_the_end_of_a_wire_moves_to_another_input(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("dense", (480, 240))
    drawn.drag(drawn.on_input(3), drawn.on_input(5))
    assert Ends(2, 5) in document.graph.edges
    assert Ends(2, 3) not in document.graph.edges
    document.undo_stack.undo()
    assert Ends(2, 3) in document.graph.edges


def test_the_end_of_a_wire_dropped_on_empty_canvas_deletes_it(drawn: Hand, document: Document) -> None:
    drawn.drag(drawn.on_input(3), drawn.at(360, 240))
    assert Ends(2, 3) not in document.graph.edges
    document.undo_stack.undo()
    assert drawn.view.canvas.edges[Ends(2, 3)].isVisible()


def test_the_end_of_a_wire_put_back_changes_nothing(drawn: Hand, document: Document) -> None:
    drawn.press(drawn.on_input(3))
    drawn.move(drawn.at(360, 240))
    assert not drawn.view.canvas.edges[Ends(2, 3)].isVisible()
    drawn.move(drawn.on_input(3))
    drawn.release(drawn.on_input(3))
    assert drawn.view.canvas.edges[Ends(2, 3)].isVisible()
    assert document.undo_stack.count() == 0


def test_units_are_turned_by_arrows_and_wheel_in_one_step(drawn: Hand, document: Document) -> None:
    box = drawn.view.canvas.nodes[2].control_box("units")
    upper = drawn.view.mapFromScene(box.topRight() + QPointF(-8, 4))
    drawn.click(upper)
    drawn.click(upper)
    assert document.graph.node(2).settings["units"] == 4
    drawn.wheel(drawn.on_setting(2, "units"), -120)
    assert document.graph.node(2).settings["units"] == 3
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.graph.node(2).settings["units"] == 2


def test_the_wheel_over_a_node_that_is_not_selected_does_not_change_it(drawn: Hand, document: Document) -> None:
    drawn.wheel(drawn.on_setting(2, "units"), 120)
    assert document.graph.node(2).settings["units"] == 2


def test_units_never_leave_their_range(drawn: Hand, document: Document) -> None:
    document.select({3})
    for _ in range(3):
        drawn.wheel(drawn.on_setting(3, "units"), -120)
    assert document.graph.node(3).settings["units"] == 1


def test_escape_leaves_the_units_as_they_were(drawn: Hand, document: Document) -> None:
    drawn.click(drawn.on_setting(2, "units"))
    spin = drawn.view.findChild(QAbstractSpinBox)
    assert spin is not None
    QTest.keyClicks(spin, "7")
    QTest.keyClick(spin, Qt.Key.Key_Escape)
    assert document.graph.node(2).settings["units"] == 2
    assert drawn.view.hasFocus()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("abc", "cannot be 'abc'"), ("0", "cannot be 0"), ("2.5", "cannot be 2.5"), ("99999999", "cannot be 99999999")],
)
def test_units_that_cannot_be_are_refused_with_a_sentence_and_can_be_typed_again(
    drawn: Hand, document: Document, typed: str, reason: str
) -> None:
    drawn.click(drawn.on_setting(2, "units"))
    field = drawn.view.findChild(NumberEdit)
    assert field is not None
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert reason in drawn.notices[-1]
    assert "It takes a whole number from 1" in drawn.notices[-1]
    (complaint,) = drawn.view.viewport().findChildren(QLabel)
    assert complaint.isVisible()
    assert complaint.text() == drawn.notices[-1]
    assert field.isVisible()
    assert document.undo_stack.count() == 0
    QTest.keyClicks(field, "5")
    assert not complaint.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert document.graph.node(2).settings["units"] == 5
    assert drawn.view.hasFocus()


def test_leaving_bad_units_says_what_was_wrong_and_keeps_the_old_ones(drawn: Hand, document: Document) -> None:
    drawn.click(drawn.on_setting(2, "units"))
    field = drawn.view.findChild(NumberEdit)
    assert field is not None
    QTest.keyClicks(field, "many")
    drawn.click(drawn.at(0, 280))
    assert "cannot be 'many'" in drawn.notices[-1]
    assert not field.isVisible()
    assert document.graph.node(2).settings["units"] == 2


@pytest.mark.parametrize(("words", "kind"), [("or", "or"), ("elu", "elu"), ("OR", "or"), ("batch", "batch_norm_1d")])
def test_the_layer_that_is_called_so_is_the_one_enter_takes(
    hand: Hand, document: Document, words: str, kind: str
) -> None:
    hand.double_click(hand.at(0, 0))
    menu = hand.quick_menu()
    QTest.keyClicks(menu.search, words)
    QTest.keyClick(menu.search, Qt.Key.Key_Return)
    assert [node.kind for node in document.graph.nodes.values()] == [kind]


def test_the_loss_is_one_of_several_so_its_menu_has_dots_and_no_boxes(drawn: Hand, document: Document) -> None:
    drawn.click(drawn.on_setting(4, "loss"))
    actions = drawn.choices().actions()
    assert [action.text() for action in actions if action.isChecked()] == ["BCE (binary cross-entropy)"]
    (group,) = {action.actionGroup() for action in actions}
    assert group.isExclusive()
    drawn.pick("MSE (mean squared error)")
    assert document.graph.node(4).settings["loss"] == "mse"


def test_each_activation_in_the_list_of_layers_has_its_own_curve(drawn: Hand) -> None:
    drawn.double_click(drawn.at(0, 280))
    menu = drawn.quick_menu()
    rows = {menu.list.item(row).text(): menu.list.item(row).icon() for row in range(menu.list.count())}
    pictures = [rows[str(spec.title)].pixmap(20, 20).toImage() for spec in ACTIVATIONS]
    same = [(a, b) for a, b in itertools.combinations(range(len(pictures)), 2) if pictures[a] == pictures[b]]
    twins = [{ACTIVATIONS[a].kind, ACTIVATIONS[b].kind} for a, b in same]
    assert twins == [{"relu", "threshold"}]  # the same function until its settings are changed
    menu.close()


def test_the_menu_of_activations_shows_their_curves_and_ticks_the_one_in_force(drawn: Hand) -> None:
    drawn.click(drawn.on_setting(2, "activation"))
    actions = drawn.choices().actions()
    assert [action.text() for action in actions if action.isChecked()] == ["tanh"]
    assert all(not action.icon().isNull() for action in actions)
    drawn.choices().close()


def test_the_loss_is_picked_on_the_output(drawn: Hand, document: Document) -> None:
    drawn.click(drawn.on_setting(4, "loss"))
    title = drawn.choices().actions()[2].text()
    drawn.pick(title)
    assert document.graph.node(4).settings["loss"] != "bce"


def test_a_node_is_renamed_in_place(drawn: Hand, document: Document) -> None:
    drawn.double_click(drawn.on_node(2))
    line = drawn.view.viewport().findChild(QLineEdit)
    assert line is not None
    write(line, "은닉층")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert document.graph.node(2).name == "은닉층"
    assert drawn.view.canvas.nodes[2].content.title == "은닉층"


def test_a_name_that_is_taken_is_refused_with_the_reason(drawn: Hand, document: Document) -> None:
    document.select({2})
    drawn.view.rename_selected()
    line = drawn.view.viewport().findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "Output")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert document.graph.node(2).name == "Dense 1"
    assert drawn.notices[-1] == "Another node is already called Output."


def test_nodes_move_on_the_grid_and_freely_with_alt(drawn: Hand, document: Document) -> None:
    start = drawn.on_node(2)
    drawn.drag(start, start + (drawn.at(45, 50) - drawn.at(0, 0)))
    x, y = document.graph.node(2).position
    assert x % 8 == y % 8 == 0
    assert abs(x - 285) <= 5
    assert abs(y - 50) <= 5
    assert document.undo_stack.count() == 1
    start = drawn.on_node(2)
    drawn.drag(start, start + drawn.at(3, 61) - drawn.at(0, 0), ALT)
    x, y = document.graph.node(2).position
    assert x % 8 or y % 8


def test_escape_puts_a_dragged_node_back(drawn: Hand, document: Document) -> None:
    start = drawn.on_node(2)
    drawn.press(start)
    drawn.move(drawn.at(400, 300))
    assert drawn.view.canvas.nodes[2].pos() != QPointF(240, 0)
    drawn.key(Qt.Key.Key_Escape)
    drawn.release(drawn.at(400, 300))
    assert drawn.view.canvas.nodes[2].pos() == QPointF(240, 0)
    assert document.undo_stack.count() == 0


def test_selected_nodes_move_together_in_one_step(drawn: Hand, document: Document) -> None:
    document.select({2, 3})
    start = drawn.on_node(3)
    drawn.drag(start, start + drawn.at(0, 80) - drawn.at(0, 0))
    assert document.graph.node(2).position == (240, 80)
    assert document.graph.node(3).position == (480, 80)
    assert document.undo_stack.count() == 1


def test_ctrl_a_click_and_a_rubber_band_select(drawn: Hand, document: Document) -> None:
    drawn.drag(drawn.at(200, -60), drawn.at(500, 60))
    assert document.selection == {2, 3}
    drawn.drag(drawn.at(700, -60), drawn.at(760, 60), Qt.KeyboardModifier.ShiftModifier)
    assert document.selection == {2, 3, 4}
    drawn.drag(drawn.at(460, -60), drawn.at(760, 60), CTRL)
    assert document.selection == {2}
    drawn.click(drawn.on_node(3), CTRL)
    assert document.selection == {2, 3}
    drawn.click(drawn.on_node(3))
    assert document.selection == {3}
    drawn.click(drawn.at(360, 250))
    assert document.selection == frozenset()
    assert document.undo_stack.count() == 0


def test_escape_during_a_rubber_band_selects_what_was_selected(drawn: Hand, document: Document) -> None:
    document.select({1})
    drawn.press(drawn.at(200, -60))
    drawn.move(drawn.at(500, 60))
    assert document.selection == {2, 3}
    drawn.key(Qt.Key.Key_Escape)
    assert document.selection == {1}
    drawn.release(drawn.at(500, 60))
    assert not any(item.zValue() == 10 for item in drawn.view.canvas.items())
