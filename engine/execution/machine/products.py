"""Products of matrices as loops over vectors of neighbouring units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llvmlite import ir

from engine.execution.faults import UnsupportedError
from engine.execution.machine.code import F32

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.execution.machine.body import Body
    from engine.execution.machine.tensors import Array

BLOCK = 4
"""Rows that are calculated side by side: each waits for its own sum only."""
UNROLLED = 64
"""The longest row that is multiplied with a column without a loop."""


def multiply(body: Body, a: Array, b: Array, out: Array, first: Array | None) -> None:
    """Write ``out = a @ b``, plus `first` to every row if it is given.

    Parameters
    ----------
    a : Array
        (m, k), any strides.
    b : Array
        (k, n), n fixed.
    out : Array
        (m, n), its rows end to end.
    first : Array, optional
        (n,) or (1,).
    """
    n, k = out.shape[1], a.shape[1]
    if not isinstance(n, int):
        raise UnsupportedError("a product as wide as the batch")
    if n == 1 and isinstance(k, int) and k <= UNROLLED and a.strides[1] == 1 and b.strides[0] == 1:
        _columns(body, a, b, out, first, k)
        return
    if b.strides[1] != 1 and n > 1:
        b = _turned(body, b)
    code = body.code
    code.chunks(n, lambda at, width: _rows(body, a, b, out, first, at, width))


def _columns(body: Body, a: Array, b: Array, out: Array, first: Array | None, k: int) -> None:
    """Multiply every row of `a` with the one column of `b`, both of neighbours."""
    code = body.code
    start = code.load(first.pointer, first.offset) if first is not None else ir.Constant(F32, 0.0)
    parts: list[tuple[Any, int, ir.Value]] = []
    code.chunks(k, lambda at, width: parts.append((at, width, code.load(b.pointer, code.add(at, b.offset), width))))
    with code.loop(body.size(out.shape[0])) as row:
        total = start
        place = code.add(a.offset, code.times(row, a.strides[0]))
        for at, width, column in parts:
            product = code.builder.fmul(code.load(a.pointer, code.add(place, at), width), column, flags=("contract",))
            total = code.builder.fadd(total, code.total(product))
        code.store(total, out.pointer, code.add(out.offset, code.times(row, out.strides[0])))


def _rows(body: Body, a: Array, b: Array, out: Array, first: Array | None, at: Any, width: int) -> None:
    """Calculate `width` neighbouring columns of the product."""
    code = body.code
    if first is None:
        start = code.splat(ir.Constant(F32, 0.0), width)
    elif first.shape[-1] == 1:
        start = code.splat(code.load(first.pointer, first.offset), width)
    else:
        start = code.load(first.pointer, code.add(at, first.offset), width)

    def block(row: Any, rows: int) -> None:
        sums = [code.local(start.type, start) for _ in range(rows)]
        with code.loop(body.size(a.shape[1])) as k:
            factor = code.load(b.pointer, code.add(code.add(at, b.offset), code.times(k, b.strides[0])), width)
            for place, total in enumerate(sums):
                x = code.load(a.pointer, body.place(a, (code.add(row, place), k)))
                code.builder.store(
                    code.fused(code.splat(x, width), factor, code.builder.load(total, typ=start.type)), total
                )
        for place, total in enumerate(sums):
            value = code.builder.load(total, typ=start.type)
            where = code.add(code.add(out.offset, at), code.times(code.add(row, place), out.strides[0]))
            code.store(value, out.pointer, where)

    _in_blocks(body, body.size(out.shape[0]), block)


def _in_blocks(body: Body, rows: Any, block: Callable[[Any, int], None]) -> None:
    """Go through rows, some at a time."""
    code = body.code
    if isinstance(rows, int):
        whole = rows // BLOCK * BLOCK
        with code.loop(whole, BLOCK) as row:
            if whole:
                block(row, BLOCK)
        if rows > whole:
            block(whole, rows - whole)
        return
    whole = code.builder.and_(rows, ir.Constant(rows.type, -BLOCK))
    with code.loop(whole, BLOCK) as row:
        block(row, BLOCK)
    with code.loop(rows, 1, whole) as row:
        block(row, 1)


def _turned(body: Body, b: Array) -> Array:
    """Copy a matrix whose columns lie end to end, so that its rows do."""
    code = body.code
    turned = body.new(b.shape)
    with code.loop(body.size(b.shape[1])) as column, code.loop(body.size(b.shape[0])) as row:
        value = code.load(b.pointer, body.place(b, (row, column)))
        code.store(value, turned.pointer, body.place(turned, (row, column)))
    return turned
