"""Data of several classes, features and normalisation, all the way through training, files and the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from torch import nn

from engine.assembly import assemble, data_shape
from engine.cli import main
from engine.data import DataRecipe, PaintedPoints, make_dataset
from engine.diagnosis import survey
from engine.errors import NotTrainableError
from engine.shapes import infer
from engine.storage import Project, write_project
from engine.training.config import TrainingConfig
from engine.training.shortcuts import epoch_order
from tests.engine.networks import dense, stack

if TYPE_CHECKING:
    from pathlib import Path

SQUARES = DataRecipe("circle", {"noise": 5}, 0.2, 3, features=("x1^2", "x2^2"), normalisation="standard")


@pytest.mark.parametrize("kind", ["blobs", "rings", "spiral", "checkerboard"])
def test_every_pattern_of_three_classes_can_be_trained_with_three_units(kind: str) -> None:
    data = make_dataset(DataRecipe(kind, {"classes": 3}, 0.5))
    graph = stack(dense(8), dense(3, "identity"), loss="cross_entropy")
    assert not survey(graph, infer(graph, data_shape(data)), data_shape(data))
    loop = assemble(graph, data, TrainingConfig("adam", {"lr": 0.05})).loop
    before = loop.evaluate(loop.task.train)[0]
    for _ in range(20):
        loop.advance()
    assert loop.evaluate(loop.task.train)[0] < before


def test_five_blobs_are_learned() -> None:
    data = make_dataset(DataRecipe("blobs", {"classes": 5}, 0.5, normalisation="standard"))
    loop = assemble(
        stack(dense(16), dense(5, "identity"), loss="cross_entropy"), data, TrainingConfig("adam", {"lr": 0.05})
    ).loop
    for _ in range(200):
        loop.advance()
    assert loop.evaluate(loop.task.validation)[1] > 0.98


def test_the_network_learns_from_what_the_preparation_makes() -> None:
    data = make_dataset(SQUARES)
    task = assemble(stack(dense(1, "sigmoid")), data, TrainingConfig()).loop.task
    assert torch.equal(task.train.x, torch.from_numpy(data.preparation.apply(data.raw)[data.train]))


def test_squares_let_one_neuron_learn_the_circle() -> None:
    """As in the Playground: with x1^2 and x2^2 no hidden layer is needed, without them nothing is learned."""
    found = []
    for features in (("x1^2", "x2^2"), ()):
        data = make_dataset(DataRecipe("circle", validation=0.2, features=features, normalisation="standard"))
        loop = assemble(stack(dense(1, "sigmoid")), data, TrainingConfig("adam", {"lr": 0.1})).loop
        for _ in range(300):
            loop.advance()
        found.append(loop.evaluate(loop.task.validation)[1])
    assert found[0] > 0.98
    assert found[1] < 0.8


def test_a_sine_in_time_is_learned_from_its_windows() -> None:
    data = make_dataset(DataRecipe().with_source("sine_series"))
    loop = assemble(stack(dense(1, "identity"), loss="mse"), data, TrainingConfig("adam", {"lr": 0.05})).loop
    for _ in range(500):
        loop.advance()
    assert loop.evaluate(loop.task.validation)[0] < 1e-3  # two earlier values of a sine decide the next one


def test_nothing_painted_cannot_be_trained_and_says_so() -> None:
    with pytest.raises(NotTrainableError, match="no sample yet"):
        assemble(stack(dense(1, "sigmoid")), make_dataset(DataRecipe("painted")), TrainingConfig())


@pytest.mark.filterwarnings("error")
def test_painted_points_are_learned() -> None:
    points = PaintedPoints().with_points_added([(-1, 0), (-2, 1)], 0).with_points_added([(1, 0), (2, -1)], 1)
    loop = assemble(
        stack(dense(1, "sigmoid")), make_dataset(DataRecipe("painted", points=points)), TrainingConfig()
    ).loop
    for _ in range(50):
        loop.advance()
    assert loop.evaluate(loop.task.train)[1] == 1.0


def test_the_note_on_binary_classification_has_its_losses_here() -> None:
    """80/10/10 by ``random_split`` from seed 4, batches of 4 that drop the last, against a loop written by hand."""
    recipe = DataRecipe("circle", {"samples": 205, "noise": 10}, 0.1, 4, 0.1, "random_split")
    data = make_dataset(recipe)
    config = TrainingConfig("sgd", {"lr": 0.01}, full_batch=False, batch_size=4, drop_last=True, endless=False)
    loop = assemble(stack(dense(1, "sigmoid")), data, config).loop
    layer = nn.Linear(2, 1)
    weight, bias = loop.module.parameters()
    layer.load_state_dict({"weight": weight.detach().clone(), "bias": bias.detach().clone()})
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.01)
    x, y = torch.from_numpy(data.x[data.train]), torch.from_numpy(data.y[data.train]).unsqueeze(1)
    assert len(x) == 165
    for epoch in range(3):
        losses = []
        for rows in torch.split(epoch_order(165, config.seed, epoch)[:164], 4):
            loss = nn.functional.binary_cross_entropy(torch.sigmoid(layer(x[rows])), y[rows])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            optimizer.step()
            losses.append(float(loss.detach()))
        for _ in range(loop.batches):
            loop.advance()
        np.testing.assert_allclose(loop.curve().train_loss[-1], np.mean(losses), rtol=1e-5)
    assert loop.batches == 41


# -- the command line takes what the source of the data has ------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    file = tmp_path / "p.loom"
    write_project(Project(stack(dense(1, "sigmoid")), SQUARES), file)
    return file


def test_predict_prepares_what_is_typed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", str(project), "--input", "[[1, -2], [0.5, 0]]", "--json"]) == 0
    given = json.loads(capsys.readouterr().out)["outputs"]
    data = make_dataset(SQUARES)
    loop = assemble(stack(dense(1, "sigmoid")), data, TrainingConfig()).loop
    x = data.preparation.apply(np.array([[1, -2], [0.5, 0]], np.float32))
    np.testing.assert_allclose(given, loop.outputs(torch.from_numpy(x)).numpy(), rtol=1e-6)


def test_predict_refuses_a_row_that_a_feature_has_no_value_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = DataRecipe("circle", features=("sqrt(x1 + 6)",))
    write_project(Project(stack(dense(1, "sigmoid")), recipe), tmp_path / "p.loom")
    assert main(["predict", str(tmp_path / "p.loom"), "--input", "[[1, 0], [-7, 0]]"]) == 1
    assert "no finite value for row 2" in capsys.readouterr().err


def test_explain_prepares_what_is_typed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(project), "--input", "[1, -2]", "--target", "1", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["input"]
    expected = make_dataset(SQUARES).preparation.apply(np.array([[1, -2]], np.float32))[0]
    np.testing.assert_allclose(shown, expected, rtol=1e-6)


def test_explain_refuses_a_sample_of_another_size(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(project), "--input", "[1]", "--target", "1"]) == 1
    assert "A sample has 2 values (x1, x2), but --input has 1." in capsys.readouterr().err
