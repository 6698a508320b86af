"""Where the records of a delimited text begin and end: whole blocks of lines, and which of them are whole rows."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.encoding import check_plain_text, utf8_pieces
from engine.data.readers.faults import fault
from engine.data.readers.files import opened
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from engine.data.readers.table_options import Encoding

    Bytes = npt.NDArray[np.uint8]
    Places = npt.NDArray[np.int64]

NEWLINE, RETURN = 10, 13
LONGEST_LINE = 16 * 2**20
"""The longest line that is read, in bytes."""
LONGEST_QUOTE = 2**20
"""How far a quotation may reach over several lines; one that is longer was never closed."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records of UTF-8 text, each with its line end, and the number of the first line, counted from 1."""

    data: bytes
    first_line: int


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The records of a block.

    Parameters
    ----------
    ends : array of int64, shape (r,)
        Where each record ends, without its line end.
    cells : array of int64, shape (r,)
        How many cells each has; 0 for an empty line.
    lines : array of int64, shape (r,)
        The line on which each begins.
    """

    ends: Places
    cells: Places
    lines: Places


def file_blocks(path: Path, encoding: Encoding, quote: str, size: int) -> Iterator[Block]:
    """Read a file of text in pieces of about so many bytes, and cut them where a record ends.

    Raises
    ------
    DataError
        If the file is empty, is not plain text, or has a line that is longer than `LONGEST_LINE`.
    """
    with opened(path) as file:
        start = file.read(8)
        if not start:
            raise fault(path, Text("table", "The file is empty. Choose one that holds a table."))
        check_plain_text(path, start)
        file.seek(0)
        yield from blocks(path, utf8_pieces(path, file, encoding, size), quote)


def blocks(path: Path, pieces: Iterable[bytes], quote: str, first_line: int = 1) -> Iterator[Block]:
    """Cut pieces of text where a record ends; line ends of all systems become a newline.

    Raises
    ------
    DataError
        If a line is longer than `LONGEST_LINE`.
    """
    rest, line = b"", first_line
    for piece in _with_newlines(pieces):
        rest += piece
        cut = _last_end(rest, quote)
        if cut:
            yield Block(rest[:cut], line)
            line += int(np.count_nonzero(np.frombuffer(rest, np.uint8, cut) == NEWLINE))  # faster than bytes.count
            rest = rest[cut:]
        if len(rest) > LONGEST_LINE:
            raise _too_long(path, line)
    if rest:
        yield Block(rest if rest.endswith(b"\n") else rest + b"\n", line)


def _with_newlines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Replace the line ends of the old Macintosh; those of Windows keep their return, which the parsers drop."""
    start, old = b"", False
    pieces = iter(pieces)
    for piece in pieces:
        start += piece
        end = re.search(rb"\r.|\n", start, re.DOTALL)  # what follows a return decides
        if end:
            old = end[0][:1] == b"\r" and end[0] != b"\r\n"
            break
        if len(start) > LONGEST_LINE:
            break
    yield start.replace(b"\r", b"\n") if old else start
    for piece in pieces:
        yield piece.replace(b"\r", b"\n") if old else piece


def _last_end(text: bytes, quote: str) -> int:
    """Return the length of the whole records at the start of `text`."""
    last = text.rfind(b"\n") + 1
    if not quote or quote.encode() not in text or text.count(quote.encode(), 0, last) % 2 == 0:
        return last
    data = np.frombuffer(text, np.uint8)
    outside = np.flatnonzero((data == NEWLINE) & ~_inside(data, ord(quote)))
    cut = int(outside[-1]) + 1 if outside.size else 0
    return cut if len(text) - cut <= LONGEST_QUOTE else last


def _inside(data: Bytes, quote: int) -> npt.NDArray[np.bool_]:
    """Tell of each byte whether it stands within quotation marks; doubled ones count as closed and opened again."""
    return (np.cumsum(data == quote, dtype=np.uint8) & 1).astype(np.bool_)


def _too_long(path: Path, line: int) -> Exception:
    return fault(
        path,
        Text(
            "table",
            "Line {line} is longer than {limit} bytes. Is this a table of text? Choose another file or another format.",
        ).fill(line=f"{line:,}", limit=f"{LONGEST_LINE:,}"),
    )


def layout(block: Block, separator: str, quote: str) -> Layout | None:
    """Find the records and count their cells; None if quotation marks stand where they part nothing."""
    data = np.frombuffer(block.data, np.uint8)
    newline, part = data == NEWLINE, data == ord(separator)
    quoted = bool(quote) and quote.encode() in block.data
    if quoted:
        if not _quotes_are_clear(data, ord(separator), ord(quote)):
            return None
        inside = _inside(data, ord(quote))
        newline, part = newline & ~inside, part & ~inside
    ends = np.flatnonzero(newline)
    cells = np.diff(np.searchsorted(np.flatnonzero(part), ends), prepend=0) + 1
    starts = np.concatenate([[0], ends[:-1] + 1])
    length = ends - starts
    cells[(length == 0) | ((length == 1) & (data[starts] == RETURN))] = 0
    lines = np.arange(len(ends)) if not quoted else np.searchsorted(np.flatnonzero(data == NEWLINE), starts)
    return Layout(ends, cells, lines + block.first_line)


def _quotes_are_clear(data: Bytes, separator: int, quote: int) -> bool:
    """Whether each quotation opens at the start of a cell and closes at the end of one."""
    marks = np.flatnonzero(data == quote)
    if len(marks) % 2:
        return False
    before = data[np.maximum(marks[0::2] - 1, 0)]
    after = data[np.minimum(marks[1::2] + 1, len(data) - 1)]
    opens = (marks[0::2] == 0) | (before == separator) | (before == NEWLINE) | (before == quote)
    closes = (after == separator) | (after == NEWLINE) | (after == RETURN) | (after == quote)
    return bool(opens.all() and closes.all())


def kept_lines(block: Block, where: Layout, keep: npt.NDArray[np.bool_]) -> bytes:
    """Return the text of the records to keep."""
    if keep.all():
        return block.data
    lengths = np.diff(where.ends, prepend=-1)
    return np.frombuffer(block.data, np.uint8)[np.repeat(keep, lengths)].tobytes()


def lines_alone(block: Block, separator: str, quote: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each line's number and cells, every line taken by itself; None where its quotation marks make no sense."""
    for number, line in enumerate(block.data.decode().split("\n"), block.first_line):
        text = line.removesuffix("\r")
        if text:
            yield number, cells_alone(text, separator, quote)


def cells_alone(text: str, separator: str, quote: str) -> list[str] | None:
    """Return the cells of one line; None where its quotation marks make no sense."""
    if not quote or quote not in text:
        return text.split(separator)
    try:
        return next(csv.reader([text], delimiter=separator, quotechar=quote, strict=True))
    except (csv.Error, StopIteration):
        return None
