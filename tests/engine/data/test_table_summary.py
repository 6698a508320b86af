from __future__ import annotations

import numpy as np
import pytest

from engine.data.summary import summarise, summarise_categories


def test_numbers_are_counted_in_bins_that_hold_all_of_them() -> None:
    found = summarise(np.array([0, 1, 2, 3, 4, np.nan, np.inf], np.float32), bins=4)
    assert found.counts.tolist() == [1, 1, 1, 2]
    assert found.edges.tolist() == [0, 1, 2, 3, 4]
    assert (found.minimum, found.maximum, found.mean, found.missing) == (0, 4, 2, 2)


@pytest.mark.parametrize("value", [0.0, 7.0, -1e30, 1e-30])
def test_equal_numbers_lie_in_one_bin(value: float) -> None:
    found = summarise(np.full(5, value, np.float32))
    assert sorted(found.counts.tolist())[-2:] == [0, 5]
    assert found.edges[0] < value < found.edges[-1]


def test_a_column_without_a_number_has_no_bins() -> None:
    found = summarise(np.array([np.nan, np.inf]))
    assert (len(found.counts), len(found.edges), found.missing) == (0, 0, 2)
    assert np.isnan(found.mean)


def test_the_most_frequent_categories_come_first() -> None:
    found = summarise_categories(["b", "a", None, "b", "c", "a"], top=2)
    assert found.top == (("a", 2), ("b", 2))
    assert (found.different, found.missing) == (3, 1)
