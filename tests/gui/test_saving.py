"""Saving goes on behind the window: what was written counts, what came later does not, and leaving waits for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

import engine.storage
from engine.errors import StorageError
from engine.storage import read_project, write_project
from engine.text import Text
from tests.gui.conftest import draw_xor
from tests.gui.whole_window import open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from engine.storage import Project
    from gui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
Button = QMessageBox.StandardButton


class Disk:
    """A disk that takes as long as a test wants."""

    def __init__(self) -> None:
        self.is_free = threading.Event()
        self.is_free.set()
        self.fault: StorageError | None = None
        self.written = 0

    def write(self, project: Project, path: Path) -> None:
        self.is_free.wait()
        if self.fault is not None:
            raise self.fault
        write_project(project, path)
        self.written += 1


class Person:
    """Answers questions, and remembers what was said."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.answer = Button.Discard

    def question(self, _parent: object, _title: str, text: str, *_rest: object) -> Button:
        self.asked.append(text)
        return self.answer

    def hear(self, box: QMessageBox) -> int:
        self.told.append(box.text())
        return 0


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(engine.storage, "write_project", disk.write)
    return disk


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Person:
    person = Person()
    monkeypatch.setattr("gui.questions.ask", person.question)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: person.hear(box))
    return person


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, disk: Disk, person: Person, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window with XOR drawn and not saved yet."""
    window = open_window(qtbot, tmp_path)
    draw_xor(window.document)
    window.show_canvas()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    yield window
    disk.is_free.set()
    person.answer = Button.Discard
    window.close()


def press_save(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_S, CTRL)


def add_a_unit(window: MainWindow) -> None:
    with window.document.edit("units") as graph:
        graph.set(2, "units", graph.node(2).settings["units"] + 1)  # type: ignore[operator]  # a number


def test_the_window_goes_on_while_a_file_is_written_and_says_so(window: MainWindow, qtbot: QtBot, disk: Disk) -> None:
    disk.is_free.clear()
    press_save(window)
    assert window.statusBar().currentMessage() == "Saving mine.loom …"
    assert window.isWindowModified()
    disk.is_free.set()
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "Saved mine.loom")
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("mine.loom")


def test_an_edit_made_while_a_file_is_written_is_not_in_it(
    window: MainWindow, qtbot: QtBot, disk: Disk, tmp_path: Path
) -> None:
    disk.is_free.clear()
    press_save(window)
    add_a_unit(window)
    disk.is_free.set()
    qtbot.waitUntil(lambda: window.document.path is not None)
    assert window.isWindowModified()
    assert read_project(tmp_path / "mine.loom").graph.node(2).settings["units"] == 2
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, CTRL)
    assert not window.document.modified


def test_saving_twice_writes_what_came_between_too(
    window: MainWindow, qtbot: QtBot, disk: Disk, tmp_path: Path
) -> None:
    disk.is_free.clear()
    press_save(window)
    add_a_unit(window)
    press_save(window)
    disk.is_free.set()
    qtbot.waitUntil(lambda: disk.written == 2 and not window.files.saving.busy)
    assert read_project(tmp_path / "mine.loom").graph.node(2).settings["units"] == 3
    assert not window.document.modified


def test_a_file_that_cannot_be_written_leaves_the_work_unsaved_and_is_told(
    window: MainWindow, qtbot: QtBot, disk: Disk, person: Person
) -> None:
    disk.fault = StorageError(Text("files", "The disk is full.").fill())
    press_save(window)
    qtbot.waitUntil(lambda: person.told == ["The disk is full."])
    assert window.document.modified
    assert window.document.path is None


def test_closing_waits_for_the_file_and_asks_nothing(window: MainWindow, disk: Disk, person: Person) -> None:
    disk.is_free.clear()
    press_save(window)
    QTimer.singleShot(50, disk.is_free.set)
    assert window.close()
    assert (disk.written, person.asked) == (1, [])


def test_closing_with_save_writes_the_file_first(
    window: MainWindow, disk: Disk, person: Person, tmp_path: Path
) -> None:
    person.answer = Button.Save
    assert window.close()
    assert len(person.asked) == 1
    assert len(read_project(tmp_path / "mine.loom").graph.nodes) == 4


def train(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.document.run.step_count > 20)


def goes_on(window: MainWindow, qtbot: QtBot) -> bool:
    run = window.document.run
    step = run.step_count
    qtbot.waitUntil(lambda: run.running and run.step_count > step)
    return True


def test_a_save_that_is_cancelled_while_closing_lets_training_go_on(
    window: MainWindow, qtbot: QtBot, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(window, qtbot)
    person.answer = Button.Save
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert not window.close()
    assert goes_on(window, qtbot)
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, CTRL)  # one stretch, whatever was asked meanwhile
    assert window.document.run.step_count == 0


def test_a_save_that_fails_while_closing_lets_training_go_on(
    window: MainWindow, qtbot: QtBot, person: Person, disk: Disk
) -> None:
    train(window, qtbot)
    person.answer = Button.Save
    disk.fault = StorageError(Text("files", "The disk is full.").fill())
    assert not window.close()
    assert len(person.told) == 1
    assert goes_on(window, qtbot)
