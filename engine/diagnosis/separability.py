"""Whether a straight line, plane or hyperplane parts two sets of points: decided exactly, in fractions.

There are weights w with ``w x > 0`` for every point x of one set and ``w x <= 0`` for every point of the other unless
some mean of the first set's points, with weights of their own, is a sum of non-negative multiples of the other's: that
is Motzkin's transposition theorem. With a bias, a coordinate of 1 is put behind each x, and the theorem says that the
convex hulls of the two sets meet. Whether there is such a mean is a linear programme, solved here by the simplex method
(Dantzig) with Bland's rule, which cannot go round in circles. Floating point numbers are fractions, so nothing is
rounded, and "no" means no.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

LARGEST = 256
"""Rows times columns up to which the question is answered; fractions of more would take noticeable time."""

_Row = list[Fraction]


def separable(x: npt.NDArray[np.floating], of_one: npt.NDArray[np.bool_], *, bias: bool = True) -> bool | None:
    """Tell whether one unit with a step can answer 1 on the one set and 0 on the other; None if that is too much work.

    Parameters
    ----------
    x : array, shape (n, p)
    of_one : array of bool, shape (n,)
        Which rows are to get the answer 1.
    bias : bool
        Whether the unit has a bias; without, its boundary goes through the origin.
    """
    if x.size > LARGEST:
        return None
    points = np.unique(np.column_stack([of_one, x]).astype(np.float64), axis=0)  # (m, 1 + p)
    if not points[:, 0].any() or not np.isfinite(points).all():
        return not points[:, 0].any()
    columns = [_column(bool(point[0]), point[1:].tolist(), bias) for point in points]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return not _has_solution(rows)


def _column(of_one: bool, point: list[float], bias: bool) -> _Row:
    """Return what a point adds to the equations: coordinates that must cancel, and a weight that must add up to 1."""
    sign = 1 if of_one else -1
    coordinates = [sign * Fraction(value) for value in point]
    return [*coordinates, *([Fraction(sign)] if bias else []), Fraction(int(of_one))]


def _has_solution(rows: list[_Row]) -> bool:
    """Tell whether there are numbers of at least 0 with which each row adds up to 0, and the last one to 1.

    Phase one of the simplex method: every row gets a variable of its own that makes up what is missing, and their sum,
    at first 1, is brought as low as it goes.
    """
    tableau = [[*row, Fraction(0)] for row in rows]
    tableau[-1][-1] = Fraction(1)
    basis: list[int | None] = [None] * len(rows)  # None: the row still has its own variable
    while (entering := _entering(tableau, basis)) is not None:
        leaving = _leaving(tableau, entering, basis)
        _pivot(tableau, leaving, entering)
        basis[leaving] = entering
    return all(row[-1] == 0 for row, variable in zip(tableau, basis, strict=True) if variable is None)


def _entering(tableau: list[_Row], basis: list[int | None]) -> int | None:
    """Return the first variable by which what is missing becomes less."""
    missing = [row for row, variable in zip(tableau, basis, strict=True) if variable is None]
    return next((place for place in range(len(tableau[0]) - 1) if sum(row[place] for row in missing) > 0), None)


def _leaving(tableau: list[_Row], entering: int, basis: list[int | None]) -> int:
    """Return the row that limits the entering variable; among equals a row's own variable, then the lowest one."""
    limits = [(row[-1] / row[entering], place) for place, row in enumerate(tableau) if row[entering] > 0]
    return min(limits, key=lambda limit: (limit[0], -1 if basis[limit[1]] is None else basis[limit[1]], limit[1]))[1]


def _pivot(tableau: list[_Row], leaving: int, entering: int) -> None:
    divisor = tableau[leaving][entering]
    pivot = tableau[leaving] = [value / divisor for value in tableau[leaving]]
    for place, row in enumerate(tableau):
        factor = row[entering]
        if place != leaving and factor:
            tableau[place] = [value - factor * other for value, other in zip(row, pivot, strict=True)]
