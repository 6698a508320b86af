"""What the commands say: results on standard output, sentences for people on standard error."""

from __future__ import annotations

import math
import os
import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from engine.storage import Project
    from engine.training.loop import Loop


FAILED = 1
INTERRUPTED = 130
"""What shells report of a process that Ctrl+C ended."""
UNHEARD = 141
"""What shells report of a process that ended because nobody reads its results any more, as behind ``| head``."""


class CommandError(Exception):
    """What keeps a command from doing its work: one sentence. The command line speaks English only."""


def number(value: float) -> float | None:
    """Return a number as JSON can write it."""
    return float(value) if math.isfinite(value) else None


def shown(value: object) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.7g}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(entry)}" for name, entry in value.items())
    if isinstance(value, list):
        return f"(N, {', '.join(map(str, value))})"
    return str(value)


def of_first_weights(what: str, project: Project, loop: Loop) -> str:
    """Return the sentence that tells of which weights numbers are, where there is no run."""
    if project.hand_set and project.hand_set.keys() >= loop.weights().keys():
        return f"The file holds no run, so these are the {what} of its weights, which were imported or set by hand."
    hand = ", with those set by hand" if project.hand_set else ""
    return f"The file holds no run, so these are the {what} of the first weights from seed {project.config.seed}{hand}."


def say_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows of words in columns."""
    rows = [[*row, *[""] * (max(map(len, rows)) - len(row))] for row in rows]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())


def width_of(text: str) -> int:
    """Return how many places of a terminal a text takes: letters of East Asia take two, marks on letters none."""
    wide = sum(unicodedata.east_asian_width(letter) in "FW" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def say(text: str) -> None:
    """Print a result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(problem: object) -> None:
    """Tell a person something that is no result, as one sentence on one line. Without a listener the work goes on."""
    try:
        sys.stderr.write(f"layerloom: {' '.join(str(problem).split())}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Let a stream whose reader has gone lead nowhere, so that no later word fails, nor the end of the process."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
