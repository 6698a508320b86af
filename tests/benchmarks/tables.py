"""How long a large table takes to open and to split otherwise, how much memory it needs and how soon it is cancelled.

``python tests/benchmarks/tables.py [ROWS] [COLUMNS]`` makes the files in a temporary folder and prints a table.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.data import DataRecipe, make_dataset
from engine.data.readers.guess import guess_options
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.read_table import read_table
from engine.data.readers.table import preview
from engine.data.tables import settings_of
from engine.errors import CancelledError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, COLUMNS = 1_000_000, 20
MIB = 2**20


def main() -> None:
    """Make the files, and measure each in a process of its own."""
    if len(sys.argv) == 2 and sys.argv[1].startswith("/"):
        measure(Path(sys.argv[1]))
        return
    given = [int(number) for number in sys.argv[1:]]
    rows, columns = (*given, *(ROWS, COLUMNS)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        for path in make_files(Path(folder), rows, columns):
            subprocess.run([sys.executable, __file__, str(path)], check=True)


def make_files(folder: Path, rows: int, columns: int) -> Iterator[Path]:
    """Write the same numbers in each format."""
    import polars as pl

    rng = np.random.default_rng(0)
    values = rng.normal(size=(rows, columns)).round(6)
    values[:, -1] = values[:, 0] + values[:, 1] > 0
    frame = pl.DataFrame(values, schema=[*(f"x{number}" for number in range(1, columns)), "y"])
    frame = frame.with_columns(pl.col("y").cast(pl.Int64))
    frame.write_csv(folder / "plain.csv")
    quoted = frame.with_columns(pl.col("x1").cast(pl.String))
    quoted.write_csv(folder / "quoted.csv", quote_style="non_numeric")
    frame.write_parquet(folder / "numbers.parquet")
    frame.write_ndjson(folder / "lines.jsonl")
    for name in ("plain.csv", "quoted.csv", "numbers.parquet", "lines.jsonl"):
        yield folder / name


def measure(path: Path) -> None:
    """Print one line of the table for one file."""
    started = time.perf_counter()
    options = guess_options(path)
    plans = guess_plans(path, options)
    guessed = time.perf_counter() - started
    started = time.perf_counter()
    preview(path, options)
    previewed = time.perf_counter() - started
    cancelled, gap = cancel_halfway(path)
    forget_peak()
    base = memory("VmRSS")
    calls: list[float] = []
    started = time.perf_counter()
    table = read_table(path, options, plans, lambda share, what: calls.append(time.perf_counter()))
    took = time.perf_counter() - started
    size = table.samples.x.nbytes + table.samples.y.nbytes
    peak = memory("VmHWM") - base
    longest = max(np.diff([started, *calls]))
    del table
    recipe = DataRecipe("table", settings_of(path, options, plans), 0.2, normalisation="standard")
    dataset = make_dataset(recipe)
    started = time.perf_counter()
    make_dataset(replace(recipe, seed=1))
    again = time.perf_counter() - started
    rows = len(dataset)
    print(  # noqa: T201  # its output
        f"{path.name:16} {path.stat().st_size / MIB:6.0f} MiB  guess {guessed:5.2f} s  preview {previewed:5.2f} s  "
        f"open {took:5.1f} s  arrays {size / MIB:5.0f} MiB  peak {peak / MIB:5.0f} MiB = {peak / size:4.1f}x arrays, "
        f"{peak / path.stat().st_size:4.1f}x file  longest silence {longest * 1000:4.0f} ms  "
        f"cancelled after {cancelled * 1000:4.0f} ms ({gap} of {rows:,} rows)  another split {again:4.1f} s"
    )


def cancel_halfway(path: Path) -> tuple[float, int]:
    """Return the seconds from a wish to cancel, made by the clock at some moment, until the reading has stopped."""
    options = guess_options(path)
    plans = guess_plans(path, options)
    wish = time.perf_counter() + 0.8

    def impatient(share: float, what: Text) -> None:
        if time.perf_counter() > wish:
            raise CancelledError(Text("table", "Reading was cancelled."))

    try:
        read = read_table(path, options, plans, impatient)
    except CancelledError:
        return time.perf_counter() - wish, 0
    return 0.0, len(read.samples.y)


def memory(name: str) -> int:
    """Return a figure of ``/proc/self/status`` in bytes (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    raise KeyError(name)


def forget_peak() -> None:
    """Let the peak begin at what is in use now (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    main()
