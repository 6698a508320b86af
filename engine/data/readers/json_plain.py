"""The quick way through JSON lines: whole blocks of plain rows, with no doubt about what any cell of them is."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import polars as pl

    Row = Mapping[str, object]

LARGEST = 2**53
"""Whole numbers beyond it are not exact as floats."""


def plain_types(rows: Sequence[Row], wanted: Collection[str], numbers: Collection[str]) -> dict[str, pl.DataType]:
    """Return what each column seems to hold, from some rows; nothing if one of them is not plain.

    Parameters
    ----------
    wanted, numbers : collection of str
        Columns, and those of them of which only the number in a cell matters and not how it is written.
    """
    import polars as pl

    kinds: dict[tuple[type, ...], pl.DataType] = {(bool,): pl.Boolean(), (str,): pl.String(), (int,): pl.Int64()}
    found: dict[str, pl.DataType] = {}
    for name in wanted:
        types = {type(row.get(name)) for row in rows} - {NoneType}
        if name in numbers and types <= {int, float}:
            found[name] = pl.Float64()
        elif tuple(types) in kinds:
            found[name] = kinds[tuple(types)]
        else:
            return {}
    return found


def plain_frame(data: bytes, types: Mapping[str, pl.DataType]) -> pl.DataFrame | None:
    """Return columns of a block of JSON lines, or None where it takes a closer look.

    Every line must be an object, and every cell of its column's type. Whole numbers must be exact as floats, and text
    must not look as anything else does that is written out.

    Parameters
    ----------
    data : bytes
        Whole lines of UTF-8.
    """
    import polars as pl

    if b"\\u" in data:  # half a letter would be read otherwise
        return None
    try:
        frame = pl.read_ndjson(data, schema=dict(types))
    except (pl.exceptions.PolarsError, OSError, ValueError):
        return None
    if frame.height != data.count(b"\n"):
        return None
    columns = [_as_read_slowly(column) for column in frame]
    found = [column for column in columns if column is not None]
    return pl.DataFrame(found) if len(found) == len(columns) else None


def _as_read_slowly(column: pl.Series) -> pl.Series | None:
    """Return a column as the slow way gives it, None if that is not sure."""
    import polars as pl

    if column.dtype == pl.Int64:
        low, high = column.min(), column.max()
        exact = isinstance(low, int) and isinstance(high, int) and -LARGEST < low and high < LARGEST
        return column.cast(pl.Float64) if exact else None
    if column.dtype == pl.Boolean:
        return column.cast(pl.String)
    return column if column.dtype != pl.String or _is_text_alone(column) else None


def _is_text_alone(column: pl.Series) -> bool:
    """Tell whether no cell looks as a value that is no text would if it were written as text."""
    import polars as pl

    words = column.unique().drop_nulls()
    odd = words.is_in(["true", "false"]) | words.str.contains(r"^[\[{]")
    return not odd.any() and words.cast(pl.Float64, strict=False).null_count() == len(words)
