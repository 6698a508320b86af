"""Proposes what each column of a table is for, from rows spread over its file."""

from __future__ import annotations

import codecs
import json
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.data.progress import nobody
from engine.data.readers.encoding import decode_head
from engine.data.readers.files import opened
from engine.data.readers.guess import is_number
from engine.data.readers.records import cells_alone
from engine.data.readers.table import preview
from engine.data.readers.table_options import FALSE_WORDS, TRUE_WORDS, ColumnPlan
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from engine.data.progress import Progress
    from engine.data.readers.table_options import Encoding, TableOptions

    Row = tuple[str | None, ...]

HEAD_ROWS = 1000
PARQUET_ROWS = 5000
WINDOWS = 8
WINDOW = 2**15
"""Besides its head, so many pieces of a text file of so many bytes are looked at."""
MOST_GUESSED_CLASSES = 20
"""A column of at most so many different whole numbers is taken for classes if it is the target."""
MOST_GUESSED_CATEGORIES = 50
_TARGET_NAMES = (
    *("target", "label", "class", "species", "quality", "outcome", "output", "pass", "passed", "survived"),
    *("diagnosis", "category", "result", "정답", "타깃", "라벨", "레이블", "클래스", "결과", "합격", "y"),
)
_ID_NAME = re.compile(r"(.*[_ ])?(id|idx|index|uuid|guid|key|no|nr|번호|순번)|unnamed.*|rowid", re.IGNORECASE)


def guess_plans(path: Path, options: TableOptions, progress: Progress = nobody) -> tuple[ColumnPlan, ...]:
    """Propose a plan for every column.

    Raises
    ------
    DataError
        If the head of the file cannot be read as `options` say.
    """
    head = preview(path, options, PARQUET_ROWS if options.format == "parquet" else HEAD_ROWS, progress)
    rows = [*head.rows, *_rows_further_on(path, options, head.columns)]
    if not rows:  # reading says why
        return (*(ColumnPlan(name) for name in head.columns[:-1]), ColumnPlan(head.columns[-1], "target"))
    null = set(options.null_words)
    plans = []
    for place, name in enumerate(head.columns):
        cells = [row[place] for row in rows]
        there = [cell.strip() for cell in cells if cell is not None and cell.strip() not in null]
        plans.append(_plan(name, there, options, len(cells) - len(there)))
    return _with_target(plans, rows, null)


def _plan(name: str, cells: Sequence[str], options: TableOptions, missing: int) -> ColumnPlan:
    """Propose a plan for an input from the cells that are there."""
    different = set(cells)
    if not different:
        return ColumnPlan(name, "ignored", reason=Text("table", "It holds no value."))
    kind = _kind(cells, options)
    plan = ColumnPlan(name, kind="number" if kind == "number" else "boolean" if kind == "boolean" else "category")
    if all(cell[0] in "[{" for cell in cells):
        return replace(plan, role="ignored", kind="category", reason=Text("table", "It holds lists or records."))
    if len(different) == 1 < len(cells) and not missing:
        return replace(plan, role="ignored", reason=Text("table", "It is the same in every row."))
    if len(different) == len(cells) > 2 and _numbers_rows(name, options) and _looks_counted(cells, plan):
        return replace(plan, role="ignored", reason=Text("table", "It numbers the rows."))
    if plan.kind != "category":
        return plan
    if len(different) > MOST_GUESSED_CATEGORIES or (len(different) > 10 and len(different) > 0.5 * len(cells)):
        text = Text("table", "It holds {count} different texts in {rows} rows, too many for categories.")
        return replace(plan, role="ignored", reason=text.fill(count=len(different), rows=len(cells)))
    return plan


def _numbers_rows(name: str, options: TableOptions) -> bool:
    return options.header and bool(_ID_NAME.fullmatch(name) or name == "column_1")


def _looks_counted(cells: Sequence[str], plan: ColumnPlan) -> bool:
    return plan.kind == "category" or all(cell.lstrip("+-").isdecimal() for cell in cells)


