"""Tables of any format: what columns they have, their first rows, and all of them by the batch."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.data.progress import load_polars, nobody
from engine.data.readers.cells import as_text
from engine.data.readers.delimited import delimited_batches, delimited_header
from engine.data.readers.faults import fault, listed, shown
from engine.data.readers.gather import READING
from engine.data.readers.json_lines import json_batches, json_header
from engine.data.readers.parquet import parquet_batches, parquet_header
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Sequence
    from pathlib import Path

    from engine.data.progress import Progress
    from engine.data.readers.batch import Batch, Header
    from engine.data.readers.table_options import TableOptions


LOOKING = Text("table", "Looking at the table")


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table.

    Parameters
    ----------
    columns : tuple of str
        Names of the columns, all different.
    rows : tuple of tuple
        The cells as text; None where there is nothing.
    lines : tuple of int
        Where each row stands in the file.
    remarks : tuple of Text
        What is odd about the columns, for people.
    bad : tuple of (int, Text)
        Lines among these that are no rows, and why.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    lines: tuple[int, ...]
    remarks: tuple[Text, ...] = ()
    bad: tuple[tuple[int, Text], ...] = ()


def header(path: Path, options: TableOptions, progress: Progress = nobody) -> Header:
    """Return the columns of a table; `DataError` if it has none. Loads what reads the rest of it."""
    load_polars(progress)
    if options.format == "json_lines":
        return json_header(path, options)
    if options.format == "parquet":
        return parquet_header(path, progress)
    return delimited_header(path, options)


def batches(
    path: Path,
    options: TableOptions,
    columns: Header,
    wanted: Sequence[str],
    progress: Progress,
    numbers: Collection[str] = (),
) -> Generator[Batch, None, None]:
    """Yield all rows of the wanted columns, reporting before each batch.

    Parameters
    ----------
    numbers : collection of str
        Of these columns, only the numbers matter and not how they are written, so that they may come as numbers.

    Raises
    ------
    DataError
        If the file has no such column, or cannot be read.
    """
    _check_wanted(path, columns, wanted)
    if options.format == "json_lines":
        source = json_batches(path, options, columns, wanted, strict=True, numbers=numbers)
    elif options.format == "parquet":
        _check_flat(path, wanted, columns)
        source = parquet_batches(path, columns, wanted, progress)
    else:
        source = delimited_batches(path, options, columns, wanted, numbers=numbers)
    progress(0.0, READING)
    with closing(source):
        for batch in source:
            yield batch
            progress(batch.share, READING)


def preview(path: Path, options: TableOptions, rows: int = 100, progress: Progress = nobody) -> Preview:
    """Return the first rows of a table without reading the rest of it."""
    columns = header(path, options, progress)
    if options.format == "json_lines":
        source = json_batches(path, options, columns, columns.names, strict=False)
    elif options.format == "parquet":
        source = parquet_batches(path, columns, columns.names, progress, rows)
    else:
        source = delimited_batches(path, options, columns, columns.names, piece=2**16)
    found: list[tuple[str | None, ...]] = []
    lines: list[int] = []
    bad: list[tuple[int, Text]] = []
    with closing(source):
        for batch in source:
            part = batch.frame.head(rows - len(found))
            cells = []
            for column in part:
                progress(0.0, LOOKING)
                cells.append(as_text(column).to_list())
            found += zip(*cells, strict=True)
            lines += batch.lines[: part.height].tolist()
            bad += batch.bad
            if len(found) >= rows:
                break
    return Preview(columns.names, tuple(found), tuple(lines), columns.remarks, tuple(bad))


def _check_wanted(path: Path, columns: Header, wanted: Sequence[str]) -> None:
    known = set(columns.names)
    for name in wanted:
        if name not in known:
            raise fault(
                path,
                Text("table", "There is no column {name}. There are: {known}. Choose the columns again.").fill(
                    name=shown(name), known=listed(columns.names)
                ),
            )


def _check_flat(path: Path, wanted: Sequence[str], columns: Header) -> None:
    for name in wanted:
        if name in columns.nested:
            raise fault(
                path,
                Text(
                    "table",
                    "Column {name} holds lists or records, and a cell holds one value. Leave the column out, or "
                    "write its parts as columns.",
                ).fill(name=shown(name)),
            )
