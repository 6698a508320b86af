"""Going back in a run by mouse and keys: every view shows the step as it was, and from there another run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from engine.assembly import assemble
from engine.data import DataRecipe
from engine.explain import explain
from engine.storage import read_project
from engine.training.snapshot import Status
from gui.calculation.panel import CalculationPanel
from gui.calculation.source import Source
from gui.forms.time_slider import TimeSlider, marks
from gui.help_dialogs import shortcuts_html
from gui.panels.timeline import TimelineBar
from gui.plots.curves import LossPlot
from tests.gui.conftest import draw_xor
from tests.gui.running import weights
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from gui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window with XOR drawn and the keyboard on the canvas."""
    window = open_window(qtbot, tmp_path)
    monkeypatch.setattr(window.files, "may_leave", lambda: True)
    draw_xor(window.document)
    window.document.undo_stack.clear()
    window.document.saved.mark(None)
    window.show_canvas()
    yield window
    window.document.run.close()


def bar_of(window: MainWindow) -> TimelineBar:
    bar = window.findChild(TimelineBar, "timelineBar")
    assert bar is not None
    return bar


def settle(qtbot: QtBot, document: Document, step: int) -> None:
    """Wait until a step is shown by all views."""
    qtbot.waitUntil(lambda: document.run.last is not None and document.run.last.step == step)
    qtbot.waitUntil(lambda: document.run.turns.resting)
    assert not document.run.running


def train(window: MainWindow, qtbot: QtBot, steps: int = 150) -> int:
    """Train by the space bar; return the step at which it stands."""
    document = window.document
    start = document.run.step_count
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: document.run.step_count >= start + steps)
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not document.run.running)
    return document.run.step_count


def fresh(document: Document, steps: int) -> dict[str, list[object]]:
    """Return the weights of a run of its own after so many steps."""
    loop = assemble(document.graph, document.dataset, document.config).loop
    for _ in range(steps):
        loop.advance()
    return {name: tensor.tolist() for name, tensor in loop.weights().items()}


