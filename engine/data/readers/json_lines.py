"""Tables as JSON lines: an object for each row, a name and a value for each cell."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from types import NoneType
from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.batch import Batch, Header, header_of
from engine.data.readers.encoding import check_plain_text, utf8_pieces
from engine.data.readers.faults import fault, shown
from engine.data.readers.files import opened
from engine.data.readers.records import Block, blocks
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    import polars as pl

    from engine.data.readers.table_options import TableOptions

PIECE = 2**19
"""How many bytes are read at a time: some 40 ms of work."""


def json_header(path: Path, options: TableOptions) -> Header:
    """Return the names in the rows at the start of the file, in the order in which they come.

    Raises
    ------
    DataError
        If its first line is no object.
    """
    names: dict[str, None] = {}
    for block in _blocks(path, options):
        for number, row in _rows(block):
            if not isinstance(row, dict) and not names:
                raise fault(
                    path,
                    Text(
                        "table",
                        "Line {line} is not a whole JSON object. JSON lines hold one on each line; "
                        "save an array of objects in that form first.",
                    ).fill(line=number),
                )
            names.update(dict.fromkeys(row if isinstance(row, dict) else ()))
        if names:
            break
    if not names:
        raise fault(path, Text("table", "The file holds no JSON object with a value. Choose one that holds a table."))
    header = header_of(path, [_sound(name) or "" for name in names])
    return replace(header, raw=tuple(names))


def json_batches(
    path: Path, options: TableOptions, header: Header, wanted: Sequence[str], strict: bool
) -> Generator[Batch, None, None]:
    """Yield the rows of a file of JSON lines.

    Parameters
    ----------
    strict : bool
        Whether a list or an object in a wanted column is an error instead of text.
    """
    import polars as pl

    raw = dict(zip(header.names, header.raw, strict=True))
    size, read = max(1, os.path.getsize(path)), 0
    for block in _blocks(path, options):
        read += len(block.data)
        rows = list(_rows(block))
        bad = tuple(
            (line, Text("table", "It is not a JSON object.")) for line, row in rows if not isinstance(row, dict)
        )
        whole = [(line, row) for line, row in rows if isinstance(row, dict)]
        lines = [line for line, _ in whole]
        columns = [_column(path, name, lines, [row.get(raw[name]) for _, row in whole], strict) for name in wanted]
        yield Batch(pl.DataFrame(columns), np.array(lines, dtype=np.int64), min(1.0, read / size), bad)


def _blocks(path: Path, options: TableOptions) -> Iterator[Block]:
    with opened(path) as file:
        start = file.read(8)
        if not start:
            raise fault(path, Text("table", "The file is empty. Choose one that holds a table."))
        check_plain_text(path, start)
        file.seek(0)
        yield from blocks(path, utf8_pieces(path, file, options.encoding, PIECE), quote="")


def _rows(block: Block) -> Iterator[tuple[int, object]]:
    """Yield each line that is not empty with its number; None for what is not JSON."""
    for number, line in enumerate(block.data.split(b"\n"), block.first_line):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield number, row


def _column(path: Path, name: str, lines: Sequence[int], values: list[object], strict: bool) -> pl.Series:
    """Return the cells of a column: numbers if all of them are, else text."""
    import polars as pl

    types = set(map(type, values))
    if types <= {int, float, NoneType} and not (int in types and any(map(_is_vast, values))):
        return pl.Series(name, values, dtype=pl.Float64, strict=False)
    cells = [_cell(path, line, name, value, strict) for line, value in zip(lines, values, strict=True)]
    return pl.Series(name, cells, dtype=pl.String)


def _is_vast(value: object) -> bool:
    """Whether a whole number is too large for a float to be exact."""
    return type(value) is int and not -(2**53) < value < 2**53


def _cell(path: Path, line: int, name: str, value: object, strict: bool) -> str | None:
    if value is None or isinstance(value, str):
        return _sound(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else str(value)
    if isinstance(value, int):
        return str(value) if value.bit_length() < 4000 else "inf"
    if strict:
        raise fault(
            path,
            Text(
                "table",
                "On line {line}, column {name} holds {kind}, and a cell holds one value. Leave the column out, or "
                "write its parts as columns.",
            ).fill(line=f"{line:,}", name=shown(name), kind="an object" if isinstance(value, dict) else "a list"),
        )
    return _sound(json.dumps(value)[:100])


def _sound(value: str | None) -> str | None:
    """Replace halves of letters, which JSON can escape and text cannot hold."""
    return value if value is None or value.isascii() else value.encode(errors="replace").decode()
