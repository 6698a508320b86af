"""The curve of a run: one row per epoch, thinned evenly once it grows long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

CAPACITY = 8192
"""Rows kept. At this many, every second row goes and from then on only every second epoch is kept."""


class Row(NamedTuple):
    """One epoch of a run. NaN stands for "not measured" (no validation data, or accuracy of a regression).

    Parameters
    ----------
    epoch : int
        Counted from 0.
    step : int
        Optimiser updates made when the epoch ended.
    train_loss, train_accuracy : float
        Over the epoch's batches as they were trained on, so before their updates; means weighted by batch size.
    validation_loss, validation_accuracy : float
        After the epoch's last update.
    """

    epoch: float
    step: float
    train_loss: float
    train_accuracy: float
    validation_loss: float
    validation_accuracy: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A history as columns, each a float64 array of the same length; may be kept and passed between threads."""

    epoch: npt.NDArray[np.float64]
    step: npt.NDArray[np.float64]
    train_loss: npt.NDArray[np.float64]
    train_accuracy: npt.NDArray[np.float64]
    validation_loss: npt.NDArray[np.float64]
    validation_accuracy: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.epoch)

    def table(self) -> npt.NDArray[np.float64]:
        """Return the columns side by side, shape (n, 6)."""
        return np.column_stack([getattr(self, name) for name in Row._fields])

    @classmethod
    def of_table(cls, table: npt.NDArray[np.float64]) -> Curve:
        """Return the curve that a table of shape (n, 6) holds."""
        return cls(*np.ascontiguousarray(table.T))


class History:
    """Rows of a run in a buffer of fixed size.

    Epochs that are multiples of `stride` are kept, and the newest one always. Thinning depends on the epoch
    numbers alone, so the same run gives the same history however often it was interrupted.

    A copy costs nothing: it shares the rows, which are never overwritten. Only the history that made a buffer adds to
    it; a copy that is added to takes a buffer of its own first. So the copies that a run leaves behind share one
    buffer for each stride it ever had.

    Parameters
    ----------
    rows : array of shape (n, 6), optional
        What `table` gave when it was saved.
    stride : int
        As it was saved.
    """

    def __init__(self, rows: npt.NDArray[np.float64] | None = None, stride: int = 1) -> None:
        self.stride = stride
        self._rows = np.empty((CAPACITY, len(Row._fields)))
        self._count = 0  # rows of the buffer that are this history's
        self._newest: Row | None = None  # the newest one where it is none to keep
        self._shared = False  # whether the buffer is another history's
        if rows is not None and len(rows):
            last = Row(*rows[-1].tolist())
            self._newest = last if last.epoch % stride else None
            self._count = len(rows) - (self._newest is not None)
            self._rows[: self._count] = rows[: self._count]

    def __len__(self) -> int:
        return self._count + (self._newest is not None)

    @property
    def stretch(self) -> tuple[int, int]:
        """Which buffer holds the rows, as a number that is no other's while this lives, and how many they are."""
        return id(self._rows), self._count

    @property
    def newest(self) -> Row | None:
        """The newest epoch, where it is kept only because it is the newest."""
        return self._newest

    def beginning(self, rows: int, newest: Row | None) -> History:
        """Return what it was when it had so many rows, and perhaps one more that was not to be kept."""
        earlier = self.copy()
        earlier._count, earlier._newest = rows, newest
        return earlier

    def append(self, row: Row) -> None:
        """Add the next epoch."""
        self._newest = None
        if self._count == CAPACITY:
            self.stride *= 2
            self._take(self._rows[self._rows[:, 0] % self.stride == 0])
        if row.epoch % self.stride:
            self._newest = row
            return
        if self._shared:
            self._take(self._rows[: self._count])
        self._rows[self._count] = row
        self._count += 1

    def extend(self, rows: npt.NDArray[np.float64]) -> None:
        """Add the next epochs, (n, 6) and one after the other, as `append` adds each."""
        while len(rows):
            room = (CAPACITY - self._count) * self.stride
            if self._count == CAPACITY:
                self.append(Row(*rows[0].tolist()))
                rows = rows[1:]
                continue
            some, rows = rows[:room], rows[room:]
            kept = some[int(-some[0, 0] % self.stride) :: self.stride]
            if self._shared and len(kept):
                self._take(self._rows[: self._count])
            self._rows[self._count : self._count + len(kept)] = kept
            self._count += len(kept)
            self._newest = Row(*some[-1].tolist()) if some[-1, 0] % self.stride else None

    def _take(self, rows: npt.NDArray[np.float64]) -> None:
        """Begin a buffer of its own with these rows."""
        own = np.empty_like(self._rows)
        own[: len(rows)] = rows
        self._rows, self._count, self._shared = own, len(rows), False

    def table(self) -> npt.NDArray[np.float64]:
        """Return a copy of all rows, shape (n, 6), columns as in `Row`."""
        return np.ascontiguousarray(self._columns().T)

    def curve(self, partial: Row | None = None) -> Curve:
        """Return the columns, with the unfinished epoch as a last row if there is one."""
        return Curve(*self._columns(partial))

    def _columns(self, partial: Row | None = None) -> npt.NDArray[np.float64]:
        loose = [row for row in (self._newest, partial) if row is not None]
        columns = np.empty((len(Row._fields), self._count + len(loose)))
        columns[:, : self._count] = self._rows[: self._count].T
        for place, row in enumerate(loose, self._count):
            columns[:, place] = row
        return columns

    def copy(self) -> History:
        """Return an independent copy."""
        other = History.__new__(History)
        other.stride, other._rows, other._count, other._newest = self.stride, self._rows, self._count, self._newest
        other._shared = True
        return other
