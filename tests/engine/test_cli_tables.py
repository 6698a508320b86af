"""Tables given to a network by ``--data csv:PATH``: which of their columns are what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.cli import main
from engine.data import DataRecipe
from engine.data.progress import nobody
from engine.data.tables import guessed_settings
from engine.storage import Project, write_project
from engine.training.config import TrainingConfig
from tests.architecture.sources import ROOT
from tests.engine.commands import Capture, answer
from tests.engine.networks import dense, stack

if TYPE_CHECKING:
    from pathlib import Path

XOR = ROOT / "resources" / "examples" / "xor.loom"


def table(folder: Path, *columns: str, name: str = "t.csv") -> Path:
    """Write a table of these columns; `passed` says whether x and y together are large."""
    rng = np.random.default_rng(3)
    values = {column: rng.uniform(0, 100, 60).round(1).tolist() for column in ("x", "y", "z", "x1", "x2")}
    values["passed"] = [x + y > 100 for x, y in zip(values["x"], values["y"], strict=True)]
    values["label"] = [int(x > 50) for x in values["x1"]]
    rows = zip(*(values[column] for column in columns), strict=True)
    path = folder / name
    path.write_text("\n".join([",".join(columns), *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path


def project(folder: Path, planned: bool) -> Path:
    """Save a network for a table, with plans for its columns or with all of them left to guess."""
    own = table(folder, "x", "y", "passed", name="own.csv")
    settings = guessed_settings(own, nobody) if planned else {"path": str(own)}
    graph = stack(dense(3, "tanh"), dense(1, "sigmoid"))
    write_project(Project(graph, DataRecipe("table", settings), TrainingConfig()), folder / "own.loom")
    return folder / "own.loom"


def told(capsys: Capture, *arguments: object) -> str:
    assert main([*map(str, arguments)]) == 1
    return capsys.readouterr().err.strip()


@pytest.mark.parametrize("planned", [True, False])
def test_a_table_without_the_target_is_refused_with_the_columns_it_should_have(
    capsys: Capture, tmp_path: Path, planned: bool
) -> None:
    file, given = project(tmp_path, planned), table(tmp_path, "x", "y", "z")
    sentence = told(capsys, "evaluate", file, "--data", f"csv:{given}")
    assert f"{given} has no column passed." in sentence
    assert "The network takes x, y, and its answers are compared with passed; the table has x, y, z." in sentence
    sentence = told(capsys, "evaluate", file, "--data", f"csv:{table(tmp_path, 'x', 'z', 'passed')}")
    assert "has no column y." in sentence


@pytest.mark.parametrize("planned", [True, False])
def test_columns_are_found_by_their_names_wherever_they_stand(capsys: Capture, tmp_path: Path, planned: bool) -> None:
    file = project(tmp_path, planned)
    usual, other = (
        table(tmp_path, *names, name=f"{names[0]}.csv")
        for names in (("x", "y", "passed"), ("passed", "z", "y", "label", "x"))
    )
    first, second = (answer(capsys, "evaluate", file, "--data", f"csv:{path}") for path in (usual, other))
    assert first["loss"] == second["loss"]
    assert first["confusion"] == second["confusion"]


def test_inputs_of_a_toy_are_found_by_their_names_and_what_else_there_is_is_the_target(
    capsys: Capture, tmp_path: Path
) -> None:
    usual, turned = (
        table(tmp_path, *names, name=f"{names[0]}.csv") for names in (("x1", "x2", "label"), ("label", "x2", "x1"))
    )
    first, second = (answer(capsys, "evaluate", XOR, "--data", f"csv:{path}") for path in (usual, turned))
    assert first["loss"] == second["loss"]
    assert first["confusion"]["labels"] == ["0", "1"]


def test_inputs_alone_cannot_be_evaluated(capsys: Capture, tmp_path: Path) -> None:
    given = table(tmp_path, "x1", "x2")
    sentence = told(capsys, "evaluate", XOR, "--data", f"csv:{given}")
    assert f"{given} holds the inputs x1, x2 and nothing to compare the network's answers with." in sentence


def test_a_table_is_known_by_its_ending(capsys: Capture, tmp_path: Path) -> None:
    own, other = project(tmp_path, planned=True), table(tmp_path, "x", "y", "passed", name="other.csv")
    assert answer(capsys, "predict", own, "--data", other) == answer(capsys, "predict", own, "--data", f"csv:{other}")


def test_training_on_a_table_with_other_columns_says_which_there_should_be(capsys: Capture, tmp_path: Path) -> None:
    other = table(tmp_path, "x1", "x2", "label", name="other.csv")
    sentence = told(capsys, "train", project(tmp_path, planned=True), "--data", other, "--epochs", "1")
    assert "has no column x and no column y and no column passed" in sentence
    assert "Choose" not in sentence


@pytest.mark.parametrize(("own", "other"), [("cp949", "utf-8"), ("utf-8", "cp949"), ("cp949", "cp949")])
def test_another_table_is_read_in_its_own_encoding_and_with_its_own_signs(
    capsys: Capture, tmp_path: Path, own: str, other: str
) -> None:
    rows = [
        ("시간", "나이", "결과"),
        *((f"{number}.5", "3", "합격" if number > 3 else "불합격") for number in range(8)),
    ]
    trained, given = tmp_path / "own.csv", tmp_path / "given.csv"
    trained.write_text("\n".join(",".join(row) for row in rows), encoding=own)
    given.write_text("\n".join(";".join(row) for row in rows).replace(".", ","), encoding=other)
    recipe = DataRecipe("table", guessed_settings(trained, nobody))
    write_project(Project(stack(dense(1, "sigmoid")), recipe, TrainingConfig()), tmp_path / "own.loom")
    before = answer(capsys, "predict", tmp_path / "own.loom", "--data", trained)
    assert answer(capsys, "predict", tmp_path / "own.loom", "--data", given) == before


@pytest.fixture
def pupils(tmp_path: Path) -> Path:
    """A project whose table holds categories, which is not trained."""
    rows = ["반,성별,시간,결과", "1반,남,2.4,불합격", "2반,여,3,합격", "3반,남,9,합격", "1반,여,1,불합격"]
    own = tmp_path / "pupils.csv"
    own.write_text("\n".join(rows), encoding="cp949")
    recipe = DataRecipe("table", guessed_settings(own, nobody), normalisation="standard")
    write_project(Project(stack(dense(1, "sigmoid")), recipe, TrainingConfig()), tmp_path / "pupils.loom")
    return tmp_path / "pupils.loom"


def test_a_row_is_given_in_the_words_of_the_table_and_the_class_is_named(capsys: Capture, pupils: Path) -> None:
    found = answer(capsys, "predict", pupils, "--input", '["2반","여",3]')
    assert found["outputs"] == answer(capsys, "predict", pupils, "--input", "[0,1,0,0,1,3]")["outputs"]
    assert found["answers"] == ["합격" if found["outputs"][0][0] > 0.5 else "불합격"]
    assert main(["predict", str(pupils), "--input", '[["2반","여",3]]']) == 0
    assert capsys.readouterr().out.split()[:4] == ["2반", "여", "3", "->"]
    assert "Row 1 of --input: Column '반' has no category '4반'. It has: 1반, 2반, 3반." in told(
        capsys, "predict", pupils, "--input", '["4반","여",3]'
    )
    sentence = told(capsys, "predict", pupils, "--input", '["4반",3]')
    assert (
        "A row of the table has 3 values (반, 성별, 시간), but row 1 of --input has 2. Write a value for each"
        in sentence
    )


def test_an_explanation_says_what_the_sample_was_and_takes_the_name_of_a_class(capsys: Capture, pupils: Path) -> None:
    sample = ("explain", pupils, "--input", '["2반","여",3]', "--target")
    assert answer(capsys, *sample, '["합격"]') == answer(capsys, *sample, "합격")
    assert main([*map(str, sample), "합격"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "반 = 2반, 성별 = 여, 시간 = 3; encoded and normalised:"


def test_info_tells_the_columns_the_classes_and_the_normalisation(capsys: Capture, pupils: Path) -> None:
    data = answer(capsys, "info", pupils)["data"]
    assert [(each["name"], each["type"]) for each in data["columns"]] == [
        ("반", "category"), ("성별", "category"), ("시간", "number"),
    ]  # fmt: skip  # a line is enough
    assert data["columns"][0]["categories"] == ["1반", "2반", "3반"]
    assert (data["target"], data["classes"], data["normalisation"]) == ("결과", ["불합격", "합격"], "standard")
    assert main(["info", str(pupils)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "반      category  1반, 2반, 3반" in lines, "letters of East Asia take two places"
    assert "시간    number" in lines
    assert "target: 결과, one of 불합격, 합격" in lines
