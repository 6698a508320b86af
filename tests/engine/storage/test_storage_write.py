from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from engine.errors import StorageError
from engine.graph import Change, Edge, Ends, Node
from engine.storage import Project, backup_path, limits, read_project, write_project
from engine.training.state import EpochSums, RunState
from tests.engine.storage.storage_samples import full_project, run_state, xor_graph

if TYPE_CHECKING:
    from collections.abc import Callable


def weight(file: Path) -> float:
    run = read_project(file).run
    assert run is not None
    return round(float(run.weights["dense_1.linear.weight"][0, 0]), 3)


def large_project(weight: float) -> Project:
    """Return one whose file has 4 MiB."""
    name = "dense_1.linear.weight"
    return Project(xor_graph(), run=RunState({name: torch.full((512, 1024), weight)}, {name: torch.eye(512, 1024)}))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def fail_at(monkeypatch: pytest.MonkeyPatch, where: object, name: str, number: int, call: int = 1) -> None:
    """Make the `call`-th call of a function fail as the system would."""
    real: Callable[..., Any] = getattr(where, name)
    calls = 0

    def fake(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **options)

    monkeypatch.setattr(where, name, fake)


def test_a_first_save_leaves_one_file_and_no_backup(tmp_path: Path) -> None:
    write_project(full_project(), tmp_path / "p.loom")
    assert names(tmp_path) == {"p.loom"}


def test_each_save_keeps_the_version_before_it(tmp_path: Path) -> None:
    file = tmp_path / "p.loom"
    for value in (0.1, 0.2, 0.3):
        write_project(full_project(value), file)
    assert names(tmp_path) == {"p.loom", "p.loom.bak"}
    assert weight(file) == 0.3
    assert weight(backup_path(file)) == 0.2


def test_the_backup_is_kept_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "p.loom"
    write_project(full_project(0.1), file)
    fail_at(monkeypatch, os, "link", errno.EPERM)
    write_project(full_project(0.2), file)
    assert (weight(file), weight(backup_path(file))) == (0.2, 0.1)
    assert names(tmp_path) == {"p.loom", "p.loom.bak"}


STEPS = [
    pytest.param(os, "fsync", 1, id="flushing the new file"),
    pytest.param(Path, "open", 1, id="making the new file"),
    pytest.param(os, "replace", 1, id="naming the backup"),
    pytest.param(os, "replace", 2, id="naming the new file"),
]


@pytest.mark.parametrize(("where", "name", "call"), STEPS)
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "you may not write there"),
        (errno.EROFS, "you may not write there"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_save_that_fails_says_why_and_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str, call: int, number: int, sentence: str
) -> None:
    file = tmp_path / "p.loom"
    write_project(full_project(0.1), file)
    before = file.read_bytes()
    fail_at(monkeypatch, where, name, number, call)
    with pytest.raises(StorageError, match=sentence) as caught:
        write_project(full_project(0.2), file)
    assert f"{file} was not saved" in str(caught.value)
    assert file.read_bytes() == before
    assert names(tmp_path) <= {"p.loom", "p.loom.bak"}
    monkeypatch.undo()
    write_project(full_project(0.3), file)
    assert (weight(file), weight(backup_path(file))) == (0.3, 0.1)
    assert names(tmp_path) == {"p.loom", "p.loom.bak"}


