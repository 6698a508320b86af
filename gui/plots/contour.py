"""The line on which a field on a grid is zero: marching squares, all cells at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Field = npt.NDArray[np.floating]
Points = npt.NDArray[np.float64]

_CORNERS = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
"""Of a cell, counter-clockwise; edge k goes from corner k to the next."""


def zero_line(field: Field) -> Points:
    """Return where the field crosses zero, as straight pieces.

    Within a cell the field is taken to be linear along the edges; where all four edges cross, the mean of the corners
    decides which belong together. Cells with a corner that is not finite are left out.

    Parameters
    ----------
    field : array, shape (columns, rows)

    Returns
    -------
    array, shape (2 n, 2)
        Two points for each of n pieces, in units of the grid: ``(0, 0)`` is where ``field[0, 0]`` was measured.
    """
    cells = _crossed_cells(field)  # (cells, 2)
    if not len(cells):
        return np.empty((0, 2))
    at = cells[:, None] + _CORNERS  # (cells, 4, 2)
    start = field[at[..., 0], at[..., 1]].astype(np.float64)  # (cells, 4)
    end = np.roll(start, -1, axis=1)
    crossed = (start > 0) != (end > 0)
    share = np.divide(start, start - end, out=np.zeros_like(start), where=crossed)
    points = at + share[..., None] * (np.roll(_CORNERS, -1, axis=0) - _CORNERS)  # (cells, 4, 2)
    saddle = crossed.all(axis=1)
    plain = np.sort(np.where(crossed[~saddle], np.arange(4), 4), axis=1)[:, :2]  # the two edges that are crossed
    first = points[~saddle][np.arange(len(plain))[:, None], plain]  # (plain, 2, 2)
    return np.concatenate([first.reshape(-1, 2), _saddles(points[saddle], start[saddle])])


def _crossed_cells(field: Field) -> npt.NDArray[np.intp]:
    above = field > 0
    count = above[:-1, :-1].astype(np.int8) + above[1:, :-1] + above[1:, 1:] + above[:-1, 1:]
    known = np.isfinite(field)
    whole = known[:-1, :-1] & known[1:, :-1] & known[1:, 1:] & known[:-1, 1:]
    return np.argwhere((count > 0) & (count < 4) & whole)


def _saddles(points: Points, corners: Points) -> Points:
    """Return two pieces for each cell crossed at all edges: around the corners unlike the middle."""
    around_first = (corners.mean(axis=1) > 0) != (corners[:, 0] > 0)
    order = np.where(around_first[:, None], [3, 0, 1, 2], [0, 1, 2, 3])
    return points[np.arange(len(points))[:, None], order].reshape(-1, 2)
