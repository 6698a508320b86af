"""Steps that learn by the perceptron rule, and data that no step can part."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.assembly import data_shape
from engine.data import DataRecipe, Dataset, make_dataset
from engine.diagnosis import Finding, Severity, survey
from engine.diagnosis.rosenblatt import step_layer
from engine.diagnosis.separability import separable
from engine.diagnosis.unlearnable import explain_perceptron
from engine.shapes import DataShape, infer
from engine.training.config import TrainingConfig
from engine.training.perceptron import refusal
from engine.training.trainer import Trainer
from tests.engine.networks import Layer, advance, config, dense, one_gate, stack, start, xor_of_gates

if TYPE_CHECKING:
    from engine.graph import Graph
    from engine.training.loop import Loop

TWO = DataShape(("x1", "x2"), 2)
RULE = config("perceptron", full_batch=False, batch_size=1)


def findings(graph: Graph, training: TrainingConfig | None = None) -> list[Finding]:
    return list(survey(graph, infer(graph, TWO), TWO, training or TrainingConfig()))


def explained(loop: Loop, graph: Graph, dataset: Dataset) -> Finding | None:
    """Ask about a run as it stands."""
    trainer = Trainer(loop)
    snapshot = trainer.snapshot()
    trainer.close()
    return explain_perceptron(graph, infer(graph, data_shape(dataset)), snapshot, loop.config, dataset)


# -- before training --


def test_a_single_layer_of_steps_is_offered_a_sigmoid_and_the_perceptron_rule() -> None:
    graph = stack(dense(1, "step"), loss="mse")
    (finding,) = findings(graph, config("adam", seed=7))
    assert finding.severity is Severity.WARNING
    smooth, rule = finding.ways_out
    assert str(smooth.title) == "Change the activation of Dense 1 to sigmoid"
    assert str(rule.title) == "Train by the perceptron learning rule"
    assert finding.more_repairs == (rule,)
    chosen = finding.more_repairs[0].config  # type: ignore[union-attr]  # a fresh start, as its title says
    assert (chosen.optimizer, chosen.full_batch, chosen.batch_size, chosen.seed) == ("perceptron", False, 1, 7)
    assert findings(graph, chosen) == []


def test_steps_in_several_layers_are_offered_sigmoids_only() -> None:
    found = findings(stack(dense(2, "step"), dense(1, "step"), loss="mse"))
    assert [[str(way.title) for way in finding.ways_out] for finding in found] == [
        ["Change the activation of Dense 1 to sigmoid"],
        ["Change the activation of Dense 2 to sigmoid"],
    ]


def test_gates_are_as_they_should_be_which_is_worth_a_hint_each() -> None:
    graph = xor_of_gates()
    found = findings(graph)
    assert [finding.severity for finding in found] == [Severity.HINT] * 3
    assert all("it works as it is" in str(finding.text) for finding in found)
    for finding in found:
        assert finding.repair is not None
        finding.repair.apply(graph)
    assert findings(graph) == []


def test_the_rule_chosen_for_a_deep_network_is_said_to_be_wrong_with_a_way_back() -> None:
    found = [f for f in findings(stack(dense(2), dense(1, "sigmoid")), RULE) if f.fresh_start is not None]
    assert [finding.fresh_start.config.optimizer for finding in found if finding.fresh_start] == ["sgd"]
    assert "a single layer of step units" in str(found[0].text)


@pytest.mark.parametrize(
    "layers",
    [
        [dense(1, "step")],
        [dense(1, "identity"), "step"],
        [dense(1, "identity"), "identity", "step", "identity"],
        ["flatten", dense(1, "step", bias=False)],
        ["relu", dense(1, "step")],
        [dense(1, "sigmoid")],
        [dense(1, "tanh"), "step"],
        [dense(2, "step"), dense(1, "step")],
        [dense(1, "step"), "relu"],
        ["batch_norm_1d", dense(1, "step")],
        [dense(1, "step"), "step"],
    ],
)
def test_drawing_and_loop_agree_on_what_the_rule_can_train(layers: list[Layer | str]) -> None:
    graph = stack(*layers, loss="mse")
    loop = start(graph, "and", config("perceptron"))
    assert (step_layer(graph, infer(graph, TWO)) is not None) == (refusal(loop.module, loop.task) is None)


def test_a_single_gate_can_learn_to_be_another_one() -> None:
    graph = one_gate("and")
    loop = advance(start(graph, "nand", RULE), 4 * 50)
    assert loop.evaluate(loop.task.train) == (0, 1)


# -- after training --


@pytest.mark.parametrize("gate", ["xor", "xnor"])
def test_after_a_hundred_epochs_it_is_said_why_one_layer_cannot_learn_xor(gate: str) -> None:
    graph, dataset = stack(dense(1, "step"), loss="mse"), make_dataset(DataRecipe(gate))
    loop = advance(start(graph, gate, RULE), 4 * 99)
    assert explained(loop, graph, dataset) is None
    finding = explained(advance(loop, 5), graph, dataset)
    assert finding is not None
    assert (finding.severity, finding.node) == (Severity.WARNING, 2)
    assert "not linearly separable" in str(finding.text)
    assert "perceptron convergence theorem does not apply" in str(finding.text)


def test_nothing_is_said_of_data_that_can_be_parted_however_slow_it_goes() -> None:
    graph = stack(dense(1, "step"), loss="mse")
    slow = config("perceptron", {"lr": 1e-5}, full_batch=False, batch_size=1)
    for gate in ("and", "or"):
        loop = advance(start(graph, gate, slow), 4 * 120)
        assert loop.evaluate(loop.task.train)[1] < 1
        assert explained(loop, graph, make_dataset(DataRecipe(gate))) is None


def test_a_layer_without_bias_cannot_learn_nand() -> None:
    graph = stack(dense(1, "step", bias=False), loss="mse")
    loop = advance(start(graph, "nand", RULE), 4 * 100)
    assert explained(loop, graph, make_dataset(DataRecipe("nand"))) is not None


def test_of_data_too_large_to_decide_nothing_is_claimed() -> None:
    graph, recipe = stack(dense(1, "step"), loss="mse"), DataRecipe("circle")
    loop = advance(start(graph, recipe, config("perceptron")), 100)
    assert explained(loop, graph, make_dataset(recipe)) is None


# -- separability --


@pytest.mark.parametrize(("columns", "known"), [(1, 4), (2, 14), (3, 104)])
def test_as_many_functions_of_bits_are_separable_as_the_literature_counts(columns: int, known: int) -> None:
    x = np.array(list(product([0, 1], repeat=columns)), dtype=np.float32)
    tables = product([False, True], repeat=len(x))
    assert sum(bool(separable(x, np.array(table))) for table in tables) == known


@pytest.mark.parametrize("seed", range(30))
def test_points_on_two_sides_of_a_plane_are_separable_until_one_crosses_over(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(20, 3)).astype(np.float32)
    side = x @ rng.normal(size=3) + 0.2 > 0
    assert separable(x, side)
    inside = x[side].mean(0, dtype=np.float64)
    assert not separable(np.vstack([x.astype(np.float64), inside]), np.append(side, False))


@pytest.mark.parametrize(
    ("x", "of_one", "bias", "expected"),
    [
        ([[0.0], [1.0]], [True, False], True, True),
        ([[0.0], [1.0]], [True, False], False, False),  # at the origin a sum without bias is 0, and step(0) is 0
        ([[0.0], [1.0]], [False, True], False, True),
        ([[1.0], [1.0]], [True, False], True, False),  # the same point in both
        ([[1.0], [2.0]], [True, True], True, True),
        ([[1.0], [2.0]], [False, False], False, True),
        ([[0.1], [0.1 + 1e-15]], [False, True], True, True),  # closer than any rounding could tell
    ],
)
def test_separability_is_exact(x: list[list[float]], of_one: list[bool], bias: bool, expected: bool) -> None:
    assert separable(np.array(x), np.array(of_one), bias=bias) is expected
