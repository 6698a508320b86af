"""What a lesson says, in one language, taken apart so that its steps can be ticked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gui.lessons.catalog import FOLDER

_HEADING = re.compile(r"#+ +(.+)")
_STEP = re.compile(r"\d+\. +(.+)")


@dataclass(frozen=True, slots=True)
class LessonText:
    """The parts of a text, in their order. `introduction`, `steps` and `reason` are Markdown."""

    title: str
    introduction: str
    steps_title: str
    steps: tuple[str, ...]
    reason_title: str
    reason: str


def read_text(lesson_id: str, language: str) -> LessonText:
    """Read the text of a lesson: a heading and what it is about, one with numbered steps, and one with the reasons."""
    markdown = (FOLDER / language / f"{lesson_id}.md").read_text(encoding="utf-8")
    sections: list[tuple[str, list[str]]] = []
    for line in markdown.splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            sections.append((heading[1], []))
        else:
            sections[-1][1].append(line)
    (title, introduction), (steps_title, listed), (reason_title, reason) = sections
    steps = tuple(step[1] for line in listed if (step := _STEP.fullmatch(line)))
    return LessonText(title, _joined(introduction), steps_title, steps, reason_title, _joined(reason))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()
