"""What every part of a network gives for some samples, not only its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import fx, nn

from engine.training.walk import walk

if TYPE_CHECKING:
    from torch import Tensor


@torch.no_grad()
def inner_outputs(module: nn.Module, x: Tensor) -> dict[str, Tensor]:
    """Return the output of every part of a lowered module, in evaluation mode.

    Parameters
    ----------
    module : torch.nn.Module
        As `engine.lowering.lower` makes it. Any other module gives only its own output, under the empty name.
    x : Tensor
        All data columns, (n, p).

    Returns
    -------
    dict
        By submodule name, in order of calculation: ``"dense_1"`` is what the node gives, and of a node made of several
        layers each one's output too: ``"dense_1.linear"`` is the weighted sum, ``"dense_1.activation"`` the same as
        ``"dense_1"``. Shapes are (n, units), or (n, ...) where tensors have more axes.
    """
    module.eval()
    if not isinstance(module, fx.GraphModule):
        return {"": module(x)}
    found: dict[str, Tensor] = {}

    def call(name: str, part: nn.Module, inputs: list[Tensor]) -> Tensor:
        found[name] = _through(name, part, inputs, found)
        return found[name]

    walk(module, x, call)
    return found


def _through(name: str, part: nn.Module, inputs: list[Tensor], found: dict[str, Tensor]) -> Tensor:
    if not isinstance(part, nn.Sequential):
        result: Tensor = part(*inputs)
        return result
    for child_name, child in part.named_children():
        inputs = [_through(f"{name}.{child_name}", child, inputs, found)]
        found[f"{name}.{child_name}"] = inputs[0]
    return inputs[0]
