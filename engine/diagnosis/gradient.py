"""Functions through which no gradient passes, so that nothing before them can learn from the loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.diagnosis import repairs
from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.head import has_activation, nodes_ending_in
from engine.diagnosis.rosenblatt import corrects, learn_by_the_rule, step_layer
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagnosis.finding import Repair
    from engine.graph import Graph, Node, NodeId
    from engine.shapes import ShapeReport
    from engine.training.config import TrainingConfig


def check_gradient(
    graph: Graph, leading: set[NodeId], report: ShapeReport, config: TrainingConfig | None = None
) -> Iterator[Finding]:
    """Yield a finding for each node that leads to the output and ends in a function without a slope.

    A single layer of steps is offered the perceptron learning rule, and if that trains it, nothing is amiss. Of a gate
    a step is what is expected of it, so that is only worth a hint.

    Parameters
    ----------
    config : TrainingConfig, optional
        How it is to be trained, where that is known.
    """
    single = step_layer(graph, report) is not None
    if single and corrects(config):
        return
    rule = (learn_by_the_rule(config),) if single and config is not None else ()
    for node in nodes_ending_in(graph, leading, lambda activation: not activation.has_gradient):
        is_gate = graph.spec(node).category == "gate"
        yield Finding(
            Severity.HINT if is_gate else Severity.WARNING,
            (_GATE if is_gate else _STEP).fill(node=node.name),
            node.id,
            repair=_smooth(graph, node),
            more_repairs=rule,
        )


_STEP = Text(
    "diagnosis",
    "{node} uses a step, whose gradient is zero everywhere: its own weights and all layers before it cannot learn. "
    "Use a sigmoid, or set the weights by hand.",
)
_GATE = Text(
    "diagnosis",
    "{node} is a gate with a step, whose gradient is zero everywhere: it works as it is, but its own weights and all "
    "layers before it cannot learn by gradients.",
)


def _smooth(graph: Graph, node: Node) -> Repair | None:
    if has_activation(node):
        return repairs.change_activation(node, "sigmoid")
    return repairs.exchange(node, "sigmoid") if graph.edges_into(node.id) else None
