"""Machine code of sums, and of losses that are means of a term over all elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llvmlite import ir

from engine.execution.faults import UnsupportedError
from engine.execution.machine.code import F32, F64, I32, I64, SUM
from engine.execution.machine.elementwise import MEANS
from engine.execution.machine.lanes import Lanes
from engine.execution.machine.tensors import Array, Flat, count
from engine.execution.program import Rows, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.execution.machine.body import Body
    from engine.execution.program import Operation

PARALLEL = 4
"""Sums of a mean that are made side by side."""


def write_sum(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    """Write a sum over some axes."""
    source: Value = given["self"]
    axes = given.get("dim") or list(range(len(source.shape)))
    axes = sorted(axis % len(source.shape) for axis in axes)
    (result,) = operation.results
    array = body.now(source)
    out = body.target(result)
    body.values[result] = out
    if len(axes) == len(source.shape) and array.contiguous:
        body.code.store(_total(body, source, lambda do, x: x), out.pointer, out.offset)
    elif axes == [0] and len(source.shape) == 2 and array.strides[1] == 1 and isinstance(source.shape[1], int):
        body.code.chunks(source.shape[1], lambda at, width: _down(body, array, out, at, width))
    else:
        _sum_one_by_one(body, array, out, axes, keep=bool(given.get("keepdim")))


def _down(body: Body, array: Array, out: Array, at: Any, width: int) -> None:
    """Sum neighbouring columns."""
    code = body.code
    zero = code.splat(ir.Constant(F32, 0.0), width)
    total = code.local(zero.type, zero)
    with code.loop(body.size(array.shape[0])) as row:
        value = code.load(array.pointer, code.add(body.place(array, (row, 0)), at), width)
        code.builder.store(code.builder.fadd(code.builder.load(total, typ=zero.type), value), total)
    code.store(code.builder.load(total, typ=zero.type), out.pointer, code.add(out.offset, at))


def _sum_one_by_one(body: Body, array: Array, out: Array, axes: list[int], *, keep: bool) -> None:
    code = body.code
    others = [axis for axis in range(len(array.shape)) if axis not in axes]

    def inner(index: dict[int, Any], left: list[int], total: ir.Value) -> None:
        if not left:
            value = code.load(array.pointer, body.place(array, [index[i] for i in range(len(array.shape))]))
            code.builder.store(code.builder.fadd(code.builder.load(total, typ=F32), value), total)
            return
        with code.loop(body.size(array.shape[left[0]])) as at:
            inner({**index, left[0]: at}, left[1:], total)

    def outer(index: dict[int, Any], left: list[int]) -> None:
        if left:
            with code.loop(body.size(array.shape[left[0]])) as at:
                outer({**index, left[0]: at}, left[1:])
            return
        total = code.local(F32, ir.Constant(F32, 0.0))
        code.builder.store(ir.Constant(F32, 0.0), total)
        inner(index, axes, total)
        place = [index.get(i, 0) for i in range(len(array.shape)) if keep or i in index]
        code.store(code.builder.load(total, typ=F32), out.pointer, body.place(out, place))

    outer({}, others)


def _total(body: Body, source: Value, term: Callable[[Lanes, Any], Any], *others: Value) -> ir.Value:
    """Sum a term over all elements, in double, and round the sum to a float."""
    code = body.code
    b = code.builder
    elements = code.number(body.elements(source.shape))
    whole = b.and_(elements, ir.Constant(I64, -PARALLEL))
    kind = ir.VectorType(F64, PARALLEL)
    zero = ir.Constant(kind, [0.0] * PARALLEL)
    several, single_sum = code.local(kind, zero), code.local(F64, ir.Constant(F64, 0.0))
    for width, start, stop, total, of in (
        (PARALLEL, 0, whole, several, kind),
        (1, whole, elements, single_sum, F64),
    ):
        do = Lanes(code, width)
        with code.loop(stop, width, start) as at:
            index = Flat(at)
            value = term(do, *(body.element(do, item, index) for item in (source, *others)))
            b.store(b.fadd(b.load(total, typ=of), b.fpext(value, of), flags=SUM), total)
    double = b.fadd(code.total(b.load(several, typ=kind)), b.load(single_sum, typ=F64))
    return b.fptrunc(double, F32)


def write_mean(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    """Write the mean, or the sum, of a term over all elements of one or two tensors."""
    source: Value = given["self"]
    target = given.get("target")
    reduction = given.get("reduction", 1)
    if reduction not in (1, 2) or given.get("weight") is not None or given.get("pos_weight") is not None:
        raise UnsupportedError("a loss that is no mean over the batch")
    others = () if target is None else (target,)
    if any(other.shape != source.shape for other in others):
        raise UnsupportedError("a target of another shape than the output")
    for value in (source, *others):
        if not body.now(value).contiguous:
            raise UnsupportedError("a loss of a part")
    extra = {}
    if operation.name == "huber_loss":
        extra["delta"] = Lanes(body.code, 1).constant(given.get("delta", 1.0))

    def term(do: Lanes, *values: Any) -> Any:
        wide = {name: body.code.splat(value, do.width) for name, value in extra.items()}
        if operation.name == "binary_cross_entropy":
            _check_probabilities(body, do, values[0])
        return MEANS[operation.name](do, *values, **wide)

    total = _total(body, source, term, *others)
    elements = count(source.shape)
    if reduction == 1:
        share = Rows(1 / elements.times, inverse=True) if isinstance(elements, Rows) else 1 / elements
        factor = body.scalar(share) if isinstance(share, Rows) else ir.Constant(F32, share)
        total = body.code.builder.fmul(total, factor)
    put(body, operation, total)


def put(body: Body, operation: Operation, number: ir.Value) -> None:
    """Let one number be the result."""
    out = body.new(operation.results[0].shape)
    body.code.store(number, out.pointer)
    body.values[operation.results[0]] = out


def _check_probabilities(body: Body, do: Lanes, value: Any) -> None:
    """Note it where a value is not within 0 and 1: PyTorch refuses."""
    b = body.code.builder
    good = b.and_(do.compare(">=", value, 0.0), do.compare("<=", value, 1.0))
    if do.width > 1:
        good = b.icmp_unsigned("==", b.bitcast(good, ir.IntType(do.width)), ir.Constant(ir.IntType(do.width), -1))
    note(body, b.not_(good))


def note(body: Body, wrong: ir.Value) -> None:
    """Note that PyTorch refuses the step, where this is true."""
    b = body.code.builder
    b.store(b.or_(b.load(body.fault, typ=I32), b.zext(wrong, I32)), body.fault)
