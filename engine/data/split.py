"""Which samples are held out for validation and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    Rows = npt.NDArray[np.int64]


class Parts(NamedTuple):
    """Row numbers, together every row exactly once."""

    train: Rows
    validation: Rows
    test: Rows


class Shares(NamedTuple):
    """What is held out, as parts of all samples; each is rounded to whole samples."""

    validation: float
    test: float = 0.0


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
    held, _ = _counts(len(groups), Shares(share))
    parts = _cut(_in_proportion(groups, rng), held, 0)
    return parts.train, parts.validation


def part(groups: npt.NDArray[np.generic], shares: Shares, how: str, seed: int, rng: np.random.Generator) -> Parts:
    """Part samples into training, validation and test.

    Parameters
    ----------
    groups : array, shape (n,)
        As for `split`.
    shares : Shares
    how : {"stratified", "shuffled", "random_split", "time"}
        As in `engine.data.recipe.RECIPE_PARAMS`.
    seed : int
        For ``random_split``: what PyTorch's generator is seeded with.
    rng : Generator
        For the others that draw.

    Returns
    -------
    Parts
        Row numbers, ascending, but those of ``random_split`` in the order in which PyTorch draws them.

    Raises
    ------
    DataError
        As `split`, also for the test share.
    """
    total = len(groups)
    validation, test = _counts(total, shares)
    if how == "random_split":
        return _as_torch(total, validation, test, seed)
    if how == "time":
        rows = np.arange(total)
        train = total - validation - test
        return Parts(rows[:train], rows[train : total - test], rows[total - test :])
    order = _in_proportion(groups, rng) if how == "stratified" else rng.permutation(total)
    return _cut(order, validation, test)


def _in_proportion(groups: npt.NDArray[np.generic], rng: np.random.Generator) -> Rows:
    """Return all rows in an order whose every beginning has the groups in proportion."""
    turn = np.empty(len(groups))  # the place of each sample within its shuffled group, from 0 to 1
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        turn[rng.permutation(members)] = (np.arange(len(members)) + 0.5) / len(members)
    return np.argsort(turn, kind="stable")


def _cut(order: Rows, validation: int, test: int) -> Parts:
    """Take the test samples first, so that the validation share does not change which they are."""
    held = test + validation
    pieces = (order[held:], order[test:held], order[:test])
    train, checked, tested = (np.sort(piece).astype(np.int64) for piece in pieces)
    return Parts(train, checked, tested)


def _as_torch(total: int, validation: int, test: int, seed: int) -> Parts:
    """Part as ``torch.utils.data.random_split`` does into train, validation and test, in this order."""
    import torch

    order = torch.randperm(total, generator=torch.Generator().manual_seed(seed)).numpy()
    train = total - validation - test
    return Parts(order[:train], order[train : train + validation], order[train + validation :])


def _counts(total: int, shares: Shares) -> tuple[int, int]:
    """Return how many samples are held out for validation and for tests; none at all of none."""
    validation, test = (int(np.floor(total * share + 0.5)) for share in shares)
    if total:
        _check(total, validation, test, shares)
    return validation, test


def _check(total: int, validation: int, test: int, shares: Shares) -> None:
    if validation + test >= total:
        raise DataError(
            Text(
                "data",
                "Holding out {percent} % of {total} samples leaves none to train on. "
                "Lower the validation share, or take more samples.",
            ).fill(percent=f"{sum(shares) * 100:g}", total=total)
        )
    if shares.validation > 0 and validation == 0:
        raise DataError(
            Text(
                "data",
                "{percent} % of {total} samples is less than one sample to validate with. "
                "Set the validation share to 0 or raise it, or take more samples.",
            ).fill(percent=f"{shares.validation * 100:g}", total=total)
        )
    if shares.test > 0 and test == 0:
        raise DataError(
            Text(
                "data",
                "{percent} % of {total} samples is less than one sample to test with. "
                "Set the test share to 0 or raise it, or take more samples.",
            ).fill(percent=f"{shares.test * 100:g}", total=total)
        )
