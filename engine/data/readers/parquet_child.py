"""Reads a Parquet file in a process of its own, run by its path: a damaged file can end the process that decodes it.

It writes what it has read into a folder, each file under its final name only when it is whole: ``head.json``, then
``0.arrow``, ``1.arrow``, ... and at last ``end.json``, which tells what went wrong, if anything did.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

CELLS = 2**20
"""How many cells a batch has, about: some 50 ms of work for whoever reads it."""
FEWEST_ROWS = 256
SPARE_MEMORY = 8 * 2**30


def main(path: str, folder: Path, wanted: list[str] | None, most_rows: int) -> None:
    """Write the head, then batches of the wanted columns; none of them if `wanted` is None."""
    import polars as pl

    table = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    schema = table.collect_schema()
    rows = int(table.select(pl.len()).collect().item())
    nested = [name for name, kind in schema.items() if not single(kind)]
    put(folder / "head.json", json.dumps({"names": schema.names(), "rows": rows, "nested": nested}).encode())
    if wanted is None:
        return
    part = table.select(wanted).head(most_rows)
    size = max(FEWEST_ROWS, CELLS // max(1, len(wanted)))
    for number, frame in enumerate(part.collect_batches(chunk_size=size, maintain_order=True)):
        whole = folder / f"{number}.part"
        simple(frame).write_ipc(whole)
        os.replace(whole, folder / f"{number}.arrow")


def simple(frame: pl.DataFrame) -> pl.DataFrame:
    """Return numbers in 64 bits, durations in seconds, booleans as they are and all else as text."""
    import polars as pl

    def cast(series: pl.Series) -> pl.Series:
        if series.dtype == pl.Boolean or series.dtype == pl.String:
            return series
        if series.dtype.is_integer():
            return series.cast(pl.Int64, strict=False)
        if series.dtype.is_numeric():
            return series.cast(pl.Float64, strict=False)
        if series.dtype.is_nested() or series.dtype in (pl.Object, pl.Binary):
            return unread(series)
        if isinstance(series.dtype, pl.Duration):
            return series.dt.total_microseconds() / 1e6
        return series.cast(pl.String, strict=False) if writable(series.dtype) else unread(series)

    return pl.DataFrame([cast(series) for series in frame])


def unread(series: pl.Series) -> pl.Series:
    """Return a column that holds no single values, as one that says so."""
    import polars as pl

    return pl.Series(series.name, ["[...]"] * len(series), dtype=pl.String)


def writable(kind: pl.DataType) -> bool:
    """Tell whether values of a kind can be written as text."""
    import polars as pl

    try:
        pl.Series([], dtype=kind).cast(pl.String)
    except pl.exceptions.PolarsError:
        return False
    return True


def single(kind: pl.DataType) -> bool:
    """Tell whether a column of a kind holds single values that can be read."""
    import polars as pl

    if kind.is_nested() or kind in (pl.Object, pl.Binary):
        return False
    return kind.is_numeric() or isinstance(kind, pl.Duration) or writable(kind)


def put(path: Path, data: bytes) -> None:
    """Write a file that is there only when it is whole."""
    path.with_suffix(".part").write_bytes(data)
    os.replace(path.with_suffix(".part"), path)


def limit_memory() -> None:
    """Let an allocation fail that no honest file needs."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (SPARE_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def answer(question: dict[str, Any]) -> None:
    """Decode what is asked for: ``path``, ``folder``, ``wanted`` and ``most_rows`` are as in `main`."""
    place = Path(question["folder"])
    limit_memory()
    try:
        main(question["path"], place, question["wanted"], question["most_rows"])
        put(place / "end.json", b"{}")
    except BaseException as error:  # noqa: BLE001 - also what polars raises when it panics; it is told to the parent
        put(place / "end.json", json.dumps({"error": f"{type(error).__name__}: {error}"[:300]}).encode())


if __name__ == "__main__":
    answer(json.load(sys.stdin))
