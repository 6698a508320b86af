from __future__ import annotations

import time

import numpy as np
import pytest

from engine.data import DataRecipe, PaintedPoints, make_dataset
from engine.errors import DataError, SettingError


def painted() -> PaintedPoints:
    return PaintedPoints().with_point_added(0, 0, 0).with_point_added(1, 0, 1).with_points_added([(3, 4), (3, 5)], 1)


def test_points_are_added_one_by_one_and_by_the_stroke() -> None:
    points = painted()
    assert points.x.tolist() == [[0, 0], [1, 0], [3, 4], [3, 5]]
    assert points.y.tolist() == [0, 1, 1, 1]


def test_points_within_the_radius_are_erased_and_no_others() -> None:
    left = painted().erased(3, 4.4, 0.7)
    assert left.x.tolist() == [[0, 0], [1, 0]]
    assert left.y.tolist() == [0, 1]


def test_erasing_where_nothing_is_changes_nothing() -> None:
    points = painted()
    assert points.erased(-5, -5, 1) is points


def test_clearing_leaves_nothing() -> None:
    assert len(painted().cleared()) == 0


def test_an_earlier_value_never_changes() -> None:
    points = painted()
    points.with_point_added(9, 9, 0)
    points.erased(0, 0, 99)
    assert points == painted()
    with pytest.raises(ValueError, match="read-only"):
        points.x[0, 0] = 5


def test_the_same_points_are_equal() -> None:
    assert painted() == painted()
    assert hash(painted()) == hash(painted())
    assert painted() != painted().with_point_added(0, 0, 0)


def test_painted_points_are_the_samples_in_their_order() -> None:
    data = make_dataset(DataRecipe("painted", points=painted()))
    assert data.x.tolist() == painted().x.tolist()
    assert data.y.tolist() == [0, 1, 1, 1]
    assert (data.columns, data.classes) == (("x1", "x2"), ("0", "1"))


def test_nothing_painted_is_an_empty_data_set() -> None:
    data = make_dataset(DataRecipe("painted", {"classes": 3}, 0.5, normalisation="standard", features=("x1^2",)))
    assert (len(data), len(data.train), len(data.validation), data.n_classes) == (0, 0, 0, 3)


def test_painted_numbers_are_a_regression() -> None:
    points = PaintedPoints().with_point_added(1, 2, -0.75)
    data = make_dataset(DataRecipe("painted", {"target": "value"}, points=points))
    assert data.is_regression
    assert data.y.tolist() == [-0.75]


@pytest.mark.parametrize("target", [2, -1, 0.5])
def test_a_point_of_a_class_that_there_is_not_is_refused(target: float) -> None:
    with pytest.raises(SettingError, match="only the classes 0 to 1"):
        DataRecipe("painted", points=painted().with_point_added(0, 0, target))


def test_another_source_lets_go_of_the_points() -> None:
    recipe = DataRecipe("painted", points=painted())
    assert len(recipe.with_source("circle").points) == 0
    assert recipe.with_points(PaintedPoints()).settings == recipe.settings
    assert DataRecipe("circle", seed=7).with_points(painted()) == DataRecipe("painted", seed=7, points=painted())


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (np.zeros((2, 3)), np.zeros(2)),
        (np.zeros((2, 2)), np.zeros(3)),
        (np.full((1, 2), np.nan), np.zeros(1)),
        (np.zeros((1, 2)), np.full(1, np.inf)),
        (np.zeros((100_001, 2)), np.zeros(100_001)),
    ],
)
def test_arrays_that_are_no_points_are_refused(
    x: np.ndarray[tuple[int, int], np.dtype[np.float64]], y: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> None:
    with pytest.raises(DataError):
        PaintedPoints(x, y)  # type: ignore[arg-type]  # any floats are taken


def test_a_stroke_over_5000_points_costs_nearly_nothing() -> None:
    rng = np.random.default_rng(0)
    points = PaintedPoints().with_points_added(rng.uniform(-6, 6, (5000, 2)), 1)
    started = time.process_time()
    for step in range(200):
        points = points.with_point_added(step / 100, 0, 0).erased(-6, -6, 0.01)
    assert (time.process_time() - started) / 200 < 0.005
