"""Many starts at once are what as many separate runs are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from engine.assembly import data_shape
from engine.data import DataRecipe, make_dataset
from engine.errors import NotTrainableError
from engine.lowering import first_weights
from engine.starts import train_from_starts
from engine.training.loop import DivergedError, Loop
from engine.training.starts import train_starts
from engine.training.task import Samples, Task
from tests.benchmarks.xor_share import SOLVED, Setup, network, steps_to_solve
from tests.engine.networks import advance, config, dense, stack, start, xor_graph

if TYPE_CHECKING:
    from engine.graph import Graph
    from engine.training.config import TrainingConfig
    from engine.training.starts import Starts

CIRCLE = DataRecipe("circle", {"samples": 60, "noise": 10.0}, validation=0.2)
SEEDS = (3, 0, 11)
CASES = [
    ("sgd", {"lr": 0.05}),
    ("sgd", {"lr": 0.01, "momentum": 0.9}),
    ("sgd", {"lr": 0.01, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    ("adam", {"lr": 0.003, "weight_decay": 0.01}),
    ("adamw", {"lr": 0.003}),
    ("rmsprop", {"lr": 0.001, "momentum": 0.5}),
    ("adagrad", {"lr": 0.02, "lr_decay": 0.01}),
]
BATCHES = [{"full_batch": True}, {"full_batch": False, "batch_size": 14}]


def starts(
    graph: Graph, recipe: DataRecipe, training: TrainingConfig, epochs: int, seeds: tuple[int, ...] = SEEDS
) -> Starts:
    return train_from_starts(graph, make_dataset(recipe), training, seeds, epochs)


def alone(graph: Graph, recipe: DataRecipe, training: TrainingConfig, seed: int, epochs: int) -> Loop:
    loop = start(graph, recipe, config_with_seed(training, seed))
    return advance(loop, epochs * loop.batches)


def config_with_seed(training: TrainingConfig, seed: int) -> TrainingConfig:
    return type(training)(
        training.optimizer,
        training.optimizer_settings,
        full_batch=training.full_batch,
        batch_size=training.batch_size,
        shuffle=training.shuffle,
        seed=seed,
    )


def assert_alike(many: Starts, graph: Graph, recipe: DataRecipe, training: TrainingConfig, epochs: int) -> None:
    assert many.accuracy is not None
    for place, seed in enumerate(many.seeds):
        loop = alone(graph, recipe, training, seed, epochs)
        curve = loop.curve()
        np.testing.assert_allclose(many.loss[place], curve.train_loss, rtol=1e-5)
        np.testing.assert_allclose(many.accuracy[place], curve.train_accuracy, atol=1e-12)
        for name, tensor in loop.weights().items():
            np.testing.assert_allclose(many.weights_of(seed)[name].tolist(), tensor, rtol=2e-4, atol=2e-5)


@pytest.mark.parametrize(("kind", "settings"), CASES)
@pytest.mark.parametrize("batches", BATCHES)
def test_every_start_is_the_run_from_its_seed(
    kind: str, settings: dict[str, object], batches: dict[str, object]
) -> None:
    graph, training = stack(dense(4), dense(3, "prelu"), dense(1, "sigmoid")), config(kind, settings, **batches)
    assert_alike(starts(graph, CIRCLE, training, 20), graph, CIRCLE, training, 20)


@pytest.mark.parametrize(("kind", "settings"), CASES)
@pytest.mark.parametrize("batches", BATCHES)
def test_only_rounding_tells_starts_from_runs(
    kind: str, settings: dict[str, object], batches: dict[str, object]
) -> None:
    """With numbers twice as long and steps ten times as large, over which small differences grow."""
    graph, dataset = stack(dense(4), dense(3, "prelu"), dense(1, "sigmoid")), make_dataset(CIRCLE)
    training = config(kind, {**settings, "lr": 10 * float(str(settings["lr"]))}, **batches)
    drawn = [{n: t.double() for n, t in each.items()} for each in first_weights(graph, data_shape(dataset), SEEDS)]
    task = start(graph, CIRCLE).task
    train = Samples(task.train.x.double(), task.train.y.double())
    task = Task(task.loss, train, Samples(train.x[:0], train.y[:0]), task.correct)
    module = start(graph, CIRCLE).module.double()
    stacked = {name: torch.stack([each[name] for each in drawn]) for name in drawn[0]}
    many = train_starts(module, stacked, task, training, SEEDS, 12, lambda done: True)
    for place, seed in enumerate(SEEDS):
        module = start(graph, CIRCLE).module.double()
        module.load_state_dict(drawn[place])
        loop = Loop(module, task, config_with_seed(training, seed))
        np.testing.assert_allclose(many.loss[place], advance(loop, 12 * loop.batches).curve().train_loss, rtol=1e-8)


@pytest.mark.parametrize(
    ("units", "activation", "loss"),
    [
        (1, "identity", "bce_with_logits"),
        (2, "identity", "cross_entropy"),
        (2, "log_softmax", "nll"),
        (2, "sigmoid", "mse"),
    ],
)
@pytest.mark.parametrize("shuffle", [True, False])
def test_losses_and_accuracies_of_all_kinds(units: int, activation: str, loss: str, shuffle: bool) -> None:
    graph = stack(dense(4), dense(units, activation), loss=loss)
    training = config("sgd", full_batch=False, batch_size=7, shuffle=shuffle)
    assert_alike(starts(graph, CIRCLE, training, 20), graph, CIRCLE, training, 20)


def test_a_regression_has_no_accuracy() -> None:
    graph = stack(dense(4), dense(1, "identity"), loss="mse")
    many = starts(graph, DataRecipe("plane"), config(), 10)
    assert many.accuracy is None
    for place, seed in enumerate(SEEDS):
        expected = alone(graph, DataRecipe("plane"), config(), seed, 10).curve().train_loss
        np.testing.assert_allclose(many.loss[place], expected, rtol=1e-5)


def test_as_many_starts_solve_xor_as_the_benchmark_finds() -> None:
    limit = 2000
    expected = [steps <= limit for steps in steps_to_solve(Setup("tanh", "sgd", 0.5), range(100), limit)]
    many = starts(network("tanh"), DataRecipe("xor"), config("sgd", {"lr": 0.5}), limit + 1, tuple(range(100)))
    assert np.isfinite(many.epochs_to_reach(SOLVED)).tolist() == expected
    assert many.share_solved(SOLVED) == pytest.approx(sum(expected) / 100)


def test_a_start_that_diverges_ends_in_nan_and_disturbs_no_other() -> None:
    graph, recipe = stack(dense(3, "identity"), dense(1, "identity"), loss="mse"), DataRecipe("plane")
    training, seeds, epochs = config("sgd", {"lr": 0.01, "momentum": 0.5}), (0, 1, 2), 40
    loop = start(graph, recipe, training)
    drawn = list(first_weights(graph, data_shape(make_dataset(recipe)), seeds))
    drawn[1] = {name: tensor * 30 for name, tensor in drawn[1].items()}
    stacked = {name: torch.stack([each[name] for each in drawn]) for name in drawn[0]}
    many = train_starts(loop.module, stacked, loop.task, training, seeds, epochs, lambda done: True)
    for place, weights in enumerate(drawn):
        loop = start(graph, recipe, training)
        for name, tensor in weights.items():
            loop.set_weight(name, tensor)
        if place == 1:
            with pytest.raises(DivergedError):
                advance(loop, epochs)
            assert 2 < loop.step < epochs
            assert np.isfinite(many.loss[1]).tolist() == [epoch < loop.step for epoch in range(epochs)]
            assert all(np.isfinite(tensor[1]).all() for tensor in many.weights.values())
        else:
            np.testing.assert_allclose(many.loss[place], advance(loop, epochs).curve().train_loss, rtol=1e-5)


def test_a_probability_that_is_no_number_ends_one_start_only() -> None:
    graph = stack(dense(6, "relu"), dense(6, "relu"), dense(1, "sigmoid"))
    many = starts(graph, DataRecipe("xor"), config("sgd", {"lr": 1000.0, "momentum": 0.99}), 300, tuple(range(30)))
    ended = np.isnan(many.loss).any(axis=1)
    assert np.isfinite(many.loss[:, 0]).all()
    for before, after in pairwise(many.loss.T):
        assert not (np.isnan(before) & ~np.isnan(after)).any()
    assert all(np.isfinite(tensor).all() for tensor in many.weights.values())
    assert ended.shape == (30,)


def test_every_start_has_dropouts_of_its_own() -> None:
    graph = stack(dense(20), ("dropout", {"p": 0.5}), dense(1, "sigmoid"))
    many = starts(graph, CIRCLE, config(), 3, (5, 5, 5))
    assert len({*many.loss[:, 0]}) == 3
    again = starts(graph, CIRCLE, config(), 3, (5, 5, 5))
    assert np.array_equal(many.loss, again.loss)
    assert many.loss[:, 0].mean() == pytest.approx(alone(graph, CIRCLE, config(), 5, 1).batch_loss, rel=0.2)


def test_training_from_starts_leaves_the_random_numbers_of_others_alone() -> None:
    torch.manual_seed(9)
    before = torch.get_rng_state()
    starts(stack(dense(4), "dropout", dense(1, "sigmoid")), CIRCLE, config(), 2)
    assert torch.equal(torch.get_rng_state(), before)


def test_it_ends_when_nobody_wants_to_go_on() -> None:
    told: list[int] = []

    def report(done: int) -> bool:
        told.append(done)
        return done < 5

    many = train_from_starts(xor_graph(), make_dataset(DataRecipe("xor")), config(), SEEDS, 100, report)
    assert told == [1, 2, 3, 4, 5]
    assert many.loss.shape == (3, 5)
    np.testing.assert_allclose(
        many.loss[1], alone(xor_graph(), DataRecipe("xor"), config(), 0, 5).curve().train_loss, rtol=1e-5
    )


def test_what_cannot_be_trained_from_several_starts_says_why() -> None:
    with pytest.raises(NotTrainableError, match="Take it out"):
        starts(stack(dense(4), "batch_norm_1d", dense(1, "sigmoid")), CIRCLE, config(), 2)
    with pytest.raises(NotTrainableError, match="Choose another optimiser"):
        starts(stack(dense(1, "step"), loss="mse"), DataRecipe("and"), config("perceptron"), 2)


def test_epochs_to_reach_a_loss() -> None:
    many = starts(xor_graph(), DataRecipe("xor"), config("sgd", {"lr": 0.5}), 30, (0, 1))
    reached = many.epochs_to_reach(float(many.loss[0, 10]) + 1e-9)
    assert reached[0] <= 10
    assert many.share_solved(-1.0) == 0
    assert many.share_solved(100.0) == 1
