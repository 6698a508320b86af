"""Arithmetic of the canvas, in plain numbers: wires, snapping, zoom and free places. Knows no widgets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""

K = TypeVar("K")

STEP = 8
"""Nodes stand on a grid of this many canvas pixels."""
ZOOM_RANGE = (0.1, 4.0)
_RUNGS = 9
"""Steps up and down that a label may go out of the way of nodes, each of its own height."""
_SAMPLES = np.linspace(0.0, 1.0, 33)


def overlapping(
    boxes: Sequence[Box] | npt.NDArray[np.float64], others: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Tell for each box whether it overlaps any of the others, (n, 4)."""
    left, top, width, height = np.array(boxes).reshape(-1, 4, 1).transpose(1, 0, 2)  # each (boxes, 1)
    other_left, other_top, other_width, other_height = others.T
    across = (other_left < left + width) & (other_left + other_width > left)  # (boxes, n)
    along = (other_top < top + height) & (other_top + other_height > top)
    result: npt.NDArray[np.bool_] = (across & along).any(axis=1)
    return result


def snapped(point: Point, step: int = STEP) -> Point:
    """Return the nearest point of the grid."""
    return (math.floor(point[0] / step + 0.5) * step, math.floor(point[1] / step + 0.5) * step)


def handles(start: Point, end: Point) -> tuple[Point, Point]:
    """Return the control points of the cubic curve of a wire, which leaves to the right and arrives from the left."""
    ahead = end[0] - start[0]
    reach = max(ahead / 2, 24 + min(max(-ahead, 0) / 2, 136))
    return (start[0] + reach, start[1]), (end[0] - reach, end[1])


def point_on(start: Point, end: Point, share: float) -> Point:
    """Return the point of a wire at `share` (0 to 1) of its parameter."""
    first, second = handles(start, end)
    a, b, c, d = (1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3
    return (
        a * start[0] + b * first[0] + c * second[0] + d * end[0],
        a * start[1] + b * first[1] + c * second[1] + d * end[1],
    )


def beside_wire(start: Point, end: Point, size: Point, rise: float) -> list[Point]:
    """Return middles for a box of a size (width, height) near the middle of a wire but clear of it, the best first.

    They are above the wire, below it, straight above and straight below; then ever farther up and down, for wires
    between nodes that stand so close that these cover all the rest.

    Parameters
    ----------
    rise : float
        How far strands of the wire lie above or below its middle.
    """
    first, second = handles(start, end)
    dx, dy = end[0] - start[0] + second[0] - first[0], end[1] - start[1] + second[1] - first[1]
    length = math.hypot(dx, dy)
    across = (dy / length, -dx / length) if length else (0.0, -1.0)
    if across[1] > 0:  # the wire runs backwards there
        across = (-across[0], -across[1])
    away = abs(across[0]) * size[0] / 2 + abs(across[1]) * (size[1] / 2 + rise) + 5
    steepness = abs(dy / dx) if abs(dx) > abs(dy) else 1.0
    lift = size[1] / 2 + rise + steepness * size[0] / 2 + 5
    x, y = point_on(start, end, 0.5)
    right, up = across[0] * away, across[1] * away
    near = [(x + right, y + up), (x - right, y - up)]
    return near + [(x, y + side * (lift + size[1] * rung)) for rung in range(_RUNGS) for side in (-1, 1)]


def distance_to_wire(start: Point, end: Point, point: Point) -> float:
    """Return how far a point is from a wire, in canvas pixels, to within a small fraction of one."""
    first, second = handles(start, end)
    t = _SAMPLES[:, None]
    curve = (
        (1 - t) ** 3 * np.array(start)
        + 3 * t * (1 - t) ** 2 * np.array(first)
        + 3 * t**2 * (1 - t) * np.array(second)
        + t**3 * np.array(end)
    )
    pieces, to_point = np.diff(curve, axis=0), np.array(point) - curve[:-1]
    lengths = np.maximum((pieces**2).sum(axis=1), 1e-12)
    along = np.clip((pieces * to_point).sum(axis=1) / lengths, 0, 1)
    away = to_point - pieces * along[:, None]
    return float(np.sqrt((away**2).sum(axis=1).min()))


def nearest(point: Point, candidates: Mapping[K, Point], radius: float) -> K | None:
    """Return the candidate closest to a point, or None if all are farther than `radius`."""
    best, shortest = None, radius
    for key, place in candidates.items():
        distance = math.hypot(place[0] - point[0], place[1] - point[1])
        if distance <= shortest:
            best, shortest = key, distance
    return best


def clamped_zoom(zoom: float) -> float:
    """Return a zoom within `ZOOM_RANGE`; 1 for what is not a number."""
    if not math.isfinite(zoom):
        return 1.0
    return min(max(zoom, ZOOM_RANGE[0]), ZOOM_RANGE[1])


def fitting_zoom(content: Point, window: Point, largest: float = 1.0) -> float:
    """Return the zoom at which content of a size (width, height) fits in a window, at most `largest`."""
    across = window[0] / content[0] if content[0] > 0 else math.inf
    down = window[1] / content[1] if content[1] > 0 else math.inf
    return clamped_zoom(max(min(across, down, largest), ZOOM_RANGE[0]))


def spread(count: int, spacing: float, extent: float) -> tuple[float, ...]:
    """Return `count` offsets around 0, `spacing` apart, or closer where they would take more than `extent`."""
    if count > 1:
        spacing = min(spacing, extent / (count - 1))
    return tuple((i - (count - 1) / 2) * spacing for i in range(count))


def pull(position: float, length: float, margin: float = 32, fastest: float = 20) -> float:
    """Return how far to scroll in one frame while a drag stays near or beyond an edge of a window; 0 inside."""
    if position < margin:
        return -fastest * min((margin - position) / margin, 1)
    if position > length - margin:
        return fastest * min((position - length + margin) / margin, 1)
    return 0.0


def overlap(first: Box, second: Box, gap: float = 0) -> bool:
    """Tell whether two boxes come closer to each other than `gap`, on both axes."""
    return (
        first[0] < second[0] + second[2] + gap
        and second[0] < first[0] + first[2] + gap
        and first[1] < second[1] + second[3] + gap
        and second[1] < first[1] + first[3] + gap
    )


def free_place(wanted: Point, size: Point, taken: Iterable[Box], gap: float = 16) -> Point:
    """Return the first place at or straight below `wanted` where a box of a size covers none of the others."""
    x, y = snapped(wanted)
    boxes = sorted(taken, key=lambda box: box[1])
    moved = True
    while moved:
        moved = False
        for box in boxes:
            if overlap((x, y, *size), box, gap):
                y = snapped((x, box[1] + box[3] + gap + STEP - 1))[1]
                moved = True
    return (x, y)
