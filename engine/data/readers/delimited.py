"""Tables as text: a line for each row, cells parted by a comma, a tab, a semicolon or a bar."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.batch import Batch, Header, header_of
from engine.data.readers.encoding import PIECE
from engine.data.readers.faults import fault
from engine.data.readers.records import Block, file_blocks, kept_lines, layout, lines_alone
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence
    from pathlib import Path

    import polars as pl

    from engine.data.readers.table_options import TableOptions

HEAD = 2**16
"""How many bytes are read to see the names of the columns; more if the first line is longer."""


def delimited_header(path: Path, options: TableOptions) -> Header:
    """Return the columns of a text file from its head."""
    for block in file_blocks(path, options.encoding, options.quote, HEAD):
        for _, cells in _rows_one_by_one(block, options):
            if cells is None:
                raise fault(
                    path,
                    Text(
                        "table",
                        "The quotation marks of line {line} do not close. Choose another quotation mark, or none.",
                    ).fill(line=block.first_line),
                )
            return header_of(path, cells if options.header else [""] * len(cells))
    raise fault(path, Text("table", "The file holds nothing but empty lines. Choose one that holds a table."))


def delimited_batches(
    path: Path,
    options: TableOptions,
    header: Header,
    wanted: Sequence[str],
    piece: int = PIECE,
    numbers: Collection[str] = (),
) -> Generator[Batch, None, None]:
    """Yield the rows of a text file from its start to its end.

    Parameters
    ----------
    numbers : collection of str
        Columns that may come as numbers instead of text, as long as each of their cells is one.

    Raises
    ------
    DataError
        If the file cannot be read or decoded, or changes meanwhile.
    """
    size = max(1, os.path.getsize(path))
    header_waits, read = options.header, 0
    numeric = set(numbers) if options.decimal == "." and "" in options.null_words else set()
    for block in file_blocks(path, options.encoding, options.quote, piece):
        read += len(block.data)
        share = min(1.0, read / size)
        batch = _fast(block, options, header, wanted, header_waits, share, numeric)
        batch = batch or _line_by_line(block, options, header, wanted, header_waits, share)
        header_waits = header_waits and not block.data.strip(b"\r\n")
        yield batch


def _rows_one_by_one(block: Block, options: TableOptions) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the lines of a block; a first record of several lines is found if the quotation marks are clear."""
    where = layout(block, options.separator, options.quote)
    if where is None:
        yield from lines_alone(block, options.separator, options.quote)
        return
    whole = np.flatnonzero(where.cells > 0)
    if whole.size:
        first = int(whole[0])
        start = int(where.ends[first - 1]) + 1 if first else 0
        record = block.data[start : int(where.ends[first])].decode()
        yield int(where.lines[first]), _record_cells(record, options)


def _record_cells(record: str, options: TableOptions) -> list[str]:
    """Return the cells of one record whose quotation marks are clear."""
    quote = options.quote
    if not quote or quote not in record:
        return record.removesuffix("\r").split(options.separator)
    cells, start, inside = [], 0, False
    for place, letter in enumerate(record):
        if letter == quote:
            inside = not inside
        elif letter == options.separator and not inside:
            cells.append(record[start:place])
            start = place + 1
    cells.append(record[start:].removesuffix("\r"))
    return [c[1:-1].replace(quote * 2, quote) if len(c) > 1 and c[0] == c[-1] == quote else c for c in cells]


def _ragged(cells: int, header: Header) -> Text:
    one = Text("table", "It has 1 cell, but there are {columns} columns.")
    many = Text("table", "It has {cells} cells, but there are {columns} columns.")
    return (one if cells == 1 else many).fill(cells=f"{cells:,}", columns=f"{len(header.names):,}")


def _fast(
    block: Block,
    options: TableOptions,
    header: Header,
    wanted: Sequence[str],
    skip: bool,
    share: float,
    numeric: set[str],
) -> Batch | None:
    """Read a block by polars; None if it is unsure what the rows are.

    Columns that turn out to hold other cells than numbers leave `numeric`.
    """
    where = layout(block, options.separator, options.quote)
    if where is None:
        return None
    good = where.cells == len(header.names)
    ragged = (where.cells > 0) & ~good
    if skip and (where.cells > 0).any():
        first = int(np.argmax(where.cells > 0))
        good[first] = ragged[first] = False
    data = kept_lines(block, where, good)
    lines = where.lines[good]
    frame = _parsed(data, options, header, wanted, numeric) if numeric else None
    if frame is None:
        frame = _parsed(data, options, header, wanted, ())
        if frame is not None:
            numeric -= _other_than_numbers(frame, numeric)
    if frame is None or frame.height != len(lines):
        return None
    places = np.flatnonzero(ragged)
    bad = tuple((int(where.lines[place]), _ragged(int(where.cells[place]), header)) for place in places)
    return Batch(frame, lines, share, bad)


def _other_than_numbers(frame: pl.DataFrame, numeric: Collection[str]) -> set[str]:
    """Return the columns of text with a cell that is neither a number nor empty."""
    import polars as pl

    numbers = frame.select(pl.col(list(numeric)).cast(pl.Float64, strict=False).null_count())
    empty = frame.select(pl.col(list(numeric)).null_count())
    return {name for name in numeric if numbers[name][0] > empty[name][0]}


def _parsed(
    data: bytes, options: TableOptions, header: Header, wanted: Sequence[str], numeric: Collection[str]
) -> pl.DataFrame | None:
    """Parse whole rows; None if polars finds fault with them, or a cell in a column of `numeric` is no number."""
    import polars as pl

    place = {name: number for number, name in enumerate(header.names)}
    names = {str(place[name]): name for name in sorted(wanted, key=place.__getitem__)}
    if not data:
        return pl.DataFrame(schema=dict.fromkeys(names.values(), pl.String))
    if data.startswith(b"x\x01"):  # polars takes this for the start of a compressed file
        return None
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            separator=options.separator,
            quote_char=options.quote or None,
            schema={str(place[name]): pl.Float64() if name in numeric else pl.String() for name in header.names},
            columns=[int(number) for number in names],
        )
    except (pl.exceptions.PolarsError, OSError):
        return None
    return frame.rename(names)


def _line_by_line(
    block: Block, options: TableOptions, header: Header, wanted: Sequence[str], skip: bool, share: float
) -> Batch:
    """Read a block whose quotation marks are unclear: a bad one then spoils its own line only."""
    import polars as pl

    columns: dict[str, list[str]] = {name: [] for name in header.names if name in set(wanted)}
    places = [number for number, name in enumerate(header.names) if name in columns]
    lines, bad = [], []
    for number, cells in lines_alone(block, options.separator, options.quote):
        if skip:
            skip = False
        elif cells is None:
            bad.append((number, Text("table", "Its quotation marks do not close where a cell ends.")))
        elif len(cells) != len(header.names):
            bad.append((number, _ragged(len(cells), header)))
        else:
            lines.append(number)
            for column, place in zip(columns.values(), places, strict=True):
                column.append(cells[place])
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return Batch(frame, np.array(lines, dtype=np.int64), share, tuple(bad))
