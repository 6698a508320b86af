"""``layerloom explain``: the numbers of one sample at a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.cli import main
from engine.data import make_dataset
from engine.errors import ExplanationError
from engine.explain import explain
from engine.storage import read_project, write_project
from tests.engine.commands import EXAMPLES, XOR, Capture, answer, refusal

if TYPE_CHECKING:
    from pathlib import Path

FORWARD_BACKWARD = str(EXAMPLES / "forward-backward.loom")
NEURON = str(EXAMPLES / "single-neuron.loom")
SAMPLE = ("--input", "[1,1]", "--target", "[0]")


def test_the_example_of_forward_and_backward_has_the_numbers_of_its_note(capsys: Capture) -> None:
    found = answer(capsys, "explain", FORWARD_BACKWARD, *SAMPLE)
    _, hidden, decision, _ = found["nodes"]
    wanted: list[tuple[Any, Any]] = [
        (found["loss"], 0.5369),
        (hidden["z"], [0.6478, 0.7225]),
        (hidden["a"], [0.6565, 0.6732]),
        (hidden["dz"], [-0.0162, 0.0103]),
        (decision["z"], [-0.3415]),
        (decision["a"], [0.4154]),
        (decision["parameters"]["weight"]["gradient"], [[0.2727, 0.2797]]),
        (decision["parameters"]["weight"]["updated"], [[-0.4452, -0.1668]]),
        (decision["parameters"]["bias"]["updated"], [-0.7197]),
        (hidden["parameters"]["weight"]["gradient"], [[-0.0162, -0.0162], [0.0103, 0.0103]]),
        (hidden["parameters"]["weight"]["updated"], [[0.4514, 0.3707], [0.1848, 0.4732]]),
        (hidden["parameters"]["bias"]["updated"], [-0.1257, 0.0336]),
    ]
    for number, expected in wanted:
        np.testing.assert_allclose(number, expected, rtol=0, atol=5e-5)


def test_the_example_of_a_single_neuron_has_the_number_of_its_note(capsys: Capture) -> None:
    found = answer(capsys, "explain", NEURON, "--input", "[10,0]", "--target", "1")
    assert found["output"] == pytest.approx([0.9213998], abs=1e-6)
    assert answer(capsys, "predict", NEURON, "--input", "[[10,0]]")["outputs"] == [found["output"]]


def test_a_sample_may_be_written_as_the_network_sees_it_where_its_data_has_more_columns(capsys: Capture) -> None:
    whole = answer(capsys, "explain", NEURON, "--input", "[10,0]", "--target", "1")
    assert answer(capsys, "explain", NEURON, "--input", "[10]", "--target", "1") == whole
    assert answer(capsys, "predict", NEURON, "--input", "[[10]]")["outputs"] == [whole["output"]]


def test_the_example_of_three_layers_has_the_number_of_its_note(capsys: Capture) -> None:
    found = answer(capsys, "explain", EXAMPLES / "three-layers.loom", "--input", "[1,1,1]", "--target", "[1]")
    assert found["output"] == pytest.approx([0.74614674], abs=1e-6)
    assert found["nodes"][1]["z"] == pytest.approx([2.4, 1.4], abs=1e-6)
    given = answer(capsys, "predict", EXAMPLES / "three-layers.loom", "--input", "[[1,1,1]]")
    assert given["outputs"] == [found["output"]]


def test_the_example_of_four_inputs_has_the_number_of_its_note(capsys: Capture) -> None:
    found = answer(capsys, "explain", EXAMPLES / "four-inputs.loom", "--input", "[10,5,3,1]", "--target", "0")
    assert found["output"] == pytest.approx([0.0026371], abs=1e-6)
    given = answer(capsys, "predict", EXAMPLES / "four-inputs.loom", "--input", "[[10,5,3,1]]")
    assert given["outputs"] == [found["output"]]


def test_a_run_is_explained_where_it_stands(capsys: Capture, tmp_path: Path) -> None:
    answer(capsys, "train", XOR, "--epochs", 20, "--save", tmp_path / "run.loom")
    assert main(["explain", str(tmp_path / "run.loom"), *SAMPLE, "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    project = read_project(tmp_path / "run.loom")
    wanted = explain(project.graph, make_dataset(project.recipe), project.config, [1, 1], 0, project.run)
    found = json.loads(captured.out)
    assert found["output"] == wanted.output.tolist()
    assert found["optimizer"]["step"] == 21


def test_a_person_reads_a_table(capsys: Capture) -> None:
    assert main(["explain", FORWARD_BACKWARD, *SAMPLE]) == 0
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "imported or set by hand" in captured.err
    lines = [line.split() for line in captured.out.splitlines()]
    assert ["1", "0.6478", "0.6565", "-0.0717", "0.2255", "-0.0162"] in lines
    assert ["weight", "1,2", "0.3545", "-0.0162", "0.3707"] in lines
    assert "Loss, BCE (binary cross-entropy): 0.5369" in captured.out
    assert main(["explain", FORWARD_BACKWARD, *SAMPLE, "--digits", "6"]) == 0
    assert "0.647800" in capsys.readouterr().out


def test_training_begins_with_the_weights_set_by_hand(capsys: Capture) -> None:
    found = answer(capsys, "train", FORWARD_BACKWARD, "--epochs", 1)
    project = read_project(FORWARD_BACKWARD)
    rows = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
    losses = [
        answer(capsys, "explain", FORWARD_BACKWARD, "--input", row, "--target", target)["loss"] for row, target in rows
    ]
    assert project.run is None
    assert found["loss"]["first"] == pytest.approx(sum(losses) / 4, rel=1e-6)


def test_a_large_layer_is_told_by_its_shape(capsys: Capture, tmp_path: Path) -> None:
    project = read_project(XOR)
    project.graph.set(2, "units", 200)
    write_project(replace(project, run=None, hand_set={}), tmp_path / "large.loom")
    assert main(["explain", str(tmp_path / "large.loom"), *SAMPLE]) == 0
    out = capsys.readouterr().out
    assert "200 units; --json lists them" in out
    assert "weight: 200 x 2 numbers; --json lists them" in out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([XOR, "--input", "[1,1]"], "--target"),
        ([XOR, "--target", "[0]"], "--input"),
        ([XOR, "--input", "[1]", "--target", "[0]"], "Columns: 2, numbers given: 1."),
        ([XOR, "--input", "[1,1]", "--target", "[2]"], "from 0 to 1, not 2"),
        ([XOR, "--input", "[1,1]", "--target", "[0,1]"], "2 were given"),
        ([XOR, "--input", "[1,NaN]", "--target", "[0]"], "finite"),
        ([XOR, "--input", f"[1,{10**400}]", "--target", "[0]"], "too large"),
        ([XOR, "--input", "[1,1]", "--target", "[NaN]"], "NaN"),
        ([XOR, "--input", "1", "--target", "[0]"], "--input must be a list of numbers"),
        ([XOR, "--input", '{"a": 1}', "--target", "[0]"], "--input must be a list of numbers"),
        ([XOR, "--input", "[[1,1]]", "--target", "[0]"], "--input must be a list of numbers"),
        ([XOR, "--input", "[1,1", "--target", "[0]"], "--input is no JSON"),
        ([XOR, "--input", "[1,1]", "--target", '"0"'], "--target must be a list of numbers"),
        ([XOR, *SAMPLE, "--digits", "9"], "--digits must be from 2 to 8"),
        (["missing.loom", *SAMPLE], "missing.loom"),
    ],
)
def test_what_cannot_be_explained_is_refused_in_one_sentence(
    capsys: Capture, arguments: list[str], reason: str
) -> None:
    assert reason in refusal(capsys, "explain", *arguments)


def test_an_unfinished_drawing_is_refused_in_one_sentence(capsys: Capture, tmp_path: Path) -> None:
    project = read_project(XOR)
    project.graph.disconnect(next(iter(project.graph.edges)))
    write_project(project, tmp_path / "cut.loom")
    assert "wire" in refusal(capsys, "explain", tmp_path / "cut.loom", *SAMPLE)


def test_weights_that_are_not_finite_are_not_advised_to_take_a_sigmoid(capsys: Capture, tmp_path: Path) -> None:
    answer(capsys, "train", XOR, "--epochs", 1, "--save", tmp_path / "run.loom")
    project = read_project(tmp_path / "run.loom")
    assert project.run is not None
    broken = {name: tensor * np.nan for name, tensor in project.run.weights.items()}
    with pytest.raises(ExplanationError) as found:
        explain(
            project.graph, make_dataset(project.recipe), project.config, [1, 1], 0, replace(project.run, weights=broken)
        )
    assert "have become NaN or infinite" in str(found.value)
    assert "sigmoid" not in str(found.value)
