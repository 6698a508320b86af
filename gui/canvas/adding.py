"""Adding a node: where it goes, what it is wired to, and who makes room for it. One call is one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from engine.graph import Ends
from engine.graph.traversal import descendants
from gui.canvas.describe import preview_of
from gui.canvas.edits import can_splice, splice
from gui.canvas.geometry import free_place, snapped
from gui.canvas.items import PortKey
from gui.canvas.items.frame import frame_of
from gui.i18n import show, translate

if TYPE_CHECKING:
    from engine.catalog import SettingValue
    from engine.graph import Graph, NodeId
    from gui.canvas.geometry import Point
    from gui.canvas.scene import CanvasScene

GAP = 96
"""Room between a node and one that is put beside it, enough for a wire and its label."""
CLOSEST = 48


def size_of(scene: CanvasScene, kind: str) -> Point:
    """Return the width and height of a new node of a kind."""
    frame = frame_of(preview_of(scene.document, kind, scene.curves_known))
    return frame.width, frame.height


def ends_between(first: PortKey, second: PortKey) -> Ends:
    """Return the wire between an output port and an input port, given in either order."""
    source, sink = (first, second) if first.is_output else (second, first)
    return Ends(source.node, sink.node, source.name, sink.name)


def add_node(
    scene: CanvasScene, kind: str, place: Point, *, wire_to: PortKey | None = None, into: Ends | None = None
) -> NodeId | None:
    """Add a node and select it; return its id, or None if a rule was against it, which the status bar then says.

    Parameters
    ----------
    place : tuple of float
        Its top left corner.
    wire_to : PortKey, optional
        A port to wire it to, if the rules allow that.
    into : Ends, optional
        A wire to put it into.
    """
    document = scene.document
    spec = document.graph.catalog[kind]
    called = show(spec.title)
    title = translate("canvas", "Add {layer}").format(layer=called)
    box = QRectF(*place, *size_of(scene, kind))
    made: list[NodeId] = []

    def add(graph: Graph) -> None:
        name = f"{called} 1" if spec.category == "layer" else called
        node = graph.add(kind, place, name=name, settings=_suiting(kind, document.dataset.image_shape))
        made.append(node.id)
        if into is not None and can_splice(graph, kind):
            put_into(scene, graph, node.id, box, into)
        elif wire_to is not None:
            wire(graph, node.id, wire_to)

    if not document.attempt(title, add):
        return None
    scene.select_edges(())
    document.select(made)
    return made[0]


def _suiting(kind: str, image: tuple[int, int, int] | None) -> dict[str, SettingValue]:
    """Return the settings of a new node that suit the data: an Unflatten makes pictures of their size."""
    if kind != "unflatten" or image is None:
        return {}
    return dict(zip(("channels", "height", "width"), image, strict=True))


def wire(graph: Graph, node_id: NodeId, port: PortKey) -> None:
    """Wire a new node to a port, if the node has a port for that and the rules allow it."""
    spec = graph.spec(graph.node(node_id))
    ports = spec.inputs if port.is_output else spec.outputs
    if ports:
        ends = ends_between(port, PortKey(node_id, not port.is_output, ports[0].name))
        if graph.refusal(ends) is None:
            graph.connect(*ends)


def put_into(scene: CanvasScene, graph: Graph, node_id: NodeId, box: QRectF, ends: Ends) -> None:
    """Put a node into a wire and move it, and what follows, to the right as far as needed."""
    splice(graph, node_id, ends)
    shift = max(scene.nodes[ends.source].box.right() + CLOSEST - box.left(), 0.0)
    if scene.nodes[ends.sink].box.right() < scene.nodes[ends.source].box.left():
        return  # a wire that runs backwards leaves room enough
    push = max(box.right() + shift + CLOSEST - scene.nodes[ends.sink].box.left(), 0.0)
    places = {}
    if push:
        for other in sorted(descendants(graph, node_id)):
            x, y = graph.node(other).position
            places[other] = snapped((x + push, y))
    x, y = graph.node(node_id).position
    places[node_id] = (x + shift, y)
    graph.move(places)


def place_beside(scene: CanvasScene, kind: str, node_id: NodeId, after: bool) -> Point:
    """Return a free place to the right of a node, or to its left, level with it."""
    box, (width, height) = scene.nodes[node_id].box, size_of(scene, kind)
    left = box.right() + GAP if after else box.left() - GAP - width
    return free_place((left, box.center().y() - height / 2), (width, height), scene.node_boxes())


def place_around(scene: CanvasScene, kind: str, x: float, y: float) -> Point:
    """Return the place at which a new node has its middle at a point."""
    width, height = size_of(scene, kind)
    return snapped((x - width / 2, y - height / 2))
