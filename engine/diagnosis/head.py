"""Whether the output's activation and the loss fit each other, and how to make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.diagnosis import repairs
from engine.diagnosis.finding import Finding, Severity
from engine.shapes import units_for_target
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from engine.catalog.activations import ActivationSpec
    from engine.catalog.losses import LossSpec
    from engine.diagnosis.finding import Repair
    from engine.graph import Graph, Node, NodeId
    from engine.shapes import DataShape, ShapeReport

_IDENTITY = ACTIVATION["identity"]
_TRANSPARENT = {"flatten", "identity", "concatenate"}
"""Kinds that pass on what comes in, as far as its meaning goes."""

_WANTED = {"probability": "sigmoid", "logit": "identity", "logits": "identity", "log-distribution": "log_softmax"}
"""The activation that gives what a loss expects."""

_PARTNER = {
    "sigmoid": ("bce",),
    "log_softmax": ("nll",),
    "identity": ("bce_with_logits", "cross_entropy"),
}
"""The losses that expect what an activation gives."""

_ADVICE = {
    "probability": Text("diagnosis", "It expects probabilities from 0 to 1."),
    "logit": Text("diagnosis", "It expects logits, because it applies the sigmoid itself."),
    "logits": Text("diagnosis", "It expects logits, because it applies the softmax itself."),
    "log-distribution": Text("diagnosis", "It expects logarithms of probabilities."),
}


def check_head(graph: Graph, report: ShapeReport, data: DataShape) -> Iterator[Finding]:
    """Yield a finding for each layer before an Output whose values do not suit its loss."""
    for output in graph.of_kind("output"):
        if LOSS[str(output.settings["loss"])].expects != "any":
            yield from _check(graph, report, data, output)
        elif data.classes:
            yield from _check_classes(graph, report, data, output)
        else:
            yield from _check_regression(graph, output)


def _check_classes(graph: Graph, report: ShapeReport, data: DataShape, output: Node) -> Iterator[Finding]:
    """Yield a finding for each layer whose values a loss for numbers can never bring to a class, which is 0 or 1."""
    loss = LOSS[str(output.settings["loss"])]
    heads = last_layers(graph, output, loss)
    for head in heads:
        activation = activation_of(head)
        partner = _partner(report, data, output, activation) if len(heads) == 1 else None
        if activation.output == "log-distribution" and partner:
            yield Finding(
                Severity.WARNING,
                Text(
                    "diagnosis",
                    "{node} ends in {activation}, whose values are never above 0, but {loss} wants 1 for the right "
                    "class.",
                ).fill(node=head.name, activation=activation.title, loss=loss.title),
                output.id,
                repair=repairs.change_loss(output, partner),
            )


def _check_regression(graph: Graph, output: Node) -> Iterator[Finding]:
    """Yield a finding for each layer that keeps a regression from reaching every number."""
    for head in last_layers(graph, output, LOSS["mse"]):
        activation = activation_of(head)
        if activation.output != "any":
            repair = repairs.change_activation(head, "identity") if has_activation(head) else repairs.take_out(head)
            yield Finding(
                Severity.WARNING,
                Text(
                    "diagnosis",
                    "{node} ends in {activation}, which cannot give every number, but the target of the data is a "
                    "number.",
                ).fill(node=head.name, activation=activation.title),
                output.id,
                repair=repair,
            )


def _check(graph: Graph, report: ShapeReport, data: DataShape, output: Node) -> Iterator[Finding]:
    loss = LOSS[str(output.settings["loss"])]
    severity = Severity.ERROR if loss.expects == "probability" else Severity.WARNING
    heads = last_layers(graph, output, loss)
    for head in heads:
        activation = activation_of(head)
        if head.kind == "dropout":
            yield Finding(
                severity,
                Text(
                    "diagnosis",
                    "{node} stands right before the loss {loss}: what it leaves is scaled up in training and means "
                    "something else then.",
                ).fill(node=head.name, loss=loss.title),
                output.id,
                repair=repairs.take_out(head),
            )
        elif not _fits(activation, loss.expects):
            partner = _partner(report, data, output, activation) if len(heads) == 1 else None
            yield Finding(
                severity,
                Text("diagnosis", "{node} ends in {activation}, which does not fit the loss {loss}. {advice}").fill(
                    node=head.name, activation=activation.title, loss=loss.title, advice=_ADVICE[loss.expects]
                ),
                output.id,
                repair=repairs.change_loss(output, partner) if partner else _change_head(graph, head, output, loss),
            )


def last_layers(graph: Graph, node: Node, loss: LossSpec) -> list[Node]:
    """Return the nodes whose values the loss is given, each once."""
    through = _TRANSPARENT | ({"multiply"} if loss.expects == "probability" else set())
    heads: dict[NodeId, Node] = {}
    seen = {node.id}
    waiting = [node]
    while waiting:
        for edge in graph.edges_into(waiting.pop(0).id):
            source = graph.node(edge.ends.source)
            if source.id in seen:
                continue
            seen.add(source.id)
            silent = source.kind == "dropout" and source.settings["p"] == 0
            if source.kind in through or silent:
                waiting.append(source)
            else:
                heads[source.id] = source
    return list(heads.values())


def wanted_activation(loss: LossSpec) -> str:
    """Return the kind of the activation that gives what a loss expects; identity where it takes anything."""
    return _WANTED.get(loss.expects, "identity")


def has_activation(node: Node) -> bool:
    """Tell whether a node has weights and an activation function of its own, as Dense, Conv2d and the gates do."""
    return "activation" in node.settings


def activation_of(node: Node) -> ActivationSpec:
    """Return the function that a node ends in; identity for one that has none."""
    own = node.settings.get("activation")
    return ACTIVATION.get(node.kind, _IDENTITY) if own is None else ACTIVATION[str(own)]


def nodes_ending_in(graph: Graph, among: Collection[NodeId], wanted: Callable[[ActivationSpec], bool]) -> list[Node]:
    """Return those of some nodes that end in a function of the wanted kind, lowest id first."""
    answers = {kind: wanted(activation) for kind, activation in ACTIVATION.items()}
    nodes, otherwise = graph.nodes, answers[_IDENTITY.kind]
    found = (i for i in among if answers.get(str(nodes[i].settings.get("activation", nodes[i].kind)), otherwise))
    return [nodes[node_id] for node_id in sorted(found)]


def _fits(activation: ActivationSpec, expects: str) -> bool:
    """Tell whether what an activation gives is what a loss expects."""
    if expects == "probability":
        return activation.output in ("probability", "distribution")
    if expects == "log-distribution":
        return activation.output == "log-distribution"
    return activation.kind == "identity"


def _partner(report: ShapeReport, data: DataShape, output: Node, activation: ActivationSpec) -> str | None:
    """Return a loss that suits the activation, the data and the number of units."""
    units = report.nodes[output.id].inputs[0] if output.id in report.nodes else ()
    fitting = [
        loss
        for loss in _PARTNER.get(activation.kind, ())
        if units and units[0] in units_for_target(loss, data.classes)[:1]
    ]
    target = LOSS[str(output.settings["loss"])].target
    return min(fitting, key=lambda loss: LOSS[loss].target != target, default=None)


def _change_head(graph: Graph, head: Node, output: Node, loss: LossSpec) -> Repair | None:
    """Change the activation to what the loss expects, in whatever way the drawing has it."""
    wanted = wanted_activation(loss)
    if has_activation(head):
        return repairs.change_activation(head, wanted)
    if head.kind in ACTIVATION:
        return repairs.take_out(head) if wanted == "identity" else repairs.exchange(head, wanted)
    return repairs.put_before(output, graph.edges_into(output.id)[0].ends, wanted)
