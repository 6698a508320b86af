"""Runs that are examined all the way, for tests of their health and for counting false alarms."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.assembly import assemble
from engine.data import DataRecipe, make_dataset
from engine.diagnosis import Severity
from engine.diagnosis.health import Case, Record, examine
from engine.training.loop import DivergedError
from engine.training.watch import Watch
from tests.engine.networks import config, dense, set_weights, stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.diagnosis import Finding
    from engine.graph import Graph
    from engine.training.config import TrainingConfig
    from engine.training.vitals import Vitals

EVERY = 20
"""Steps between two looks, as many as a window makes between two pictures of a small network."""
GOOD = 0.97
"""The share of right answers that a run must reach to count as healthy; a run that does not may be called ill."""
RATES = {
    ("tanh", "sgd"): (0.03, 0.1),
    ("relu", "sgd"): (0.01, 0.05),
    ("tanh", "adam"): (0.003, 0.02),
    ("relu", "adam"): (0.003, 0.02),
}
"""From which to which learning rate an experienced person would choose for inputs from -5 to 5."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A network, its data and how it is trained."""

    graph: Graph
    recipe: DataRecipe
    config: TrainingConfig
    title: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went: the share of right answers at its end, and the findings with the step of their first time."""

    accuracy: float
    said: tuple[tuple[int, Finding], ...]

    @property
    def alarms(self) -> list[str]:
        """What calls for action; a hint does not."""
        return [f"step {step}: {each.text}" for step, each in self.said if each.severity < Severity.HINT]


def candidate(seed: int) -> Candidate:
    """Return the network of a seed: one to four hidden layers of two to eight units."""
    chance = random.Random(seed)
    activation, optimizer = chance.choice(["tanh", "relu"]), chance.choice(["sgd", "adam"])
    widths = [chance.randint(2, 8) for _ in range(chance.randint(1, 4))]
    low, high = RATES[activation, optimizer]
    rate = float(f"{low * (high / low) ** chance.random():.2g}")
    source = chance.choice(["xor_cloud", "circle", "gaussians"])
    return Candidate(
        stack(*[dense(units, activation) for units in widths], dense(1, "sigmoid")),
        DataRecipe(source, validation=0.5, seed=seed),
        config(optimizer, {"lr": rate}, seed=seed),
        f"{activation} {widths} on {source}, {optimizer} lr {rate:g}, seed {seed}",
    )


def cases(
    chosen: Candidate, steps: int, every: int = EVERY, weights: Mapping[str, object] | None = None
) -> Iterator[Case]:
    """Yield what is known of a run after every few steps; a divergence is its end."""
    assembly = assemble(chosen.graph, make_dataset(chosen.recipe), chosen.config)
    loop, watch, record = assembly.loop, Watch(assembly.loop), Record()
    set_weights(loop, weights or {})

    def now(vitals: Vitals) -> Case:
        record.add(vitals)
        return Case(
            chosen.graph,
            assembly.lowered.names,
            chosen.config,
            loop.curve(),
            record.vitals,
            source=chosen.recipe.source,
        )

    record.add(watch.measure())
    for step in range(1, steps + 1):
        try:
            loop.advance()
        except DivergedError:
            yield now(watch.look(running=False, everything=True))
            return
        if step % every == 0:
            yield now(watch.measure())


def last_case(chosen: Candidate, steps: int, every: int = EVERY, weights: Mapping[str, object] | None = None) -> Case:
    """Return what is known at the end of a run."""
    *_, case = cases(chosen, steps, every, weights)
    return case


def follow(chosen: Candidate, steps: int) -> Outcome:
    """Train a network and examine it all the way."""
    said: dict[str, tuple[int, Finding]] = {}
    for case in cases(chosen, steps):
        for finding in examine(case):
            said.setdefault(finding.text.template, (case.step, finding))
    return Outcome(float(case.curve.train_accuracy[-1]), tuple(said.values()))


def healthy(runs: int, steps: int) -> Iterator[tuple[Candidate, Outcome]]:
    """Yield as many runs as asked for that ended well."""
    seed = 0
    while runs:
        chosen = candidate(seed)
        outcome = follow(chosen, steps)
        if outcome.accuracy >= GOOD:
            yield chosen, outcome
            runs -= 1
        seed += 1
