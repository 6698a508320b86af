"""Which samples each step of a run takes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch

from engine.errors import NotTrainableError
from engine.text import Text
from engine.training.shortcuts import EPOCH_STRIDE, epoch_order

if TYPE_CHECKING:
    from torch import Tensor

    from engine.training.config import TrainingConfig


class Batches:
    """The batches of every epoch, which depend on the config and the number of the epoch only.

    Parameters
    ----------
    samples : int
        Training samples. Without any there is one batch, of nothing.
    config : TrainingConfig

    Attributes
    ----------
    size : int
        Samples of a batch; the last one of an epoch may have fewer.
    count : int
        Batches of an epoch, at least one.
    used : int
        Samples that an epoch takes: all, unless the config drops a last batch that is not full.
    """

    def __init__(self, samples: int, config: TrainingConfig) -> None:
        self._samples, self._config = samples, config
        self.size = max(1, samples if config.full_batch else min(config.batch_size, samples))
        self.used = samples - samples % self.size if config.drop_last else samples
        self.count = max(1, math.ceil(self.used / self.size))
        self._order: tuple[int, Tensor] = (-1, torch.empty(0))  # of the epoch under way

    @property
    def whole(self) -> bool:
        """Whether a step takes all samples: then their order does not matter."""
        return self._config.full_batch

    @property
    def shuffle(self) -> int | None:
        """The seed from which the order of epoch 0 is drawn, each further one from the next; None: as they are."""
        return self._config.seed * EPOCH_STRIDE if self._config.shuffle and not self.whole else None

    def chosen(self, epoch: int, batch: int) -> Tensor:
        """Return the numbers of the samples of one batch, int64."""
        if self._order[0] != epoch:
            self._order = (epoch, self._order_of(epoch))
        start = batch * self.size
        return self._order[1][start : min(start + self.size, self.used)]

    def _order_of(self, epoch: int) -> Tensor:
        if not self._config.shuffle:
            return torch.arange(self._samples)
        return epoch_order(self._samples, self._config.seed, epoch)

    def check_for_means(self) -> None:
        """Raise `NotTrainableError` if a batch is a single sample, which has no variance to normalise by."""
        if (self.used % self.size or self.size) == 1:
            raise NotTrainableError(
                Text(
                    "training",
                    "Batch normalisation needs at least 2 samples in every batch, but {samples} training samples in "
                    "batches of {size} end in a batch of 1. Choose another batch size, or take out the "
                    "batch normalisation.",
                ).fill(samples=self._samples, size=self.size)
            )