def _kind(cells: Sequence[str], options: TableOptions) -> str:
    numbers = sum(
        is_number(cell, options.decimal) or cell.lower().lstrip("+-") in ("inf", "infinity") for cell in cells
    )
    if numbers >= 0.8 * len(cells):
        return "number"
    words = {cell.lower() for cell in cells}
    if len(words) == 2 and any(words <= {true, false} for true, false in zip(TRUE_WORDS, FALSE_WORDS, strict=True)):
        return "boolean"
    return "category"


def _with_target(plans: list[ColumnPlan], rows: Sequence[Row], null: set[str]) -> tuple[ColumnPlan, ...]:
    place = _target_place(plans)
    if place is None:
        return tuple(plans)
    plans[place] = _as_target(plans[place], [(row[place] or "").strip() for row in rows], null)
    return tuple(plans)


def _as_target(plan: ColumnPlan, cells: Sequence[str], null: set[str]) -> ColumnPlan:
    """Return the plan of a target: a few different whole numbers are classes."""
    there = [cell for cell in cells if cell not in null]
    different = set(there)
    classes = plan.kind == "number" and all(cell.lstrip("+-").isdecimal() for cell in different)
    classes = classes and len(different) <= min(MOST_GUESSED_CLASSES, max(2, len(there) // 2))
    kind = "category" if classes else plan.kind
    missing = "drop" if plan.missing == "mean" else plan.missing
    return replace(plan, role="target", kind=kind, missing=missing, reason=None)


def with_target(
    plans: Sequence[ColumnPlan], name: str, rows: Sequence[Row], options: TableOptions
) -> tuple[ColumnPlan, ...]:
    """Return the plans with another column as the target; the former one becomes an input.

    Parameters
    ----------
    plans : sequence of ColumnPlan
        In the order of the columns of the file.
    name : str
        The column to predict. Whether that is a number or classes is guessed from `rows`.
    rows : sequence of tuple
        Some rows of the file, with a cell for each plan.
    """
    null = set(options.null_words)
    found = []
    for place, plan in enumerate(plans):
        cells = [(row[place] or "").strip() for row in rows]
        there = [cell for cell in cells if cell not in null]
        guess = replace(_plan(plan.name, there, options, len(cells) - len(there)), role="input")
        if plan.name == name:
            found.append(_as_target(guess, cells, null))
        elif plan.role == "target":
            found.append(guess)
        else:
            found.append(plan)
    return tuple(found)


def _target_place(plans: Sequence[ColumnPlan]) -> int | None:
    names = [plan.name.strip().lower() for plan in plans]
    for wanted in _TARGET_NAMES[: -1 if "z" in names else None]:  # beside x and z, y is a coordinate
        for place in reversed(range(len(plans))):
            if names[place] == wanted:
                return place
    fit = [place for place, plan in enumerate(plans) if plan.role == "input"]
    if len(fit) > 1:
        return fit[-1]
    return next((place for place in reversed(range(len(plans))) if place not in fit), None)


def _rows_further_on(path: Path, options: TableOptions, columns: Sequence[str]) -> Iterator[Row]:
    """Yield rows from places all over a text file: a file may be sorted by its classes."""
    size = os.path.getsize(path)
    if options.format == "parquet" or size < 2 * WINDOWS * WINDOW:
        return
    encoding: Encoding = options.encoding
    with opened(path) as file:
        if encoding == "utf-16":  # its mark stands at the start alone
            encoding = "utf-16-be" if file.read(2) == codecs.BOM_UTF16_BE else "utf-16-le"
        for turn in range(1, WINDOWS + 1):
            file.seek(min(size - WINDOW, size * turn // WINDOWS) // 2 * 2)
            for line in decode_head(file.read(WINDOW), encoding).splitlines()[1:-1]:
                row = _row(line, options, columns)
                if row is not None:
                    yield row


def _row(line: str, options: TableOptions, columns: Sequence[str]) -> Row | None:
    if options.format == "delimited":
        cells = cells_alone(line, options.separator, options.quote)
        return tuple(cells) if cells is not None and len(cells) == len(columns) else None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return tuple(_text(found.get(name)) for name in columns) if isinstance(found, dict) else None


def _text(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if value is None or isinstance(value, str) else json.dumps(value)
