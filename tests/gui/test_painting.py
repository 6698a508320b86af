"""Points are painted with the mouse: each gesture is one step back, and training goes on with them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine.data import DataRecipe, PaintedPoints
from engine.storage import read_project, write_project
from gui.document import Document
from gui.i18n import show
from gui.painting import hint
from gui.plots.painting import RADIUS, SPACING
from gui.plots.region import RegionPlot
from tests.gui.conftest import draw_xor
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton


class Painter:
    """A hand with a mouse on a decision region."""

    def __init__(self, document: Document, qtbot: QtBot) -> None:
        self.document = document
        self.plot = on_screen(qtbot, RegionPlot(document), 420, 380)
        self.viewport = self.plot.chart.viewport()

    def begin(self) -> None:
        """Press P with the keyboard in the plot."""
        self.plot.chart.setFocus()
        QTest.keyClick(self.plot.chart, Qt.Key.Key_P)
        QApplication.processEvents()  # the bar takes its room

    def pixel(self, x: float, y: float) -> QPoint:
        place: QPoint = self.plot.chart.mapFromScene(self.plot.chart.view.mapViewToScene(QPointF(x, y)))
        return place

    def click(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(self.viewport, button, pos=self.pixel(x, y))

    def drag(self, button: Qt.MouseButton, *places: tuple[float, float], release: bool = True) -> None:
        """Go from place to place in steps of a few pixels, as a hand does."""
        stops = [self.pixel(*place) for place in places]
        QTest.mousePress(self.viewport, button, pos=stops[0])
        for start, end in pairwise(stops):
            for step in range(1, 21):
                move(self.viewport, button, start + (end - start) * (step / 20))
        if release:
            QTest.mouseRelease(self.viewport, button, pos=stops[-1])

    @property
    def points(self) -> PaintedPoints:
        return self.document.recipe.points


def move(viewport: object, button: Qt.MouseButton, at: QPoint) -> None:
    """Move the mouse with a button held down, which QTest has no word for."""
    assert isinstance(viewport, QWidget)
    local, far = QPointF(at), QPointF(viewport.mapToGlobal(at))
    no = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, local, far, Qt.MouseButton.NoButton, button, no)
    QApplication.sendEvent(viewport, event)


@pytest.fixture
def hand(xor: Document, qtbot: QtBot) -> Painter:
    return Painter(xor, qtbot)


@pytest.fixture
def empty(xor: Document, qtbot: QtBot) -> Painter:
    """A hand at a plane without any point, ready to paint."""
    painter = Painter(xor, qtbot)
    xor.set_recipe(DataRecipe("painted"), "painted")
    return painter


def test_p_begins_and_escape_leaves(hand: Painter) -> None:
    assert not hand.plot.painting.bar.isVisible()
    hand.begin()
    assert hand.plot.painting.on
    assert hand.plot.painting.bar.isVisible()
    QTest.keyClick(hand.plot.chart, Qt.Key.Key_Escape)
    assert not hand.plot.painting.on
    assert not hand.plot.painting.bar.isVisible()


def test_without_the_tool_a_click_paints_nothing(hand: Painter) -> None:
    hand.click(0.5, 0.5)
    assert hand.document.recipe.source == "xor"


def test_a_click_adds_a_point_of_the_chosen_class_to_the_samples_that_are_there(hand: Painter) -> None:
    before = hand.document.dataset
    hand.begin()
    view = hand.plot.chart.intervals()
    QTest.mouseClick(hand.plot.painting.bar.classes[1], LEFT)
    hand.click(0.5, 0.25)
    assert hand.document.recipe.source == "painted"
    np.testing.assert_array_equal(hand.points.x[:4], before.raw)
    np.testing.assert_array_equal(hand.points.y, [*before.y, 1])
    np.testing.assert_allclose(hand.points.x[4], [0.5, 0.25], atol=0.02)
    assert hand.plot.chart.intervals() == view
    assert hand.document.undo_stack.undoText() == "Paint a point"
    hand.document.undo_stack.undo()
    assert hand.document.recipe == DataRecipe("xor")


def test_a_drag_leaves_a_spray_at_some_distance_within_the_view_as_one_step(empty: Painter) -> None:
    empty.begin() if not empty.plot.painting.on else None
    count = empty.document.undo_stack.count()
    empty.drag(LEFT, (-4, -4), (4, -4), (4, 4))
    width, height = empty.plot.chart.view.viewPixelSize()
    way = 8 / width + 8 / height
    assert 0.7 * way / SPACING < len(empty.points) <= way / SPACING + 1
    (left, right), (bottom, top) = empty.plot.chart.intervals()
    assert (empty.points.x >= [left, bottom]).all()
    assert (empty.points.x <= [right, top]).all()
    assert empty.document.undo_stack.count() == count + 1
    assert empty.document.undo_stack.undoText() == f"Paint {len(empty.points)} points"


def test_beside_the_plane_nothing_is_painted(empty: Painter) -> None:
    (left, right), (bottom, _) = empty.plot.chart.intervals()
    empty.drag(LEFT, (right - 0.5, 0), (right + 1.5, 0))
    assert len(empty.points)
    assert (empty.points.x[:, 0] <= right).all()
    empty.click(left - 1, bottom - 1)
    assert len(empty.points.x[empty.points.x[:, 0] < left]) == 0


def test_the_right_button_erases_what_is_within_the_circle(empty: Painter) -> None:
    for x in (-3, 0, 3):
        empty.click(x, 1)
    empty.drag(RIGHT, (-3, 1), (-2.9, 1), release=False)
    assert empty.plot.painting.circle.isVisible()
    assert empty.plot.painting.circle.rect().width() == 2 * RADIUS
    assert len(empty.points) == 3
    QTest.mouseRelease(empty.viewport, RIGHT, pos=empty.pixel(-2.9, 1))
    np.testing.assert_allclose(empty.points.x[:, 0], [0, 3], atol=0.1)
    assert empty.document.undo_stack.undoText() == "Erase a point"
    empty.document.undo_stack.undo()
    assert len(empty.points) == 3
    empty.document.undo_stack.redo()
    assert len(empty.points) == 2


def test_the_eraser_erases_with_the_left_button_and_leaves_nothing_out_on_its_way(empty: Painter) -> None:
    empty.drag(LEFT, (-4, 0), (4, 0))
    QTest.keyClick(empty.plot.chart, Qt.Key.Key_E)
    QTest.mousePress(empty.viewport, LEFT, pos=empty.pixel(-5, 0))
    move(empty.viewport, LEFT, empty.pixel(5, 0))  # in one jump
    QTest.mouseRelease(empty.viewport, LEFT, pos=empty.pixel(5, 0))
    assert len(empty.points) == 0


def test_clear_takes_all_points_away_and_undo_brings_them_back(hand: Painter) -> None:
    hand.begin()
    QTest.mouseClick(hand.plot.painting.bar.clear, LEFT)
    assert len(hand.document.dataset) == 0
    assert hand.document.obstacle is not None
    assert show(hand.document.obstacle) == "The data have no sample yet. Paint some points, or take other data."
    assert not hand.plot.painting.bar.clear.isEnabled()
    hand.document.undo_stack.undo()
    assert hand.document.recipe.source == "xor"
    assert hand.document.obstacle is None


def test_escape_during_a_drag_gives_the_gesture_up(empty: Painter) -> None:
    empty.drag(LEFT, (-4, 0), (4, 0), release=False)
    QTest.keyClick(empty.plot.chart, Qt.Key.Key_Escape)
    QTest.mouseRelease(empty.viewport, LEFT, pos=empty.pixel(4, 0))
    assert len(empty.points) == 0
    assert empty.plot.painting.on


def test_the_wheel_zooms_and_the_middle_button_paints_nothing(empty: Painter) -> None:
    (left, right), _ = empty.plot.chart.intervals()
    at, no = QPointF(empty.pixel(0, 0)), Qt.KeyboardModifier.NoModifier
    far, phase = QPointF(empty.viewport.mapToGlobal(at)), Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(at, far, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, no, phase, False)
    QApplication.sendEvent(empty.viewport, turn)
    (nearer_left, nearer_right), _ = empty.plot.chart.intervals()
    assert left < nearer_left < nearer_right < right
    empty.drag(MIDDLE, (0, 0), (2, 0))
    assert len(empty.points) == 0


def test_one_more_class_is_there_once_a_point_of_it_is_painted(empty: Painter) -> None:
    bar = empty.plot.painting.bar
    QTest.mouseClick(bar.add_class, LEFT)
    assert empty.document.dataset.n_classes == 2
    empty.click(1, 1)
    assert empty.document.dataset.n_classes == 3
    assert list(empty.points.y) == [2]
    for _ in range(7):
        QTest.mouseClick(bar.add_class, LEFT)
    assert len(bar.classes) == 10
    assert not bar.add_class.isVisible()


def test_points_of_a_regression_get_the_value_that_is_typed(xor: Document, qtbot: QtBot) -> None:
    xor.set_recipe(DataRecipe("plane"), "plane")
    painter = Painter(xor, qtbot)
    before = len(xor.dataset)
    painter.begin()
    bar = painter.plot.painting.bar
    assert not bar.classes
    bar.value.setFocus()
    bar.value.selectAll()
    QTest.keyClicks(bar.value, "-2.5")
    painter.click(0.1, 0.2)
    assert xor.recipe.source == "painted"
    assert xor.dataset.is_regression
    assert len(xor.dataset) == before + 1
    assert xor.dataset.y[-1] == -2.5


def test_features_and_normalisation_stay_so_that_the_network_still_fits(xor: Document, qtbot: QtBot) -> None:
    xor.set_recipe(DataRecipe("circle", features=("x1^2", "x2^2"), normalisation="standard"), "circle")
    painter = Painter(xor, qtbot)
    painter.begin()
    painter.click(0, 0)
    assert xor.dataset.columns == ("x1^2", "x2^2")
    assert xor.recipe.normalisation == "standard"
    assert xor.run.ready


def test_painting_while_it_trains_goes_on_with_the_same_weights(hand: Painter, qtbot: QtBot) -> None:
    document = hand.document
    document.training.train()
    qtbot.waitUntil(lambda: document.run.step_count > 30)
    hand.begin()
    hand.click(0.5, 0.5)
    assert document.run.last is not None
    steps = document.run.step_count
    assert steps > 30
    assert document.run.last.curve.step[0] < 5  # the curve goes on too
    qtbot.waitUntil(lambda: document.run.running and document.run.step_count > steps + 30)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    titles = [document.undo_stack.text(index) for index in range(document.undo_stack.count())]
    assert titles == ["Train", "Paint a point", "Train"]
    document.training.undo()
    document.training.undo()
    assert document.recipe.source == "xor"
    assert document.run.step_count > 30
    document.training.redo()
    assert len(hand.points) == 5
    assert document.run.step_count == steps


def test_gestures_in_quick_succession_all_let_it_train_on(hand: Painter, qtbot: QtBot) -> None:
    document = hand.document
    document.training.train()
    qtbot.waitUntil(lambda: document.run.step_count > 3)
    hand.begin()
    for x in (0.2, 0.4, 0.6, 0.8):
        hand.click(x, 0.5)
    assert len(hand.points) == 8
    steps = document.run.step_count
    qtbot.waitUntil(lambda: document.run.running and document.run.step_count > steps)


def test_a_reset_after_painting_goes_back_to_the_first_weights(hand: Painter, qtbot: QtBot) -> None:
    document = hand.document
    first = document.run.weights_of(2)["linear.weight"]
    document.training.train()
    qtbot.waitUntil(lambda: document.run.step_count > 30)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    learned = document.run.weights_of(2)["linear.weight"]
    assert not np.array_equal(learned, first)
    hand.begin()
    hand.click(0.5, 0.5)
    np.testing.assert_array_equal(document.run.weights_of(2)["linear.weight"], learned)
    assert not document.run.running
    document.reset_run()
    np.testing.assert_array_equal(document.run.weights_of(2)["linear.weight"], first)
    assert document.run.step_count == 0


def test_after_all_epochs_are_done_painting_lets_it_train_them_once_more(hand: Painter, qtbot: QtBot) -> None:
    document = hand.document
    document.set_config(replace(document.config, endless=False, epochs=5), "epochs")
    document.training.train()
    qtbot.waitUntil(lambda: document.run.step_count == 5)
    learned = document.run.weights_of(2)["linear.weight"]
    hand.begin()
    hand.click(0.5, 0.5)
    assert document.run.step_count == 0
    np.testing.assert_array_equal(document.run.weights_of(2)["linear.weight"], learned)
    document.training.train()
    qtbot.waitUntil(lambda: document.run.step_count == 5)


def test_clearing_while_it_trains_pauses_and_says_why(hand: Painter, qtbot: QtBot) -> None:
    document, heard = hand.document, list[str]()
    document.notice.connect(heard.append)
    document.training.train()
    qtbot.waitUntil(lambda: document.run.step_count > 3)
    hand.begin()
    QTest.mouseClick(hand.plot.painting.bar.clear, LEFT)
    assert heard[-1].startswith("Training is paused. The data have no sample yet.")
    assert not document.run.running


def test_painted_points_survive_saving_and_opening(hand: Painter, tmp_path: Path, qtbot: QtBot) -> None:
    document, path = hand.document, tmp_path / "painted.loom"
    document.training.train()
    qtbot.waitUntil(lambda: document.run.step_count > 10)
    hand.begin()
    hand.drag(LEFT, (0.2, 0.2), (0.8, 0.8))
    qtbot.waitUntil(lambda: document.run.running)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    write_project(document.project({}), path)
    other = Document()
    other.torch_is_ready()
    other.open(read_project(path), path)
    assert other.recipe == document.recipe
    np.testing.assert_array_equal(other.dataset.x, document.dataset.x)
    assert other.run.step_count == document.run.step_count
    np.testing.assert_array_equal(other.run.weights_of(2)["linear.weight"], document.run.weights_of(2)["linear.weight"])
    other.run.close()


def test_choosing_painted_points_takes_the_brush_up_and_says_how(xor: Document, qtbot: QtBot) -> None:
    painter = Painter(xor, qtbot)
    xor.set_recipe(DataRecipe("painted"), "painted")
    assert painter.plot.painting.on
    assert painter.plot.painting.bar.hint.isVisible()
    assert "P" in hint(xor.recipe)
    assert hint(DataRecipe("xor")) == ""
    painter.click(1, 1)
    assert not painter.plot.painting.bar.hint.isVisible()


def test_data_of_other_than_two_columns_have_no_brush(xor: Document, qtbot: QtBot) -> None:
    painter = Painter(xor, qtbot)
    painter.begin()
    xor.set_recipe(DataRecipe("and", {"inputs": 3}), "three columns")
    assert not painter.plot.painting.on
    assert not painter.plot.painting.action.isVisible()
    xor.undo_stack.undo()
    assert painter.plot.painting.action.isVisible()


def test_what_cannot_be_painted_is_said_and_changes_nothing(empty: Painter) -> None:
    heard = list[str]()
    empty.document.set_recipe(replace(empty.document.recipe, validation=0.2), "held out")
    empty.document.notice.connect(heard.append)
    before = empty.document.recipe
    empty.click(1, 1)
    assert heard[-1].startswith("20 % of 1 samples is less than one sample to validate with.")
    assert empty.document.recipe == before


def test_a_hand_follows_every_class_key(empty: Painter) -> None:
    pressed: tuple[tuple[Callable[[], object], float], ...] = (
        (lambda: QTest.keyClick(empty.plot.chart, Qt.Key.Key_1), 1.0),
        (lambda: QTest.keyClick(empty.plot.chart, Qt.Key.Key_0), 0.0),
        (lambda: QTest.keyClick(empty.plot.chart, Qt.Key.Key_7), 0.0),  # there is none: nothing changes
    )
    for place, (press, target) in enumerate(pressed):
        press()
        empty.click(place, place)
        assert empty.points.y[-1] == target


def test_a_document_that_was_just_drawn_is_painted_before_pytorch_is_there(qtbot: QtBot) -> None:
    document = Document()
    draw_xor(document)
    painter = Painter(document, qtbot)
    painter.begin()
    painter.click(0.5, 0.5)
    assert len(painter.points) == 5
    document.run.close()


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The whole window with XOR drawn."""
    draw_xor(window.document)
    return window


def test_train_says_that_there_is_no_point_yet_and_trains_once_there_are(window: MainWindow, qtbot: QtBot) -> None:
    document, heard = window.document, list[str]()
    document.set_recipe(DataRecipe("painted"), "painted")
    document.notice.connect(heard.append)
    window.actions_by_id["train"].trigger()
    assert heard[-1].endswith("The data have no sample yet. Paint some points, or take other data.")
    plot = window.findChild(RegionPlot)
    assert isinstance(plot, RegionPlot)
    assert plot.painting.on
    viewport = plot.chart.viewport()
    QTest.mouseClick(viewport, LEFT, pos=viewport.rect().center())
    assert len(document.dataset) == 1
    window.actions_by_id["train"].trigger()
    qtbot.waitUntil(lambda: document.run.step_count > 5)
