"""Gathers the batches of a table into arrays that grow in place, so that a table is in memory once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.data.progress import nobody
from engine.data.readers.batch import BadRows, Batch
from engine.data.readers.cells import UNKNOWN, CellReader
from engine.data.readers.faults import cut, listed, shown
from engine.data.readers.files import check_values
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from engine.data.progress import Progress
    from engine.data.readers.table_options import ColumnPlan, TableOptions

    Floats = npt.NDArray[np.float32]

SPARE = 1.02
READING = Text("table", "Reading the table")


def unknown_categories(reader: CellReader) -> Text:
    """Say which categories of a column are none of those of its plan, how often they came, and what became of them."""
    target = Text("table", "Column {name} holds classes besides {known}; their rows were left out ({unknown}).")
    number = Text("table", "Column {name} holds categories besides {known}; their rows were left out ({unknown}).")
    column = Text("table", "Column {name} holds categories besides {known}; none of their columns is 1 ({unknown}).")
    text = target if reader.plan.role == "target" else number if reader.leaves_out else column
    return text.fill(
        name=shown(reader.plan.name),
        known=listed([cut(category) for category in reader.plan.categories]),
        unknown=listed([f"{cut(word)}: {count:,}" for word, count in reader.unknown.most_common()]),
    )


class Gatherer:
    """Takes batches, and keeps the rows that are whole.

    Parameters
    ----------
    name : str
        Name of the file, for sentences.
    plans : sequence of ColumnPlan
        The inputs in their order, and the target as the last.
    options : TableOptions
        How the cells are written.
    progress : callable
        Hears of every column of a batch.
    """

    def __init__(
        self, name: str, plans: Sequence[ColumnPlan], options: TableOptions, progress: Progress = nobody
    ) -> None:
        self.readers = [CellReader(plan, options, name) for plan in plans]
        self.bad = BadRows()
        self.rows = 0
        self.without = dict.fromkeys([plan.name for plan in plans], 0)
        self._name, self._progress = name, progress
        self._x = np.empty((0, len(plans) - 1), np.float32)
        self._y = np.empty(0, np.float32)
        self._records = 0  # that were there, whole or not
        self._left_out: list[npt.NDArray[np.int64]] = []

    def add(self, batch: Batch) -> None:
        """Take the rows of a batch."""
        for line, why in batch.bad:
            self.bad.add(line, why)
        columns = []
        for reader in self.readers:
            columns.append(reader.read(batch.frame[reader.plan.name]))
            self._progress(batch.share, READING)
        keep = self._without_bad(batch, [bad for _, bad in columns])
        for reader, (values, _) in zip(self.readers, columns, strict=True):
            if reader.leaves_out:
                keep &= values != UNKNOWN
            if reader.missing == "drop" or reader.plan.kind == "category":
                gone = keep & np.isnan(values)
                self.without[reader.plan.name] += int(gone.sum())
                keep &= ~gone
        self._count(batch, keep)
        count = int(keep.sum())
        self._make_room(count, batch.share)
        rows = slice(self.rows, self.rows + count)
        all_of_them = count == len(keep)
        for place, (values, _) in enumerate(columns):
            target = self._x[rows, place] if place < self._x.shape[1] else self._y[rows]
            target[...] = values if all_of_them else values[keep]
            self._progress(batch.share, READING)
        self.rows += count

    def arrays(self) -> tuple[Floats, Floats]:
        """Return inputs (n, p) and targets (n,); NaN where a value is missing. There is nothing to add afterwards."""
        for array in (self._x, self._y):
            array.resize((self.rows, *array.shape[1:]), refcheck=False)
        return self._x, self._y

    def left_out(self) -> npt.NDArray[np.int64] | None:
        """Return which rows of the file were left out, counted from 1, or None if none was."""
        return np.concatenate(self._left_out) if self._left_out else None

    def _count(self, batch: Batch, keep: npt.NDArray[np.bool_]) -> None:
        """Take note of which rows of the file are left out."""
        total = len(batch.lines) + len(batch.bad)
        if batch.bad or not keep.all():
            lines = np.sort(np.concatenate([batch.lines, np.array([line for line, _ in batch.bad], np.int64)]))
            kept = np.zeros(total, np.bool_)
            kept[np.searchsorted(lines, batch.lines[keep])] = True
            self._left_out.append(self._records + 1 + np.flatnonzero(~kept))
        self._records += total

    def remarks(self) -> tuple[Text, ...]:
        """Say what was left out, for people."""
        found = [*self.bad.remarks()]
        without = {name: count for name, count in self.without.items() if count}
        if without:
            one = Text("table", "1 row without a value was left out ({columns}).")
            many = Text("table", "{count} rows without a value were left out ({columns}).")
            text = one if sum(without.values()) == 1 else many
            shares = listed([f"{cut(name)}: {count:,}" for name, count in without.items()])
            found.append(text.fill(count=f"{sum(without.values()):,}", columns=shares))
        for reader in self.readers:
            name = shown(reader.plan.name)
            if reader.not_finite:
                text = Text("table", "Column {name} holds infinite values, which count as missing (rows: {count}).")
                found.append(text.fill(name=name, count=f"{reader.not_finite:,}"))
            if reader.unknown:
                found.append(unknown_categories(reader))
        return tuple(found)

    def _without_bad(self, batch: Batch, marks: list[npt.NDArray[np.bool_] | None]) -> npt.NDArray[np.bool_]:
        keep = np.ones(len(batch.lines), np.bool_)
        for reader, bad in zip(self.readers, marks, strict=True):
            if bad is not None:
                for row in np.flatnonzero(keep & bad).tolist():
                    self.bad.add(int(batch.lines[row]), reader.why_bad(batch.frame[reader.plan.name][row]))
                keep &= ~bad
        return keep

    def _make_room(self, count: int, share: float) -> None:
        needed = self.rows + count
        if needed <= len(self._y):
            return
        check_values(self._name, needed * (self._x.shape[1] + 1))
        expected = int(needed / max(share, 0.05) * SPARE) if share < 1 else needed
        for array in (self._x, self._y):
            array.resize((max(needed, min(expected, 2 * needed + 2**20)), *array.shape[1:]), refcheck=False)
