"""Measures what must stay fast, and how often XOR is learned. Run by ``make bench``; prints a table."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).parents[2]))  # the script is run from a checkout, not from an installation

import torch
from torch import nn

from engine.data import DataRecipe
from engine.storage import Project, read_project, write_project
from engine.training.config import TrainingConfig
from engine.training.trainer import Trainer
from tests.benchmarks.xor_share import SOLVED, Setup, steps_to_solve
from tests.engine.networks import dense, stack, start

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.graph import Graph
    from engine.training.loop import Loop

ROUNDS = 30
STEPS = 100
GRID = 100
"""Points along a side of the picture of the decision regions."""

SHARES = (
    (Setup("tanh", "sgd", 0.5), 2000),
    (Setup("tanh", "sgd", 0.5, 0.9), 1000),
    (Setup("tanh", "adam", 0.05), 1000),
    (Setup("sigmoid", "sgd", 1.0), 5000),
    (Setup("sigmoid", "adam", 0.1), 1000),
    (Setup("relu", "sgd", 0.5), 1000),
)


def say(name: str, value: str) -> None:
    """Print a line of the table."""
    sys.stdout.write(f"{name:<78}{value:>32}\n")
    sys.stdout.flush()


def microseconds(action: Callable[[], object], times: int) -> float:
    """Return how long one call takes."""
    begin = time.perf_counter()
    for _ in range(times):
        action()
    return (time.perf_counter() - begin) / times * 1e6


def drawing(hidden: Sequence[int]) -> Graph:
    """Draw a network of tanh layers with one sigmoid at its end."""
    return stack(*[dense(units) for units in hidden], dense(1, "sigmoid"))


def hand_written(loop: Loop, hidden: Sequence[int]) -> Callable[[], float]:
    """Return one step of the eager loop that a tutorial writes, on the same data in batches of the same size."""
    layers: list[nn.Module] = []
    for before, after in pairwise([2, *hidden]):
        layers += [nn.Linear(before, after), nn.Tanh()]
    module = nn.Sequential(*layers, nn.Linear(hidden[-1], 1), nn.Sigmoid())
    optimizer, loss = torch.optim.SGD(module.parameters(), lr=0.1), nn.BCELoss()
    train, size, done = loop.task.train, len(loop.task.train) // loop.batches, [0]
    order = torch.randperm(len(train))

    def step() -> float:
        x, y = train.x, train.y
        if loop.batches > 1:
            chosen = order[done[0] : done[0] + size]
            x, y = x[chosen], y[chosen]
            done[0] = (done[0] + size) % len(train)
        optimizer.zero_grad()
        value = loss(module(x), y)
        value.backward()
        optimizer.step()
        return float(value.item())

    return step


def compare_with_a_hand_written_loop(title: str, hidden: Sequence[int], recipe: DataRecipe, batch: int | None) -> None:
    """Time both in turns, so that whatever else the machine does meets both alike."""
    config = TrainingConfig() if batch is None else TrainingConfig(full_batch=False, batch_size=batch)
    loop = start(drawing(hidden), recipe, config)
    by_hand = hand_written(loop, hidden)
    for action in (by_hand, loop.advance):
        microseconds(action, STEPS)
    pairs = [(microseconds(by_hand, STEPS), microseconds(loop.advance, STEPS)) for _ in range(ROUNDS)]
    ratio = median(ours / theirs for theirs, ours in pairs)
    say(f"{title}: a step by hand", f"{min(theirs for theirs, _ in pairs):.0f} us")
    say(f"{title}: a step of the loop", f"{min(ours for _, ours in pairs):.0f} us, {ratio:.2f} x by hand")


def show_snapshots() -> None:
    """Time what the window asks for in every frame."""
    loop = start(drawing([8, 8, 8]), DataRecipe("circle", validation=0.5), TrainingConfig(full_batch=False))
    axis = torch.linspace(-6, 6, GRID)
    trainer = Trainer(loop)
    try:
        say("snapshot of 2-8-8-8-1", f"{microseconds(trainer.snapshot, 200):.0f} us")
        trainer.probe("regions", torch.cartesian_prod(axis, axis).numpy())
        say(f"snapshot with {GRID} x {GRID} outputs", f"{microseconds(trainer.snapshot, 50):.0f} us")
    finally:
        trainer.close()


def show_files() -> None:
    """Time saving and opening a run of some length."""
    graph, recipe, config = drawing([8, 8, 8]), DataRecipe("circle", validation=0.5), TrainingConfig("adam", {})
    loop = start(graph, recipe, config)
    for _ in range(1000):
        loop.advance()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "circle.loom")
        project = Project(graph, recipe, config, loop.state())
        say(
            "save 2-8-8-8-1 after 1,000 epochs",
            f"{microseconds(lambda: write_project(project, path), 5) / 1000:.1f} ms",
        )
        say("open it", f"{microseconds(lambda: read_project(path), 5) / 1000:.1f} ms")
        say("its size", f"{path.stat().st_size / 1024:.0f} KiB")


def show_shares() -> None:
    """Count the starts from which 2-2-1 learns XOR."""
    for setup, limit in SHARES:
        solved = sorted((steps, seed) for seed, steps in enumerate(steps_to_solve(setup, range(100), limit)))
        count = sum(steps <= limit for steps, _ in solved)
        best = f"fastest: seed {solved[0][1]} in {solved[0][0]:.0f} steps"
        say(f"XOR solved (loss < {SOLVED:g}) in {limit:,} steps: {setup}", f"{count} of 100; {best}")


def main() -> None:
    """Print the whole table."""
    torch.set_num_threads(1)
    compare_with_a_hand_written_loop("XOR 2-2-1, full batch", [2], DataRecipe("xor"), None)
    circle = DataRecipe("circle", validation=0.5)
    compare_with_a_hand_written_loop("circle 2-8-8-8-1, batch 10 of 250", [8, 8, 8], circle, 10)
    show_snapshots()
    show_files()
    show_shares()


if __name__ == "__main__":
    main()
