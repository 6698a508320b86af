"""The optimisers of ``torch.optim``, run once on the whole vector of parameters so that the update can be traced."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, NamedTuple

import torch

from engine.execution.faults import UnsupportedError
from engine.execution.live import SWITCHES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from engine.execution.live import Tape


class Memory(NamedTuple):
    """What an optimiser remembers: tensors of the vector's shape, and perhaps the number of its steps."""

    slots: tuple[str, ...]
    counts: bool


def live_numbers(arguments: Mapping[str, object]) -> dict[str, float]:
    """Return the arguments that are numbers, each under a name of its own; ``betas`` are two."""
    numbers: dict[str, float] = {}
    for name, value in arguments.items():
        if isinstance(value, (tuple, list)):
            numbers.update({f"{name}_{place}": float(part) for place, part in enumerate(value)})
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            numbers[name] = float(value)
    return numbers


def open_names(arguments: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the numbers that may change without another program."""
    return tuple(name for name, value in live_numbers(arguments).items() if value or name not in SWITCHES)


def fixed_arguments(arguments: Mapping[str, object]) -> dict[str, object]:
    """Return the arguments that decide which operations an update is made of."""
    numbers = live_numbers(arguments)
    fixed = {name: value for name, value in arguments.items() if isinstance(value, (bool, str, type(None)))}
    return {**fixed, **{name: numbers[name] == 0 for name in SWITCHES if name in numbers}}


def remembered(optimizer_class: str, arguments: Mapping[str, object]) -> Memory:
    """Find out what an optimiser remembers, by letting one make a step.

    Raises
    ------
    UnsupportedError
        If it remembers anything else than tensors of the parameters' shape and the number of its steps.
    """
    trial = torch.zeros(3)
    optimizer = getattr(torch.optim, optimizer_class)([trial], **arguments)
    trial.grad = torch.ones(3)
    _step(optimizer)
    slots, counts = [], False
    for name, value in optimizer.state[trial].items():
        if name == "step" and isinstance(value, torch.Tensor) and value.shape == () and value.item() == 1:
            counts = True
        elif isinstance(value, torch.Tensor) and value.shape == trial.shape:
            slots.append(name)
        elif value is not None:
            raise UnsupportedError(f"{optimizer_class} remembers {name}")
    return Memory(tuple(slots), counts)


def trace_update(
    optimizer_class: str,
    arguments: Mapping[str, object],
    numbers: Mapping[str, float],
    vector: Tensor,
    gradient: Tensor,
    slots: Mapping[str, Tensor],
) -> tuple[Tensor, dict[str, Tensor]]:
    """Make one update with PyTorch's own optimiser on copies.

    Parameters
    ----------
    numbers : mapping
        What `live_numbers` names, and ``"step"``, as open numbers; names that are missing keep their values.

    Returns
    -------
    vector, slots
        As they are after the update.
    """
    vector = vector.clone()
    optimizer = getattr(torch.optim, optimizer_class)([vector], **arguments)
    (group,) = optimizer.param_groups
    for name, value in arguments.items():
        if isinstance(value, (tuple, list)):
            group[name] = tuple(numbers[f"{name}_{place}"] for place in range(len(value)))
        elif name in numbers:
            group[name] = numbers[name]
    vector.grad = gradient
    memory: dict[str, object] = {name: slot.clone() for name, slot in slots.items()}
    if "step" in numbers:
        memory["step"] = _StepCount.of(numbers["step"])
    optimizer.state[vector] = memory
    _step(optimizer)
    after = {name: value for name, value in optimizer.state[vector].items() if name in slots}
    if any(not isinstance(value, torch.Tensor) for value in after.values()):
        raise UnsupportedError(f"{optimizer_class} forgets a slot")
    return vector, after


def open_on(tape: Tape, names: tuple[str, ...], seed: int) -> dict[str, float]:
    """Return open numbers with values that occur nowhere else, others for every seed."""
    return {
        name: tape.open(name, 0.0173 + 0.000912347 * place + 0.000137113 * seed) for place, name in enumerate(names)
    }


class _StepCount(torch.Tensor):
    """Passes for the tensor in which an optimiser counts its steps, and gives an open number when it is read."""

    number: float

    @classmethod
    def of(cls, number: float) -> _StepCount:
        """Return a count that stands at a number."""
        count = torch.Tensor._make_subclass(cls, torch.empty(()))
        count.number = number
        return count

    def __iadd__(self, other: float) -> _StepCount:  # type: ignore[misc, override]  # torch's own takes tensors too
        self.number = self.number + other
        return self

    def item(self) -> float:
        """Return the number itself, with its formula."""
        return self.number


def _step(optimizer: torch.optim.Optimizer) -> None:
    """Make a step without the profiler, the hooks and the compiler that torch wraps around it."""
    with torch.no_grad():
        inspect.unwrap(type(optimizer).step)(optimizer)
