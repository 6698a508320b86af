from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.utils.data import TensorDataset, random_split

from engine.data import DataRecipe, make_dataset, split
from engine.data.painted import PaintedPoints
from engine.data.split import Shares, part
from engine.errors import DataError


def test_the_same_recipe_gives_the_same_arrays() -> None:
    recipe = DataRecipe("gaussians", {"noise": 20}, 0.3, 5)
    one, two = make_dataset(recipe), make_dataset(recipe)
    for name in ("x", "y", "train", "validation"):
        assert np.array_equal(getattr(one, name), getattr(two, name))


def test_another_seed_gives_other_samples() -> None:
    assert not np.array_equal(make_dataset(DataRecipe("circle")).x, make_dataset(DataRecipe("circle", seed=1)).x)


def test_the_validation_share_does_not_change_the_samples() -> None:
    one, two = (make_dataset(DataRecipe("circle", validation=share)) for share in (0.0, 0.7))
    assert np.array_equal(one.x, two.x)
    assert np.array_equal(one.y, two.y)


def test_a_larger_share_holds_out_the_same_samples_and_more() -> None:
    some, more = (make_dataset(DataRecipe("circle", validation=share)).validation for share in (0.2, 0.3))
    assert set(some) < set(more)


@given(
    counts=st.lists(st.integers(1, 40), min_size=1, max_size=4),
    share=st.floats(0, 0.9),
    seed=st.integers(0, 2**31 - 1),
)
def test_a_split_is_whole_and_in_proportion(counts: list[int], share: float, seed: int) -> None:
    groups = np.repeat(np.arange(len(counts)), counts)
    held = round(float(np.floor(len(groups) * share + 0.5)))
    rng = np.random.default_rng(seed)
    if held == len(groups) or (share > 0 and held == 0):
        with pytest.raises(DataError):
            split(groups, share, rng)
        return
    train, validation = split(groups, share, rng)
    assert sorted([*train, *validation]) == list(range(len(groups)))
    assert len(validation) == held
    assert len(train) > 0
    for number, count in enumerate(counts):
        in_group = int((groups[validation] == number).sum())
        assert abs(in_group - count * held / len(groups)) <= 1.5


def test_half_of_a_truth_table_holds_out_one_row_of_each_class() -> None:
    data = make_dataset(DataRecipe("xor", validation=0.5))
    assert sorted(data.y[data.validation]) == [0, 1]
    assert sorted(data.y[data.train]) == [0, 1]


def test_a_share_that_leaves_nothing_to_train_on_is_refused_with_both_numbers() -> None:
    with pytest.raises(DataError, match=r"90 % of 4 samples leaves none to train on"):
        make_dataset(DataRecipe("xor", validation=0.9))


def test_a_share_of_less_than_one_sample_is_refused_with_both_numbers() -> None:
    with pytest.raises(DataError, match=r"5 % of 4 samples is less than one sample"):
        make_dataset(DataRecipe("xor", validation=0.05))


def test_a_regression_is_split_too() -> None:
    data = make_dataset(DataRecipe("plane", validation=0.25))
    assert (len(data.train), len(data.validation)) == (375, 125)


# -- test samples, and other ways to part ------------------------------------------------------------------------------


def test_the_notes_split_is_that_of_torch() -> None:
    """80, 10 and 10 percent of 2,000 samples by ``random_split`` from seed 4."""
    data = make_dataset(DataRecipe("circle", {"samples": 2000}, 0.1, 4, 0.1, "random_split"))
    samples = TensorDataset(torch.arange(2000))
    parts = random_split(samples, [1600, 200, 200], generator=torch.Generator().manual_seed(4))
    assert [list(part.indices) for part in parts] == [data.train.tolist(), data.validation.tolist(), data.test.tolist()]


SHARES = [(0.8, 0.1, 0.1), (0.7, 0.2, 0.1), (0.7, 0.15, 0.15), (0.6, 0.3, 0.1), (0.34, 0.33, 0.33), (0.9, 0.05, 0.05)]


@pytest.mark.filterwarnings("ignore:Length of split")  # so torch tells of a part that gets no sample
@pytest.mark.parametrize("shares", SHARES)
def test_parts_of_any_size_are_those_of_torch(shares: tuple[float, float, float]) -> None:
    for total in range(10, 301):
        wanted = [
            [*each.indices]
            for each in random_split(TensorDataset(torch.arange(total)), shares, torch.Generator().manual_seed(total))
        ]
        if not all(wanted):
            with pytest.raises(DataError, match="less than one sample to"):
                part(np.zeros(total), Shares(*shares[1:]), "random_split", total, np.random.default_rng(0))
            continue
        found = part(np.zeros(total), Shares(*shares[1:]), "random_split", total, np.random.default_rng(0))
        assert [rows.tolist() for rows in found] == wanted


@pytest.mark.parametrize("share", [0.1, 0.15, 0.2, 1 / 3, 0.35, 0.5, 0.7])
def test_two_parts_of_any_size_are_those_of_torch_whichever_is_held_out(share: float) -> None:
    for total in range(10, 301):
        wanted = [
            [*each.indices]
            for each in random_split(
                TensorDataset(torch.arange(total)), [1 - share, share], torch.Generator().manual_seed(7)
            )
        ]
        rng = np.random.default_rng(0)
        checked = part(np.zeros(total), Shares(share), "random_split", 7, rng)
        tested = part(np.zeros(total), Shares(0.0, share), "random_split", 7, rng)
        assert [checked.train.tolist(), checked.validation.tolist()] == wanted
        assert [tested.train.tolist(), tested.test.tolist()] == wanted


