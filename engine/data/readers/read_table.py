"""A table file as samples: the plan of each column carried out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.data.gaps import filled
from engine.data.progress import nobody
from engine.data.raw import Gap, RawSamples
from engine.data.readers.cells import MOST_CATEGORIES, UNKNOWN, CellReader
from engine.data.readers.faults import fault, shown
from engine.data.readers.files import check_values
from engine.data.readers.gather import Gatherer, unknown_categories
from engine.data.readers.guess import in_order
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.table import batches, header
from engine.data.readers.table_options import ColumnPlan, check_plans
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from engine.data.progress import Progress
    from engine.data.readers.table_options import TableOptions

    Floats = npt.NDArray[np.float32]


COMPLETING = Text("table", "Completing the table")


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been read.

    Parameters
    ----------
    samples : RawSamples
        Its rows.
    plans : tuple of ColumnPlan
        The plans with the categories that were found: another file read by them gives the same columns and classes.
    """

    samples: RawSamples
    plans: tuple[ColumnPlan, ...]


def read_table(path: Path, options: TableOptions, plans: Sequence[ColumnPlan], progress: Progress = nobody) -> Table:
    """Read a table as planned.

    Parameters
    ----------
    plans : sequence of ColumnPlan
        The columns of the file that are used; what has no plan is ignored. What is missing and becomes the mean stays a
        gap, whether its plan has a mean or not: only who knows the training samples can fill it.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a planned column, or gives no samples to learn from.
    CancelledError
        If `progress` raises it.
    """
    columns = header(path, options, progress)
    if len(columns.names) < 2:
        raise _one_column(path, columns.names[0])
    plans = check_plans(plans)
    used = [plan for plan in plans if plan.role == "input"] + [plan for plan in plans if plan.role == "target"]
    gathered = Gatherer(path.name, used, options, progress)
    numbers = {plan.name for plan in used if plan.kind == "number"}
    for batch in batches(path, options, columns, [plan.name for plan in used], progress, numbers):
        gathered.add(batch)
    x, y = gathered.arrays()
    if not len(y):
        raise _no_rows(path, gathered)
    fixed, gaps, remarks = _completed(gathered, [*x.T, y], progress)
    target = used[-1]
    if target.kind == "boolean":
        fixed[target.name] = ("false", "true")
    classes = _classes(path, y, target, fixed)
    names, x = _expanded(path, x, used[:-1], fixed, progress)
    whole = tuple(replace(plan, categories=fixed.get(plan.name, ())) for plan in plans)
    told, left_out, gaps = (*columns.remarks, *remarks), gathered.left_out(), _moved(gaps, used[:-1], fixed)
    return Table(RawSamples(names, x, target.name, y, classes, remarks=told, left_out=left_out, gaps=gaps), whole)


def read_inputs(
    path: Path, options: TableOptions, plans: Sequence[ColumnPlan], progress: Progress = nobody
) -> RawSamples:
    """Read the inputs of a table whose answers are not known; all targets are 0. Otherwise as `read_table`.

    No value is missing: where the mean stands in and the plan has none, it is that of the file.
    """
    import polars as pl

    columns = header(path, options, progress)
    used = [plan for plan in plans if plan.role == "input"]
    nothing = ColumnPlan("", "target")  # no column of a file has this name
    gathered = Gatherer(path.name, [*used, nothing], options, progress)
    numbers = {plan.name for plan in used if plan.kind == "number"}
    for batch in batches(path, options, columns, [plan.name for plan in used], progress, numbers):
        gathered.add(replace(batch, frame=batch.frame.with_columns(pl.lit(0.0).alias(nothing.name))))
    x, y = gathered.arrays()
    if not len(y):
        raise _no_rows(path, gathered)
    fixed, gaps, remarks = _completed(gathered, [*x.T, y], progress)
    names, x = _expanded(path, x, used, fixed, progress)
    gaps = _moved(gaps, used, fixed)
    bare = RawSamples(names, x, nothing.name, y, (), left_out=gathered.left_out(), gaps=gaps)
    known = {plan.name: plan.mean for plan in used if plan.mean is not None}
    whole = filled(bare, np.arange(len(y)), known)
    return replace(bare, x=whole.x, remarks=(*columns.remarks, *remarks, *whole.remarks), gaps={})


def _completed(
    gathered: Gatherer, columns: Sequence[Floats], progress: Progress
) -> tuple[dict[str, tuple[str, ...]], dict[str, Gap], list[Text]]:
    """Return the categories of columns, the gaps in others, and what is odd; no number in `columns` is missing then."""
    remarks, fixed, gaps = [*gathered.remarks()], dict[str, tuple[str, ...]](), dict[str, Gap]()
    for place, (values, reader) in enumerate(zip(columns, gathered.readers, strict=True)):
        if reader.plan.kind == "category":
            fixed[reader.plan.name] = _sort_categories(values, reader)
        gone = np.flatnonzero(np.isnan(values))
        if reader.missing == "mean":
            gaps[reader.plan.name] = Gap(place, gone)
            values[gone] = 0
        elif len(gone):
            remarks.append(_replaced(values, gone, reader.plan))
        progress(1.0, COMPLETING)
    return fixed, gaps, remarks


def _moved(gaps: dict[str, Gap], inputs: Sequence[ColumnPlan], fixed: dict[str, tuple[str, ...]]) -> dict[str, Gap]:
    """Return gaps where the columns stand once each category has one of its own."""
    place, found = 0, dict[str, Gap]()
    for plan in inputs:
        if plan.name in gaps:
            found[plan.name] = replace(gaps[plan.name], place=place)
        place += len(fixed[plan.name]) if _has_column_each(plan) else 1
    return found


