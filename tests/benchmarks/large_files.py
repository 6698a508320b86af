"""Saving and opening a network of ten million parameters, against safetensors with the same tensors in the same folder.

Both bring what they write to the disk before they say that it is saved: what only lies in memory is lost with the
power, and would be compared with nothing. Safetensors alone does not do so, so the same is done to its file after it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from safetensors.torch import load_file, save_file

from engine.data import DataRecipe
from engine.storage import Project, read_project, write_project
from engine.training.config import TrainingConfig
from tests.benchmarks.measure import Figure, seconds, spread
from tests.engine.networks import dense, stack, start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from engine.training.state import RunState

ROUNDS = 9
WIDTH = 2235
"""Units in each of three layers, which makes ten million parameters."""
GOAL = 1.5


def measure() -> list[Figure]:
    """Measure it without the memory of an optimiser, and with that of Adam, which is twice the parameters."""
    return [*_compare("sgd", "10M parameters"), *_compare("adam", "10M parameters with Adam")]


def _compare(optimizer: str, name: str) -> list[Figure]:
    project = _trained(optimizer)
    tensors = _tensors(project.run) if project.run is not None else {}
    rounds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "p.loom"), Path(folder, "p.safetensors")
        actions = {
            "save": lambda: write_project(project, ours),
            "write": lambda: _write(tensors, theirs),
            "unsafe": lambda: save_file(tensors, theirs),
            "open": lambda: read_project(ours),
            "read": lambda: _read(theirs),
        }
        for _ in range(ROUNDS):
            for key, action in actions.items():
                rounds.setdefault(key, []).append(seconds(action, 1))
        size = ours.stat().st_size
    return [
        _ratio(f"save {name} / safetensors writes it", rounds["save"], rounds["write"], size, GOAL),
        _ratio(f"open {name} / safetensors writes it", rounds["open"], rounds["write"], size, GOAL),
        _ratio(f"save {name} / written, but not to the disk", rounds["save"], rounds["unsafe"], size),
        _ratio(f"open {name} / safetensors reads it", rounds["open"], rounds["read"], size),
    ]


def _trained(optimizer: str) -> Project:
    """Return a project after one step."""
    graph, recipe = stack(*[dense(WIDTH)] * 3, dense(1, "sigmoid")), DataRecipe("circle", validation=0.5)
    config = TrainingConfig().with_optimizer(optimizer)
    loop = start(graph, recipe, config)
    loop.advance()
    return Project(graph, recipe, config, loop.state())


def _tensors(run: RunState) -> dict[str, Tensor]:
    groups = {"weights": run.weights, "initial": run.initial, "optimiser": run.optimizer}
    return {f"{group}/{name}": tensor.clone() for group, tensors in groups.items() for name, tensor in tensors.items()}


def _write(tensors: Mapping[str, Tensor], path: Path) -> None:
    """Write tensors so that they outlast a loss of power, as a project does."""
    save_file(dict(tensors), path)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _read(path: Path) -> list[Tensor]:
    """Read every byte of the tensors into memory; safetensors itself puts that off until one is used."""
    return [tensor.clone() for tensor in load_file(path).values()]


def _ratio(name: str, ours: list[float], theirs: list[float], size: int, goal: float | None = None) -> Figure:
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    times = f"{1e3 * median(ours):.0f} ms against {1e3 * median(theirs):.0f} ms for {size / 2**20:.0f} MiB"
    parts = {"ours": ours, "theirs": theirs, "bytes": size}
    return Figure(name, median(ratios), "x", at_most=goal, note=f"{times}; {spread(ratios)}", parts=parts)
