"""The lessons there are, in their order: what each is called, its example, and how its steps are checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "lessons"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a lesson, as its check.

    Parameters
    ----------
    check : str
        A key of `gui.lessons.checks.CHECKS`.
    arguments : mapping
        What the check is called with.
    after_previous : bool
        Whether it counts only once the step before it is fulfilled, as where something is to be put back.
    """

    check: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    after_previous: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.

    Parameters
    ----------
    id : str
        The name of its texts, for example ``"01-single-neuron"``, and under which it is remembered as done.
    example : str
        The project in ``resources/examples`` that it begins with.
    steps : tuple of Step
        As many as the text has numbered steps.
    """

    id: str
    example: str
    steps: tuple[Step, ...]


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all lessons in their order."""
    table = tomllib.loads((FOLDER / "lessons.toml").read_text(encoding="utf-8"))
    return tuple(Lesson(each["id"], each["example"], tuple(map(_step, each["steps"]))) for each in table["lesson"])


def _step(entry: Mapping[str, object]) -> Step:
    arguments = {name: value for name, value in entry.items() if name not in ("check", "after_previous")}
    return Step(str(entry["check"]), arguments, bool(entry.get("after_previous", False)))