@given(
    total=st.integers(0, 200),
    shares=st.tuples(st.floats(0, 0.6), st.floats(0, 0.3)),
    how=st.sampled_from(["stratified", "shuffled", "random_split", "time"]),
    seed=st.integers(0, 2**31 - 1),
)
def test_every_way_to_part_takes_each_sample_once(total: int, shares: tuple[float, float], how: str, seed: int) -> None:
    groups = np.arange(total) % 3
    try:
        parts = part(groups, Shares(*shares), how, seed, np.random.default_rng(seed))
    except DataError:
        return
    assert sorted(np.concatenate(parts).tolist()) == list(range(total))
    if how != "random_split":  # which rounds as PyTorch does
        assert len(parts.validation) == int(np.floor(total * shares[0] + 0.5))
        assert len(parts.test) == int(np.floor(total * shares[1] + 0.5))
    assert {piece.dtype for piece in parts} == {np.dtype(np.int64)}
    if how == "time":
        assert np.concatenate(parts).tolist() == list(range(total))


def test_the_validation_share_does_not_change_the_test_samples() -> None:
    one, two = (make_dataset(DataRecipe("circle", validation=share, test=0.2)) for share in (0.0, 0.5))
    assert np.array_equal(one.test, two.test)


def test_classes_stay_in_proportion_in_all_three_parts() -> None:
    data = make_dataset(DataRecipe("blobs", {"samples": 400, "classes": 4}, 0.25, 0, 0.25))
    for rows in (data.train, data.validation, data.test):
        counts = np.bincount(data.y[rows].astype(int))
        assert counts.max() - counts.min() <= 1


def test_by_chance_classes_need_not_stay_in_proportion() -> None:
    found = [
        np.bincount(data.y[data.validation].astype(int)).tolist()
        for data in (make_dataset(DataRecipe("blobs", {"samples": 400}, 0.25, s, split="shuffled")) for s in range(5))
    ]
    assert any(len(set(counts)) > 1 for counts in found)


def test_test_samples_of_less_than_one_are_refused_with_both_numbers() -> None:
    with pytest.raises(DataError, match=r"5 % of 4 samples is less than one sample to test with"):
        make_dataset(DataRecipe("xor", test=0.05))


# -- classes that are rare or missing ----------------------------------------------------------------------------------


def test_which_of_the_classes_of_one_member_are_held_out_depends_on_the_seed() -> None:
    groups = np.arange(10)
    found = {seed: split(groups, 0.3, np.random.default_rng(seed))[1].tolist() for seed in range(20)}
    assert found == {seed: split(groups, 0.3, np.random.default_rng(seed))[1].tolist() for seed in range(20)}
    assert set(np.concatenate([*found.values()]).tolist()) == set(range(10))


def test_classes_of_more_members_are_held_out_as_in_earlier_versions() -> None:
    """A run that is saved must find the samples that it was trained with."""
    groups = np.array([0, 1, 1, 0, 2, 2, 2, 0, 1, 3])
    train, validation = split(groups, 0.4, np.random.default_rng(3))
    assert (train.tolist(), validation.tolist()) == ([0, 2, 5, 6, 8, 9], [1, 3, 4, 7])


def remarks(counts: list[int], validation: float, how: str, classes: int = 0) -> list[str]:
    """Return what is said of samples that are sorted by their classes."""
    numbers = np.repeat(np.arange(len(counts)), counts).tolist()
    points = PaintedPoints()
    for number in numbers:
        points = points.with_points_added([(float(number), 0.0)], number)
    settings = {"classes": max(classes, len(counts))}
    recipe = DataRecipe("painted", settings, validation=validation, split=how, points=points)
    return [str(remark) for remark in make_dataset(recipe).remarks]


def test_a_class_that_nothing_is_learned_of_is_named_and_so_is_one_that_nothing_is_checked_of() -> None:
    assert remarks([5, 5], 0.5, "time") == [
        "There is no training sample of class 1, so the network cannot learn it. Hold out fewer samples, or change the "
        "split or the data seed.",
        "There is no validation sample of class 0: the validation results say nothing about it.",
    ]


def test_classes_of_one_member_are_told_of_when_they_are_held_out() -> None:
    train, validation = remarks([1] * 6, 0.5, "stratified")
    assert train.startswith("There is no training sample of class ")
    assert train.split(" class ")[1].split(", so ")[0].count(",") == 2
    assert validation.startswith("There is no validation sample of class ")


def test_a_class_without_any_sample_is_told_of_once() -> None:
    assert remarks([4, 4], 0.25, "stratified", classes=3) == ["The data has no sample of class 2."]


def test_nothing_is_said_where_every_class_is_everywhere_or_nothing_is_held_out_or_there_is_no_sample() -> None:
    assert remarks([4, 4], 0.5, "stratified") == []
    assert remarks([4, 1], 0.0, "stratified") == []
    assert remarks([], 0.0, "stratified", classes=2) == []
