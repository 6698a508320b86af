"""The whole window, as a person uses it: with mouse and keys."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QTabBar, QToolButton

from engine.graph import Ends
from gui.main_window import MainWindow
from gui.settings import Settings
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Button = QMessageBox.StandardButton


class Seen(QObject):
    """Remembers what events something was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.kinds.append(event.type())
        return False


def press_example(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.welcome.example, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.document.graph.nodes) == 4)


def press_space(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)


def test_the_first_minute(window: MainWindow, qtbot: QtBot) -> None:
    """Open the example, press Space, and XOR is learned; Space again pauses."""
    document = window.document
    press_example(window, qtbot)
    assert document.obstacle is None
    first = document.run.weights_of(2)["linear.weight"].copy()
    press_space(window, qtbot)
    qtbot.waitUntil(lambda: document.run.last is not None and document.run.last.batch_loss < 0.05, timeout=20_000)
    press_space(window, qtbot)
    qtbot.waitUntil(lambda: not document.run.running)
    last = document.run.last
    assert last is not None
    assert last.curve.train_accuracy[-1] == 1.0
    assert not np.array_equal(document.run.weights_of(2)["linear.weight"], first)
    window.document.run.probe("test", np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32))
    qtbot.waitUntil(lambda: document.run.last is not None and "test" in document.run.last.outputs)
    assert document.run.last is not None
    assert (document.run.last.outputs["test"][:, 0] > 0.5).tolist() == [False, True, True, False]


def test_an_undone_edit_has_the_window_laid_out_once_and_before_it_is_painted(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window, qtbot)
    with window.document.edit("wire") as graph:
        graph.disconnect(Ends(2, 3))
    QApplication.processEvents()
    QApplication.processEvents()
    seen = Seen()
    window.installEventFilter(seen)
    window.document.undo_stack.undo()
    assert seen.kinds.count(QEvent.Type.LayoutRequest) == 1
    assert QEvent.Type.Paint not in seen.kinds


def test_one_step_and_one_epoch_by_their_keys(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: window.document.run.step_count == 1)
    QTest.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: window.document.run.step_count == 2)
    assert not window.document.run.running


def test_train_explains_why_it_cannot_start(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window, qtbot)
    with window.document.edit("cut") as graph:
        graph.disconnect(Ends(3, 4))
    press_space(window, qtbot)
    assert "Output" in window.statusBar().currentMessage()
    assert not window.document.run.running
    assert window.docks.panel("problems").isVisible()


def test_the_welcome_page_leads_to_an_empty_canvas(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.welcome.empty, Qt.MouseButton.LeftButton)
    assert window.canvas.isVisible()
    assert len(window.document.graph.nodes) == 0


def test_a_layer_is_added_by_typing_its_name(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.welcome.empty, Qt.MouseButton.LeftButton)
    window.actions_by_id["add_layer"].trigger()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    field = popup.focusWidget() or popup
    QTest.keyClicks(field, "drop")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [n.kind for n in window.document.graph.nodes.values()] == ["dropout"])


def test_undo_and_redo_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window, qtbot)
    QTest.keyClick(window.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert window.document.selection == {1, 2, 3, 4}
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert len(window.document.graph.nodes) == 0
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(window.document.graph.nodes) == 4
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(window.document.graph.nodes) == 0


def test_delete_in_another_panel_deletes_no_layer(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window, qtbot)
    window.document.select({2})
    panel = window.docks.panel("inspector")
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert len(window.document.graph.nodes) == 4


def test_space_on_a_focused_button_presses_it(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window, qtbot)
    pressed = []
    button = QPushButton("x", window)
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed
    assert not window.document.run.running


def test_closing_while_it_trains_asks_once_and_ends_the_thread(
    window: MainWindow, qtbot: QtBot, questions: list[str]
) -> None:
    press_example(window, qtbot)
    press_space(window, qtbot)
    qtbot.waitUntil(lambda: window.document.run.step_count > 3)
    window.close()
    assert len(questions) == 1
    assert not window.isVisible()
    assert not any(thread.name == "trainer" for thread in threading.enumerate())


def test_a_file_dropped_on_the_window_opens_and_goes_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_example(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: window.document.run.step_count == 1)
    window.canvas.zoom_in()
    zoom = window.canvas.zoom()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "dropped"), ""))
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "dropped" in window.windowTitle())
    window.files.new()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "dropped.loom"))])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = window.canvas.viewport()
    QApplication.sendEvent(over, QDragEnterEvent(QPoint(50, 50), copy, mime, left, plain))
    QApplication.sendEvent(over, QDropEvent(QPointF(50, 50), copy, mime, left, plain))
    assert window.document.run.step_count == 1
    assert window.canvas.zoom() == pytest.approx(zoom)
    assert not window.isWindowModified()


