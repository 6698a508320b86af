"""Many samples through a network, in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.data.progress import nobody
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt
    from torch import nn

    from engine.data.progress import Progress

BATCH = 250
"""Samples at a time: enough for fast matrix products, few enough for what layers hold in between to stay small."""


def outputs_of(
    module: nn.Module, x: npt.NDArray[np.float32], batch: int = BATCH, progress: Progress = nobody
) -> npt.NDArray[np.float32]:
    """Return what a network gives in evaluation mode: (n, p) to (n, units).

    No more than the inner values of one batch are in memory at a time.

    Parameters
    ----------
    batch : int
        Samples at a time, at least 1. It does not change the answers, apart from the last bits of sums.
    progress : Progress
        Told before each batch; may raise `CancelledError`, which passes.
    """
    import torch

    if batch < 1:
        raise ValueError(f"a batch has at least one sample, not {batch}")
    training = module.training
    module.eval()
    parts = []
    try:
        with torch.inference_mode():
            for start in range(0, max(len(x), 1), batch):  # no samples at all still tell the number of units
                progress(start / max(len(x), 1), Text("evaluation", "Asking the network"))
                parts.append(module(torch.from_numpy(x[start : start + batch])).numpy())
    finally:
        module.train(training)
    return np.concatenate(parts)
