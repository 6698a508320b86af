"""What was learned can be asked and shown when the samples that it was learned from are gone."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from engine.cli import main
from engine.data import DataRecipe, make_dataset
from engine.data.progress import nobody
from engine.data.readers.table_options import ColumnPlan
from engine.data.tables import guessed_settings
from engine.storage import Project, read_project, write_project
from engine.training.config import TrainingConfig
from tests.engine.commands import Capture, refusal
from tests.engine.networks import dense, stack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INPUT = "[[0,1,30,1500],[1,0,55,-20.5]]"
EPOCHS = 20


def table(path: Path, seed: int = 1, rows: int = 80, mean: float = 40.0) -> Path:
    """Write rows of which the kind follows from the age; some have no income, and line 5 is none."""
    rng, lines = np.random.default_rng(seed), ["colour,age,income,kind"]
    for number in range(rows):
        age, colour = rng.normal(mean, 15), ("red", "blue")[int(rng.integers(2))]
        income = "" if number % 9 == 4 else f"{rng.normal(2000, 700):.2f}"
        lines.append(f"{colour},{age:.2f},{income},{'old' if age > 40 else 'young'}")
    lines.insert(4, "green,not a row")
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a trained project, own.loom, and its table, which is too large to be kept in it."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.data.files.KEPT", 0)
        settings = guessed_settings(table(folder / "own.csv"), nobody)
        plans = [ColumnPlan.from_plain(str(line)) for line in settings["columns"]]  # type: ignore[union-attr]  # a tuple
        plans = [replace(plan, missing="mean") if plan.name == "income" else plan for plan in plans]
        settings["columns"] = tuple(plan.to_plain() for plan in plans)
        recipe = DataRecipe("table", settings, validation=0.2, normalisation="standard")
        config = TrainingConfig("adam", {"lr": 0.05}, epochs=EPOCHS)
        write_project(Project(stack(dense(3, "tanh"), dense(1, "sigmoid")), recipe, config), folder / "new.loom")
        assert main(["train", str(folder / "new.loom"), "--save", str(folder / "own.loom")]) == 0
    return folder


@pytest.fixture
def there(kept: Path) -> Path:
    """The project as older programs wrote it: without what was known of its data, which are there."""
    project = read_project(kept / "own.loom")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.data.files.KEPT", 0)
        write_project(replace(project, dataset=None), kept / "older.loom")
    assert read_project(kept / "older.loom").dataset is None
    return kept / "older.loom"


@pytest.fixture
def gone(kept: Path, tmp_path: Path) -> Path:
    """The project alone, whose data are nowhere."""
    shutil.copy(kept / "own.loom", tmp_path / "gone.loom")
    return tmp_path / "gone.loom"


@contextmanager
def away(kept: Path) -> Iterator[Path]:
    """Take the table away for a while; yields where it is meanwhile."""
    own, place = kept / "own.csv", kept / "away.csv"
    own.rename(place)
    try:
        yield place
    finally:
        place.rename(own)


def asked(capsys: Capture, *arguments: object) -> tuple[dict[str, Any], str]:
    """Run a command that must succeed; return the object that it prints, and what it tells beside that."""
    capsys.readouterr()
    assert main([*map(str, arguments), "--json"]) == 0
    both = capsys.readouterr()
    found: dict[str, Any] = json.loads(both.out)
    return found, both.err


COMMANDS = {
    "info": (),
    "predict": ("--input", INPUT),
    "explain": ("--input", "[0,1,30,1500]", "--target", "1"),
}
"""What is asked without other data."""


@pytest.mark.parametrize("command", COMMANDS)
def test_without_its_data_a_project_answers_the_same(
    capsys: Capture, kept: Path, there: Path, gone: Path, command: str
) -> None:
    expected = asked(capsys, command, there, *COMMANDS[command])
    with away(kept):
        assert asked(capsys, command, gone, *COMMANDS[command]) == expected


@pytest.mark.parametrize("command", ["predict", "evaluate"])
def test_other_data_are_prepared_as_the_lost_ones_were(
    capsys: Capture, kept: Path, there: Path, gone: Path, tmp_path: Path, command: str
) -> None:
    other = table(tmp_path / "other.csv", seed=5, rows=30, mean=60.0)
    (expected, told), timed = asked(capsys, command, there, "--data", other), ("file", "samples_per_second")
    with away(kept):
        found, also = asked(capsys, command, gone, "--data", other)
    assert {name: value for name, value in found.items() if name not in timed} == {
        name: value for name, value in expected.items() if name not in timed
    }
    assert also == told


def test_predictions_are_those_of_a_loop_written_by_hand(
    capsys: Capture, kept: Path, gone: Path, tmp_path: Path
) -> None:
    """The mean and the spread are those of the training rows, what is missing becomes theirs too."""
    cells = [line.split(",") for line in (kept / "own.csv").read_text().splitlines()[1:] if line.count(",") == 3]
    numbers = np.array([[c == "blue", c == "red", float(a), float(i or "nan")] for c, a, i, _ in cells])
    with away(kept):
        project = read_project(gone)
        assert project.run is not None
        (tmp_path / "other.csv").write_text("income,colour,age\n,red,30\n100,blue,90\n")
        found, _ = asked(capsys, "predict", gone, "--data", tmp_path / "other.csv")
    train = make_dataset(project.recipe).train
    income = float(np.nanmean(numbers[train, 3].astype(np.float32), dtype=np.float64))
    assert income != np.nanmean(numbers[:, 3].astype(np.float32), dtype=np.float64)
    raw = np.where(np.isnan(numbers), income, numbers).astype(np.float32)
    shift, scale = raw[train].astype(np.float64).mean(axis=0), raw[train].astype(np.float64).std(axis=0)
    x = torch.from_numpy(((np.array([[0, 1, 30, income], [1, 0, 90, 100]]) - shift) / scale).astype(np.float32))
    w = project.run.weights
    hidden = torch.tanh(x @ w["dense_1.linear.weight"].T + w["dense_1.linear.bias"])
    expected = torch.sigmoid(hidden @ w["dense_2.linear.weight"].T + w["dense_2.linear.bias"])
    np.testing.assert_allclose(found["outputs"], expected.numpy(), rtol=1e-6)


def test_what_needs_the_samples_says_where_they_were_looked_for(capsys: Capture, kept: Path, gone: Path) -> None:
    with away(kept):
        for command in ("evaluate", "train"):
            sentence = refusal(capsys, command, gone)
            assert f"{kept / 'own.csv'} is not there any more" in sentence
            assert "--data takes it from its new place" in sentence


def test_training_goes_on_from_the_new_place_as_if_nothing_had_happened(
    capsys: Capture, kept: Path, gone: Path, tmp_path: Path
) -> None:
    longer = ["--epochs", str(EPOCHS + 10), "--save"]
    assert main(["train", str(kept / "own.loom"), *longer, str(tmp_path / "a.loom")]) == 0
    with away(kept) as place:
        assert main(["train", str(gone), "--data", str(place), *longer, str(tmp_path / "b.loom")]) == 0
        assert asked(capsys, "predict", tmp_path / "b.loom", "--input", INPUT)[0]["outputs"]
    runs = [read_project(tmp_path / name).run for name in ("a.loom", "b.loom")]
    assert runs[0] is not None
    assert runs[1] is not None
    for name, tensor in runs[0].weights.items():
        assert torch.equal(tensor, runs[1].weights[name])


def test_data_that_moved_beside_the_project_are_found_by_their_name(capsys: Capture, kept: Path, gone: Path) -> None:
    shutil.copy(kept / "own.csv", gone.parent / "own.csv")
    expected = asked(capsys, "evaluate", kept / "own.loom")[0]
    with away(kept):
        assert asked(capsys, "evaluate", gone)[0]["confusion"] == expected["confusion"]


def test_rows_are_numbered_as_in_the_file(capsys: Capture, gone: Path, tmp_path: Path) -> None:
    lines = ["income,colour,age", "1,red,30", "2,blue,bad", "3", "", "4,blue,90", '5,"re', 'd",1', ",red,2"]
    (tmp_path / "other.csv").write_text("\n".join(lines) + "\n")
    found, told = asked(capsys, "predict", gone, "--data", tmp_path / "other.csv")
    assert found["rows"] == [1, 4, 5, 6]
    assert len(found["outputs"]) == 4
    assert "2 bad rows were left out" in told
    assert main(["predict", str(gone), "--data", str(tmp_path / "other.csv")]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["1", "4", "5", "6"]


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_what_is_odd_about_the_projects_own_data_is_said(capsys: Capture, kept: Path, command: str) -> None:
    _, told = asked(capsys, command, kept / "own.loom")
    assert "1 bad row was left out: line 5." in told
    assert "Column 'income': missing values became the mean" in told
