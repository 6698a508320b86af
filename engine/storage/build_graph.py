"""A drawing from its records, through the graph's own rules, one element at a time so that every fault is found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from engine.catalog.spec import validated
from engine.errors import LoomError
from engine.graph import Change, Edge, Ends, Graph, Node
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from engine.catalog import Catalog
    from engine.storage.records import EdgeRecord, GraphRecord, LayoutRecord, NodeRecord


def build_graph(drawing: GraphRecord, layout: LayoutRecord, catalog: Catalog, faults: list[Text]) -> Graph:
    """Return the graph, without the elements that are reported in `faults`."""
    graph = Graph(catalog)
    places = _places(drawing, layout, faults)
    faults.extend(_repeated(Text("storage", "Two nodes have the number {id}."), (node.id for node in drawing.nodes)))
    for node in drawing.nodes:
        _add_node(graph, node, places.get(node.id, (0.0, 0.0)), faults)
    known = {node.id for node in drawing.nodes}
    faulty = known - graph.nodes.keys()
    drawn: set[Ends] = set()
    for edge in drawing.edges:
        if edge.source not in faulty and edge.sink not in faulty:  # their own fault is already told
            _add_edge(graph, edge, drawn, faults)
    return graph


def _places(drawing: GraphRecord, layout: LayoutRecord, faults: list[Text]) -> Mapping[int, tuple[float, float]]:
    places = {place.node: (place.x, place.y) for place in layout.places}
    ids = {node.id for node in drawing.nodes}
    faults.extend(_repeated(Text("storage", "Node number {id} has two places."), (p.node for p in layout.places)))
    nowhere = Text("storage", "Node number {id} has no place on the canvas.")
    faults.extend(nowhere.fill(id=node_id) for node_id in sorted(ids - places.keys()))
    nobody = Text("storage", "There is a place for node number {id}, but no such node.")
    faults.extend(nobody.fill(id=node_id) for node_id in sorted(places.keys() - ids))
    return places


def _repeated(fault: Text, ids: Iterable[Hashable]) -> list[Text]:
    return [fault.fill(id=key) for key, count in Counter(ids).items() if count > 1]


def _add_node(graph: Graph, record: NodeRecord, place: tuple[float, float], faults: list[Text]) -> None:
    if record.id in graph.nodes:
        return  # reported as repeated
    spec = graph.catalog.find(record.kind)
    try:
        settings = validated(spec.params, record.settings) if spec else {}
        node = Node(record.id, record.kind, record.name, settings, place)
        graph.apply(Change(nodes={node.id: (None, node)}))
    except LoomError as error:
        text = Text("storage", "Node {name} (number {id}): {reason}")
        faults.append(text.fill(name=record.name, id=record.id, reason=error.text))


def _add_edge(graph: Graph, record: EdgeRecord, drawn: set[Ends], faults: list[Text]) -> None:
    ends = Ends(record.source, record.sink, record.source_port, record.sink_port)
    wire = Text("storage", "Wire from node {source} to node {sink}: {reason}").fill(source=ends.source, sink=ends.sink)
    if ends in drawn:
        faults.append(wire.fill(reason=Text("storage", "It occurs twice.")))
        return
    drawn.add(ends)
    try:
        graph.apply(Change(edges={ends: (None, Edge(ends, record.order))}))
    except LoomError as error:
        faults.append(wire.fill(reason=error.text))
