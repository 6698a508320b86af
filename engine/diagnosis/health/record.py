"""The vitals of a run so far, thinned evenly, so that its record stays short however long it trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.training.vitals import Vitals

CAPACITY = 128
"""Measurements kept. At this many, every second one goes: the record then reaches back as far with half as many."""


class Record:
    """Measurements in order of their steps; the first and the newest are always among them."""

    def __init__(self) -> None:
        self._kept: list[Vitals] = []
        self._apart = 1  # steps between two that are kept

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def vitals(self) -> tuple[Vitals, ...]:
        """All that is kept, the oldest first."""
        return tuple(self._kept)

    def add(self, vitals: Vitals | None) -> bool:
        """Take the measurement of a snapshot and return whether it was new.

        One of an earlier step than the newest means that the run went back: what came after it is forgotten.
        """
        if vitals is None or (self._kept and vitals is self._kept[-1]):
            return False
        while self._kept and self._kept[-1].step >= vitals.step:
            self._kept.pop()
        if len(self._kept) > 1 and self._kept[-1].step - self._kept[-2].step < self._apart:
            self._kept.pop()  # it was kept only because it was the newest
        self._kept.append(vitals)
        if len(self._kept) > CAPACITY:
            self._thin()
        return True

    def up_to(self, step: int) -> Record:
        """Return what was known when the run had made so many steps, at most."""
        earlier = Record()
        earlier._kept = [vitals for vitals in self._kept if vitals.step <= step]
        earlier._apart = self._apart
        return earlier

    def clear(self) -> None:
        """Forget all; another run begins."""
        self._kept, self._apart = [], 1

    def _thin(self) -> None:
        newest = self._kept[-1]
        self._kept = self._kept[:-1:2]
        self._apart = max(1, (self._kept[-1].step - self._kept[0].step) // (len(self._kept) - 1))
        self._kept.append(newest)
