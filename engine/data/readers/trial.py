"""What would be left out of the first rows of a table, before all of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.batch import Batch
from engine.data.readers.gather import Gatherer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.data.readers.table import Preview
    from engine.data.readers.table_options import ColumnPlan, TableOptions
    from engine.text import Text

MOST_CELLS = 20_000
"""Cells that are looked at; of larger first rows only what is no row at all is told."""


def tried(preview: Preview, options: TableOptions, plans: Sequence[ColumnPlan]) -> tuple[Text, ...]:
    """Return what reading by these plans would say of the first rows.

    Raises
    ------
    DataError
        If a column cannot be what its plan says.
    """
    import polars as pl

    planned = [plan for plan in plans if plan.role == "input"] + [plan for plan in plans if plan.role == "target"]
    few = len(planned) * len(preview.rows) <= MOST_CELLS
    gathered = Gatherer("", planned if few else planned[-1:], options)
    schema = dict.fromkeys(preview.columns, pl.String)
    frame = pl.DataFrame(preview.rows, schema=schema, orient="row")
    lines = np.array(preview.lines, np.int64)
    gathered.add(Batch(frame, lines, 1.0, preview.bad))
    return (*preview.remarks, *gathered.remarks())
