"""Takes out of a traced graph what matters to autograd alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.execution.program import Graph, Operation, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

_COPIES = frozenset({"detach", "alias", "lift_fresh", "lift_fresh_copy", "clone", "positive"})
"""Without operations in place a copy is as good as what it copies."""

IMAGES = 4
"""Axes of a batch of images: sample, channel, row, column."""

_SHAPES = frozenset({"view", "_unsafe_view", "reshape", "expand", "slice", "permute", "_reshape_alias"})
"""These change nothing if the shape stays."""


def cleaned(graph: Graph) -> Graph:
    """Return the graph without copies, double transposes, views that change nothing, and what leads nowhere."""
    same: dict[Value, Value] = {}
    transposed: dict[Value, Value] = {}
    kept: list[Operation] = []
    for operation in graph.operations:
        operation = _renamed(operation, same)
        source = _passed_on(operation, transposed)
        if source is not None:
            same[operation.results[0]] = source
            continue
        if operation.name == "t":
            (argument,) = operation.inputs()
            transposed[operation.results[0]] = argument
        kept.append(operation)
    outputs = {name: same.get(value, value) for name, value in graph.outputs.items()}
    return Graph(graph.inputs, outputs, _alive(kept, outputs))


def _passed_on(operation: Operation, transposed: Mapping[Value, Value]) -> Value | None:
    """Return the tensor that an operation only passes on."""
    source = next(operation.inputs(), None)
    if source is None:
        return None
    result = operation.results[0]
    if operation.name in _COPIES and not _lays_out_anew(operation):
        return source
    if operation.name in _SHAPES and source.shape == result.shape and operation.name != "permute":
        return source
    return transposed.get(source) if operation.name == "t" else None


def _lays_out_anew(operation: Operation) -> bool:
    """Tell whether a copy of images may have its numbers in another order: channels last, or first again."""
    return operation.name == "clone" and len(operation.results[0].shape) == IMAGES


def _renamed(operation: Operation, same: Mapping[Value, Value]) -> Operation:
    arguments = tuple(_replaced(argument, same) for argument in operation.arguments)
    keywords = {name: _replaced(argument, same) for name, argument in operation.keywords.items()}
    return Operation(operation.target, arguments, keywords, operation.results, operation.partial)


def _replaced(item: object, same: Mapping[Value, Value]) -> object:
    if isinstance(item, Value):
        return same.get(item, item)
    if isinstance(item, list):
        return [_replaced(part, same) for part in item]
    return item


def _alive(operations: list[Operation], outputs: Mapping[str, Value]) -> tuple[Operation, ...]:
    wanted = set(outputs.values())
    kept: list[Operation] = []
    for operation in reversed(operations):
        if wanted.intersection(operation.results):
            wanted.update(operation.inputs())
            kept.append(operation)
    return tuple(reversed(kept))
