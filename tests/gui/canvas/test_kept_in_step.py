"""After an edit only what it concerns is looked at again, and the canvas shows what a fresh look would find."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.diagnosis import survey
from engine.graph import Ends
from engine.shapes import infer
from gui.canvas.describe import content_of
from gui.canvas.items import EdgeItem
from gui.canvas.scene import CanvasScene
from gui.document import Document
from tests.engine.graph.test_graph_edits import attempt, edits
from tests.gui.conftest import draw_xor

if TYPE_CHECKING:
    from engine.graph import Node, NodeId
    from tests.engine.graph.test_graph_edits import Edit

wishes = st.one_of(
    edits,
    st.tuples(st.just("connect"), st.integers(1, 8), st.integers(1, 8)),
    st.tuples(st.just("open"), st.sampled_from([2, 3])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def fulfil(wish: Edit, document: Document, scene: CanvasScene) -> None:
    match wish:
        case ("undo",):
            document.undo_stack.undo()
        case ("redo",):
            document.undo_stack.redo()
        case ("open", int(node)):
            scene.unfolding.toggle([node])
        case _:
            with document.edit("edit") as graph:
                attempt(graph, wish)


def shown(scene: CanvasScene) -> dict[object, object]:
    """Return all that nodes and wires show, and where."""
    found: dict[object, object] = {}
    for node_id, item in scene.nodes.items():
        found[node_id] = item.content, item.box, {key: port.wired for key, port in item.ports.items()}
    for ends, edge in scene.edges.items():
        found[ends] = edge.label, edge.fault, edge.start, edge.end, edge.open, edge.boundingRect(), edge.label_box()
    return found


def fresh(document: Document, scene: CanvasScene) -> CanvasScene:
    """Return a scene that never saw any edit."""
    other, state = CanvasScene(document), scene.unfolding.state()
    other.unfolding.restore(state["open"], state["closed"])
    document.analysed.emit()
    return other


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no network be built: that would be done beside the window, and nobody waits for it."""
    monkeypatch.setattr("gui.building.MANY_NODES", 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.lists(wishes, max_size=12))
@pytest.mark.usefixtures("qapp", "unbuilt")
def test_whatever_is_edited_all_is_shown_as_it_is_found_afresh(sequence: list[Edit]) -> None:
    document = Document()
    document.torch_is_ready()
    scene = CanvasScene(document)
    draw_xor(document)
    for wish in sequence:
        fulfil(wish, document, scene)
    found = survey(document.graph, infer(document.graph, document.data_shape), document.data_shape, document.config)
    assert [(each.text, each.nodes) for each in document.findings] == [(each.text, each.nodes) for each in found]
    assert shown(scene) == shown(fresh(document, scene))
    document.run.close()


@pytest.mark.usefixtures("qapp", "unbuilt")
def test_an_edit_has_nothing_told_or_placed_again_that_it_does_not_concern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two chains side by side: a wire of one is taken away and brought back."""
    document = Document()
    document.torch_is_ready()
    scene = CanvasScene(document)
    with document.edit("draw") as graph:
        for _ in range(2):
            chain = [graph.add(kind).id for kind in ("input", "dense", "dense", "dense")]
            for source, sink in pairwise(chain):
                graph.connect(source, sink)
    told: set[NodeId] = set()
    placed: set[Ends] = set()
    place = EdgeItem.place

    def telling(document: Document, node: Node, *others: object) -> object:
        told.add(node.id)
        return content_of(document, node, *others)  # type: ignore[arg-type]  # handed on

    def placing(edge: EdgeItem, *ends: object) -> None:
        placed.add(edge.ends)
        place(edge, *ends)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr("gui.canvas.contents.content_of", telling)
    monkeypatch.setattr(EdgeItem, "place", placing)
    with document.edit("wire") as graph:
        graph.disconnect(Ends(6, 7))
    document.undo_stack.undo()
    assert told == {7, 8}
    assert placed == {Ends(6, 7), Ends(7, 8)}
    assert len(scene.edges) == 6
