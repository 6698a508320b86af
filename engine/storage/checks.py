"""What must hold for a run, a ghost and a picture, lest something goes wrong once the file is open. Both ways ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.text import Text
from engine.training.history import CAPACITY, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt
    from torch import Tensor

    from engine.training.state import RunState

PNG = b"\x89PNG\r\n\x1a\n"


def run_faults(run: RunState) -> Iterator[Text]:
    """Yield what is wrong with a run's tensors and history."""
    yield from state_faults(run)
    yield from _value_faults(run.initial)


def state_faults(run: RunState) -> Iterator[Text]:
    """Yield the same except for the values at the start, which all states of a run have in common."""
    yield from _pair_faults(run.weights, run.initial)
    yield from _value_faults(run.weights)
    yield from _optimizer_faults(run.optimizer, run.weights)
    if run.random is not None and not _is_random_state(run.random):
        yield Text("storage", "The state of the random numbers is none that this PyTorch takes.")
    yield from table_faults("history", run.history.table())
    yield from _epoch_faults(run.history.table(), run.history.stride)


def _pair_faults(weights: Mapping[str, Tensor], initial: Mapping[str, Tensor]) -> Iterator[Text]:
    for name in sorted(weights.keys() ^ initial.keys()):
        if name in weights:
            yield Text("storage", "The tensor {name} has no initial value.").fill(name=name)
        else:
            yield Text("storage", "The tensor {name} has an initial value, but no present one.").fill(name=name)
    for name in sorted(weights.keys() & initial.keys()):
        now, first = weights[name], initial[name]
        if (now.shape, now.dtype) != (first.shape, first.dtype):
            yield Text("storage", "The tensor {name} is {now}, but was {first} at the start.").fill(
                name=name, now=_kind(now), first=_kind(first)
            )


def _value_faults(tensors: Mapping[str, Tensor]) -> Iterator[Text]:
    for name, tensor in sorted(tensors.items()):
        if not _is_real_or_whole(tensor):
            yield Text("storage", "The tensor {name} is {kind}, which no layer has.").fill(
                name=name, kind=_kind(tensor)
            )
        elif not _is_finite(tensor):
            yield Text(
                "storage", "The tensor {name} holds values that are not finite. Reset the run, or go back in it."
            ).fill(name=name)


def _optimizer_faults(memory: Mapping[str, Tensor], weights: Mapping[str, Tensor]) -> Iterator[Text]:
    for name, tensor in sorted(memory.items()):
        parameter, _, slot = name.rpartition("/")
        if not slot or parameter not in weights:
            yield Text("storage", "The optimiser remembers {name}, but there is no such parameter.").fill(name=name)
        elif tensor.dim() and tensor.shape != weights[parameter].shape:
            yield Text("storage", "The optimiser's {name} is {kind}, but the parameter is {parameter}.").fill(
                name=name, kind=_kind(tensor), parameter=_kind(weights[parameter])
            )
        elif not _is_real_or_whole(tensor):
            yield Text("storage", "The optimiser's {name} is {kind}, which no optimiser has.").fill(
                name=name, kind=_kind(tensor)
            )


def _kind(tensor: Tensor) -> str:
    return f"{str(tensor.dtype).removeprefix('torch.')} {tuple(tensor.shape)}"


def _is_real_or_whole(tensor: Tensor) -> bool:
    import torch

    real = (torch.float32, torch.float64, torch.float16, torch.bfloat16)
    return tensor.dtype in (*real, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)


def _is_finite(tensor: Tensor) -> bool:
    """Tell whether no value is infinite or NaN. NumPy asks each value in one pass, where PyTorch makes several."""
    import torch

    values = tensor.detach().cpu()
    if values.dtype == torch.bfloat16:
        values = values.float()  # NumPy has no such numbers, and this has all of them
    return bool(np.isfinite(values.numpy()).all())


def _is_random_state(state: Tensor) -> bool:
    import torch

    try:
        torch.Generator().set_state(state)
    except (RuntimeError, TypeError):
        return False
    return True


def hand_set_faults(hand_set: Mapping[str, npt.NDArray[np.generic]]) -> Iterator[Text]:
    """Yield what is wrong with weights that were set by hand."""
    for name, value in sorted(hand_set.items()):
        if value.dtype != np.float32:
            yield Text("storage", "The weight {name}, set by hand, is {kind} instead of float32.").fill(
                name=name, kind=value.dtype
            )
        elif not np.isfinite(value.astype(np.float32)).all():
            yield Text("storage", "The weight {name}, set by hand, holds values that are not finite. Reset it.").fill(
                name=name
            )


def table_faults(name: str, table: npt.NDArray[np.generic]) -> Iterator[Text]:
    """Yield what is wrong with the rows of a history, called `name` in the sentences."""
    if table.dtype != np.float64 or table.ndim != 2 or table.shape[1] != len(Row._fields):
        yield Text("storage", "The {table} is {kind} {shape} instead of float64 (rows, {columns}).").fill(
            table=name, kind=table.dtype, shape=table.shape, columns=len(Row._fields)
        )
    elif len(table) > CAPACITY:
        yield Text("storage", "The {table} has {rows} rows; there are at most {limit}.").fill(
            table=name, rows=len(table), limit=CAPACITY
        )
    elif not np.isfinite(table[:, :2].astype(np.float64)).all():
        yield Text("storage", "The {table} has epochs or steps that are no numbers.").fill(table=name)


def _epoch_faults(table: npt.NDArray[np.float64], stride: int) -> Iterator[Text]:
    """All epochs but the newest are `stride` apart; thinning a full history relies on it."""
    epochs = table[:, 0]
    gaps = np.diff(epochs[:-1])
    on_grid = stride >= 1 and (gaps == stride).all() and (epochs[:-1] % stride == 0).all()
    last = epochs[-2:]
    rising = len(last) < 2 or 0 < last[1] - last[0] <= stride
    if not (on_grid and rising and (epochs >= 0).all() and (epochs % 1 == 0).all()):
        yield Text("storage", "The history does not hold every epoch in turn, or every {stride}th of them.").fill(
            stride=stride
        )


def picture_faults(picture: bytes) -> Iterator[Text]:
    """Yield what is wrong with a thumbnail."""
    if not picture.startswith(PNG):
        yield Text("storage", "The small picture is not a PNG file.")
