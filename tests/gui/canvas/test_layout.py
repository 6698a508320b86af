"""Tidy layouts."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gui.canvas.geometry import Point, overlap
from gui.canvas.layout import tidy


@st.composite
def drawings(draw: st.DrawFn) -> tuple[dict[int, Point], list[tuple[int, int]]]:
    """Any drawing: wires lead from lower to higher numbers, so there is no cycle."""
    count = draw(st.integers(0, 14))
    size = st.tuples(st.integers(1, 20).map(lambda n: n * 16.0), st.integers(1, 12).map(lambda n: n * 16.0))
    sizes = {node: draw(size) for node in range(1, count + 1)}
    pairs = list(combinations(sizes, 2))
    wires = draw(st.lists(st.sampled_from(pairs), max_size=24)) if pairs else []
    return sizes, wires


@given(drawings())
def test_every_node_has_a_place_on_the_grid_and_none_covers_another(
    drawing: tuple[dict[int, Point], list[tuple[int, int]]],
) -> None:
    sizes, wires = drawing
    places = tidy(sizes, wires)
    assert places.keys() == sizes.keys()
    assert all(x % 8 == 0 and y % 8 == 0 for x, y in places.values())
    boxes = [(*places[node], *sizes[node]) for node in sizes]
    assert not any(overlap(a, b, 8) for a, b in combinations(boxes, 2))


@given(drawings())
def test_every_wire_runs_from_left_to_right(drawing: tuple[dict[int, Point], list[tuple[int, int]]]) -> None:
    sizes, wires = drawing
    places = tidy(sizes, wires)
    assert all(places[source][0] + sizes[source][0] + 64 <= places[sink][0] for source, sink in wires)


@given(drawings())
def test_the_same_drawing_gets_the_same_places(drawing: tuple[dict[int, Point], list[tuple[int, int]]]) -> None:
    sizes, wires = drawing
    backwards = dict(reversed(list(sizes.items())))
    assert tidy(sizes, wires) == tidy(backwards, wires[::-1])


def test_a_chain_is_one_straight_row() -> None:
    sizes = {1: (112.0, 96.0), 2: (176.0, 160.0), 3: (192.0, 160.0), 4: (160.0, 112.0)}
    places = tidy(sizes, [(1, 2), (2, 3), (3, 4)])
    assert {places[node][1] + sizes[node][1] / 2 for node in sizes} == {0.0}


def test_a_residual_wire_goes_around_the_layers_it_skips() -> None:
    sizes = dict.fromkeys(range(1, 5), (160.0, 160.0))
    places = tidy(sizes, [(1, 2), (2, 3), (3, 4), (1, 4)])
    middles = {node: y + 80 for node, (_, y) in places.items()}
    assert abs(middles[1] - middles[4]) <= 16
    assert middles[2] == middles[3]
    assert abs(middles[2] - middles[1]) >= 40


def test_two_branches_do_not_cross() -> None:
    sizes = dict.fromkeys(range(1, 7), (160.0, 96.0))
    # 1 feeds 2 and 3, whose successors are numbered the other way round
    places = tidy(sizes, [(1, 2), (1, 3), (2, 5), (3, 4), (5, 6), (4, 6)])
    assert (places[2][1] < places[3][1]) == (places[5][1] < places[4][1])


def test_nodes_without_wires_have_room_between_them_for_wires() -> None:
    sizes = {1: (112.0, 96.0), 2: (176.0, 160.0), 3: (160.0, 112.0)}
    places = tidy(sizes, [])
    wired = tidy(sizes, [(1, 2), (2, 3)])
    assert [places[node][0] for node in sizes] == [wired[node][0] for node in sizes]
