"""Activation functions and losses as templates for `engine.explain.latex.Pen`, each with its derivative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explain.latex import one_minus, parentheses, square, times, total

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.explain.latex import Quantity


def power(z: Quantity) -> str:
    """Return e^z."""
    return f"e^{{{z.plain}}}"


def inverse_power(z: Quantity) -> str:
    """Return e^(-z)."""
    return f"e^{{{z.negative}}}"


def logistic(z: Quantity) -> str:
    """Return the sigmoid, written out."""
    return rf"\frac{{1}}{{1 + {inverse_power(z)}}}"


def _sigma(z: Quantity) -> str:
    return rf"\sigma\left({z.plain}\right)"


def _above(z: Quantity) -> str:
    return rf"\max\left(0, {z.plain}\right)"


def below(z: Quantity) -> str:
    """Return what ReLU cuts off."""
    return rf"\min\left(0, {z.plain}\right)"


def _tanh(z: Quantity) -> str:
    up, down = power(z), inverse_power(z)
    return rf"\frac{{{up} - {down}}}{{{up} + {down}}}"


def _leaky(z: Quantity, slope: Quantity) -> str:
    return total(_above(z), times(slope, below(z)))


def _elu(z: Quantity, lowest: Quantity) -> str:
    return total(_above(z), times(lowest, parentheses(f"e^{{{below(z)}}} - 1")))


def _gelu_slope(z: Quantity) -> str:
    bell = rf"\frac{{e^{{-\frac{{{square(z)}}}{{2}}}}}}{{\sqrt{{2 \pi}}}}"
    return total(rf"\Phi\left({z.plain}\right)", times(z, bell))


def _silu_slope(z: Quantity) -> str:
    return f"{_sigma(z)}{z.dot}{parentheses(total('1', times(z, parentheses(f'1 - {_sigma(z)}'))))}"


FORWARD: dict[str, Callable[..., str]] = {
    "identity": lambda z: z.plain,
    "sigmoid": logistic,
    "tanh": _tanh,
    "relu": _above,
    "leaky_relu": _leaky,
    "prelu": _leaky,
    "elu": _elu,
    "gelu": lambda z: times(z, rf"\Phi\left({z.plain}\right)"),
    "silu": lambda z: rf"\frac{{{z.plain}}}{{1 + {inverse_power(z)}}}",
    "softplus": lambda z: rf"\ln\left(1 + {power(z)}\right)",
}
"""f(z), or f(z, setting), of the functions that one formula describes."""

DERIVATIVE: dict[str, Callable[[Quantity, Quantity], str]] = {
    "identity": lambda z, a: "1",
    "sigmoid": lambda z, a: times(a, one_minus(a)),
    "tanh": lambda z, a: f"1 - {square(a)}",
    "gelu": lambda z, a: _gelu_slope(z),
    "silu": lambda z, a: _silu_slope(z),
    "softplus": lambda z, a: logistic(z),
    "step": lambda z, a: "0",
}
"""f'(z), from z and a = f(z), of the functions whose derivative one formula describes."""


# -- losses: what one unit p adds, against its target y --


def _bce(p: Quantity, y: Quantity) -> str:
    """Return what is averaged and negated; PyTorch never takes a logarithm below -100."""
    one = parentheses("-100") if p.value == 0 else rf"\ln\left({p.plain}\right)"
    other = parentheses("-100") if p.value == 1 else rf"\ln\left(1 - {p.factor}\right)"
    return f"{times(y, one)} + {one_minus(y)}{y.dot}{other}"


def _bce_with_logits(z: Quantity, y: Quantity) -> str:
    one, other = rf"\ln\left({_sigma(z)}\right)", rf"\ln\left(1 - {_sigma(z)}\right)"
    return f"{times(y, one)} + {one_minus(y)}{y.dot}{other}"


def difference(p: Quantity, y: Quantity) -> str:
    """Return p - y."""
    return f"{p.plain} - {y.factor}"


def _squared(p: Quantity, y: Quantity) -> str:
    return f"{parentheses(difference(p, y))}^{{2}}"


def _absolute(p: Quantity, y: Quantity) -> str:
    return rf"\left|{difference(p, y)}\right|"


def huber_inner(p: Quantity, y: Quantity) -> str:
    """Return what Huber makes of an error below 1."""
    return rf"\frac{{1}}{{2}}{p.dot}{_squared(p, y)}"


def huber_outer(p: Quantity, y: Quantity) -> str:
    """Return what Huber makes of an error of 1 or more."""
    return parentheses(rf"{_absolute(p, y)} - \frac{{1}}{{2}}")


LOSS_TERM: dict[str, Callable[[Quantity, Quantity], str]] = {
    "bce": _bce,
    "bce_with_logits": _bce_with_logits,
    "mse": _squared,
    "l1": _absolute,
}
"""What one unit adds to a loss that compares values; Huber's depends on the size of the error."""


def _bce_slope(p: Quantity, y: Quantity) -> str:
    """Return the derivative; PyTorch keeps the divisor from being 0."""
    tiny = p.value is not None and p.value * (1 - p.value) < 1e-12
    divisor = "10^{-12}" if tiny else times(p, one_minus(p))
    return rf"\frac{{{difference(p, y)}}}{{{divisor}}}"


def _bce_with_logits_slope(z: Quantity, y: Quantity) -> str:
    return parentheses(f"{_sigma(z)} - {y.factor}")


def _mse_slope(p: Quantity, y: Quantity) -> str:
    return rf"2{p.dot}{parentheses(difference(p, y))}"


def sign(p: Quantity, y: Quantity) -> str:
    """Return the sign of the error."""
    return rf"\mathrm{{sign}}{parentheses(difference(p, y))}"


LOSS_SLOPE: dict[str, Callable[[Quantity, Quantity], str]] = {
    "bce": _bce_slope,
    "bce_with_logits": _bce_with_logits_slope,
    "mse": _mse_slope,
    "l1": sign,
}
"""The derivative of `LOSS_TERM` by p; of BCE with its minus."""
