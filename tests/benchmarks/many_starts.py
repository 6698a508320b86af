"""A hundred starts in one go against a hundred runs one after the other."""

from __future__ import annotations

from statistics import median

from engine.data import DataRecipe, make_dataset
from engine.starts import train_from_starts
from engine.training.config import TrainingConfig
from tests.benchmarks.measure import Figure, seconds, spread
from tests.benchmarks.xor_share import network
from tests.engine.networks import advance, start

STARTS = 100
EPOCHS = 200
ROUNDS = 5
AT_LEAST = 10.0
"""How many times faster than one run after the other."""


def measure() -> list[Figure]:
    """Train 2-2-1 on XOR, everything counted: drawing the first weights, building, training."""
    graph, dataset = network("tanh"), make_dataset(DataRecipe("xor"))

    def at_once() -> None:
        train_from_starts(graph, dataset, TrainingConfig(), range(STARTS), EPOCHS)

    def one_run() -> None:
        advance(start(graph, "xor", TrainingConfig()), EPOCHS)

    pairs = [(seconds(one_run, 3) * STARTS, seconds(at_once, 1)) for _ in range(ROUNDS + 1)][1:]
    ratios = [runs / together for runs, together in pairs]
    title = f"XOR 2-2-1 from {STARTS} starts, {EPOCHS} epochs"
    return [
        Figure(f"{title}: at once", min(together for _, together in pairs), "s"),
        Figure(f"{title}: speed", median(ratios), "x", at_least=AT_LEAST, note=spread(ratios)),
    ]
