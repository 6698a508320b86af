"""From the cells of a column to numbers: what cannot be read is told apart from what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.faults import shown
from engine.data.readers.table_options import FALSE_WORDS, TRUE_WORDS, ColumnPlan, TableOptions
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    Numbers = npt.NDArray[np.float64]
    Marks = npt.NDArray[np.bool_]

MOST_CATEGORIES = 1000
"""The most classes, or columns made of one column of categories."""
MOST_NUMBERED_CATEGORIES = 100_000
"""The most categories that become numbers in one column."""
_LARGEST = float(np.finfo(np.float32).max)


def as_text(cells: pl.Series) -> pl.Series:
    """Return cells as text; a whole number is written without a decimal point, whatever the type of its column."""
    import polars as pl

    if not cells.dtype.is_float():
        return cells.cast(pl.String)
    whole = cells.is_finite() & (cells == cells.round()) & (cells.abs() < 2**53)
    frame = pl.DataFrame({"cell": cells, "whole": whole})
    written = pl.col("cell").cast(pl.Int64, strict=False).cast(pl.String)
    return frame.select(pl.when("whole").then(written).otherwise(pl.col("cell").cast(pl.String))).to_series()


@dataclass(slots=True)
class CellReader:
    """Turns the cells of one column into numbers, batch after batch.

    Parameters
    ----------
    plan : ColumnPlan
        What the column is for.
    options : TableOptions
        How its cells are written.
    """

    plan: ColumnPlan
    options: TableOptions
    codes: dict[str, int] = field(default_factory=dict)
    not_finite: int = 0
    unknown: int = 0

    def __post_init__(self) -> None:
        self.codes = {category: code for code, category in enumerate(self.plan.categories)}

    @property
    def missing(self) -> str:
        """The rule for missing values; a target has none but to leave the row out."""
        return "drop" if self.plan.role == "target" else self.plan.missing

    def read(self, cells: pl.Series) -> tuple[Numbers, Marks | None]:
        """Return numbers, NaN where one is missing, and which cells cannot be read, or None if all can.

        Categories give their number in the order in which they first came, or in that of the plan.
        """
        if self.plan.kind == "category":
            return self._category(cells), None
        values, bad = self._boolean(cells) if self.plan.kind == "boolean" else self._number(cells)
        with np.errstate(invalid="ignore"):
            infinite = np.abs(values) > _LARGEST
        if infinite.any():
            self.not_finite += int(infinite.sum())
            values = np.where(infinite, np.nan, values)
        return values, bad

    def why_bad(self, cell: object) -> Text:
        """Say what is wrong with a cell that cannot be read."""
        boolean = Text("table", "Column {name} holds {value}, which is neither true nor false.")
        number = Text("table", "Column {name} holds {value}, which is no number.")
        text = boolean if self.plan.kind == "boolean" else number
        return text.fill(name=shown(self.plan.name), value=shown(str(cell)))

    def _number(self, cells: pl.Series) -> tuple[Numbers, Marks | None]:
        import polars as pl

        if cells.dtype != pl.String:
            return cells.cast(pl.Float64).to_numpy().astype(np.float64), None
        values = cells.cast(pl.Float64, strict=False) if self.options.decimal == "." else None
        if values is None or values.null_count() > cells.null_count():
            cells = self._clean(cells)
            text = cells if self.options.decimal == "." else cells.str.replace(",", ".", literal=True)
            values = text.cast(pl.Float64, strict=False)
        bad = (values.is_null() & cells.is_not_null()).to_numpy() if values.null_count() > cells.null_count() else None
        return values.to_numpy().astype(np.float64), bad

    def _boolean(self, cells: pl.Series) -> tuple[Numbers, Marks | None]:
        import polars as pl

        if cells.dtype == pl.Boolean:
            return cells.cast(pl.Float64).to_numpy().astype(np.float64), None
        if cells.dtype != pl.String:
            numbers = cells.cast(pl.Float64).to_numpy().astype(np.float64)
            return numbers, ~(np.isnan(numbers) | (numbers == 0) | (numbers == 1))
        words = self._clean(cells)
        meaning = {**dict.fromkeys(TRUE_WORDS, 1.0), **dict.fromkeys(FALSE_WORDS, 0.0)}
        values = words.str.to_lowercase().replace_strict(meaning, default=None, return_dtype=pl.Float64)
        bad = (values.is_null() & words.is_not_null()).to_numpy()
        return values.to_numpy().astype(np.float64), bad

    def _category(self, cells: pl.Series) -> Numbers:
        import polars as pl

        words = self._clean(as_text(cells))
        if self.missing == "constant":
            words = words.fill_null(self.plan.constant)
        found = words.drop_nulls().unique(maintain_order=True).to_list()
        if not self.plan.categories:
            for word in found:
                self.codes.setdefault(word, len(self.codes))
            self._check_count()
        known = [word for word in found if word in self.codes]
        codes = words.replace_strict(
            pl.Series(known, dtype=pl.String),
            pl.Series([self.codes[word] for word in known], dtype=pl.Float64),
            default=None,
            return_dtype=pl.Float64,
        )
        self.unknown += codes.null_count() - words.null_count()
        return codes.to_numpy().astype(np.float64)

    def _clean(self, cells: pl.Series) -> pl.Series:
        """Return text without spaces around it, null where it means a missing value."""
        import polars as pl

        words = cells.str.strip_chars().alias("cell")
        gone = pl.col("cell").is_in(list(self.options.null_words) or [""])
        return words.to_frame("cell").select(pl.when(~gone).then(pl.col("cell"))).to_series()

    def _check_count(self) -> None:
        numbered = self.plan.role == "input" and self.plan.encoding == "index"
        most = MOST_NUMBERED_CATEGORIES if numbered else MOST_CATEGORIES
        if len(self.codes) > most:
            raise DataError(
                Text(
                    "table",
                    "Column {name} holds more than {most} different values. Leave it out, or read it as numbers.",
                ).fill(name=shown(self.plan.name), most=f"{most:,}")
            )
