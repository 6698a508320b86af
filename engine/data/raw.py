"""Samples as a source gives them, before anything is held out, made into features or normalised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from engine.catalog.spec import SettingValue
    from engine.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Where values of a column are missing.

    Parameters
    ----------
    place : int
        The column of `RawSamples.x`.
    rows : array of int64
        Row numbers, ascending.
    """

    place: int
    rows: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class RawSamples:
    """What a source loads.

    Parameters
    ----------
    columns : tuple of str
        Names of the inputs, p0 of them, all different.
    x : array of float32, shape (n, p0)
        The inputs, all finite.
    target : str
        Name of what is to be predicted.
    y : array of float32, shape (n,)
        The targets; with classes the class numbers 0, 1, ...
    classes : tuple of str
        Names of the classes; empty for a regression.
    image_shape : tuple of int, optional
        Channels, height and width, if each row of `x` is such a picture, flattened, with values from 0 to 1.
    test : array of int64, optional
        The rows that the source itself keeps for tests, as MNIST does; ascending.
    remarks : tuple of Text
        What was left out or assumed, for people.
    found : mapping
        Settings of the source that say what was found in the files: read by them, other files give the same columns and
        classes.
    left_out : array of int64, optional
        Rows of the file, counted from 1 below its header, that are none of these; ascending. None: there are no others.
    gaps : mapping
        By the names of columns of the file whose missing values become their mean: where `x` holds 0 until then. A
        column that lacks none is there with no rows.
    """

    columns: tuple[str, ...]
    x: npt.NDArray[np.float32]
    target: str
    y: npt.NDArray[np.float32]
    classes: tuple[str, ...]
    image_shape: tuple[int, int, int] | None = None
    test: npt.NDArray[np.int64] | None = None
    remarks: tuple[Text, ...] = ()
    found: Mapping[str, SettingValue] = field(default_factory=dict)
    left_out: npt.NDArray[np.int64] | None = None
    gaps: Mapping[str, Gap] = field(default_factory=dict)

    def rows(self) -> npt.NDArray[np.int64]:
        """Return which row of the file each sample is, (n,), counted from 1."""
        if self.left_out is None:
            return np.arange(1, len(self.y) + 1)
        everything = np.arange(1, len(self.y) + len(self.left_out) + 1)
        return np.delete(everything, self.left_out - 1)
