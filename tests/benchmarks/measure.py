"""What a benchmark gives back: figures, some with a goal, and how they are shown and written down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).parents[2]


def own_environment(folder: str) -> dict[str, str]:
    """Return an environment off the screen, in which `folder` takes what a person keeps."""
    own = {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that was measured.

    Parameters
    ----------
    name : str
    value : float
    unit : str
        ``"x"`` for a ratio.
    at_least, at_most : float, optional
        The goal, if there is one.
    note : str
        What else is worth knowing, for example how far the single rounds lay apart.
    parts : mapping
        What the value was made from, for ``build/bench.json``.
    """

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""
    parts: Mapping[str, object] = field(default_factory=dict)

    @property
    def goal(self) -> str:
        """The goal in words; empty if there is none."""
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"

    @property
    def met(self) -> bool:
        """Whether the goal is reached; true without one. NaN reaches none."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.at_most is None or self.value <= self.at_most


def in_own_interpreter(module: str, *arguments: str) -> list[Figure]:
    """Run a module, which is given an empty folder and prints its figures as JSON, in an interpreter of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", module, folder, *arguments]
        done = subprocess.run(
            command, env=own_environment(folder), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    return [Figure(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def show(figure: Figure) -> None:
    """Print a line of the table."""
    verdict = ("met" if figure.met else "MISSED") if figure.goal else ""
    value = f"{figure.value:.4g} {figure.unit}"
    sys.stdout.write(f"{figure.name:<58}{value:>14} {figure.goal:>8} {verdict:<7}{figure.note}\n")
    sys.stdout.flush()


def write(figures: Sequence[Figure], path: Path, *, keep: bool = False) -> None:
    """Write all figures as JSON, by name; `keep` those of the file that are not among them."""
    path.parent.mkdir(exist_ok=True)
    found = json.loads(path.read_text(encoding="utf-8")) if keep and path.exists() else {}
    rows = found if isinstance(found, dict) else {}  # once it was a list
    for figure in figures:
        row = asdict(figure)
        parts = row.pop("parts")
        rows[row.pop("name")] = {**parts, **row, "met": figure.met if figure.goal else None}
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def seconds(action: Callable[[], object], times: int) -> float:
    """Return how long one call takes."""
    begin = time.perf_counter()
    for _ in range(times):
        action()
    return (time.perf_counter() - begin) / times


def spread(values: Sequence[float]) -> str:
    """Say how far the rounds lay apart: the middle half of them."""
    ordered = sorted(values)
    quarter = len(ordered) // 4
    return f"{ordered[quarter]:.3g} to {ordered[-1 - quarter]:.3g} in the middle half of {len(ordered)} rounds"
