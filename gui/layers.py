"""The tensors of each layer, found at once in a look at the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.training.snapshot import Snapshot

    Tensors = dict[str, npt.NDArray[np.generic]]


class Layers:
    """Sorts the tensors of a snapshot by layer, once for all who ask."""

    def __init__(self) -> None:
        self._sorted: Snapshot | None = None
        self._tensors: dict[str, Tensors] = {}

    def tensors(self, snapshot: Snapshot, layer: str) -> Tensors:
        """Return what belongs to a layer: ``{"linear.weight": (units, inputs), ...}``; nothing if it is not there."""
        if snapshot is not self._sorted:
            self._sorted, self._tensors = snapshot, {}
            for name, tensor in snapshot.weights.items():
                owner, _, rest = name.partition(".")
                self._tensors.setdefault(owner, {})[rest] = tensor
        return dict(self._tensors.get(layer, {}))
