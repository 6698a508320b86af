"""The formulas: each is typeset, and each says something true."""

from __future__ import annotations

import math
import re
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from latex2mathml.converter import convert

from engine.explain import explain
from engine.explain.formulas import Formula, Formulas
from engine.explain.latex import Pen
from engine.graph import Graph
from engine.training.config import TrainingConfig
from tests.engine.explain.explain_samples import dataset, one_of_each
from tests.engine.networks import dense, stack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.explain import Explanation, NodeNumbers

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it finds its font in a way that Python 3.11 advises against
    from ziamath.zmath import Latex

FUNCTIONS = {
    "log": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "pi": math.pi,
    "sigma": lambda z: 1 / (1 + math.exp(-z)),
    "Phi": lambda z: (1 + math.erf(z / math.sqrt(2))) / 2,
    "sign": lambda z: (z > 0) - (z < 0),
    "maximum": max,
    "minimum": min,
    "abs": abs,
}
WORDS = {
    r"\left|": "abs(",
    r"\right|": ")",
    r"\left(": "(",
    r"\right)": ")",
    r"\cdot": "*",
    r"\ln": "log",
    r"\max": "maximum",
    r"\min": "minimum",
    r"\sigma": "sigma",
    r"\Phi": "Phi",
    r"\mathrm{sign}": "sign",
    r"\pi": "*pi",
}
RULES = (
    (r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))"),
    (r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)"),
    (r"\be\^\{([^{}]*)\}", r"exp(\1)"),
    (r"\^\{([^{}]*)\}", r"**(\1)"),
)


def value(latex: str) -> float:
    """Work out a formula without symbols."""
    for word, meaning in WORDS.items():
        latex = latex.replace(word, meaning)
    while "{" in latex:
        before = latex
        for pattern, meaning in RULES:
            latex = re.sub(pattern, meaning, latex)
        assert latex != before, latex
    return float(eval(latex, {"__builtins__": {}}, FUNCTIONS))


def every(explanation: Explanation, digits: int) -> Iterator[Formula]:
    """Yield all formulas of the first and the last unit of each node, and of a parameter in each tensor."""
    formulas = Formulas(explanation, digits)
    yield formulas.loss()
    for node in explanation.nodes:
        if node.kind == "dense":
            yield formulas.shapes(node.id)
        for unit in {0, len(node.output) - 1}:
            yield from of_unit(formulas, node, unit)
        for parameter in node.parameters:
            last = tuple(n - 1 for n in parameter.value.shape)
            if explanation.optimizer.kind != "perceptron":  # which does not look at the loss
                yield formulas.gradient(node.id, parameter.name, last)
            yield from formulas.update(node.id, parameter.name, last)


def of_unit(formulas: Formulas, node: NodeNumbers, unit: int) -> Iterator[Formula]:
    """Yield how a unit gets its value, and how the loss changes with it."""
    yield from formulas.output_gradient(node.id, unit)
    if node.activation is None:
        yield formulas.output(node.id, unit)
        return
    if node.weighs:
        yield formulas.weighted_sum(node.id, unit)
    yield formulas.activation(node.id, unit)
    if node.activation.derivative is not None:
        yield formulas.derivative(node.id, unit)
    yield formulas.delta(node.id, unit)


def drawings() -> list[tuple[str, Explanation]]:
    large = [(f"large {name}", found) for name, found in one_of_each(units=12)]
    return [*one_of_each(), *large]


SAMPLES = dict(drawings())


@pytest.mark.parametrize("name", SAMPLES)
def test_both_sides_of_every_formula_are_equal(name: str) -> None:
    compared = 0
    for formula in every(SAMPLES[name], 8):
        if r"\underset" in formula.numeric or r"\Rightarrow" in formula.numeric:
            continue
        _, *sides = formula.numeric.split(" = ")
        numbers = [value(side) for side in sides]
        assert numbers == pytest.approx([numbers[-1]] * len(numbers), rel=2e-4, abs=2e-6), formula
        compared += len(numbers) > 1
    assert compared > 5


