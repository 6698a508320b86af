from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.data import PLANE_FEATURES, DataRecipe, make_dataset
from engine.data.preparation import BLOCK, fit
from engine.errors import DataError

ROWS = np.arange(4)


def test_without_features_and_normalisation_the_network_gets_the_samples_themselves() -> None:
    data = make_dataset(DataRecipe("circle"))
    assert data.preparation.is_identity
    assert data.x is data.raw
    assert data.preparation.apply(data.raw) is data.raw
    assert data.raw_columns == data.columns


def test_the_playgrounds_features_become_the_columns_of_the_network() -> None:
    data = make_dataset(DataRecipe("circle", features=PLANE_FEATURES))
    a, b = data.raw.astype(float).T
    assert data.columns == ("x1", "x2", "x1^2", "x2^2", "x1 x2", "sin x1", "sin x2")
    assert data.raw_columns == ("x1", "x2")
    np.testing.assert_allclose(data.x, np.column_stack([a, b, a * a, b * b, a * b, np.sin(a), np.sin(b)]), rtol=1e-6)


def test_standardising_uses_the_training_samples_alone() -> None:
    recipe = DataRecipe("gaussians", {"noise": 20}, 0.3, 5, 0.1, normalisation="standard")
    data = make_dataset(recipe)
    train = data.raw[data.train].astype(float)
    np.testing.assert_allclose(data.x, (data.raw - train.mean(axis=0)) / train.std(axis=0), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(data.x[data.train].mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(data.x[data.train].std(axis=0), 1, atol=1e-6)
    assert not np.allclose(data.x.mean(axis=0), 0, atol=1e-4)


def test_samples_that_are_held_out_do_not_change_the_preparation() -> None:
    raw = np.array([[0], [1], [2], [3]], np.float32)
    other = raw.copy()
    other[3] = 1e6
    one, two = (fit(("a",), x, ROWS[:3], (), "standard")[0] for x in (raw, other))
    assert one.apply(raw).tolist() == two.apply(raw).tolist()


def test_the_range_of_the_training_samples_becomes_0_to_1() -> None:
    raw = np.array([[2, 10], [4, 20], [6, 40], [8, -10]], np.float32)
    preparation, _ = fit(("a", "b"), raw, ROWS[:3], (), "min_max")
    expected = np.array([[0, 0], [0.5, 1 / 3], [1, 1], [1.5, -2 / 3]])
    np.testing.assert_allclose(preparation.apply(raw), expected, rtol=1e-6)


@pytest.mark.parametrize("how", ["standard", "min_max"])
def test_a_column_of_one_value_becomes_0_and_is_told_of(how: str) -> None:
    raw = np.array([[0.1, 1], [0.1, 2], [0.1, 3], [0.1, 9]], np.float32)
    preparation, remarks = fit(("same", "other"), raw, ROWS[:3], (), how)
    assert preparation.apply(raw)[:, 0].tolist() == [0, 0, 0, 0]
    assert [str(remark) for remark in remarks] == [
        "Columns of one value in all training samples, which becomes 0: 1 (same)."
    ]


def test_features_are_normalised_after_they_are_made() -> None:
    data = make_dataset(DataRecipe("circle", features=("x1^2",), normalisation="min_max"))
    assert (data.x.min(), data.x.max()) == (0, 1)
    assert data.columns == ("x1^2",)


def test_a_grid_of_points_is_prepared_as_the_samples_are() -> None:
    data = make_dataset(DataRecipe("circle", features=("x2", "x1 x2"), normalisation="standard"))
    np.testing.assert_array_equal(data.preparation.apply(data.raw.astype(float)), data.x)


def test_a_column_named_like_an_expression_is_that_column() -> None:
    data = make_dataset(DataRecipe("sine_series", features=("t-1", "t")))
    np.testing.assert_array_equal(data.x, data.raw[:, -2:])


def test_a_feature_without_a_value_is_refused_with_the_sample() -> None:
    with pytest.raises(DataError, match=r"log\(x1\) has no finite value for sample 1 \(x1 = 0, x2 = 0\)"):
        make_dataset(DataRecipe("xor", features=("log(x1)",)))


@pytest.mark.parametrize(("feature", "part"), [("x9", "no column x9"), ("x1 +", "value is missing")])
def test_a_feature_that_cannot_be_read_is_refused_when_the_data_is_made(feature: str, part: str) -> None:
    with pytest.raises(DataError, match=part):
        make_dataset(DataRecipe("xor", features=(feature,)))


def test_more_samples_than_a_block_are_prepared_alike() -> None:
    raw = np.linspace(-3, 5, BLOCK + 7, dtype=np.float32)[:, None]
    preparation, _ = fit(("a",), raw, np.arange(len(raw)), ("a^2",), "standard")
    square = raw.astype(float) ** 2
    np.testing.assert_allclose(preparation.apply(raw), (square - square.mean()) / square.std(), atol=1e-5)


@given(
    arrays(
        np.float32,
        st.tuples(st.integers(2, 20), st.integers(1, 3)),
        elements=st.floats(-(2.0**100), 2.0**100, width=32),
    ),
    st.sampled_from(["standard", "min_max"]),
)
def test_normalised_training_samples_are_finite_and_small(
    raw: np.ndarray[tuple[int, int], np.dtype[np.float32]], how: str
) -> None:
    columns = tuple("abc"[: raw.shape[1]])
    preparation, _ = fit(columns, raw, np.arange(len(raw)), (), how)
    x = preparation.apply(raw)
    assert np.isfinite(x).all()
    assert np.abs(x).max() <= np.sqrt(len(raw)) + 1e-3
