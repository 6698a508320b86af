"""What is trained on: tensors, the loss, and how to count what the network gets right."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    from torch import Tensor, nn

    from engine.text import Text

NO_ANSWER = -1
"""Stands for the class where an output is NaN: that answers nothing, and is never right."""


def decided(output: npt.NDArray[np.floating], threshold: float) -> npt.NDArray[np.int64]:
    """Return the class numbers that outputs mean, (n, units) to (n,); `NO_ANSWER` where one of them is NaN.

    One unit means class 1 above the threshold. Of several the largest decides, the first of equal ones.
    """
    single = output.shape[1] == 1
    largest: npt.NDArray[np.int64] = (output[:, 0] > threshold).astype(np.int64) if single else output.argmax(1)
    if math.isnan(output.max(initial=-math.inf)):  # far cheaper than to look at each of them
        largest = np.where(np.isnan(output).any(axis=1), NO_ANSWER, largest)
    return largest


@dataclass(frozen=True, slots=True)
class Samples:
    """Inputs (n, p) and targets: (n, units) for a ``value`` loss, (n,) class numbers for an ``index`` loss."""

    x: Tensor
    y: Tensor

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True)
class RightAnswers:
    """Counts the samples of a batch that are classified rightly.

    NumPy counts: for the few samples of a batch its calls cost a third of PyTorch's.

    Parameters
    ----------
    how : {"threshold", "index", "one_hot"}
        What the targets are: 0 and 1 for the one unit, or for several units class numbers or one-hot rows.
    threshold : float
    """

    how: Literal["threshold", "index", "one_hot"]
    threshold: float = 0.5

    def __call__(self, output: Tensor, y: Tensor) -> int:
        """Return how many of the outputs, (n, units), are right; none that is NaN is."""
        targets = y.numpy()
        if self.how == "threshold":
            expected = targets[:, 0] > 0.5
        else:
            expected = targets if self.how == "index" else targets.argmax(1)
        return int((decided(output.numpy(), self.threshold) == expected).sum())


@dataclass(frozen=True, slots=True)
class Task:
    """All that training needs besides the module and its config.

    Parameters
    ----------
    loss : torch.nn.Module
        ``loss(output, target)`` averaged over the batch.
    train, validation : Samples
        Validation may have no samples.
    correct : RightAnswers or None
        None for a regression.
    missing : Text, optional
        Why there is no sample to train on. The network can be looked at then, but no step be made.
    """

    loss: nn.Module
    train: Samples
    validation: Samples
    correct: RightAnswers | None
    missing: Text | None = None
