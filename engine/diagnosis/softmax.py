"""Softmax and its kin make the units of a layer compete; where that makes no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog import show_shape
from engine.diagnosis import repairs
from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.head import activation_of, has_activation, nodes_ending_in
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagnosis.finding import Repair
    from engine.graph import Graph, Node, NodeId
    from engine.shapes import ShapeReport

_PASSING = {
    *("identity", "flatten", "dropout", "batch_norm_1d", "batch_norm_2d"),
    *("unflatten", "max_pool_2d", "avg_pool_2d"),
}
"""Kinds of one input behind which a softmax is still what the next layer gets."""


def check_softmax(graph: Graph, report: ShapeReport, leading: set[NodeId]) -> Iterator[Finding]:
    """Yield a finding for each softmax over one unit, over another axis than the units, or inside the network."""
    for node in nodes_ending_in(graph, leading, lambda activation: activation.output.endswith("distribution")):
        if node.id not in report.nodes:
            continue
        shape = report.nodes[node.id].output
        if shape[0] == 1:  # a unit, or a channel
            yield _over_one_unit(node)
        elif len(shape) > 1 and _comes_from_dense(graph, node):
            yield _over_another_axis(graph, node, report)
        elif _feeds_weights(graph, node.id):
            yield _inside(node)


def _over_one_unit(node: Node) -> Finding:
    return Finding(
        Severity.WARNING,
        Text(
            "diagnosis",
            "{node} gives the same for every input, because {activation} over a single unit does not depend on "
            "it: layers before it cannot learn. Use a sigmoid.",
        ).fill(node=node.name, activation=activation_of(node).title),
        node.id,
        repair=_with(node, "sigmoid"),
    )


def _over_another_axis(graph: Graph, node: Node, report: ShapeReport) -> Finding:
    shape = report.nodes[node.id].output
    dense = node
    while dense.kind != "dense":
        dense = graph.node(graph.edges_into(dense.id)[0].ends.source)
    return Finding(
        Severity.WARNING,
        Text(
            "diagnosis",
            "{node} gives {shape}, and its {activation} makes the {count} values along the first axis compete instead "
            "of the {units} units. Put a Flatten before {dense}.",
        ).fill(
            node=node.name,
            shape=show_shape(shape),
            activation=activation_of(node).title,
            count=shape[0],
            units=shape[-1],
            dense=dense.name,
        ),
        node.id,
        repair=repairs.put_before(dense, graph.edges_into(dense.id)[0].ends, "flatten"),
    )


def _inside(node: Node) -> Finding:
    return Finding(
        Severity.WARNING,
        Text(
            "diagnosis",
            "{node} uses {activation} inside the network: its units compete, so that one of them pushes the others "
            "aside and little of the input reaches the next layer. Use tanh or ReLU there.",
        ).fill(node=node.name, activation=activation_of(node).title),
        node.id,
        repair=_with(node, "tanh"),
        more_repairs=(_with(node, "relu"),),
    )


def _with(node: Node, activation: str) -> Repair:
    return repairs.change_activation(node, activation) if has_activation(node) else repairs.exchange(node, activation)


def _comes_from_dense(graph: Graph, node: Node) -> bool:
    """Tell whether the last axis of what a softmax takes holds the units of a Dense layer."""
    while node.kind != "dense":
        edges = graph.edges_into(node.id)
        if len(edges) != 1 or graph.node(edges[0].ends.source).kind not in {"dense", "identity", "dropout"}:
            return False
        node = graph.node(edges[0].ends.source)
    return True


def _feeds_weights(graph: Graph, node_id: NodeId) -> bool:
    """Tell whether a layer with weights takes what a node gives. A product does not count: that is what a gate does."""
    sinks = [graph.node(edge.ends.sink) for edge in graph.edges_from(node_id)]
    return any(
        sink.kind in ("dense", "conv_2d") or (sink.kind in _PASSING and _feeds_weights(graph, sink.id))
        for sink in sinks
    )
