"""Pictures of activation functions, sampled from the real modules."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION

if TYPE_CHECKING:
    from gui.canvas.items import Samples

POINTS = 41
REACH = 3.0


@lru_cache(maxsize=64)
def samples(kind: str) -> Samples:
    """Return f(x) of an activation at `POINTS` places from -3 to 3; for softmax and its like, of x beside a fixed 0.

    Imports torch: call it only once PyTorch is loaded.
    """
    import torch

    from engine.catalog.activations import build_activation

    if kind not in ACTIVATION:
        return ()
    x = torch.linspace(-REACH, REACH, POINTS)
    with torch.no_grad():
        y = build_activation(kind)(torch.stack([x, torch.zeros_like(x)], dim=1))[:, 0]
    return tuple(y.tolist())