def _has_column_each(plan: ColumnPlan) -> bool:
    return plan.kind == "category" and plan.encoding == "one-hot"


def _one_column(path: Path, name: str) -> Exception:
    text = Text(
        "table",
        "The table has one column only, {name}; it takes an input and a target. Choose another separator, "
        "or another file.",
    )
    return fault(path, text.fill(name=shown(name)))


def _no_rows(path: Path, gathered: Gatherer) -> Exception:
    if gathered.bad.total:
        line, why = gathered.bad.kept[0]
        text = Text(
            "table",
            "None of its rows can be used: {count} of them are bad. Line {line}: {why} "
            "Choose another separator, or change what the columns hold.",
        )
        return fault(path, text.fill(count=f"{gathered.bad.total:,}", line=f"{line:,}", why=why))
    unknown = next((reader for reader in gathered.readers if reader.leaves_out and reader.unknown), None)
    if unknown is not None:
        text = Text("table", "None of its rows can be used. {why} Choose a file with the same classes.")
        return fault(path, text.fill(why=unknown_categories(unknown)))
    if any(gathered.without.values()):
        name, count = max(gathered.without.items(), key=lambda entry: entry[1])
        text = Text(
            "table",
            "Every row lacks a value; {count} of them lack {name}. Leave that column out, or replace what is missing.",
        )
        return fault(path, text.fill(name=shown(name), count=f"{count:,}"))
    return fault(path, Text("table", "There is no row below the names of the columns. Choose a file with rows."))


def _sort_categories(values: Floats, reader: CellReader) -> tuple[str, ...]:
    """Give the categories numbers by their order instead of that of the file, and return them."""
    if reader.plan.categories:
        return reader.plan.categories
    there = ~np.isnan(values)
    seen = np.bincount(values[there].astype(np.int64), minlength=len(reader.codes)) > 0
    ordered = in_order([word for word, code in reader.codes.items() if seen[code]])
    number = np.zeros(len(reader.codes), np.float32)
    for place, word in enumerate(ordered):
        number[reader.codes[word]] = place
    values[there] = number[values[there].astype(np.int64)]
    return tuple(ordered)


def _replaced(values: Floats, gone: npt.NDArray[np.intp], plan: ColumnPlan) -> Text:
    """Put the constant of a plan where a value is missing, and say so."""
    values[gone] = number = plan.constant_number()
    text = Text("table", "Column {name}: missing values became {value} (rows: {count}).")
    return text.fill(name=shown(plan.name), count=f"{len(gone):,}", value=f"{number:.6g}")


def _classes(path: Path, y: Floats, target: ColumnPlan, fixed: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if target.kind == "number":
        return ()
    classes = fixed[target.name]
    if not target.categories and not (y != y[0]).any():
        raise fault(
            path,
            Text(
                "table",
                "All rows ({count}) are of one class, {name} = {value}, so there is nothing to tell apart. "
                "Choose another target.",
            ).fill(count=f"{len(y):,}", name=target.name, value=shown(classes[int(y[0])])),
        )
    return classes


def _expanded(
    path: Path, x: Floats, inputs: Sequence[ColumnPlan], fixed: dict[str, tuple[str, ...]], progress: Progress
) -> tuple[tuple[str, ...], Floats]:
    """Make a column for each category where the plan says so."""
    parts = [fixed[plan.name] if _has_column_each(plan) else None for plan in inputs]
    names: list[str] = []
    for plan, categories in zip(inputs, parts, strict=True):
        wanted = [plan.name] if categories is None else [f"{plan.name}={category}" for category in categories]
        for name in wanted:
            unique, turn = name, 2
            while unique in names:
                unique, turn = f"{name}_{turn}", turn + 1
            names.append(unique)
    if not any(parts):
        return tuple(names), x
    _check_width(path, len(names))
    check_values(path.name, len(x) * len(names))
    wide = np.zeros((len(x), len(names)), np.float32)
    start, rows = 0, np.arange(len(x))
    for place, categories in enumerate(parts):
        progress(1.0, COMPLETING)
        if categories is None:
            wide[:, start] = x[:, place]
        else:
            known = rows[x[:, place] != UNKNOWN]
            wide[known, start + x[known, place].astype(np.int64)] = 1
        start += 1 if categories is None else len(categories)
    return tuple(names), wide


def _check_width(path: Path, width: int) -> None:
    if width > 10 * MOST_CATEGORIES:
        raise fault(
            path,
            Text(
                "table",
                "The categories would make {width} columns, and the most is {most}. Number the categories, or leave "
                "columns out.",
            ).fill(width=f"{width:,}", most=f"{10 * MOST_CATEGORIES:,}"),
        )


def read_series(
    path: Path, options: TableOptions, name: str, progress: Progress = nobody
) -> tuple[Floats, tuple[Text, ...]]:
    """Read one column of numbers.

    Parameters
    ----------
    name : str
        The column; if empty, the last one that holds numbers.

    Returns
    -------
    values : array of float32, shape (n,)
        All finite, in the order of the file.
    remarks : tuple of Text
        What was left out.

    Raises
    ------
    DataError
        If the file cannot be read, or there is no such column of numbers.
    """
    columns = header(path, options, progress)
    if not name:
        numbers = [plan.name for plan in guess_plans(path, options, progress) if plan.kind == "number"]
        if not numbers:
            raise fault(path, Text("table", "No column holds numbers, so none is a series. Choose another file."))
        name = numbers[-1]
    gathered = Gatherer(path.name, [ColumnPlan(name, "target", "number")], options, progress)
    for batch in batches(path, options, columns, [name], progress, {name}):
        gathered.add(batch)
    _, values = gathered.arrays()
    if not len(values):
        raise _no_rows(path, gathered)
    return values, (*columns.remarks, *gathered.remarks())
