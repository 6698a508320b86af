"""Reads a Parquet file in a process of its own, run by its path: a damaged file can end the process that decodes it.

It writes what it has read into a folder, each file under its final name only when it is whole: ``head.json``, then
``0.arrow``, ``1.arrow``, ... and at last ``end.json``, which tells what went wrong, if anything did.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

ROWS = 65_536
SPARE_MEMORY = 8 * 2**30


def main(path: str, folder: Path, wanted: list[str] | None, most_rows: int) -> None:
    """Write the head, then batches of the wanted columns; none of them if `wanted` is None."""
    import polars as pl

    table = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    schema = table.collect_schema()
    rows = int(table.select(pl.len()).collect().item())
    nested = [name for name, kind in schema.items() if kind.is_nested() or kind in (pl.Object, pl.Binary)]
    put(folder / "head.json", json.dumps({"names": schema.names(), "rows": rows, "nested": nested}).encode())
    if wanted is None:
        return
    part = table.select(wanted).head(most_rows)
    for number, frame in enumerate(part.collect_batches(chunk_size=ROWS, maintain_order=True)):
        whole = folder / f"{number}.part"
        simple(frame).write_ipc(whole)
        os.replace(whole, folder / f"{number}.arrow")


def simple(frame: pl.DataFrame) -> pl.DataFrame:
    """Return numbers as 64-bit floats, booleans as they are and all else as text."""
    import polars as pl

    def cast(series: pl.Series) -> pl.Series:
        if series.dtype == pl.Boolean or series.dtype == pl.String:
            return series
        if series.dtype.is_integer():
            return series.cast(pl.Int64, strict=False)
        if series.dtype.is_numeric():
            return series.cast(pl.Float64, strict=False)
        if series.dtype.is_nested() or series.dtype in (pl.Object, pl.Binary):
            return pl.Series(series.name, ["[...]"] * len(series), dtype=pl.String)
        return series.cast(pl.String, strict=False)

    return pl.DataFrame([cast(series) for series in frame])


def put(path: Path, data: bytes) -> None:
    """Write a file that is there only when it is whole."""
    path.with_suffix(".part").write_bytes(data)
    os.replace(path.with_suffix(".part"), path)


def limit_memory() -> None:
    """Let an allocation fail that no honest file needs."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (SPARE_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    place = Path(asked["folder"])
    limit_memory()
    try:
        main(asked["path"], place, asked["wanted"], asked["most_rows"])
        put(place / "end.json", b"{}")
    except BaseException as error:  # noqa: BLE001 - also what polars raises when it panics; it is told to the parent
        put(place / "end.json", json.dumps({"error": f"{type(error).__name__}: {error}"[:300]}).encode())
