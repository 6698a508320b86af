"""The numbers of the study notes, explained. The index of each note stands in the names of its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.explain import explain
from engine.explain.formulas import Formulas
from engine.shapes import DataShape
from tests.engine.explain.explain_samples import columns, state_of
from tests.engine.networks import config, dense, stack, xor_graph

if TYPE_CHECKING:
    from engine.explain import Explanation
    from engine.explain.explanation import Role

HALF_A_DIGIT = 5e-5
W1, B1 = [[0.4352, 0.3545], [0.1951, 0.4835]], [-0.1419, 0.0439]
W2, B2 = [[-0.1725, 0.1129]], [-0.3043]


def forward_backward() -> Explanation:
    graph, data = xor_graph("sigmoid"), DataShape(("x1", "x2"), 2)
    weights = {
        "dense_1.linear.weight": W1,
        "dense_1.linear.bias": B1,
        "dense_2.linear.weight": W2,
        "dense_2.linear.bias": B2,
    }
    return explain(graph, data, config("sgd", {"lr": 1.0}), [1, 1], 0, state_of(graph, data, weights))


def close(found: object, wanted: object) -> None:
    np.testing.assert_allclose(np.asarray(found), np.asarray(wanted), rtol=0, atol=HALF_A_DIGIT)


def test_000_one_neuron_of_one_input() -> None:
    graph, data = stack(dense(1, "sigmoid")), DataShape(("x1",), 2)
    weights = {"dense_1.linear.weight": [[0.28007793]], "dense_1.linear.bias": [-0.3392594]}
    found = explain(graph, data, config(), [10], 1, state_of(graph, data, weights))
    assert found.output[0] == pytest.approx(0.9213998, abs=1e-6)


def test_000_one_neuron_of_four_inputs() -> None:
    graph, data = stack(dense(1, "sigmoid")), DataShape(columns(4), 2)
    weights = {
        "dense_1.linear.weight": [[-0.49273372, -0.2617575, 0.01708454, 0.44085765]],
        "dense_1.linear.bias": [-0.19142264],
    }
    found = explain(graph, data, config(), [10, 5, 3, 1], 1, state_of(graph, data, weights))
    assert found.output[0] == pytest.approx(0.0026371, abs=1e-6)


def test_001_every_number_of_three_layers() -> None:
    graph, data = stack(dense(2, "sigmoid"), dense(3, "sigmoid"), dense(1, "sigmoid")), DataShape(columns(3), 2)
    # The note writes inputs x outputs; a layer keeps outputs x inputs.
    layers = [
        ([[0.3, 0.1], [0.6, 0.1], [0.5, 0.2]], [1.0, 1.0]),
        ([[0.1, 0.1, 0.5], [0.8, 0.3, 0.2]], [0.1, 0.4, 0.5]),
        ([[0.3], [0.1], [0.4]], [0.5]),
    ]
    weights: dict[str, object] = {}
    for number, (weight, bias) in enumerate(layers, 1):
        weights[f"dense_{number}.linear.weight"] = np.array(weight, np.float32).T.tolist()
        weights[f"dense_{number}.linear.bias"] = bias
    found = explain(graph, data, config(), [1, 1, 1], 1, state_of(graph, data, weights))
    assert found.output[0] == pytest.approx(0.74614674, abs=1e-6)
    a = np.ones(3)
    for node, (weight, bias) in zip(found.nodes[1:4], layers, strict=True):
        assert node.activation is not None
        z = a @ np.array(weight) + np.array(bias)
        a = 1 / (1 + np.exp(-z))
        close(node.activation.z, z)
        close(node.output, a)


def test_003_forward() -> None:
    found = forward_backward()
    hidden, decision = found.nodes[1], found.nodes[2]
    assert hidden.activation is not None
    assert decision.activation is not None
    close(hidden.activation.z, [0.6478, 0.7225])
    close(hidden.output, [0.6565, 0.6732])
    close(decision.activation.z, [-0.3415])
    close(found.output, [0.4154])
    close(found.loss, 0.5369)


@pytest.mark.parametrize(
    ("place", "role", "gradient", "updated"),
    [
        (2, "weight", [[0.2727, 0.2797]], [[-0.4452, -0.1668]]),
        (2, "bias", [0.4154], [-0.7197]),
        (1, "weight", [[-0.0162, -0.0162], [0.0103, 0.0103]], [[0.4514, 0.3707], [0.1848, 0.4732]]),
        (1, "bias", [-0.0162, 0.0103], [-0.1257, 0.0336]),
    ],
)
def test_003_backward_and_one_step(place: int, role: Role, gradient: object, updated: object) -> None:
    parameter = forward_backward().nodes[place].parameter(role)
    assert parameter is not None
    close(parameter.gradient, gradient)
    close(parameter.updated, updated)


def test_003_the_chain_rule_shows_each_factor() -> None:
    node = forward_backward().nodes[2]
    rule = node.chain_rule(0, 1)
    close(rule.upstream, [1 / (1 - 0.41545)])  # (a - y) / (a (1 - a)) with y = 0
    close(rule.local, [0.41545 * (1 - 0.41545)])
    close(rule.delta, 0.4154)
    close(rule.incoming, 0.6732)
    close(rule.gradient, 0.2797)
    assert node.chain_rule(0, None).incoming == 1


def test_003_the_formulas_read_as_in_the_note() -> None:
    formulas = Formulas(forward_backward(), digits=4)
    z = formulas.weighted_sum(2, 0)
    assert z.symbolic == "z_{1}^{(1)} = w_{11}^{(1)} x_{1} + w_{12}^{(1)} x_{2} + b_{1}^{(1)}"
    assert z.numeric == r"z_{1}^{(1)} = 0.4352 \cdot 1 + 0.3545 \cdot 1 - 0.1419 = 0.6478"
    assert formulas.activation(2, 0).numeric == r"a_{1}^{(1)} = \frac{1}{1 + e^{-0.6478}} = 0.6565"
    assert formulas.loss().numeric.endswith("= 0.5369")
    assert formulas.update(2, "dense_1.linear.weight", (0, 1))[-1].numeric == (
        r"w_{12}^{(1)\prime} = 0.3545 - 1 \cdot \left(-0.0162\right) = 0.3707"
    )
    assert Formulas(forward_backward(), digits=2).weighted_sum(2, 0).numeric.endswith("= 0.65")
