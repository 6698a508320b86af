"""Other tables than the one that was learned from have its categories and its classes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.cli import main
from engine.data import DataRecipe, make_dataset
from engine.data.progress import nobody
from engine.data.tables import guessed_settings
from engine.storage import Project, read_project, write_project
from engine.training.config import TrainingConfig
from tests.engine.networks import dense, stack

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
SHADE = {"red": 0.0, "green": 3.0, "blue": 6.0, "violet": 9.0}
KINDS = ("a", "b", "c", "z")


def table(path: Path, kinds: str, colours: str = "red green blue", seed: int = 1, answers: bool = True) -> Path:
    """Write rows whose kind follows from the colour and a number."""
    rng, lines = np.random.default_rng(seed), ["colour,size,kind" if answers else "colour,size"]
    for number in range(60):
        kind = kinds.split()[number % len(kinds.split())]
        colour = colours.split()[int(rng.integers(len(colours.split())))]
        size = 4 * KINDS.index(kind) + float(rng.uniform(-1, 1))
        lines.append(f"{colour},{size:.2f},{kind}" if answers else f"{colour},{size:.2f}")
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(params=[True, False], ids=["fixed", "as in old files"])
def trained(request: pytest.FixtureRequest, capsys: Capture, tmp_path: Path) -> Path:
    """A network that has learned the classes a, b and c."""
    own = table(tmp_path / "own.csv", "a b c")
    recipe = DataRecipe("table", guessed_settings(own, nobody), validation=0.2)
    graph = stack(dense(8, "tanh"), dense(3, "identity"), loss="cross_entropy")
    write_project(Project(graph, recipe, TrainingConfig("adam", {"lr": 0.05}, epochs=60)), tmp_path / "new.loom")
    assert main(["train", str(tmp_path / "new.loom"), "--save", str(tmp_path / "t.loom")]) == 0
    project = read_project(tmp_path / "t.loom")
    assert '"categories": ["a", "b", "c"]' in str(project.recipe.settings["columns"])
    if not request.param:  # before categories were fixed
        write_project(Project(graph, recipe, project.config, run=project.run), tmp_path / "t.loom")
    capsys.readouterr()
    return tmp_path / "t.loom"


def asked(capsys: Capture, *arguments: object) -> tuple[dict[str, Any], str]:
    assert main([*map(str, arguments), "--json"]) == 0
    both = capsys.readouterr()
    found: dict[str, Any] = json.loads(both.out)
    return found, both.err


def test_a_class_that_is_not_in_the_file_keeps_its_number(capsys: Capture, trained: Path, tmp_path: Path) -> None:
    given = table(tmp_path / "given.csv", "b c", seed=2)
    found, told = asked(capsys, "evaluate", trained, "--data", f"csv:{given}")
    assert found["confusion"]["labels"] == ["a", "b", "c"]
    assert found["classes"]["a"]["samples"] == 0
    assert found["accuracy"] > 0.9
    assert "no sample of class a" in told
    alone = table(tmp_path / "alone.csv", "c", seed=2)
    assert asked(capsys, "evaluate", trained, "--data", f"csv:{alone}")[0]["accuracy"] > 0.9


def test_rows_of_an_unknown_class_are_left_out_and_told(capsys: Capture, trained: Path, tmp_path: Path) -> None:
    given = table(tmp_path / "given.csv", "b c z", seed=2)
    found, told = asked(capsys, "evaluate", trained, "--data", f"csv:{given}")
    assert found["samples"] == 40
    assert found["accuracy"] > 0.9
    assert "Column 'kind' holds classes besides a, b, c; their rows were left out (z: 20)." in told


def test_a_file_of_unknown_classes_alone_is_refused(capsys: Capture, trained: Path, tmp_path: Path) -> None:
    given = table(tmp_path / "given.csv", "z", seed=2)
    assert main(["evaluate", str(trained), "--data", f"csv:{given}"]) == 1
    assert "None of its rows can be used. Column 'kind' holds classes besides a, b, c" in capsys.readouterr().err


@pytest.mark.parametrize(("colours", "told"), [("green red", ""), ("green red violet", "(violet: ")])
def test_categories_stand_in_their_own_columns(
    capsys: Capture, trained: Path, tmp_path: Path, colours: str, told: str
) -> None:
    given = table(tmp_path / "given.csv", "a b c", colours, seed=2)
    found, remarks = asked(capsys, "evaluate", trained, "--data", f"csv:{given}")
    assert found["samples"] == 60
    assert found["accuracy"] > 0.9
    assert told in remarks
    assert bool(told) == bool(remarks)


def test_training_goes_on_with_the_same_classes(capsys: Capture, trained: Path, tmp_path: Path) -> None:
    given = table(tmp_path / "given.csv", "b c z", seed=2)
    saved = tmp_path / "on.loom"
    _, told = asked(capsys, "train", trained, "--data", f"csv:{given}", "--epochs", 61, "--save", saved)
    assert "(z: 20)" in told
    dataset = make_dataset(read_project(saved).recipe)
    assert dataset.classes == ("a", "b", "c")
    assert dataset.raw_columns == ("colour=blue", "colour=green", "colour=red", "size")


def test_what_is_predicted_need_not_be_in_the_file(capsys: Capture, trained: Path, tmp_path: Path) -> None:
    whole = table(tmp_path / "whole.csv", "a b c", seed=2)
    bare = table(tmp_path / "bare.csv", "a b c", seed=2, answers=False)
    expected, _ = asked(capsys, "predict", trained, "--data", f"csv:{whole}")
    found, told = asked(capsys, "predict", trained, "--data", f"csv:{bare}")
    assert found == expected
    assert len(found["outputs"]) == 60
    assert told == ""


def test_inputs_of_a_toy_are_enough_to_predict(capsys: Capture, tmp_path: Path) -> None:
    write_project(Project(stack(dense(1, "sigmoid")), DataRecipe("xor"), TrainingConfig()), tmp_path / "xor.loom")
    (tmp_path / "in.csv").write_text("x2,x1\n0,1\n1,1\n")
    found, _ = asked(capsys, "predict", tmp_path / "xor.loom", "--data", f"csv:{tmp_path / 'in.csv'}")
    expected, _ = asked(capsys, "predict", tmp_path / "xor.loom", "--input", "[[1,0],[1,1]]")
    assert found["outputs"] == expected["outputs"]