def test_every_formula_is_typeset() -> None:
    formulas = [formula for found in SAMPLES.values() for formula in every(found, 4)]
    latex = {side for formula in formulas for side in (formula.symbolic, formula.numeric)}
    assert len(latex) > 1000
    pairs = {formula: set(pairwise(re.findall(r"\\\w+|[\^_{}]|[a-zA-Z]", formula))) for formula in latex}
    for formula in latex:
        assert "\\" not in convert(formula), formula  # what it does not know it leaves as it is
    missing: set[tuple[str, str]] = set().union(*pairs.values())
    while missing:  # setting a formula takes long, so only those that are worth their length
        formula = max(sorted(latex), key=lambda formula: len(pairs[formula] & missing) / len(formula))
        assert Latex(formula).svg().startswith("<svg"), formula
        missing -= pairs[formula]


def test_a_large_layer_is_written_with_sigma_and_shapes() -> None:
    graph = stack(dense(50, "relu"), dense(1, "sigmoid"))
    found = explain(graph, dataset(20, 2), TrainingConfig(), [0.5] * 20, 1)
    formulas = Formulas(found)
    assert formulas.weighted_sum(2, 2).symbolic == (r"z_{3}^{(1)} = \sum_{j=1}^{20} w_{3,j}^{(1)} x_{j} + b_{3}^{(1)}")
    assert formulas.shapes(2).numeric == (
        r"\underset{(1, 20)}{x} \cdot \underset{(20, 50)}{W^{(1) T}} + \underset{(50)}{b^{(1)}} = "
        r"\underset{(1, 50)}{z^{(1)}}"
    )


def test_each_layer_has_symbols_of_its_own_and_shows_whose_numbers_come_in() -> None:
    graph = stack(dense(2, "tanh"), dense(2, "sigmoid"), dense(1, "sigmoid"))
    formulas = Formulas(explain(graph, dataset(2, 2), TrainingConfig(), [0.5, 1.0], 1))
    assert formulas.weighted_sum(2, 0).symbolic == (
        "z_{1}^{(1)} = w_{11}^{(1)} x_{1} + w_{12}^{(1)} x_{2} + b_{1}^{(1)}"
    )
    assert formulas.weighted_sum(3, 1).symbolic == (
        "z_{2}^{(2)} = w_{21}^{(2)} a_{1}^{(1)} + w_{22}^{(2)} a_{2}^{(1)} + b_{2}^{(2)}"
    )
    (back,) = formulas.output_gradient(3, 1)
    assert back.symbolic == (
        r"\frac{\partial L}{\partial a_{2}^{(2)}} = \frac{\partial L}{\partial z_{1}^{(3)}} w_{12}^{(3)}"
    )
    assert formulas.update(3, "dense_2.linear.weight", (0, 1))[-1].symbolic.startswith(
        r"w_{12}^{(2)\prime} = w_{12}^{(2)} - "
    )


def test_the_symbols_of_a_single_layer_need_no_number() -> None:
    formulas = Formulas(explain(stack(dense(1, "sigmoid")), dataset(2, 2), TrainingConfig(), [0.5, 1.0], 1))
    assert formulas.weighted_sum(2, 0).symbolic == "z_{1} = w_{11} x_{1} + w_{12} x_{2} + b_{1}"
    assert formulas.update(2, "dense_1.linear.bias", (0,))[-1].symbolic.startswith(r"b_{1}^{\prime} = b_{1} - ")


def test_a_wire_among_several_brings_what_its_layer_gives() -> None:
    graph = Graph()
    entry, exit_, product = graph.add("input"), graph.add("output", settings={"loss": "mse"}), graph.add("multiply")
    for _ in range(2):
        layer = graph.add("dense", settings={"units": 1})
        graph.connect(entry.id, layer.id)
        graph.connect(layer.id, product.id)
    graph.connect(product.id, exit_.id)
    formulas = Formulas(explain(graph, dataset(2, 0), TrainingConfig(), [0.5, 1.0], 1))
    assert formulas.output(product.id, 0).symbolic == r"a_{1}^{(3)} = a_{1}^{(1)} \cdot a_{1}^{(2)}"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1.0, "1"),
        (-0.5, "-0.5"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.00001234, r"1.234 \cdot 10^{-5}"),
        (-2.5e9, r"-2.5 \cdot 10^{9}"),
        (0.99999, "0.99999"),
        (1.00001, "1"),
        (math.nan, r"\text{NaN}"),
        (-math.inf, r"-\infty"),
    ],
)
def test_a_number_is_short_and_does_not_mislead(number: float, shown: str) -> None:
    assert Pen(4).number(number) == shown


@pytest.mark.parametrize("digits", [1, 9])
def test_digits_outside_of_two_to_eight_are_refused(digits: int) -> None:
    with pytest.raises(ValueError, match="digits"):
        Pen(digits)
