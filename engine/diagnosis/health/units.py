"""Units that have stopped reacting to the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.head import activation_of, has_activation
from engine.diagnosis.health.case import SMALL, heads
from engine.diagnosis.health.progress import is_stuck
from engine.diagnosis.health.ways_out import new_start
from engine.diagnosis.repairs import change_activation, exchange
from engine.diagnosis.stop import train_slower
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from engine.diagnosis.finding import FreshStart, Repair
    from engine.diagnosis.health.case import Case
    from engine.graph import Graph, Node, NodeId
    from engine.training.vitals import LayerVitals, Vitals

DEAD_STEPS = 100
"""Steps without a sign of life: units behind other layers often wake up in the first ones."""
OFTEN = 3
"""Measurements over those steps that must agree."""
HALF = 0.5
"""The share of a layer's units from which on the layer itself is to blame."""


def sure(graph: Graph, names: Mapping[NodeId, str], vitals: Vitals) -> frozenset[str]:
    """Return the layers whose flat units are no fault: those that give the answers, once nearly nothing is wrong.

    Parameters
    ----------
    graph, names
        As for `Case`.
    """
    return heads(graph, names) if vitals.loss < SMALL * vitals.chance else frozenset()


def dead_units(case: Case) -> Iterator[Finding]:
    """Yield a finding for each layer with ReLU units that have not reacted to any sample for long."""
    for name, layer in case.hidden_layers(case.vitals[-1]).items():
        since = {unit: _since(case, name, unit) for unit in layer.dead}
        dead = {unit: step for unit, step in since.items() if step is not None}
        if len(dead) == layer.units > 0:
            yield _dead_layer(case, case.nodes[name], max(dead.values()))
        elif dead:
            yield _some_dead(case, case.nodes[name], dead, layer)


def _since(case: Case, name: str, unit: int) -> int | None:
    """Return the first step from which on a unit has been dead in all measurements; None if not for long enough."""
    steps: list[int] = []
    for vitals in reversed(case.vitals):
        if name not in vitals.layers or unit not in vitals.layers[name].dead:
            break
        steps.append(vitals.step)
    return steps[-1] if len(steps) >= OFTEN and steps[0] - steps[-1] >= DEAD_STEPS else None


def _dead_layer(case: Case, node: Node, since: int) -> Finding:
    slower = train_slower(case.config)
    leaky = _to_leaky(node)
    return Finding(
        Severity.WARNING,
        Text(
            "diagnosis",
            "All units of {node} are dead: since step {since} each of them gives 0 for every training sample. Nothing "
            "of the input gets through, and neither it nor any layer before it can learn any more.",
        ).fill(node=node.name, since=f"{since:,}"),
        node.id,
        fresh_start=new_start(case.config),
        more_repairs=(*((slower,) if slower and since > 0 else ()), leaky),
    )


def _some_dead(case: Case, node: Node, dead: dict[int, int], layer: LayerVitals) -> Finding:
    """One lazy unit does no harm; many of them in a run that does not learn are probably why."""
    harmful = len(dead) >= HALF * layer.units and is_stuck(case)
    if len(dead) == 1:
        text = Text(
            "diagnosis",
            "Unit {dead} of {node} is dead: since step {since} it gives 0 for every training sample, so that no "
            "gradient reaches its weights.",
        )
    else:
        text = Text(
            "diagnosis",
            "{count} of the {units} units of {node} are dead ({dead}): since step {since} they give 0 for every "
            "training sample, so that no gradient reaches their weights.",
        )
    return Finding(
        Severity.WARNING if harmful else Severity.HINT,
        text.fill(
            count=len(dead),
            units=layer.units,
            node=node.name,
            dead=", ".join(str(unit + 1) for unit in dead),
            since=f"{max(dead.values()):,}",
        ),
        node.id,
        repair=_to_leaky(node),
        more_repairs=(new_start(case.config),),
    )


def _to_leaky(node: Node) -> Repair:
    return change_activation(node, "leaky_relu") if has_activation(node) else exchange(node, "leaky_relu")


def saturated_units(case: Case) -> Iterator[Finding]:
    """Yield a finding for each layer whose units are mostly flat while the loss is large and rests."""
    recent = case.lately
    if len(recent) < OFTEN or case.learned or not case.rests:
        return
    for name, node in case.nodes.items():
        layers = [case.hidden_layers(vitals).get(name) for vitals in recent]
        if all(layer is not None and layer.units and len(layer.saturated) >= HALF * layer.units for layer in layers):
            yield _saturated(case, node, recent[-1].layers[name])


def _saturated(case: Case, node: Node, layer: LayerVitals) -> Finding:
    """Units that were flat from the start got too large inputs or weights; the others were driven there."""
    first = case.vitals[0].layers.get(case.names[node.id])
    from_start = first is not None and len(first.saturated) >= HALF * layer.units
    slower = train_slower(case.config)
    ways: Sequence[FreshStart] = [
        new_start(case.config),
        *((slower,) if slower else ()),
    ]
    best = ways[0] if from_start else ways[-1]
    return Finding(
        Severity.WARNING,
        Text(
            "diagnosis",
            "{count} of the {units} units of {node} are saturated: their {activation} is flat for nearly every sample, "
            "so they hardly learn.",
        ).fill(count=len(layer.saturated), units=layer.units, node=node.name, activation=activation_of(node).title),
        node.id,
        fresh_start=best,
        more_repairs=tuple(way for way in ways if way is not best),
    )
