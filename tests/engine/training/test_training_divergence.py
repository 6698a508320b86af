"""A run that explodes stops with a sentence, and the last finite weights stay."""

from __future__ import annotations

import pytest
import torch

from engine.data import DataRecipe
from engine.training.loop import DivergedError, Loop
from tests.engine.networks import advance, config, dense, stack, start

PLANE = DataRecipe("plane", validation=0.2)


def until_it_explodes(loop: Loop, limit: int = 500) -> tuple[dict[str, torch.Tensor], DivergedError]:
    """Return the weights before the step that explodes, and the error."""
    for _ in range(limit):
        before = loop.weights()
        try:
            loop.advance()
        except DivergedError as error:
            return before, error
    raise AssertionError("it never exploded")


def finite(loop: Loop) -> bool:
    return all(bool(torch.isfinite(tensor).all()) for tensor in loop.weights().values())


@pytest.mark.parametrize(("kind", "momentum"), [("sgd", 0.0), ("sgd", 0.9), ("rmsprop", 0.9), ("adagrad", 0.0)])
def test_a_huge_learning_rate_stops_the_run_at_the_last_finite_weights(kind: str, momentum: float) -> None:
    settings = {"lr": 1000.0, **({"momentum": momentum} if momentum else {})}
    graph = stack(dense(8, "identity"), dense(8, "identity"), dense(8, "identity"), dense(1, "identity"), loss="mse")
    for node in graph.of_kind("dense"):
        graph.set(node.id, "initialisation", "kaiming_normal")
    loop = start(graph, PLANE, config(kind, settings))
    if kind == "adagrad":
        loop.set_weight("dense_1.linear.weight", torch.full((8, 2), 1e30))
    before, error = until_it_explodes(loop)
    assert f"Stopped at step {loop.step}: " in str(error)
    assert "The likely cause is the learning rate of 1000: lower it" in str(error)
    assert all(torch.equal(before[name], after) for name, after in loop.weights().items())
    assert finite(loop)


def test_after_lowering_the_rate_the_run_goes_on_and_learns() -> None:
    loop = start(stack(dense(1, "identity"), loss="mse"), PLANE, config("sgd", {"lr": 1000.0, "momentum": 0.9}))
    before, _ = until_it_explodes(loop)
    steps = loop.step
    loop.reset()
    until_it_explodes(loop)
    assert loop.step == steps
    assert all(torch.equal(before[name], after) for name, after in loop.weights().items())
    loop.reset()
    advance(loop, 3)  # large, but finite
    loop.reconfigure(config("sgd", {"lr": 0.01, "momentum": 0.0}))
    losses = []
    for _ in range(200):
        loop.advance()
        losses.append(loop.batch_loss)
    assert losses[-1] < losses[0]
    assert finite(loop)


def test_the_memory_of_the_optimiser_that_exploded_is_dropped() -> None:
    loop = start(stack(dense(1, "identity"), loss="mse"), PLANE, config("sgd", {"lr": 1000.0, "momentum": 0.9}))
    until_it_explodes(loop)
    assert loop.state().optimizer == {}


def test_outputs_that_became_nan_are_no_fault_of_the_loss() -> None:
    graph = stack(dense(2, "identity"), dense(2, "identity"), dense(1, "sigmoid"))
    loop = start(graph, "xor", config("sgd", {"lr": 0.1}))
    loop.set_weight("dense_1.linear.weight", torch.full((2, 2), 3e38))
    loop.set_weight("dense_2.linear.weight", torch.tensor([[1e30, -1e30], [1.0, 1.0]]))
    with pytest.raises(DivergedError, match=r"Stopped at step 0: the output of the network became NaN or infinite"):
        loop.advance()
    assert finite(loop)
    loop.set_weight("dense_1.linear.weight", torch.eye(2))
    loop.set_weight("dense_2.linear.weight", torch.eye(2))
    assert advance(loop, 3).step == 3


def test_a_weight_that_explodes_is_named() -> None:
    loop = start(stack(dense(1, "identity"), loss="mse"), PLANE, config("sgd", {"lr": 1000.0}))
    loop.set_weight("dense_1.linear.bias", torch.tensor([1.8e19]))
    with pytest.raises(DivergedError, match=r"Stopped at step \d+: "):
        advance(loop, 10)
    assert finite(loop)


def test_running_means_of_batch_normalisation_stay_finite_too() -> None:
    graph = stack(dense(3, "identity"), "batch_norm_1d", dense(1, "identity"), loss="mse")
    loop = start(graph, PLANE, config())
    loop.set_weight("dense_1.linear.weight", torch.full((3, 2), 1e30))
    before = loop.weights()
    with pytest.raises(DivergedError, match=r"became (nan|inf|NaN)"):
        loop.advance()
    assert finite(loop)
    assert all(torch.equal(before[name], after) for name, after in loop.weights().items())


def test_large_but_finite_weights_are_no_fault() -> None:
    loop = start(stack(dense(2, "tanh"), dense(1, "sigmoid")), "xor", config("sgd", {"lr": 0.0}))
    loop.set_weight("dense_1.linear.weight", torch.full((2, 2), 2e38))
    assert advance(loop, 2).step == 2
