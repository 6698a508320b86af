"""Values that are missing in a table and become the mean: that of the training samples, so that no other has a say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.data.readers.faults import shown
from engine.data.readers.table_options import ColumnPlan
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from engine.catalog.spec import SettingValue
    from engine.data.raw import RawSamples

    Floats = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]

COLUMNS = "columns"
"""The setting that holds the plans of a table's columns."""
MEAN = '"mean":'
"""Stands in every plan that has a mean, and hardly in another: most need no look into them."""


def nobody() -> None:
    """Do not mind whether work goes on."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Samples of which none lacks a value.

    Parameters
    ----------
    x : array of float32, shape (n, p0)
    means : mapping
        What was filled in, by the names of the columns.
    remarks : tuple of Text
        How often that was, for people.
    """

    x: Floats
    means: Mapping[str, float]
    remarks: tuple[Text, ...] = ()


def filled(raw: RawSamples, train: Rows, known: Mapping[str, float], hear: Callable[[], None] = nobody) -> Filled:
    """Return samples with a mean wherever a value is missing.

    Parameters
    ----------
    train : array of int64
        The rows whose means are taken. No other row has any influence.
    known : mapping
        Means that are settled already, by the names of columns.
    hear : callable
        Hears now and then that work goes on, and may raise `CancelledError`.

    Raises
    ------
    DataError
        If a column that needs a mean has no value in any of these rows.
    """
    if not raw.gaps:
        return Filled(raw.x, {})
    x = raw.x.copy() if any(len(gap.rows) for gap in raw.gaps.values()) else raw.x
    means, remarks = dict[str, float](), list[Text]()
    for name, gap in raw.gaps.items():
        hear()
        values = x[:, gap.place]
        means[name] = known[name] if name in known else _mean(name, values, gap.rows, train)
        if len(gap.rows):
            values[gap.rows] = means[name]
            text = Text("table", "Column {name}: missing values became the mean, {value} (rows: {count}).")
            remarks.append(text.fill(name=shown(name), count=f"{len(gap.rows):,}", value=f"{means[name]:.6g}"))
    return Filled(x, means, (*remarks,))


def _mean(name: str, values: Floats, missing: Rows, train: Rows) -> float:
    there = np.zeros(len(values), np.bool_)
    there[train] = True
    there[missing] = False
    if there.any():
        return float(np.mean(values, dtype=np.float64, where=there))
    if len(missing) == len(values):
        raise DataError(
            Text("table", "Column {name} holds no value at all, so it has no mean. Leave it out.").fill(
                name=shown(name)
            )
        )
    raise DataError(
        Text(
            "table",
            "Column {name} holds no value in any training sample, so it has no mean. Hold out fewer samples, give a "
            "constant for what is missing, or leave the column out.",
        ).fill(name=shown(name))
    )


# -- means in the settings of a source --


def means_in(settings: Mapping[str, SettingValue]) -> dict[str, float]:
    """Return the means that the plans of a table's columns hold, by the names of the columns."""
    plans = [ColumnPlan.from_plain(line) for line in _lines(settings) if MEAN in line]
    return {plan.name: plan.mean for plan in plans if plan.mean is not None}


def with_means(settings: Mapping[str, SettingValue], means: Mapping[str, float]) -> dict[str, SettingValue]:
    """Return settings whose plans hold these means; those of other columns stay as they are."""
    if not means:
        return dict(settings)
    plans = [ColumnPlan.from_plain(line) for line in _lines(settings)]
    plans = [replace(plan, mean=means.get(plan.name, plan.mean)) for plan in plans]
    return {**settings, COLUMNS: tuple(plan.to_plain() for plan in plans)}


def without_means(settings: Mapping[str, SettingValue]) -> dict[str, SettingValue]:
    """Return settings whose plans hold no mean, so that it is that of the training samples again."""
    lines = [
        replace(ColumnPlan.from_plain(line), mean=None).to_plain() if MEAN in line else line
        for line in _lines(settings)
    ]
    return {**settings, COLUMNS: tuple(lines)} if lines else dict(settings)


def _lines(settings: Mapping[str, SettingValue]) -> tuple[str, ...]:
    lines = settings.get(COLUMNS, ())
    return lines if isinstance(lines, tuple) else ()
