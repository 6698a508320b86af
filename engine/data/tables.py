"""The sources that read tables: a row for each sample, or a column as a series in time.

The readers themselves are loaded with the first table: a start of the program needs none.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from engine.catalog.spec import Choice, ParamSpec, text
from engine.data.readers.table_options import NULL_WORDS, PLAN_LIMIT, ColumnPlan, Encoding, TableOptions
from engine.data.spec import SourceSpec
from engine.data.windows import WINDOW_PARAMS, windows
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from engine.catalog.spec import SettingValue
    from engine.data.progress import Progress
    from engine.data.raw import RawSamples
    from engine.data.spec import Settings

TABLE_NAMES = (".csv", ".tsv", ".tab", ".txt", ".parquet", ".pq", ".jsonl", ".ndjson", ".json")
"""Endings of the names of files that are taken for tables."""
AUTO = "auto"
_GUESS = Choice(AUTO, Text("table", "guess"), Text("table", "Guessed from the start of the file."))
_WORDS: dict[str, dict[str, Any]] = {
    "format": {"text": "delimited", "json lines": "json_lines", "parquet": "parquet"},
    "separator": {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"},
    "quote": {"double": '"', "single": "'", "none": ""},
    "header": {"yes": True, "no": False},
    "encoding": {word: word for word in get_args(Encoding)},
    "decimal": {"point": ".", "comma": ","},
}
"""What the words of a setting mean in `TableOptions`."""

OPTION_PARAMS: tuple[ParamSpec, ...] = (
    ParamSpec(
        "format",
        Text("table", "Format"),
        "choice",
        AUTO,
        Text("table", "How the file holds the table."),
        choices=(
            _GUESS,
            Choice("text", Text("table", "text with separators")),
            Choice("json lines", Text("table", "JSON lines")),
            Choice("parquet", Text("table", "Parquet")),
        ),
    ),
    ParamSpec(
        "separator",
        Text("table", "Separator"),
        "choice",
        AUTO,
        Text("table", "What parts the cells of a row."),
        choices=(
            _GUESS,
            Choice("comma", Text("table", "comma")),
            Choice("tab", Text("table", "tab")),
            Choice("semicolon", Text("table", "semicolon")),
            Choice("bar", Text("table", "vertical bar")),
        ),
    ),
    ParamSpec(
        "quote",
        Text("table", "Quotation mark"),
        "choice",
        AUTO,
        Text("table", "What stands around cells that hold a separator."),
        choices=(
            _GUESS,
            Choice("double", Text("table", "double")),
            Choice("single", Text("table", "single")),
            Choice("none", Text("table", "none")),
        ),
    ),
    ParamSpec(
        "header",
        Text("table", "Header"),
        "choice",
        AUTO,
        Text("table", "Whether the first row holds the names of the columns."),
        choices=(_GUESS, Choice("yes", Text("table", "yes")), Choice("no", Text("table", "no"))),
    ),
    ParamSpec(
        "encoding",
        Text("table", "Encoding"),
        "choice",
        AUTO,
        Text("table", "Which letters the bytes of the file mean."),
        choices=(
            _GUESS,
            Choice("utf-8", Text("table", "UTF-8")),
            Choice("utf-8-sig", Text("table", "UTF-8 with a mark")),
            Choice("utf-16", Text("table", "UTF-16 with a mark")),
            Choice("utf-16-le", Text("table", "UTF-16, little end first")),
            Choice("utf-16-be", Text("table", "UTF-16, big end first")),
            Choice("cp949", Text("table", "CP949 (Korean)")),
            Choice("cp1252", Text("table", "Windows-1252 (Western Europe)")),
            Choice("latin-1", Text("table", "Latin-1 (Western Europe)")),
        ),
    ),
    ParamSpec(
        "decimal",
        Text("table", "Decimal sign"),
        "choice",
        AUTO,
        Text("table", "What stands before the fraction of a number."),
        choices=(_GUESS, Choice("point", Text("table", "point")), Choice("comma", Text("table", "comma"))),
    ),
    ParamSpec(
        "null_words",
        Text("table", "Missing"),
        "columns",
        NULL_WORDS,
        Text("table", "Cells that mean a missing value."),
    ),
)
PATH = ParamSpec("path", Text("table", "File"), "path", "", Text("table", "CSV, TSV, Parquet or JSON lines."))
PLANS = ParamSpec(
    "columns",
    Text("table", "Columns"),
    "columns",
    (),
    Text("table", "What each column is for; guessed if nothing is planned."),
)


def options_of(settings: Settings) -> TableOptions:
    """Return the options that settings mean, with guesses where they leave it open.

    Raises
    ------
    DataError
        If no file is chosen, it cannot be read, or the options contradict each other.
    """
    from engine.data.readers.guess import guess_options

    words = {name: text(settings, name) for name in _WORDS}
    meant = {name: _WORDS[name][word] for name, word in words.items() if word != AUTO}
    nulls = settings["null_words"]
    if not isinstance(nulls, tuple):
        raise TypeError(f"null_words is not a tuple: {nulls!r}")
    start = TableOptions() if len(meant) == len(words) else guess_options(_path(settings))
    if meant.get("decimal", start.decimal) == meant.get("separator", start.separator) == ",":
        if "decimal" not in meant:
            meant["decimal"] = "."
        elif "separator" not in meant:
            meant["separator"] = ";"
    return replace(start, **meant, null_words=nulls)


def plans_of(settings: Settings, progress: Progress) -> tuple[ColumnPlan, ...]:
    """Return the plans in settings, or guesses if there are none; `DataError` if they are not sound."""
    from engine.data.readers.batch import MOST_COLUMNS
    from engine.data.readers.guess_plan import guess_plans

    plain = settings["columns"]
    if not isinstance(plain, tuple):
        raise TypeError(f"columns is not a tuple: {plain!r}")
    if len(plain) > MOST_COLUMNS:
        raise DataError(
            Text("table", "{count} columns are planned, and no more than {limit} are read. Plan fewer.").fill(
                count=f"{len(plain):,}", limit=f"{MOST_COLUMNS:,}"
            )
        )
    if plain:
        return tuple(ColumnPlan.from_plain(line) for line in plain)
    return guess_plans(_path(settings), options_of(settings), progress)


def settings_of(path: Path, options: TableOptions, plans: Sequence[ColumnPlan]) -> dict[str, SettingValue]:
    """Return the settings of the source ``table`` that mean these options and plans, with nothing left to guess."""
    found: dict[str, SettingValue] = {"path": str(path), "null_words": options.null_words}
    for name, words in _WORDS.items():
        value = getattr(options, name)
        found[name] = next(word for word, meaning in words.items() if meaning == value)
    found["columns"] = tuple(plan.to_plain() for plan in plans)
    return found


def as_written(settings: Settings, answers: bool = True) -> dict[str, SettingValue]:
    """Return settings made for another file of the same kind, with encoding and signs as this one is written.

    Parameters
    ----------
    answers : bool
        Whether the file must have the target, too.

    Raises
    ------
    DataError
        If the file cannot be read, or a plan in the settings is none.
    """
    from engine.data.readers.guess_like import guess_like

    path, planned = _path(settings), settings["columns"]
    plans = [ColumnPlan.from_plain(line) for line in planned] if isinstance(planned, tuple) else []
    roles = ("input", "target") if answers else ("input",)
    wanted = [plan.name for plan in plans if plan.role in roles]
    options = guess_like(path, options_of(settings), wanted)
    return {**settings, **settings_of(path, options, ()), "path": settings["path"], "columns": settings["columns"]}


def guessed_settings(path: Path, progress: Progress) -> dict[str, SettingValue]:
    """Return settings of the source ``table`` for a file that nobody has said anything about; `DataError` as usual."""
    from engine.data.readers.guess import guess_options
    from engine.data.readers.guess_plan import guess_plans

    options = guess_options(path)
    return settings_of(path, options, guess_plans(path, options, progress))


def _path(settings: Settings) -> Path:
    path = text(settings, "path")
    if not path:
        raise DataError(Text("table", "No table is chosen yet. Choose a file."))
    return Path(path)


def _table(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    from engine.data.readers.read_table import read_table

    table = read_table(_path(settings), options_of(settings), plans_of(settings, progress), progress)
    return replace(table.samples, found={"columns": tuple(map(_plain, table.plans))})


def _plain(plan: ColumnPlan) -> str:
    """Return a plan as a setting; one with more categories than a setting holds leaves them to be found again."""
    line = plan.to_plain()
    return line if len(line) <= PLAN_LIMIT else replace(plan, categories=()).to_plain()


def _series(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    from engine.data.readers.read_table import read_series

    values, remarks = read_series(_path(settings), options_of(settings), text(settings, "column"), progress)
    return replace(windows(values, settings), remarks=remarks)


TABLES: tuple[SourceSpec, ...] = (
    SourceSpec(
        "table",
        Text("table", "Table from a file"),
        "table",
        Text("table", "A file with a row for each sample: CSV, TSV, Parquet or JSON lines."),
        _table,
        params=(PATH, *OPTION_PARAMS, PLANS),
        validation=0.2,
        normalisation="standard",
        keeps=True,
    ),
    SourceSpec(
        "table_series",
        Text("table", "Column in time"),
        "sequence",
        Text("table", "A column of a table as a series, cut into windows: what comes next is to be predicted."),
        _series,
        params=(
            PATH,
            ParamSpec(
                "column",
                Text("table", "Column"),
                "text",
                "",
                Text("table", "The column that holds the series. Left empty, the last one that holds numbers."),
            ),
            *WINDOW_PARAMS,
            *OPTION_PARAMS,
        ),
        validation=0.2,
        split="time",
        normalisation="standard",
        keeps=True,
    ),
)
