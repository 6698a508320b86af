"""Curves of thousands of points, reduced to what the screen can show of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.float64]
Interval = tuple[float, float]

ROOM = 0.15
"""Space that is added where a curve has outgrown its axis, as a share of what is needed."""
FULL_ENOUGH = 0.6
"""Share of an axis that a curve fills at the least, if the axis is to stay."""


def thinned(x: Column, y: Column, points: int) -> tuple[Column, Column]:
    """Return a curve of about `points` points that looks the same: of every stretch its lowest and highest.

    Parameters
    ----------
    x, y : array, shape (n,)
        `x` ascending. Non-finite `y` are gaps; a stretch keeps a value if it has one.
    """
    size = -(-2 * len(x) // max(points, 2))  # per stretch, two of which stay
    if size <= 2:
        return x, y
    whole = len(x) // size * size
    stretches = y[:whole].reshape(-1, size)
    known = np.isfinite(stretches)
    start = np.arange(0, whole, size)
    lowest = start + np.where(known, stretches, np.inf).argmin(axis=1)
    highest = start + np.where(known, stretches, -np.inf).argmax(axis=1)
    in_order = np.column_stack([np.minimum(lowest, highest), np.maximum(lowest, highest)]).ravel()
    kept = np.concatenate([[0], in_order, np.arange(whole, len(x)), [len(x) - 1]])
    return x[kept], y[kept]


def window(x: Column, low: float, high: float) -> slice:
    """Return the part of an ascending `x` that a view shows, and one point beyond at either end."""
    first, last = np.searchsorted(x, [low, high])
    return slice(max(int(first) - 1, 0), int(last) + 2)


def logarithm(y: Column) -> Column:
    """Return decimal logarithms; NaN where there is none."""
    result = np.full_like(y, np.nan)
    return np.log10(y, out=result, where=np.isfinite(y) & (y > 0))


def extent(*columns: Column) -> tuple[float, float] | None:
    """Return the least and the greatest finite value, or None if there is none."""
    values = np.concatenate([column[np.isfinite(column)] for column in columns]) if columns else np.empty(0)
    return (float(values.min()), float(values.max())) if len(values) else None


def drawn_length(x: Column, y: Column, pixel: tuple[float, float]) -> float:
    """Return about how many pixels long a curve is on the screen, given the width and height of a pixel."""
    steps = np.abs(np.diff(x)) / pixel[0] + np.abs(np.diff(y)) / pixel[1]
    return float(steps[np.isfinite(steps)].sum())


def roomy(needed: Interval, before: Interval | None) -> Interval:
    """Return a range for an axis that shows what is needed: the one before as long as it fits, else one with room.

    A curve that grows then has new axes now and then, not with every point; labels stand still meanwhile.
    """
    span = needed[1] - needed[0]
    if before is not None and before[0] <= needed[0] and needed[1] <= before[1]:
        if span >= FULL_ENOUGH * (before[1] - before[0]):
            return before
        before = None  # the curve is another one, or the first wide swings are left out
    if before is None:
        return needed
    return (
        needed[0] - ROOM * span if needed[0] < before[0] else needed[0],
        needed[1] + ROOM * span if needed[1] > before[1] else needed[1],
    )
