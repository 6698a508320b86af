"""What a network gives for the points that it is asked about: found by a copy of it, so that the run need not wait."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import nn

from engine.training.inner import inner_outputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from engine.training.snapshot import Snapshot


class Probe(NamedTuple):
    """A question to the network that is answered in snapshots.

    Parameters
    ----------
    x : Tensor
        Points, (n, p).
    inner : bool
        Whether to answer with the outputs of all parts too.
    every : float
        Seconds between two answers, for as long as steps are made.
    """

    x: Tensor
    inner: bool
    every: float


class Answers:
    """Answers by the weights of a snapshot. To be used by one thread at a time, whichever that is.

    Parameters
    ----------
    module : torch.nn.Module
        The network, between two steps. Only its structure is copied: the weights are always those of a snapshot.
    """

    def __init__(self, module: nn.Module) -> None:
        self._module = copy.deepcopy(module, {id(tensor): _hollow(tensor) for tensor in _kept(module).values()}).eval()
        self._slots = _kept(self._module)

    @torch.no_grad()
    def complete(self, snapshot: Snapshot, probes: Mapping[str, Probe]) -> Snapshot:
        """Return a snapshot with the answers to some probes, by their names.

        Raises
        ------
        RuntimeError
            If a probe does not fit the network.
        """
        for name, slot in self._slots.items():
            slot.data = torch.from_numpy(snapshot.weights[name])  # shared, not copied: nobody writes to a snapshot
        outputs, inner = {}, {}
        for name, probe in probes.items():
            if probe.inner:
                inner[name] = {part: value.numpy() for part, value in inner_outputs(self._module, probe.x).items()}
                outputs[name] = next(reversed(inner[name].values()))
            else:
                outputs[name] = self._module(probe.x).numpy()
        return replace(snapshot, outputs=outputs, inner=inner)


def _kept(module: nn.Module) -> dict[str, Tensor]:
    """Return the parameters and buffers themselves that snapshots hold copies of."""
    return dict(module.state_dict(keep_vars=True))


def _hollow(tensor: Tensor) -> Tensor:
    """Return the like of a parameter or buffer, without elements."""
    empty = torch.empty(0, dtype=tensor.dtype)
    return nn.Parameter(empty, requires_grad=False) if isinstance(tensor, nn.Parameter) else empty
