"""What a very long run costs in memory, with its curve and its time line."""

from __future__ import annotations

import os
import time
from pathlib import Path

from engine.training.session import Session
from tests.benchmarks.measure import Figure
from tests.engine.networks import config, start, xor_graph

STEPS = 10_000_000
BEGINNING = 200_000
"""Steps after which everything that a run needs at once is there."""


def measure() -> list[Figure]:
    """Train XOR for ten million steps."""
    session = Session(start(xor_graph("sigmoid"), training=config("sgd", {"lr": 0.1})))
    session.loop.executors.find(session.loop.config)
    _train(session, BEGINNING)
    before, begin = _resident(), time.perf_counter()
    _train(session, STEPS - BEGINNING)
    took, rows = time.perf_counter() - begin, session.loop.curve()
    assert (rows.step[0], rows.step[-1], session.loop.step) == (1, STEPS, STEPS)  # first and last are exact
    note = (
        f"{STEPS:,} steps in {took:.0f} s by the {session.loop.executor} executor, {len(rows):,} rows of the curve kept"
    )
    return [Figure("long", (_resident() - before) / 2**20, "MB", at_most=50, note=note)]


def _train(session: Session, steps: int) -> None:
    session.set_out(steps)
    while session.moves:
        session.move()


def _resident() -> int:
    """Return the bytes of memory that this process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
