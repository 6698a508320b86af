"""Without a window: what the commands print, write and exit with."""

from __future__ import annotations

import csv
import errno
import json
import math
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.cli import main
from engine.cli.writing import project_path
from engine.data import DataRecipe
from engine.storage import Project, read_project, write_project
from engine.training.config import TrainingConfig
from engine.training.loop import Loop
from main import main as door
from tests.architecture.sources import ROOT
from tests.engine.commands import CIRCLE, EXAMPLES, XOR, Capture, answer, refusal
from tests.engine.networks import xor_graph

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

BLOBS = str(EXAMPLES / "perceptron-blobs.loom")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


# -- train --


def test_train_tells_how_it_went(capsys: Capture) -> None:
    found = answer(capsys, "train", CIRCLE, "--epochs", 2)
    assert list(found) == [
        "outcome", "epochs", "steps", "seed", "loss", "metrics", "seconds", "steps_per_second",
        "executor", "threads",
    ]  # fmt: skip
    assert (found["outcome"], found["epochs"], found["steps"], found["threads"]) == ("finished", 2, 50, 1)
    assert found["executor"] == "eager"  # so short a training is PyTorch's own to the bit
    assert 0 < found["loss"]["last"] < found["loss"]["first"]
    assert all(0 <= found["metrics"][part]["accuracy"] <= 1 for part in ("train", "validation"))
    assert found["seconds"] > 0
    assert found["steps_per_second"] > 0


