"""The few modules that ``torch.nn`` does not have. Imported only when a model is built."""

from __future__ import annotations

import functools

import torch
from torch import Tensor, nn


class Step(nn.Module):
    """1 where the input is above zero, else 0. Its derivative is zero everywhere, as autograd sees it too."""

    def forward(self, x: Tensor) -> Tensor:
        """Return the step of every element; same shape."""
        return torch.sign(torch.relu(x))


class Add(nn.Module):
    """The sum of all inputs, with broadcasting."""

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return the element-wise sum."""
        return functools.reduce(torch.add, inputs)


class Multiply(nn.Module):
    """The product of all inputs, with broadcasting."""

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return the element-wise product."""
        return functools.reduce(torch.mul, inputs)


class Concatenate(nn.Module):
    """All inputs side by side, along the first axis after the batch."""

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return the inputs joined along axis 1."""
        return torch.cat(inputs, dim=1)


class Columns(nn.Module):
    """Some of the data's columns, in a chosen order."""

    def __init__(self, indices: tuple[int, ...]) -> None:
        super().__init__()
        self.indices = list(indices)

    def forward(self, x: Tensor) -> Tensor:
        """Return the chosen columns: (N, p) to (N, len(indices))."""
        return x[:, self.indices]
