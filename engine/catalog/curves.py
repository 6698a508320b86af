"""What an activation function looks like, taken from the very module that is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.catalog.spec import validated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

REACH = 5.0
"""Half the width of the curve."""

POINTS = 201
UNITS = 3
"""Units of the layer that a function over all units is shown on."""


def activation_curve(
    kind: str, settings: Mapping[str, object]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return an activation function and its derivative over x from -`REACH` to `REACH`.

    PyTorch runs the function's own module, and autograd differentiates it. For a function over all units of a layer,
    such as softmax, y is that of the first of `UNITS` units as its own input varies and the inputs of the others are 0.

    Parameters
    ----------
    settings : mapping
        Settings of the function; what is left out gets its default.

    Returns
    -------
    x, y, dy : array of float64, shape (POINTS,)
    """
    import torch

    spec = ACTIVATION[kind]
    module = spec.build(validated(spec.params, settings)).double()
    half = POINTS // 2
    x = (
        torch.arange(-half, half + 1, dtype=torch.float64) * (REACH / half)
    ).requires_grad_()  # exactly 0 in the middle
    rows = torch.nn.functional.pad(x[:, None], (0, UNITS - 1))  # (POINTS, UNITS)
    with torch.enable_grad():
        y = module(rows)[:, 0]
        (dy,) = torch.autograd.grad(y.sum(), x)
    return x.detach().numpy(), y.detach().numpy(), dy.numpy()
