"""Tables in Parquet files, decoded by a process of its own, so that a damaged file harms nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from engine.data.readers.batch import Batch, Header, header_of
from engine.data.readers.faults import fault, shown
from engine.data.readers.files import check_values, opened
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from engine.data.progress import Progress

    Question = dict[str, str | list[str] | int | None]

MAGIC = b"PAR1"
SMALLEST = 12
WAIT = 0.02
"""Seconds between two looks at what the other process has done."""
MOST_ROWS = 2**31


def parquet_header(path: Path, progress: Progress) -> Header:
    """Return the columns of a Parquet file.

    Raises
    ------
    DataError
        If it is no Parquet file, or a damaged one.
    """
    with _decoding(path, None, 0, progress) as spool:
        head = spool.take("head.json")
    plain = json.loads(head)
    header = header_of(path, plain["names"])
    nested = (name for name, raw in zip(header.names, header.raw, strict=True) if raw in set(plain["nested"]))
    return replace(header, nested=frozenset(nested))


def parquet_batches(
    path: Path, header: Header, wanted: Sequence[str], progress: Progress, rows: int | None = None
) -> Generator[Batch, None, None]:
    """Yield the rows of a Parquet file, or the first `rows` of them.

    Raises
    ------
    DataError
        If it is no Parquet file, a damaged one, one with too many numbers, or holds lists in a wanted column.
    """
    import polars as pl

    raw = dict(zip(header.names, header.raw, strict=True))
    with _decoding(path, [raw[name] for name in wanted], MOST_ROWS if rows is None else rows, progress) as spool:
        total = min(int(json.loads(spool.take("head.json"))["rows"]), MOST_ROWS if rows is None else rows)
        check_values(path.name, total * len(wanted))
        done = 0
        while (data := spool.next_batch()) is not None:
            frame = pl.read_ipc(data)
            frame.columns = list(wanted)
            lines = np.arange(done + 1, done + 1 + frame.height, dtype=np.int64)
            done += frame.height
            spool.share = min(1.0, done / max(1, total))
            yield Batch(frame, lines, spool.share)


class Decoder(Protocol):
    """A process that decodes."""

    def wait(self, timeout: float | None = None) -> object:
        """Wait until it has ended; `subprocess.TimeoutExpired` if that takes longer."""

    def kill(self) -> None:
        """End it at once."""


class _Spool:
    """What the other process has written so far."""

    def __init__(self, path: Path, folder: Path, child: Decoder, progress: Progress) -> None:
        self._path, self._folder, self._child, self._progress = path, folder, child, progress
        self._batches = 0
        self.share = 0.0

    def take(self, name: str) -> bytes:
        """Wait for a file and return what is in it; `DataError` if it never comes."""
        data = self._wait_for(name)
        if data is None:
            raise self._damaged()
        return data

    def next_batch(self) -> bytes | None:
        """Return the next batch, or None after the last one."""
        data = self._wait_for(f"{self._batches}.arrow")
        self._batches += 1
        if data is None and json.loads(self._read("end.json") or b'{"error": ""}'):
            raise self._damaged()
        return data

    def _wait_for(self, name: str) -> bytes | None:
        while not (self._folder / name).exists():
            self._progress(self.share, Text("table", "Decoding the Parquet file"))
            try:
                self._child.wait(WAIT)
            except subprocess.TimeoutExpired:
                continue
            return self._read(name)
        return self._read(name)

    def _read(self, name: str) -> bytes | None:
        file = self._folder / name
        if not file.exists():
            return None
        data = file.read_bytes()
        if file.suffix == ".arrow":
            file.unlink()
        return data

    def _damaged(self) -> Exception:
        why = json.loads(self._read("end.json") or b"{}").get("error", "the decoder broke off")
        return fault(
            self._path,
            Text(
                "table", "The file is not a sound Parquet file ({reason}). Write it again, or choose another one."
            ).fill(reason=why),
        )


@contextmanager
def _decoding(path: Path, wanted: list[str] | None, most_rows: int, progress: Progress) -> Iterator[_Spool]:
    """Run the decoder; it is ended when nobody needs it any more."""
    with opened(path) as file, tempfile.TemporaryDirectory(prefix="layerloom-") as folder:
        _check_ends(path, file.read(4), os.fstat(file.fileno()).st_size)
        file.seek(-8, os.SEEK_END)
        _check_footer(path, file.read(8), os.fstat(file.fileno()).st_size)
        child = start_decoder({"path": str(path.resolve()), "folder": folder, "wanted": wanted, "most_rows": most_rows})
        try:
            yield _Spool(path, Path(folder), child, progress)
        finally:
            child.kill()
            child.wait()


def start_decoder(question: Question) -> Decoder:
    """Start a process that answers a question as `parquet_child.answer` does."""
    script = Path(__file__).with_name("parquet_child.py")
    child = subprocess.Popen(
        [sys.executable, "-I", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if child.stdin is not None:
        child.stdin.write(json.dumps(question).encode())
        child.stdin.close()
    return child


def _check_ends(path: Path, start: bytes, size: int) -> None:
    if size == 0:
        raise fault(path, Text("table", "The file is empty. Choose one that holds a table."))
    if start != MAGIC or size < SMALLEST:
        raise fault(
            path,
            Text(
                "table",
                "At offset 0 stands {start} and not {magic}: this is no Parquet file. Choose another format.",
            ).fill(start=shown(start.decode("latin-1")), magic=MAGIC.decode()),
        )


def _check_footer(path: Path, end: bytes, size: int) -> None:
    length = int.from_bytes(end[:4], "little")
    if end[4:] != MAGIC or length > size - SMALLEST:
        raise fault(
            path,
            Text(
                "table",
                "The end of the Parquet file is missing: its footer should have {length} bytes, and the file "
                "has {size}. Copy or download it again.",
            ).fill(length=f"{length:,}", size=f"{size:,}"),
        )
