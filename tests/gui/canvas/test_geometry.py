"""The numbers behind the gestures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.canvas import geometry

numbers = st.floats(-1e4, 1e4)
points = st.tuples(numbers, numbers)
boxes = st.tuples(numbers, numbers, st.floats(1, 400), st.floats(1, 400))


@given(points)
def test_snapping_moves_by_at_most_half_a_step_and_only_once(point: tuple[float, float]) -> None:
    once = geometry.snapped(point)
    assert abs(once[0] - point[0]) <= 4
    assert abs(once[1] - point[1]) <= 4
    assert once[0] % 8 == once[1] % 8 == 0
    assert geometry.snapped(once) == once


@given(points, points, st.floats(0, 1))
def test_a_point_of_a_wire_is_on_the_wire(start: tuple[float, float], end: tuple[float, float], share: float) -> None:
    extent = math.dist(start, end) + 400
    on_it = geometry.point_on(start, end, share)
    assert geometry.distance_to_wire(start, end, on_it) <= 0.01 * extent


@given(points, points)
def test_a_wire_leaves_to_the_right_and_arrives_from_the_left(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    first, second = geometry.handles(start, end)
    assert first[0] >= start[0] + 24
    assert second[0] <= end[0] - 24
    assert (first[1], second[1]) == (start[1], end[1])
    assert geometry.point_on(start, end, 0) == pytest.approx(start)
    assert geometry.point_on(start, end, 1) == pytest.approx(end)


@given(st.dictionaries(st.integers(), points, max_size=6), points, st.floats(0, 1e4))
def test_the_nearest_is_nearer_than_the_others_and_within_reach(
    places: dict[int, tuple[float, float]], point: tuple[float, float], radius: float
) -> None:
    found = geometry.nearest(point, places, radius)
    distances = {key: math.hypot(p[0] - point[0], p[1] - point[1]) for key, p in places.items()}
    if found is None:
        assert all(distance > radius for distance in distances.values())
    else:
        assert distances[found] == min(distances.values()) <= radius


@given(st.floats())
def test_zoom_is_always_a_number_within_its_range(zoom: float) -> None:
    low, high = geometry.ZOOM_RANGE
    assert low <= geometry.clamped_zoom(zoom) <= high


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1, 4000), st.floats(1, 4000))
def test_what_is_fitted_fits_unless_it_would_be_too_small_to_see(
    width: float, height: float, across: float, down: float
) -> None:
    zoom = geometry.fitting_zoom((width, height), (across, down))
    assert geometry.ZOOM_RANGE[0] <= zoom <= 1
    if zoom > geometry.ZOOM_RANGE[0]:
        assert width * zoom <= across * 1.0001
        assert height * zoom <= down * 1.0001


@given(st.integers(0, 64), st.floats(1, 30), st.floats(1, 300))
def test_strands_spread_evenly_about_the_port_within_their_room(count: int, spacing: float, extent: float) -> None:
    offsets = geometry.spread(count, spacing, extent)
    assert len(offsets) == count
    assert sum(offsets) == pytest.approx(0, abs=1e-6)
    if count > 1:
        assert offsets[-1] - offsets[0] <= extent + 1e-6
        assert list(offsets) == sorted(offsets)


@given(st.lists(boxes, max_size=8), points, st.floats(1, 300), st.floats(1, 300))
def test_a_free_place_is_free_and_straight_below(
    taken: list[tuple[float, float, float, float]], wanted: tuple[float, float], width: float, height: float
) -> None:
    place = geometry.free_place(wanted, (width, height), taken)
    assert not any(geometry.overlap((*place, width, height), box) for box in taken)
    assert place[0] == geometry.snapped(wanted)[0]
    assert place[1] >= geometry.snapped(wanted)[1]


@given(points, points, st.floats(10, 120), st.floats(0, 40))
def test_labels_keep_clear_of_the_middle_of_their_wire(
    start: tuple[float, float], end: tuple[float, float], width: float, rise: float
) -> None:
    middle = geometry.point_on(start, end, 0.5)
    places = geometry.beside_wire(start, end, (width, 16), rise)
    for x, y in places:
        assert abs(x - middle[0]) > width / 2 or abs(y - middle[1]) > 8
    assert all(y <= middle[1] + 1e-6 for _, y in places[::2])
    assert all(y >= middle[1] - 1e-6 for _, y in places[1::2])
    assert len(places[::2]) == len(places[1::2]) > 4


def test_the_canvas_scrolls_only_near_an_edge_and_faster_beyond() -> None:
    assert geometry.pull(500, 1000) == 0
    assert -20 < geometry.pull(16, 1000) < 0 < geometry.pull(984, 1000) < 20
    assert geometry.pull(-500, 1000) == -20
    assert geometry.pull(1500, 1000) == 20
