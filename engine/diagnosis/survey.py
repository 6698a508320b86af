"""All findings about a drawing and its data, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.losses import LOSS
from engine.diagnosis.collapse import check_collapse
from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.gradient import check_gradient
from engine.diagnosis.head import check_head
from engine.diagnosis.misfits import a_layer, fitted_output, repair_of
from engine.diagnosis.rosenblatt import check_rule
from engine.diagnosis.softmax import check_softmax
from engine.diagnosis.unused import check_columns
from engine.graph import traversal
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.graph import Graph, NodeId
    from engine.shapes import DataShape, ShapeReport
    from engine.training.config import TrainingConfig


def survey(
    graph: Graph, report: ShapeReport, data: DataShape, config: TrainingConfig | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful, the worst first; nothing of severity ERROR means that a run can begin.

    A network in which every weight stands before a step can be built and looked at like any other; that a step of
    training would change nothing is only said once one is asked for.

    Parameters
    ----------
    config : TrainingConfig, optional
        How it is to be trained; without it, all is judged as for gradient descent.
    """
    if not graph.nodes:
        return (Finding(Severity.ERROR, Text("diagnosis", "The canvas is empty. Drag an Input onto it to begin.")),)
    leads = _leads_to_output(graph)
    nothing = list(_nothing_to_learn(graph, report, data, leads))
    found = [
        *_faults(graph, report, data, leads),
        *_ends(graph),
        *_loose(graph, leads),
        *nothing,
        *check_gradient(graph, leads, report, config),
        *check_rule(graph, report, config),
        *check_softmax(graph, report, leads),
        *check_collapse(graph, leads),
        *([] if nothing else check_head(graph, report, data)),  # the layer that is missing will suit the loss
        *_two_units_for_two_classes(graph, report, data),
        *check_columns(graph, report, data, leads),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity))


def _faults(graph: Graph, report: ShapeReport, data: DataShape, leads: set[NodeId]) -> Iterator[Finding]:
    """Tensors that do not fit stop training on the way to the output; beside it they are merely wrong."""
    for fault in report.faults:
        severity = Severity.ERROR if fault.node in leads else Severity.WARNING
        yield Finding(severity, fault.text, fault.node, fault.edge, repair_of(graph, report, data, fault))


def _two_units_for_two_classes(graph: Graph, report: ShapeReport, data: DataShape) -> Iterator[Finding]:
    """Yield a hint where two units do what one usually does."""
    for output in graph.of_kind("output"):
        loss = LOSS[str(output.settings["loss"])]
        shape = report.nodes[output.id].inputs[0] if output.id in report.nodes else None
        repair = fitted_output(graph, report, output, data) if shape == (2,) else None
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


def _loose(graph: Graph, leads: set[NodeId]) -> Iterator[Finding]:
    """Nodes without a wire into their input stop training if the output needs them; the others are merely left out."""
    has_output = bool(graph.of_kind("output"))
    for node_id in sorted(node_id for node_id in graph.nodes if node_id not in leads or not graph.wires.into(node_id)):
        node = graph.node(node_id)
        if node_id in leads:
            if not graph.spec(node).inputs:
                continue
            yield Finding(
                Severity.ERROR,
                Text("diagnosis", "{node} has no wire into its input. Draw one from the layer before it.").fill(
                    node=node.name
                ),
                node_id,
            )
        elif has_output:
            yield Finding(
                Severity.WARNING,
                Text("diagnosis", "{node} does not lead to the output, so it is left out of training.").fill(
                    node=node.name
                ),
                node_id,
            )


def _leads_to_output(graph: Graph) -> set[NodeId]:
    outputs = {node.id for node in graph.of_kind("output")}
    return outputs.union(*(traversal.ancestors(graph, node_id) for node_id in outputs))


def _nothing_to_learn(graph: Graph, report: ShapeReport, data: DataShape, leads: set[NodeId]) -> Iterator[Finding]:
    outputs = [node for node in graph.of_kind("output") if node.id in report.nodes]
    if outputs and not any(shape.parameters for node_id, shape in report.nodes.items() if node_id in leads):
        yield Finding(
            Severity.ERROR,
            Text(
                "diagnosis", "There is nothing to learn: no layer with weights leads to {node}. Add a Dense layer."
            ).fill(node=outputs[0].name),
            outputs[0].id,
            repair=a_layer(graph, report, outputs[0], data),
        )
