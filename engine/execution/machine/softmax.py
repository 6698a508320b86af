"""Machine code of what joins the units of a sample: softmax, and losses that pick the unit of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llvmlite import ir

from engine.execution.faults import UnsupportedError
from engine.execution.machine.code import F32, F64, I64
from engine.execution.machine.lanes import Lanes
from engine.execution.machine.sums import note, put
from engine.execution.machine.tensors import Lazy
from engine.execution.program import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.execution.machine.body import Body
    from engine.execution.machine.tensors import Array
    from engine.execution.program import Operation


def _along_rows(body: Body, source: Array, write: Callable[[Any], None]) -> int:
    if len(source.shape) != 2 or not isinstance(source.shape[1], int) or source.strides[1] != 1:
        raise UnsupportedError("a softmax over another axis than the units")
    with body.code.loop(body.size(source.shape[0])) as row:
        write(row)
    return source.shape[1]


def write_softmax(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    """Write softmax or its logarithm; the largest unit is taken off first, so that nothing overflows."""
    source, logarithm = body.now(given["self"]), operation.name == "_log_softmax"
    if given["dim"] % len(source.shape) != 1:
        raise UnsupportedError("a softmax over another axis than the units")
    out = body.new(operation.results[0].shape)
    units, code, b = source.shape[1], body.code, body.code.builder
    one = Lanes(code, 1)
    assert isinstance(units, int)

    def write(row: Any) -> None:
        start, end = body.place(source, (row, 0)), body.place(out, (row, 0))
        top = code.local(F32, code.load(source.pointer, 0))
        b.store(code.load(source.pointer, start), top)
        with code.loop(units) as unit:
            b.store(one.maximum(b.load(top, typ=F32), code.load(source.pointer, code.add(start, unit))), top)
        largest, total = b.load(top, typ=F32), code.local(F32, ir.Constant(F32, 0.0))
        b.store(ir.Constant(F32, 0.0), total)

        def power(at: Any, width: int) -> None:
            do = Lanes(code, width)
            raised = do.sub(code.load(source.pointer, code.add(start, at), width), code.splat(largest, width))
            e = do.exp(raised)
            code.store(raised if logarithm else e, out.pointer, code.add(end, at))
            b.store(b.fadd(b.load(total, typ=F32), code.total(e)), total)

        code.chunks(units, power, 8)
        whole = b.load(total, typ=F32)
        scale = one.log(whole) if logarithm else one.div(1.0, whole)

        def scaled(at: Any, width: int) -> None:
            do, place = Lanes(code, width), code.add(end, at)
            value, factor = code.load(out.pointer, place, width), code.splat(scale, width)
            code.store(do.sub(value, factor) if logarithm else do.mul(value, factor), out.pointer, place)

        code.chunks(units, scaled, 8)

    _along_rows(body, source, write)
    body.values[operation.results[0]] = out


def write_softmax_backward(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    """Write the gradient of softmax or of its logarithm."""
    logarithm = operation.name.startswith("_log")
    gradient, output = body.now(given["grad_output"]), body.now(given["output"])
    if given["dim"] % 2 != 1 or gradient.strides[1] != 1:
        raise UnsupportedError("a softmax over another axis than the units")
    out = body.new(operation.results[0].shape)
    code, b = body.code, body.code.builder
    units = output.shape[1]
    assert isinstance(units, int)

    def write(row: Any) -> None:
        places = [body.place(array, (row, 0)) for array in (gradient, output, out)]
        total = code.local(F32, ir.Constant(F32, 0.0))
        b.store(ir.Constant(F32, 0.0), total)

        def both(at: Any, width: int) -> tuple[Any, Any]:
            return (
                code.load(gradient.pointer, code.add(places[0], at), width),
                code.load(output.pointer, code.add(places[1], at), width),
            )

        def gather(at: Any, width: int) -> None:
            g, o = both(at, width)
            part = g if logarithm else Lanes(code, width).mul(g, o)
            b.store(b.fadd(b.load(total, typ=F32), code.total(part)), total)

        def spread(at: Any, width: int) -> None:
            do, (g, o) = Lanes(code, width), both(at, width)
            whole = code.splat(b.load(total, typ=F32), width)
            value = do.sub(g, do.mul(do.exp(o), whole)) if logarithm else do.mul(o, do.sub(g, whole))
            code.store(value, out.pointer, code.add(places[2], at))

        code.chunks(units, gather, 8)
        code.chunks(units, spread, 8)

    _along_rows(body, output, write)
    body.values[operation.results[0]] = out


def _class(body: Body, target: Array, row: Any, units: int) -> ir.Value:
    """Return a row's class number, made fit and noted as a fault if it is none."""
    code, b = body.code, body.code.builder
    number = code.load(target.pointer, body.place(target, (row,)), kind=I64)
    wrong = b.icmp_unsigned(">=", number, ir.Constant(I64, units))
    note(body, wrong)
    return b.select(wrong, ir.Constant(I64, 0), number)


def _check_classes(given: dict[str, Any]) -> None:
    if given.get("weight") is not None or given.get("reduction", 1) != 1:
        raise UnsupportedError("a loss that is no mean over the batch")


def write_nll(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    """Write the mean of the negative values at the classes."""
    _check_classes(given)
    source, target = body.now(given["self"]), body.now(given["target"])
    code, b = body.code, body.code.builder
    units = source.shape[1]
    if len(source.shape) != 2 or not isinstance(units, int):
        raise UnsupportedError("class numbers of something else than samples")
    total = code.local(F64, ir.Constant(F64, 0.0))
    with code.loop(body.size(source.shape[0])) as row:
        chosen = _class(body, target, row, units)
        value = code.load(source.pointer, body.place(source, (row, chosen)))
        b.store(b.fsub(b.load(total, typ=F64), b.fpext(value, F64)), total)
    mean = b.fmul(b.fptrunc(b.load(total, typ=F64), F32), body.scalar(Rows(1, inverse=True)))
    put(body, operation, mean)
    weight = operation.results[1]
    body.values[weight] = Lazy(weight.shape, lambda do, index: do.constant(1.0), True)


def write_nll_backward(body: Body, operation: Operation, given: dict[str, Any]) -> None:
    """Write the gradient of that mean."""
    _check_classes(given)
    target, code = body.now(given["target"]), body.code
    out = body.new(operation.results[0].shape)
    units = out.shape[1]
    assert isinstance(units, int)
    do = Lanes(code, 1)
    gradient = body.element(do, given["grad_output"], ())
    share = do.neg(do.mul(gradient, body.scalar(Rows(1, inverse=True))))
    with code.loop(body.elements(out.shape), 8) as at:
        code.store(Lanes(code, 8).constant(0.0), out.pointer, at)
    with code.loop(body.size(out.shape[0])) as row:
        code.store(share, out.pointer, body.place(out, (row, _class(body, target, row, units))))
    body.values[operation.results[0]] = out
