"""What a node without an activation function gives, and what any node passes back through a wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explain.latex import LARGE, index, slope, total
from engine.explain.symbols import (
    added,
    by_dots,
    entry,
    normalised,
    normalised_values,
    pairs,
    parameter_symbol,
    sum_of_products,
)

if TYPE_CHECKING:
    from engine.explain.explanation import Explanation, NodeNumbers
    from engine.explain.latex import Formula, Pen, Quantity
    from engine.explain.symbols import Value
    from engine.text import Text


def give(pen: Pen, title: Text, node: NodeNumbers, unit: int, explanation: Explanation) -> Formula:
    """Return what a node without an activation function gives."""
    left, result = f"a{index(unit)}", float(node.output[unit])
    if node.kind == "batch_norm_1d":
        return _batch_norm(pen, title, node, unit)
    if node.kind in ("add", "multiply"):
        values = [entry(node, wire, unit) for wire in range(len(node.inputs))]
        return pen.write(title, left, added if node.kind == "add" else by_dots, values, result)
    if node.kind == "concatenate":
        value = _joined(node, unit)
    elif node.kind == "input":
        chosen = node.settings["columns"]
        column = explanation.columns.index(chosen[unit]) if isinstance(chosen, tuple) and chosen else unit
        value = (f"x{index(column)}", float(explanation.x[column]))
    else:
        value = entry(node, 0, unit)
    return pen.write(title, left, lambda x: x.plain, [value], result)


def _joined(node: NodeNumbers, unit: int) -> Value:
    for wire, brought in enumerate(node.inputs):
        if unit < len(brought.value):
            return entry(node, wire, unit)
        unit -= len(brought.value)
    raise KeyError(unit)


def _batch_norm(pen: Pen, title: Text, node: NodeNumbers, unit: int) -> Formula:
    scale, shift = node.parameter("scale"), node.parameter("shift")
    left, result, values = f"a{index(unit)}", float(node.output[unit]), normalised_values(node, unit)
    if scale is None or shift is None:
        return pen.write(title, left, normalised, values, result)
    values = [(parameter_symbol(p.role, (unit,)), float(p.value[unit])) for p in (scale, shift)] + values

    def write(factor: Quantity, constant: Quantity, *inner: Quantity) -> str:
        return total(rf"{factor.plain} \cdot {normalised(*inner)}", constant.plain)

    return pen.write(title, left, write, values, result)


def bring(pen: Pen, title: Text, node: NodeNumbers, wire: int, unit: int) -> Formula:
    """Return dL/dx of one number that a wire brings into a node, from what the node itself gets back."""
    left, result = slope("L", entry(node, wire, unit)[0]), float(node.inputs[wire].gradient[unit])
    if node.weighs:
        return _through_weights(pen, title, left, node, wire, unit)
    if node.activation is not None:
        value = (slope("L", f"z{index(unit)}"), float(node.activation.z_gradient[unit]))
        return pen.write(title, left, by_dots, [value], result)
    if node.kind == "batch_norm_1d":
        return _through_scale(pen, title, left, node, unit)
    if node.kind == "concatenate":
        unit += _before(node, wire)
        return pen.write(title, left, by_dots, [_back(node, unit)], result)
    reached = [unit] if len(node.inputs[wire].value) == len(node.output) else list(range(len(node.output)))
    others = [k for k in range(len(node.inputs)) if k != wire] if node.kind == "multiply" else []

    def write(*quantities: Quantity) -> str:
        each = 1 + len(others)
        return total(*(by_dots(*quantities[i : i + each]) for i in range(0, len(quantities), each)))

    if len(reached) > LARGE:
        partners = "".join(rf" \cdot x^{{({k + 1})}}_{{i}}" for k in others)
        return pen.of(
            title, rf"{left} = \sum_{{i=1}}^{{{len(reached)}}} {slope('L', 'a_{i}')}{partners}", left, "", result
        )
    values = [value for i in reached for value in (_back(node, i), *(entry(node, k, i) for k in others))]
    return pen.write(title, left, write, values, result)


def _before(node: NodeNumbers, wire: int) -> int:
    """Return how many numbers the wires before one bring."""
    return sum(len(other.value) for other in node.inputs[:wire])


def _back(node: NodeNumbers, unit: int) -> Value:
    return slope("L", f"a{index(unit)}"), float(node.output_gradient[unit])


def _through_weights(pen: Pen, title: Text, left: str, node: NodeNumbers, wire: int, unit: int) -> Formula:
    weight, function = node.parameter("weight"), node.activation
    column = unit + _before(node, wire)
    assert weight is not None
    assert function is not None
    units, result = len(function.z), float(node.inputs[wire].gradient[unit])
    if units > LARGE:
        summed = rf"\sum_{{i=1}}^{{{units}}} {slope('L', 'z_{i}')} w_{{i,{column + 1}}}"
        return pen.of(title, f"{left} = {summed}", left, "", result)
    values = pairs(
        (slope("L", f"z{index(i)}"), function.z_gradient[i], f"w{index(i, column)}", weight.value[i, column])
        for i in range(units)
    )
    return pen.write(title, left, sum_of_products, values, result)


def _through_scale(pen: Pen, title: Text, left: str, node: NodeNumbers, unit: int) -> Formula:
    scale, (_, _, variance, epsilon) = node.parameter("scale"), normalised_values(node, unit)
    factor = [] if scale is None else [(parameter_symbol("scale", (unit,)), float(scale.value[unit]))]

    def write(back: Quantity, spread: Quantity, least: Quantity, *top: Quantity) -> str:
        above = top[0].plain if top else "1"
        return rf"{back.plain} \cdot \frac{{{above}}}{{\sqrt{{{spread.plain} + {least.plain}}}}}"

    values = [_back(node, unit), variance, epsilon, *factor]
    return pen.write(title, left, write, values, float(node.inputs[0].gradient[unit]))