def at(slider: TimeSlider, share: float) -> QPoint:
    """Return the point on the groove where the middle of the handle is at a share of the scale."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, parts = QStyle.ComplexControl.CC_Slider, QStyle.SubControl
    groove = slider.style().subControlRect(control, option, parts.SC_SliderGroove, slider)
    handle = slider.style().subControlRect(control, option, parts.SC_SliderHandle, slider)
    left = groove.x() + handle.width() // 2
    return QPoint(left + round(share * (groove.width() - handle.width())), slider.height() // 2)


def go_to(window: MainWindow, qtbot: QtBot, step: int) -> None:
    """Type a step into the bar."""
    edit = bar_of(window).edit
    qtbot.waitUntil(edit.isEnabled)  # the bar draws in its turn
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    edit.selectAll()
    QTest.keyClicks(edit, str(step))
    QTest.keyClick(edit, Qt.Key.Key_Return)
    if step < window.document.run.step_count:
        settle(qtbot, window.document, step)


def test_before_the_first_step_there_is_nowhere_to_go(window: MainWindow) -> None:
    bar = bar_of(window)
    assert not any(widget.isEnabled() for widget in (bar.slider, bar.back, bar.forward, bar.play, bar.edit))
    assert not bar.branch.isVisible()


def test_a_typed_step_shows_exactly_the_weights_of_a_fresh_run_after_so_many_steps(
    window: MainWindow, qtbot: QtBot
) -> None:
    newest = train(window, qtbot)
    bar = bar_of(window)
    for step in (37, 0, newest - 1):
        go_to(window, qtbot, step)
        assert weights(window.document) == fresh(window.document, step)
        assert bar.edit.text() == f"{step:,}"
        assert bar.of_label.text() == f"of {newest:,}: looking back"
    assert bar.branch.isVisible()
    QTest.mouseClick(bar.newest, Qt.MouseButton.LeftButton)
    settle(qtbot, window.document, newest)
    assert weights(window.document) == fresh(window.document, newest)
    assert bar.of_label.text() == f"of {newest:,}"
    assert not bar.branch.isVisible()


def test_dragging_the_handle_takes_the_canvas_along(window: MainWindow, qtbot: QtBot) -> None:
    train(window, qtbot)
    slider = bar_of(window).slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(slider, 1.0))
    for share in (0.8, 0.5, 0.3):
        QTest.mouseMove(slider, at(slider, share))
    step = slider.step
    qtbot.waitUntil(lambda: window.document.run.last is not None and window.document.run.last.step == step)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.3))
    settle(qtbot, window.document, step)
    weights = window.document.run.weights_of(2)["linear.weight"]
    assert weights.tolist() == fresh(window.document, step)["dense_1.linear.weight"]
    assert 0 < step < window.document.run.step_count


def test_a_click_on_the_groove_and_the_arrow_keys_go_to_single_steps(window: MainWindow, qtbot: QtBot) -> None:
    train(window, qtbot)
    slider, document = bar_of(window).slider, window.document
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.5))
    there = slider.step
    settle(qtbot, document, there)
    for key, step in ((Qt.Key.Key_Left, there - 1), (Qt.Key.Key_Right, there), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(slider, key)
        settle(qtbot, document, step)
    QTest.keyClick(slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not document.run.visiting)


def test_a_step_that_is_none_is_refused_with_the_range(window: MainWindow, qtbot: QtBot) -> None:
    newest = train(window, qtbot)
    with qtbot.waitSignal(window.document.notice) as notice:
        go_to(window, qtbot, newest + 1)
    assert f"from 0 to {newest:,}" in notice.args[0]
    assert not window.document.run.visiting
    assert bar_of(window).edit.text() == f"{newest:,}"


@pytest.mark.parametrize("text", ["nan", "-5", "", "1e3"])
def test_a_step_that_is_no_number_gives_way_to_the_one_shown(window: MainWindow, qtbot: QtBot, text: str) -> None:
    newest = train(window, qtbot)
    edit = bar_of(window).edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)
    with qtbot.waitSignal(window.document.notice):
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == f"{newest:,}"
    assert edit.selectedText() == edit.text()


def test_the_scale_of_a_long_run_is_marked(qtbot: QtBot) -> None:
    assert marks(0, 100) == []
    assert marks(0, 14_555) == [100, 1000, 10_000]
    assert marks(2000, 14_555) == [10_000]
    slider = TimeSlider()
    qtbot.addWidget(slider)
    slider.resize(400, 31)
    slider.show_step(14_555, 0, 14_555)
    marked = slider.grab().toImage()
    slider.show_step(90, 0, 90)
    assert slider.grab().toImage() != marked


def test_the_marks_of_a_run_go_with_it_though_the_handle_stays_at_the_end(qtbot: QtBot) -> None:
    slider = TimeSlider()
    qtbot.addWidget(slider)
    slider.resize(400, 31)
    slider.show_step(14_555, 0, 14_555)
    slider.show()
    qtbot.waitExposed(slider)
    marked = slider.screen().grabWindow(slider.winId()).toImage()
    assert slider.value() == slider.maximum()
    slider.show_step(0, 0, 0)
    assert slider.value() == slider.maximum()
    qtbot.waitUntil(lambda: slider.screen().grabWindow(slider.winId()).toImage() != marked)


def test_other_data_have_a_time_line_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    train(window, qtbot)
    window.document.set_recipe(DataRecipe("circle"), "other data")
    qtbot.waitUntil(lambda: window.document.run.last is not None and window.document.run.last.head_step == 0)
    bar = bar_of(window)
    qtbot.waitUntil(lambda: bar.slider.step == 0)
    assert marks(bar.slider.step, bar.slider.step) == []


def test_the_keys_of_the_time_line_are_in_the_list_of_keys(window: MainWindow) -> None:
    listed = shortcuts_html([])
    for keys in ("Alt+Left", "Alt+Right", "Alt+P", "Alt+End", "Alt+Enter"):
        assert keys in listed
    bar = bar_of(window)
    shortcuts = {button.shortcut().toString() for button in (bar.back, bar.forward, bar.play, bar.newest, bar.branch)}
    assert shortcuts == {"Alt+Left", "Alt+Right", "Alt+P", "Alt+End", "Alt+Return"}


def test_playing_goes_through_the_run_to_its_newest_step(window: MainWindow, qtbot: QtBot) -> None:
    newest = train(window, qtbot)
    bar, document = bar_of(window), window.document
    bar.speed.setCurrentIndex(3)
    seen: list[int] = []
    document.run.snapshot_taken.connect(lambda snapshot: seen.append(snapshot.step))
    QTest.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.playing, timeout=20_000)
    settle(qtbot, document, newest)
    between = seen[1:-1]
    assert between == sorted(between)
    assert len(set(between)) > 3  # how many there are depends on how fast the machine draws


def test_looking_back_is_no_change_of_the_document(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    newest = train(window, qtbot)
    document = window.document
    go_to(window, qtbot, 10)
    path = document.saved.path = tmp_path / "back.loom"
    assert window.files.save()
    assert window.files.saving.finish()
    assert not document.modified
    saved = read_project(path)
    assert saved.run is not None
    assert saved.run.step == newest
    assert saved.timeline is not None
    QTest.keyClick(window, Qt.Key.Key_End, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not document.run.visiting)
    assert not document.modified


def test_a_saved_run_can_be_gone_back_in_after_it_is_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    train(window, qtbot)
    document = window.document
    path = document.saved.path = tmp_path / "past.loom"
    assert window.files.save()
    assert window.files.saving.finish()
    window.files.open(path)
    go_to(window, qtbot, 21)
    assert weights(document) == fresh(document, 21)


def test_continuing_from_a_step_is_one_step_back(window: MainWindow, qtbot: QtBot) -> None:
    newest = train(window, qtbot)
    document, bar = window.document, bar_of(window)
    trained, count = weights(document), document.undo_stack.count()
    assert document.run.last is not None
    curve = document.run.last.curve
    go_to(window, qtbot, 40)
    QTest.mouseClick(bar.branch, Qt.MouseButton.LeftButton)
    assert (document.run.step_count, document.run.visiting) == (40, False)
    assert weights(document) == fresh(document, 40)
    assert document.undo_stack.count() == count + 1
    assert document.run.ghost is not None
    assert document.run.ghost.train_loss.tolist() == curve.train_loss.tolist()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (document.run.step_count, weights(document)) == (newest, trained)
    go_to(window, qtbot, 90)
    assert weights(document) == fresh(document, 90)


def test_training_while_looking_back_goes_on_from_there(window: MainWindow, qtbot: QtBot) -> None:
    train(window, qtbot)
    document = window.document
    go_to(window, qtbot, 30)
    window.canvas.setFocus()
    with qtbot.waitSignal(document.notice) as notice:
        QTest.keyClick(window.canvas, Qt.Key.Key_F6)
    assert "step 30" in notice.args[0]
    qtbot.waitUntil(lambda: document.run.step_count == 31)
    assert weights(document) == fresh(document, 31)


def test_a_weight_set_while_looking_back_is_set_there(window: MainWindow, qtbot: QtBot) -> None:
    newest = train(window, qtbot)
    document = window.document
    go_to(window, qtbot, 30)
    before = fresh(document, 30)
    document.set_weight(3, "linear.bias", np.array([2.0], dtype=np.float32), "bias")
    assert document.run.step_count == 30
    assert weights(document) == {**before, "dense_2.linear.bias": [2.0]}
    document.undo_stack.undo()
    assert document.run.step_count == newest


def test_what_came_later_is_drawn_faintly(window: MainWindow, qtbot: QtBot) -> None:
    newest = train(window, qtbot)
    plot = window.docks.panel("loss")
    assert isinstance(plot, LossPlot)
    go_to(window, qtbot, 25)
    qtbot.waitUntil(lambda: plot.curve is not None and len(plot.curve) > 0 and plot.curve.step[-1] == 25)
    by_line = {line: item.points[0].tolist() for line, item in zip(plot.lines, plot.items, strict=True)}
    solid = next(x for line, x in by_line.items() if line.own and line.column == "train_loss")
    faint = next(x for line, x in by_line.items() if line.later and line.column == "train_loss")
    assert solid == list(range(25))
    assert faint[0] == 24
    assert faint[-1] == newest - 1


def test_training_is_one_step_back_for_each_stretch(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    first = weights(document)
    middle = train(window, qtbot)
    trained = weights(document)
    train(window, qtbot)
    assert document.undo_stack.undoText() == "Train"
    assert document.modified
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (document.run.step_count, weights(document)) == (middle, trained)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (document.run.step_count, weights(document)) == (0, first)
    assert not document.modified
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert (document.run.step_count, weights(document)) == (middle, trained)
    go_to(window, qtbot, 50)
    assert weights(document) == fresh(document, 50)


def test_an_edit_while_it_trains_ends_the_stretch_first(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    first = weights(document)
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: document.run.step_count > 50)
    with document.edit("units") as graph:
        graph.set(2, "units", 3)
    assert [document.undo_stack.text(i) for i in range(document.undo_stack.count())] == ["Train", "units"]
    document.undo_stack.undo()
    assert document.run.step_count > 50
    document.undo_stack.undo()
    assert (document.run.step_count, weights(document)) == (0, first)


def test_a_rate_changed_after_undoing_training_is_part_of_the_past(window: MainWindow, qtbot: QtBot) -> None:
    """The run begins again with the new rate; a visit must not find steps made with the old one."""
    document = window.document
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: document.run.step_count > 20)
    document.set_config(document.config.with_optimizer_setting("lr", 0.5), "rate")
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not document.run.running)
    document.undo_stack.undo()
    assert document.run.step_count == 0
    train(window, qtbot)
    go_to(window, qtbot, 60)
    assert weights(document) == fresh(document, 60)


def test_undoing_a_new_start_brings_the_past_back_too(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    train(window, qtbot)
    document.new_start()
    document.undo_stack.undo()
    newest = train(window, qtbot)
    for step in (newest - 20, 15):
        go_to(window, qtbot, step)
        assert weights(document) == fresh(document, step)
    assert document.run.status is Status.PAUSED


def test_the_calculation_is_that_of_the_visited_step(window: MainWindow, qtbot: QtBot) -> None:
    """With Adam, whose step depends on what it remembers of all the steps before."""
    document = window.document
    document.set_config(document.config.with_optimizer("adam"), "adam")
    train(window, qtbot)
    click_tab(window, "calculation")
    panel = window.docks.panel("calculation")
    assert isinstance(panel, CalculationPanel)
    go_to(window, qtbot, 33)
    source = panel.findChild(Source)
    assert source is not None
    qtbot.waitUntil(lambda: source.step == 33 and not source.busy)
    loop = assemble(document.graph, document.dataset, document.config).loop
    for _ in range(33):
        loop.advance()
    sample = document.attention.sample
    assert sample is not None
    alone = explain(document.graph, document.data_shape, document.config, sample.x, sample.target, loop.state())
    assert repr(source.explanation) == repr(alone)
