"""From the columns that a source gives to those that the network gets: features, then normalisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.data.expressions import Expression, parse
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]
    Hear = Callable[[float], None]

BLOCK = 1 << 20
"""Numbers that are worked on at a time, so that a large table needs little more memory than its result."""
NAMED = 5
"""Columns that a remark names."""


def nobody(share: float) -> None:
    """Do not mind how much is done."""


@dataclass(frozen=True, slots=True, eq=False)
class Preparation:
    """What is done to every sample before the network sees it.

    Parameters
    ----------
    raw_columns : tuple of str
        Names of what comes in, p0 of them.
    columns : tuple of str
        Names of what comes out, p of them: those of the raw columns, or the features as they were written.
    features : tuple
        For each result the raw column's number or an expression; empty if the raw columns stay as they are.
    shift, scale : array of float64, shape (p,), optional
        The result is ``(feature - shift) / scale``; without them it is the feature.
    """

    raw_columns: tuple[str, ...]
    columns: tuple[str, ...]
    features: tuple[int | Expression, ...] = ()
    shift: npt.NDArray[np.float64] | None = None
    scale: npt.NDArray[np.float64] | None = None

    @property
    def is_identity(self) -> bool:
        """Whether the network gets the raw columns as they are."""
        return not self.features and self.shift is None

    def whole(self, sample: Sequence[float]) -> list[float]:
        """Return a raw sample of which only the columns that the network sees may have been given.

        Those that it does not see have no influence, and are 0. A sample that is neither stays as it is.
        """
        places = [feature for feature in self.features if isinstance(feature, int)]
        chosen = len(places) == len(self.features) == len(set(places))
        if not chosen or len(sample) != len(places) or len(sample) == len(self.raw_columns):
            return list(sample)
        given = dict(zip(places, sample, strict=True))
        return [given.get(place, 0.0) for place in range(len(self.raw_columns))]

    def apply(self, raw: npt.NDArray[np.floating], hear: Hear = nobody) -> Floats:
        """Return what the network gets.

        Parameters
        ----------
        raw : array, shape (n, p0)
        hear : callable
            Hears now and then how much of it is done, and may raise `CancelledError`.

        Returns
        -------
        array of float32, shape (n, p)
            `raw` itself if nothing is done to it. Not finite where an expression has no value.
        """
        if self.is_identity:
            return np.asarray(raw, np.float32)
        x = np.empty((len(raw), len(self.columns)), np.float32)
        rows = _rows_of_a_block(raw, self.columns)
        for start in range(0, len(raw), rows):
            hear(start / len(raw))
            values = self.featured(raw[start : start + rows])
            if self.shift is not None and self.scale is not None:
                values = (values - self.shift) / self.scale
            with np.errstate(over="ignore"):
                x[start : start + rows] = values
        return x

    def featured(self, raw: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Return the features before they are normalised, (n, p)."""
        if not self.features:
            return raw.astype(np.float64)
        return np.column_stack([self._feature(raw, feature) for feature in self.features])

    def _feature(self, raw: npt.NDArray[np.floating], feature: int | Expression) -> npt.NDArray[np.float64]:
        if isinstance(feature, Expression):
            return feature.evaluate(raw, self.raw_columns)
        return raw[:, feature].astype(np.float64)


