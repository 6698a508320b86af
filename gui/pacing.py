"""How often the window looks at a run."""

from __future__ import annotations

from engine.training.config import EAGER

FRAME = 16
"""Milliseconds between two looks at the trainer, at the least."""

SHARE = 0.075
"""How much of the time drawing takes from eager training: looks become rarer where drawing one takes long."""

SHARE_BESIDE = 0.75
"""How much of the time is drawn where other executors train, which do not need the interpreter meanwhile."""

SLOWEST = 200
"""Milliseconds between two looks at the most, while looks are asked for."""


def interval(took: float, executor: str) -> int:
    """Return after how many milliseconds to look again, when the last look took so many to be drawn."""
    share = SHARE if executor == EAGER else SHARE_BESIDE
    return max(FRAME, min(round(took * (1 / share - 1)), SLOWEST))
