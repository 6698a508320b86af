"""Repairs of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.diagnosis.finding import FreshStart, Repair
from engine.errors import SettingError
from engine.text import Text
from engine.training.config import RUN_PARAMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.graph import Graph, Node
    from engine.training.config import TrainingConfig

DECAY = 0.001
"""A weight decay that is felt after some hundred steps and leaves room to learn."""


def new_start(config: TrainingConfig) -> FreshStart:
    """Return the repair that draws other first weights: those of the next seed."""
    (seed,) = (param for param in RUN_PARAMS if param.name == "seed")
    highest = int(seed.maximum) if seed.maximum is not None else config.seed
    return FreshStart(Text("diagnosis", "New start"), replace(config, seed=(config.seed + 1) % (highest + 1)), True)


def decay_weights(config: TrainingConfig) -> FreshStart | None:
    """Return the repair that switches weight decay on; None if it is on, or the optimiser has none."""
    if config.optimizer_settings.get("weight_decay"):
        return None
    try:
        decayed = config.with_optimizer_setting("weight_decay", DECAY)
    except SettingError:
        return None
    return FreshStart(Text("diagnosis", "Reset with a weight decay of {decay}").fill(decay=f"{DECAY:g}"), decayed)


def change_activations(nodes: Sequence[Node], activation: str) -> Repair:
    """Return the repair that gives several Dense layers another activation function at once."""

    def apply(graph: Graph) -> None:
        for node in nodes:
            graph.set(node.id, "activation", activation)

    title = Text("diagnosis", "Change the activation of {nodes} to {activation}").fill(
        nodes=", ".join(node.name for node in nodes), activation=ACTIVATION[activation].title
    )
    return Repair(title, apply)