def test_the_title_marks_unsaved_work(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window, qtbot)
    assert not window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(window.isWindowModified)


def test_the_layout_of_the_panels_is_remembered(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, questions: list[str]
) -> None:
    window.docks.by_name["palette"].hide()
    window.close()
    again = MainWindow(window.settings)
    qtbot.addWidget(again)
    again.furnish()
    assert again.docks.by_name["palette"].isHidden()
    assert not again.docks.by_name["loss"].isHidden()
    again.docks.put_back()
    assert not again.docks.by_name["palette"].isHidden()
    again.close()


def test_nothing_moves_when_the_frame_is_furnished(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    fixed = [window.welcome, *(window.docks.by_name[name] for name in ("palette", "loss", "region", "inspector"))]
    buttons = window.findChildren(QToolButton)
    places = [widget.geometry() for widget in (*fixed, *buttons)]
    assert window.actions_by_id["train"].isVisible()
    assert not window.actions_by_id["pause"].isVisible()
    window.furnish()
    with qtbot.waitExposed(window):
        QApplication.processEvents()
    assert [widget.geometry() for widget in (*fixed, *buttons)] == places
    window.close()


def test_an_example_chosen_in_the_bare_frame_opens(qtbot: QtBot, tmp_path: Path, questions: list[str]) -> None:
    window = MainWindow(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    furnished = []
    window.furnished.connect(lambda: furnished.append(True))
    QTest.mouseClick(window.welcome.example, Qt.MouseButton.LeftButton)
    window.furnish()
    window.document.torch_is_ready()
    assert len(window.document.graph.nodes) == 4
    assert furnished == [True]
    window.close()


def test_the_bare_frame_closes(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.close()
    assert not window.settings.layout("docks").isEmpty()


STABLE_NAMES = (
    "canvasView palette inspector trainAction pauseAction stepAction stopAction resetAction newStartAction undoAction "
    "redoAction saveAction openAction lossPlot regionPlot learningRate epochLabel"
).split()


@pytest.mark.parametrize("name", STABLE_NAMES)
def test_scripts_find_the_parts_of_the_window_by_name(window: MainWindow, name: str) -> None:
    assert window.objectName() == "mainWindow"
    assert len(window.findChildren(QObject, name)) == 1


def test_scripts_find_a_panel_behind_others_once_it_was_in_front(window: MainWindow) -> None:
    for dock, name in (("weights", "weightsPlot"), ("problems", "problemsPanel"), ("data", "dataPanel")):
        assert window.findChild(QObject, name) is None, "nobody has seen it yet"
        click_tab(window, dock)
        assert len(window.findChildren(QObject, name)) == 1


def test_space_pressed_before_pytorch_is_loaded_trains_once_it_is(
    qtbot: QtBot, tmp_path: Path, questions: list[str]
) -> None:
    window = open_window(qtbot, tmp_path, ready=False)
    document = window.document
    QTest.mouseClick(window.welcome.example, Qt.MouseButton.LeftButton)
    window.actions_by_id["train"].trigger()
    document.torch_is_ready()
    qtbot.waitUntil(lambda: document.run.step_count > 0)
    window.close()


def test_every_action_has_a_tip_and_no_two_share_a_shortcut(window: MainWindow) -> None:
    keys: list[str] = []
    for name, action in window.actions_by_id.items():
        assert action.toolTip()
        if name == "pause":  # takes the place of Train, with its keys
            continue
        keys += [key.toString() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_panel_has_one_tab_however_often_the_layout_changed(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(2):
        bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
        tabs = [bar.tabText(place) for bar in bars for place in range(bar.count())]
        panels = {dock.windowTitle() for dock in window.docks.by_name.values()}
        assert sorted(tab for tab in tabs if tab in panels) == sorted({*tabs} & panels)
        assert {"Layers", "Loss", "Inspector"} <= {*tabs}
        window.docks.put_back()
        QApplication.processEvents()
