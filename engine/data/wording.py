"""Samples in the words of their table: categories by name, before they are numbers or columns of 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.data.make import fixed
from engine.data.readers.cells import UNKNOWN, CellReader
from engine.data.readers.faults import listed, shown
from engine.data.readers.table_options import ColumnPlan, TableOptions
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt
    import polars as pl

    from engine.data.dataset import Dataset
    from engine.data.recipe import DataRecipe

    Values = npt.NDArray[np.floating]

Cell = str | float | bool | None
"""What stands in a cell; a whole number may be an int."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How the raw samples of a table are said in its own words.

    Parameters
    ----------
    plans : tuple of ColumnPlan
        Those of the inputs, in the order of the raw columns, with the categories that were found.
    null_words : tuple of str
        What means a missing value in it.
    """

    plans: tuple[ColumnPlan, ...]
    null_words: tuple[str, ...]

    @classmethod
    def of(cls, recipe: DataRecipe, dataset: Dataset) -> Wording | None:
        """Return how samples are said; None if they are from no table, or it is not known what its columns hold."""
        if recipe.source != "table":
            return None
        settings = fixed(recipe, dataset).settings
        columns, nulls = settings["columns"], settings["null_words"]
        if not isinstance(columns, tuple) or not isinstance(nulls, tuple):
            return None
        plans = tuple(plan for plan in map(ColumnPlan.from_plain, columns) if plan.role == "input")
        known = plans and all(plan.categories for plan in plans if plan.kind == "category")
        if not known or sum(map(_width, plans)) != len(dataset.raw_columns):
            return None
        return cls(plans, nulls)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the table's columns that are inputs."""
        return tuple(plan.name for plan in self.plans)

    @property
    def encodes(self) -> bool:
        """Whether anything is said otherwise than the network's raw columns have it."""
        return any(plan.kind == "category" for plan in self.plans)

    @property
    def measured(self) -> tuple[int, ...]:
        """Numbers of the raw columns that hold numbers, not categories and not true or false."""
        return tuple(start for plan, start in self._places() if plan.kind == "number")

    def _places(self) -> Iterator[tuple[ColumnPlan, int]]:
        start = 0
        for plan in self.plans:
            yield plan, start
            start += _width(plan)

    def said(self, raw: Values) -> tuple[str, ...]:
        """Return what the cells of a sample, (p0,), hold; what no cell can hold, such as half a category, as it is."""
        return tuple(_said(plan, raw[start : start + _width(plan)].tolist()) for plan, start in self._places())

    def raw(self, cells: Sequence[Cell]) -> list[float]:
        """Return the raw sample of a row's cells, one for each of `columns`.

        Raises
        ------
        DataError
            If a cell holds no number, nothing although nothing stands in for it, or no category that is known.
        """
        found: list[float] = []
        for plan, cell in zip(self.plans, cells, strict=True):
            number = self._number(plan, cell)
            if plan.kind == "category" and plan.encoding == "one-hot":
                found += [float(place == number) for place in range(len(plan.categories))]
            else:
                found.append(number)
        return found

    def _number(self, plan: ColumnPlan, cell: Cell) -> float:
        reader = CellReader(plan, TableOptions(null_words=self.null_words))
        values, bad = reader.read(_series(cell, plan))
        if bad is not None and bad[0]:
            raise DataError(reader.why_bad(cell))
        number = float(values[0])
        if np.isnan(number):
            return self._standing_in(plan)
        if plan.kind == "category" and number == UNKNOWN:
            raise DataError(
                Text("table", "Column {name} has no category {value}. It has: {known}.").fill(
                    name=shown(plan.name), value=shown(str(cell)), known=listed(plan.categories)
                )
            )
        return number

    def _standing_in(self, plan: ColumnPlan) -> float:
        if plan.missing == "mean" and plan.mean is not None:
            return plan.mean
        if plan.missing == "constant" and plan.kind != "category":
            return plan.constant_number()
        raise DataError(
            Text("table", "There is no value for column {name}, and nothing stands in for one. Give one.").fill(
                name=shown(plan.name)
            )
        )


def _width(plan: ColumnPlan) -> int:
    return len(plan.categories) if plan.kind == "category" and plan.encoding == "one-hot" else 1


def _said(plan: ColumnPlan, values: list[float]) -> str:
    if plan.kind == "boolean" and values[0] in (0, 1):
        return "true" if values[0] else "false"
    if plan.kind == "category" and plan.encoding == "index" and values[0] in range(len(plan.categories)):
        return plan.categories[int(values[0])]
    if len(values) > 1 and sorted(values) == [0.0] * (len(values) - 1) + [1.0]:
        return plan.categories[values.index(1.0)]
    return " / ".join(f"{value:.7g}" for value in values)


def _series(cell: Cell, plan: ColumnPlan) -> pl.Series:
    """Return a column of one cell; what is no category stays a number where it is one."""
    import polars as pl

    if cell is None or (plan.kind == "category" and isinstance(cell, bool)):
        return pl.Series([None if cell is None else str(cell).lower()], dtype=pl.String)
    return pl.Series([cell])
