"""The loss and its derivative by each unit of the output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explain.latex import LARGE, index, parentheses, slope, symbol
from engine.explain.templates import (
    LOSS_SLOPE,
    LOSS_TERM,
    difference,
    huber_inner,
    huber_outer,
    power,
    sign,
)
from engine.text import Text

if TYPE_CHECKING:
    from engine.explain.explanation import Explanation
    from engine.explain.latex import Formula, Pen, Quantity
    from engine.explain.symbols import Value


def loss_formula(pen: Pen, explanation: Explanation) -> Formula:
    """Return the loss."""
    title = Text("formula", "The loss: {loss}").fill(loss=explanation.loss_spec.title)
    if explanation.loss_spec.target == "index":
        return _of_class(pen, title, explanation)
    count = len(explanation.output)
    if count > LARGE:
        return pen.of(title, f"L = {_mean_over_many(explanation)}", "L", "", explanation.loss)

    def write(*quantities: Quantity) -> str:
        terms = [
            _term(explanation, unit, quantities[2 * unit], quantities[2 * unit + 1], one=count == 1)
            for unit in range(count)
        ]
        return _minus(explanation) + _mean(terms)

    values = [value for unit in range(count) for value in _pair(explanation, unit)]
    return pen.write(title, "L", write, values, explanation.loss)


def _minus(explanation: Explanation) -> str:
    return "-" if explanation.loss_spec.kind.startswith("bce") else ""


def _mean(terms: list[str]) -> str:
    if len(terms) == 1:
        return terms[0]
    return rf"\frac{{1}}{{{len(terms)}}} \cdot {parentheses(' + '.join(terms))}"


def _term(explanation: Explanation, unit: int, p: Quantity, y: Quantity, *, one: bool) -> str:
    kind = explanation.loss_spec.kind
    if kind == "huber":
        return (huber_inner if _is_small(explanation, unit) else huber_outer)(p, y)
    term = LOSS_TERM[kind](p, y)
    return parentheses(term) if _minus(explanation) else term


def _mean_over_many(explanation: Explanation) -> str:
    p, y, kind = symbol(r"\hat{y}_{i}"), symbol("y_{i}"), explanation.loss_spec.kind
    term = rf"H\left({difference(p, y)}\right)" if kind == "huber" else LOSS_TERM[kind](p, y)
    term = parentheses(term) if _minus(explanation) else term
    count = len(explanation.output)
    return rf"{_minus(explanation)}\frac{{1}}{{{count}}} \sum_{{i=1}}^{{{count}}} {term}"


def _is_small(explanation: Explanation, unit: int) -> bool:
    return bool(abs(explanation.output[unit] - explanation.target[unit]) < 1)


def _pair(explanation: Explanation, unit: int) -> tuple[Value, Value]:
    place = index(unit) if len(explanation.output) > 1 else ""
    p, y = explanation.output[unit], explanation.target[unit]
    return (rf"\hat{{y}}{place}", float(p)), (f"y{place}", float(y))


def _of_class(pen: Pen, title: Text, explanation: Explanation) -> Formula:
    """Return a loss that looks at the unit of the right class."""
    right = int(explanation.target.argmax())
    values = [_pair(explanation, unit)[0] for unit in range(len(explanation.output))]
    if explanation.loss_spec.kind == "nll":
        return pen.write(title, "L", lambda p: p.negative, [values[right]], explanation.loss)

    def write(*z: Quantity) -> str:
        return rf"-\ln\left(\frac{{{power(z[right])}}}{{{_powers(z)}}}\right)"

    return pen.write(title, "L", write, values, explanation.loss, filled=len(values) <= LARGE)


def _powers(z: tuple[Quantity, ...]) -> str:
    if len(z) > LARGE:
        return rf"\sum_{{j=1}}^{{{len(z)}}} e^{{\hat{{y}}_{{j}}}}"
    return " + ".join(power(q) for q in z)


def loss_slope(pen: Pen, explanation: Explanation, unit: int) -> Formula:
    """Return dL/dy of one unit of the output."""
    title = Text("formula", "How the loss changes with unit {unit} of the output").fill(unit=unit + 1)
    (p, y), count, kind = _pair(explanation, unit), len(explanation.output), explanation.loss_spec.kind
    left, result = slope("L", p[0]), float(explanation.output_gradient[unit])
    if kind == "nll":
        return pen.write(title, left, lambda q: q.negative, [y], result)
    if kind == "cross_entropy":
        return _softmax_slope(pen, title, left, explanation, unit)
    share = rf"\frac{{1}}{{{count}}} \cdot " if count > 1 else ""

    def write(q: Quantity, wanted: Quantity) -> str:
        if kind == "huber":
            inner = parentheses(difference(q, wanted)) if share else difference(q, wanted)
            return share + (inner if _is_small(explanation, unit) else sign(q, wanted))
        return share + LOSS_SLOPE[kind](q, wanted)

    return pen.write(title, left, write, [p, y], result)


def _softmax_slope(pen: Pen, title: Text, left: str, explanation: Explanation, unit: int) -> Formula:
    values = [_pair(explanation, k)[0] for k in range(len(explanation.output))]
    y = _pair(explanation, unit)[1]

    def write(wanted: Quantity, *z: Quantity) -> str:
        return rf"\frac{{{power(z[unit])}}}{{{_powers(z)}}} - {wanted.factor}"

    result = float(explanation.output_gradient[unit])
    return pen.write(title, left, write, [y, *values], result, filled=len(values) <= LARGE)
