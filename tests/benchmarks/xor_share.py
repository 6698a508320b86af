"""How many random starts of a 2-2-1 network solve XOR, for many seeds at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import torch

from engine.data import DataRecipe, make_dataset
from engine.graph import Graph
from engine.lowering import lower
from engine.shapes import DataShape
from engine.training.optimizers import OPTIMIZER

SOLVED = 0.1
"""A start counts as solved once its loss is below this; then all four outputs are on the right side too."""

SHAPE = DataShape(("x1", "x2"), 2)


@dataclass(frozen=True, slots=True)
class Setup:
    """A 2-2-1 network with a sigmoid output and BCE, full batch."""

    hidden: str
    optimizer: str
    rate: float
    momentum: float = 0.0

    def __str__(self) -> str:
        momentum = f", momentum {self.momentum:g}" if self.momentum else ""
        return f"{self.hidden}, {OPTIMIZER[self.optimizer].title} lr {self.rate:g}{momentum}"


def network(hidden: str) -> Graph:
    """Draw it."""
    graph = Graph()
    nodes = [
        graph.add("input"),
        graph.add("dense", settings={"units": 2, "activation": hidden}),
        graph.add("dense", settings={"units": 1, "activation": "sigmoid"}),
        graph.add("output"),
    ]
    for before, after in pairwise(nodes):
        graph.connect(before.id, after.id)
    return graph


def steps_to_solve(setup: Setup, seeds: range, limit: int) -> list[float]:
    """Return after how many steps each seed solves XOR; infinity for one that does not within `limit`.

    All seeds train at the same time as one batch of matrices: their losses are added up, so that each has its own
    gradients, and every optimiser used here treats every number by itself.
    """
    graph = network(setup.hidden)
    starts = [lower(graph, SHAPE, seed).module.state_dict() for seed in seeds]
    w1, b1, w2, b2 = (
        torch.nn.Parameter(torch.stack([start[f"{layer}.linear.{kind}"] for start in starts]))
        for layer in ("dense_1", "dense_2")
        for kind in ("weight", "bias")
    )
    settings = {"lr": setup.rate, **({"momentum": setup.momentum} if setup.momentum else {})}
    optimizer = OPTIMIZER[setup.optimizer].build([w1, b1, w2, b2], settings)
    squash = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu}[setup.hidden]
    data = make_dataset(DataRecipe("xor"))
    x = torch.from_numpy(data.x).expand(len(starts), -1, -1)  # (seeds, 4, 2)
    y = torch.from_numpy(data.y)[None, :, None].expand(len(starts), -1, -1)  # (seeds, 4, 1)
    solved = torch.full((len(starts),), math.inf)
    for step in range(limit + 1):
        hidden = squash(torch.baddbmm(b1[:, None], x, w1.mT))  # (seeds, 4, 2)
        output = torch.sigmoid(torch.baddbmm(b2[:, None], hidden, w2.mT))  # (seeds, 4, 1)
        losses = torch.nn.functional.binary_cross_entropy(output, y, reduction="none").mean((1, 2))
        solved = torch.where((losses.detach() < SOLVED) & solved.isinf(), step, solved)
        optimizer.zero_grad()
        losses.sum().backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
        optimizer.step()
    return solved.tolist()
