"""How fast a run is."""

from __future__ import annotations

import time


class Speed:
    """Steps per second over the last stretch of running."""

    WINDOW = 1.0  # seconds

    def __init__(self) -> None:
        self._start: float | None = None
        self._steps = 0
        self._last = 0.0

    def count(self) -> None:
        """One step was made."""
        if self._start is None:
            self._start, self._steps, self._last = time.perf_counter(), 0, 0.0
        self._steps += 1

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
