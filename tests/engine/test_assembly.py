from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from engine.assembly import assemble, correct_counter, data_shape, encode_target
from engine.catalog.losses import LOSS
from engine.data import DataRecipe, make_dataset
from engine.errors import NotTrainableError
from engine.graph import Graph
from engine.training.config import TrainingConfig
from tests.engine.networks import advance, dense, stack, start, xor_graph


def test_the_data_are_split_as_the_recipe_says() -> None:
    dataset = make_dataset(DataRecipe("circle", validation=0.25))
    task = assemble(stack(dense(1, "sigmoid")), dataset, TrainingConfig()).loop.task
    assert (len(task.train), len(task.validation)) == (375, 125)
    assert torch.equal(task.validation.x, torch.from_numpy(dataset.x[dataset.validation]))


def test_data_without_a_sample_say_so_and_not_that_too_much_is_held_out() -> None:
    nothing = make_dataset(DataRecipe("painted"))
    with pytest.raises(NotTrainableError, match=r"no sample yet\. Paint some points"):
        assemble(stack(dense(1, "sigmoid")), nothing, TrainingConfig())


def test_the_shape_of_the_data() -> None:
    assert data_shape(make_dataset(DataRecipe("xor"))).classes == 2
    assert data_shape(make_dataset(DataRecipe("plane"))).classes == 0


def test_targets_take_the_form_that_the_loss_wants() -> None:
    y = torch.tensor([0.0, 1.0, 2.0])
    assert encode_target(y, LOSS["cross_entropy"], 3).tolist() == [0, 1, 2]
    assert encode_target(y, LOSS["cross_entropy"], 3).dtype == torch.int64
    assert encode_target(y[:2], LOSS["bce"], 1).tolist() == [[0.0], [1.0]]
    assert encode_target(y, LOSS["bce"], 3).tolist() == [[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]]


@pytest.mark.parametrize(
    ("loss", "output", "target", "right"),
    [
        ("bce", [[0.4], [0.6], [0.5]], [[0.0], [1.0], [0.0]], 3),
        ("bce_with_logits", [[0.4], [-0.6]], [[0.0], [1.0]], 0),
        ("bce_with_logits", [[0.4], [-0.6]], [[1.0], [0.0]], 2),
        ("mse", [[0.4], [0.6]], [[0.0], [1.0]], 2),
        ("cross_entropy", [[1.0, 2.0], [3.0, 2.0]], [1, 1], 1),
        ("bce", [[0.1, 0.9], [0.8, 0.1]], [[0.0, 1.0], [0.0, 1.0]], 1),
    ],
)
def test_what_counts_as_right(
    loss: str, output: list[list[float]], target: list[list[float]] | list[int], right: int
) -> None:
    count = correct_counter(LOSS[loss], len(output[0]))
    assert count(torch.tensor(output), torch.tensor(target)) == right


@pytest.mark.parametrize(
    ("activation", "units", "loss", "source"),
    [
        ("sigmoid", 1, "bce", "circle"),
        ("softmax", 2, "bce", "circle"),
        ("identity", 1, "bce_with_logits", "circle"),
        ("identity", 2, "cross_entropy", "circle"),
        ("log_softmax", 2, "nll", "circle"),
        ("tanh", 1, "mse", "circle"),
        ("identity", 1, "mse", "plane"),
        ("identity", 1, "l1", "plane"),
        ("identity", 1, "huber", "plane"),
    ],
)
def test_every_loss_goes_down_on_data_that_suit_it(activation: str, units: int, loss: str, source: str) -> None:
    graph = stack(dense(8), dense(units, activation), loss=loss)
    loop = start(graph, DataRecipe(source, validation=0.5), TrainingConfig("adam", {}))
    curve = advance(loop, 150).curve()
    assert curve.train_loss[-1] < curve.train_loss[0]
    assert curve.validation_loss[-1] < curve.validation_loss[0]
    assert np.isnan(curve.train_accuracy).all() == (source == "plane")


def test_a_regression_has_no_accuracy_and_a_run_without_validation_no_validation() -> None:
    loop = advance(start(stack(dense(1, "identity"), loss="mse"), DataRecipe("plane")), 1)
    row = loop.curve().table()[-1]
    assert math.isfinite(row[2])
    assert np.isnan(row[3:]).all()


def test_a_drawing_that_cannot_be_trained_is_refused_with_the_node() -> None:
    dataset = make_dataset(DataRecipe("xor"))
    with pytest.raises(NotTrainableError, match="canvas is empty"):
        assemble(Graph(), dataset, TrainingConfig())
    with pytest.raises(NotTrainableError, match="nothing to learn"):
        assemble(stack("sigmoid", loss="mse"), dataset, TrainingConfig())
    with pytest.raises(NotTrainableError, match=r"Dense 1 ends in identity, which does not fit the loss BCE"):
        assemble(stack(dense(1, "identity")), dataset, TrainingConfig())


def test_a_state_of_the_same_drawing_goes_on_where_it_stood() -> None:
    loop = advance(start(xor_graph()), 5)
    again = start(xor_graph(), state=loop.state())
    assert (again.step, again.epoch) == (5, 5)
    assert torch.equal(again.weights()["dense_1.linear.weight"], loop.weights()["dense_1.linear.weight"])
