"""One sample through a lowered module, forward and backward, keeping what every part gives and its gradient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import nn

from engine.training import perceptron
from engine.training.walk import walk

if TYPE_CHECKING:
    from torch import Tensor, fx


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a node took and gave, as tensors of autograd's graph, each with a batch of one.

    `wires` are the node's inputs, one tensor for each wire, so that each has a gradient of its own; `z` is what an
    activation function is applied to, None in a node without one.
    """

    wires: tuple[Tensor, ...]
    z: Tensor | None
    output: Tensor


def forward(module: fx.GraphModule, x: Tensor, activations: frozenset[str]) -> dict[str, Part]:
    """Run a lowered module.

    Parameters
    ----------
    module : torch.fx.GraphModule
        As `engine.lowering.lower` makes it, in the mode that it is to run in.
    x : Tensor
        One sample with all data columns, (1, p).
    activations : frozenset of str
        The submodules that are nothing but an activation function.

    Returns
    -------
    dict
        Parts by the name of the submodule, in order of calculation.
    """
    parts: dict[str, Part] = {}

    def call(name: str, part: nn.Module, inputs: list[Tensor]) -> Tensor:
        parts[name] = _run(part, tuple(map(_own, inputs)), name in activations)
        return parts[name].output

    walk(module, x, call)
    return parts


def _run(part: nn.Module, wires: tuple[Tensor, ...], is_activation: bool) -> Part:
    if isinstance(part, nn.Sequential):  # a layer with weights, or a gate: the weighted sum, then its activation
        *_, weighing, activation = part
        joined = part.get_submodule("join")(*wires) if len(wires) > 1 else wires[0]
        z = _own(weighing(joined))
        return Part(wires, z, _own(activation(z)))
    return Part(wires, wires[0] if is_activation else None, _own(part(*wires)))


def _own(value: Tensor) -> Tensor:
    """Return the same numbers as a place of their own in autograd's graph; layers that do nothing give their input."""
    return value.view_as(value)


def gradients(loss: Tensor, tensors: list[Tensor]) -> list[Tensor]:
    """Return dL/dt for each tensor, in its shape; the graph stays for more questions."""
    found = torch.autograd.grad(loss, tensors, retain_graph=True, allow_unused=True, materialize_grads=True)
    return list(found)


def correction(module: fx.GraphModule, entry: Tensor, target: Tensor) -> dict[str, Tensor]:
    """Return what the perceptron rule takes as gradients, by parameter; steps must let gradients through already."""
    named = dict(module.named_parameters())
    found = torch.autograd.grad(perceptron.criterion(module(entry), target), list(named.values()))
    return dict(zip(named, found, strict=True))


def derivative(part: Part) -> Tensor:
    """Return f'(z) of an activation function that works on each unit by itself, (1, units).

    Autograd is asked about one number at a time, here and below: for anything else torch imports its compiler and
    sympy when it is asked first, and the window stands still for seconds.
    """
    assert part.z is not None
    (found,) = torch.autograd.grad(part.output.sum(), part.z, retain_graph=True)
    return found


def jacobian(part: Part) -> Tensor:
    """Return da_k/dz_i of any activation function, (units, units), row k and column i."""
    assert part.z is not None
    units = range(part.output.shape[1])
    return torch.cat([torch.autograd.grad(part.output[0, unit], part.z, retain_graph=True)[0] for unit in units])