@pytest.mark.parametrize("room", [0, 1000, 3 * limits.MIB], ids=["at once", "in a document", "in a tensor"])
def test_a_disk_that_fills_up_while_writing_leaves_the_old_file(tmp_path: Path, room: int) -> None:
    file = tmp_path / "p.loom"
    write_project(large_project(0.1), file)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(StorageError, match="the disk is full"):
            write_project(large_project(0.2), file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert weight(file) == 0.1
    assert names(tmp_path) == {"p.loom"}


SAVING = """
import itertools, sys, torch
from engine.graph import Graph
from engine.storage import Project, write_project
from engine.training.state import RunState
for step in itertools.count():
    run = RunState({"w": torch.full((1024, 512), float(step))}, {"w": torch.zeros(1024, 512)}, step=step)
    write_project(Project(Graph(), run=run), sys.argv[1])
    print(step, flush=True)
"""
"""Saves one version after another for ever, and says so after each."""


@pytest.mark.parametrize("written", [0, limits.MIB, 3 * limits.MIB])
def test_a_save_that_is_killed_leaves_a_whole_file(tmp_path: Path, written: int) -> None:
    file = tmp_path / "p.loom"
    with subprocess.Popen([sys.executable, "-c", SAVING, str(file)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline()  # the first version is there
        while not any(size_of(part) > written for part in tmp_path.glob(".*.part")):
            assert child.poll() is None
        child.kill()
    run = read_project(file).run
    assert run is not None
    assert bool((run.weights["w"] == run.step).all())


def size_of(part: Path) -> int:
    """Return the bytes of a file, which may just have got another name."""
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0


def test_a_disk_too_full_for_the_backup_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "p.loom"
    write_project(full_project(0.1), file)
    fail_at(monkeypatch, os, "link", errno.EPERM)
    fail_at(monkeypatch, os, "fsync", errno.ENOSPC, call=2)
    with pytest.raises(StorageError, match="the disk is full"):
        write_project(full_project(0.2), file)
    assert weight(file) == 0.1
    assert names(tmp_path) == {"p.loom"}


def test_at_every_moment_of_a_save_the_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, seen = tmp_path / "p.loom", []
    write_project(full_project(0.1), file)

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            seen.append(weight(file))
            result = real(*arguments, **options)
            seen.append(weight(file))
            return result

        return call

    for name in ("fsync", "link", "replace", "unlink"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    write_project(full_project(0.2), file)
    assert set(seen) == {0.1, 0.2}
    assert seen == sorted(seen)


def test_a_folder_that_cannot_be_flushed_does_not_fail_the_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, os, "fsync", errno.EINVAL, call=2)
    write_project(full_project(), tmp_path / "p.loom")
    assert weight(tmp_path / "p.loom") == 0.1


def test_a_missing_folder_and_a_folder_as_target_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"the folder .*nowhere does not exist"):
        write_project(full_project(), tmp_path / "nowhere" / "p.loom")
    with pytest.raises(StorageError, match="is a folder"):
        write_project(full_project(), tmp_path)
    assert names(tmp_path) == set()


def test_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "p.loom"
    write_project(full_project(0.1), file)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StorageError, match="you may not write there"):
        write_project(full_project(0.2), file)
    assert weight(file) == 0.1


def test_saving_keeps_links_and_permissions(tmp_path: Path) -> None:
    target, link = tmp_path / "target.loom", tmp_path / "link.loom"
    write_project(full_project(0.1), target)
    target.chmod(0o640)
    link.symlink_to(target)
    write_project(full_project(0.2), link)
    assert link.is_symlink()
    assert weight(target) == 0.2
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("project", "part"),
    [
        (replace(full_project(), run=run_state(float("nan"))), "values that are not finite. Reset the run"),
        (replace(full_project(), view={"zoom": float("nan")}), "view.json is not proper JSON"),
        (replace(full_project(), view={"pen": object()}), "view.json is not proper JSON"),  # type: ignore[dict-item]  # the point
        (replace(full_project(), view={"text": "x" * limits.JSON}), "view.json would have 4 MiB"),
        (replace(full_project(), thumbnail=b"GIF"), "not a PNG"),
        (replace(full_project(), ghost=np.zeros((2, 5))), "The ghost is"),
    ],
)
def test_what_could_not_be_opened_again_is_not_saved(tmp_path: Path, project: Project, part: str) -> None:
    file = tmp_path / "p.loom"
    write_project(full_project(), file)
    before = file.read_bytes()
    with pytest.raises(StorageError, match="was not saved") as caught:
        write_project(project, file)
    assert part in "\n".join(map(str, [caught.value, *caught.value.details]))
    assert file.read_bytes() == before
    assert names(tmp_path) == {"p.loom"}


def test_a_drawing_beyond_the_limit_is_not_saved(tmp_path: Path) -> None:
    graph = xor_graph()
    first = max(graph.nodes) + 1
    graph.apply(Change(nodes={i: (None, Node(i, "add", f"Add {i}")) for i in range(first, first + limits.NODES)}))
    with pytest.raises(StorageError, match=r"graph\.json: nodes is wrong"):
        write_project(Project(graph), tmp_path / "p.loom")


def test_a_run_whose_sums_have_diverged_can_be_saved(tmp_path: Path) -> None:
    run = replace(run_state(), sums=EpochSums(float("inf"), float("nan"), 3))
    write_project(replace(full_project(), run=run), tmp_path / "p.loom")
    back = read_project(tmp_path / "p.loom").run
    assert back is not None
    assert back.sums.loss == float("inf")
    assert np.isnan(back.sums.correct)


def test_node_numbers_are_kept_even_with_gaps(tmp_path: Path) -> None:
    graph = xor_graph()
    graph.remove([2])
    ends = Ends(1, 3)
    graph.apply(Change(edges={ends: (None, Edge(ends, 7))}))
    write_project(Project(graph), tmp_path / "p.loom")
    back = read_project(tmp_path / "p.loom").graph
    assert list(back.nodes) == [1, 3, 4]
    assert back.edges[ends].order == 7
    assert back.add("dense").id == 5


def test_saving_does_not_touch_the_live_tensors(tmp_path: Path) -> None:
    live = torch.ones(2, 2, requires_grad=True)
    write_project(Project(xor_graph(), run=RunState({"w": live}, {"w": live})), tmp_path / "p.loom")
    assert live.requires_grad
    assert torch.equal(live, torch.ones(2, 2))
