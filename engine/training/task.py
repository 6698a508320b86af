"""What is trained on: tensors, the loss, and how to count what the network gets right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from torch import Tensor, nn


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
        One unit predicts class 1 above the threshold. Several predict the class of the largest; their targets are
        class numbers or one-hot rows.
    threshold : float
    """

    how: Literal["threshold", "index", "one_hot"]
    threshold: float = 0.5

    def __call__(self, output: Tensor, y: Tensor) -> int:
        """Return how many of the outputs, (n, units), are right."""
        if self.how == "threshold":
            return int(((output.numpy() > self.threshold) == (y.numpy() > 0.5)).sum())
        expected = y.numpy() if self.how == "index" else y.numpy().argmax(1)
        return int((output.numpy().argmax(1) == expected).sum())


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
    """

    loss: nn.Module
    train: Samples
    validation: Samples
    correct: RightAnswers | None
