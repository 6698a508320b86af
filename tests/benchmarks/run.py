"""Measures what must stay fast, and how often XOR is learned. Run by ``make bench``.

Prints a table, writes it to ``build/bench.json``, and ends with status 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).parents[2]))  # the script is run from a checkout, not from an installation

import torch

from tests.benchmarks import (
    canvas,
    files,
    health_alarms,
    large_files,
    long_run,
    many_starts,
    memory,
    startup,
    steps,
    window,
)
from tests.benchmarks.measure import Figure, show, write
from tests.benchmarks.xor_share import SOLVED, Setup, steps_to_solve

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]

SHARES = (
    (Setup("tanh", "sgd", 0.5), 2000),
    (Setup("tanh", "sgd", 0.5, 0.9), 1000),
    (Setup("tanh", "adam", 0.05), 1000),
    (Setup("sigmoid", "sgd", 1.0), 5000),
    (Setup("sigmoid", "adam", 0.1), 1000),
    (Setup("relu", "sgd", 0.5), 1000),
)


def measure_shares() -> list[Figure]:
    """Count the starts, of 100, from which 2-2-1 learns XOR."""
    figures = []
    for setup, limit in SHARES:
        solved = sorted((steps, seed) for seed, steps in enumerate(steps_to_solve(setup, range(100), limit)))
        count = sum(steps <= limit for steps, _ in solved)
        note = f"loss < {SOLVED:g}; fastest: seed {solved[0][1]} in {solved[0][0]:.0f} steps"
        figures.append(Figure(f"XOR solved in {limit:,} steps: {setup}", count, "of 100", note=note))
    return figures


def _parts(mnist: Path) -> dict[str, Callable[[], list[Figure]]]:
    """Return what is measured, in its order, by the names for ``--only``."""
    return {
        "steps": lambda: steps.measure(mnist),
        "many_starts": many_starts.measure,
        "long_run": long_run.measure,
        "window": window.measure,
        "canvas": canvas.measure,
        "startup": startup.measure,
        "memory": memory.measure,
        "files": files.measure,
        "large_files": large_files.measure,
        "shares": measure_shares,
        "health_alarms": health_alarms.measure,
    }


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure what must stay fast.")
    parser.add_argument(
        "--mnist",
        type=Path,
        default=ROOT / "../shared/data/mnist",
        help="folder with train10k-*-ubyte.gz (default: ../shared/data/mnist beside the project, if it is there)",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=tuple(_parts(Path())),
        metavar="NAME",
        help=f"measure these alone, and leave the others' figures as they are: {', '.join(_parts(Path()))}",
    )
    return parser.parse_args()


def main() -> int:
    """Print the whole table, write it down, and return the exit status."""
    chosen = options()
    torch.set_num_threads(1)
    figures: list[Figure] = []
    for name, part in _parts(chosen.mnist).items():
        if chosen.only is None or name in chosen.only:
            for figure in part():
                show(figure)
                figures.append(figure)
    write(figures, ROOT / "build" / "bench.json", keep=chosen.only is not None)
    missed = [figure.name for figure in figures if not figure.met]
    sys.stdout.write(f"Missed: {'; '.join(missed)}\n" if missed else "All goals met.\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
