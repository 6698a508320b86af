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
    """What is held out, as parts of all samples."""

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
        Row numbers, ascending, but those of ``random_split`` in the order in which PyTorch draws them. Each share is
        rounded to whole samples; for ``random_split`` as PyTorch does it with fractions.

    Raises
    ------
    DataError
        As `split`, also for the test share.
    """
    total = len(groups)
    if how == "random_split":
        return _as_torch(total, *_counts_of_torch(total, shares), seed)
    validation, test = _counts(total, shares)
    if how == "time":
        rows = np.arange(total)
        train = total - validation - test
        return Parts(rows[:train], rows[train : total - test], rows[total - test :])
    order = _in_proportion(groups, rng) if how == "stratified" else rng.permutation(total)
    return _cut(order, validation, test)


def _in_proportion(groups: npt.NDArray[np.generic], rng: np.random.Generator) -> Rows:
    """Return all rows in an order whose every beginning has the groups in proportion.

    Whose turn is the same come in the order of their rows, but groups of one member by chance: nothing else is drawn
    for them, and the same would be held out from every seed.
    """
    turn = np.empty(len(groups))  # the place of each sample within its shuffled group, from 0 to 1
    _, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    for group in range(len(sizes)):
        members = np.flatnonzero(group_of == group)
        turn[rng.permutation(members)] = (np.arange(len(members)) + 0.5) / len(members)
    among_equals = np.arange(len(groups))
    alone = np.flatnonzero(sizes[group_of] == 1)
    among_equals[alone] = rng.permutation(alone)
    return np.lexsort((among_equals, turn))


def _cut(order: Rows, validation: int, test: int) -> Parts:
    """Take the test samples first, so that the validation share does not change which they are."""
    part = np.zeros(len(order), np.int8)
    part[order[: test + validation]] = 1
    part[order[:test]] = 2
    train, checked, tested = (np.flatnonzero(part == number) for number in range(3))
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


def _counts_of_torch(total: int, shares: Shares) -> tuple[int, int]:
    """Return how many of train, validation and test samples PyTorch's ``random_split`` makes of fractions, less train.

    Each gets the whole samples of its share, and what is left over is dealt out one by one from the first part on. A
    part without a share is not asked for.
    """
    kept = round(1 - shares.validation - shares.test, 12)  # 0.7 as a person writes it, not 0.7000000000000001
    lengths = {number: int(total * share) for number, share in enumerate((kept, *shares)) if share > 0}
    asked = list(lengths)
    for left in range(total - sum(lengths.values())):
        lengths[asked[left % len(asked)]] += 1
    validation, test = lengths.get(1, 0), lengths.get(2, 0)
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
