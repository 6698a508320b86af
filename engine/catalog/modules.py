"""The few modules that ``torch.nn`` does not have. Imported only when a model is built."""

from __future__ import annotations

import functools

import torch
from torch import Tensor, nn


class Step(nn.Module):
    """1 where the input is above zero, else 0. Its derivative is zero everywhere, as autograd sees it too.

    Attributes
    ----------
    passes_gradients : bool
        Whether gradients go through as if this were the identity ("straight through"), which is no derivative of
        anything: the perceptron learning rule is made of it, see `engine.training.perceptron`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.passes_gradients = False

    def forward(self, x: Tensor) -> Tensor:
        """Return the step of every element; same shape."""
        if self.passes_gradients:
            result: Tensor = _StraightThrough.apply(x)  # type: ignore[no-untyped-call]  # torch does not say what it takes
            return result
        return torch.sign(torch.relu(x))


class _StraightThrough(torch.autograd.Function):
    """A step forwards, the identity backwards."""

    @staticmethod
    def forward(ctx: object, x: Tensor) -> Tensor:
        return torch.sign(torch.relu(x))

    @staticmethod
    def backward(ctx: object, gradient: Tensor) -> Tensor:
        return gradient


class Joined(nn.Sequential):
    """Layers one after the other, of which the first takes several inputs."""

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return what the last layer makes of what the first makes of all inputs."""
        first, *rest = self
        value: Tensor = first(*inputs)
        for layer in rest:
            value = layer(value)
        return value


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
