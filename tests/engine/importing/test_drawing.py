"""What a drawing of imported weights is, and that it answers as the weights do by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.assembly import assemble, data_shape
from engine.cli.training import assembled
from engine.data import Dataset, make_dataset
from engine.diagnosis import survey
from engine.errors import WeightsError
from engine.evaluation import outputs_of
from engine.importing import Layer, chain, draw
from engine.shapes import infer
from engine.storage import read_project, write_project
from tests.engine.importing.pickles import answers, weights

if TYPE_CHECKING:
    from pathlib import Path


def samples(columns: int, classes: int, rows: int = 12) -> Dataset:
    rng = np.random.default_rng(3)
    everyone = np.arange(rows, dtype=np.int64)
    return Dataset(
        tuple(f"x{i + 1}" for i in range(columns)),
        "y",
        tuple(map(str, range(classes))),
        rng.normal(size=(rows, columns)).astype(np.float32),
        (everyone % max(classes, 1)).astype(np.float32),
        everyone,
        everyone[:0],
    )


@pytest.mark.parametrize("hidden", ["sigmoid", "none"])
def test_the_drawing_answers_as_the_weights_do_by_hand(hidden: str, tmp_path: Path) -> None:
    arrays = weights((5, 4, 3, 2))
    write_project(draw(chain(arrays, "w.pkl"), hidden), tmp_path / "book.loom")
    project, dataset = read_project(tmp_path / "book.loom"), samples(5, 2)
    loop = assembled(project, dataset).loop
    found = outputs_of(loop.module, dataset.x)
    assert found == pytest.approx(answers(arrays, dataset.x, hidden), abs=1e-5)
    loop.advance()
    loop.reset()
    assert outputs_of(loop.module, dataset.x).tobytes() == found.tobytes(), "a reset goes back to the imported weights"


def test_the_drawing_is_a_tidy_row_that_can_be_trained() -> None:
    project = draw(chain(weights((5, 4, 3, 2)), "w.pkl"), "relu")
    graph = project.graph
    assert [node.kind for node in graph.nodes.values()] == ["input", "dense", "dense", "dense", "output"]
    assert [node.position for node in graph.nodes.values()] == [(272.0 * i, 0.0) for i in range(5)]
    assert [n.settings["activation"] for n in graph.of_kind("dense")] == ["relu", "relu", "identity"]
    assert [n.settings["units"] for n in graph.of_kind("dense")] == [4, 3, 2]
    assert graph.of_kind("output")[0].settings["loss"] == "cross_entropy"
    loop = assemble(graph, samples(5, 2), project.config).loop
    loop.advance()
    assert loop.step == 1


def test_layers_without_biases_are_drawn_without_and_one_unit_predicts_a_number() -> None:
    project = draw([Layer(np.ones((1, 3), np.float32), None)])
    assert project.graph.of_kind("dense")[0].settings["bias"] is False
    assert project.graph.of_kind("output")[0].settings["loss"] == "mse"
    dataset = samples(3, 0)
    loop = assembled(project, dataset).loop
    assert outputs_of(loop.module, dataset.x)[:, 0] == pytest.approx(dataset.x.sum(1), abs=1e-6)


def test_a_network_for_digits_comes_with_digits_that_it_can_be_asked_about_at_once() -> None:
    project = draw(chain(weights(), "w.pkl"))
    dataset = make_dataset(project.recipe)
    shape = data_shape(dataset)
    assert survey(project.graph, infer(project.graph, shape), shape, project.config) == ()
    found = outputs_of(assembled(project, dataset).loop.module, dataset.x)
    assert found == pytest.approx(answers(weights(), dataset.x), abs=1e-4)


def test_an_unknown_activation_and_a_layer_that_is_too_large_are_refused() -> None:
    layer = Layer(np.ones((1, 3), np.float32), None)
    with pytest.raises(WeightsError, match=r"no activation named sigmoyd. There are: none, .*sigmoid"):
        draw([layer], "sigmoyd")
    with pytest.raises(WeightsError, match="Layer 1 has 5000 units; at most 4096"):
        draw([Layer(np.ones((5000, 1), np.float32), None)])
