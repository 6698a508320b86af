"""Another language is spoken at once, and nothing else changes: not the run, not the drawing, not the places."""

from __future__ import annotations

import gc
import re
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QWidget

from gui.i18n import translate
from gui.session import Session
from gui.settings import Settings
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every question with Discard, and remember it."""
    texts: list[str] = []

    def answer(_parent: QWidget, _title: str, text: str, *_rest: object) -> QMessageBox.StandardButton:
        texts.append(text)
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr("gui.questions.ask", answer)
    return texts


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, tmp_path: Path, asked: list[str]) -> Iterator[Session]:
    """A session in English with the XOR example open."""
    locale = QLocale()
    session = Session(qapp, Settings(tmp_path / "settings.ini"), "en")
    with qtbot.waitActive(session.window):
        session.window.show()
        session.window.activateWindow()
    session.window.furnish()
    session.window.document.torch_is_ready()
    QTest.mouseClick(session.window.welcome.example, Qt.MouseButton.LeftButton)
    asked.clear()
    yield session
    session.end()
    QLocale.setDefault(locale)


def choose(session: Session, qtbot: QtBot, name: str) -> None:
    """Choose a language in the View menu with the mouse."""
    before = session.window
    (menu,) = [m for m in before.menuBar().findChildren(QMenu) if m.title() in ("&Language", "언어(&L)")]
    action = next(action for action in menu.actions() if action.text() == name)
    menu.popup(before.mapToGlobal(QPoint(40, 40)))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    qtbot.waitUntil(lambda: session.window is not before)


def trainers() -> int:
    return sum(thread.name == "trainer" for thread in threading.enumerate())


def words(window: MainWindow) -> set[str]:
    """Return all that can be read in a window, but for numbers."""
    labels = {label.text() for label in window.findChildren(QLabel)}
    return {text for text in labels if not re.search(r"\d", text)} | {
        dock.windowTitle() for dock in window.docks.by_name.values()
    }


def test_the_language_changes_while_it_trains(session: Session, qtbot: QtBot, asked: list[str]) -> None:
    document = session.window.document
    QTest.keyClick(session.window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: document.run.step_count > 3)
    threads = threading.active_count()
    for language, save, loss in (
        ("한국어", "저장(&S)", "손실"),
        ("English", "&Save", "Loss"),
        ("한국어", "저장(&S)", "손실"),
    ):
        steps = document.run.step_count
        choose(session, qtbot, language)
        window = session.window
        assert window.document is document
        assert document.run.running
        qtbot.waitUntil(lambda steps=steps: document.run.step_count > steps + 10)  # type: ignore[misc]  # a default
        assert (trainers(), threading.active_count()) == (1, threads)
        assert window.actions_by_id["save"].text() == save
        assert window.docks.by_name["loss"].windowTitle() == loss
        assert window.actions_by_id["pause"].isVisible()
        assert [top for top in QApplication.topLevelWidgets() if top.objectName() == "mainWindow"] == [window]
    assert asked == []


def test_the_panels_plots_and_tips_speak_the_new_language(session: Session, qtbot: QtBot) -> None:
    document = session.window.document
    document.select({2})
    QTest.keyClick(session.window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: document.run.step_count == 1)
    english = words(session.window)
    assert {"Loss", "Inspector", "Data"} <= english
    choose(session, qtbot, "한국어")
    korean = words(session.window)
    assert {"손실", "데이터"} <= korean
    assert not {"Loss", "Inspector", "Data", "Training", "Weights", "Decision region"} & korean
    assert session.window.actions_by_id["step"].toolTip() != "Make one optimiser update"
    choose(session, qtbot, "English")
    again = words(session.window)
    assert {"Loss", "Inspector", "Data"} <= again
    assert not (korean - english) & again


def test_the_window_stands_where_the_old_one_stood_and_shows_the_same(session: Session, qtbot: QtBot) -> None:
    window = session.window
    window.setGeometry(30, 40, 1180, 700)
    window.docks.by_name["accuracy"].hide()
    window.docks.by_name["data"].raise_()
    window.canvas.zoom_in()
    window.document.select({2, 3})
    QApplication.processEvents()
    geometry, view = window.geometry(), window.canvas.view_state()
    choose(session, qtbot, "한국어")
    again = session.window
    QApplication.processEvents()
    assert again.geometry() == geometry
    assert again.canvas.isVisible()
    for name in ("zoom", "x", "y"):
        assert again.canvas.view_state()[name] == pytest.approx(view[name], abs=2)
    assert again.docks.by_name["accuracy"].isHidden()
    assert not again.docks.by_name["data"].visibleRegion().isEmpty()
    assert again.docks.by_name["inspector"].visibleRegion().isEmpty()
    assert again.document.selection == {2, 3}
    assert [item.selected for item in again.canvas.canvas.nodes.values()] == [False, True, True, False]


def test_a_paused_run_is_shown_as_before(session: Session, qtbot: QtBot) -> None:
    window = session.window
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.document.run.step_count > 50)
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.document.run.running)
    choose(session, qtbot, "한국어")
    choose(session, qtbot, "English")
    QApplication.processEvents()
    again = session.window
    canvas = again.canvas.canvas
    weight = again.document.run.weights_of(2)["linear.weight"]
    assert canvas.curves_known
    assert canvas.edges[next(e for e in canvas.edges if e.sink == 2)].strand_counts == weight.shape[::-1]
    assert again.actions_by_id["reset"].isEnabled()


def test_undo_and_the_unsaved_mark_outlive_the_window(session: Session, qtbot: QtBot) -> None:
    QTest.keyClick(session.window.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(session.window.canvas, Qt.Key.Key_Delete)
    assert not session.window.document.graph.nodes
    choose(session, qtbot, "한국어")
    window = session.window
    assert window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(window.document.graph.nodes) == 4
    assert len(window.canvas.canvas.nodes) == 4
    assert not window.isWindowModified()


def test_what_can_be_undone_is_said_in_the_new_language(session: Session, qtbot: QtBot) -> None:
    window = session.window
    document = window.document
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: document.run.step_count > 3)
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not document.run.running)
    with document.edit(translate("undo", "Change {setting}").format(setting=translate("dock", "Loss"))) as graph:
        graph.set(2, "units", 3)
    titles = [document.undo_stack.text(place) for place in range(document.undo_stack.count())]
    assert titles == ["Train", "Change Loss"]
    choose(session, qtbot, "한국어")
    titles = [document.undo_stack.text(place) for place in range(document.undo_stack.count())]
    assert titles == ["학습", "손실 변경"]
    assert session.window.undo_actions.undo.text() == "손실 변경 실행 취소"
    choose(session, qtbot, "English")
    assert session.window.undo_actions.undo.text() == "Undo Change Loss"


def test_nothing_of_the_old_window_is_left(session: Session, qtbot: QtBot) -> None:
    QTest.keyClick(session.window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.window.document.run.step_count > 3)
    window = session.window
    old = [weakref.ref[QWidget](part) for part in (window, window.canvas, window.docks.palette)]
    del window
    tops = len(QApplication.topLevelWidgets())
    choose(session, qtbot, "한국어")
    QApplication.processEvents()
    gc.collect()
    assert [ref() for ref in old] == [None, None, None]
    assert len(QApplication.topLevelWidgets()) <= tops
    THEME.use("dark")  # nothing that is gone is asked to change its colours
    THEME.use("light")


def test_the_choice_is_remembered_and_ticked(session: Session, qtbot: QtBot) -> None:
    choose(session, qtbot, "한국어")
    (menu,) = [m for m in session.window.menuBar().findChildren(QMenu) if m.title() == "언어(&L)"]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["한국어"]
    choose(session, qtbot, menu.actions()[0].text())
    assert session.window.settings.language == "system"


def test_a_language_chosen_in_the_bare_frame_is_spoken_too(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    locale = QLocale()
    session = Session(qapp, Settings(tmp_path / "settings.ini"), "en")
    with qtbot.waitExposed(session.window):
        session.window.show()
    choose(session, qtbot, "한국어")
    assert session.window.isVisible()
    assert session.window.welcome.isVisible()
    assert session.window.actions_by_id["save"].text() == "저장(&S)"
    session.window.document.torch_is_ready()
    QTest.mouseClick(session.window.welcome.example, Qt.MouseButton.LeftButton)
    assert len(session.window.document.graph.nodes) == 4
    session.end()
    QLocale.setDefault(locale)
