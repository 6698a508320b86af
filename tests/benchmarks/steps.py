"""One training step against the eager PyTorch loop that a tutorial writes: same network, same data, same run."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from engine.assembly import correct_counter
from engine.catalog.losses import LOSS
from engine.data import DataRecipe
from engine.training.config import TrainingConfig
from engine.training.loop import Loop
from engine.training.task import Samples, Task
from tests.benchmarks.measure import Figure, seconds, spread
from tests.engine.networks import dense, stack, start

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.graph import Graph

ROUNDS = 40
AT_LEAST = 1.0
"""By how much the loop should be as fast as the one written by hand."""


@dataclass(frozen=True, slots=True)
class Match:
    """A loop, and a module of the same layers for the loop written by hand."""

    title: str
    loop: Loop
    module: nn.Module
    loss: nn.Module
    steps: int


def measure(mnist: Path) -> list[Figure]:
    """Compare all networks; the one for digits only where `mnist` holds them."""
    circle = DataRecipe("circle", validation=0.5)
    batches = TrainingConfig(full_batch=False, batch_size=10)
    matches = [
        Match("XOR 2-2-1, full batch", start(_drawing([2]), "xor"), _module([2]), nn.BCELoss(), 100),
        Match("2-4-2-1, batch 10 of 250", start(_drawing([4, 2]), circle, batches), _module([4, 2]), nn.BCELoss(), 100),
    ]
    if mnist.is_dir():
        matches.append(_digits(mnist))
    return [figure for match in matches for figure in _compare(match)]


def _compare(match: Match) -> list[Figure]:
    """Time both in turns, so that whatever else the machine does meets both alike."""
    by_hand = _hand_written(match)
    pairs = [(seconds(by_hand, match.steps), seconds(match.loop.advance, match.steps)) for _ in range(ROUNDS + 1)][1:]
    ratios = [theirs / ours for theirs, ours in pairs]
    return [
        Figure(f"step, {match.title}: by hand", 1e6 * min(theirs for theirs, _ in pairs), "us"),
        Figure(f"step, {match.title}: the loop", 1e6 * min(ours for _, ours in pairs), "us"),
        Figure(f"step, {match.title}: speed", median(ratios), "x", at_least=AT_LEAST, note=spread(ratios)),
    ]


def _hand_written(match: Match) -> Callable[[], float]:
    """Return one step of the loop by hand.

    It takes its batches by indices, as the loop does: a DataLoader would be slower. It asks for the loss as a number,
    since a run that shows nothing is no match.
    """
    module, loss = match.module, match.loss
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    train, size = match.loop.task.train, len(match.loop.task.train) // match.loop.batches
    order = [torch.randperm(len(train))]
    done = [0]

    def step() -> float:
        x, y = train.x, train.y
        if match.loop.batches > 1:
            if done[0] >= len(train):
                order[0], done[0] = torch.randperm(len(train)), 0
            chosen = order[0][done[0] : done[0] + size]
            x, y = x[chosen], y[chosen]
            done[0] += size
        optimizer.zero_grad()
        value = loss(module(x), y)
        value.backward()
        optimizer.step()
        return float(value.item())

    return step


def _drawing(hidden: Sequence[int]) -> Graph:
    """Draw a network of tanh layers with one sigmoid at its end."""
    return stack(*[dense(units) for units in hidden], dense(1, "sigmoid"))


def _module(hidden: Sequence[int]) -> nn.Module:
    """Write the same down by hand."""
    layers: list[nn.Module] = []
    for before, after in pairwise([2, *hidden]):
        layers += [nn.Linear(before, after), nn.Tanh()]
    return nn.Sequential(*layers, nn.Linear(hidden[-1], 1), nn.Sigmoid())


def _digits(folder: Path) -> Match:
    """784-50-100-10 on handwritten digits in batches of 100; no drawing, since digits are no source of data yet."""
    x = torch.from_numpy(_idx(folder / "train10k-images-idx3-ubyte.gz").reshape(-1, 784).astype(np.float32) / 255)
    y = torch.from_numpy(_idx(folder / "train10k-labels-idx1-ubyte.gz").astype(np.int64))
    spec = LOSS["cross_entropy"]
    task = Task(spec.build(), Samples(x, y), Samples(x[:0], y[:0]), correct_counter(spec, 10))
    loop = Loop(_relu_network(), task, TrainingConfig(full_batch=False, batch_size=100))
    return Match("784-50-100-10, batch 100 of 10,000", loop, _relu_network(), spec.build(), 20)


def _relu_network() -> nn.Module:
    sizes = (nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 100), nn.ReLU(), nn.Linear(100, 10))
    return nn.Sequential(*sizes)


def _idx(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Read an IDX file of bytes: two zeros, the type, the number of dimensions, each as a big-endian number, data."""
    content = gzip.decompress(path.read_bytes())
    dimensions = content[3]
    shape = np.frombuffer(content, ">u4", dimensions, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape([int(n) for n in shape])
