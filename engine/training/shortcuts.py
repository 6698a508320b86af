"""What every step does to torch and its random numbers, by the shortest way."""

from __future__ import annotations

import inspect
import threading
from typing import TYPE_CHECKING

import torch
from torch import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

default_generator = threading.Lock()
"""Held by whoever sets torch's default generator and draws from it, since all threads share that one."""

EPOCH_STRIDE = 1_000_003
"""How far the seeds of the sample orders of neighbouring runs lie apart, so that they are not each other's."""


def epoch_order(samples: int, seed: int, epoch: int) -> Tensor:
    """Return the order of the samples, which depends on seed and epoch only: a run can be resumed anywhere."""
    return torch.randperm(samples, generator=torch.Generator().manual_seed(seed * EPOCH_STRIDE + epoch))


def run_backward(loss: Tensor, one: Tensor) -> None:
    """Do what ``loss.backward()`` does after it has looked at its arguments, which costs as much as a small layer."""
    torch.autograd.Variable._execution_engine.run_backward(
        (loss,), (one,), False, False, (), allow_unreachable=True, accumulate_grad=True
    )


def update(optimizer: torch.optim.Optimizer) -> None:
    """Make the optimiser's step without the profiler, the hooks and the compiler that torch wraps around it."""
    with torch.no_grad():
        _bare_step(optimizer)(optimizer)


def _bare_step(optimizer: torch.optim.Optimizer) -> Callable[[torch.optim.Optimizer], object]:
    kind = type(optimizer)
    if kind not in _BARE_STEPS:
        _BARE_STEPS[kind] = inspect.unwrap(kind.step)
    return _BARE_STEPS[kind]


_BARE_STEPS: dict[type, Callable[[torch.optim.Optimizer], object]] = {}
