"""Machine code of the operations that are not element-wise: one entry each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.execution.faults import UnsupportedError
from engine.execution.machine.elementwise import MEANS
from engine.execution.machine.products import multiply
from engine.execution.machine.softmax import write_nll, write_nll_backward, write_softmax, write_softmax_backward
from engine.execution.machine.sums import write_mean, write_sum
from engine.execution.machine.tensors import Array, Lazy, dense, single

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.execution.machine.body import Body
    from engine.execution.program import Operation, Value

    Entry = Callable[[Body, Operation, dict[str, Any]], None]

MOST_COLUMNS = 256
"""Columns that may be chosen; each is written for itself."""


# -- other views of the same memory --


def _slice(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    source, axis = body.now(given["self"]), given.get("dim", 0)
    start, step = given.get("start") or 0, given.get("step", 1)
    if not isinstance(start, int) or start < 0:
        raise UnsupportedError("a part that depends on the batch")
    strides = tuple(stride * step if place == axis else stride for place, stride in enumerate(source.strides))
    _view(body, operation, source, strides, source.offset + start * source.strides[axis])


def _reshape(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    source = body.now(given["self"])
    if not source.contiguous:
        copy = body.new(source.shape)
        body.fill(copy, given["self"])
        source = copy
    _view(body, operation, source, dense(operation.results[0].shape), source.offset)


def _transpose(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    source = body.now(given["self"])
    _view(body, operation, source, tuple(reversed(source.strides)), source.offset)


def _unsqueeze(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    source, axis = body.now(given["self"]), given["dim"] % len(operation.results[0].shape)
    _view(body, operation, source, (*source.strides[:axis], 1, *source.strides[axis:]), source.offset)


def _squeeze(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    source = body.now(given["self"])
    wanted = given.get("dim", list(range(len(source.shape))))
    axes = {axis % len(source.shape) for axis in ([wanted] if isinstance(wanted, int) else wanted)}
    kept = [i for i, size in enumerate(source.shape) if not (i in axes and size == 1)]
    _view(body, operation, source, tuple(source.strides[i] for i in kept), source.offset)


def _view(body: Body, operation: Operation, source: Array, strides: tuple[int, ...], offset: int) -> None:
    (result,) = operation.results
    body.values[result] = Array(source.pointer, result.shape, strides, offset, source.kind)


def _expand(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    source: Value = given["self"]
    (result,) = operation.results
    body.values[result] = Lazy(result.shape, lambda do, index: body.element(do, source, index), single(source.shape))


# -- products, parts and wholes --


def _mm(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    a, b = body.now(given["self"]), body.now(given["mat2"])
    _product(body, operation, a, b, None)


def _addmm(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    if given.get("beta", 1) != 1 or given.get("alpha", 1) != 1:
        raise UnsupportedError("a product with factors")
    first, a, b = (body.now(given[name]) for name in ("self", "mat1", "mat2"))
    if len(first.shape) != 1:
        raise UnsupportedError("a product to which a matrix is added")
    _product(body, operation, a, b, first)


def _product(body: Body, operation: Operation, a: Array, b: Array, first: Array | None) -> None:
    (result,) = operation.results
    out = body.target(result)
    multiply(body, a, b, out, first)
    body.values[result] = out


def _cat(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    (result,) = operation.results
    parts: list[Value] = given["tensors"]
    axis = given.get("dim", 0) % len(result.shape)
    if result not in body.values:
        body.values[result] = body.new(result.shape)
    whole = body.values[result]
    assert isinstance(whole, Array)
    at = 0
    for part in parts:
        size = part.shape[axis]
        if not isinstance(size, int):
            raise UnsupportedError("batches one after the other")
        offset = whole.offset + at * whole.strides[axis]
        found = body.values[part]
        there = isinstance(found, Array) and (found.pointer, found.offset) == (whole.pointer, offset)
        if not (there and isinstance(found, Array) and found.contiguous):
            body.fill(Array(whole.pointer, part.shape, whole.strides, offset), part)
        at += size


def _index(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    """Write the choice of some columns."""
    places = given["indices"]
    source = body.now(given["self"])
    if len(places) != 2 or places[0] is not None or places[1].constant is None or len(source.shape) != 2:
        raise UnsupportedError("a choice of something else than columns")
    if places[1].constant.numel() > MOST_COLUMNS:
        raise UnsupportedError("a choice of many columns")
    out = body.new(operation.results[0].shape)
    code = body.code
    with code.loop(body.size(out.shape[0])) as row:
        for column, chosen in enumerate(places[1].constant.tolist()):
            value = code.load(source.pointer, body.place(source, (row, chosen)))
            code.store(value, out.pointer, body.place(out, (row, column)))
    body.values[operation.results[0]] = out


STRUCTURED: dict[str, Entry] = {
    "slice": _slice,
    "view": _reshape,
    "_unsafe_view": _reshape,
    "reshape": _reshape,
    "t": _transpose,
    "unsqueeze": _unsqueeze,
    "squeeze": _squeeze,
    "expand": _expand,
    "sum": write_sum,
    **dict.fromkeys(MEANS, write_mean),
    "_softmax": write_softmax,
    "_log_softmax": write_softmax,
    "_softmax_backward_data": write_softmax_backward,
    "_log_softmax_backward_data": write_softmax_backward,
    "nll_loss_forward": write_nll,
    "nll_loss_backward": write_nll_backward,
    "mm": _mm,
    "addmm": _addmm,
    "cat": _cat,
    "index": _index,
}
"""By the operation's name."""
