"""What is trained on: tensors, the loss, and how to count what the network gets right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Samples:
    """Inputs (n, p) and targets: (n, units) for a ``value`` loss, (n,) class numbers for an ``index`` loss."""

    x: Tensor
    y: Tensor

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True)
class Task:
    """All that training needs besides the module and its config.

    Parameters
    ----------
    loss : torch.nn.Module
        ``loss(output, target)`` averaged over the batch.
    train, validation : Samples
        Validation may have no samples.
    correct : callable or None
        ``correct(output, target)`` gives the number of samples that are classified rightly; None for a regression.
    """

    loss: nn.Module
    train: Samples
    validation: Samples
    correct: Callable[[Tensor, Tensor], int] | None
