"""Writes down every operation that reaches PyTorch's kernels while something runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from torch.utils._python_dispatch import TorchDispatchMode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from torch import Tensor
    from torch._ops import OpOverload

    from engine.execution.live import Tape


@dataclass(frozen=True, slots=True)
class Call:
    """An operation with the very tensors that it was given and that it gave."""

    target: OpOverload
    arguments: tuple[object, ...]
    keywords: Mapping[str, object]
    result: object


@dataclass(frozen=True, slots=True)
class Record:
    """All operations of a run, which it keeps alive: a tensor is known by its identity.

    Parameters
    ----------
    calls : list of Call
    inputs, outputs : sequence of Tensor
    tape : Tape
        The formulas of the open numbers in it.
    rows : int
        Of the batch.
    """

    calls: list[Call]
    inputs: Sequence[Tensor]
    outputs: Sequence[Tensor]
    tape: Tape
    rows: int


class _Recorder(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch leaves the hook of its class untyped
    """Sees the operations below autograd, in the forward pass and in the backward pass, on this thread only."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        self.calls: list[Call] = []

    def __torch_dispatch__(
        self, func: OpOverload, types: object, args: tuple[object, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> object:
        keywords = kwargs or {}
        result = func(*args, **keywords)
        self.calls.append(Call(func, args, keywords, result))
        return result


def record(function: Callable[..., Sequence[Tensor]], inputs: Sequence[Tensor], tape: Tape, rows: int) -> Record:
    """Run a function of tensors, and return what it did."""
    recorder = _Recorder()
    with recorder:
        outputs = function(*inputs)
    return Record(recorder.calls, inputs, outputs, tape, rows)
