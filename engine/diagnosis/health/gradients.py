"""Gradients that fade on their way to the input, or grow beyond all bounds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.health.ways_out import change_activations, new_start
from engine.diagnosis.stop import train_slower
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagnosis.health.case import Case
    from engine.training.vitals import LayerVitals, Vitals

FADED = 1e-3
"""A layer at which this share of the pull at a later one arrives learns a thousand times more slowly."""
STEEP = 1e3
"""No loss of the catalogue on scaled data has a gradient of this norm unless weights have run away."""
OFTEN = 3
"""Measurements in a row that must agree, so that a single odd batch raises no alarm."""
_FREE = {"dense", "conv_2d"}
"""Kinds that take any activation function."""
SETTLED = 50
"""Steps after which the first weights' own shape no longer shows."""


def exploding(case: Case) -> Iterator[Finding]:
    """Yield a finding if gradients or updates are huge in several measurements in a row."""
    recent = case.vitals[-OFTEN:]
    if len(recent) < OFTEN or case.learned:
        return
    for name in recent[-1].layers:
        layers = [vitals.layers.get(name) for vitals in recent]
        if name in case.nodes and all(layer is not None and layer.gradient > STEEP for layer in layers):
            node, now = case.nodes[name], recent[-1].layers[name]
            yield Finding(
                Severity.WARNING,
                Text(
                    "diagnosis",
                    "The gradient explodes: its norm at {node} is {gradient}, so that a step throws the weights "
                    "far off. Lower the learning rate, or scale the data to about -1 to 1.",
                ).fill(node=node.name, gradient=f"{now.gradient:.3g}"),
                node.id,
                fresh_start=train_slower(case.config),
            )
            return


def vanishing(case: Case) -> Iterator[Finding]:
    """Yield a finding if the loss hardly reaches the layers near the input, while it is large and rests."""
    recent = case.lately
    if len(recent) < OFTEN or case.step < SETTLED or case.learned or not case.rests:
        return
    faded = [name for name in recent[-1].layers if name in case.nodes and all(_has_faded(v, name) for v in recent)]
    if not faded:
        return
    layers = recent[-1].layers
    weakest, strongest = faded[0], max(layers, key=lambda name: _pull(layers[name]))
    flat = [
        node
        for name, node in case.nodes.items()
        if node.kind in _FREE and node.settings["activation"] in ("sigmoid", "tanh") and name not in case.head_names
    ]
    start = new_start(case.config)
    yield Finding(
        Severity.WARNING,
        Text(
            "diagnosis",
            "The gradient vanishes on its way to the input: of what pulls at {last} only {share} % arrives at {node}, "
            "so that it hardly learns.",
        ).fill(
            last=case.nodes[strongest].name if strongest in case.nodes else strongest,
            share=f"{100 * _pull(layers[weakest]) / _pull(layers[strongest]):.1g}",
            node=case.nodes[weakest].name,
        ),
        case.nodes[weakest].id,
        repair=change_activations(flat, "relu") if flat else None,
        fresh_start=None if flat else start,
        more_nodes=tuple(case.nodes[name].id for name in faded[1:]),
        more_repairs=(start,) if flat else (),
    )


def _has_faded(vitals: Vitals, name: str) -> bool:
    """Tell whether little of what pulls at a later layer arrives at this one; if nothing does, the way is cut."""
    names = list(vitals.layers)
    if name not in names:
        return False
    later = [_pull(vitals.layers[other]) for other in names[names.index(name) + 1 :]]
    return 0 < _pull(vitals.layers[name]) < FADED * max(later, default=0.0)


def _pull(layer: LayerVitals) -> float:
    return 0.0 if math.isnan(layer.signal) else layer.signal
