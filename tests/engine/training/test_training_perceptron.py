"""The perceptron learning rule, against a loop written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from engine.data import DataRecipe, make_dataset
from engine.errors import NotTrainableError
from engine.graph import Graph
from engine.training.perceptron import criterion
from tests.engine.networks import Layer, advance, config, dense, same_state, stack, start

if TYPE_CHECKING:
    from engine.training.loop import Loop

ENOUGH = 20
"""Epochs of single samples at a rate of 0.1 after which every seed from 0 to 19 has learned AND, OR and NAND."""


def rule(seed: int = 0, rate: float = 0.1, **run: object) -> Loop:
    """Begin a run by Rosenblatt's rule on AND, one sample at a time."""
    return learning("and", seed, rate, **run)


def learning(gate: str, seed: int = 0, rate: float = 0.1, **run: object) -> Loop:
    settings = {"full_batch": False, "batch_size": 1, **run}
    return start(stack(dense(1, "step"), loss="mse"), gate, config("perceptron", {"lr": rate}, seed=seed, **settings))


def correct_by_hand(loop: Loop, gate: str, epochs: int, rate: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Write out w += rate (y - yhat) x over the samples in the loop's own order; return w and b."""
    dataset = make_dataset(DataRecipe(gate))
    x, y = torch.from_numpy(dataset.x), torch.from_numpy(dataset.y)
    weights = loop.weights()
    w, b = weights["dense_1.linear.weight"][0], weights["dense_1.linear.bias"][0]
    for epoch in range(epochs):
        generator = torch.Generator().manual_seed(loop.config.seed * 1_000_003 + epoch)
        for place in torch.randperm(len(x), generator=generator):
            answer = 1.0 if float(x[place] @ w + b) > 0 else 0.0
            error = y[place] - answer
            w, b = w + rate * error * x[place], b + rate * error
    return w, b


@pytest.mark.parametrize("gate", ["and", "or", "nand", "xor"])
@pytest.mark.parametrize("seed", [0, 3, 11])
def test_one_sample_at_a_time_it_is_rosenblatts_rule(gate: str, seed: int) -> None:
    loop = learning(gate, seed)
    w, b = correct_by_hand(loop, gate, 6, 0.1)
    advance(loop, 24)
    after = loop.weights()
    torch.testing.assert_close(after["dense_1.linear.weight"][0], w)
    torch.testing.assert_close(after["dense_1.linear.bias"][0], b)


def test_of_a_batch_the_corrections_are_averaged() -> None:
    loop = rule(full_batch=True)
    before = loop.weights()
    x, y = loop.task.train.x, loop.task.train.y
    answers = (x @ before["dense_1.linear.weight"].T + before["dense_1.linear.bias"] > 0).float()
    advance(loop, 1)
    moved = 0.1 * ((y - answers).T @ x) / len(x)
    torch.testing.assert_close(loop.weights()["dense_1.linear.weight"], before["dense_1.linear.weight"] + moved)


def test_several_units_are_corrected_each_by_its_own_error() -> None:
    graph = stack(dense(2, "step"), loss="mse")
    loop = start(graph, "or", config("perceptron", {"lr": 0.3}))
    before = loop.weights()
    x, y = loop.task.train.x, loop.task.train.y  # one-hot
    answers = (x @ before["dense_1.linear.weight"].T + before["dense_1.linear.bias"] > 0).float()
    advance(loop, 1)
    moved = 0.3 * ((y - answers).T @ x) / len(x)
    torch.testing.assert_close(loop.weights()["dense_1.linear.weight"], before["dense_1.linear.weight"] + moved)


def test_its_gradient_is_that_of_the_perceptron_criterion() -> None:
    z = torch.tensor([[0.5], [-0.2], [-2.0]], requires_grad=True)
    y = torch.tensor([[0.0], [1.0], [0.0]])
    module = start(stack(dense(1, "step"), loss="mse"), "and", config("perceptron")).module
    step = module.get_submodule("dense_1.activation")
    answer = (z > 0).float()
    by_rule = torch.autograd.grad(criterion(step(z), y), z)
    torch.testing.assert_close(by_rule, torch.autograd.grad(((answer - y) * z).sum() / len(z), z))


@pytest.mark.parametrize("gate", ["and", "or", "nand"])
@pytest.mark.parametrize("seed", range(20))
def test_it_learns_what_a_line_parts_within_twenty_epochs_from_every_seed(gate: str, seed: int) -> None:
    loop = advance(learning(gate, seed), 4 * ENOUGH)
    assert loop.evaluate(loop.task.train) == (0, 1)
    settled = loop.weights()
    advance(loop, 8)
    assert all(torch.equal(settled[name], tensor) for name, tensor in loop.weights().items())


@pytest.mark.parametrize("seed", range(5))
def test_it_never_learns_xor(seed: int) -> None:
    loop = advance(learning("xor", seed), 4 * 200)
    assert (loop.curve().train_accuracy < 1).all()


def test_a_run_by_the_rule_can_be_left_and_taken_up_again() -> None:
    whole = advance(rule(seed=2), 11)
    half = advance(rule(seed=2), 5)
    resumed = start(stack(dense(1, "step"), loss="mse"), "and", half.config, half.state())
    assert same_state(advance(resumed, 6).state(), whole.state())


def test_another_optimiser_gives_the_steps_their_own_gradient_back() -> None:
    loop = advance(rule(), 4)
    loop.reconfigure(config("sgd"))
    with pytest.raises(NotTrainableError, match="Nothing can learn here"):
        loop.advance()
    loop.reconfigure(config("perceptron"))
    advance(loop, 1)


@pytest.mark.parametrize(
    ("layers", "loss", "recipe", "reason"),
    [
        ([dense(2, "step"), dense(1, "step")], "mse", "xor", "here are 2 layers with weights"),
        ([dense(2, "tanh"), dense(1, "step")], "mse", "xor", "here are 2 layers with weights"),
        ([dense(1, "sigmoid")], "mse", "xor", "a layer of step units right before the output"),
        ([dense(1, "step"), "sigmoid"], "mse", "xor", "a layer of step units right before the output"),
        ([dense(1, "step")], "mse", "plane", "targets of 0 and 1"),
        ([dense(2, "step")], "cross_entropy", "xor", "targets of 0 and 1"),
    ],
)
def test_it_refuses_what_it_cannot_train(layers: list[Layer | str], loss: str, recipe: str, reason: str) -> None:
    loop = start(stack(*layers, loss=loss), recipe, config("perceptron"))
    before = loop.weights()
    with pytest.raises(NotTrainableError, match=reason):
        loop.advance()
    assert all(torch.equal(before[name], tensor) for name, tensor in loop.weights().items())
    assert loop.outputs(loop.task.train.x).shape[0] == len(loop.task.train)


def test_a_step_node_behind_a_plain_layer_is_a_layer_of_steps_too() -> None:
    loop = start(stack(dense(1, "identity"), "step", loss="mse"), "or", config("perceptron"))
    advance(loop, 200)
    assert loop.evaluate(loop.task.train)[1] == 1


@pytest.mark.parametrize(
    ("graph", "learns"),
    [
        (stack(dense(1, "step"), loss="mse"), False),
        (stack(dense(2, "tanh"), dense(1, "step"), loss="mse"), False),
        (stack(dense(2, "step"), dense(1, "sigmoid"), loss="mse"), True),
        (stack(dense(2, "prelu"), "step", loss="mse"), False),
    ],
)
def test_training_that_could_change_nothing_is_refused(graph: Graph, learns: bool) -> None:
    loop = start(graph)
    if learns:
        advance(loop, 1)
        return
    with pytest.raises(NotTrainableError, match="Nothing can learn here"):
        loop.advance()


def test_a_step_beside_a_way_for_gradients_bars_nothing() -> None:
    graph = Graph()
    for kind in ("input", "nand", "dense", "concatenate", "dense", "output"):
        graph.add(kind)
    for ends in ((1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (5, 6)):
        graph.connect(*ends)
    graph.set(5, "units", 1)
    graph.set(5, "activation", "sigmoid")
    loop = start(graph)
    before = loop.weights()
    after = advance(loop, 1).weights()
    assert {name.split(".")[0] for name in after if not torch.equal(before[name], after[name])} == {
        "dense_1",
        "dense_2",
    }
