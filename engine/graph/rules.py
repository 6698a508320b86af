"""What a graph never allows, each rule once: drag highlight, drop, paste and file loading all ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import GraphError, LoomError
from engine.graph import traversal
from engine.text import Text

if TYPE_CHECKING:
    from engine.catalog import Catalog
    from engine.graph.elements import Ends, Node
    from engine.graph.graph import Graph


def check_node(node: Node, catalog: Catalog) -> None:
    """Raise unless the node's kind exists and its settings are complete and in range."""
    spec = catalog.find(node.kind)
    if spec is None:
        raise GraphError(
            Text("graph", "{node} is of the kind {kind}, which this version does not know.").fill(
                node=node.name, kind=node.kind
            )
        )
    if set(node.settings) != {param.name for param in spec.params}:
        raise GraphError(Text("graph", "{node} has settings that its kind does not have.").fill(node=node.name))
    for param in spec.params:
        param.validated(node.settings[param.name])


def check_edge(graph: Graph, ends: Ends) -> None:
    """Raise `GraphError` unless a new wire with these ends may be drawn."""
    source, sink = graph.node(ends.source), graph.node(ends.sink)
    if graph.spec(source).output(ends.source_port) is None:
        raise GraphError(Text("graph", "{node} has no output to draw a wire from.").fill(node=source.name))
    port = graph.spec(sink).input(ends.sink_port)
    if port is None:
        raise GraphError(Text("graph", "{node} has no input to draw a wire to.").fill(node=sink.name))
    if source.id == sink.id:
        raise GraphError(Text("graph", "{node} cannot feed itself.").fill(node=sink.name))
    if ends in graph.edges:
        raise GraphError(Text("graph", "{source} already feeds {sink}.").fill(source=source.name, sink=sink.name))
    if traversal.reaches(graph, sink.id, source.id):  # before what could be mended by deleting a wire
        raise GraphError(
            Text("graph", "{source} to {sink} would close a cycle: {sink} already leads to {source}.").fill(
                source=source.name, sink=sink.name
            )
        )
    taken = [edge for edge in graph.edges_into(sink.id) if edge.ends.sink_port == ends.sink_port]
    if taken and not port.many:
        raise GraphError(
            Text(
                "graph",
                "The input of {sink} already comes from {other}. Delete that wire first, or merge both with Add.",
            ).fill(sink=sink.name, other=graph.node(taken[0].ends.source).name)
        )


def refusal(graph: Graph, ends: Ends) -> Text | None:
    """Return why a wire with these ends may not be drawn, or None if it may."""
    try:
        check_edge(graph, ends)
    except LoomError as error:
        return error.text
    return None


def check_names(graph: Graph) -> None:
    """Raise `GraphError` if two nodes share a name or one has none."""
    names = [node.name for node in graph.nodes.values()]
    if len(set(names)) < len(names) or not all(names):
        twice = next((name for name in names if names.count(name) > 1), "")
        raise GraphError(Text("graph", "Two nodes are called {name}.").fill(name=twice or "?"))
