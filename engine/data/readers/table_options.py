"""How a table file is to be read, and what each of its columns is for: plain values that a person may change."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, cast, get_args

from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TableFormat = Literal["delimited", "json_lines", "parquet"]
Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "cp1252", "latin-1"]
Role = Literal["input", "target", "ignored"]
Kind = Literal["number", "boolean", "category"]
CategoryEncoding = Literal["one-hot", "index"]
Missing = Literal["drop", "mean", "constant"]

SEPARATORS = (",", "\t", ";", "|")
QUOTES = ('"', "'", "")
"""The empty one means that quotation marks have no meaning in this file."""
DECIMALS = (".", ",")
NULL_WORDS = ("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "-", "?")
"""What stands for a missing value in most files."""
TRUE_WORDS = ("true", "yes", "t", "y", "1")
FALSE_WORDS = ("false", "no", "f", "n", "0")
_LARGEST = 3e38
"""Of what stands in for a missing value: it becomes a float32."""
PLAN_LIMIT = 1_000_000
"""The longest plan of one column in a file, in characters."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How the bytes of a file become cells.

    Parameters
    ----------
    format : {"delimited", "json_lines", "parquet"}
        The others of these options matter to ``delimited`` alone, but for the null words.
    separator : str
        One of `SEPARATORS`.
    quote : str
        One of `QUOTES`.
    header : bool
        Whether the first row holds the names of the columns.
    encoding : str
        How bytes become letters.
    decimal : str
        One of `DECIMALS`.
    null_words : tuple of str
        Cells that mean a missing value.
    """

    format: TableFormat = "delimited"
    separator: str = ","
    quote: str = '"'
    header: bool = True
    encoding: Encoding = "utf-8"
    decimal: str = "."
    null_words: tuple[str, ...] = NULL_WORDS

    def __post_init__(self) -> None:
        _one_of(Text("table", "Format"), self.format, get_args(TableFormat))
        _one_of(Text("table", "Separator"), self.separator, SEPARATORS)
        _one_of(Text("table", "Quotation mark"), self.quote, QUOTES)
        _one_of(Text("table", "Encoding"), self.encoding, get_args(Encoding))
        _one_of(Text("table", "Decimal sign"), self.decimal, DECIMALS)
        if self.format == "delimited" and self.separator == self.decimal:
            raise DataError(
                Text(
                    "table",
                    "The comma cannot part the columns and be the decimal sign too. "
                    "Choose another separator or the decimal point.",
                )
            )


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column is for.

    Parameters
    ----------
    name : str
        Name of the column in the file.
    role : {"input", "target", "ignored"}
        At most one column of a table is the target.
    kind : {"number", "boolean", "category"}
        How its cells are understood. A target that is a number makes a regression, any other makes classes.
    encoding : {"one-hot", "index"}
        Whether an input of categories becomes a column for each category, or one column of category numbers.
    missing : {"drop", "mean", "constant"}
        What happens to a row without a value here. A category has no mean.
    constant : str
        What stands in for a missing value if `missing` is ``"constant"``.
    categories : tuple of str
        The categories in the order of their numbers; empty for those that the file holds, sorted.
    reason : Text, optional
        Why it was proposed so, for people; not kept in files.
    mean : float, optional
        What stands in for a missing value if `missing` is ``"mean"``; None for the mean of the training samples.
    """

    name: str
    role: Role = "input"
    kind: Kind = "number"
    encoding: CategoryEncoding = "one-hot"
    missing: Missing = "drop"
    constant: str = "0"
    categories: tuple[str, ...] = ()
    reason: Text | None = field(default=None, compare=False)
    mean: float | None = None

    def __post_init__(self) -> None:
        _one_of(Text("table", "Role"), self.role, get_args(Role))
        _one_of(Text("table", "Kind"), self.kind, get_args(Kind))
        _one_of(Text("table", "Encoding of categories"), self.encoding, get_args(CategoryEncoding))
        _one_of(Text("table", "Rule for missing values"), self.missing, get_args(Missing))
        if self.kind == "category" and self.missing == "mean":
            raise DataError(
                Text(
                    "table",
                    "Column {name} holds categories, which have no mean. "
                    "Leave rows without one out, or give a constant.",
                ).fill(name=self.name)
            )
        if self.kind != "category" and self.missing == "constant":
            self.constant_number()

    def constant_number(self) -> float:
        """Return the constant of a column of numbers; `DataError` if it is none."""
        try:
            value = float(self.constant)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or abs(value) > _LARGEST:
            raise DataError(
                Text("table", "The constant of column {name} is {value}. Give a number.").fill(
                    name=self.name, value=repr(self.constant)
                )
            )
        return value

    @property
    def is_fixed(self) -> bool:
        """Whether nothing that it needs is still to be found in a file."""
        if self.role == "ignored":
            return True
        known = self.kind == "number" or bool(self.categories)
        return known and (self.role == "target" or self.missing != "mean" or self.mean is not None)

    def unfixed(self) -> ColumnPlan:
        """Return the same, with categories and mean to be found in the file."""
        return replace(self, categories=(), mean=None)

    def to_plain(self) -> str:
        """Return all but the reason as one line of JSON."""
        plain: dict[str, object] = {"name": self.name, "role": self.role, "kind": self.kind}
        plain |= {"encoding": self.encoding, "missing": self.missing, "constant": self.constant}
        if self.categories:
            plain["categories"] = list(self.categories)
        if self.mean is not None:
            plain["mean"] = self.mean
        return json.dumps(plain, ensure_ascii=False)

    @classmethod
    def from_plain(cls, line: str) -> ColumnPlan:
        """Return the plan that `to_plain` wrote; `DataError` if `line` is not one."""
        try:
            plain = json.loads(line) if len(line) <= PLAN_LIMIT else None
        except (ValueError, RecursionError):
            plain = None
        if not isinstance(plain, dict) or not _looks_like_plan(plain):
            raise DataError(
                Text("table", "{line} is not the plan of a column. Choose the columns of the table again.").fill(
                    line=repr(line[:80])
                )
            )
        mean = plain.get("mean")
        known = {"categories": tuple(plain.get("categories", ())), "mean": None if mean is None else float(mean)}
        return cls(**{**plain, **known})


