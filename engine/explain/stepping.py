"""One step of the real optimiser from one sample's gradients, and the numbers it passes through.

The terms of `ParameterNumbers.terms`, where g is the gradient after weight decay:

- ``"gradient"``: g; AdamW's decay does not pass through it. Of the perceptron rule, (yhat - y) x.
- ``"direction"``: what the learning rate multiplies: new value = value - rate * direction.
- ``"decayed"``: AdamW's value after weight decay, from which the step is made.
- ``"mean"``, ``"square"``: Adam's and AdamW's memory after bias correction.

The terms of `OptimizerNumbers.terms`: ``"correction1"`` and ``"correction2"``, by which Adam and AdamW divide their
memory; ``"rate"``, the learning rate that applies in this step, smaller than ``lr`` with Adagrad's rate decay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch

from engine.catalog.spec import real
from engine.explain.explanation import OptimizerNumbers
from engine.training.flat import FlatParameters
from engine.training.optimizers import OPTIMIZER
from engine.training.shortcuts import update

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor, nn

    from engine.catalog.spec import SettingValue
    from engine.training.config import TrainingConfig

Slots = dict[str, "Tensor"]

_NEEDS: dict[str, frozenset[str]] = {
    "sgd": frozenset(),
    "perceptron": frozenset(),
    "adam": frozenset({"step", "exp_avg", "exp_avg_sq"}),
    "adamw": frozenset({"step", "exp_avg", "exp_avg_sq"}),
    "rmsprop": frozenset({"step", "square_avg"}),
    "adagrad": frozenset({"step", "sum"}),
}
"""The slots that an optimiser's memory always has once it has made a step."""
_MAY_HAVE = frozenset({"momentum_buffer"})


class Step(NamedTuple):
    """A parameter after the step, the optimiser's memory of it around the step, and the terms between."""

    updated: Tensor
    before: Slots
    after: Slots
    terms: Slots


def step(
    module: nn.Module, gradients: Mapping[str, Tensor], config: TrainingConfig, memory: Mapping[str, Tensor], made: int
) -> tuple[OptimizerNumbers, dict[str, Step]]:
    """Make one step with these gradients. The module's parameters change: give a copy.

    Parameters
    ----------
    module : torch.nn.Module
    gradients : mapping
        By the names of the module's parameters.
    config : TrainingConfig
        Its optimiser makes the step.
    memory : mapping
        What the optimiser remembers, as in `RunState.optimizer`; that of another kind of optimiser is left out.
    made : int
        Steps of the run so far; an optimiser that counts its steps itself knows better.
    """
    settings = config.optimizer_settings
    values = {name: parameter.detach().clone() for name, parameter in module.named_parameters()}
    if not values:
        return OptimizerNumbers(config.optimizer, settings, made + 1, _shared(config, 1)), {}
    spec, flat = OPTIMIZER[config.optimizer], FlatParameters(module)
    optimizer = spec.build([flat.vector], settings)
    if _fits(config.optimizer, memory):
        flat.recall(optimizer, memory)
        spec.complete(optimizer)
    before = _by_parameter(flat.memory(optimizer))
    for name, place in flat.split(flat.gradient).items():
        place.copy_(gradients[name])
    update(optimizer)
    after = _by_parameter(flat.memory(optimizer))
    updated = flat.split(flat.vector.detach())
    count = next((int(slots["step"]) for slots in after.values() if "step" in slots), made + 1)
    numbers = OptimizerNumbers(config.optimizer, settings, count, _shared(config, count))
    steps = {}
    for name, value in values.items():
        late = {slot: tensor for slot, tensor in after.get(name, {}).items() if slot != "step"}
        early = {slot: before.get(name, {}).get(slot, torch.zeros_like(tensor)) for slot, tensor in late.items()}
        terms = _terms(config.optimizer, settings, value, gradients[name], late, numbers.terms)
        steps[name] = Step(updated[name].clone(), early, late, terms)
    return numbers, steps


def _fits(kind: str, memory: Mapping[str, Tensor]) -> bool:
    slots = {key.rsplit("/", 1)[1] for key in memory}
    return bool(slots) and _NEEDS[kind] <= slots <= _NEEDS[kind] | _MAY_HAVE


def _by_parameter(memory: Mapping[str, Tensor]) -> dict[str, Slots]:
    found: dict[str, Slots] = {}
    for key, tensor in memory.items():
        name, slot = key.rsplit("/", 1)
        found.setdefault(name, {})[slot] = tensor
    return found


def _shared(config: TrainingConfig, count: int) -> dict[str, float]:
    settings = config.optimizer_settings
    rate = real(settings, "lr")
    if config.optimizer in ("adam", "adamw"):
        first, second = real(settings, "beta1"), real(settings, "beta2")
        return {"rate": rate, "correction1": 1 - first**count, "correction2": 1 - second**count}
    if config.optimizer == "adagrad":
        return {"rate": rate / (1 + (count - 1) * real(settings, "lr_decay"))}
    return {"rate": rate}


def _terms(
    kind: str,
    settings: Mapping[str, SettingValue],
    value: Tensor,
    gradient: Tensor,
    memory: Slots,
    shared: Mapping[str, float],
) -> Slots:
    """Return what lies between gradient and new value, from the memory that torch's optimiser has left."""
    if kind == "perceptron":
        return {"gradient": gradient, "direction": gradient}
    decay = real(settings, "weight_decay")
    used = gradient if kind == "adamw" else gradient + decay * value
    if kind == "sgd":
        momentum, buffer = real(settings, "momentum"), memory.get("momentum_buffer")
        if not momentum or buffer is None:
            return {"gradient": used, "direction": used}
        return {"gradient": used, "direction": used + momentum * buffer if settings["nesterov"] else buffer}
    epsilon = real(settings, "eps")
    if kind in ("adam", "adamw"):
        mean, square = memory["exp_avg"] / shared["correction1"], memory["exp_avg_sq"] / shared["correction2"]
        terms = {"gradient": used, "mean": mean, "square": square, "direction": mean / (square.sqrt() + epsilon)}
        return {**terms, "decayed": value * (1 - shared["rate"] * decay)} if kind == "adamw" else terms
    if kind == "rmsprop" and real(settings, "momentum"):
        return {"gradient": used, "direction": memory["momentum_buffer"]}
    size = memory["square_avg" if kind == "rmsprop" else "sum"]
    return {"gradient": used, "direction": used / (size.sqrt() + epsilon)}
