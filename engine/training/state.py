"""All that a run needs to go on exactly where it stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.training.history import History, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor


class EpochSums(NamedTuple):
    """What the unfinished epoch has gathered so far. A tuple, because one is made in every step."""

    loss: float = 0.0
    correct: float = 0.0
    samples: int = 0


@dataclass(frozen=True, slots=True)
class RunState:
    """A run between two steps. Tensors are copies on the CPU and are never written to.

    Parameters
    ----------
    weights : mapping
        Parameters and buffers by the names of the module's ``state_dict``.
    initial : mapping
        The same at step 0; to these a reset goes back.
    optimizer : mapping
        The optimiser's memory by ``"<parameter>/<slot>"``, for example ``"dense_1.linear.weight/momentum_buffer"``.
    random : Tensor or None
        State of torch's default generator (uint8), used by dropout.
    step : int
        Optimiser updates made.
    epoch, batch : int
        The epoch under way, and how many of its batches are done.
    sums : EpochSums
        What the epoch under way has gathered.
    history : History
        Finished epochs.
    edited : Row or None
        What weights give that were set by hand since the last step. No file has it.
    """

    weights: Mapping[str, Tensor]
    initial: Mapping[str, Tensor]
    optimizer: Mapping[str, Tensor] = field(default_factory=dict)
    random: Tensor | None = None
    step: int = 0
    epoch: int = 0
    batch: int = 0
    sums: EpochSums = field(default_factory=EpochSums)
    history: History = field(default_factory=History)
    edited: Row | None = None

    @property
    def nbytes(self) -> int:
        """Bytes of the tensors that this state holds for itself; `initial` is shared by all states of a run."""
        return sum(tensor.nbytes for tensors in (self.weights, self.optimizer) for tensor in tensors.values())
