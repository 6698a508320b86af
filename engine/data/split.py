"""Which samples are held out for validation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    Rows = npt.NDArray[np.int64]


def split(groups: npt.NDArray[np.generic], share: float, rng: np.random.Generator) -> tuple[Rows, Rows]:
    """Part samples into training and validation, with every group in the same proportion as far as whole samples allow.

    A larger share holds out the same samples and more.

    Parameters
    ----------
    groups : array, shape (n,)
        What must stay in proportion: the class of each sample, or all the same for a regression.
    share : float
        The part to hold out, rounded to whole samples.

    Returns
    -------
    train, validation : array of int64
        Row numbers, ascending.

    Raises
    ------
    DataError
        If there would be no training sample, or no validation sample although `share` is above 0.
    """
    total = len(groups)
    held = int(np.floor(total * share + 0.5))
    _check(total, held, share)
    turn = np.empty(total)  # the place of each sample within its shuffled group, from 0 to 1
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        turn[rng.permutation(members)] = (np.arange(len(members)) + 0.5) / len(members)
    order = np.argsort(turn, kind="stable")
    return np.sort(order[held:]).astype(np.int64), np.sort(order[:held]).astype(np.int64)


def _check(total: int, held: int, share: float) -> None:
    if held >= total:
        raise DataError(
            Text(
                "data",
                "Holding out {percent} % of {total} samples leaves none to train on. "
                "Lower the validation share, or take more samples.",
            ).fill(percent=f"{share * 100:g}", total=total)
        )
    if share > 0 and held == 0:
        raise DataError(
            Text(
                "data",
                "{percent} % of {total} samples is less than one sample to validate with. "
                "Set the validation share to 0 or raise it, or take more samples.",
            ).fill(percent=f"{share * 100:g}", total=total)
        )
