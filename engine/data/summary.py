"""What a column holds, in a few numbers: for histograms and lists beside a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

BINS = 20
TOP = 20


@dataclass(frozen=True, slots=True, eq=False)
class NumberSummary:
    """A column of numbers.

    Parameters
    ----------
    counts : array of int64, shape (bins,)
        How many values lie in each bin; empty if there is no value.
    edges : array of float64, shape (bins + 1,)
        Where the bins begin and end; empty if there is no value.
    minimum, maximum, mean : float
        NaN if there is no value.
    missing : int
        How many values are NaN or infinite.
    """

    counts: npt.NDArray[np.int64]
    edges: npt.NDArray[np.float64]
    minimum: float
    maximum: float
    mean: float
    missing: int


@dataclass(frozen=True, slots=True)
class CategorySummary:
    """A column of categories.

    Parameters
    ----------
    top : tuple of (str, int)
        The most frequent categories and how often each comes, most frequent first.
    different : int
        How many categories there are.
    missing : int
        How many cells are empty.
    """

    top: tuple[tuple[str, int], ...]
    different: int
    missing: int


def summarise(values: npt.NDArray[np.floating], bins: int = BINS) -> NumberSummary:
    """Summarise numbers, (n,); what is not finite counts as missing."""
    finite = values[np.isfinite(values)]
    missing = len(values) - len(finite)
    if not len(finite):
        return NumberSummary(np.zeros(0, np.int64), np.zeros(0), np.nan, np.nan, np.nan, missing)
    low, high = float(finite.min()), float(finite.max())
    if low == high or not low < low + (high - low) / bins < high:  # too near each other for bins between them
        reach = max(0.5, abs(low) * 1e-6)
        low_edge, high_edge = low - reach, high + reach
    else:
        low_edge, high_edge = low, high
    counts, edges = np.histogram(finite.astype(np.float64), bins, (low_edge, high_edge))
    return NumberSummary(counts.astype(np.int64), edges, low, high, float(finite.mean(dtype=np.float64)), missing)


def summarise_categories(cells: Sequence[str | None], top: int = TOP) -> CategorySummary:
    """Summarise categories; None counts as missing, and equal counts are in alphabetical order."""
    counts = Counter(cell for cell in cells if cell is not None)
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return CategorySummary(tuple(ordered[:top]), len(counts), len(cells) - sum(counts.values()))
