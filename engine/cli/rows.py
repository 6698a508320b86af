"""Samples and targets that are given on the command line: numbers, or rows in the words of the project's table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.cli.speaking import CommandError
from engine.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.data.wording import Cell, Wording
    from engine.storage import Project

    Floats = npt.NDArray[np.float32]
    Row = list[Cell]

ROWS = "--input must be a list of rows of numbers, such as '[[0,0],[0,1]]'."
ROW = "--input must be a list of numbers, such as '[1,1]'."
NAMED = 5
"""Columns that a sentence names."""


@dataclass(frozen=True)
class Asker:
    """Understands what a project's network is asked about.

    Parameters
    ----------
    dataset : Dataset
        Columns and classes of the project.
    wording : Wording, optional
        The words of its table, if it has one.
    """

    dataset: Dataset
    wording: Wording | None

    @classmethod
    def of(cls, project: Project, dataset: Dataset) -> Asker:
        """Return what understands rows for a project with the samples `dataset`."""
        from engine.data.wording import Wording

        return cls(dataset, Wording.of(project.recipe, dataset))

    @property
    def steps(self) -> list[str]:
        """What is done to a sample before the network gets it."""
        preparation = self.dataset.preparation
        done = {
            "encoded": self.wording is not None and self.wording.encodes,
            "made into features": bool(preparation.features),
            "normalised": preparation.shift is not None,
        }
        return [step for step, is_done in done.items() if is_done]

    def raw(self, rows: list[Row], each: bool = True) -> Floats:
        """Return the raw samples that rows mean, (n, p0); `CommandError` names the row and what is wrong with it.

        Parameters
        ----------
        each : bool
            Whether there may be several rows, so that sentences number them.
        """
        import numpy as np

        found = [self._sample(row, place, each) for place, row in enumerate(rows, 1)]
        raw = np.array(found, np.float64).reshape(len(rows), len(self.dataset.raw_columns))
        if not np.isfinite(raw).all() or np.abs(raw).max(initial=0) > np.finfo(np.float32).max:
            raise CommandError("--input holds a number that is too large, NaN or infinite. Give finite numbers.")
        return raw.astype(np.float32)

    def _sample(self, row: Row, place: int, each: bool) -> list[float]:
        name = f"row {place} of --input" if each else "--input"
        numbers = [cell for cell in row if isinstance(cell, float)]
        columns, plain = self.dataset.raw_columns, len(numbers) == len(row)
        if plain and len(row) == len(columns):
            return numbers
        if self.wording is None:
            if not plain:
                raise CommandError(ROWS if each else ROW)
            sample = self.dataset.preparation.whole(numbers)
            if len(sample) == len(columns):
                return sample
            ways = " Write each sample as a row of its own, as in '[[0,0],[0,1]]' for two values each." if each else ""
            noun = "value" if len(columns) == 1 else "values"
            raise CommandError(f"A sample has {len(columns)} {noun} ({few(columns)}), but {name} has {len(row)}.{ways}")
        if len(row) != len(self.wording.columns):
            encoded = f" (or the {len(columns)} numbers that these become)" if self.wording.encodes else ""
            raise CommandError(
                f"A row of the table has {len(self.wording.columns)} values ({few(self.wording.columns)}), but {name} "
                f"has {len(row)}. Write a value for each of them{encoded}."
            )
        try:
            return self.wording.raw(row)
        except DataError as error:
            raise CommandError(f"{name[0].upper()}{name[1:]}: {error}") from error

    def target(self, text: str) -> list[float]:
        """Return the numbers of a target that may be the name of a class."""
        refusal = "--target must be a list of numbers, such as '[0]', or the name of a class."
        classes = self.dataset.classes
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            if text in classes:
                return [float(classes.index(text))]
            raise CommandError(f"--target is no JSON ({error}). Write a list of numbers, such as '[0]'.") from error
        values = found if isinstance(found, list) else [found]
        if len(values) == 1 and isinstance(values[0], str) and classes:
            if values[0] not in classes:
                raise CommandError(f"--target {values[0]!r} is no class of the data. There are: {', '.join(classes)}.")
            return [float(classes.index(values[0]))]
        numbers = _cells(values, refusal)
        if not all(isinstance(number, float) for number in numbers):
            raise CommandError(refusal)
        return [number for number in numbers if isinstance(number, float)]


def rows_of(text: str) -> list[Row]:
    """Return the rows that `--input` holds, which may be a single one without the outer brackets.

    `CommandError` if it is anything else than rows of values.
    """
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"--input is no JSON ({error}). Write rows of numbers, such as '[[0,0],[0,1]]'.") from error
    if isinstance(rows, list) and rows and not any(isinstance(row, list | dict) for row in rows):
        rows = [rows]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise CommandError(ROWS)
    if not rows:
        raise CommandError("--input holds no row. Write at least one, such as '[[0,0]]'.")
    return [_cells(row, ROWS) for row in rows]


def row_of(text: str) -> Row:
    """Return the one row that `--input` holds; `CommandError` if it is no list of values."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"--input is no JSON ({error}). Write a list of numbers, such as '[1,1]'.") from error
    if not isinstance(row, list):
        raise CommandError(ROW)
    return _cells(row, ROW)


def written(cell: Cell) -> str:
    """Return a cell as it was given."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"{cell:g}" if isinstance(cell, float) else cell or "-"


def few(names: tuple[str, ...]) -> str:
    """Return the first of some names."""
    return ", ".join(names) if len(names) <= NAMED else f"{', '.join(names[:NAMED])}, …"


def _cells(values: list[object], refusal: str) -> Row:
    """Return what JSON brought as cells, every number of them a float."""
    if any(isinstance(value, list | dict) for value in values):
        raise CommandError(refusal)
    try:
        return [float(value) if is_number(value) else value for value in values]  # type: ignore[arg-type, misc]  # JSON
    except OverflowError as error:
        raise CommandError("A number is too large. Give finite numbers.") from error


def is_number(value: object) -> bool:
    """Tell whether something that JSON brought is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)
