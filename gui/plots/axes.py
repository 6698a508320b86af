"""Which plane through the space of the columns is looked at: two columns, or the two directions of largest variance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.wording import Wording

if TYPE_CHECKING:
    from engine.data import DataRecipe, Dataset

Reals = npt.NDArray[np.float64]

MANY = 64
"""Columns up to which two of them can be chosen as axes; of more, only the PCA plane is offered."""

DIRECT = 128
"""Columns or samples up to which all directions are found; of more, only the first few, in a fraction of the time."""

BLOCK = 12
ROUNDS = 60
STILL = 1 - 1e-10
"""Cosine between a direction and that of the round before, from which on it has been found."""

SPREAD = 2.0
"""Standard deviations within which most samples are."""
UNKNOWN = 1.0
"""How far from 0 samples are taken to be of which nothing is known."""

PCA_ROWS = 2000
"""Training samples, evenly spaced, from which the directions are found."""


@dataclass(frozen=True, slots=True, eq=False)
class ColumnPlane:
    """Two columns as axes, the others fixed.

    Parameters
    ----------
    names : tuple of str
        Of the two axes.
    columns : tuple of int
        Numbers of the two raw columns.
    base : array of float64, shape (p0,)
        A value for every raw column; those of the axes do not matter.
    """

    names: tuple[str, str]
    columns: tuple[int, int]
    base: Reals

    def lift(self, points: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
        """Return the raw samples at points of the plane: (n, 2) to (n, p0)."""
        raw = np.tile(self.base.astype(np.float32), (len(points), 1))
        raw[:, list(self.columns)] = points
        return raw

    def project(self, raw: npt.NDArray[np.floating]) -> Reals:
        """Return where raw samples are in the plane: (n, p0) to (n, 2)."""
        return raw[:, list(self.columns)].astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class PcaPlane:
    """The plane through the mean of the training samples that shows most of their variance.

    Parameters
    ----------
    names : tuple of str
        Of the two axes, with their share of the variance.
    mean : array of float64, shape (p0,)
    directions : array of float64, shape (2, p0)
        Orthogonal, of length 1.
    """

    names: tuple[str, str]
    mean: Reals
    directions: Reals

    def lift(self, points: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
        """Return the raw samples at points of the plane: (n, 2) to (n, p0)."""
        return (self.mean + points @ self.directions).astype(np.float32)

    def project(self, raw: npt.NDArray[np.floating]) -> Reals:
        """Return where raw samples are in the plane, seen at a right angle to it: (n, p0) to (n, 2)."""
        places: Reals = (raw - self.mean) @ self.directions.T
        return places


Plane = ColumnPlane | PcaPlane


def tells_little(dataset: Dataset) -> bool:
    """Whether two of the columns tell nothing: there are too many, or they are pixels."""
    return len(dataset.raw_columns) > MANY or dataset.image_shape is not None


def first_axes(dataset: Dataset, recipe: DataRecipe) -> tuple[int, int]:
    """Return the two columns that are the axes at first: those that hold numbers, before those made of categories."""
    wording = Wording.of(recipe, dataset)
    numbers = () if wording is None else wording.measured
    others = (column for column in range(len(dataset.raw_columns)) if column not in numbers)
    first, second, *_ = (*numbers[:2], *others, 0, 1)
    return first, second


def whereabouts(dataset: Dataset) -> npt.NDArray[np.floating]:
    """Return the raw samples, (n, p0); where they are missing two others, between which most of them must have been."""
    if dataset.missing is None:
        return dataset.raw
    known, size = dataset.preparation, len(dataset.raw_columns)
    if known.shift is None or known.scale is None or known.features:
        return np.stack([np.full(size, -UNKNOWN), np.full(size, UNKNOWN)])
    return np.stack([known.shift - SPREAD * known.scale, known.shift + SPREAD * known.scale])


def to_show(dataset: Dataset, plane: Plane | None, places: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Return what a view of all samples shows: their places in a plane, (n, 2), or `whereabouts` of missing ones."""
    if dataset.missing is None:
        return places
    around = whereabouts(dataset)
    return plane.project(around) if plane else np.column_stack([around[:, 0], np.zeros(len(around))])


def centre_of(dataset: Dataset) -> Reals:
    """Return the mean of the training samples, (p0,), or of `whereabouts`; zeros without any."""
    rows = dataset.train if len(dataset.train) else np.arange(len(dataset))
    if not len(rows):
        around = whereabouts(dataset)
        return around.mean(axis=0, dtype=np.float64) if len(around) else np.zeros(len(dataset.raw_columns))
    centre: Reals = dataset.raw[rows].mean(axis=0, dtype=np.float64)
    return centre


def pca_of(dataset: Dataset) -> PcaPlane:
    """Return the PCA plane of the raw training samples, by a singular value decomposition.

    Of many columns only the first directions are found, by subspace iteration.

    A direction points to where its largest component is positive, so that the picture is always the same way round.
    """
    rows = dataset.train if len(dataset.train) else np.arange(len(dataset))
    rows = rows[:: max(1, -(-len(rows) // PCA_ROWS))]
    size = len(dataset.raw_columns)
    mean = dataset.raw[rows].mean(axis=0, dtype=np.float64) if len(rows) else np.zeros(size)
    away = dataset.raw[rows] - mean
    sizes, found = _first_directions(away)
    directions = np.eye(2, size)
    directions[: len(found)] = found[:2]
    largest = np.abs(directions).argmax(axis=1)
    directions *= np.where(directions[[0, 1], largest] < 0, -1.0, 1.0)[:, None]
    variances = np.append(sizes, [0.0, 0.0])[:2] ** 2
    shares = variances / max(float((away**2).sum()), np.finfo(float).tiny)
    first, second = (f"PC {place + 1} ({share:.1%})" for place, share in enumerate(shares.tolist()))
    return PcaPlane((first, second), mean, directions)


def _first_directions(away: Reals) -> tuple[Reals, Reals]:
    """Return singular values, falling, and right singular vectors, (k, p0): all, or the first few of large arrays."""
    if min(away.shape) <= DIRECT:
        _, sizes, found = np.linalg.svd(away, full_matrices=False)
        return sizes, found
    basis, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(away.shape[1], BLOCK)))
    for _ in range(ROUNDS):
        before = basis
        basis, _ = np.linalg.qr(away.T @ (away @ basis))
        if (np.abs((before * basis).sum(axis=0)[:2]) > STILL).all():
            break
    _, sizes, within = np.linalg.svd(away @ basis, full_matrices=False)
    return sizes, within @ basis.T
