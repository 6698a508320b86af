"""From the cells of a column to numbers: what cannot be read is told apart from what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.faults import fault, shown
from engine.data.readers.guess import is_number, whole_word, written_number
from engine.data.readers.table_options import FALSE_WORDS, TRUE_WORDS, ColumnPlan, TableOptions
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
LONGEST_CATEGORY = 1000
"""The most characters of a category, which may become the name of a column or a class."""
UNKNOWN = -1.0
"""What stands for a category that is none of those of the plan."""
MOST_UNKNOWN = 1000
"""Of so many different unknown categories it is known how often each came."""
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
    file : str
        Name of the file, for sentences.
    """

    plan: ColumnPlan
    options: TableOptions
    file: str = ""
    codes: dict[str, int] = field(default_factory=dict)
    not_finite: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    _alike: dict[str, int] = field(init=False)
    _null_numbers: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.codes = {category: code for code, category in enumerate(self.plan.categories)}
        self._alike = {whole_word(category): code for category, code in self.codes.items()}
        self._null_numbers = [float(word) for word in self.options.null_words if is_number(word, self.options.decimal)]

    @property
    def missing(self) -> str:
        """The rule for missing values; a target has none but to leave the row out."""
        return "drop" if self.plan.role == "target" else self.plan.missing

    @property
    def leaves_out(self) -> bool:
        """Whether a row with an unknown category is left out: there is no number and no class for it."""
        return self.plan.kind == "category" and (self.plan.role == "target" or self.plan.encoding == "index")

    def read(self, cells: pl.Series) -> tuple[Numbers, Marks | None]:
        """Return numbers, NaN where one is missing, and which cells cannot be read, or None if all can.

        Categories give their number in the order in which they first came, or in that of the plan; those that the plan
        does not know give `UNKNOWN`.
        """
        if self.plan.kind == "category":
            return self._category(cells), None
        values, bad = self._boolean(cells) if self.plan.kind == "boolean" else self._number(cells)
        if self._null_numbers and self.plan.kind == "number":  # such as -999, however it is written
            values = np.where(np.isin(values, self._null_numbers), np.nan, values)
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
            if values.null_count() > cells.null_count():
                values = values.fill_null(self._written(cells))
        bad = (values.is_null() & cells.is_not_null()).to_numpy() if values.null_count() > cells.null_count() else None
        return values.to_numpy().astype(np.float64), bad

    def _written(self, cells: pl.Series) -> pl.Series:
        """Return the numbers that people have written with a unit or with their thousands apart; null for all else."""
        import polars as pl

        decimal = self.options.decimal
        bare = cells.str.replace_all(rf"[^0-9{decimal}+-]", "").str.replace(",", ".", literal=True)
        frame = pl.DataFrame({"cell": cells, "bare": bare.cast(pl.Float64, strict=False)})
        return frame.select(pl.when(pl.col("cell").str.contains(written_number(decimal))).then("bare")).to_series()

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
            for word in map(whole_word, found):
                self.codes.setdefault(word, len(self.codes))
                self._alike.setdefault(word, self.codes[word])
            self._check_categories(found)
        codes = [self.codes.get(word, self._alike.get(whole_word(word), UNKNOWN)) for word in found]
        self._count_unknown(words, {word for word, code in zip(found, codes, strict=True) if code == UNKNOWN})
        values = words.replace_strict(
            pl.Series(found, dtype=pl.String),
            pl.Series(codes, dtype=pl.Float64),
            default=None,
            return_dtype=pl.Float64,
        )
        return values.to_numpy().astype(np.float64)

    def _count_unknown(self, words: pl.Series, unknown: set[str]) -> None:
        if not unknown:
            return
        there = words.drop_nulls()
        for word, count in there.filter(there.is_in(list(unknown))).value_counts().iter_rows():
            self.unknown[word if len(self.unknown) < MOST_UNKNOWN or word in self.unknown else "…"] += count

    def _clean(self, cells: pl.Series) -> pl.Series:
        """Return text without spaces around it, null where it means a missing value."""
        import polars as pl

        words = cells.str.strip_chars().alias("cell")
        gone = pl.col("cell").is_in(list(self.options.null_words) or [""])
        return words.to_frame("cell").select(pl.when(~gone).then(pl.col("cell"))).to_series()

    def _check_categories(self, found: list[str]) -> None:
        longest = max(map(len, found), default=0)
        if longest > LONGEST_CATEGORY:
            raise fault(
                Path(self.file),
                Text(
                    "table",
                    "Column {name} holds a text of {count} characters, and a category has at most {most}. Leave the "
                    "column out.",
                ).fill(name=shown(self.plan.name), count=f"{longest:,}", most=f"{LONGEST_CATEGORY:,}"),
            )
        numbered = self.plan.role == "input" and self.plan.encoding == "index"
        most = MOST_NUMBERED_CATEGORIES if numbered else MOST_CATEGORIES
        if len(self.codes) > most:
            raise fault(
                Path(self.file),
                Text(
                    "table",
                    "Column {name} holds more than {most} different values. Leave it out, or read it as numbers.",
                ).fill(name=shown(self.plan.name), most=f"{most:,}"),
            )
