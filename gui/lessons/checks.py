"""What a step of a lesson asks for, as questions about the document, its run, and what was done since it was opened.

Each check takes a `Situation` and the arguments that ``lessons.toml`` gives; it changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.graph import Node
    from engine.training.config import TrainingConfig
    from gui.document import Document


@dataclass(frozen=True, slots=True)
class Situation:
    """What the checks look at.

    Parameters
    ----------
    document : Document
    example_opened : bool
        Whether the lesson's example was opened since the lesson was.
    steps : int
        Updates that the present run has made since then.
    resets : int
        How often a run that had learned something was put back to step 0 since then.
    panels : frozenset of str
        Panels that have been in front since then, by the names of their docks.
    brought : frozenset of str
        Those that came to the front since then, or that the person asked for by a button.
    config_before : TrainingConfig
        How the document was trained when the lesson, or its example, was opened.
    """

    document: Document
    example_opened: bool
    steps: int
    resets: int
    panels: frozenset[str]
    brought: frozenset[str]
    config_before: TrainingConfig


# -- what is open ------------------------------------------------------------------------------------------------------


def example_opened(situation: Situation) -> bool:
    """Tell whether the lesson's example has been opened."""
    return situation.example_opened


def panel_opened(situation: Situation, panel: str) -> bool:
    """Tell whether a panel has been in front."""
    return panel in situation.panels


def panel_asked_for(situation: Situation, panel: str) -> bool:
    """Tell whether the person has brought a panel to the front, or asked for it where it was in front already."""
    return panel in situation.brought


def selected(situation: Situation, kind: str) -> bool:
    """Tell whether a node of a kind is selected."""
    document = situation.document
    return any(document.graph.node(node_id).kind == kind for node_id in document.selection)


# -- the drawing -------------------------------------------------------------------------------------------------------


def layers(situation: Situation, units: Sequence[int]) -> bool:
    """Tell whether the Dense layers on the way to an Output have these numbers of units, in their order."""
    return [node.settings["units"] for node in _layers(situation)] == list(units)


def has_node(situation: Situation, kind: str, count: int = 1) -> bool:
    """Tell whether at least so many nodes of a kind are on the canvas."""
    return len(situation.document.graph.of_kind(kind)) >= count


def activation_is(situation: Situation, layer: int, activation: str) -> bool:
    """Tell whether a Dense layer has an activation; the first is number 0, the last -1."""
    found = _layers(situation)
    inside = -len(found) <= layer < len(found)
    return inside and found[layer].settings["activation"] == activation


def loss_is(situation: Situation, loss: str) -> bool:
    """Tell whether the network is trained by a loss."""
    return any(node.settings["loss"] == loss for node in situation.document.graph.of_kind("output"))


def parameter_count(situation: Situation, count: int) -> bool:
    """Tell whether the network has exactly so many weights and biases."""
    return situation.document.shapes.parameters == count


def told(situation: Situation, words: str) -> bool:
    """Tell whether a finding has these words in its English sentence, before its holes are filled."""
    return any(words in finding.text.template for finding in situation.document.findings)


def weight_close(
    situation: Situation, layer: int, tensor: str, values: Sequence[object], tolerance: float = 1e-4
) -> bool:
    """Tell whether a parameter of a Dense layer, ``"weight"`` or ``"bias"``, has these values."""
    found = _layers(situation)
    if layer >= len(found):
        return False
    tensors = situation.document.run.weights_of(found[layer].id)
    if f"linear.{tensor}" not in tensors:
        return False
    import numpy as np

    present, wanted = tensors[f"linear.{tensor}"], np.array(values, dtype=np.float64)
    return present.shape == wanted.shape and bool(np.allclose(present, wanted, rtol=0.0, atol=tolerance))


# -- data and settings -------------------------------------------------------------------------------------------------


def data_is(situation: Situation, source: str) -> bool:
    """Tell whether the network learns from a source of data."""
    return situation.document.recipe.source == source


def split_is(situation: Situation, how: str, validation: float, test: float, seed: int) -> bool:
    """Tell whether the samples are split in a way, with these shares held out, by this data seed."""
    recipe = situation.document.recipe
    near = max(abs(recipe.validation - validation), abs(recipe.test - test)) < 1e-3
    return near and (recipe.split, recipe.seed) == (how, seed)


def normalised(situation: Situation, by: str) -> bool:
    """Tell whether the inputs are brought to a similar size in a way."""
    return situation.document.recipe.normalisation == by


def batch_size(situation: Situation, size: int) -> bool:
    """Tell whether every step takes so many samples."""
    document = situation.document
    full = document.config.full_batch
    return (len(document.dataset.train) if full else document.config.batch_size) == size


def learning_rate_changed(situation: Situation) -> bool:
    """Tell whether the learning rate is another one than it was."""
    before, now = situation.config_before, situation.document.config
    return before.optimizer_settings.get("lr") != now.optimizer_settings.get("lr")


# -- the run -----------------------------------------------------------------------------------------------------------


def stepped(situation: Situation, count: int = 1) -> bool:
    """Tell whether the run has made at least so many updates."""
    return situation.steps >= count


def epochs_done(situation: Situation, count: int) -> bool:
    """Tell whether the run has finished so many epochs, some of its updates since the lesson was opened."""
    last = situation.document.run.last
    return situation.steps > 0 and last is not None and last.epoch >= count


def reset(situation: Situation) -> bool:
    """Tell whether a run that had learned something was put back to its first weights."""
    return situation.resets > 0


def trained(situation: Situation, loss_below: float) -> bool:
    """Tell whether training brought the loss of an epoch below a value."""
    return situation.steps > 0 and _last(situation, "train_loss") < loss_below


def stuck(situation: Situation, loss_near: float, within: float, steps: int) -> bool:
    """Tell whether after so many updates the loss lies no further than `within` from a value."""
    return situation.steps >= steps and abs(_last(situation, "train_loss") - loss_near) <= within


def accuracy(situation: Situation, at_least: float, of: str = "train") -> bool:
    """Tell whether the share of right answers, ``of="train"`` or ``"validation"`` samples, is at least this."""
    return situation.steps > 0 and _last(situation, f"{of}_accuracy") >= at_least


def _last(situation: Situation, column: str) -> float:
    """Return a column of the curve at the last finished epoch; NaN, which is below and above nothing, without one."""
    last = situation.document.run.last
    if last is None:
        return math.nan
    finished = getattr(last.curve, column)[last.curve.epoch < last.epoch]
    return float(finished[-1]) if len(finished) else math.nan


def _layers(situation: Situation) -> list[Node]:
    """Return the Dense layers from which a way leads to an Output, in the order in which values pass them."""
    from engine.graph.traversal import ancestors, topological

    graph = situation.document.graph
    leading = {node_id for output in graph.of_kind("output") for node_id in ancestors(graph, output.id)}
    nodes = [graph.node(node_id) for node_id in topological(graph) if node_id in leading]
    return [node for node in nodes if node.kind == "dense"]


CHECKS: dict[str, Callable[..., bool]] = {
    check.__name__: check
    for check in (
        *(example_opened, panel_opened, panel_asked_for, selected),
        *(layers, has_node, activation_is, loss_is, parameter_count, told, weight_close),
        *(data_is, split_is, normalised, batch_size, learning_rate_changed),
        *(stepped, epochs_done, reset, trained, stuck, accuracy),
    )
}
"""All checks by the names they have in ``lessons.toml``."""
