"""The rows of a truth table: every combination of 0 and 1, what the data want there, and what the network answers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from engine.data import Dataset
    from engine.evaluation import Reading
    from gui.plots.tints import Floats

FEWEST, MOST = 2, 4
"""How many inputs a truth table may have; each more doubles its rows."""


@dataclass(frozen=True, slots=True, eq=False)
class TruthTable:
    """What is asked and wanted.

    Parameters
    ----------
    x : array of float32, shape (rows, inputs)
        All combinations of 0 and 1, the last input changing fastest.
    targets : array of float64, shape (rows,)
        Class numbers or values; NaN where the data have no such row, or rows that contradict each other.
    """

    x: npt.NDArray[np.float32]
    targets: npt.NDArray[np.float64]


def fits(dataset: Dataset) -> bool:
    """Tell whether data have so few inputs that all combinations can be listed."""
    return FEWEST <= dataset.n_columns <= MOST


def truth_table(dataset: Dataset) -> TruthTable:
    """Return the rows for data of few inputs."""
    x = np.array(list(product((0, 1), repeat=dataset.n_columns)), dtype=np.float32)
    return TruthTable(x, np.array([_target(dataset, row) for row in x], dtype=np.float64))


def _target(dataset: Dataset, row: npt.NDArray[np.float32]) -> float:
    found = np.unique(dataset.y[(dataset.x == row).all(axis=1)])
    return float(found[0]) if len(found) == 1 else np.nan


def answers(reading: Reading, output: Floats) -> npt.NDArray[np.float64]:
    """Return the class that each row of outputs, (rows, units), means; NaN for a regression and where that is unknown.

    One unit means class 1 above the loss's threshold, as accuracy is counted; of several, the largest decides.
    """
    if not reading.classes:
        return np.full(len(output), np.nan)
    known = np.isfinite(output).all(axis=1)
    return np.where(known, reading.predicted(output).astype(np.float64), np.nan)


def verdicts(targets: npt.NDArray[np.float64], found: npt.NDArray[np.float64]) -> list[bool | None]:
    """Return for each row whether the answer is right; None where there is no target or no answer."""
    pairs = zip(targets.tolist(), found.tolist(), strict=True)
    return [None if np.isnan(target) or np.isnan(answer) else target == answer for target, answer in pairs]
