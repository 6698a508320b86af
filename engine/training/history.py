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

    Parameters
    ----------
    rows : array of shape (n, 6), optional
        What `table` gave when it was saved.
    stride : int
        As it was saved.
    """

    def __init__(self, rows: npt.NDArray[np.float64] | None = None, stride: int = 1) -> None:
        self._rows = np.empty((CAPACITY, len(Row._fields)))
        self._count = 0
        self.stride = stride
        if rows is not None:
            self._count = len(rows)
            self._rows[: self._count] = rows

    def __len__(self) -> int:
        return self._count

    def append(self, row: Row) -> None:
        """Add the next epoch."""
        if self._count and self._rows[self._count - 1, 0] % self.stride:
            self._count -= 1  # the newest row was kept only because it was the newest
        if self._count == CAPACITY:
            self.stride *= 2
            kept = self._rows[: self._count][self._rows[: self._count, 0] % self.stride == 0]
            self._count = len(kept)
            self._rows[: self._count] = kept
        self._rows[self._count] = row
        self._count += 1

    def table(self) -> npt.NDArray[np.float64]:
        """Return a copy of all rows, shape (n, 6), columns as in `Row`."""
        return self._rows[: self._count].copy()

    def curve(self, partial: Row | None = None) -> Curve:
        """Return the columns, with the unfinished epoch as a last row if there is one."""
        table = self.table() if partial is None else np.vstack([self.table(), partial])
        return Curve.of_table(table)

    def copy(self) -> History:
        """Return an independent copy."""
        return History(self.table(), self.stride)
