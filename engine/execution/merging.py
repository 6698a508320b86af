"""Two records of the same step become one graph in which batch size and open numbers are left open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch._ops import OpOverload

from engine.execution.faults import UnsupportedError
from engine.execution.program import Graph, Operation, Rows, Value

if TYPE_CHECKING:
    from engine.execution.live import Formula, Open
    from engine.execution.recording import Call, Record


def merge(one: Record, two: Record, inputs: tuple[str, ...], outputs: tuple[str, ...]) -> Graph:
    """Return what both records are cases of.

    Operations that change a tensor in place become those that return a new one.

    Raises
    ------
    UnsupportedError
        If the records differ in something that neither the batch nor an open number explains.
    """
    return _Merger(one, two).graph(inputs, outputs)


class _Merger:
    """Knows tensors by their identity in the first record."""

    def __init__(self, one: Record, two: Record) -> None:
        self._one, self._two = one, two
        self._values: dict[int, Value] = {}
        self._roots: dict[int, int] = {}  # whose memory a tensor shares
        self._stale: set[int] = set()  # tensors whose memory was overwritten through another one
        self._inputs: set[int] = set()
        self._operations: list[Operation] = []

    def graph(self, inputs: tuple[str, ...], outputs: tuple[str, ...]) -> Graph:
        """Go through both records side by side."""
        one, two = self._one, self._two
        if [call.target for call in one.calls] != [call.target for call in two.calls]:
            raise UnsupportedError("the operations depend on the batch")
        given: dict[str, Value] = {}
        for name, a, b in zip(inputs, one.inputs, two.inputs, strict=True):
            given[name] = self._know(a, self._value(a, b, name))
            self._inputs.add(id(a))
        for first, second in zip(one.calls, two.calls, strict=True):
            self._call(first, second)
        results = [self._tensor(a, b) for a, b in zip(one.outputs, two.outputs, strict=True)]
        return Graph(given, dict(zip(outputs, results, strict=True)), tuple(self._operations))

    def _know(self, tensor: Tensor, value: Value, root: int | None = None) -> Value:
        self._values[id(tensor)] = value
        self._roots[id(tensor)] = id(tensor) if root is None else root
        return value

    def _call(self, a: Call, b: Call) -> None:
        target = a.target
        if torch.Tag.nondeterministic_seeded in target.tags:
            raise UnsupportedError(f"{target} draws at random")
        arguments = tuple(self._merged(p, q) for p, q in zip(a.arguments, b.arguments, strict=True))
        keywords = {name: self._merged(item, b.keywords[name]) for name, item in a.keywords.items()}
        first, second = _several(a), _several(b)
        number = len(self._operations)
        results = tuple(
            self._value(p, q, f"{target._schema.name.removeprefix('aten::')}_{number}_{place}")
            for place, (p, q) in enumerate(zip(first, second, strict=True))
        )
        if target._schema.is_mutable:
            self._operations.append(Operation(_without_side_effect(target), arguments, keywords, results))
            self._overwrite(a, results[0])
            return
        self._operations.append(Operation(target, arguments, keywords, results, partial=_leaves_out(a)))
        source = a.arguments[0] if target.is_view else None
        root = self._roots[id(source)] if isinstance(source, Tensor) else None
        for tensor, value in zip(first, results, strict=True):
            self._know(tensor, value, root)

    def _overwrite(self, call: Call, value: Value) -> None:
        """Let the first argument stand for the result from here on, and all that shares its memory for nothing."""
        source = call.arguments[0]
        assert isinstance(source, Tensor)
        root = self._roots[id(source)]
        if root in self._inputs:
            raise UnsupportedError(f"{call.target} changes an input")
        self._stale |= {other for other, its in self._roots.items() if its == root and other != id(source)}
        for tensor in (source, *_several(call)):
            self._know(tensor, value, root)

    def _value(self, one: Tensor, two: Tensor, name: str) -> Value:
        shape = [self._number(p, q) for p, q in zip(one.shape, two.shape, strict=True)]
        return Value(tuple(shape), one.dtype, name)  # type: ignore[arg-type]  # sizes are whole numbers

    def _tensor(self, one: Tensor, two: Tensor) -> Value:
        if id(one) in self._stale:
            raise UnsupportedError("a tensor was overwritten")
        if id(one) not in self._values:  # part of the network itself
            if one.shape != two.shape or not torch.equal(one, two):
                raise UnsupportedError("a fixed tensor depends on the batch")
            self._know(one, Value(tuple(one.shape), one.dtype, "fixed", one.detach().clone()))
        return self._values[id(one)]

    def _merged(self, one: object, two: object) -> object:
        """Return an argument of both records, with everything in it replaced."""
        if isinstance(one, Tensor) and isinstance(two, Tensor):
            return self._tensor(one, two)
        if isinstance(one, (list, tuple)) and isinstance(two, (list, tuple)):
            return [self._merged(a, b) for a, b in zip(one, two, strict=True)]
        if isinstance(one, bool) or not isinstance(one, (int, float)):
            if one != two:
                raise UnsupportedError(f"{one} depends on the batch")
            return one
        assert isinstance(two, (int, float))
        return self._number(one, two)

    def _number(self, one: float, two: float) -> float | Rows | Formula | Open:
        """Tell what a number is that may differ between the records."""
        if isinstance(one, float) and one in self._one.tape.terms:
            term = self._one.tape.terms[one]
            if self._two.tape.terms.get(two) != term:
                raise UnsupportedError(f"{term} depends on the batch")
            return term
        if one == two or (math.isnan(one) and math.isnan(two)):
            return one
        m, n = self._one.rows, self._two.rows
        slope = (two - one) / (n - m)
        if float(slope).is_integer() and isinstance(one, int):
            return Rows(slope, int(one - slope * m))
        if math.isclose(one * m, two * n, rel_tol=1e-12):
            return Rows(one * m, inverse=True)
        if math.isclose(one / m, two / n, rel_tol=1e-12):
            return Rows(one / m)
        raise UnsupportedError(f"{one} becomes {two} with another batch")


def _several(call: Call) -> list[Tensor]:
    """Return the results of a call, without those that it was told to leave out."""
    results = [result for result in _parts(call) if result is not None]
    tensors = [result for result in results if isinstance(result, Tensor)]
    if len(tensors) != len(results):
        raise UnsupportedError(f"{call.target} gives a number")
    return tensors


def _leaves_out(call: Call) -> bool:
    return any(part is None for part in _parts(call))


def _parts(call: Call) -> list[object]:
    return list(call.result) if isinstance(call.result, (tuple, list)) else [call.result]


def _without_side_effect(target: OpOverload) -> OpOverload:
    """Return the function that returns what `target` writes into its first argument."""
    name = str(target._schema.name).removeprefix("aten::")
    packet = getattr(torch.ops.aten, name.removesuffix("_"), None)
    overload = getattr(packet, target._overloadname, None)
    if not name.endswith("_") or not isinstance(overload, OpOverload) or overload._schema.is_mutable:
        raise UnsupportedError(f"{target} changes a tensor in place")
    return overload
