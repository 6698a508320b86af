"""Commands that take data or weights from elsewhere: import-weights, evaluate, and --data."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sklearn import metrics

from engine.cli import main
from engine.data import DataRecipe, make_dataset
from engine.storage import Project, read_project, write_project
from tests.architecture.sources import ROOT
from tests.engine.commands import CIRCLE, XOR, Capture, answer, refusal
from tests.engine.data.image_files import idx, packed
from tests.engine.importing.pickles import answers, kinds, learned, shared_data, weights, written
from tests.engine.networks import config, dense, stack

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]


def digit_files(folder: Path, count: int = 60, size: tuple[int, int] = (4, 3), classes: int = 10) -> str:
    """Write pictures and labels, and return the option that names them."""
    rng = np.random.default_rng(1)
    images, labels = folder / "some-images-idx3-ubyte.gz", folder / "some-labels-idx1-ubyte.gz"
    images.write_bytes(packed(idx(rng.integers(0, 256, (count, *size)).astype(np.uint8))))
    labels.write_bytes(packed(idx((np.arange(count) % classes).astype(np.uint8))))
    return f"idx:{images},{labels}"


def samples_of(option: str) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    images, labels = option.removeprefix("idx:").split(",")
    dataset = make_dataset(DataRecipe("idx", {"path": images, "labels": labels, "with_test": False}))
    return dataset.x, dataset.y.astype(np.int64)


def small_csv(folder: Path, columns: int = 2, rows: int = 40) -> str:
    """Write a table of whose columns the first says the class, and return the option that names it."""
    rng = np.random.default_rng(2)
    x = rng.uniform(-5, 5, (rows, columns))
    lines = [",".join([*(f"x{i + 1}" for i in range(columns)), "y"])]
    lines += [",".join([*(f"{value:.4f}" for value in row), str(int(row[0] > 0))]) for row in x]
    (folder / "table.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"csv:{folder / 'table.csv'}"


# -- import-weights and evaluate --


def test_imported_weights_answer_as_by_hand_in_batches_of_any_size(capsys: Capture, tmp_path: Path) -> None:
    arrays, data = weights((12, 6, 5, 10)), digit_files(tmp_path)
    found = answer(capsys, "import-weights", written(tmp_path, arrays), "--save", tmp_path / "book.loom")
    assert found["units"] == [12, 6, 5, 10]
    assert found["parameters"] == sum(array.size for array in arrays.values())
    x, y = samples_of(data)
    predicted = answers(arrays, x).argmax(1)
    one, many = (answer(capsys, "evaluate", tmp_path / "book.loom", "--data", data, "--batch", n) for n in (1, 100))
    assert one["accuracy"] == many["accuracy"] == metrics.accuracy_score(y, predicted)
    assert one["confusion"] == many["confusion"]
    assert one["confusion"]["labels"] == [str(digit) for digit in range(10)]
    assert one["confusion"]["matrix"] == metrics.confusion_matrix(y, predicted).tolist()
    assert (one["samples"], one["batch"], many["batch"]) == (60, 1, 100)
    assert one["samples_per_second"] > 0
    assert one["loss"] == pytest.approx(many["loss"], rel=1e-6)
    assert main(["predict", str(tmp_path / "book.loom"), "--data", data, "--json"]) == 0
    said = capsys.readouterr()
    assert np.array(json.loads(said.out)["outputs"]) == pytest.approx(answers(arrays, x), abs=1e-5)
    assert "of its weights, which were imported or set by hand." in said.err


def book(kind: str, folder: Path) -> tuple[Path, str, tuple[float, float]]:
    """Return a pickle of the book's form, digits to try it on, and its accuracies with and without the sigmoid."""
    shared = shared_data()
    if kind == "the book's" and shared is not None:
        images, labels = (shared / "mnist" / f"t10k-{name}-ubyte.gz" for name in ("images-idx3", "labels-idx1"))
        return shared / "sample_weight.pkl", f"idx:{images},{labels}", (0.9352, 0.7889)
    sample = make_dataset(DataRecipe("mnist_sample"))
    arrays = learned(sample.x[sample.train], sample.y[sample.train])
    images, labels = (
        ROOT / "resources" / "datasets" / "mnist_sample" / f"t10k-{name}-ubyte.gz"
        for name in ("images-idx3", "labels-idx1")
    )
    x, y = sample.x[sample.test], sample.y[sample.test]
    sigmoid, none = (float((answers(arrays, x, hidden).argmax(1) == y).mean()) for hidden in ("sigmoid", "none"))
    assert sigmoid == pytest.approx(0.70, abs=0.02)
    assert none < 0.3
    return written(folder, arrays, 3), f"idx:{images},{labels}", (sigmoid, none)


