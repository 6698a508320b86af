"""The part of the plane that a region shows, and the grid of points on it that the network is asked about."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from engine.shapes import ShapeReport

Interval = tuple[float, float]

SIDE = 96
LINE_POINTS = 241
LEAST_SIDE = 24
BUDGET = 2.5e-3
"""Seconds that the grid may cost the training thread for each look."""

SECONDS_PER_UNIT = 5e-9
SECONDS_PER_PARAMETER = 1e-11
"""For one point, measured on one thread: small networks spend their time in activations, not in products."""

FEW = 16
EMPTY: Interval = (-6.0, 6.0)
"""What is shown of both axes where there are no samples yet."""

MARGIN, MARGIN_OF_FEW = 0.1, 0.4
"""Space around the samples as a share of their extent; a handful of points needs surroundings to tell anything."""

SIMILAR = 4.0
"""Columns whose extents differ less than this share one scale, so that circles look like circles."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Points at the centres of `side` times `side` cells that cover a rectangle."""

    x: Interval
    y: Interval
    side: int

    def points(self) -> npt.NDArray[np.float32]:
        """Return all points, (side * side, 2); y runs fastest."""
        across, up = np.meshgrid(self._centres(self.x), self._centres(self.y), indexing="ij")
        return np.column_stack([across.ravel(), up.ravel()]).astype(np.float32)

    def _centres(self, interval: Interval) -> npt.NDArray[np.float64]:
        low, high = interval
        return low + (np.arange(self.side) + 0.5) * (high - low) / self.side

    def field(self, output: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return outputs at the points, (side * side, units), as (columns, rows, units)."""
        return output.reshape(self.side, self.side, -1)

    def place(self, cells: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return where in the plane positions on the grid are, (n, 2); (0, 0) is the first point."""
        origin = np.array([self.x[0], self.y[0]])
        size = np.array([self.x[1] - self.x[0], self.y[1] - self.y[0]]) / self.side
        return origin + (cells + 0.5) * size

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, bottom, width, height."""
        return self.x[0], self.y[0], self.x[1] - self.x[0], self.y[1] - self.y[0]


@dataclass(frozen=True, slots=True)
class Line:
    """Points on the one axis of data of one column."""

    x: Interval
    side: int = LINE_POINTS

    def points(self) -> npt.NDArray[np.float32]:
        """Return all points, ascending, (side, 1)."""
        return np.linspace(*self.x, self.side, dtype=np.float32)[:, None]

    def field(self, output: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return outputs at the points as they are, (side, units)."""
        return output


def grid_over(x: Interval, y: Interval, side: int) -> Grid:
    """Return a grid over a visible part of the plane and one cell beyond it, so that lines reach its edges."""

    def wider(interval: Interval) -> Interval:
        cell = (interval[1] - interval[0]) / (side - 2)
        return interval[0] - cell, interval[1] + cell

    return Grid(wider(x), wider(y), side)


def side_for(shapes: ShapeReport) -> int:
    """Return how fine a grid a network of this size can afford."""
    units = sum(math.prod(node.output) for node in shapes.nodes.values())
    products = sum(node.parameters * math.prod(node.output[1:]) for node in shapes.nodes.values())  # at every place
    cost = units * SECONDS_PER_UNIT + products * SECONDS_PER_PARAMETER  # seconds for one point
    return SIDE if not cost else max(LEAST_SIDE, min(SIDE, int(math.sqrt(BUDGET / cost))))


def extent_of(places: npt.NDArray[np.floating]) -> tuple[Interval, Interval]:
    """Return the part of the plane that shows all samples, (n, 2), square where that is sensible."""
    if not len(places):
        return EMPTY, EMPTY
    low = places.min(axis=0).astype(np.float64)
    high = places.max(axis=0).astype(np.float64)
    span = high - low
    span[span == 0] = span.max() or 1.0
    if same_scale(places):
        span[:] = span.max()
    half = span * (0.5 + (MARGIN_OF_FEW if len(places) <= FEW else MARGIN))
    middle = (low + high) / 2
    (left, bottom), (right, top) = middle - half, middle + half
    return (float(left), float(right)), (float(bottom), float(top))


def same_scale(places: npt.NDArray[np.floating]) -> bool:
    """Whether the two axes of places, (n, 2), are alike enough to be drawn to one scale."""
    if not len(places):
        return True
    span = np.ptp(places, axis=0)
    return bool(span.max() < SIMILAR * span.min())