def _looks_like_plan(plain: Mapping[str, object]) -> bool:
    words = {"name", "role", "kind", "encoding", "missing", "constant"}
    categories = plain.get("categories", [])
    return (
        "name" in plain
        and set(plain) <= words | {"categories", "mean"}
        and _may_be_mean(plain.get("mean"))
        and all(isinstance(plain[word], str) for word in words & set(plain))
        and isinstance(categories, list)
        and all(isinstance(category, str) for category in categories)
        and len(set(categories)) == len(categories)
    )


def _may_be_mean(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (number and abs(value) <= _LARGEST)  # type: ignore[arg-type]  # a number, as was just seen


def check_plans(plans: Iterable[ColumnPlan]) -> tuple[ColumnPlan, ...]:
    """Return the plans; `DataError` if they name a column twice, several targets, no target or no input."""
    plans = tuple(plans)
    names = [plan.name for plan in plans]
    targets = [plan.name for plan in plans if plan.role == "target"]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise DataError(Text("table", "Column {name} is planned twice. Plan it once.").fill(name=twice))
    if len(targets) > 1:
        raise DataError(
            Text("table", "Both {one} and {other} are targets. Choose one column to predict.").fill(
                one=targets[0], other=targets[1]
            )
        )
    if not targets:
        raise DataError(Text("table", "No column is the target. Choose the column that is to be predicted."))
    if not any(plan.role == "input" for plan in plans):
        raise DataError(
            Text(
                "table",
                "{name} is the target, and no other column is an input. Choose at least one column to predict it from.",
            ).fill(name=targets[0])
        )
    return plans


def _one_of(what: Text, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        shown = ", ".join(repr(entry) for entry in allowed)
        raise DataError(
            Text("table", "{what} cannot be {value} in a table. It takes one of {allowed}.").fill(
                what=what, value=repr(value), allowed=shown
            )
        )


def as_encoding(name: str) -> Encoding:
    """Return `name` as an encoding; `DataError` if it is none that is read."""
    _one_of(Text("table", "Encoding"), name, get_args(Encoding))
    return cast("Encoding", name)
