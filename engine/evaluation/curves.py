"""What every threshold on a score would give: the curves that a slider moves along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]
    Wholes = npt.NDArray[np.int64]


class ThresholdPoint(NamedTuple):
    """What one threshold gives; samples above it are taken for class 1."""

    threshold: float
    true_positives: int
    false_positives: int
    true_negatives: int
    false_negatives: int
    precision: float
    recall: float
    f1: float
    true_positive_rate: float
    false_positive_rate: float


@dataclass(frozen=True, slots=True, eq=False)
class ThresholdCurve:
    """What m thresholds give: infinity, then every score that occurs, falling; arrays of shape (m,).

    A sample is taken for class 1 if its score is not below the threshold. Where nothing is to be divided by, precision
    is 1, as no answer is wrong, and the rates and F1 are 0.

    Parameters
    ----------
    thresholds : array of float64
    true_positives, false_positives : array of int64
        Samples taken for class 1 that are, and that are not, of it.
    positives, negatives : int
        Samples of class 1 and of class 0.
    """

    thresholds: Reals
    true_positives: Wholes
    false_positives: Wholes
    positives: int
    negatives: int

    @property
    def true_positive_rate(self) -> Reals:
        """Of class 1, the share that is found; the same as recall."""
        return _shares(self.true_positives, self.positives)

    @property
    def false_positive_rate(self) -> Reals:
        """Of class 0, the share that is taken for class 1."""
        return _shares(self.false_positives, self.negatives)

    @property
    def precision(self) -> Reals:
        """Of what is taken for class 1, the share that is of it."""
        return _shares(self.true_positives, self.true_positives + self.false_positives, empty=1.0)

    @property
    def recall(self) -> Reals:
        """Of class 1, the share that is found."""
        return self.true_positive_rate

    @property
    def f1(self) -> Reals:
        """The harmonic mean of precision and recall."""
        return _shares(2 * self.true_positives, self.true_positives + self.false_positives + self.positives)

    @property
    def area(self) -> float:
        """The area under the ROC curve; NaN if there are not samples of both classes."""
        if not (self.positives and self.negatives):
            return float("nan")
        return float(np.trapezoid(self.true_positive_rate, self.false_positive_rate))

    def at(self, threshold: float) -> ThresholdPoint:
        """Return what a threshold gives if class 1 is above it, as the losses of the app have it."""
        place = int(np.searchsorted(-self.thresholds, -threshold, side="left")) - 1
        found, wrong = int(self.true_positives[max(place, 0)]), int(self.false_positives[max(place, 0)])
        precision, recall, f1, false_rate = (
            float(values[max(place, 0)]) for values in (self.precision, self.recall, self.f1, self.false_positive_rate)
        )
        missed, spared = self.positives - found, self.negatives - wrong
        return ThresholdPoint(threshold, found, wrong, spared, missed, precision, recall, f1, recall, false_rate)


def threshold_curve(scores: npt.NDArray[np.floating], y: npt.NDArray[np.generic]) -> ThresholdCurve:
    """Return what every threshold gives.

    Parameters
    ----------
    scores : array, shape (n,)
        Finite; the higher, the more it speaks for class 1.
    y : array, shape (n,)
        1 for class 1, else 0.
    """
    order = np.argsort(scores, kind="stable")[::-1]
    falling, positive = scores[order].astype(np.float64), np.asarray(y)[order] == 1
    ends = np.flatnonzero(np.diff(falling, append=-np.inf))  # the last place of every score
    true = np.concatenate([[0], np.cumsum(positive)[ends]])
    return ThresholdCurve(
        np.concatenate([[np.inf], falling[ends]]),
        true,
        np.concatenate([[0], ends + 1]) - true,
        int(positive.sum()),
        int(len(positive) - positive.sum()),
    )


def _shares(part: Wholes, whole: Wholes | int, empty: float = 0.0) -> Reals:
    """Return quotients, and `empty` where the divisor is 0."""
    result = np.full(part.shape, empty)
    np.divide(part, whole, out=result, where=np.asarray(whole) > 0)
    return result
