"""Looks at a trainer until something has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.training.snapshot import Snapshot
    from engine.training.trainer import Trainer


def until(trainer: Trainer, condition: Callable[[Snapshot], bool]) -> Snapshot:
    """Return the first snapshot that fulfils a condition; each look waits for the step under way."""
    for _ in range(100_000):
        snapshot = trainer.snapshot()
        if condition(snapshot):
            return snapshot
    raise AssertionError("it never happened")
