"""What a look at the run, saving and opening cost."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import torch

from engine.data import DataRecipe
from engine.storage import Project, read_project, write_project
from engine.training.answers import Answers, Probe
from engine.training.config import TrainingConfig
from engine.training.session import Session
from engine.training.trainer import Trainer
from tests.benchmarks.measure import Figure, seconds, spread
from tests.engine.networks import dense, stack, start

if TYPE_CHECKING:
    from engine.training.loop import Loop

GRID = 100
"""Points along a side of the picture of the decision regions."""

CIRCLE = DataRecipe("circle", validation=0.5)


def measure() -> list[Figure]:
    """Measure all of it with a network 2-8-8-8-1."""
    return [*_snapshots(), *_files()]


def _snapshots() -> list[Figure]:
    loop = start(stack(*[dense(8)] * 3, dense(1, "sigmoid")), CIRCLE, TrainingConfig(full_batch=False))
    axis = torch.linspace(-6, 6, GRID)
    trainer = Trainer(loop)
    try:
        plain = seconds(trainer.snapshot, 200)
        trainer.probe("regions", torch.cartesian_prod(axis, axis).numpy())
        with_outputs = seconds(trainer.snapshot, 50)
    finally:
        trainer.close()
    return [
        Figure("look at 2-8-8-8-1", 1e6 * plain, "us"),
        Figure(f"look with {GRID} x {GRID} outputs", 1e6 * with_outputs, "us"),
        _predict_region(loop),
    ]


def _predict_region(loop: Loop) -> Figure:
    """Ask for the decision region and every unit's picture, as the window does."""
    torch.set_num_threads(1)
    axis = torch.linspace(-6, 6, GRID)
    answers, look = Answers(loop.module), Session(loop).snapshot()
    probes = {"regions": Probe(torch.cartesian_prod(axis, axis), inner=True, every=0.0)}
    rounds = [1e3 * seconds(lambda: answers.complete(look, probes), 1) for _ in range(100)]
    note = f"{GRID} x {GRID} points, each of 2-8-8-8-1's units; {spread(rounds)}"
    return Figure("predict_region", median(rounds), "ms", at_most=3.0, note=note)


def _files() -> list[Figure]:
    graph, config = stack(*[dense(8)] * 3, dense(1, "sigmoid")), TrainingConfig("adam", {})
    loop = start(graph, CIRCLE, config)
    for _ in range(1000):
        loop.advance()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "circle.loom")
        project = Project(graph, CIRCLE, config, loop.state())
        return [
            Figure("save 2-8-8-8-1 after 1,000 epochs", 1e3 * seconds(lambda: write_project(project, path), 5), "ms"),
            Figure("open it", 1e3 * seconds(lambda: read_project(path), 5), "ms"),
            Figure("its size", path.stat().st_size / 1024, "KiB"),
        ]
