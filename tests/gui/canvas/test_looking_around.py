"""Zoom, pan, fit, and what the canvas shows while it trains."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QGraphicsRectItem

from engine.data import DataRecipe
from engine.graph import Ends
from gui.canvas.geometry import ZOOM_RANGE
from gui.canvas.items import PortKey
from gui.canvas.items.ink import body_font, title_font
from gui.theme import THEME
from tests.gui.canvas.hand import CTRL, SHIFT
from tests.gui.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.canvas.view import CanvasView
    from gui.document import Document
    from tests.gui.canvas.hand import Hand


@pytest.fixture
def light_again() -> Iterator[None]:
    yield
    THEME.use("light")


def picture(view: CanvasView) -> QImage:
    return view.grab().toImage()


def colours(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name().upper() for x in range(image.width()) for y in range(0, image.height(), 3)}


# -- zoom and pan ------------------------------------------------------------------------------------------------


def test_zoom_keeps_what_is_under_the_cursor(drawn: Hand) -> None:
    view = drawn.view
    for place in (QPoint(100, 80), QPoint(873, 512), QPoint(500, 300)):
        before = view.viewportTransform().inverted()[0].map(QPointF(place))
        for turned in (120, 120, 360, -240, -600, 120):
            drawn.wheel(place, turned, CTRL)
            after = view.viewportTransform().map(before)
            assert math.hypot(after.x() - place.x(), after.y() - place.y()) < 6
        drawn.wheel(place, 120, CTRL)


def test_zoom_never_leaves_its_range(drawn: Hand) -> None:
    for _ in range(60):
        drawn.wheel(QPoint(500, 300), 1200, CTRL)
    assert drawn.view.zoom() == ZOOM_RANGE[1]
    for _ in range(60):
        drawn.wheel(QPoint(500, 300), -1200, CTRL)
    assert drawn.view.zoom() == pytest.approx(ZOOM_RANGE[0])
    drawn.view.zoom_reset()
    assert drawn.view.zoom() == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(st.sampled_from(["zoom", "x", "y"]), st.floats() | st.text() | st.none()))
def test_no_kept_view_breaks_the_canvas(drawn: Hand, state: dict[str, object]) -> None:
    drawn.view.restore_view(state)
    assert ZOOM_RANGE[0] <= drawn.view.zoom() <= ZOOM_RANGE[1]


def test_a_kept_view_comes_back(drawn: Hand) -> None:
    drawn.view.zoom_in()
    drawn.wheel(QPoint(500, 300), 360)
    state = drawn.view.view_state()
    drawn.view.fit()
    drawn.view.restore_view(state)
    again = drawn.view.view_state()
    assert again["zoom"] == pytest.approx(state["zoom"])
    assert again["x"] == pytest.approx(state["x"], abs=2)
    assert again["y"] == pytest.approx(state["y"], abs=2)


def test_a_kept_view_that_shows_nothing_of_the_drawing_gives_way_to_the_whole(drawn: Hand) -> None:
    drawn.view.restore_view({"zoom": 0.6, "x": 9000.0, "y": -700.0, "fitted": False})
    assert drawn.view.navigator.shows(drawn.view.canvas.content_rect())


def test_the_wheel_pans_and_the_middle_button_drags_without_moving_a_node(drawn: Hand, document: Document) -> None:
    before = drawn.view.navigator.centre
    drawn.wheel(QPoint(500, 60), -120)
    assert drawn.view.navigator.centre.y() > before.y()
    drawn.wheel(QPoint(500, 60), -120, SHIFT)
    assert drawn.view.navigator.centre.x() > before.x()
    before = drawn.view.navigator.centre
    start = drawn.on_node(2)
    middle = Qt.MouseButton.MiddleButton
    drawn.press(start, button=middle)
    drawn.move(start + QPoint(40, 30))
    drawn.move(start + QPoint(80, 60))
    drawn.release(start + QPoint(80, 60), button=middle)
    moved = (before - drawn.view.navigator.centre) * drawn.view.zoom()
    assert moved.x() == pytest.approx(80, abs=2)
    assert moved.y() == pytest.approx(60, abs=2)
    assert document.undo_stack.count() == 0


def test_fit_shows_the_whole_drawing(drawn: Hand, document: Document) -> None:
    with document.edit("far") as graph:
        graph.move({4: (3000.0, 1500.0), 1: (-2000.0, -700.0)})
    drawn.view.fit()
    assert drawn.view.navigator.shows(drawn.view.canvas.content_rect())


def test_a_drawing_that_is_shown_whole_stays_whole_when_its_room_changes(drawn: Hand) -> None:
    view = drawn.view
    view.resize(560, 400)
    QApplication.processEvents()
    assert view.navigator.shows(view.canvas.content_rect())
    view.resize(1000, 600)
    QApplication.processEvents()
    drawn.wheel(QPoint(500, 300), 360, CTRL)
    zoom = view.zoom()
    view.resize(560, 400)
    QApplication.processEvents()
    assert view.zoom() == zoom, "who looks at something goes on to look at it"


def test_a_whole_drawing_that_was_kept_is_whole_in_a_smaller_window(drawn: Hand) -> None:
    view = drawn.view
    view.fit()
    state = view.view_state()
    view.resize(480, 400)
    drawn.wheel(QPoint(200, 100), 360)
    view.restore_view(state)
    assert view.navigator.shows(view.canvas.content_rect())


def test_the_canvas_scrolls_while_a_drag_stays_at_its_edge(drawn: Hand, document: Document, qtbot: QtBot) -> None:
    before = drawn.view.navigator.centre.x()
    drawn.press(drawn.on_node(2))
    drawn.move(QPoint(995, 300))
    qtbot.waitUntil(lambda: drawn.view.navigator.centre.x() > before + 200)
    drawn.release(QPoint(995, 300))
    assert document.graph.node(2).position[0] > 700
    assert not drawn.view.navigator._timer.isActive(), "the canvas must not scroll on"


# -- what it shows -----------------------------------------------------------------------------------------------


def test_an_empty_canvas_says_how_to_begin(hand: Hand) -> None:
    empty = picture(hand.view)
    hand.drop("input", hand.at(0, 0))
    hand.view.delete_selection()
    assert picture(hand.view) == empty
    assert THEME.tokens.muted.name().upper() in colours(empty)


def test_a_fault_is_drawn_on_the_wire_with_both_shapes(drawn: Hand, document: Document) -> None:
    drawn.view.editing.set(3, "units", 3)
    edge = drawn.view.canvas.edges[Ends(3, 4)]
    assert edge.fault == "(N, 3) ≠ (N, 1)"
    assert "Output expects (N, 1) for BCE (binary cross-entropy), but Dense 2 gives (N, 3)." in edge.toolTip()
    assert edge.toolTip().startswith("<qt>")  # so that it wraps
    mark = drawn.view.canvas.nodes[4].content.mark
    assert mark is not None
    assert mark.error
    assert THEME.tokens.error.name().upper() in colours(picture(drawn.view))
    document.undo_stack.undo()
    assert edge.fault == ""
    assert drawn.view.canvas.nodes[4].content.mark is None
    assert THEME.tokens.error.name().upper() not in colours(picture(drawn.view))


def test_no_node_covers_the_shape_on_a_wire_between_close_neighbours(drawn: Hand, document: Document) -> None:
    right = drawn.view.canvas.nodes[3].box.right()
    for gap, drop in ((56, -40.0), (56, -16.0), (56, 0.0), (56, 24.0), (56, 56.0), (8, 0.0), (8, 40.0), (16, -24.0)):
        with document.edit("move") as graph:
            graph.move({4: (right + gap, drop)})
        label = drawn.view.canvas.edges[Ends(3, 4)].label_box()
        assert not any(item.box.intersects(label) for item in drawn.view.canvas.nodes.values())


def test_wires_change_colour_and_width_while_it_trains(drawn: Hand, document: Document, qtbot: QtBot) -> None:
    canvas = drawn.view.canvas
    assert canvas.edges[Ends(1, 2)].strand_counts == (2, 2)
    assert canvas.edges[Ends(2, 3)].strand_counts == (2, 1)
    assert canvas.edges[Ends(3, 4)].strand_counts is None
    before = picture(drawn.view)
    document.run.train()
    qtbot.waitUntil(lambda: document.run.step_count > 300, timeout=20_000)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    assert picture(drawn.view) != before
    assert canvas.nodes[4].figure.value != "—"
    document.reset_run()
    assert canvas.nodes[4].figure.value == "—"
    assert picture(drawn.view) == before


def test_the_sign_and_strength_of_a_weight_are_the_colour_and_width_of_its_strand(
    drawn: Hand, document: Document
) -> None:
    document.set_weight(2, "linear.weight", np.array([[4.0, -4.0], [0.0, 1.0]], dtype=np.float32), "set")
    pens = [pen for _, pen in drawn.view.canvas.edges[Ends(1, 2)].strands]
    widths = [pen.widthF() for pen in pens]
    assert widths == sorted(widths)
    assert widths[-1] == widths[-2] > 3.5 * widths[0]
    strongest = {pen.color().name() for pen in pens[-2:]}
    assert strongest == {THEME.tokens.positive.name(), THEME.tokens.negative.name()}
    assert all(pen.color().alpha() == 255 for pen in pens)


def test_a_single_weight_is_a_single_strand(drawn: Hand, document: Document) -> None:
    drawn.view.editing.set(2, "units", 1)
    document.set_weight(3, "linear.weight", np.array([[-2.0]], dtype=np.float32), "set")
    ((_, pen),) = drawn.view.canvas.edges[Ends(2, 3)].strands
    assert pen.color().name() == THEME.tokens.negative.name()


def test_a_wide_layer_is_one_wire(drawn: Hand, document: Document) -> None:
    drawn.view.editing.set(2, "units", 20)
    edge = drawn.view.canvas.edges[Ends(1, 2)]
    assert edge.strand_counts is None
    document.set_weight(2, "linear.weight", np.full((20, 2), 0.5, dtype=np.float32), "set")
    assert edge.wire_pen().widthF() == pytest.approx(4)
    assert edge.wire_pen().color().name() == THEME.tokens.positive.name()


def test_numbers_that_are_not_finite_are_drawn(drawn: Hand, document: Document) -> None:
    document.set_weight(2, "linear.weight", np.full((2, 2), np.nan, dtype=np.float32), "set")
    document.set_weight(3, "linear.weight", np.full((1, 2), -np.inf, dtype=np.float32), "set")
    assert not picture(drawn.view).isNull()


def test_a_snapshot_that_changes_nothing_repaints_nothing(drawn: Hand, document: Document) -> None:
    picture(drawn.view)
    QApplication.processEvents()
    changed: list[object] = []
    drawn.view.canvas.changed.connect(changed.append)
    assert document.run.last is not None
    tell(document, document.run.last)
    QApplication.processEvents()
    assert not changed


@pytest.mark.usefixtures("light_again")
def test_the_dark_look_is_taken_up_at_once(drawn: Hand) -> None:
    light = colours(picture(drawn.view))
    THEME.use("dark")
    dark = colours(picture(drawn.view))
    assert THEME.tokens.canvas.name().upper() in dark
    assert "#FFFFFF" in light
    assert "#FFFFFF" not in dark


def test_no_text_on_a_node_clips_in_korean_either(drawn: Hand, document: Document) -> None:
    with document.edit("rename") as graph:
        graph.rename(2, "은닉층 하나: 아주 긴 이름")
    frame = drawn.view.canvas.nodes[2].frame
    assert QFontMetricsF(title_font()).horizontalAdvance("은닉층 하나: 아주 긴 이름") <= frame.title.width() + 1
    for item in drawn.view.canvas.nodes.values():
        for control in item.content.controls:
            box = item.frame.controls[control.name]
            assert QFontMetricsF(body_font()).horizontalAdvance(control.value) <= box.width() - 16
            assert box.left() > 8


def test_the_strand_of_each_column_leaves_the_row_with_its_name(drawn: Hand, document: Document) -> None:
    columns = ("x1", "x2", "x1^2", "x2^2", "x1 x2", "sin x1", "sin x2")
    document.set_recipe(DataRecipe("xor", features=columns), "data")
    item = drawn.view.canvas.nodes[1]
    assert item.content.rows == columns
    assert item.offsets(True, 7) == tuple(row.center().y() - item.frame.middle for row in item.frame.rows)


def test_of_many_columns_those_without_a_name_leave_the_row_that_counts_them(drawn: Hand, document: Document) -> None:
    columns = ("x1", "x2", *(f"x1^{power}" for power in range(2, 14)))
    document.set_recipe(DataRecipe("xor", features=columns), "data")
    item = drawn.view.canvas.nodes[1]
    assert item.content.rows == (*columns[:5], "… 9 more")
    ends = [item.frame.middle + offset for offset in item.offsets(True, 14)]
    assert ends[:5] == [row.center().y() for row in item.frame.rows[:5]]
    others = item.frame.rows[5]
    assert all(others.top() < end < others.bottom() for end in ends[5:])
    assert len(set(ends)) == 14
    assert ends == sorted(ends)


def test_the_thumbnail_is_a_small_png(drawn: Hand) -> None:
    image = QImage.fromData(drawn.view.thumbnail())
    assert not image.isNull()
    assert max(image.width(), image.height()) <= 256
    assert len(colours(image)) > 10


def test_the_thumbnail_of_nothing_is_an_empty_picture(hand: Hand) -> None:
    assert not QImage.fromData(hand.view.thumbnail()).isNull()


def test_the_canvas_opens_without_loading_torch() -> None:
    program = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from gui.document import Document; from gui.canvas.view import CanvasView;"
        "document = Document(); view = CanvasView(document); view.add_at_centre('dense'); view.grab();"
        "sys.exit('torch' in sys.modules)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    assert subprocess.run([sys.executable, "-c", program], env=environment, check=False).returncode == 0


def test_a_port_is_small_again_once_the_wire_from_it_has_been_let_go_elsewhere(drawn: Hand) -> None:
    port = drawn.view.canvas.port_item(PortKey(2, True, "out"))
    drawn.move(drawn.on_output(2))
    assert port.hovered
    drawn.press(drawn.on_output(2))
    drawn.move(drawn.at(300, 300))
    drawn.release(drawn.at(300, 300))
    assert not port.hovered


def test_a_frame_of_a_large_drawing_does_not_ask_python_where_each_part_of_each_node_is(drawn: Hand) -> None:
    parts = [item for item in drawn.view.canvas.items() if isinstance(item, QGraphicsRectItem)]
    assert {type(item).__name__ for item in parts} >= {"NodeItem", "PortItem", "WeightStrip"}
    assert all(type(item).boundingRect is QGraphicsRectItem.boundingRect for item in parts)
    assert all(item.boundingRect() == item.rect() for item in parts)
