"""Edits of a drawing that take several steps of the graph. Call them within one `Document.edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.graph import Change, Edge, Ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.graph import Graph, NodeId


def remove_and_rejoin(graph: Graph, nodes: Iterable[NodeId], edges: Iterable[Ends] = ()) -> None:
    """Take wires and nodes away, and wire what fed the nodes to what they fed, where the rules allow it.

    A rejoined wire takes the rank of the one it replaces. Where several wires would have to end at a port that takes
    one, none is drawn.
    """
    for ends in edges:
        graph.disconnect(ends)
    gone = set(nodes)
    bridges: dict[Ends, int] = {}
    for part in _parts(graph, gone):
        bridges.update(_bridges(graph, part))
    if gone:
        graph.remove(gone)
    for ends, order in bridges.items():
        if graph.refusal(ends) is None:
            graph.apply(Change(edges={ends: (None, Edge(ends, order))}))


def _parts(graph: Graph, nodes: Iterable[NodeId]) -> Iterator[set[NodeId]]:
    """Yield the parts of which some nodes consist: within each, wires between them lead from any node to any other."""
    left = set(nodes)
    while left:
        part, waiting = set[int](), [min(left)]
        while waiting:
            node = waiting.pop()
            if node in left:
                left.remove(node)
                part.add(node)
                waiting += [*graph.sources(node), *graph.sinks(node)]
        yield part


def _bridges(graph: Graph, part: set[NodeId]) -> dict[Ends, int]:
    feeding = sorted({(e.source, e.source_port) for e in graph.edges if e.sink in part and e.source not in part})
    fed = [edge for node in sorted(part) for edge in graph.edges_from(node) if edge.ends.sink not in part]
    bridges: dict[Ends, int] = {}
    for edge in fed:
        port = graph.spec(graph.node(edge.ends.sink)).input(edge.ends.sink_port)
        if len(feeding) == 1 or (port is not None and port.many):
            for source, source_port in feeding:
                bridges[Ends(source, edge.ends.sink, source_port, edge.ends.sink_port)] = edge.order
    return bridges


def can_splice(graph: Graph, kind: str) -> bool:
    """Tell whether a node of a kind has both an input and an output, so that it can stand within a wire."""
    spec = graph.catalog.find(kind)
    return spec is not None and bool(spec.inputs and spec.outputs)


def splice(graph: Graph, node_id: NodeId, ends: Ends) -> None:
    """Put a node without wires into a wire. Raises `GraphError` if a rule is against it."""
    order = graph.edges[ends].order
    spec = graph.spec(graph.node(node_id))
    graph.disconnect(ends)
    graph.connect(ends.source, node_id, ends.source_port, spec.inputs[0].name)
    behind = Ends(node_id, ends.sink, spec.outputs[0].name, ends.sink_port)
    graph.apply(Change(edges={behind: (None, Edge(behind, order))}))


def reroute(graph: Graph, old: Ends, new: Ends) -> None:
    """Move an end of a wire to another port. Raises `GraphError` if a rule is against it."""
    graph.disconnect(old)
    graph.connect(*new)


def moved(graph: Graph, nodes: Iterable[NodeId], by: tuple[float, float]) -> Mapping[NodeId, tuple[float, float]]:
    """Return the places of nodes after a move, for `Graph.move`."""
    places = {node_id: graph.node(node_id).position for node_id in nodes}
    return {node_id: (x + by[0], y + by[1]) for node_id, (x, y) in places.items()}
