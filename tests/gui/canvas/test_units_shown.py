"""Layers that show their units and weights: when they open, and what is then to be seen and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from engine.data import DataRecipe, Dataset
from engine.graph import Ends
from gui import action_making, actions
from gui.canvas.items import MOST_UNITS
from gui.plots import unit_pictures
from gui.run import UnitKey
from gui.theme import DARK, THEME, number
from tests.gui.canvas.hand import CTRL

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.canvas.hand import Hand

FIRST, SECOND, LAST = Ends(1, 2), Ends(2, 3), Ends(3, 4)


@pytest.fixture
def opened(drawn: Hand, qtbot: QtBot) -> Hand:
    """A hand on XOR whose layers show their units, with pictures."""
    drawn.view.toggle_units()
    drawn.view.fit()
    qtbot.waitUntil(lambda: drawn.view.canvas.unfolding.outputs_of(2) is not None)
    return drawn


@pytest.fixture
def dark() -> Iterator[None]:
    THEME.use("dark")
    yield
    THEME.use("light")


def is_open(hand: Hand, node_id: int) -> bool:
    return hand.view.canvas.nodes[node_id].content.open


def tag(hand: Hand) -> str:
    """Return what the tag at the pointer reads; nothing if there is none."""
    shown = hand.view.hovering.reader.tag
    return shown.text() if shown.isVisible() else ""


def picture_at(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    colour = image.pixelColor(x, y)
    return colour.red(), colour.green(), colour.blue()


# -- open and closed ---------------------------------------------------------------------------------------------


def test_the_chevron_opens_a_layer_and_closes_it_again(drawn: Hand) -> None:
    drawn.click(drawn.on_button(2, "fold"))
    assert is_open(drawn, 2)
    assert not is_open(drawn, 3)
    drawn.click(drawn.on_button(2, "fold"))
    assert not is_open(drawn, 2)


def test_an_open_layer_grows_on_both_sides_of_its_wires_and_keeps_its_settings(drawn: Hand) -> None:
    item = drawn.view.canvas.nodes[2]
    port, closed = drawn.on_output(2), item.box
    drawn.click(drawn.on_button(2, "fold"))
    assert drawn.on_output(2) == port
    assert item.box.top() < closed.top()
    assert item.box.bottom() > closed.bottom()
    assert item.box.width() == closed.width()
    units = [item.mapToScene(line.center()).y() for line in item.frame.units]
    assert sum(units) / 2 == pytest.approx(drawn.view.canvas.edges[FIRST].end.y())
    drawn.click(drawn.on_setting(2, "activation"))
    drawn.pick("ReLU")
    assert drawn.view.document.graph.node(2).settings["activation"] == "relu"
    assert is_open(drawn, 2)


def test_u_opens_the_selected_layers_or_else_all(drawn: Hand) -> None:
    view = drawn.view
    (spec,) = [spec for spec in actions.network_actions() if spec.id == "units"]
    view.addAction(action_making.build([spec], lambda _: view.toggle_units(), view)["units"])
    drawn.click(drawn.on_node(3))
    drawn.key(Qt.Key.Key_U)
    assert [is_open(drawn, node_id) for node_id in (2, 3)] == [False, True]
    drawn.key(Qt.Key.Key_Escape, Qt.Key.Key_U)
    assert [is_open(drawn, node_id) for node_id in (2, 3)] == [True, True]
    drawn.key(Qt.Key.Key_U)
    assert [is_open(drawn, node_id) for node_id in (2, 3)] == [False, False]


def test_layers_open_when_the_drawing_comes_near_and_close_when_it_goes_away(drawn: Hand) -> None:
    drawn.view.zoom_reset()
    drawn.wheel(QPoint(500, 300), 240, CTRL)
    assert 1.25 < drawn.view.zoom() < 1.5
    assert not is_open(drawn, 2)
    drawn.wheel(QPoint(500, 300), 240, CTRL)
    assert is_open(drawn, 2)
    drawn.wheel(QPoint(500, 300), -240, CTRL)
    assert is_open(drawn, 2)  # near the border nothing flickers
    drawn.wheel(QPoint(500, 300), -240, CTRL)
    assert not is_open(drawn, 2)


def test_what_was_closed_by_hand_stays_closed_however_near_it_is(drawn: Hand) -> None:
    drawn.wheel(QPoint(500, 300), 480, CTRL)
    assert is_open(drawn, 2)
    drawn.view.show_node(2)
    drawn.click(drawn.on_button(2, "fold"))
    drawn.wheel(QPoint(500, 300), -480, CTRL)
    drawn.wheel(QPoint(500, 300), 1200, CTRL)
    assert not is_open(drawn, 2)
    assert is_open(drawn, 3)


def test_which_layers_are_open_is_kept_with_the_view_and_not_undone(opened: Hand, document: Document) -> None:
    opened.click(opened.on_button(3, "fold"))
    assert document.undo_stack.count() == 0
    state = opened.view.view_state()
    opened.view.toggle_units()
    opened.view.restore_view(state)
    assert [is_open(opened, node_id) for node_id in (2, 3)] == [True, False]
    opened.view.restore_view({"open": "all", "closed": [[], 1.5, 77]})
    assert [is_open(opened, node_id) for node_id in (2, 3)] == [False, False]


def test_another_project_begins_with_closed_layers(opened: Hand, document: Document) -> None:
    document.open(document.project({}), None)
    assert not is_open(opened, 2)


# -- pictures ----------------------------------------------------------------------------------------------------


def test_a_unit_shows_its_activation_over_the_plane(opened: Hand, document: Document) -> None:
    tensors = document.run.weights_of(2)
    weight, bias = (tensors[name].astype(np.float32) for name in ("linear.weight", "linear.bias"))
    places = unit_pictures.places(document.dataset)
    by_hand = np.tanh(places @ weight.T + bias)  # (points, units)
    outputs = opened.view.canvas.unfolding.outputs_of(2)
    assert outputs is not None
    np.testing.assert_allclose(outputs, by_hand, atol=1e-6)
    shown = opened.view.canvas.unfolding.pictures()[2]
    side, lookup = unit_pictures.SIDE, THEME.signed_lookup()
    for column, row, unit in ((0, 0, 0), (23, 0, 1), (5, 17, 0), (23, 23, 1)):
        value = by_hand[column * side + row, unit]
        colour = picture_at(shown.atlas, column, (shown.first + unit) * side + side - 1 - row)
        assert colour == pytest.approx(lookup[round((value + 1) / 2 * 255)], abs=3)


def test_pictures_follow_the_training(opened: Hand, document: Document, qtbot: QtBot) -> None:
    before = opened.view.canvas.unfolding.pictures()[2].atlas
    document.run.train()
    qtbot.waitUntil(lambda: document.run.step_count > 200)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    assert opened.view.canvas.unfolding.pictures()[2].atlas != before


def test_pictures_take_the_colours_of_the_dark_look(opened: Hand, dark: None) -> None:
    shown = opened.view.canvas.unfolding.pictures()[2]
    outputs = opened.view.canvas.unfolding.outputs_of(2)
    assert outputs is not None
    at_zero = int(np.abs(outputs[:, 0]).argmin())
    column, row = divmod(at_zero, unit_pictures.SIDE)
    colour = picture_at(shown.atlas, column, shown.first * unit_pictures.SIDE + unit_pictures.SIDE - 1 - row)
    canvas = DARK.canvas
    assert colour == pytest.approx((canvas.red(), canvas.green(), canvas.blue()), abs=24)


def test_nobody_asks_for_pictures_that_nobody_sees(opened: Hand, document: Document, qtbot: QtBot) -> None:
    opened.view.toggle_units()
    document.run.step()
    qtbot.waitUntil(lambda: document.run.last is not None and not document.run.last.inner)
    opened.view.toggle_units()
    qtbot.waitUntil(lambda: document.run.last is not None and bool(document.run.last.inner))
    opened.view.hide()
    qtbot.waitUntil(lambda: document.run.last is not None and not document.run.last.inner)


def test_other_data_get_pictures_of_their_own(opened: Hand, document: Document, qtbot: QtBot) -> None:
    document.set_recipe(DataRecipe("circle"), "data")
    qtbot.waitUntil(lambda: opened.view.canvas.unfolding.outputs_of(2) is not None)
    assert document.run.last is not None
    assert document.run.last.problem is None


def three_columns() -> Dataset:
    x = np.random.default_rng(0).normal(size=(600, 3)).astype(np.float32)
    rows = np.arange(600)
    return Dataset(("a", "b", "c"), "t", ("0", "1"), x, (x[:, 0] > 0).astype(np.float32), rows, rows[:0])


def test_without_a_plane_a_unit_shows_how_often_it_gives_which_value(opened: Hand, document: Document) -> None:
    data = three_columns()
    places = unit_pictures.places(data)
    assert len(places) <= unit_pictures.MOST_SAMPLES
    values = np.array([[-0.99], [-0.99], [0.01], [0.99], [np.nan]])
    counts = unit_pictures.counted(values, np.ones(1))
    assert (counts[0, 0], counts[0, 12], counts[0, 23], counts.sum()) == (2, 1, 1, 4)
    picture = unit_pictures.histograms(
        values, np.ones(1), unit_pictures.packed(THEME.signed_lookup()), THEME.tokens.canvas
    )
    filled = (picture != THEME.tokens.canvas.rgb()).sum(axis=0)
    assert (filled[0], filled[12], filled[1]) == (22, 11, 0)


# -- reading -----------------------------------------------------------------------------------------------------


def weight(document: Document, node_id: int, unit: int, source: int) -> str:
    value: npt.NDArray[np.float32] = document.run.weights_of(node_id)["linear.weight"][unit, source]
    return number(float(value))


def test_pointing_at_a_weight_reads_it_and_goes_on_while_it_trains(
    opened: Hand, document: Document, qtbot: QtBot
) -> None:
    opened.move(opened.on_strand(FIRST, 1, 0))
    assert tag(opened) == f"x1 → Dense 1, unit 2\nweight {weight(document, 2, 1, 0)}"
    before = tag(opened)
    document.run.train()
    qtbot.waitUntil(lambda: document.run.step_count > 100)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    qtbot.waitUntil(lambda: tag(opened) == f"x1 → Dense 1, unit 2\nweight {weight(document, 2, 1, 0)}")
    assert tag(opened) != before
    opened.move(opened.on_strand(SECOND, 0, 1, 0.4))
    assert tag(opened) == f"Dense 1, unit 2 → Dense 2, unit 1\nweight {weight(document, 3, 0, 1)}"
    opened.move(opened.at(0, -250))
    assert tag(opened) == ""


def test_pointing_at_a_bias_reads_it(opened: Hand, document: Document) -> None:
    opened.move(opened.on_bias(2, 1))
    bias = number(float(document.run.weights_of(2)["linear.bias"][1]))
    assert tag(opened) == f"Dense 1, unit 2\nbias {bias}"


def test_pointing_at_a_unit_says_its_range_and_tells_the_other_views(opened: Hand, document: Document) -> None:
    told: list[UnitKey | None] = []
    document.unit_hovered.connect(told.append)
    opened.move(opened.on_unit(2, 1))
    outputs = opened.view.canvas.unfolding.outputs_of(2)
    assert outputs is not None
    low, high = number(float(outputs[:, 1].min())), number(float(outputs[:, 1].max()))
    assert tag(opened) == f"Dense 1, unit 2\nfrom {low} to {high} over the plane; full colours at ±1"
    opened.move(opened.on_unit(2, 0))
    opened.move(opened.at(0, -250))
    assert told == [UnitKey(2, 1), UnitKey(2, 0), None]


def test_the_tag_speaks_korean(korean: None, opened: Hand, document: Document) -> None:
    opened.move(opened.on_strand(FIRST, 1, 0))
    assert tag(opened) == f"x1 → Dense 1, 유닛 2\n가중치 {weight(document, 2, 1, 0)}"


def test_a_strand_is_read_within_a_few_pixels_only(opened: Hand) -> None:
    place = opened.on_strand(LAST._replace(source=2, sink=3), 0, 0, 0.2)
    opened.move(place + QPoint(0, 2))
    assert tag(opened).startswith("Dense 1, unit 1 →")
    opened.move(place - QPoint(0, 14))
    assert tag(opened) == ""


def test_the_buttons_say_what_they_are_for(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_: said.append(text))
    over = opened.view.viewport()
    for name in ("fold", "less", "more"):
        place = opened.on_button(2, name)
        QApplication.sendEvent(over, QHelpEvent(QEvent.Type.ToolTip, place, over.mapToGlobal(place)))
    assert [text.split()[0] for text in said] == ["Hide", "Remove", "Add"]


def test_closed_layers_read_nothing(drawn: Hand) -> None:
    drawn.move(drawn.on_wire(SECOND))
    assert tag(drawn) == ""


def test_the_tag_goes_with_what_it_reads(opened: Hand, document: Document) -> None:
    opened.move(opened.on_unit(2, 1))
    with document.edit("fewer") as graph:
        graph.set(2, "units", 1)
    document.run.refresh()
    opened.view.hovering.reader.refresh()
    assert not tag(opened).startswith("Dense 1, unit 2\nfrom")
    with document.edit("gone") as graph:
        graph.remove([2])
    opened.view.hovering.reader.refresh()
    assert tag(opened) == ""


# -- large layers ------------------------------------------------------------------------------------------------


def test_a_layer_of_300_units_shows_a_map_of_its_weights(drawn: Hand, document: Document) -> None:
    with document.edit("large") as graph:
        graph.set(2, "units", 300)
    drawn.view.toggle_units()
    drawn.view.fit()
    item = drawn.view.canvas.nodes[2]
    assert not item.frame.units
    assert 2 not in drawn.view.canvas.unfolding.pictures()
    image = drawn.view.grab().toImage()
    box = drawn.view.mapFromScene(item.mapRectToScene(item.frame.map)).boundingRect()
    colours = {image.pixel(x, y) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())}
    assert len(colours) > 100
    middle = item.mapToScene(item.frame.map.center())
    drawn.move(drawn.view.mapFromScene(middle))
    assert tag(drawn).startswith("x2 → Dense 1, unit 1")
    assert "weight" in tag(drawn)


def test_the_largest_layer_with_single_units_has_one_strand_for_each_weight(drawn: Hand, document: Document) -> None:
    with document.edit("many") as graph:
        graph.set(2, "units", MOST_UNITS)
        graph.set(3, "units", MOST_UNITS)
        last = graph.add("dense", (640, 0), settings={"units": 1, "activation": "sigmoid"})
        graph.disconnect(LAST)
        graph.connect(3, last.id)
        graph.connect(last.id, 4)
    drawn.view.toggle_units()
    assert len(drawn.view.canvas.nodes[2].frame.units) == MOST_UNITS
    assert drawn.view.canvas.edges[SECOND].strand_counts == (MOST_UNITS, MOST_UNITS)
    drawn.view.fit()
    assert not drawn.view.grab().isNull()


def test_zoom_opens_layers_again_that_were_opened_and_closed_by_a_key(drawn: Hand) -> None:
    view = drawn.view
    view.zoom_reset()
    view.toggle_units()
    view.toggle_units()
    assert view.canvas.unfolding.open_nodes == []
    for _ in range(4):
        drawn.wheel(QPoint(500, 300), 120, CTRL)
    assert view.canvas.unfolding.open_nodes == [2, 3]


def test_a_layer_folded_by_hand_while_it_is_near_stays_folded(drawn: Hand, document: Document) -> None:
    view = drawn.view
    view.navigator.zoom_to(2.0)
    document.select({2})
    view.toggle_units()
    view.zoom_reset()
    view.navigator.zoom_to(2.0)
    assert view.canvas.unfolding.open_nodes == [3]
