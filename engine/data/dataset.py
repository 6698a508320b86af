"""Samples in memory, and which of them are held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """What a recipe makes.

    Parameters
    ----------
    columns : tuple of str
        Names of the inputs, p of them.
    target : str
        Name of what is to be predicted.
    classes : tuple of str
        Names of the classes; empty for a regression.
    x : array of float32, shape (n, p)
        The inputs.
    y : array of float32, shape (n,)
        The targets; with classes the class numbers 0, 1, ...
    train, validation : array of int64
        Row numbers, ascending; together every row exactly once. `validation` may be empty.
    """

    columns: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    x: npt.NDArray[np.float32]
    y: npt.NDArray[np.float32]
    train: npt.NDArray[np.int64]
    validation: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.x)

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
