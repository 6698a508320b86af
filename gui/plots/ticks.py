"""Where an axis has its ticks, and what stands at them: numbers in, numbers out."""

from __future__ import annotations

import itertools
import math

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Between ticks, times a power of ten."""

LONGEST = 7
"""Characters at a tick of a logarithmic axis."""
LARGE = 1e6
"""From here on numbers are written with an exponent."""


def nice_step(span: float, intervals: float) -> float:
    """Return the smallest round step of which at most `intervals` fit into `span`."""
    rough = span / max(intervals, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def linear_ticks(low: float, high: float, intervals: float) -> list[float]:
    """Return multiples of a round step from `low` to `high`."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low):
        return []
    step = nice_step(high - low, intervals)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)] if last - first < 1000 else []


def log_ticks(low: float, high: float, intervals: float) -> list[float]:
    """Return the logarithms of round numbers from ``10**low`` to ``10**high``: powers of ten if there are enough."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low) or max(-low, high) > 300:
        return []
    stride = max(1, math.ceil((high - low) / max(intervals, 1)))
    decades = [float(n) for n in range(math.ceil(low), math.floor(high) + 1) if n % stride == 0]
    if len(decades) >= min(3, intervals):
        return decades
    for parts in ((1, 2, 5), (1, 3)):
        found = [n + math.log10(m) for n in range(math.floor(low), math.ceil(high) + 1) for m in parts]
        found = [tick for tick in found if low <= tick <= high]
        if 2 <= len(found) <= intervals + 1:
            return found
    if len(decades) >= 2:
        return decades
    return [math.log10(tick) for tick in linear_ticks(10.0**low, 10.0**high, intervals) if tick > 0]


def labels(values: list[float]) -> list[str]:
    """Write the ticks of a linear axis, all with as many decimals as the finest needs."""
    if not values:
        return []
    step = min((b - a for a, b in itertools.pairwise(values)), default=abs(values[0]) or 1.0)
    largest = max(abs(value) for value in values)
    if largest >= LARGE or (largest and step < 1e-5):
        return [f"{value:.4g}" for value in values]
    places = next((n for n in range(8) if abs(step * 10**n - round(step * 10**n)) < 1e-6 * step * 10**n), 8)
    return [f"{round(value, places) + 0.0:,.{places}f}" for value in values]


def log_labels(values: list[float]) -> list[str]:
    """Write the ticks of a logarithmic axis, given as logarithms."""
    return [_short(10.0**value) for value in values]


def _short(value: float) -> str:
    """Write a number in at most `LONGEST` characters: 0.00225, but 2.25e-4."""
    text = f"{value:.4g}"
    if len(text) <= LONGEST:
        return text
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
