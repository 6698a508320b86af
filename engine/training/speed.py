"""How fast a run is, and how many steps it may make in one go."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Speed:
    """Steps per second over the last stretch of running."""

    WINDOW = 1.0  # seconds

    def __init__(self) -> None:
        self._start: float | None = None
        self._steps = 0
        self._last = 0.0

    def count(self, steps: int) -> None:
        """So many steps were made."""
        if self._start is None:
            self._start, self._steps, self._last = time.perf_counter(), 0, 0.0
        self._steps += steps

    def pause(self) -> None:
        """Nothing runs."""
        self._start, self._last = None, 0.0

    def per_second(self) -> float:
        """Return the newest figure; 0 when paused."""
        if self._start is None:
            return 0.0
        elapsed = time.perf_counter() - self._start
        if elapsed >= self.WINDOW or not self._last:
            self._last = self._steps / max(elapsed, 1e-9)
        if elapsed >= self.WINDOW:
            self._start, self._steps = time.perf_counter(), 0
        return self._last


class Pace:
    """How many steps are worth a call. An order or a look interrupts it, but may have to wait for a single step.

    Attributes
    ----------
    steps : int
        To be made in one go, at least one.
    """

    STRETCH = 0.05
    """Seconds: beside them, what comes before and after a call takes no time."""
    GROWTH = 4
    """How many times as many as last time at the most: a first, slow call says little."""

    def __init__(self) -> None:
        self.steps = 1

    def go(self, advance: Callable[[int], int], most: float = math.inf) -> int:
        """Let `advance` make as many steps as are fitting, but at most so many, and return how many it made."""
        begin = time.perf_counter()
        asked = max(1, int(min(self.steps, most)))
        made = advance(asked)
        if made:
            fitting = int(made * self.STRETCH / max(time.perf_counter() - begin, 1e-9))
            limit = self.GROWTH * self.steps if made == asked else self.steps  # an interrupted call says little
            self.steps = max(1, min(fitting, limit))
        return made
