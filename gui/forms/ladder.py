"""The arithmetic of a number field: reading, writing and stepping, without a screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.catalog.spec import ParamSpec

LOWEST_RUNG = 1e-6
"""The last rung before zero, of a ladder that ends at zero."""

_EXACT = 2.0**53


def parsed(text: str) -> int | float:
    """Read a number as people write it: ``3``, ``0.5``, ``1e-5``. Raises ``ValueError`` if it is none."""
    value = float(text.strip().replace("−", "-"))
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def written(value: float) -> str:
    """Write a number with as few digits as tell it from every other."""
    if isinstance(value, int):
        return str(value)
    mantissa, exponent, power = repr(value).partition("e")
    mantissa = mantissa.removesuffix(".0")
    return f"{mantissa}e{int(power)}" if exponent else mantissa


def stepped(param: ParamSpec, value: float, steps: int) -> float:
    """Return the value that many steps up (or down, if negative), within the range of the setting.

    Whole numbers go by 1, logarithmic ones along 1, 2, 5, 10, 20 ..., the others by about a twentieth of their range.
    """
    for _ in range(abs(steps)):
        value = _clipped(param, _neighbour(param, value, math.copysign(1, steps)))
    return value


def _neighbour(param: ParamSpec, value: float, direction: float) -> float:
    if param.kind == "integer":
        return int(value + direction)
    if param.logarithmic:
        return _rung(value, direction)
    return _multiple(value, direction, _linear_step(param))


def _clipped(param: ParamSpec, value: float) -> float:
    low = -math.inf if param.minimum is None else param.minimum
    high = math.inf if param.maximum is None else param.maximum
    clipped = min(max(value, low), high)
    return int(clipped) if param.kind == "integer" else float(clipped)


def _rung(value: float, direction: float) -> float:
    """Return the next of 1, 2, 5, 10, 20 ...; below `LOWEST_RUNG` comes 0."""
    if value <= 0:
        return LOWEST_RUNG if direction > 0 else value
    exponent = math.floor(math.log10(value))
    rungs = [float(f"{m}e{e}") for e in range(exponent - 1, exponent + 2) for m in (1, 2, 5)]
    if direction > 0:
        return min(rung for rung in rungs if rung > value * (1 + 1e-9))
    below = max(rung for rung in rungs if rung < value * (1 - 1e-9))
    return below if below >= LOWEST_RUNG * (1 - 1e-9) else 0.0


def _multiple(value: float, direction: float, step: float) -> float:
    """Return the next multiple of the step, so that odd values come back to round ones."""
    place = value / step
    place = math.floor(place + 1e-9) + 1 if direction > 0 else math.ceil(place - 1e-9) - 1
    return float(f"{place * step:.10g}")


def _linear_step(param: ParamSpec) -> float:
    if param.minimum is None or param.maximum is None:
        return 0.1
    wanted = math.log10((param.maximum - param.minimum) / 20)
    exponent = math.floor(wanted)
    step = min((1, 2, 5, 10), key=lambda m: abs(math.log10(m) + exponent - wanted))
    return min(float(f"{step}e{exponent}"), 1.0)
