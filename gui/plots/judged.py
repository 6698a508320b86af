"""What answers are worth: everything that the results show, computed in one go beside the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.evaluation import evaluate, regression_residuals, threshold_curve

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.evaluation import ClassScores, Evaluation, Residuals, ThresholdCurve
    from gui.plots.reading import Reading


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
        The probability, or what comes nearest, of the class that is answered; empty for a regression.
    scores : ClassScores or None
        None for a regression.
    residuals : Residuals or None
        None with classes.
    curve : ThresholdCurve or None
        Of two classes: what every level of class 1 as threshold gives.
    usual : float
        The level that the loss has as threshold; 0.5 where the larger of two outputs decides.
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

    def worst(self) -> npt.NDArray[np.intp]:
        """Return the places among `rows` of the wrong answers, the surest first."""
        wrong = np.flatnonzero(~self.evaluation.right)
        order: npt.NDArray[np.intp] = wrong[np.argsort(-self.confidence[wrong], kind="stable")]
        return order

    def in_cell(self, target: int, predicted: int) -> npt.NDArray[np.intp]:
        """Return the places among `rows` of the samples of one class that are taken for another."""
        found = self.evaluation
        places: npt.NDArray[np.intp] = np.flatnonzero((found.targets == target) & (found.predicted == predicted))
        return places


def judge(
    dataset: Dataset, reading: Reading, rows: npt.NDArray[np.int64], outputs: npt.NDArray[np.float32], step: int
) -> Judged:
    """Compare outputs, (n, units), with the targets of their rows; numbers are those of kept libraries."""
    targets = dataset.y[rows]
    found = evaluate(outputs, targets, reading.loss, dataset.classes)
    if not dataset.classes:
        residuals = regression_residuals(outputs, targets)
        return Judged(dataset, rows, step, found, np.empty(0), residuals=residuals)
    level = np.asarray(reading.level(outputs), np.float64)
    single = level.shape[1] == 1
    binary = len(dataset.classes) == 2 and level.shape[1] <= 2
    if binary and reading.cut is not None:
        found = _cut(found, level[:, -1] > reading.cut)
    both = np.column_stack([1 - level[:, 0], level[:, 0]]) if single else level
    confidence = both[np.arange(len(rows)), found.predicted]
    sound = np.isfinite(level).all(axis=1)
    curve = threshold_curve(level[sound, -1], targets[sound]) if binary else None
    usual = float(np.asarray(reading.level(np.array([[reading.loss.threshold]])))[0, 0]) if single else 0.5
    return Judged(dataset, rows, step, found, np.nan_to_num(confidence), found.scores(), None, curve, usual)


def _cut(found: Evaluation, positive: npt.NDArray[np.bool_]) -> Evaluation:
    """Return the same answers with another threshold."""
    predicted, numbers = positive.astype(np.int64), found.targets.astype(np.int64)
    confusion = np.bincount(numbers * 2 + predicted, minlength=4).reshape(2, 2)
    return replace(found, predicted=predicted, right=predicted == numbers, confusion=confusion)
