"""What a network costs that has learned nothing: the best answer that does not look at the inputs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from torch import Tensor


@torch.no_grad()
def chance_loss(loss: nn.Module, y: Tensor) -> float:
    """Return the loss of the best constant answer; NaN for a loss that is not one of the catalogue's.

    Parameters
    ----------
    loss : torch.nn.Module
    y : Tensor
        Targets as the loss takes them, at least one.
    """
    answer = _best_answer(loss, y)
    return math.nan if answer is None else float(loss(answer.expand(len(y), -1), y))


def _best_answer(loss: nn.Module, y: Tensor) -> Tensor | None:
    """Return one row, (1, units): for each loss, what makes its mean smallest."""
    if isinstance(loss, nn.CrossEntropyLoss | nn.NLLLoss):
        shares = torch.bincount(y) / len(y)
        return shares.log().unsqueeze(0)  # log 0 = -inf belongs to classes that no sample has
    if isinstance(loss, nn.BCEWithLogitsLoss):
        return torch.logit(y.mean(0, keepdim=True), eps=1e-6)
    if isinstance(loss, nn.L1Loss):
        return y.median(0, keepdim=True).values
    if isinstance(loss, nn.BCELoss | nn.MSELoss | nn.HuberLoss):
        return y.mean(0, keepdim=True)  # for Huber's loss nearly the best
    return None
