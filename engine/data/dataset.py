"""Samples in memory, as the network gets them, and which of them are held out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.data.preparation import Preparation, identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from engine.catalog.spec import SettingValue
    from engine.data.kept import Loaded
    from engine.errors import DataError
    from engine.text import Text


def _no_rows() -> npt.NDArray[np.int64]:
    return np.zeros(0, np.int64)


def _no_samples() -> npt.NDArray[np.float32]:
    return np.zeros((0, 0), np.float32)


def _nothing() -> Preparation:
    return identity(())


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """What a recipe makes.

    Parameters
    ----------
    columns : tuple of str
        Names of what the network gets, p of them.
    target : str
        Name of what is to be predicted.
    classes : tuple of str
        Names of the classes; empty for a regression.
    x : array of float32, shape (n, p)
        What the network gets: ``preparation.apply(raw)``.
    y : array of float32, shape (n,)
        The targets; with classes the class numbers 0, 1, ...
    train, validation, test : array of int64
        Row numbers; together every row exactly once. `validation` and `test` may be empty.
    raw : array of float32, shape (n, p0)
        The samples as the source gives them: what people see and type. Without it, `x`.
    preparation : Preparation
        What makes `x` of `raw`, and of any other sample. Without it, nothing is done.
    image_shape : tuple of int, optional
        Channels, height and width, if each row of `raw` is such a picture, flattened, with values from 0 to 1.
    remarks : tuple of Text
        What was left out, assumed or replaced on the way, for people.
    fingerprint : str
        The same for the same samples, whatever is held out and however they are prepared; empty if it is not known.
    source : Loaded, optional
        What was read to make it. It is at hand for another preparation as long as this data set is (see
        `engine.data.kept`).
    missing : DataError, optional
        Why there are no samples although there were some. The network can then be asked and told of other samples,
        prepared as the missing ones were, but not trained.
    found : mapping
        Settings of the source that say what was found in its files, as `RawSamples.found`, with the means that stand in
        for what is missing.
    """

    columns: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    x: npt.NDArray[np.float32]
    y: npt.NDArray[np.float32]
    train: npt.NDArray[np.int64]
    validation: npt.NDArray[np.int64]
    test: npt.NDArray[np.int64] = field(default_factory=_no_rows)
    raw: npt.NDArray[np.float32] = field(default_factory=_no_samples)
    preparation: Preparation = field(default_factory=_nothing)
    image_shape: tuple[int, int, int] | None = None
    remarks: tuple[Text, ...] = ()
    fingerprint: str = ""
    source: Loaded | None = field(default=None, repr=False)
    missing: DataError | None = None
    found: Mapping[str, SettingValue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.preparation.columns:
            object.__setattr__(self, "preparation", identity(self.columns))
            object.__setattr__(self, "raw", self.x)

    def __len__(self) -> int:
        return len(self.x)

    def lacking(self, why: DataError) -> Dataset:
        """Return the same without its samples: columns, classes and preparation are all that is left."""
        x, raw, y = self.x[:0].copy(), self.raw[:0].copy(), self.y[:0].copy()  # which keep no other sample in memory
        bare = replace(self, x=x, raw=raw, y=y, train=_no_rows(), validation=_no_rows(), test=_no_rows())
        return replace(bare, remarks=(), source=None, missing=why, found={})

    @property
    def raw_columns(self) -> tuple[str, ...]:
        """Names of the columns of `raw`."""
        return self.preparation.raw_columns

    @property
    def n_columns(self) -> int:
        """How many inputs each sample has."""
        return len(self.columns)

    @property
    def n_classes(self) -> int:
        """How many classes there are; 0 for a regression."""
        return len(self.classes)

    @property
    def is_regression(self) -> bool:
        """Whether the target is a number and not a class."""
        return not self.classes
