"""What every reader of tables gives, whatever its format: rows by the batch, and names that are all different."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.data.readers.faults import LISTED, fault, listed, shown
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import polars as pl

LONGEST_NAME = 200
"""Characters of the name of a column; of a longer one the start is taken."""
MOST_REASONS = 4
"""For how many bad rows it is said what is wrong with them."""
MOST_COLUMNS = 5000
"""How many columns a table may have."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Some rows of a table.

    Parameters
    ----------
    frame : DataFrame
        The wanted columns by their names: text as in the file, or numbers where the format knows them.
    lines : array of int64, shape (rows,)
        Where each row stands: its line in a text, its number from 1 in a Parquet file.
    bad : tuple of (int, Text)
        Lines that are no rows, and why.
    share : float
        How much of the file has been read, from 0 to 1.
    """

    frame: pl.DataFrame
    lines: npt.NDArray[np.int64]
    share: float
    bad: tuple[tuple[int, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file.

    Parameters
    ----------
    names : tuple of str
        All different, none empty.
    raw : tuple of str
        As they stand in the file.
    remarks : tuple of Text
        What had to be done to them, for people.
    nested : frozenset of str
        Those that hold lists or records, where the format knows them.
    """

    names: tuple[str, ...]
    raw: tuple[str, ...]
    remarks: tuple[Text, ...] = ()
    nested: frozenset[str] = frozenset()


def header_of(path: Path, raw: Sequence[str]) -> Header:
    """Return names that are all different and none of them empty.

    Raises
    ------
    DataError
        If there are more than `MOST_COLUMNS`.
    """
    if len(raw) > MOST_COLUMNS:
        raise fault(
            path,
            Text(
                "table",
                "The table has {columns} columns, and no more than {limit} are read. Take a part of them, "
                "or choose another separator.",
            ).fill(columns=f"{len(raw):,}", limit=f"{MOST_COLUMNS:,}"),
        )
    short = [name.strip()[:LONGEST_NAME] for name in raw]
    taken, names, renamed = set(short), dict[str, None](), []
    for number, name in enumerate(short, 1):
        unique = name or f"column_{number}"
        turn = 2
        while unique in names or (unique != name and unique in taken):
            unique, turn = f"{name or f'column_{number}'}_{turn}", turn + 1
        if name and unique != name:
            renamed.append(f"{shown(name)} → {shown(unique)}")
        names[unique] = None
    if not renamed:
        return Header(tuple(names), tuple(raw))
    remark = Text("table", "Columns of the same name were renamed: {names}.").fill(names=listed(renamed))
    return Header(tuple(names), tuple(raw), (remark,))


@dataclass(slots=True)
class BadRows:
    """Counts the rows that are left out, and keeps the first of them in the file with the reasons, in their order."""

    total: int = 0
    kept: list[tuple[int, Text]] = field(default_factory=list)

    def add(self, line: int, why: Text) -> None:
        """Count a row."""
        self.total += 1
        if len(self.kept) < LISTED or line < self.kept[-1][0]:
            insort(self.kept, (line, why), key=_line_of)
            del self.kept[LISTED:]

    def remarks(self) -> tuple[Text, ...]:
        """Say how many there are and where the first stand; nothing if there are none."""
        if not self.total:
            return ()
        lines = listed([*(f"{line:,}" for line, _ in self.kept), *[""] * (self.total - len(self.kept))])
        if self.total == 1:
            one = Text("table", "1 bad row was left out: line {lines}. {why}")
            return (one.fill(lines=lines, why=self.kept[0][1]),)
        many = Text("table", "{count} bad rows were left out: lines {lines}. The first of them: {why}")
        first = many.fill(count=f"{self.total:,}", lines=lines, why=self.kept[0][1])
        another = Text("table", "Line {line}: {why}")
        return (first, *(another.fill(line=f"{line:,}", why=why) for line, why in self._other_reasons()))

    def _other_reasons(self) -> list[tuple[int, Text]]:
        """Return a row for each reason that the first one does not have, a few of them."""
        found = [self.kept[0]]
        for line, why in self.kept[1:]:
            if all(why != known for _, known in found):
                found.append((line, why))
        return found[1:MOST_REASONS]


def _line_of(kept: tuple[int, Text]) -> int:
    return kept[0]
