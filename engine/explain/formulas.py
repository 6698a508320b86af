"""The formulas of an `Explanation` as LaTeX: each once with symbols, once with the numbers filled in.

x is the sample, z the weighted sums, a what goes out; behind a letter stands the number of its layer, see
`engine.explain.naming`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explain.latex import LARGE, Formula, Pen, index, slope, total
from engine.explain.loss_formulas import loss_formula, loss_slope
from engine.explain.naming import Naming
from engine.explain.node_formulas import bring, give
from engine.explain.symbols import (
    about,
    added,
    by_dots,
    function_of,
    named,
    normalised,
    normalised_values,
    pairs,
    parameter_symbol,
    sum_of_products,
)
from engine.explain.templates import DERIVATIVE, FORWARD, below, inverse_power, power
from engine.explain.update_formulas import correct, update
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.explain.explanation import ActivationNumbers, Array, Explanation, NodeNumbers
    from engine.explain.latex import Quantity
    from engine.graph import NodeId

__all__ = ["Formula", "Formulas"]


class Formulas:
    """Writes the formulas of one explanation. Units, columns and wires are counted from 0, and shown from 1.

    Images are laid out as rows, as Flatten does it. Of a node that `hangs_together` there are only shapes.

    Parameters
    ----------
    explanation : Explanation
    digits : int
        Digits behind the decimal point, 2 to 8.
    """

    def __init__(self, explanation: Explanation, digits: int = 4) -> None:
        self._explanation = explanation.in_rows()
        self._whole = explanation
        self._pen = Pen(digits)
        self.naming = Naming(explanation)

    def _of(self, node: NodeNumbers) -> Pen:
        """Return what writes the formulas of a node, with its own symbols."""
        return self._pen.naming(lambda latex: self.naming.named(latex, node))

    # -- forward --

    def shapes(self, node_id: NodeId) -> Formula:
        """Return a layer's weighted sums as a product of matrices, or as a convolution, with all shapes."""
        node = self._whole.node(node_id)
        weight, bias = node.parameter("weight"), node.parameter("bias")
        if weight is None:
            raise KeyError(f"{node.name} has no weights")
        x, z, b = self.naming.arriving(node), self.naming.letter("z", node), self.naming.letter("b", node)
        slides = node.kind == "conv_2d"
        factor = self.naming.letter("W", node) if slides else self.naming.turned(node)
        sizes = weight.value.shape if slides else weight.value.shape[::-1]
        came = node.inputs[0].value.shape if len(node.inputs) == 1 else node.incoming.shape
        symbols = rf"{z} = {x} \star {factor}" if slides else f"{z} = {x} {factor}"
        parts = [_under(x, 1, *came), r" \star " if slides else r" \cdot ", _under(factor, *sizes)]
        parts += [" + ", _under(b, len(weight.value))] if bias else []
        title = Text("formula", "All weighted sums of {node} at once, with the shapes").fill(node=node.name)
        numbers = f"{''.join(parts)} = {_under(z, 1, *node.output.shape)}"
        return Formula(title, f"{symbols} + {b}" if bias else symbols, numbers)

    def weighted_sum(self, node_id: NodeId, unit: int) -> Formula:
        """Return z of a Dense unit."""
        node = self._explanation.node(node_id)
        weight, bias, activation = node.parameter("weight"), node.parameter("bias"), node.activation
        if weight is None or activation is None:
            raise KeyError(f"{node.name} has no weights")
        title = about(Text("formula", "Weighted sum of unit {unit} of {node}"), node, unit)
        left, result = f"z{index(unit)}", float(activation.z[unit])
        x, constant = node.incoming, [] if bias is None else [(f"b{index(unit)}", float(bias.value[unit]))]
        if len(x) > LARGE:
            end = f" + {constant[0][0]}" if constant else ""
            rest = result - constant[0][1] if constant else result
            numbers = total(self._pen.number(rest), *[self._pen.number(value) for _, value in constant])
            symbols = rf"\sum_{{j=1}}^{{{len(x)}}} w_{{{unit + 1},j}} x_{{j}}{end}"
            return self._of(node).of(title, f"{left} = {symbols}", left, numbers, result)
        factors = pairs([(f"w{index(unit, j)}", weight.value[unit, j], f"x{index(j)}", x[j]) for j in range(len(x))])
        return self._of(node).write(title, left, sum_of_products, [*factors, *constant], result)

    def activation(self, node_id: NodeId, unit: int) -> Formula:
        """Return a = f(z) of a unit of a Dense layer or an activation node."""
        node = self._explanation.node(node_id)
        function = function_of(node)
        title = about(Text("formula", "Activation of unit {unit} of {node}"), node, unit)
        z, a = _z(function, unit), f"a{index(unit)}"
        kind, result = function.spec.kind, float(function.a[unit])
        if kind in ("step", "threshold"):
            border = float(function.settings.get("threshold", 0.0))  # type: ignore[arg-type]  # a real setting
            passes = z[1] > border
            end = (z[0] if passes else "v") if kind == "threshold" else ("1" if passes else "0")
            return self._of(node).case(title, z, border, f"{a} = {end}", f"{a} = {self._pen.number(result)}")
        if function.jacobian is not None:
            return self._coupled(title, node, function, unit)
        values = [z, *self._setting(node, function)]
        return self._of(node).write(title, a, FORWARD[kind], values, result)

    def _coupled(self, title: Text, node: NodeNumbers, function: ActivationNumbers, unit: int) -> Formula:
        """Return softmax and its kin, which add up over all units."""
        kind, count = function.spec.kind, len(function.z)
        each = inverse_power if kind == "softmin" else power

        def write(*z: Quantity) -> str:
            everything = " + ".join(each(q) for q in z)
            if len(z) > LARGE:
                own = "-z" if kind == "softmin" else "z"
                everything = rf"\sum_{{j=1}}^{{{count}}} e^{{{own}_{{j}}}}"
            if kind == "log_softmax":
                return rf"{z[unit].plain} - \ln\left({everything}\right)"
            return rf"\frac{{{each(z[unit])}}}{{{everything}}}"

        values = [_z(function, k) for k in range(count)]
        result = float(function.a[unit])
        return self._of(node).write(title, f"a{index(unit)}", write, values, result, filled=count <= LARGE)

    def output(self, node_id: NodeId, unit: int) -> Formula:
        """Return what a node without an activation function gives: merges, normalisation, Input, Output ..."""
        node = self._explanation.node(node_id)
        title = about(Text("formula", "Value {unit} of {node}"), node, unit)
        return give(self._of(node), title, node, unit, self._explanation)

    def loss(self) -> Formula:
        """Return the loss."""
        return loss_formula(self._pen, self._explanation)

    # -- backward --

    def loss_gradient(self, unit: int) -> Formula:
        """Return dL/dy of a unit of the network's output."""
        return loss_slope(self._pen, self._explanation, unit)

    def derivative(self, node_id: NodeId, unit: int) -> Formula:
        """Return f'(z) of a function that works on each unit by itself."""
        node = self._explanation.node(node_id)
        function = function_of(node)
        if function.derivative is None:
            raise KeyError(f"{function.spec.kind} has no derivative of one unit alone")
        title = about(Text("formula", "Slope of the activation of unit {unit} of {node}"), node, unit)
        z, a = _z(function, unit), (f"a{index(unit)}", float(function.a[unit]))
        kind, result = function.spec.kind, float(function.derivative[unit])
        left = slope(a[0], z[0])
        if kind in DERIVATIVE:
            return self._of(node).write(title, left, DERIVATIVE[kind], [z, a], result)
        border = float(function.settings.get("threshold", 0.0))  # type: ignore[arg-type]  # a real setting
        if z[1] > border:
            return self._of(node).case(title, z, border, f"{left} = 1", f"{left} = 1")
        setting = self._setting(node, function)
        symbols = rf"\alpha e^{{{z[0]}}}" if kind == "elu" else r"\alpha" if setting else "0"
        return self._of(node).case(title, z, border, f"{left} = {symbols}", f"{left} = {self._pen.number(result)}")

    def output_gradient(self, node_id: NodeId, unit: int) -> list[Formula]:
        """Return dL/da of a unit: what each node behind it passes back, and the sum if there are several."""
        explanation = self._explanation
        node = explanation.node(node_id)
        if node.kind == "output":
            return [self.loss_gradient(unit)]
        found, arrived = [], []
        for consumer, wire in explanation.consumers(node_id):
            title = about(Text("formula", "Through {sink} back to output {unit} of {node}"), node, unit)
            place = next(k for k, other in enumerate(consumer.inputs) if other is wire)
            back = bring(self._of(consumer), title.fill(sink=consumer.name), consumer, place, unit)
            found.append(self.loss_gradient(unit) if consumer.kind == "output" else back)
            arrived.append(float(wire.gradient[unit]))
        if len(found) > 1:
            title = about(Text("formula", "Added up: how the loss changes with output {unit} of {node}"), node, unit)
            left = slope("L", f"a{index(unit)}")
            values = [(f"g_{{{k + 1}}}", value) for k, value in enumerate(arrived)]
            found.append(self._of(node).write(title, left, added, values, float(node.output_gradient[unit])))
        return found

    def delta(self, node_id: NodeId, unit: int) -> Formula:
        """Return dL/dz of a unit, by the chain rule."""
        node = self._explanation.node(node_id)
        function = function_of(node)
        title = about(
            Text("formula", "How the loss changes with the weighted sum of unit {unit} of {node}"), node, unit
        )
        if not node.weighs:
            title = about(Text("formula", "How the loss changes with input {unit} of {node}"), node, unit)
        z, result = f"z{index(unit)}", float(function.z_gradient[unit])
        if function.derivative is not None:
            a = f"a{index(unit)}"
            values = [(slope("L", a), node.output_gradient[unit]), (slope(a, z), function.derivative[unit])]
            return self._of(node).write(title, slope("L", z), by_dots, values, result)
        assert function.jacobian is not None
        return self._chain_over_units(title, node, z, function.jacobian[:, unit], result)

    def _chain_over_units(self, title: Text, node: NodeNumbers, z: str, local: Array, result: float) -> Formula:
        upstream = node.output_gradient
        count, left = len(upstream), slope("L", z)
        if count > LARGE:
            summed = rf"\sum_{{k=1}}^{{{count}}} {slope('L', 'a_{k}')} \cdot {slope('a_{k}', z)}"
            return self._of(node).of(title, f"{left} = {summed}", left, "", result)
        a = [f"a{index(k)}" for k in range(count)]
        factors = pairs([(slope("L", a[k]), upstream[k], slope(a[k], z), local[k]) for k in range(count)])
        return self._of(node).write(title, left, sum_of_products, factors, result)

    def gradient(self, node_id: NodeId, name: str, place: tuple[int, ...]) -> Formula:
        """Return the gradient of one learned number, with the factors of the chain rule."""
        node = self._explanation.node(node_id)
        parameter = named(node, name)
        symbols, result = parameter_symbol(parameter.role, place), float(parameter.gradient[place])
        title = Text("formula", "How the loss changes with one parameter of {node}").fill(node=node.name)
        left = slope("L", symbols)
        if parameter.role in ("weight", "bias"):
            rule = node.chain_rule(place[0], place[1] if parameter.role == "weight" else None)
            a, z = f"a{index(place[0])}", f"z{index(place[0])}"
            values = [(slope("L", z), rule.delta)]
            if len(rule.upstream) == 1:
                values = [(slope("L", a), float(rule.upstream[0])), (slope(a, z), float(rule.local[0]))]
            return self._of(node).write(title, left, by_dots, [*values, (slope(z, symbols), rule.incoming)], result)
        if parameter.role == "slope":
            return self._slope_gradient(title, left, node, result)
        a = f"a{index(*place)}"
        upstream = (slope("L", a), float(node.output_gradient[place]))
        if parameter.role == "shift":
            return self._of(node).write(title, left, by_dots, [upstream], result)
        return self._scale_gradient(title, left, node, place[0], upstream, result)

    def _slope_gradient(self, title: Text, left: str, node: NodeNumbers, result: float) -> Formula:
        """Return that of PReLU's slope, which all units share."""
        function, count = function_of(node), len(node.output)
        if count > LARGE:
            summed = rf"\sum_{{i=1}}^{{{count}}} {slope('L', 'a_{i}')} \cdot \min\left(0, z_{{i}}\right)"
            return self._of(node).of(title, f"{left} = {summed}", left, "", result)
        factors = pairs(
            [(slope("L", f"a{index(i)}"), node.output_gradient[i], f"z{index(i)}", function.z[i]) for i in range(count)]
        )

        def write(*q: Quantity) -> str:
            return total(*(rf"{q[i].plain} \cdot {below(q[i + 1])}" for i in range(0, len(q), 2)))

        return self._of(node).write(title, left, write, factors, result)

    def _scale_gradient(
        self, title: Text, left: str, node: NodeNumbers, unit: int, upstream: tuple[str, float], result: float
    ) -> Formula:
        values = [upstream, *normalised_values(node, unit)]

        def write(back: Quantity, *inner: Quantity) -> str:
            return rf"{back.plain} \cdot {normalised(*inner)}"

        return self._of(node).write(title, left, write, values, result)

    # -- the optimiser --

    def update(self, node_id: NodeId, name: str, place: tuple[int, ...]) -> list[Formula]:
        """Return what the optimiser does with the gradient of one learned number; the last is its new value."""
        node = self._explanation.node(node_id)
        if self._explanation.optimizer.kind == "perceptron":
            return [correct(self._of(node), self._explanation, node, named(node, name), place)]
        return update(self._of(node), self._explanation.optimizer, named(node, name), node.name, place)

    def _setting(self, node: NodeNumbers, function: ActivationNumbers) -> Sequence[tuple[str, float]]:
        """Return the number that a function of more than z takes."""
        learned = node.parameter("slope")
        if learned is not None:
            return [(r"\alpha", float(learned.value[0]))]
        names = [name for name in ("negative_slope", "alpha") if name in function.settings]
        return [(r"\alpha", float(function.settings[name])) for name in names]  # type: ignore[arg-type]  # real settings


def _z(function: ActivationNumbers, unit: int) -> tuple[str, float]:
    return f"z{index(unit)}", float(function.z[unit])


def _under(name: str, *shape: int) -> str:
    return rf"\underset{{({', '.join(map(str, shape))})}}{{{name}}}"
