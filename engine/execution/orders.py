"""Draws the orders in which epochs take their samples: those of `torch.randperm`, many of them in one go.

Torch draws one order in about ten microseconds, during which a small network could make as many steps, and asks for
Python's interpreter each time. Here machine code draws the same numbers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from torch import Tensor

    from engine.execution.machine.build import Built

LARGE = 2**32 // 20
"""From so many samples on torch draws 64 bits for each."""


def orders(samples: int, seed: int, count: int) -> Tensor:
    """Return what ``torch.randperm`` draws from `count` neighbouring seeds, the first of them `seed`.

    Returns
    -------
    Tensor
        int64, (count, samples).
    """
    if samples >= LARGE or not _agrees():
        return _by_torch(samples, seed, count)
    return _by_machine(samples, seed, count)


def _by_torch(samples: int, seed: int, count: int) -> Tensor:
    generator = torch.Generator()
    drawn = torch.empty(count, samples, dtype=torch.int64)
    for place, row in enumerate(drawn):
        torch.randperm(samples, generator=generator.manual_seed(seed + place), out=row)
    return drawn


def _by_machine(samples: int, seed: int, count: int) -> Tensor:
    drawn = torch.empty(count, samples, dtype=torch.int64)
    whole = torch.tensor((samples, seed % 2**32, count), dtype=torch.int64)  # the twister takes 32 bits of a seed
    _machine().run(drawn.data_ptr(), whole.data_ptr(), 0)
    return drawn


@cache
def _agrees() -> bool:
    """Tell whether machine code can be built here and draws what this torch draws."""
    try:
        return all(torch.equal(_by_machine(*case), _by_torch(*case)) for case in ((7, 0, 3), (1300, 2**32 - 2, 4)))
    except (ImportError, OSError, RuntimeError):  # llvmlite's ways of saying no
        return False


@cache
def _machine() -> Built:
    from engine.execution.machine.build import build
    from engine.execution.machine.permutations import permutations

    return build(permutations())
