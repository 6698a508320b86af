from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import torch
from hypothesis import HealthCheck, given
from hypothesis import settings as examples

from engine.storage import VERSION, Project, read_project, write_project
from engine.training.history import CAPACITY, History, Row
from engine.training.state import RunState
from tests.engine.storage.storage_samples import (
    configs,
    edit,
    fingerprint,
    full_project,
    graphs,
    members,
    recipes,
    run_state,
    runs,
    xor_graph,
)

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data import DataRecipe
    from engine.graph import Graph
    from engine.training.config import TrainingConfig

one_folder = examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def reopened(project: Project, folder: Path) -> Project:
    write_project(project, folder / "p.loom")
    return read_project(folder / "p.loom")


@one_folder
@given(graph=graphs(), recipe=recipes(), config=configs())
def test_any_drawing_recipe_and_config_survives(
    tmp_path: Path, graph: Graph, recipe: DataRecipe, config: TrainingConfig
) -> None:
    back = reopened(Project(graph, recipe, config), tmp_path)
    assert back.graph == graph
    assert list(back.graph.nodes) == list(graph.nodes)
    assert list(back.graph.edges) == list(graph.edges)
    assert (back.recipe, back.config, back.run) == (recipe, config, None)


@one_folder
@given(run=runs())
def test_any_run_survives_to_the_last_bit(tmp_path: Path, run: RunState) -> None:
    back = reopened(Project(xor_graph(), run=run), tmp_path).run
    assert back is not None
    assert fingerprint(back) == fingerprint(run)


def test_everything_else_in_a_project_survives(tmp_path: Path) -> None:
    project = full_project()
    back = reopened(project, tmp_path)
    assert back.view == project.view
    assert back.thumbnail == project.thumbnail
    assert {name: (value.dtype, value.tolist()) for name, value in back.hand_set.items()} == {
        name: (value.dtype, value.tolist()) for name, value in project.hand_set.items()
    }
    assert back.ghost is not None
    assert project.ghost is not None
    assert back.ghost.tobytes() == project.ghost.tobytes()
    assert back.run is not None
    assert project.run is not None
    assert fingerprint(back.run) == fingerprint(project.run)


def test_a_ghost_survives_without_a_run(tmp_path: Path) -> None:
    ghost = np.arange(12.0).reshape(2, 6)
    back = reopened(Project(xor_graph(), ghost=ghost), tmp_path)
    assert back.run is None
    assert back.ghost is not None
    assert np.array_equal(back.ghost, ghost)


def test_a_thinned_history_goes_on_as_if_it_had_never_been_saved(tmp_path: Path) -> None:
    history = History()
    for epoch in range(CAPACITY + 101):
        history.append(Row(epoch, epoch, 0.5, 0.5, 0.5, 0.5))
    back = reopened(Project(xor_graph(), run=RunState({}, {}, history=history)), tmp_path).run
    assert back is not None
    for epoch in range(CAPACITY + 101, 2 * CAPACITY + 500):
        for each in (history, back.history):
            each.append(Row(epoch, epoch, 0.5, 0.5, 0.5, 0.5))
    assert back.history.stride == history.stride == 4
    assert np.array_equal(back.history.table(), history.table())


def test_tied_weights_that_share_memory_can_be_saved(tmp_path: Path) -> None:
    tied = torch.ones(2, 2)
    back = reopened(Project(xor_graph(), run=RunState({"a": tied, "b": tied.T}, {"a": tied, "b": tied})), tmp_path).run
    assert back is not None
    assert torch.equal(back.weights["b"], tied)


def test_a_restored_run_can_be_trained_on_in_place(tmp_path: Path) -> None:
    back = reopened(Project(xor_graph(), run=run_state()), tmp_path).run
    assert back is not None
    back.weights["dense_1.linear.weight"].add_(1)


def test_the_file_is_readable_json_and_says_what_it_is(tmp_path: Path) -> None:
    write_project(full_project(), tmp_path / "p.loom")
    contents = members(tmp_path / "p.loom")
    assert set(contents) == {
        "manifest.json", "graph.json", "layout.json", "training.json", "data.json", "view.json", "weights.safetensors",
        "initial.safetensors", "optimiser.safetensors", "random.safetensors", "history.safetensors", "thumbnail.png",
        "hand-set.safetensors", "timeline.json", "timeline.safetensors",
    }  # fmt: skip
    manifest = json.loads(contents["manifest.json"])
    assert (manifest["format"], manifest["version"]) == ("layerloom", VERSION)
    assert datetime.fromisoformat(manifest["saved"]).utcoffset() == timedelta(0)
    assert "출력층".encode() in contents["graph.json"]
    assert "x" not in json.loads(contents["graph.json"])["nodes"][0]


def test_importing_the_storage_does_not_load_torch() -> None:
    code = "import sys, engine.storage; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_project_without_a_run_opens_without_torch(tmp_path: Path) -> None:
    file = tmp_path / "p.loom"
    write_project(Project(xor_graph(), ghost=np.zeros((1, 6))), file)
    opening = "from engine.storage import read_project; read_project(sys.argv[1])"
    code = f"import sys; {opening}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, str(file)], check=False).returncode == 0


def test_weights_set_by_hand_survive_without_a_run(tmp_path: Path) -> None:
    by_hand = {"dense_1.linear.bias": np.array([0.1, -2.5], np.float32)}
    back = reopened(Project(xor_graph(), hand_set=by_hand), tmp_path)
    assert {name: value.tolist() for name, value in back.hand_set.items()} == {
        "dense_1.linear.bias": by_hand["dense_1.linear.bias"].tolist()
    }


def test_weights_set_by_hand_that_begin_the_run_are_written_once(tmp_path: Path) -> None:
    """Such a file is one that earlier programs read too."""
    by_hand = {"dense_1.linear.weight": np.eye(2, dtype=np.float32)}
    back = reopened(Project(xor_graph(), run=run_state(), hand_set=by_hand), tmp_path)
    assert "hand-set.safetensors" not in members(tmp_path / "p.loom")
    assert back.hand_set["dense_1.linear.weight"].tolist() == [[1, 0], [0, 1]]


def test_weights_set_by_hand_that_begin_a_run_in_another_precision_survive(tmp_path: Path) -> None:
    first = torch.eye(2, dtype=torch.float64)
    run = RunState({"dense_1.linear.weight": first}, {"dense_1.linear.weight": first})
    by_hand = {"dense_1.linear.weight": np.eye(2, dtype=np.float32)}
    back = reopened(Project(xor_graph(), run=run, hand_set=by_hand), tmp_path)
    assert back.hand_set["dense_1.linear.weight"].tolist() == [[1, 0], [0, 1]]


def test_a_large_run_survives_and_its_tensors_are_stored_as_they_are(tmp_path: Path) -> None:
    """In one piece that is found without unpacking."""
    values = torch.arange(1_500_000.0)
    run = RunState({"w": values, "b": values[:3]}, {"w": -values, "b": values[3:6]})
    assert fingerprint(run) == fingerprint(reopened(Project(xor_graph(), run=run), tmp_path).run or run_state())
    assert values.numpy().tobytes() in (tmp_path / "p.loom").read_bytes()


def test_names_that_earlier_programs_kept_without_their_values_are_passed_over(tmp_path: Path) -> None:
    write_project(Project(xor_graph()), tmp_path / "old.loom")
    edit(tmp_path / "old.loom", "training.json", lambda document: document.update(hand_set=["dense_1.linear.bias"]))
    assert read_project(tmp_path / "old.loom").hand_set == {}
