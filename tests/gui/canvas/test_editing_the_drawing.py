"""Clipboard, deleting, keys, and what the window's actions call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox

from engine.graph import Ends, Graph
from engine.storage import Project
from gui.canvas import clipboard
from gui.canvas.edits import remove_and_rejoin
from gui.canvas.geometry import overlap
from gui.canvas.items import Light, PortKey
from gui.canvas.view import CanvasView
from gui.document import Document
from gui.mime import MIME_NODES
from tests.gui.canvas.hand import SHIFT

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.canvas.hand import Hand


def put_on_clipboard(data: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME_NODES, data)
    QGuiApplication.clipboard().setMimeData(mime)


# -- clipboard ---------------------------------------------------------------------------------------------------


def test_a_copy_keeps_its_wires_and_settings_under_new_names_beside_the_first(drawn: Hand, document: Document) -> None:
    document.select({2, 3})
    drawn.view.copy()
    drawn.view.paste()
    graph = document.graph
    assert document.selection == {5, 6}
    assert Ends(5, 6) in graph.edges
    assert len(graph.edges) == 4
    assert graph.node(6).settings == graph.node(3).settings
    assert len({node.name for node in graph.nodes.values()}) == 6
    assert graph.node(5).position == (264, 24)
    drawn.view.paste()
    assert graph.node(7).position == (288, 48)
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert len(graph.nodes) == 4


def test_cut_in_one_window_and_paste_in_another(drawn: Hand, document: Document, qtbot: QtBot) -> None:
    other = CanvasView(Document())
    qtbot.addWidget(other)
    document.select({1, 2, 3, 4})
    drawn.view.cut()
    assert not document.graph.nodes
    other.paste()
    assert [node.name for node in other.document.graph.nodes.values()] == ["Input", "Dense 1", "Dense 2", "Output"]
    assert set(other.document.graph.edges) == {Ends(1, 2), Ends(2, 3), Ends(3, 4)}
    document.undo_stack.undo()
    assert len(document.graph.edges) == 3


def test_duplicate_leaves_the_clipboard_alone(drawn: Hand, document: Document) -> None:
    QGuiApplication.clipboard().setText("mine")
    document.select({2})
    drawn.view.duplicate()
    assert len(document.graph.nodes) == 5
    assert QGuiApplication.clipboard().text() == "mine"


def test_copying_and_pasting_nothing_says_what_to_do(drawn: Hand) -> None:
    QGuiApplication.clipboard().clear()
    drawn.view.copy()
    assert drawn.notices[-1] == "Nothing is selected. Click a node first."
    drawn.view.paste()
    assert drawn.notices[-1] == "There are no nodes on the clipboard. Copy some first."


node = {"id": 1, "kind": "dense", "name": "D", "settings": {}, "x": 0.0, "y": 0.0}
wire = {"source": 1, "sink": 1, "source_port": "out", "sink_port": "in", "order": 0}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe nonsense",
        b"[]",
        json.dumps({"format": "layerloom-nodes-9", "nodes": [node], "edges": []}).encode(),
        json.dumps({"format": "layerloom-nodes-1", "nodes": [], "edges": []}).encode(),
        json.dumps({"format": "layerloom-nodes-1", "nodes": [{**node, "x": 1e999}], "edges": []}).encode(),
        json.dumps({"format": "layerloom-nodes-1", "nodes": [{**node, "kind": "?"}], "edges": []}).encode(),
        json.dumps(
            {"format": "layerloom-nodes-1", "nodes": [{**node, "settings": {"units": -1}}], "edges": []}
        ).encode(),
        json.dumps(
            {"format": "layerloom-nodes-1", "nodes": [{**node, "settings": {"units": None}}], "edges": []}
        ).encode(),
        json.dumps({"format": "layerloom-nodes-1", "nodes": [node], "edges": [wire]}).encode(),
        json.dumps({"format": "layerloom-nodes-1", "nodes": [node], "edges": [{**wire, "sink": 9}]}).encode(),
    ],
)
def test_a_malformed_clipboard_is_a_sentence_and_changes_nothing(
    drawn: Hand, document: Document, content: bytes
) -> None:
    put_on_clipboard(content)
    drawn.notices.clear()
    drawn.view.paste()
    assert len(drawn.notices) == 1
    assert drawn.notices[0].endswith(".")
    assert len(document.graph.nodes) == 4
    assert document.undo_stack.count() == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_no_clipboard_content_raises(drawn: Hand, content: bytes) -> None:
    put_on_clipboard(content)
    assert clipboard.take() is None


# -- deleting ----------------------------------------------------------------------------------------------------


def test_deleting_a_middle_node_rejoins_its_neighbours(drawn: Hand, document: Document) -> None:
    drawn.click(drawn.on_node(2))
    drawn.key(Qt.Key.Key_Delete)
    assert set(document.graph.edges) == {Ends(1, 3), Ends(3, 4)}
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert set(document.graph.edges) == {Ends(1, 2), Ends(2, 3), Ends(3, 4)}


def test_deleting_two_neighbours_rejoins_across_both(drawn: Hand, document: Document) -> None:
    document.select({2, 3})
    drawn.view.delete_selection()
    assert set(document.graph.edges) == {Ends(1, 4)}


def test_a_wire_is_selected_by_a_click_and_deleted_alone(drawn: Hand, document: Document) -> None:
    drawn.click(drawn.on_wire(Ends(3, 4)))
    assert drawn.view.canvas.chosen_edges == {Ends(3, 4)}
    assert drawn.view.canvas.edges[Ends(3, 4)].selected
    drawn.key(Qt.Key.Key_Backspace)
    assert set(document.graph.edges) == {Ends(1, 2), Ends(2, 3)}
    assert len(document.graph.nodes) == 4


def test_a_wire_that_changes_owner_keeps_its_rank_in_a_concatenation() -> None:
    graph = Graph()
    first, second, between = graph.add("input"), graph.add("input"), graph.add("dropout")
    both = graph.add("concatenate")
    graph.connect(first.id, between.id)
    graph.connect(between.id, both.id)
    graph.connect(second.id, both.id)
    remove_and_rejoin(graph, [between.id])
    assert [edge.ends.source for edge in graph.edges_into(both.id)] == [first.id, second.id]


def test_what_would_be_two_wires_into_one_input_is_not_rejoined() -> None:
    graph = Graph()
    first, second, merge, dense = graph.add("input"), graph.add("input"), graph.add("add"), graph.add("dense")
    for source, sink in ((first, merge), (second, merge), (merge, dense)):
        graph.connect(source.id, sink.id)
    remove_and_rejoin(graph, [merge.id])
    assert not graph.edges


# -- keys --------------------------------------------------------------------------------------------------------


def test_arrows_move_the_selection_by_the_grid_in_one_step(drawn: Hand, document: Document) -> None:
    document.select({2, 3})
    drawn.key(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down)
    drawn.key(Qt.Key.Key_Up, modifiers=SHIFT)
    assert document.graph.node(2).position == (256, -56)
    assert document.graph.node(3).position == (496, -56)
    assert document.undo_stack.count() == 1


def test_tab_goes_from_node_to_node_and_leaves_behind_the_last(drawn: Hand, document: Document) -> None:
    document.select({1})
    drawn.key(Qt.Key.Key_Tab)
    assert document.selection == {2}
    drawn.key(Qt.Key.Key_Backtab, modifiers=SHIFT)
    assert document.selection == {1}
    drawn.key(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert document.selection == {4}
    drawn.key(Qt.Key.Key_Tab)
    assert document.selection == {4}


def test_tab_on_an_empty_canvas_asks_what_to_add(hand: Hand, document: Document) -> None:
    hand.key(Qt.Key.Key_Tab)
    hand.take_layer("input")
    assert [node.kind for node in document.graph.nodes.values()] == ["input"]


def test_a_network_is_drawn_without_a_mouse(hand: Hand, document: Document) -> None:
    hand.key(Qt.Key.Key_Tab)
    hand.take_layer("input")
    for words in ("dense", "dense", "output"):
        hand.key(Qt.Key.Key_A)
        hand.take_layer(words)
    assert set(document.graph.edges) == {Ends(1, 2), Ends(2, 3), Ends(3, 4)}
    hand.key(Qt.Key.Key_Backtab, modifiers=SHIFT)
    assert document.selection == {3}
    hand.key(Qt.Key.Key_Return)
    spin = hand.view.findChild(QAbstractSpinBox)
    assert spin is not None
    QTest.keyClicks(spin, "1")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert document.graph.node(3).settings["units"] == 1


def test_c_wires_a_node_by_keys(drawn: Hand, document: Document) -> None:
    with document.edit("add") as graph:
        graph.add("add", (700, 240))
        graph.add("multiply", (900, 240))
    document.select({2})
    drawn.key(Qt.Key.Key_C)
    assert drawn.notices[-1].startswith("Wire Dense 1 to Add. Tab or arrows choose")
    drawn.key(Qt.Key.Key_Tab)
    assert drawn.notices[-1].startswith("Wire Dense 1 to Multiply.")
    drawn.key(Qt.Key.Key_Escape)
    assert len(document.graph.edges) == 3
    drawn.key(Qt.Key.Key_C, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert Ends(2, 6) in document.graph.edges
    assert {port.light for port in drawn.view.canvas.ports()} == {Light.PLAIN}
    assert document.undo_stack.count() == 2


def test_c_without_a_free_input_says_so(drawn: Hand, document: Document) -> None:
    document.select({3})
    drawn.key(Qt.Key.Key_C)
    assert drawn.notices[-1] == "There is no free input that Dense 2 could be wired to."
    assert drawn.view.interaction is None


def test_escape_selects_nothing(drawn: Hand, document: Document) -> None:
    document.select({3})
    drawn.key(Qt.Key.Key_Escape)
    assert not document.selection


def test_space_is_left_to_the_window_unless_a_drag_is_under_way(drawn: Hand) -> None:
    before = drawn.view.navigator.centre
    drawn.key(Qt.Key.Key_Space)
    assert drawn.view.interaction is None
    drawn.press(drawn.at(360, 260))
    drawn.move(drawn.at(380, 260))
    drawn.key(Qt.Key.Key_Space)
    drawn.move(drawn.at(380, 260) + drawn.at(100, 0) - drawn.at(0, 0))
    drawn.release(drawn.at(360, 260))
    assert drawn.view.navigator.centre.x() < before.x() - 50


# -- adding, tidying, showing --------------------------------------------------------------------------------------


def test_layers_added_one_after_the_other_become_a_chain(hand: Hand, document: Document) -> None:
    for kind in ("input", "dense", "dense", "output"):
        hand.view.add_at_centre(kind)
    assert set(document.graph.edges) == {Ends(1, 2), Ends(2, 3), Ends(3, 4)}
    boxes = hand.view.canvas.node_boxes()
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert document.undo_stack.count() == 4
    assert document.selection == {4}


def test_a_layer_added_beside_an_output_feeds_it(hand: Hand, document: Document) -> None:
    hand.view.add_at_centre("output")
    hand.view.add_at_centre("dense")
    assert set(document.graph.edges) == {Ends(2, 1)}
    assert hand.view.canvas.nodes[2].box.right() < hand.view.canvas.nodes[1].box.left()


def test_layers_added_with_nothing_selected_do_not_cover_each_other(hand: Hand, document: Document) -> None:
    for _ in range(4):
        document.select(())
        hand.view.add_at_centre("dense")
    boxes = hand.view.canvas.node_boxes()
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_node_keeps_its_width_when_a_usual_activation_is_picked(drawn: Hand, document: Document) -> None:
    widths = set()
    for activation in ("identity", "tanh", "sigmoid", "relu", "leaky_relu", "softmax"):
        with document.edit("activation") as graph:
            graph.set(2, "activation", activation)
        widths.add(drawn.view.canvas.nodes[2].frame.width)
    assert len(widths) == 1


def test_tidy_is_one_step_and_covers_nothing(drawn: Hand, document: Document) -> None:
    with document.edit("mess") as graph:
        graph.add("dense", (250, 10))
        graph.connect(1, 5)
        graph.move({1: (300.0, 0.0), 4: (310.0, 20.0)})
    document.undo_stack.clear()
    drawn.view.tidy()
    places = {node.id: node.position for node in document.graph.nodes.values()}
    boxes = drawn.view.canvas.node_boxes()
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert document.undo_stack.count() == 1
    drawn.view.tidy()
    assert {node.id: node.position for node in document.graph.nodes.values()} == places
    assert document.undo_stack.count() == 1
    assert drawn.view.navigator.shows(drawn.view.canvas.content_rect())


def test_a_drawing_that_a_script_gave_no_places_is_tidied_when_it_is_opened(
    drawn: Hand, document: Document, tmp_path: Path
) -> None:
    graph = document.graph.copy()
    graph.move(dict.fromkeys(graph.nodes, (0.0, 0.0)))
    document.open(Project(graph), tmp_path / "script.loom")
    boxes = drawn.view.canvas.node_boxes()
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert drawn.view.navigator.shows(drawn.view.canvas.content_rect())
    assert not document.saved.modified
    assert document.undo_stack.count() == 0


def test_reveal_selects_and_shows_what_is_far_away(drawn: Hand, document: Document) -> None:
    with document.edit("far") as graph:
        graph.move({4: (9000.0, 4000.0)})
    drawn.view.reveal([4], None)
    assert document.selection == {4}
    assert drawn.view.navigator.shows(drawn.view.canvas.nodes[4].box)
    assert drawn.view.canvas.nodes[4].flashing
    drawn.view.canvas.end_flash()
    assert not drawn.view.canvas.nodes[4].flashing
    drawn.view.reveal([], Ends(1, 2))
    assert drawn.view.canvas.chosen_edges == {Ends(1, 2)}
    drawn.view.reveal([999], Ends(8, 9))
    drawn.view.canvas.end_flash()


def test_a_screen_reader_hears_what_is_selected(drawn: Hand, document: Document) -> None:
    document.select({2})
    assert drawn.view.accessibleName() == "Canvas"
    assert drawn.view.accessibleDescription() == "Dense 1 (N, 2) 6 parameters"


def test_the_right_button_selects_what_a_menu_will_be_about(drawn: Hand, document: Document) -> None:
    drawn.press(drawn.on_node(3), button=Qt.MouseButton.RightButton)
    drawn.release(drawn.on_node(3), button=Qt.MouseButton.RightButton)
    assert document.selection == {3}
    assert PortKey(3, True, "out") in drawn.view.canvas.nodes[3].ports
