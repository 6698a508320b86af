"""How often the window looks at a run."""

from __future__ import annotations

from engine.training.config import EAGER

FRAME = 15
"""Milliseconds from one look to the next, at the least; with what timers lose, sixty come in a second."""

SHARE_EAGER = 0.075
"""How much of the time drawing takes from eager training, which needs the interpreter too."""

SHARE_BESIDE = 0.35
"""How much of the time is drawn beside other executors, where they train as fast as they can."""

SHARE_WATCHED = 0.85
"""How much of the time is drawn beside a run that keeps to a speed at which it can be watched."""

SLOWEST = 200
"""Milliseconds between two looks at the most, while looks are asked for."""


def interval(took: float, executor: str, *, limited: bool) -> int:
    """Return how many milliseconds to rest before the next look, when the last one took so many to be drawn.

    Parameters
    ----------
    limited : bool
        Whether the run keeps to a speed that a person has chosen.
    """
    share = SHARE_EAGER if executor == EAGER else SHARE_WATCHED if limited else SHARE_BESIDE
    return max(1, FRAME - round(took), min(round(took * (1 / share - 1)), SLOWEST))
