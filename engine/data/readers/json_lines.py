"""Tables as JSON lines: an object for each row, a name and a value for each cell."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.batch import Batch, Header, header_of
from engine.data.readers.faults import fault, shown
from engine.data.readers.json_plain import plain_frame, plain_types
from engine.data.readers.records import Block, file_blocks
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from engine.data.readers.table_options import TableOptions

PIECE = 2**19
"""How many bytes are read at a time: some 40 ms of work."""
CELLS = 2**17
"""How many cells are read at a time, also where most of them are empty."""
HEAD_ROWS = 20
"""Rows that tell what a column seems to hold."""

_AN_OBJECT, _A_LIST = Text("table", "an object"), Text("table", "a list")


def json_header(path: Path, options: TableOptions) -> Header:
    """Return the names in the rows at the start of the file, in the order in which they come.

    Raises
    ------
    DataError
        If its first line is no object.
    """
    names: dict[str, None] = {}
    for block in file_blocks(path, options.encoding, "", PIECE):
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
    path: Path,
    options: TableOptions,
    header: Header,
    wanted: Sequence[str],
    strict: bool,
    numbers: Collection[str] = (),
) -> Generator[Batch, None, None]:
    """Yield the rows of a file of JSON lines.

    Parameters
    ----------
    strict : bool
        Whether a list or an object in a wanted column is an error instead of text.
    numbers : collection of str
        Columns of which only the number in a cell matters, and not how it is written.
    """
    raw = dict(zip(header.names, header.raw, strict=True))
    size, read = max(1, os.path.getsize(path)), 0
    most = max(1, CELLS // max(1, len(wanted)))
    types: dict[str, pl.DataType] | None = None if strict else {}
    for block in (part for whole in file_blocks(path, options.encoding, "", PIECE) for part in _parts(whole, most)):
        read += len(block.data)
        share = min(1.0, read / size)
        if types is None:
            head = [row for _, row in islice(_rows(block), HEAD_ROWS) if isinstance(row, dict)]
            types = plain_types(head, [raw[name] for name in wanted], {raw[name] for name in wanted if name in numbers})
        plain = plain_frame(block.data, types) if types else None
        if plain is None:
            yield _row_by_row(path, block, {name: raw[name] for name in wanted}, share, strict)
        else:
            plain.columns = list(wanted)
            yield Batch(plain, np.arange(plain.height, dtype=np.int64) + block.first_line, share)


def _row_by_row(path: Path, block: Block, wanted: Mapping[str, str], share: float, strict: bool) -> Batch:
    import polars as pl

    rows = list(_rows(block))
    bad = tuple((line, Text("table", "It is not a JSON object.")) for line, row in rows if not isinstance(row, dict))
    whole = [(line, row) for line, row in rows if isinstance(row, dict)]
    lines = [line for line, _ in whole]
    columns = [_column(path, name, lines, [row.get(raw) for _, row in whole], strict) for name, raw in wanted.items()]
    return Batch(pl.DataFrame(columns), np.array(lines, dtype=np.int64), share, bad)


def _parts(block: Block, most: int) -> Iterator[Block]:
    """Cut a block into such of at most so many lines: short lines of a wide table are much work."""
    if block.data.count(b"\n") <= most:
        yield block
        return
    lines = block.data.removesuffix(b"\n").split(b"\n")
    for start in range(0, len(lines), most):
        yield Block(b"\n".join(lines[start : start + most]) + b"\n", block.first_line + start)


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
            ).fill(line=f"{line:,}", name=shown(name), kind=_AN_OBJECT if isinstance(value, dict) else _A_LIST),
        )
    return _sound(json.dumps(value)[:100])


def _sound(value: str | None) -> str | None:
    """Replace halves of letters, which JSON can escape and text cannot hold."""
    return value if value is None or value.isascii() else value.encode(errors="replace").decode()