@pytest.mark.parametrize("kind", kinds())
def test_weights_of_the_books_form_reach_their_accuracy_and_without_activations_they_collapse(
    kind: str, capsys: Capture, tmp_path: Path
) -> None:
    pickle, data, accuracies = book(kind, tmp_path)
    found = {}
    for activation in ("sigmoid", "none"):
        answer(capsys, "import-weights", pickle, "--save", tmp_path / "book.loom", "--activation", activation)
        found[activation] = answer(capsys, "evaluate", tmp_path / "book.loom", "--data", data)
    assert found["sigmoid"]["problems"] == []
    (problem,) = found["none"]["problems"]
    assert problem["severity"] == "warning"
    assert "together can do no more than a single layer" in problem["text"]
    assert (found["sigmoid"]["accuracy"], found["none"]["accuracy"]) == accuracies


def test_a_person_reads_a_table_of_classes_and_a_confusion_matrix(capsys: Capture) -> None:
    assert main(["evaluate", CIRCLE]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["part", "validation"] in lines
    assert ["samples", "250"] in lines
    assert ["class", "precision", "recall", "F1", "samples"] in lines
    assert [line for line in lines if line[:1] in (["0"], ["1"])]


def test_what_was_held_out_is_evaluated_and_the_numbers_are_those_of_train(capsys: Capture, tmp_path: Path) -> None:
    trained = answer(capsys, "train", CIRCLE, "--epochs", 3, "--save", tmp_path / "run.loom")
    found = answer(capsys, "evaluate", tmp_path / "run.loom")
    assert list(found) == [
        "file", "part", "samples", "loss", "accuracy", "confusion", "classes", "samples_per_second", "batch",
        "problems",
    ]  # fmt: skip
    assert found["accuracy"] == trained["metrics"]["validation"]["accuracy"]
    assert found["loss"] == pytest.approx(trained["metrics"]["validation"]["loss"], rel=1e-5)
    assert sum(entry["samples"] for entry in found["classes"].values()) == found["samples"] == 250


def test_a_regression_is_told_by_its_errors(capsys: Capture, tmp_path: Path) -> None:
    graph = stack(dense(1, "identity"), loss="mse")
    training = config("sgd", {"lr": 0.02}, endless=False, epochs=200)
    write_project(Project(graph, DataRecipe("plane", validation=0.5), training), tmp_path / "plane.loom")
    answer(capsys, "train", tmp_path / "plane.loom", "--save", tmp_path / "run.loom")
    found = answer(capsys, "evaluate", tmp_path / "run.loom")
    assert found["mse"] == pytest.approx(found["loss"], rel=1e-5)
    assert found["r2"] > 0.99
    assert 0 < found["mae"] < 0.1
    assert "accuracy" not in found


# -- data instead of that of the project --


def test_a_table_takes_the_place_of_the_projects_data_and_is_kept_with_the_run(capsys: Capture, tmp_path: Path) -> None:
    data = small_csv(tmp_path)
    answer(capsys, "train", CIRCLE, "--data", data, "--epochs", 60, "--save", tmp_path / "run.loom")
    assert answer(capsys, "evaluate", tmp_path / "run.loom", "--data", data)["accuracy"] > 0.9
    recipe = read_project(tmp_path / "run.loom").recipe
    assert recipe.settings["path"] == data.removeprefix("csv:")
    assert recipe.validation == read_project(CIRCLE).recipe.validation
    assert len(answer(capsys, "predict", tmp_path / "run.loom", "--data", data)["outputs"]) == 40
    assert read_project(CIRCLE).recipe.source == "circle"


def test_other_samples_are_normalised_as_those_that_were_trained_on(capsys: Capture, tmp_path: Path) -> None:
    data = small_csv(tmp_path)
    project = read_project(CIRCLE)
    recipe = replace(project.recipe, normalisation="standard")
    write_project(replace(project, recipe=recipe), tmp_path / "normalised.loom")
    rows = [[float(v) for v in line.split(",")[:2]] for line in (tmp_path / "table.csv").read_text().splitlines()[1:]]
    by_data = answer(capsys, "predict", tmp_path / "normalised.loom", "--data", data)
    by_input = answer(capsys, "predict", tmp_path / "normalised.loom", "--input", json.dumps(rows))
    assert np.array(by_data["outputs"]) == pytest.approx(np.array(by_input["outputs"]), abs=1e-6)


def test_samples_of_another_shape_are_refused_with_both_shapes(capsys: Capture, tmp_path: Path) -> None:
    answer(capsys, "import-weights", written(tmp_path, weights((12, 6, 10))), "--save", tmp_path / "book.loom")
    other = digit_files(tmp_path, size=(5, 5))
    for command in (["evaluate"], ["predict"], ["train", "--epochs", "1"]):
        sentence = refusal(capsys, command[0], tmp_path / "book.loom", *command[1:], "--data", other)
        assert (
            "have 25 values each, for which dense_1.linear.weight would be 6 x 25, but the network's is 6 x 12"
            in sentence
        )


def test_a_table_of_other_columns_is_refused_with_their_number_though_its_classes_are_others_too(
    capsys: Capture, tmp_path: Path
) -> None:
    answer(capsys, "import-weights", written(tmp_path, weights((12, 6, 10))), "--save", tmp_path / "book.loom")
    (tmp_path / "three.csv").write_text("a,b,c,y\n1,2,3,0\n2,3,4,1\n5,6,7,1\n")
    sentence = refusal(capsys, "evaluate", tmp_path / "book.loom", "--data", f"csv:{tmp_path / 'three.csv'}")
    assert "have 3 values each, for which dense_1.linear.weight would be 6 x 3, but the network's is 6 x 12" in sentence


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["evaluate", XOR, "--data", "idx:images"], "needs two files"),
        (["evaluate", XOR, "--data", "parquet:x"], "Write idx:IMAGES,LABELS or csv:PATH"),
        (["evaluate", XOR, "--data", "idx"], "Write idx:IMAGES,LABELS or csv:PATH"),
        (["evaluate", XOR, "--data", "idx:none,none"], "none"),
        (["evaluate", XOR, "--data", "csv:none.csv"], "none.csv"),
        (["evaluate", XOR, "--batch", "0"], "--batch must be at least 1"),
        (["evaluate", "missing.loom"], "missing.loom"),
        (["predict", XOR, "--data", "csv:x", "--input", "[[0,0]]"], "not allowed with"),
        (["import-weights", "missing.pkl", "--save", "out.loom"], "missing.pkl cannot be read"),
        (["import-weights", "missing.pkl"], "--save"),
        (["import-weights", "missing.pkl", "--save", "no/such/out.loom"], "does not exist"),
        (["import-weights", XOR, "--save", "out.loom"], "no pickle of a dictionary"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reason in refusal(capsys, *arguments)
    assert list(tmp_path.iterdir()) == []


# -- the process --


def heavy_after(*arguments: str) -> list[str]:
    """Return which large libraries a command has imported."""
    program = (
        "import sys, main\n"
        f"sys.argv = ['main.py', *{list(arguments)!r}]\n"
        "try:\n    main.main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'torch', 'sklearn', 'polars', 'pooch', 'numba', 'PySide6'} & set(sys.modules)), sep=',')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.splitlines()[-1].split(",") if name]


@pytest.mark.parametrize("command", [(), ("evaluate",), ("import-weights",), ("train",)])
def test_help_is_told_without_loading_any_large_library(command: tuple[str, ...]) -> None:
    assert heavy_after(*command, "--help") == []


def test_looking_into_a_project_needs_no_library_for_metrics_or_tables() -> None:
    assert heavy_after("info", XOR) == ["torch"], "shapes are those of the real layers"


def test_ctrl_c_in_a_terminal_stops_a_training_and_keeps_it(tmp_path: Path) -> None:
    save = tmp_path / "kept.loom"
    command = [
        sys.executable,
        "-u",
        "-c",
        _TRAINS,
        "train",
        CIRCLE,
        "--epochs",
        "10000000",
        "--save",
        str(save),
        "--json",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "training\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 130, err
    assert json.loads(out)["outcome"] == "interrupted"
    run = read_project(save).run
    assert run is not None
    assert run.step == json.loads(out)["steps"] > 0
    assert "Interrupted at step" in err


_TRAINS = """
import sys
from engine.training.loop import Loop
step, told = Loop.advance, []

def advance(loop, *arguments):
    found = step(loop, *arguments)
    if not told:
        told.append(print("training", flush=True))
    return found

Loop.advance = advance
from engine.cli import main, training
training.LONG = 10**12  # or the signal would come while the fastest executor is looked for, before the first step
sys.exit(main(sys.argv[1:]))
"""
