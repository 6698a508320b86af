"""Which samples are listed, and what is said of each besides its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from engine.data import Dataset

    Say = Callable[[int], str]


class Column(NamedTuple):
    """Something that is said of every sample, in a column before those of the inputs.

    Parameters
    ----------
    title : str
        Translated.
    say : callable
        Gives what is said of a sample by its place in the list, from 0.
    muted : bool
        Whether it stands behind the rest.
    """

    title: str
    say: Say
    muted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """Samples in the order in which they are shown.

    Parameters
    ----------
    dataset : Dataset
    rows : array of int64
        Which of its samples.
    columns : tuple of Column
        What is said of them in a table, before their inputs.
    caption : callable
        Gives the line below the picture of a sample, by its place in the list, from 0.
    sentence : callable
        Gives what a tool tip and a screen reader say of a sample, by its place.
    """

    dataset: Dataset
    rows: npt.NDArray[np.int64]
    columns: tuple[Column, ...]
    caption: Say
    sentence: Say

    def count(self) -> int:
        """Return how many columns there are: of what is said, and of the inputs."""
        return len(self.columns) + len(self.dataset.raw_columns)

    def title(self, column: int) -> str:
        """Return the title of a column."""
        said = len(self.columns)
        return self.columns[column].title if column < said else self.dataset.raw_columns[column - said]
