"""Machine code that is kept on disk, each test with an empty folder of its own."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from engine.execution.compiled import Compiled
from engine.execution.machine import build
from engine.execution.program import compile_program, trace
from tests.engine.execution.steps import run
from tests.engine.networks import dense, stack, xor_graph

if TYPE_CHECKING:
    from pathlib import Path


def test_machine_code_is_built_once_and_then_found() -> None:
    program = trace(run(xor_graph()).step)
    assert not Compiled(program).cached
    assert Compiled(trace(run(xor_graph()).step)).cached
    if hasattr(os, "getuid"):
        assert stat.S_IMODE(build.folder().stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [b"", b"layerloom kernel 1\n" + bytes(40), b"\x7fELF" + bytes(500)])
def test_a_damaged_file_is_built_again(damage: bytes) -> None:
    program = trace(run(xor_graph()).step)
    Compiled(program)
    (kept,) = build.folder().iterdir()
    good = kept.read_bytes()
    kept.write_bytes(damage or good[:-5])
    assert not Compiled(program).cached
    assert kept.read_bytes() == good


def test_a_folder_that_others_may_write_to_is_not_trusted() -> None:
    program = trace(run(xor_graph()).step)
    Compiled(program)
    build.folder().chmod(0o777)
    assert not Compiled(program).cached


def test_training_goes_on_where_nothing_can_be_kept(user_folder: Path) -> None:
    user_folder.mkdir(parents=True)
    (user_folder / "cache").write_text("a file in the place of the folder")
    prepared = run(xor_graph())
    assert prepared.go(compile_program(trace(prepared.step)), 3).steps == 3


def test_the_oldest_kernels_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "KEPT", 2)
    for units in (1, 2, 3):
        Compiled(trace(run(stack(dense(units), dense(1, "sigmoid"))).step))
    assert len(list(build.folder().iterdir())) == 2
