"""How a tensor of the program appears in machine code: as memory, or as what has still to be calculated."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.execution.faults import UnsupportedError
from engine.execution.machine.code import F32
from engine.execution.program import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from llvmlite import ir

    from engine.execution.machine.lanes import Lanes

Size = int | Rows
Shape = tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Flat:
    """The place of an element, or of the first of several neighbours, in a tensor laid out end to end."""

    at: Any  # int or ir.Value; llvmlite has no types
    known: dict[object, Any] = field(default_factory=dict)
    """What has been calculated for this place."""


@dataclass(frozen=True, slots=True)
class Array:
    """A tensor in memory.

    Parameters
    ----------
    pointer : llvmlite.ir.Value
    shape : tuple of int or Rows
    strides : tuple of int
        In elements.
    offset : int
        Of the first element.
    kind : llvmlite.ir.Type
    """

    pointer: ir.Value
    shape: Shape
    strides: tuple[int, ...]
    offset: int = 0
    kind: ir.Type = F32

    @property
    def contiguous(self) -> bool:
        """Whether the elements lie end to end."""
        return all(
            stride == wanted or size == 1
            for size, stride, wanted in zip(self.shape, self.strides, dense(self.shape), strict=True)
        )


@dataclass(frozen=True, slots=True)
class Lazy:
    """A tensor whose elements are calculated where they are needed.

    Parameters
    ----------
    shape : tuple of int or Rows
    write : callable
        ``write(do, index)`` writes the calculation of the elements at an index, `Flat` or one number per axis.
    flat : bool
        Whether `Flat` indices are possible.
    """

    shape: Shape
    write: Callable[[Lanes, Any], Any]
    flat: bool


def dense(shape: Shape) -> tuple[int, ...]:
    """Return the strides of a tensor laid out end to end.

    Raises
    ------
    UnsupportedError
        If another axis than the first depends on the batch: the strides would, too.
    """
    strides, step = [], 1
    for place in range(len(shape) - 1, -1, -1):
        strides.append(step)
        size = shape[place]
        if isinstance(size, Rows):
            if place and any(s != 1 for s in shape[:place]):
                raise UnsupportedError("the batch is not the first axis")
        else:
            step *= size
    return tuple(reversed(strides))


def count(shape: Shape) -> Rows | int:
    """Return the number of elements."""
    fixed = math.prod(size for size in shape if isinstance(size, int))
    batch = [size for size in shape if isinstance(size, Rows)]
    if not batch:
        return fixed
    if len(batch) > 1 or batch[0].plus or batch[0].inverse:
        raise UnsupportedError("a shape that depends on the batch in another way than by its rows")
    return Rows(batch[0].times * fixed)


def single(shape: Shape) -> bool:
    """Tell whether there is one element only."""
    return all(size == 1 for size in shape)
