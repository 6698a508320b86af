"""Which drawings the perceptron learning rule can train, and what is wrong where it is chosen for another one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.diagnosis.finding import Finding, FreshStart, Severity
from engine.diagnosis.head import activation_of, has_activation
from engine.graph import traversal
from engine.text import Text
from engine.training.optimizers import OPTIMIZER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.graph import Graph, Node
    from engine.shapes import ShapeReport
    from engine.training.config import TrainingConfig


def corrects(config: TrainingConfig | None) -> bool:
    """Tell whether it is known that the perceptron learning rule is to train a network."""
    return config is not None and OPTIMIZER[config.optimizer].rule == "perceptron"


def learn_by_the_rule(config: TrainingConfig) -> FreshStart:
    """Return the repair that trains by the perceptron learning rule, one sample at a time as Rosenblatt did."""
    title = Text("diagnosis", "Train by the perceptron learning rule")
    return FreshStart(title, replace(config.with_optimizer("perceptron"), full_batch=False, batch_size=1))


def step_layer(graph: Graph, report: ShapeReport) -> Node | None:
    """Return the layer of step units that is all that can learn, right before the Output; None if it is otherwise."""
    outputs = graph.of_kind("output")
    if len(outputs) != 1 or outputs[0].id not in report.nodes:
        return None
    layer, ends_in = _before(graph, outputs[0]), "step"
    if layer.kind == "step":
        layer, ends_in = _before(graph, layer), "identity"
    if not has_activation(layer) or activation_of(layer).kind != ends_in:
        return None
    with_weights = {i for i in traversal.ancestors(graph, outputs[0].id) if report.nodes[i].parameters}
    return layer if with_weights == {layer.id} else None


def _before(graph: Graph, node: Node) -> Node:
    """Return what feeds a node of one input, past nodes that do nothing; an Input is fed by itself."""
    edges = graph.edges_into(node.id)
    source = graph.node(edges[0].ends.source) if edges else node
    return _before(graph, source) if source.kind == "identity" else source


def check_rule(graph: Graph, report: ShapeReport, config: TrainingConfig | None) -> Iterator[Finding]:
    """Yield a finding for each Output that the perceptron learning rule was chosen for and cannot serve."""
    if config is None or not corrects(config) or step_layer(graph, report) is not None:
        return
    way_out = FreshStart(Text("diagnosis", "Train by gradient descent (SGD)"), config.with_optimizer("sgd"))
    for output in graph.of_kind("output"):
        if output.id in report.nodes:
            yield Finding(
                Severity.WARNING,
                Text(
                    "diagnosis",
                    "The perceptron learning rule trains a single layer of step units right before {node}, and this "
                    "network is another one.",
                ).fill(node=output.name),
                output.id,
                fresh_start=way_out,
            )
