"""Tables to change for `fuzz_data.py`: as text in several encodings and forms, as JSON lines and as Parquet."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.data.readers.guess import guess_options
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.read_table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.data.raw import RawSamples
    from engine.text import Text

PATIENCE = 20.0
"""Seconds after which a file of a few kilobytes counts as one that is waited for in vain."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader to feed.

    Parameters
    ----------
    seeds : sequence of bytes
        Valid files to change.
    feed : callable
        ``feed(folder, data)`` writes the bytes into the empty-for-this folder as a file, and reads it.
    wrap : callable
        Puts changed bytes into their outer layer, which a change would only break: gzip, zip, check sums.
    """

    name: str
    seeds: Sequence[bytes]
    feed: Callable[[Path, bytes], RawSamples]
    wrap: Callable[[bytes], bytes] = bytes


def table_targets() -> list[Target]:
    """Tables as text, in several encodings and forms, and as JSON lines."""

    rows = 'id,size,colour,ok,y\n1,2.5,red,yes,0\n2,-1e3,"a, ""b""",no,1\n3,NA,blue,yes,2\n4,inf,red,no,1\n'
    rows += "5,0.5,red,yes,0\n6,1,blue,no,1\n" * 4
    lines = b'{"x": 1.5, "c": "u", "y": true}\n{"x": null, "c": "\\u00e9", "y": false}\n{"x": 3, "c": "u", "y": true}\n'
    lines = (lines + lines.replace(b"null", b"2")) * 2
    plain = [rows.encode(), rows.replace("\n", "\r\n").encode(), rows.replace("\n", "\r").encode()]
    plain += [rows.replace(",", "\t").encode("utf-8-sig"), rows.replace(",", ";").replace(".", ",").encode()]
    coded = [rows.encode("utf-16"), rows.encode("utf-16-be"), rows.replace("red", "빨강").encode("cp949")]
    return [
        Target("table", plain, _feed_table),
        Target("table, encoded", coded, _feed_table),
        Target(
            "table, json lines", [lines, lines.replace(b"u", b"\\ud800"), lines.replace(b"1.5", b"[1]", 1)], _feed_table
        ),
    ]


def parquet_targets() -> list[Target]:
    """Parquet files of several types and packings; also changes of the footer alone, between its right ends."""
    files = parquet_files()
    footers = [data[_footer(data) : -8] for data in files]
    return [
        Target("parquet", files, _feed_table),
        Target("parquet, right ends", files, _feed_table, _with_right_length),
        *(Target(f"parquet footer {n}", [footers[n]], _feed_table, _Framed(files[n])) for n in range(len(files))),
    ]


def parquet_files() -> list[bytes]:
    """Return small Parquet files that differ in types, packing, row groups and in what they know of their columns."""
    import datetime
    import io

    import polars as pl

    numbers = pl.DataFrame({"x": [1.0, 2.0, 3.0] * 9, "c": ["u", "v", None] * 9, "y": [True, False, True] * 9})
    day = datetime.date(2024, 2, 29)
    rich = pl.DataFrame(
        {
            "i": pl.Series([1, None, -3, 2**40] * 6, dtype=pl.Int64),
            "s": pl.Series([1, 2, 3, 4] * 6, dtype=pl.UInt8),
            "d": [day, day, None, day] * 6,
            "k": pl.Series(["a", "b", "a", "c"] * 6, dtype=pl.Categorical),
            "l": [[1, 2], [], None, [3]] * 6,
            "m": pl.Series(["1.50", "2.25", None, "-3.00"] * 6).cast(pl.Decimal(10, 2)),
            "y": [0, 1, 0, 1] * 6,
        }
    )
    found = []
    for frame in (numbers, rich):
        for packing in ("uncompressed", "zstd", "snappy", "gzip"):
            stream = io.BytesIO()
            frame.write_parquet(
                stream, compression=packing, row_group_size=10 if packing == "snappy" else None, statistics="full"
            )
            found.append(stream.getvalue())
    return found


def _footer(data: bytes) -> int:
    """Return where the footer of a Parquet file begins."""
    return len(data) - 8 - int.from_bytes(data[-8:-4], "little")


def _with_right_length(data: bytes) -> bytes:
    """Return changed bytes between the right first and last ones."""
    inner = data[4:-8]
    length = min(len(inner), int.from_bytes(data[-8:-4], "little"))
    return b"PAR1" + inner + length.to_bytes(4, "little") + b"PAR1"


@dataclass(frozen=True, slots=True)
class _Framed:
    """Puts a changed footer behind the body of a sound file."""

    sound: bytes

    def __call__(self, footer: bytes) -> bytes:
        return self.sound[: _footer(self.sound)] + footer + len(footer).to_bytes(4, "little") + b"PAR1"


def _feed_table(folder: Path, data: bytes) -> RawSamples:
    """Read it as a person would who changes nothing, and who waits for some time."""
    path = folder / "table.csv"
    path.write_bytes(data)
    end = time.monotonic() + PATIENCE

    def hear(share: float, what: Text) -> None:
        if time.monotonic() > end:
            raise TimeoutError(f"still {what} after {PATIENCE} s")

    options = guess_options(path)
    return read_table(path, options, guess_plans(path, options, hear), hear).samples
