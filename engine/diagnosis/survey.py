"""All findings about a drawing and its data, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.head import check_head
from engine.graph import traversal
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.graph import Graph
    from engine.shapes import DataShape, ShapeReport


def survey(graph: Graph, report: ShapeReport, data: DataShape) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful, the worst first; nothing of severity ERROR means that training can start."""
    if not graph.nodes:
        return (Finding(Severity.ERROR, Text("diagnosis", "The canvas is empty. Drag an Input onto it to begin.")),)
    found = [
        *_faults(report),
        *_ends(graph),
        *_loose(graph),
        *_nothing_to_learn(graph, report),
        *_without_gradient(graph),
        *check_head(graph, report, data),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity))


def _faults(report: ShapeReport) -> Iterator[Finding]:
    for fault in report.faults:
        yield Finding(Severity.ERROR, fault.text, fault.node, fault.edge)


def _ends(graph: Graph) -> Iterator[Finding]:
    if not graph.of_kind("input"):
        yield Finding(Severity.ERROR, Text("diagnosis", "There is no Input node, so no data can enter. Add one."))
    outputs = graph.of_kind("output")
    if not outputs:
        yield Finding(
            Severity.ERROR, Text("diagnosis", "There is no Output node. Add one and wire the last layer to it.")
        )
    for extra in outputs[1:]:
        yield Finding(
            Severity.ERROR,
            Text("diagnosis", "{node} is a second Output. A network is trained on one: delete one of them.").fill(
                node=extra.name
            ),
            extra.id,
        )


def _loose(graph: Graph) -> Iterator[Finding]:
    """Nodes without a wire into their input stop training if the output needs them; the others are merely left out."""
    leads = _leads_to_output(graph)
    for node_id in sorted(graph.nodes):
        node = graph.node(node_id)
        if graph.spec(node).inputs and not graph.edges_into(node_id) and node_id in leads:
            yield Finding(
                Severity.ERROR,
                Text("diagnosis", "{node} has no wire into its input. Draw one from the layer before it.").fill(
                    node=node.name
                ),
                node_id,
            )
        elif node_id not in leads and graph.of_kind("output"):
            yield Finding(
                Severity.WARNING,
                Text("diagnosis", "{node} does not lead to the output, so it is left out of training.").fill(
                    node=node.name
                ),
                node_id,
            )


def _leads_to_output(graph: Graph) -> set[int]:
    outputs = {node.id for node in graph.of_kind("output")}
    return outputs.union(*(traversal.ancestors(graph, node_id) for node_id in outputs))


def _nothing_to_learn(graph: Graph, report: ShapeReport) -> Iterator[Finding]:
    outputs = [node for node in graph.of_kind("output") if node.id in report.nodes]
    leads = _leads_to_output(graph)
    if outputs and not any(shape.parameters for node_id, shape in report.nodes.items() if node_id in leads):
        yield Finding(
            Severity.ERROR,
            Text(
                "diagnosis", "There is nothing to learn: no layer with weights leads to {node}. Add a Dense layer."
            ).fill(node=outputs[0].name),
            outputs[0].id,
        )


def _without_gradient(graph: Graph) -> Iterator[Finding]:
    for node_id in sorted(_leads_to_output(graph)):
        node = graph.node(node_id)
        if node.kind == "step" or node.settings.get("activation") == "step":
            yield Finding(
                Severity.WARNING,
                Text(
                    "diagnosis",
                    "{node} uses a step, whose gradient is zero everywhere: its own weights and all layers before it "
                    "cannot learn. Use a sigmoid, or set the weights by hand.",
                ).fill(node=node.name),
                node_id,
            )