def _rows_of_a_block(raw: npt.NDArray[np.floating], columns: tuple[str, ...]) -> int:
    return max(1, BLOCK // max(1, int(raw.shape[1]), len(columns)))


def identity(columns: tuple[str, ...]) -> Preparation:
    """Return what leaves everything as it is."""
    return Preparation(columns, columns)


def unfitted(columns: tuple[str, ...], features: Sequence[str]) -> Preparation:
    """Return what makes features of raw columns and normalises nothing; `DataError` if an expression is none."""
    terms = tuple(_term(text, columns) for text in features)
    return Preparation(columns, tuple(text.strip() for text in features) or columns, terms)


def fit(
    columns: tuple[str, ...],
    raw: Floats,
    train: Rows,
    features: Sequence[str],
    normalisation: str,
    hear: Hear = nobody,
) -> tuple[Preparation, tuple[Text, ...]]:
    """Return the preparation of a recipe, and remarks on it.

    Parameters
    ----------
    columns, raw : tuple of str, array (n, p0)
        The raw samples.
    train : array of int64
        The rows whose statistics are taken. No other row has any influence.
    features : sequence of str
        Expressions; empty for the raw columns as they are.
    normalisation : {"none", "standard", "min_max"}
        ``standard`` brings mean and variance (that of the training samples, divided by n) to 0 and 1, ``min_max`` the
        range to 0 and 1. A column of one value becomes 0.
    hear : callable
        Hears now and then how much of it is done, and may raise `CancelledError`.

    Raises
    ------
    DataError
        If an expression is none, names an unknown column, or has no finite value for some sample.
    """
    bare = unfitted(columns, features)
    for term in bare.features:
        if isinstance(term, Expression):
            _check_finite(term, raw, columns, hear)
    if normalisation == "none" or not len(train):
        return bare, ()
    shift, scale = _statistics(bare, raw, train, normalisation, hear)
    constant = np.flatnonzero(scale == 0)
    scale[constant] = 1.0
    remarks = (_constant(bare.columns, constant),) if len(constant) else ()
    return replace(bare, shift=shift, scale=scale), remarks


def _constant(names: tuple[str, ...], places: npt.NDArray[np.intp]) -> Text:
    shown = ", ".join(names[place] for place in places[:NAMED])
    return Text("data", "Columns of one value in all training samples, which becomes 0: {count} ({names}).").fill(
        count=f"{len(places):,}", names=shown if len(places) <= NAMED else f"{shown}, …"
    )


def _term(text: str, columns: tuple[str, ...]) -> int | Expression:
    if (name := text.strip()) in columns:
        return columns.index(name)
    expression = parse(text)
    expression.check(columns)
    return expression


def _statistics(
    bare: Preparation, raw: Floats, train: Rows, normalisation: str, hear: Hear
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return shift and scale of every column, (p,) both; a scale of 0 where all training values are the same."""

    def blocks() -> Iterator[npt.NDArray[np.float64]]:
        rows = _rows_of_a_block(raw, bare.columns)
        for start in range(0, len(train), rows):
            hear(start / len(train))
            yield bare.featured(raw[train[start : start + rows]])

    size = len(bare.columns)
    low, high, total = np.full(size, np.inf), np.full(size, -np.inf), np.zeros(size)
    for block in blocks():
        low, high = np.minimum(low, block.min(axis=0)), np.maximum(high, block.max(axis=0))
        total += block.sum(axis=0)
    if normalisation == "min_max":
        return low, high - low
    mean = np.where(low == high, low, total / len(train))
    squares = np.zeros(size)
    for block in blocks():
        squares += ((block - mean) ** 2).sum(axis=0)
    return mean, np.sqrt(squares / len(train))


def _check_finite(term: Expression, raw: Floats, columns: tuple[str, ...], hear: Hear) -> None:
    rows = _rows_of_a_block(raw, columns)
    for start in range(0, len(raw), rows):
        hear(0.0)
        with np.errstate(over="ignore"):
            values = term.evaluate(raw[start : start + rows], columns).astype(np.float32)
        wrong = np.flatnonzero(~np.isfinite(values))
        if len(wrong):
            row = start + int(wrong[0])
            raise DataError(
                Text(
                    "data",
                    "The feature {text} has no finite value for sample {number} ({sample}). Change the expression, or "
                    "take that sample out.",
                ).fill(text=term.text, number=row + 1, sample=_sample(columns, raw[row]))
            )


def _sample(columns: tuple[str, ...], values: npt.NDArray[np.float32]) -> str:
    shown = zip(columns[:NAMED], values[:NAMED].tolist(), strict=True)
    return ", ".join(f"{name} = {value:g}" for name, value in shown)
