"""All findings about a drawing and its data, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.diagnosis import repairs
from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.head import activation_of, check_head
from engine.graph import traversal
from engine.shapes import units_for_target
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagnosis.finding import Repair
    from engine.graph import Graph, Node
    from engine.shapes import DataShape, ShapeReport


_SAME_UNITS = {"dropout", "flatten", "batch_norm_1d", *ACTIVATION}
"""Kinds of one input that give as many units as they take."""


def survey(graph: Graph, report: ShapeReport, data: DataShape) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful, the worst first; nothing of severity ERROR means that training can start."""
    if not graph.nodes:
        return (Finding(Severity.ERROR, Text("diagnosis", "The canvas is empty. Drag an Input onto it to begin.")),)
    found = [
        *_faults(graph, report, data),
        *_ends(graph),
        *_loose(graph),
        *_nothing_to_learn(graph, report),
        *_without_gradient(graph),
        *_always_the_same(graph, report),
        *check_head(graph, report, data),
        *_two_units_for_two_classes(graph, report, data),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity))


def _faults(graph: Graph, report: ShapeReport, data: DataShape) -> Iterator[Finding]:
    """Tensors that do not fit stop training on the way to the output; beside it they are merely wrong."""
    leads = _leads_to_output(graph)
    for fault in report.faults:
        severity = Severity.ERROR if fault.node in leads else Severity.WARNING
        node = graph.node(fault.node)
        repair = _fitted_output(graph, node, data) if node.kind == "output" else None
        yield Finding(severity, fault.text, fault.node, fault.edge, repair)


def _fitted_output(graph: Graph, output: Node, data: DataShape) -> Repair | None:
    """Give the last Dense as many units as the target wants, or take a loss that the target has."""
    units = units_for_target(str(output.settings["loss"]), data.classes)
    if not units:
        return repairs.change_loss(output, "mse")
    node = output
    while node.kind == "output" or node.kind in _SAME_UNITS:
        node = graph.node(graph.edges_into(node.id)[0].ends.source)
    return repairs.change_units(node, units[0]) if node.kind == "dense" else None


def _two_units_for_two_classes(graph: Graph, report: ShapeReport, data: DataShape) -> Iterator[Finding]:
    """Yield a hint where two units do what one usually does."""
    for output in graph.of_kind("output"):
        loss = LOSS[str(output.settings["loss"])]
        shape = report.nodes[output.id].inputs[0] if output.id in report.nodes else None
        repair = _fitted_output(graph, output, data) if shape == (2,) else None
        if repair is not None and data.classes == 2 and loss.target == "value":
            yield Finding(
                Severity.HINT,
                Text(
                    "diagnosis",
                    "{node} gets one unit for each of the two classes, so the target becomes one-hot. One unit is "
                    "usual with {loss}: above the threshold it means class 1.",
                ).fill(node=output.name, loss=loss.title),
                output.id,
                repair=repair,
            )


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


def _always_the_same(graph: Graph, report: ShapeReport) -> Iterator[Finding]:
    """Softmax and its kin make the units of a layer compete; a single unit has nobody to compete with."""
    for node_id in sorted(_leads_to_output(graph) & set(report.nodes)):
        node, activation = graph.node(node_id), activation_of(graph.node(node_id))
        if report.nodes[node_id].output == (1,) and activation.output.endswith("distribution"):
            yield Finding(
                Severity.WARNING,
                Text(
                    "diagnosis",
                    "{node} gives the same for every input, because {activation} over a single unit does not depend on "
                    "it: layers before it cannot learn. Use a sigmoid.",
                ).fill(node=node.name, activation=activation.title),
                node_id,
                repair=repairs.change_activation(node, "sigmoid")
                if node.kind == "dense"
                else repairs.exchange(node, "sigmoid"),
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
