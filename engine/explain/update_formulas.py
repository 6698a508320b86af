"""One step of the optimiser for one learned number, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.spec import real
from engine.explain.latex import index, one_minus, product, slope, square, times, total
from engine.explain.symbols import parameter_symbol
from engine.text import Text

if TYPE_CHECKING:
    from engine.explain.explanation import Explanation, NodeNumbers, OptimizerNumbers, ParameterNumbers
    from engine.explain.latex import Formula, Pen, Quantity
    from engine.explain.symbols import Value

_NEW = r"^{\prime}"


def update(
    pen: Pen, optimizer: OptimizerNumbers, parameter: ParameterNumbers, node: str, place: tuple[int, ...]
) -> list[Formula]:
    """Return the lines of the step; the last one gives the new value."""
    return _Lines(pen, optimizer, parameter, node, place).write()


def correct(
    pen: Pen, explanation: Explanation, node: NodeNumbers, parameter: ParameterNumbers, place: tuple[int, ...]
) -> Formula:
    """Return the perceptron rule: the new value from the error and the input."""
    unit, name = place[0], parameter_symbol(parameter.role, place)
    several = index(unit) if len(explanation.output) > 1 else ""
    values = [
        (name, float(parameter.value[place])),
        (r"\eta", explanation.optimizer.terms["rate"]),
        (f"y{several}", float(explanation.target[unit])),
        (rf"\hat{{y}}{several}", float(explanation.output[unit])),
    ]
    if parameter.role == "weight":
        values.append((f"x{index(place[1])}", float(node.incoming[place[1]])))

    def write(value: Quantity, rate: Quantity, wanted: Quantity, given: Quantity, *x: Quantity) -> str:
        error = rf"\left({wanted.plain} - {given.factor}\right)"
        return total(value.plain, times(rate, error) + "".join(f"{q.dot}{q.factor}" for q in x))

    title = Text("formula", "The new value in {node} by the perceptron rule").fill(node=node.name)
    return pen.write(title, name + _NEW, write, values, float(parameter.updated[place]))


class _Lines:
    def __init__(
        self, pen: Pen, optimizer: OptimizerNumbers, parameter: ParameterNumbers, node: str, place: tuple[int, ...]
    ) -> None:
        self._pen, self._optimizer, self._parameter = pen, optimizer, parameter
        self._node, self._place = node, place
        self._settings = optimizer.settings
        self._symbol = parameter_symbol(parameter.role, place)
        self._value: Value = (self._symbol, float(parameter.value[place]))
        self._raw: Value = (slope("L", self._symbol), float(parameter.gradient[place]))
        self._rate: Value = (r"\eta", optimizer.terms["rate"])
        self._result = float(parameter.updated[place])
        self._found: list[Formula] = []

    def write(self) -> list[Formula]:
        kind = self._optimizer.kind
        if kind == "sgd":
            self._sgd(self._gradient())
        elif kind in ("adam", "adamw"):
            self._adam(self._gradient())
        elif kind == "rmsprop":
            self._rmsprop(self._gradient())
        else:
            self._adagrad(self._gradient())
        return self._found

    # -- lines that several share --

    def _setting(self, name: str, symbol: str) -> Value:
        return symbol, real(self._settings, name)

    def _term(self, name: str, symbol: str) -> Value:
        return symbol, float(self._parameter.terms[name][self._place])

    def _memory(self, slot: str, symbol: str) -> tuple[Value, Value]:
        """Return what was remembered before the step, and after it."""
        before, after = self._parameter.before[slot][self._place], self._parameter.after[slot][self._place]
        return (symbol, float(before)), (symbol + _NEW, float(after))

    def _gradient(self) -> Value:
        """Return the gradient that the step uses, with a line for weight decay if there is one."""
        if self._optimizer.kind == "adamw" or not real(self._settings, "weight_decay"):
            return self._raw
        title = Text("formula", "The gradient with weight decay")
        decay, used = self._setting("weight_decay", r"\lambda"), self._term("gradient", "g")
        self._found.append(
            self._pen.write(
                title,
                used[0],
                lambda raw, share, value: total(raw.plain, product(share, value)),
                [self._raw, decay, self._value],
                used[1],
            )
        )
        return used

    def _end(self, start: Value, direction: Value) -> None:
        title = Text("formula", "The new value in {node} after one step").fill(node=self._node)

        def write(value: Quantity, rate: Quantity, step: Quantity) -> str:
            return rf"{value.plain} - {rate.factor}{rate.dot}{step.factor}"

        self._found.append(
            self._pen.write(title, self._symbol + _NEW, write, [start, self._rate, direction], self._result)
        )

    def _end_divided(self, start: Value, top: Value, bottom: Value) -> None:
        """End with a step of ``top / (sqrt(bottom) + epsilon)``."""
        title = Text("formula", "The new value in {node} after one step").fill(node=self._node)

        def write(value: Quantity, rate: Quantity, *fraction: Quantity) -> str:
            return rf"{value.plain} - {rate.factor}{rate.dot}{_divided(*fraction)}"

        values = [start, self._rate, top, bottom, self._setting("eps", r"\varepsilon")]
        self._found.append(self._pen.write(title, self._symbol + _NEW, write, values, self._result))

    def _mean(self, title: Text, share: Value, before: Value, after: Value, gradient: Value, squared: bool) -> None:
        """Add a line of a mean that forgets: share * before + (1 - share) * gradient."""

        def write(kept: Quantity, old: Quantity, new: Quantity) -> str:
            return f"{product(kept, old)} + {one_minus(kept)}{kept.dot}{square(new) if squared else new.factor}"

        self._found.append(self._pen.write(title, after[0], write, [share, before, gradient], after[1]))

    # -- the optimisers --

    def _sgd(self, gradient: Value) -> None:
        if not real(self._settings, "momentum"):
            self._end(self._value, gradient)
            return
        momentum = self._setting("momentum", r"\mu")
        before, after = self._memory("momentum_buffer", "m")
        title = Text("formula", "Momentum: what the last steps leave over, and the gradient")
        self._found.append(
            self._pen.write(
                title,
                after[0],
                lambda kept, old, new: total(product(kept, old), new.plain),
                [momentum, before, gradient],
                after[1],
            )
        )
        if not self._settings["nesterov"]:
            self._end(self._value, after)
            return
        direction = self._term("direction", "d")
        self._found.append(
            self._pen.write(
                Text("formula", "Nesterov: one step ahead along the momentum"),
                direction[0],
                lambda new, kept, old: total(new.plain, product(kept, old)),
                [gradient, momentum, after],
                direction[1],
            )
        )
        self._end(self._value, direction)

    def _adam(self, gradient: Value) -> None:
        first, second = self._setting("beta1", r"\beta_{1}"), self._setting("beta2", r"\beta_{2}")
        mean, square_ = self._memory("exp_avg", "m"), self._memory("exp_avg_sq", "v")
        self._mean(Text("formula", "The mean of the gradients"), first, *mean, gradient, squared=False)
        self._mean(Text("formula", "The mean of their squares"), second, *square_, gradient, squared=True)
        mean_corrected, square_corrected = self._term("mean", r"\hat{m}"), self._term("square", r"\hat{v}")
        self._corrected(Text("formula", "The mean without the pull of its start at 0"), mean[1], first, mean_corrected)
        self._corrected(
            Text("formula", "The squares without the pull of their start at 0"), square_[1], second, square_corrected
        )
        start = self._value
        if self._optimizer.kind == "adamw" and real(self._settings, "weight_decay"):
            start = self._decayed()
        self._end_divided(start, mean_corrected, square_corrected)

    def _corrected(self, title: Text, memory: Value, share: Value, result: Value) -> None:
        count = self._optimizer.step

        def write(top: Quantity, kept: Quantity) -> str:
            return rf"\frac{{{top.plain}}}{{1 - {kept.factor}^{{{count}}}}}"

        self._found.append(self._pen.write(title, result[0], write, [memory, share], result[1]))

    def _decayed(self) -> Value:
        decayed = self._term("decayed", r"\tilde{" + self._symbol + "}")

        def write(value: Quantity, rate: Quantity, decay: Quantity) -> str:
            inner = rf"\left(1 - {rate.factor}{rate.dot}{decay.factor}\right)"
            return times(value, inner)

        values = [self._value, self._rate, self._setting("weight_decay", r"\lambda")]
        title = Text("formula", "Weight decay, beside the gradient")
        self._found.append(self._pen.write(title, decayed[0], write, values, decayed[1]))
        return decayed

    def _rmsprop(self, gradient: Value) -> None:
        before, after = self._memory("square_avg", "v")
        share = self._setting("alpha", r"\alpha")
        self._mean(Text("formula", "The mean of the squared gradients"), share, before, after, gradient, squared=True)
        if not real(self._settings, "momentum"):
            self._end_divided(self._value, gradient, after)
            return
        old, new = self._memory("momentum_buffer", "m")

        def write(kept: Quantity, past: Quantity, *fraction: Quantity) -> str:
            return f"{product(kept, past)} + {_divided(*fraction)}"

        values = [self._setting("momentum", r"\mu"), old, gradient, after, self._setting("eps", r"\varepsilon")]
        title = Text("formula", "Momentum: what the last steps leave over, and the divided gradient")
        self._found.append(self._pen.write(title, new[0], write, values, new[1]))
        self._end(self._value, new)

    def _adagrad(self, gradient: Value) -> None:
        before, after = self._memory("sum", "s")
        self._found.append(
            self._pen.write(
                Text("formula", "The sum of all squared gradients"),
                after[0],
                lambda old, new: f"{old.plain} + {square(new)}",
                [before, gradient],
                after[1],
            )
        )
        if real(self._settings, "lr_decay"):
            self._slower()
        self._end_divided(self._value, gradient, after)

    def _slower(self) -> None:
        count, rate = self._optimizer.step, self._setting("lr", r"\eta_{0}")

        def write(first: Quantity, decay: Quantity) -> str:
            return rf"\frac{{{first.plain}}}{{1 + {count - 1}{decay.dot}{decay.factor}}}"

        title = Text("formula", "The learning rate of this step")
        values = [rate, self._setting("lr_decay", r"\lambda_{\eta}")]
        self._found.append(self._pen.write(title, r"\eta", write, values, self._rate[1]))


def _divided(top: Quantity, bottom: Quantity, epsilon: Quantity) -> str:
    return rf"\frac{{{top.plain}}}{{\sqrt{{{bottom.plain}}} + {epsilon.plain}}}"
