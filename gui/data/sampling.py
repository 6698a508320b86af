"""Arithmetic behind the views of samples; of very many samples some stand for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.data.summary import summarise

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset

    Rows = npt.NDArray[np.int64]
    Counts = npt.NDArray[np.int64]

TRAIN, VALIDATION, TEST = range(3)
MOST_BARS = 100_000
"""Samples that a histogram counts."""
MOST_POINTS = 3_000
"""Samples that a scatter plot shows."""


def parts_of(dataset: Dataset) -> npt.NDArray[np.int8]:
    """Return for each sample whether it is for training, validation or test, (n,)."""
    parts = np.zeros(len(dataset), np.int8)
    parts[dataset.validation] = VALIDATION
    parts[dataset.test] = TEST
    return parts


def rows_of(dataset: Dataset, part: int | None) -> Rows:
    """Return the rows of one part, ascending, or of all for None."""
    if part is None:
        return np.arange(len(dataset))
    return np.sort((dataset.train, dataset.validation, dataset.test)[part])


def some(rows: Rows, limit: int) -> Rows:
    """Return at most so many rows, by chance but always the same, ascending."""
    if len(rows) <= limit:
        return rows
    begins = np.arange(limit + 1) * len(rows) // limit  # one of each stretch
    chance = np.random.default_rng(0).random(limit)
    return rows[begins[:-1] + (chance * np.diff(begins)).astype(np.int64)]


def class_counts(dataset: Dataset) -> Counts:
    """Return how many samples of each class each part has, (3, classes)."""
    classes = dataset.n_classes
    return np.stack(
        [
            np.bincount(dataset.y[rows].astype(np.int64), minlength=classes)
            for rows in (dataset.train, dataset.validation, dataset.test)
        ]
    )


def histogram(
    values: npt.NDArray[np.float32], groups: npt.NDArray[np.int64], count: int
) -> tuple[npt.NDArray[np.float64], Counts]:
    """Count values by bins and groups.

    Parameters
    ----------
    values : array, shape (n,)
        All finite.
    groups : array of int64, shape (n,)
        Numbers below `count`.

    Returns
    -------
    edges, counts
        Of shapes (bins + 1,) and (count, bins); both empty if there is no value.
    """
    edges = summarise(values).edges
    bins = max(0, len(edges) - 1)
    if not bins:
        return edges, np.zeros((count, 0), np.int64)
    width = (edges[-1] - edges[0]) / bins
    place = np.clip(((values.astype(np.float64) - edges[0]) / width).astype(np.int64), 0, bins - 1)
    counts = np.bincount(groups * bins + place, minlength=count * bins)
    return edges, counts.reshape(count, bins)
