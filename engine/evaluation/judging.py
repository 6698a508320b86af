"""What answers are worth: all that is to be known of them, computed in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.evaluation.curves import threshold_curve
from engine.evaluation.evaluation import evaluate
from engine.evaluation.residuals import regression_residuals, residuals_of
from engine.training.task import NO_ANSWER

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.evaluation.curves import ThresholdCurve
    from engine.evaluation.evaluation import ClassScores, Evaluation
    from engine.evaluation.reading import Reading
    from engine.evaluation.residuals import Residuals


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The answers to n samples, compared with their targets.

    Parameters
    ----------
    dataset : Dataset
    rows : array of int64, shape (n,)
        Which samples.
    step : int
        Of the run.
    evaluation : Evaluation
        With the threshold that was chosen.
    confidence : array of float64, shape (n,)
        The probability, or what comes nearest, of the class that is answered; 0 where there is no answer. Empty for a
        regression.
    scores : ClassScores or None
        None for a regression.
    residuals : Residuals or None
        None with classes.
    curve : ThresholdCurve or None
        Of two classes: what every level of class 1 as threshold gives, of the samples that have an answer.
    usual : float
        The level that the loss has as threshold; 0.5 where the larger of two outputs decides.
    cut : float or None
        The threshold that was chosen in its place.
    scored : bool
        Whether the numbers of scikit-learn are there too: `scores`, and those of `residuals`.
    """

    dataset: Dataset
    rows: npt.NDArray[np.int64]
    step: int
    evaluation: Evaluation
    confidence: npt.NDArray[np.float64]
    scores: ClassScores | None = None
    residuals: Residuals | None = None
    curve: ThresholdCurve | None = None
    usual: float = 0.5
    cut: float | None = None
    scored: bool = True

    def with_scores(self) -> Judged:
        """Return the same with the numbers of scikit-learn; the first time it takes a second to load it."""
        found = self.evaluation
        if not found.classes:
            return replace(self, residuals=regression_residuals(found.outputs, found.targets), scored=True)
        return replace(self, scores=found.scores(), scored=True)

    def worst(self) -> npt.NDArray[np.intp]:
        """Return the places among `rows` of the wrong answers, the surest first."""
        wrong = np.flatnonzero(~self.evaluation.right)
        order: npt.NDArray[np.intp] = wrong[np.argsort(-self.confidence[wrong], kind="stable")]
        return order

    def in_cell(self, target: int, predicted: int) -> npt.NDArray[np.intp]:
        """Return the places among `rows` of the samples of one class that are taken for another, or for none."""
        found = self.evaluation
        places: npt.NDArray[np.intp] = np.flatnonzero((found.targets == target) & (found.predicted == predicted))
        return places


def judge(
    dataset: Dataset, reading: Reading, rows: npt.NDArray[np.int64], outputs: npt.NDArray[np.float32], step: int
) -> Judged:
    """Compare outputs, (n, units), with the targets of their rows; see `Judged.with_scores` for the rest."""
    targets = dataset.y[rows]
    found = evaluate(outputs, targets, reading.loss, dataset.classes, reading.cut)
    if not dataset.classes:
        return Judged(dataset, rows, step, found, np.empty(0), residuals=residuals_of(outputs, targets), scored=False)
    level = np.asarray(reading.level(outputs), np.float64)
    single = level.shape[1] == 1
    binary = len(dataset.classes) == 2 and level.shape[1] <= 2
    both = np.column_stack([1 - level[:, 0], level[:, 0]]) if single else level
    confidence = np.nan_to_num(both[np.arange(len(rows)), found.predicted])
    confidence[found.predicted == NO_ANSWER] = 0
    sound = np.isfinite(level).all(axis=1)
    curve = threshold_curve(level[sound, -1], targets[sound]) if binary else None
    usual = reading.usual() if single else 0.5
    cut = reading.cut if binary else None
    return Judged(dataset, rows, step, found, confidence, None, None, curve, usual, cut, scored=False)
