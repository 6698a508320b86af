"""Do the findings about a run keep silent while it learns? Many random networks that learn well are asked."""

from __future__ import annotations

import torch

from engine.data import DataRecipe
from engine.training.watch import Watch
from tests.benchmarks.measure import Figure, seconds
from tests.engine.diagnosis.health_runs import healthy
from tests.engine.networks import advance, config, dense, stack, start

RUNS = 200
STEPS = 1000
MILLISECONDS = 2.0
"""What a measurement may cost on a network of this size."""


def measure() -> list[Figure]:
    """Return what a measurement costs, and how many healthy runs raise a false alarm; each is told in the note."""
    torch.set_num_threads(1)
    alarms = [f"{chosen.title}: {alarm}" for chosen, outcome in healthy(RUNS, STEPS) for alarm in outcome.alarms]
    note = "; ".join([f"random networks, {STEPS:,} steps each", *alarms])
    return [_cost(), Figure(f"false alarms in {RUNS} healthy runs", len(alarms), "", at_most=0, note=note)]


def _cost() -> Figure:
    graph = stack(*[dense(8) for _ in range(3)], dense(1, "sigmoid"))
    loop = advance(start(graph, DataRecipe("circle", validation=0.5), config("adam")), 5)
    watch = Watch(loop)
    cost = min(seconds(watch.measure, 20) for _ in range(20))
    return Figure("vitals of 2-8-8-8-1 on 250 samples", 1e3 * cost, "ms", at_most=MILLISECONDS)
