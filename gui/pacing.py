"""How often the window looks at a run."""

from __future__ import annotations

import math

from engine.training.config import EAGER

FRAME = 16
"""Milliseconds from one look to the next, at the least: sixty come in a second, and some may be late."""

SOON = 2
"""Milliseconds after which to ask again for a look that is not there in time."""

SHARE_EAGER = 0.075
"""How much of the time drawing takes from eager training, which needs the interpreter too."""

SHARE_BESIDE = 0.6
"""How much of the time is drawn beside other executors, where they train as fast as they can."""

SHARE_WATCHED = 0.85
"""How much of the time is drawn beside a run that keeps to a speed at which it can be watched."""

SLOWEST = 200
"""Milliseconds between two looks at the most, while looks are asked for."""


class Frames:
    """Says when to look next.

    Looks come with frames that lie evenly in time: one that comes late does not put off those after it.
    """

    def __init__(self) -> None:
        self._due = -math.inf

    def rest(self, began: float, ended: float, executor: str, *, limited: bool) -> int:
        """Return how many milliseconds to rest before the next look.

        Parameters
        ----------
        began, ended : float
            When the last look was shown and when all of it was drawn, in seconds.
        limited : bool
            Whether the run keeps to a speed that a person has chosen.
        """
        frame, took = FRAME / 1000, ended - began
        self._due = frame + (self._due if began - self._due < frame else began)
        share = SHARE_EAGER if executor == EAGER else SHARE_WATCHED if limited else SHARE_BESIDE
        rest = max(self._due - ended, min(took * (1 / share - 1), SLOWEST / 1000))
        return max(1, round(1000 * rest))
