"""What an activation function looks like, taken from the very module that is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.catalog.spec import validated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    from torch import nn

    Tensors = Mapping[str, npt.NDArray[np.generic]]

REACH = 5.0
"""Half the width of the curve."""

POINTS = 201
UNITS = 3
"""Units of the layer that a function over all units is shown on."""

FLAT = 0.05
"""A function counts as flat where its slope is less than this, up or down: errors hardly pass back there."""


def activation_curve(
    kind: str,
    settings: Mapping[str, object],
    low: float = -REACH,
    high: float = REACH,
    learned: Tensors | None = None,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return an activation function and its derivative over x from `low` to `high`.

    PyTorch runs the function's own module, and autograd differentiates it. For a function over all units of a layer,
    such as softmax, y is that of the first of `UNITS` units as its own input varies and the inputs of the others are 0.

    Parameters
    ----------
    settings : mapping
        Settings of the function; what is left out gets its default.
    learned : mapping, optional
        Tensors of the module that training has changed, by their names: the slope of PReLU.

    Returns
    -------
    x, y, dy : array of float64, shape (POINTS,)
    """
    import torch

    module = _module(kind, settings, learned)
    half = POINTS // 2
    steps = torch.arange(-half, half + 1, dtype=torch.float64)
    x = ((low + high) / 2 + steps * ((high - low) / 2 / half)).requires_grad_()  # exactly the middle in the middle
    rows = torch.nn.functional.pad(x[:, None], (0, UNITS - 1))  # (POINTS, UNITS)
    with torch.enable_grad():
        y = module(rows)[:, 0]
        (dy,) = torch.autograd.grad(y.sum(), x)
    return x.detach().numpy(), y.detach().numpy(), dy.numpy()


def flat_share(
    kind: str,
    settings: Mapping[str, object],
    z: npt.NDArray[np.floating],
    learned: Tensors | None = None,
) -> float:
    """Return the share of inputs at which a function is flat: there the size of its slope is less than `FLAT`.

    Parameters
    ----------
    kind : str
        A function that works on each unit by itself.
    settings, learned : mapping
        As for `activation_curve`.
    z : array
        Inputs of the function, at least one.
    """
    import torch

    assert not ACTIVATION[kind].joins_units, kind
    x = torch.tensor(z, dtype=torch.float64, requires_grad=True)
    with torch.enable_grad():
        (slopes,) = torch.autograd.grad(_module(kind, settings, learned)(x).sum(), x)
    return float((slopes.abs() < FLAT).double().mean())


def _module(kind: str, settings: Mapping[str, object], learned: Tensors | None) -> nn.Module:
    import torch

    spec = ACTIVATION[kind]
    module = spec.build(validated(spec.params, settings)).double()
    if learned:
        module.load_state_dict({name: torch.from_numpy(tensor.copy()) for name, tensor in learned.items()})
    return module
