"""Sentences that the readers of tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LISTED = 20
"""How many of many a sentence lists."""
LONGEST_SHOWN = 40
"""Characters of a cell or a name that a sentence shows."""


def fault(path: Path, what: Text) -> DataError:
    """Return an error that names the file first, and then what is wrong with it."""
    return DataError(Text("table", "{file}: {what}").fill(file=path, what=what))


def shown(value: str) -> str:
    """Return a cell or a name in quotation marks, cut where it grows long."""
    return repr(cut(value))


def cut(value: str) -> str:
    """Return a cell or a name, cut where it grows long."""
    return value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"


def listed(values: Sequence[object]) -> str:
    """Return the first values with commas, and an ellipsis if there are more."""
    start = ", ".join(str(value) for value in values[:LISTED])
    return start if len(values) <= LISTED else f"{start}, …"
