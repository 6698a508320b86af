"""How another table is written that is to be read as one before it: its letters and signs may be others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.data.readers.encoding import likely_encoding
from engine.data.readers.files import opened
from engine.data.readers.guess import HEAD, guess_options
from engine.data.readers.table import header
from engine.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from engine.data.readers.table_options import TableOptions


def guess_like(path: Path, before: TableOptions, wanted: Iterable[str]) -> TableOptions:
    """Return how a table is written, by its own bytes and by how a table before it was written.

    Parameters
    ----------
    before : TableOptions
        It holds as far as the file does not say otherwise.
    wanted : iterable of str
        Columns that must be found with it.

    Raises
    ------
    DataError
        If there is no such file, it is a folder, empty, packed, or may not be read.
    """
    guessed = replace(guess_options(path), null_words=before.null_words)
    if guessed.format == "parquet":
        return guessed
    with opened(path) as file:
        guessed = replace(guessed, encoding=likely_encoding(file.read(HEAD), before.encoding))
    if guessed.format != before.format:
        return guessed
    alike = replace(before, encoding=guessed.encoding)
    if guessed.separator == before.separator and guessed.decimal == ",":  # with this one a point is understood too
        alike = replace(alike, decimal=",")
    return alike if set(wanted) <= _names(path, alike) else guessed


def _names(path: Path, options: TableOptions) -> set[str]:
    """Return the names of the columns, none if they cannot be read like this."""
    try:
        return set(header(path, options).names)
    except DataError:
        return set()
