"""Answers side by side with the targets: right or wrong, which class for which, and the loss of every sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.evaluation.reading import Reading
from engine.training.task import NO_ANSWER

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.catalog.losses import LossSpec

    Floats = npt.NDArray[np.float32]


class ClassScores(NamedTuple):
    """How well each class is found; arrays of shape (k,).

    Parameters
    ----------
    precision : array of float64
        Of the samples that are taken for the class, the share that are of it; 0 if none is taken for it.
    recall : array of float64
        Of the samples of the class, the share that are taken for it; 0 if there is none of it.
    f1 : array of float64
        The harmonic mean of the two.
    support : array of int64
        How many samples are of the class.
    """

    precision: npt.NDArray[np.float64]
    recall: npt.NDArray[np.float64]
    f1: npt.NDArray[np.float64]
    support: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """What a network answered to n samples.

    Parameters
    ----------
    classes : tuple of str
        Names of the k classes; empty for a regression, which has no `predicted`, `right` and `confusion`.
    outputs : array of float32, shape (n, units)
    targets : array of float32, shape (n,)
        Class numbers or values.
    losses : array of float32, shape (n,)
        The loss of each sample; NaN where the output is not finite.
    predicted : array of int64, shape (n,)
        Class numbers; `NO_ANSWER` where an output is NaN.
    right : array of bool, shape (n,)
        A sample without an answer is not answered rightly.
    confusion : array of int64, shape (k, k)
        How many samples of the row's class are taken for the column's; those without an answer are in no column.
    """

    classes: tuple[str, ...]
    outputs: Floats
    targets: Floats
    losses: Floats
    predicted: npt.NDArray[np.int64]
    right: npt.NDArray[np.bool_]
    confusion: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.targets)

    @property
    def loss(self) -> float:
        """The mean loss; NaN without samples."""
        return float(self.losses.mean(dtype=np.float64)) if len(self) else float("nan")

    @property
    def unanswered(self) -> npt.NDArray[np.int64]:
        """How many samples of each class have no answer, (k,)."""
        of_class = self.targets[self.predicted == NO_ANSWER] if self.classes else np.empty(0)
        return np.bincount(of_class.astype(np.int64), minlength=len(self.classes))

    @property
    def accuracy(self) -> float:
        """The share of samples whose class is right; NaN for a regression and without samples."""
        return float(self.right.mean()) if len(self.right) else float("nan")

    def scores(self) -> ClassScores:
        """Return precision, recall and F1 of every class, by scikit-learn."""
        from sklearn.metrics import precision_recall_fscore_support

        numbers = np.arange(len(self.classes))
        found = precision_recall_fscore_support(
            self.targets.astype(np.int64), self.predicted, labels=numbers, zero_division=0
        )
        return ClassScores(*found)


def evaluate(
    outputs: Floats, targets: Floats, loss: LossSpec, classes: tuple[str, ...] = (), cut: float | None = None
) -> Evaluation:
    """Compare outputs with targets.

    Parameters
    ----------
    outputs : array of float32, shape (n, units)
        What the network gives, with as many units as the loss wants.
    targets : array of float32, shape (n,)
        Class numbers from 0, or values.
    loss : LossSpec
    classes : tuple of str
        Empty for a regression.
    cut : float, optional
        Of two classes, another threshold than the loss has: see `Reading`.
    """
    losses = _losses(outputs, targets, loss)
    if not classes:
        nothing = np.empty(0, np.int64)
        return Evaluation((), outputs, targets, losses, nothing, nothing.astype(bool), np.empty((0, 0), np.int64))
    numbers, count = targets.astype(np.int64), len(classes)
    predicted = Reading(loss, count, cut).predicted(outputs)
    sound = predicted != NO_ANSWER
    confusion = np.bincount(numbers[sound] * count + predicted[sound], minlength=count * count).reshape(count, count)
    return Evaluation(classes, outputs, targets, losses, predicted, predicted == numbers, confusion)


def _losses(outputs: Floats, targets: Floats, loss: LossSpec) -> Floats:
    """Return the loss of each sample, as PyTorch calculates it."""
    import torch

    sound = np.isfinite(outputs).all(axis=1)
    given, y = torch.from_numpy(outputs[sound]), torch.from_numpy(targets[sound])
    if loss.target == "index":
        y = y.long()
    else:
        y = y.unsqueeze(1) if given.shape[1] == 1 else torch.nn.functional.one_hot(y.long(), given.shape[1]).float()
    values = getattr(torch.nn, loss.module)(reduction="none")(given, y)
    losses = np.full(len(outputs), np.nan, np.float32)
    losses[sound] = values.reshape(len(given), -1).mean(1).numpy() if len(given) else 0
    return losses
