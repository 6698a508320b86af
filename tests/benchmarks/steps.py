"""Training steps against the eager PyTorch loop that a tutorial writes: same network, same data, same run."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import torch
from torch import nn

from engine.assembly import correct_counter
from engine.catalog.losses import LOSS
from engine.data import DataRecipe, make_dataset
from engine.data.readers.idx import read_idx
from engine.training.config import TrainingConfig
from engine.training.loop import Loop
from engine.training.speed import Pace
from engine.training.task import Samples, Task
from tests.benchmarks.measure import Figure, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ROUNDS = 5
STRETCH = 0.5
"""Seconds for which each of the two trains in a round."""
PLANE = ("x1", "x2", "x1^2", "x2^2", "x1 x2", "sin x1", "sin x2")


@dataclass(frozen=True, slots=True)
class Case:
    """A network to be trained twice.

    Parameters
    ----------
    at_least : float
        How many times as fast as the loop written by hand ours is to be.
    make : callable
        Makes the module anew.
    samples : Samples
    loss : str
        Kind of an entry in `engine.catalog.losses`.
    threads : sequence of int
        On which the loop by hand is tried; the best counts.
    loader : bool
        Whether to time it with a `DataLoader` and as many threads as there are processors, too.
    """

    key: str
    title: str
    at_least: float
    make: Callable[[], nn.Module]
    samples: Samples
    loss: str
    batch: int | None = 10
    optimizer: str = "sgd"
    rate: float = 0.03
    threads: Sequence[int] = field(default=(1,))
    loader: bool = False

    def config(self) -> TrainingConfig:
        """Return how our loop is to train."""
        config = TrainingConfig(full_batch=self.batch is None, batch_size=self.batch or 1)
        return config.with_optimizer(self.optimizer).with_optimizer_setting("lr", self.rate)


def measure(mnist: Path) -> list[Figure]:
    """Compare all networks; those for digits only where `mnist` holds them."""
    return [_compare(case) for case in (*_small(), *(_digits(mnist) if mnist.is_dir() else ()))]


def _compare(case: Case) -> Figure:
    """Time both in turns, so that whatever else the machine does meets both alike; by hand with the best threads."""
    spec = LOSS[case.loss]
    module = case.make()
    task = Task(spec.build(), case.samples, _none(case.samples), correct_counter(spec, _units(module, case.samples)))
    loop, pace = Loop(module, task, case.config()), Pace()
    begin = time.perf_counter()
    loop.use(*loop.executors.find(loop.config))
    found = time.perf_counter() - begin
    hands = {threads: _hand_written(case) for threads in case.threads}
    ours: list[float] = []
    theirs: dict[int, list[float]] = {threads: [] for threads in hands}
    for _ in range(ROUNDS + 1):
        for threads, step in hands.items():
            torch.set_num_threads(threads)
            theirs[threads].append(_microseconds(step))
        torch.set_num_threads(1)
        ours.append(_microseconds(lambda: pace.go(loop.advance)))
    best = min(theirs, key=lambda threads: median(theirs[threads][1:]))
    ratios = [hand / own for hand, own in zip(theirs[best][1:], ours[1:], strict=True)]
    note = f"{median(ours[1:]):.3g} us by hand {median(theirs[best][1:]):.4g} us ({best} threads), {loop.executor}"
    loaded = _with_loader(case) if case.loader else None
    if loaded is not None:
        note += f", with DataLoader on {os.cpu_count()} threads {loaded:.4g} us"
    return Figure(
        case.key,
        median(ratios),
        "x",
        at_least=case.at_least,
        note=f"{case.title}: {note}, {spread(ratios)}",
        parts={
            "ours_us_per_step": median(ours[1:]),
            "hand_us_per_step": median(theirs[best][1:]),
            "ratio": median(ratios),
            "executor": loop.executor,
            "threads": loop.way.threads,
            "hand_threads": best,
            "compile_s": found,
            **({} if loaded is None else {"hand_loader_us_per_step": loaded}),
        },
    )


def _microseconds(steps: Callable[[], int]) -> float:
    """Return how long a step takes, over a stretch of them."""
    made, begin = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - begin) < STRETCH:
        made += steps()
    return 1e6 * elapsed / made


def _hand_written(case: Case) -> Callable[[], int]:
    """Return one step of the loop by hand.

    It takes its batches by indices, as our loop does: a DataLoader would be slower. It asks for the loss as a number,
    since a run that shows nothing is no match.
    """
    module, loss, x, y = case.make(), LOSS[case.loss].build(), case.samples.x, case.samples.y
    kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[case.optimizer]
    optimizer = kind(module.parameters(), lr=case.rate)
    size = case.batch or len(x)
    order, done = torch.randperm(len(x)), 0

    def step() -> int:
        nonlocal order, done
        batch_x, batch_y = x, y
        if case.batch is not None:
            if done >= len(x):
                order, done = torch.randperm(len(x)), 0
            chosen = order[done : done + size]
            batch_x, batch_y = x[chosen], y[chosen]
            done += size
        optimizer.zero_grad()
        value = loss(module(batch_x), batch_y)
        value.backward()
        optimizer.step()
        value.item()
        return 1

    return step


def _with_loader(case: Case) -> float:
    """Return how long a step takes as most tutorials write it, in microseconds."""
    data = torch.utils.data.TensorDataset(case.samples.x, case.samples.y)
    module, loss = case.make(), LOSS[case.loss].build()
    optimizer = torch.optim.SGD(module.parameters(), lr=case.rate)
    torch.set_num_threads(os.cpu_count() or 1)
    try:
        begin, made = time.perf_counter(), 0
        for x, y in torch.utils.data.DataLoader(data, case.batch, shuffle=True):
            optimizer.zero_grad()
            value = loss(module(x), y)
            value.backward()
            optimizer.step()
            value.item()
            made += 1
        return 1e6 * (time.perf_counter() - begin) / made
    finally:
        torch.set_num_threads(1)


def _none(samples: Samples) -> Samples:
    return Samples(samples.x[:0], samples.y[:0])


def _units(module: nn.Module, samples: Samples) -> int:
    with torch.no_grad():
        return int(module(samples.x[:2]).shape[1])


def _layers(*sizes: int, activation: type[nn.Module], end: type[nn.Module]) -> Callable[[], nn.Module]:
    """Return what makes a stack of Linear layers with an activation between them and another one at the end."""

    def make() -> nn.Module:
        layers: list[nn.Module] = []
        for place, (inputs, units) in enumerate(pairwise(sizes)):
            layers += [nn.Linear(inputs, units), end() if place == len(sizes) - 2 else activation()]
        return nn.Sequential(*layers)

    return make


def _points(source: str, features: tuple[str, ...] = ()) -> Samples:
    """Return 250 points of a pattern with the targets -1 and 1, as the TensorFlow Playground has them."""
    settings = {} if source == "xor" else {"samples": 250}
    dataset = make_dataset(DataRecipe(source, settings, features=features))
    y = torch.from_numpy(dataset.y).unsqueeze(1)
    return Samples(torch.from_numpy(dataset.x), y if source == "xor" else 2 * y - 1)


def _small() -> tuple[Case, ...]:
    tanh = {"activation": nn.Tanh, "end": nn.Tanh}
    xor = _layers(2, 2, 1, activation=nn.Sigmoid, end=nn.Sigmoid)
    circle, spiral = _points("circle"), _points("spiral")
    largest = _layers(7, 8, 8, 8, 8, 8, 8, 1, **tanh)
    return (
        Case("xor_full_batch", "2-2-1 sigmoid, 4 samples", 80, xor, _points("xor"), "bce", None, rate=0.5),
        Case("playground_default", "2-4-2-1, batch 10", 100, _layers(2, 4, 2, 1, **tanh), circle, "mse"),
        Case("playground_spiral", "2-8-8-8-1, batch 10", 30, _layers(2, 8, 8, 8, 1, **tanh), spiral, "mse"),
        Case("playground_largest", "7-8-8-8-8-8-8-1", 20, largest, _points("spiral", PLANE), "mse"),
        Case("xor_adam", "2-2-1 sigmoid, Adam", 80, xor, _points("xor"), "bce", None, "adam", 0.1),
    )


def _convolutions() -> nn.Module:
    return nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 8, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 5 * 5, 10),
    )


def _digits(folder: Path) -> tuple[Case, ...]:
    images = read_idx(folder / "train10k-images-idx3-ubyte.gz", lambda share, what: None)
    labels = read_idx(folder / "train10k-labels-idx1-ubyte.gz", lambda share, what: None)
    x = torch.from_numpy(images.reshape(len(images), -1)).float() / 255
    samples = Samples(x, torch.from_numpy(labels.copy()).long())
    mlp = _layers(784, 50, 100, 10, activation=nn.Sigmoid, end=nn.Identity)
    both = {"batch": 100, "rate": 0.1, "threads": sorted({1, 2, os.cpu_count() or 1}), "loader": True}
    title = "784-50-100-10, batch 100"
    return (
        Case("mnist_mlp", title, 1.2, mlp, samples, "cross_entropy", **both),  # type: ignore[arg-type]  # as Case has them
        Case("mnist_cnn", "two convolutions", 1.0, _convolutions, samples, "cross_entropy", **both),  # type: ignore[arg-type]  # as Case has them
    )
