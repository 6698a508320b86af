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
from engine.data.readers.faults import shown
from engine.data.readers.files import opened
from engine.data.readers.guess import is_number, whole_word, written_number
from engine.data.readers.records import cells_alone
from engine.data.readers.table import LOOKING, preview
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
HEARD = 100
"""Rows of a text that are looked at between two reports."""
MOST_GUESSED_CLASSES = 20
"""A column of at most so many different whole numbers is taken for classes if it is the target."""
MOST_GUESSED_CATEGORIES = 50
LONGEST_GUESSED_CATEGORY = 100
"""A column with a longer text is not taken for categories: they become names of columns and classes."""
OFTEN_MISSING, MOSTLY_MISSING = 0.2, 0.8
"""Above these shares of cells that are missing, they are filled in and no rows left out for them, or nothing is made of
the column."""
_TARGET_NAMES = (
    *("target", "label", "class", "species", "quality", "outcome", "output", "pass", "passed", "survived"),
    *("diagnosis", "category", "result", "정답", "타깃", "라벨", "레이블", "클래스", "결과", "합격", "y"),
)
_DATE = re.compile(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})([ T]+\d{1,2}:\d{2}.*)?"
    r"|\d{1,2}:\d{2}(:\d{2})?(\.\d+)?"
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
    rows = [*head.rows]
    for row in _rows_further_on(path, options, head.columns):
        if len(rows) % HEARD == 0:
            progress(0.0, LOOKING)
        rows.append(row)
    if not rows:  # reading says why
        return (*(ColumnPlan(name) for name in head.columns[:-1]), ColumnPlan(head.columns[-1], "target"))
    null = set(options.null_words)
    plans = []
    for place, name in enumerate(head.columns):
        progress(0.0, LOOKING)
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
    reason = _why_ignored(plan, cells, different, options, missing)
    if reason is not None:
        return replace(plan, role="ignored", reason=reason)
    if plan.kind == "number":
        plan = replace(plan, reason=_how_written(cells, options))
    return _often_missing(plan, missing / (missing + len(cells)))


def _why_ignored(
    plan: ColumnPlan, cells: Sequence[str], different: set[str], options: TableOptions, missing: int
) -> Text | None:
    """Return why nothing is to be made of a column; None if it is worth something."""
    if all(cell[0] in "[{" for cell in cells):
        return Text("table", "It holds lists or records.")
    if len(different) == 1 < len(cells) and not missing:
        return Text("table", "It is the same in every row.")
    if len(different) == len(cells) > 2 and _numbers_rows(plan.name, options) and _looks_counted(cells, plan):
        return Text("table", "It numbers the rows.")
    share = missing / (missing + len(cells))
    if share > MOSTLY_MISSING:
        return Text("table", "{percent} % of its cells are empty.").fill(percent=f"{100 * share:.0f}")
    return _why_no_categories(cells, different) if plan.kind == "category" else None


def _why_no_categories(cells: Sequence[str], different: set[str]) -> Text | None:
    if all(_DATE.fullmatch(cell) for cell in different):
        return Text("table", "It holds dates or times, which are neither numbers nor categories.")
    longest = max(map(len, different))
    if longest > LONGEST_GUESSED_CATEGORY:
        return Text("table", "It holds texts of up to {count} characters, too long for categories.").fill(
            count=f"{longest:,}"
        )
    if len(different) > MOST_GUESSED_CATEGORIES or (len(different) > 10 and len(different) > 0.5 * len(cells)):
        text = Text("table", "It holds {count} different texts in {rows} rows, too many for categories.")
        return text.fill(count=len(different), rows=len(cells))
    return None


def _how_written(cells: Sequence[str], options: TableOptions) -> Text | None:
    """Return an example if numbers are written in the manner of people."""
    odd = next((cell for cell in cells if not is_number(cell, options.decimal) and _is_written(cell, options)), None)
    if odd is None:
        return None
    return Text("table", "Its cells such as {example} are read as numbers; signs and gaps do not count.").fill(
        example=shown(odd)
    )


def _often_missing(plan: ColumnPlan, share: float) -> ColumnPlan:
    """Return a plan that keeps the rows without a value here if they are many."""
    if share <= OFTEN_MISSING:
        return plan
    if plan.kind == "category":
        text = Text("table", "{percent} % of its cells are empty; they count as a category of their own.")
        return replace(plan, missing="constant", constant="missing", reason=text.fill(percent=f"{100 * share:.0f}"))
    text = Text("table", "{percent} % of its cells are empty; they become the mean of the training samples.")
    return replace(plan, missing="mean", reason=text.fill(percent=f"{100 * share:.0f}"))


def _is_written(cell: str, options: TableOptions) -> bool:
    return bool(re.match(written_number(options.decimal), cell))


def _numbers_rows(name: str, options: TableOptions) -> bool:
    return options.header and bool(_ID_NAME.fullmatch(name) or name == "column_1")


def _looks_counted(cells: Sequence[str], plan: ColumnPlan) -> bool:
    return plan.kind == "category" or all(cell.lstrip("+-").isdecimal() for cell in cells)


def _kind(cells: Sequence[str], options: TableOptions) -> str:
    numbers = sum(
        is_number(cell, options.decimal)
        or cell.lower().lstrip("+-") in ("inf", "infinity")
        or _is_written(cell, options)
        for cell in cells
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
    different = {whole_word(cell) for cell in there}
    classes = plan.kind == "number" and all(whole_word(cell).lstrip("+-").isdecimal() for cell in different)
    classes = classes and len(different) <= min(MOST_GUESSED_CLASSES, max(2, len(there) // 2))
    kind = "category" if classes else plan.kind
    return replace(plan, role="target", kind=kind, missing="drop", constant="0", reason=None)


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