def test_without_a_terminal_a_line_now_and_then_tells_how_far_it_is(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.cli.progress.EVERY", 0.0)
    assert main(["train", CIRCLE, "--epochs", "2"]) == 0
    captured = capsys.readouterr()
    line = captured.err.splitlines()[-1]
    assert re.fullmatch(r"layerloom: epoch 2 of 2, last batch: loss 0\.\d+", line)
    assert "loss during the last epoch" in captured.out
    assert "train at the end" in captured.out


def test_the_blobs_train_to_the_numbers_of_their_lesson(capsys: Capture, tmp_path: Path) -> None:
    found = answer(capsys, "train", BLOBS, "--history", tmp_path / "history.csv")
    heading, *lines = rows(tmp_path / "history.csv")
    assert heading == ["epoch", "step", "train_loss", "validation_loss"]
    losses = {int(epoch): float(loss) for epoch, _, loss, _ in lines}
    wanted = {0: 0.6185116, 1: 0.617464, 9: 0.6092079, 999: 0.2561522}
    assert {epoch: losses[epoch] for epoch in wanted} == pytest.approx(wanted, abs=1e-5)
    assert {empty for *_, empty in lines} == {""}
    assert (found["epochs"], found["seed"]) == (1000, 2)
    assert found["loss"]["last"] == losses[999]
    assert found["metrics"]["validation"] == {"loss": None, "accuracy": None}


def test_a_project_is_saved_with_the_ending_of_one(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["train", XOR, "--epochs", "1", "--save", "run"]) == 0
    assert capsys.readouterr().err.endswith("layerloom: The project with its run is in run.loom.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["run.loom"]
    assert project_path("run.loom").name == "run.loom"
    assert project_path(os.devnull).name == "null"


def test_a_saved_run_goes_on_bit_for_bit(capsys: Capture, tmp_path: Path) -> None:
    half, resumed, whole = (tmp_path / name for name in ("half.loom", "resumed.loom", "whole.loom"))
    answer(capsys, "train", CIRCLE, "--epochs", 3, "--save", half)
    answer(capsys, "train", half, "--epochs", 7, "--save", resumed, "--history", tmp_path / "resumed.csv")
    answer(capsys, "train", CIRCLE, "--epochs", 7, "--save", whole, "--history", tmp_path / "whole.csv")
    assert (tmp_path / "resumed.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert len(rows(tmp_path / "whole.csv")) == 8
    first, second = read_project(resumed), read_project(whole)
    assert first.run is not None
    assert second.run is not None
    assert all(first.run.weights[name].equal(second.run.weights[name]) for name in second.run.weights)
    assert first.config == read_project(CIRCLE).config, "--epochs counts for one call only"


def test_a_run_that_is_done_is_left_as_it_is(capsys: Capture, tmp_path: Path) -> None:
    answer(capsys, "train", XOR, "--epochs", 5, "--save", tmp_path / "done.loom")
    assert main(["train", str(tmp_path / "done.loom"), "--epochs", "4", "--json"]) == 0
    captured = capsys.readouterr()
    assert "already has 5 epochs" in captured.err
    assert (json.loads(captured.out)["outcome"], json.loads(captured.out)["steps"]) == ("finished", 5)


def test_a_seed_begins_anew_and_gives_the_same_run_again(capsys: Capture, tmp_path: Path) -> None:
    first, second = tmp_path / "first.loom", tmp_path / "second.loom"
    answer(capsys, "train", CIRCLE, "--epochs", 2, "--seed", 7, "--save", first, "--history", tmp_path / "first.csv")
    found = answer(
        capsys, "train", first, "--epochs", 2, "--seed", 7, "--save", second, "--history", tmp_path / "b.csv"
    )
    assert (tmp_path / "first.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (found["seed"], found["steps"], read_project(second).config.seed) == (7, 50, 7)
    assert answer(capsys, "train", CIRCLE, "--epochs", 2, "--seed", 8)["loss"] != found["loss"]


def test_a_run_that_diverges_says_so_and_keeps_the_last_finite_weights(capsys: Capture, tmp_path: Path) -> None:
    config = TrainingConfig(endless=False, epochs=100).with_optimizer_setting("lr", 1000.0)
    graph = xor_graph()
    (output,) = graph.of_kind("output")
    graph.set(output.id, "loss", "mse")
    for dense in graph.of_kind("dense"):
        graph.set(dense.id, "activation", "identity")
    write_project(Project(graph, DataRecipe("xor"), config), tmp_path / "wild.loom")
    assert main(["train", str(tmp_path / "wild.loom"), "--json", "--save", str(tmp_path / "kept.loom")]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out.splitlines()[-1])["outcome"] == "diverged"
    assert "learning rate" in captured.err
    kept = read_project(tmp_path / "kept.loom").run
    assert kept is not None
    assert all(math.isfinite(value) for tensor in kept.weights.values() for value in tensor.flatten().tolist())


def test_ctrl_c_stops_after_the_step_and_still_saves(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Loop.advance

    def advance(loop: Loop, most: int) -> int:
        made = step(loop, most)
        if loop.step == 10:
            signal.raise_signal(signal.SIGINT)
        return made

    monkeypatch.setattr(Loop, "advance", advance)
    assert main(["train", XOR, "--epochs", "100", "--json", "--save", str(tmp_path / "cut.loom")]) == 130
    captured = capsys.readouterr()
    assert (json.loads(captured.out)["outcome"], json.loads(captured.out)["steps"]) == ("interrupted", 10)
    assert captured.err == "layerloom: Interrupted at step 10 of epoch 10.\n"
    run = read_project(tmp_path / "cut.loom").run
    assert run is not None
    assert run.step == 10


def test_an_endless_project_trains_as_many_epochs_as_its_file_says(capsys: Capture, tmp_path: Path) -> None:
    project = read_project(XOR)
    write_project(replace(project, config=replace(project.config, epochs=12)), tmp_path / "endless.loom")
    assert main(["train", str(tmp_path / "endless.loom"), "--json", "--save", str(tmp_path / "run.loom")]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["epochs"] == 12
    assert "trains endlessly. Here it trains until 12 epochs" in captured.err
    assert read_project(tmp_path / "run.loom").config.endless, "the file's own setting stays"


def test_a_history_that_fails_leaves_the_earlier_one_whole(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = tmp_path / "history.csv"
    history.write_text("earlier")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert main(["train", XOR, "--epochs", "2", "--history", str(history)]) == 1
    assert f"{history} was not written: No space left on device." in capsys.readouterr().err
    assert history.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [history]


def test_a_history_can_go_into_a_pipe() -> None:
    program = [sys.executable, "main.py", "train", XOR, "--epochs", "2", "--history", "/dev/stdout"]
    found = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.startswith("epoch,step,train_loss,validation_loss\n0,1,")


def test_a_history_that_leaves_epochs_out_says_so(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.cli.progress.EVERY", math.inf)
    history = tmp_path / "history.csv"
    assert main(["train", XOR, "--epochs", "8192", "--history", str(history), "--json"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["train", XOR, "--epochs", "9000", "--history", str(history), "--json"]) == 0
    assert capsys.readouterr().err == (
        f"layerloom: The run has 9,000 epochs, of which {history} holds 4,501: about every second one, and the last.\n"
    )
    assert len(rows(history)) == 4502


def test_without_json_a_person_reads_lines(capsys: Capture) -> None:
    assert main(["train", XOR, "--epochs", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["outcome", "finished"]
    assert lines[1].split() == ["epochs", "3"]


# -- predict and info --


def test_predict_gives_what_the_trained_network_gives(capsys: Capture, tmp_path: Path) -> None:
    answer(capsys, "train", XOR, "--epochs", 1000, "--save", tmp_path / "trained.loom")
    found = answer(capsys, "predict", tmp_path / "trained.loom", "--input", "[[0,0],[0,1],[1,0],[1,1]]")
    assert [round(value) for (value,) in found["outputs"]] == [0, 1, 1, 0]


def test_predict_takes_a_single_sample_without_the_outer_brackets(capsys: Capture) -> None:
    assert main(["predict", CIRCLE, "--input", "[1,2]", "--json"]) == 0
    alone = capsys.readouterr().out
    assert main(["predict", CIRCLE, "--input", "[[1,2]]", "--json"]) == 0
    assert capsys.readouterr().out == alone


def test_predict_says_that_a_network_was_never_trained(capsys: Capture) -> None:
    assert main(["predict", XOR, "--input", "[[0,0]]"]) == 0
    assert "first weights from seed 45" in capsys.readouterr().err


def test_info_lists_nodes_and_problems(capsys: Capture, tmp_path: Path) -> None:
    found = answer(capsys, "info", XOR)
    assert found["nodes"][1] == {"id": 2, "kind": "dense", "name": "Hidden", "shape": [2], "parameters": 6}
    assert (len(found["nodes"]), found["total_parameters"], found["problems"]) == (4, 9, [])
    project = read_project(XOR)
    project.graph.disconnect(next(iter(project.graph.edges)))
    write_project(project, tmp_path / "cut.loom")
    broken = answer(capsys, "info", tmp_path / "cut.loom")
    assert broken["nodes"][1]["shape"] is None
    assert broken["problems"][0]["severity"] == "error"
    assert broken["problems"][0]["node"] in {node["id"] for node in broken["nodes"]}
    assert set(broken["problems"][0]) == {"severity", "text", "node"}
    assert refusal(capsys, "train", tmp_path / "cut.loom", "--epochs", 1).endswith(broken["problems"][0]["text"])


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.loom")))
def test_every_example_is_sound(capsys: Capture, name: str) -> None:
    assert [p for p in answer(capsys, "info", EXAMPLES / f"{name}.loom")["problems"] if p["severity"] == "error"] == []


def test_xor_from_gates_answers_exactly_without_any_training(capsys: Capture) -> None:
    rows = answer(capsys, "predict", EXAMPLES / "xor-from-gates.loom", "--input", "[[0,0],[0,1],[1,0],[1,1]]")
    assert rows["outputs"] == [[0], [1], [1], [0]]


def test_training_xor_from_gates_says_why_nothing_can_learn(capsys: Capture) -> None:
    assert "Nothing can learn here" in refusal(capsys, "train", EXAMPLES / "xor-from-gates.loom", "--epochs", 1)


# -- refusals --


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["train", XOR, "--epochs", "0"], "Epochs"),
        (["train", XOR, "--epochs", "many"], "--epochs"),
        (["train", XOR, "--epochs", "1", "--seed", "-1"], "a whole number from 0 to 2,147,483,647"),
        (["train", "missing.loom", "--epochs", "1"], "missing.loom"),
        (["train", XOR, "--epochs", "1", "--save", "no/such/folder.loom"], "does not exist"),
        (["train", XOR, "--epochs", "1", "--history", "."], "is a folder"),
        (["train", XOR, "--epochs", "1", "--history", "same.loom", "--save", "same"], "different names"),
        (["train", XOR, "--epochs", "1", "--save", "/proc/new.loom"], "/proc takes no new file"),
        (["train", XOR, "--epochs", "1", "--history", "/proc/new.csv"], "/proc takes no new file"),
        (["train"], "FILE"),
        (["info", "missing.loom"], "missing.loom"),
        (["predict", XOR], "--input"),
        (["predict", XOR, "--input", "[[0,0"], "no JSON"),
        (["predict", XOR, "--input", "[" * 100_000], "no JSON"),
        (["predict", XOR, "--input", "[]"], "no row"),
        (["predict", XOR, "--input", "[0,[0]]"], "list of rows"),
        (
            ["predict", XOR, "--input", "[0,0,1]"],
            "A sample has 2 values (x1, x2), but row 1 of --input has 3. Write each sample",
        ),
        (["predict", XOR, "--input", '[["0",true]]'], "list of rows"),
        (["predict", XOR, "--input", "[[0,0],[0,0,1]]"], "but row 2 of --input has 3"),
        (["predict", XOR, "--input", "[[0,1e39]]"], "finite"),
        (["predict", XOR, "--input", "[[0,NaN]]"], "finite"),
        (["predict", XOR, "--input", f"[[0,{10**400}]]"], "finite"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reason in refusal(capsys, *arguments)
    assert list(tmp_path.iterdir()) == []


def test_weights_set_by_hand_are_given_up_with_another_seed(capsys: Capture, tmp_path: Path) -> None:
    answer(capsys, "train", XOR, "--epochs", 1, "--save", tmp_path / "run.loom")
    project = read_project(tmp_path / "run.loom")
    by_hand = {"hidden.linear.weight": np.ones((2, 2), np.float32)}
    write_project(replace(project, hand_set=by_hand), tmp_path / "set.loom")
    answer(capsys, "train", tmp_path / "set.loom", "--epochs", 1, "--seed", 3, "--save", tmp_path / "new.loom")
    assert read_project(tmp_path / "new.loom").hand_set == {}


# -- the process --


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["trian", "xor.loom"], "There is no command or file trian. Did you mean the command train?"),
        (["foo"], "There is no command or file foo. See: layerloom --help"),
        (["--theme", "dark", "gone/foo.loom"], "There is no file gone/foo.loom."),
    ],
)
def test_what_is_neither_a_command_nor_a_file_is_said_before_a_window_is_tried(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
) -> None:
    monkeypatch.setattr("sys.argv", ["main.py", *arguments])
    assert door() == 2
    assert capsys.readouterr().err == f"layerloom: {sentence}\n"


def test_the_door_runs_commands_without_a_display_and_without_qt(tmp_path: Path) -> None:
    program = (
        "import json, sys, main\n"
        f"sys.argv = ['main.py', 'train', {XOR!r}, '--epochs', '2', '--json']\n"
        "status = main.main()\n"
        "qt = ('PySide6', 'shiboken6', 'pyqtgraph', 'gui')\n"
        "loaded = [name for name in sys.modules if name.split('.')[0] in qt]\n"
        "print(json.dumps([status, loaded]))\n"
    )
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert result.stderr == ""
    train, end = map(json.loads, result.stdout.splitlines())
    assert train["outcome"] == "finished"
    assert end == [0, []]


def without_reader() -> TextIO:
    """Return a stream into a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "w")


def test_results_that_nobody_reads_to_the_end_end_the_command_without_a_word(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_reader() as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        assert main(["info", XOR]) == 141
    assert capsys.readouterr().err == ""


def test_a_training_that_nobody_listens_to_is_kept_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_reader() as gone, without_reader() as deaf:
        monkeypatch.setattr(sys, "stdout", gone)
        monkeypatch.setattr(sys, "stderr", deaf)
        assert main(["train", XOR, "--epochs", "3", "--save", str(tmp_path / "a.loom")]) == 141
    run = read_project(tmp_path / "a.loom").run
    assert run is not None
    assert run.epoch == 3
