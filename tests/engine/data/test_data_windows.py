from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data import DataRecipe, make_dataset
from engine.data.windows import windows
from engine.errors import DataError


def test_a_window_of_four_is_followed_by_its_target() -> None:
    found = windows(np.arange(8, dtype=np.float32), {"window": 4, "horizon": 2, "stride": 1})
    assert found.columns == ("t-3", "t-2", "t-1", "t")
    assert found.target == "t+2"
    assert found.x.tolist() == [[0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5]]
    assert found.y.tolist() == [5, 6, 7]
    assert found.classes == ()


@given(st.integers(1, 20), st.integers(1, 9), st.integers(1, 9), st.integers(0, 60))
def test_every_window_that_fits_is_there_once(window: int, horizon: int, stride: int, more: int) -> None:
    series = np.arange(window + horizon + more, dtype=np.float32)
    found = windows(series, {"window": window, "horizon": horizon, "stride": stride})
    begins = range(0, more + 1, stride)
    assert found.x[:, 0].tolist() == list(begins)
    assert found.y.tolist() == [begin + window - 1 + horizon for begin in begins]


def test_a_series_shorter_than_a_window_is_refused_with_both_lengths() -> None:
    with pytest.raises(DataError, match=r"need 5 values, but the series has 4"):
        windows(np.zeros(4, np.float32), {"window": 4, "horizon": 1, "stride": 1})


def test_a_window_of_one_value_has_one_column() -> None:
    assert windows(np.zeros(4, np.float32), {"window": 1, "horizon": 1, "stride": 1}).columns == ("t",)


def test_the_future_is_held_out_so_that_nothing_is_learned_from_it() -> None:
    recipe = DataRecipe().with_source("sine_series")
    data = make_dataset(recipe.with_setting("noise", 10))
    assert data.train.max() < data.validation.min()
    assert len(data.validation) == round(0.2 * len(data))
    assert data.remarks == ()


def test_held_out_windows_by_chance_come_with_a_warning() -> None:
    data = make_dataset(DataRecipe("sine_series", validation=0.2))
    assert "Windows overlap" in str(data.remarks[0])


def test_without_noise_the_series_is_a_sine_of_its_period() -> None:
    data = make_dataset(DataRecipe("sine_series", {"period": 20.0, "window": 1}))
    np.testing.assert_allclose(data.x[:, 0], np.sin(2 * np.pi * np.arange(len(data)) / 20), atol=1e-6)
