"""All parameters of a module in one tensor, so that a step touches one instead of many.

A small network spends more time on calls than on arithmetic. Update, backup and the check for NaN work element by
element, so they give the same bits on the whole as on the parts, at the price of one call each.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor


class FlatParameters:
    """Moves a module's parameters into one vector; they and their gradients become views of it.

    Parameters
    ----------
    module : torch.nn.Module
        With at least one parameter; all of the same dtype.

    Attributes
    ----------
    vector : torch.nn.Parameter
        All parameters end to end, shape (total,); its ``grad`` is always there.
    """

    def __init__(self, module: nn.Module) -> None:
        named = list(module.named_parameters())
        self._shapes = {name: parameter.shape for name, parameter in named}
        self.vector = nn.Parameter(torch.cat([parameter.detach().flatten() for _, parameter in named]))
        self.gradient = torch.zeros_like(self.vector)
        self.vector.grad = self.gradient
        values, gradients = self.split(self.vector.detach()), self.split(self.gradient)
        for name, parameter in named:
            parameter.data = values[name]
            parameter.grad = gradients[name]

    @property
    def slices(self) -> dict[str, tuple[int, torch.Size]]:
        """Where in `vector` each parameter begins, and its shape, by name."""
        ends = accumulate(shape.numel() for shape in self._shapes.values())
        return {
            name: (end - shape.numel(), shape) for (name, shape), end in zip(self._shapes.items(), ends, strict=True)
        }

    def split(self, vector: Tensor) -> dict[str, Tensor]:
        """Return views of a vector of shape (total,), one for each parameter, by name and in its shape."""
        parts = torch.split(vector, [shape.numel() for shape in self._shapes.values()])
        return {name: part.view(shape) for (name, shape), part in zip(self._shapes.items(), parts, strict=True)}

    def memory(self, optimizer: torch.optim.Optimizer) -> dict[str, Tensor]:
        """Return copies of what an optimiser over `vector` remembers, by ``"<parameter>/<slot>"``."""
        slots = {k: v for k, v in optimizer.state.get(self.vector, {}).items() if isinstance(v, torch.Tensor)}
        return {
            f"{name}/{slot}": part.clone()
            for slot, value in slots.items()
            for name, part in self._parts(value.detach()).items()
        }

    def recall(self, optimizer: torch.optim.Optimizer, memory: Mapping[str, Tensor]) -> None:
        """Give an optimiser over `vector` what `memory` returned."""
        slots: dict[str, dict[str, Tensor]] = {}
        for key, value in memory.items():
            name, slot = key.rsplit("/", 1)
            slots.setdefault(slot, {})[name] = value
        for slot, parts in slots.items():
            shaped = all(parts[name].shape == shape for name, shape in self._shapes.items())
            whole = (
                torch.cat([parts[name].flatten() for name in self._shapes]) if shaped else next(iter(parts.values()))
            )
            optimizer.state[self.vector][slot] = whole.clone()

    def _parts(self, value: Tensor) -> dict[str, Tensor]:
        """Return the parts of a slot: a step count is one number for all, everything else has one for each element."""
        return self.split(value) if value.shape == self.vector.shape else dict.fromkeys(self._shapes, value)
