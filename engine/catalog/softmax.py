"""Softmax as its formula is written and as it is computed: why large inputs break the one and not the other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

PRECISIONS = ("float32", "float64")
"""Kinds of numbers that it can be tried with."""

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BothWays:
    """The same function of the same inputs, computed in two ways.

    Parameters
    ----------
    inputs : tuple of float
        As the precision rounds them.
    powers, naive : tuple of float
        e to the inputs (softmin: to the negated inputs), and what the formula makes of these.
    shifted, shifted_powers : tuple of float
        The exponents less the largest of them, and e to these.
    stable : tuple of float
        What PyTorch's own module gives, which is what a network is trained with.
    lesson : Text
        What is to be seen.
    """

    inputs: Numbers
    powers: Numbers
    naive: Numbers
    shifted: Numbers
    shifted_powers: Numbers
    stable: Numbers
    lesson: Text


def both_ways(kind: str, inputs: Sequence[float], precision: str) -> BothWays:
    """Compute a function over all units of a layer naively and as PyTorch does.

    Parameters
    ----------
    kind : {"softmax", "softmin", "log_softmax"}
    inputs : sequence of float
        At least one, all finite.
    precision : {"float32", "float64"}
    """
    import torch

    x = torch.tensor(inputs, dtype=getattr(torch, precision))
    exponents = -x if kind == "softmin" else x
    powers = torch.exp(exponents)
    naive = powers / powers.sum()
    shifted = exponents - exponents.max()
    stable = ACTIVATION[kind].build({})(x[None])[0]
    if kind == "log_softmax":
        naive = naive.log()
    return BothWays(
        _numbers(x),
        _numbers(powers),
        _numbers(naive),
        _numbers(shifted),
        _numbers(torch.exp(shifted)),
        _numbers(stable),
        _lesson(exponents, powers, naive, stable),
    )


def _numbers(tensor: Tensor) -> Numbers:
    return tuple(tensor.tolist())


def _lesson(exponents: Tensor, powers: Tensor, naive: Tensor, stable: Tensor) -> Text:
    import torch

    limits = torch.finfo(powers.dtype)
    text = _what_happens(powers, naive, stable)
    return text.fill(
        largest=f"{exponents.max().item():.6g}",
        precision=str(powers.dtype).removeprefix("torch."),
        limit=f"{limits.max:.3g}",
        edge=f"{math.log(limits.max):.4g}",
    )


def _what_happens(powers: Tensor, naive: Tensor, stable: Tensor) -> Text:
    import torch

    total = powers.sum()
    if powers.isinf().any():
        return Text(
            "softmax",
            "e^{largest} is beyond the largest number of {precision}, {limit}: it becomes inf, and inf / inf is not a "
            "number (nan). With the largest exponent taken off first, no power is above e^0 = 1, and the quotients "
            "are the same.",
        )
    if total.isinf():
        return Text(
            "softmax",
            "The sum of the powers is beyond the largest number of {precision}, {limit}: it becomes inf, and every "
            "quotient 0. With the largest exponent, {largest}, taken off first, no power is above e^0 = 1.",
        )
    if total == 0:
        return Text(
            "softmax",
            "Even e^{largest} is too small for {precision} and becomes 0, and 0 / 0 is not a number (nan). "
            "With the largest exponent taken off first, one power is e^0 = 1, and the quotients are the same.",
        )
    if naive.isinf().any():
        return Text(
            "softmax",
            "A power is so small that {precision} makes it 0, and the logarithm of 0 is -inf. "
            "PyTorch takes the logarithm of the sum only, which is never 0 once the largest exponent is taken off.",
        )
    if not naive.isclose(stable, rtol=1e-3, atol=torch.finfo(powers.dtype).tiny).all():
        return Text(
            "softmax",
            "The powers are so small that {precision} keeps only a few of their digits, and the quotients go wrong. "
            "With the largest exponent, {largest}, taken off first, one power is e^0 = 1.",
        )
    return Text(
        "softmax",
        "Both ways give the same: the largest power, e^{largest}, is within {precision}, which overflows above "
        "e^{edge}.",
    )
