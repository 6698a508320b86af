"""Whether the output's activation and the loss fit each other, and how to make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.diagnosis.finding import Finding, Repair, Severity
from engine.shapes import units_for_target
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.catalog.activations import ActivationSpec
    from engine.graph import Graph, Node
    from engine.shapes import DataShape, ShapeReport

_TRANSPARENT = {"flatten", "dropout"}
"""Kinds that pass on what comes in, as far as its meaning goes."""

_WANTED = {"probability": "sigmoid", "logit": "identity", "logits": "identity", "log-distribution": "log_softmax"}
"""The activation that gives what a loss expects."""

_PARTNER = {
    "sigmoid": ("bce",),
    "softmax": ("cross_entropy",),
    "log_softmax": ("nll",),
    "identity": ("bce_with_logits", "cross_entropy"),
}
"""The losses that expect what an activation gives. Softmax goes to cross-entropy only together with its removal."""

_ADVICE = {
    "probability": Text("diagnosis", "It expects probabilities from 0 to 1."),
    "logit": Text("diagnosis", "It expects logits, because it applies the sigmoid itself."),
    "logits": Text("diagnosis", "It expects logits, because it applies the softmax itself."),
    "log-distribution": Text("diagnosis", "It expects logarithms of probabilities."),
}


def check_head(graph: Graph, report: ShapeReport, data: DataShape) -> Iterator[Finding]:
    """Yield a finding for each Output whose loss does not suit the activation before it."""
    for output in graph.of_kind("output"):
        last = _last_meaningful(graph, output)
        if last is None:
            continue
        loss = LOSS[str(output.settings["loss"])]
        activation = _activation_of(last)
        if _fits(activation, loss.expects):
            continue
        breaks = loss.expects == "probability"
        yield Finding(
            Severity.ERROR if breaks else Severity.WARNING,
            Text("diagnosis", "{node} ends in {activation}, which does not fit the loss {loss}. {advice}").fill(
                node=last.name, activation=activation.title, loss=loss.title, advice=_ADVICE[loss.expects]
            ),
            output.id,
            repair=_repair(graph, report, data, last, output, activation),
        )


def _last_meaningful(graph: Graph, output: Node) -> Node | None:
    node = output
    while True:
        edges = graph.edges_into(node.id)
        if not edges:
            return None
        node = graph.node(edges[0].ends.source)
        if node.kind not in _TRANSPARENT:
            return node


def _activation_of(node: Node) -> ActivationSpec:
    if node.kind == "dense":
        return ACTIVATION[str(node.settings["activation"])]
    return ACTIVATION.get(node.kind, ACTIVATION["identity"])


def _fits(activation: ActivationSpec, expects: str) -> bool:
    """Tell whether what an activation gives is what a loss expects."""
    if expects == "any":
        return True
    if expects == "probability":
        return activation.output in ("probability", "distribution")
    if expects == "log-distribution":
        return activation.output == "log-distribution"
    return activation.kind == "identity"


def _repair(
    graph: Graph, report: ShapeReport, data: DataShape, last: Node, output: Node, activation: ActivationSpec
) -> Repair | None:
    """Change the loss to the activation's partner if it has one here, else the activation to what the loss expects."""
    units = report.nodes[output.id].inputs[0] if output.id in report.nodes else ()
    for loss in _PARTNER.get(activation.kind, ()):
        if activation.kind != "softmax" and units and units[0] in units_for_target(loss, data.classes)[:1]:
            return _set(
                Text("diagnosis", "Change the loss to {loss}").fill(loss=LOSS[loss].title), output, "loss", loss
            )
    wanted = _WANTED[LOSS[str(output.settings["loss"])].expects]
    title = Text("diagnosis", "Change the activation of {node} to {activation}").fill(
        node=last.name, activation=ACTIVATION[wanted].title
    )
    if last.kind == "dense":
        return _set(title, last, "activation", wanted)
    return None


def _set(title: Text, node: Node, setting: str, value: str) -> Repair:
    return Repair(title, lambda graph: graph.set(node.id, setting, value))
