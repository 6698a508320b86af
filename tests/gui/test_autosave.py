"""Copies of unsaved work: where none can be kept the window works all the same, and says so once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from engine.storage import read_project
from gui import autosave
from gui.autosave import Autosave
from gui.background import BackgroundTask
from gui.settings import autosave_folder
from tests.gui.whole_window import open_window

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gui.document import Document


def test_a_state_folder_that_cannot_be_made_costs_only_the_copies(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.questions.ask", lambda *_: QMessageBox.StandardButton.Discard)
    home = tmp_path / "home"
    home.write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    window = open_window(qtbot, tmp_path)
    said: list[str] = []
    window.document.notice.connect(said.append)
    window.files.begin(None)
    QTest.mouseClick(window.welcome.example, Qt.MouseButton.LeftButton)
    assert len(window.document.graph.nodes) == 4
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: window.document.run.step_count == 1)
    said.clear()
    for _ in range(3):
        window.files.autosave.keep()
    assert len(said) == 1
    assert said[0].startswith("No copies of unsaved work can be kept in")
    assert str(home) in said[0]
    assert window.statusBar().currentMessage() == said[0]
    assert window.close()


def test_copies_leave_no_task_behind(xor: Document, qtbot: QtBot) -> None:
    copies = Autosave(xor, lambda: xor.project({}))
    for place in range(3):
        with xor.edit("move") as graph:
            graph.move({1: (place, 7)})
        copies.keep()
        copies.finish()
        qtbot.waitUntil(lambda: copies.findChildren(BackgroundTask) == [])
        assert read_project(next(autosave_folder().glob("*.loom"))).graph == xor.graph
    copies.close()
    assert list(autosave_folder().glob("*.loom")) == []


def test_a_copy_that_nobody_wants_any_more_is_removed_once_it_is_written(xor: Document, qtbot: QtBot) -> None:
    copies = Autosave(xor, lambda: xor.project({}))
    with xor.edit("move") as graph:
        graph.move({1: (5, 7)})
    copies.keep()
    copies.clear()
    copies.finish()
    qtbot.waitUntil(lambda: copies.findChildren(BackgroundTask) == [])
    assert not copies.holds_a_copy
    assert autosave.left_behind() == []
    copies.close()


def test_a_disk_that_takes_no_copy_is_told_once(xor: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_project: object, _path: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("engine.storage.write_project", refuse)
    copies = Autosave(xor, lambda: xor.project({}))
    said: list[str] = []
    xor.notice.connect(said.append)
    for place in range(3):
        with xor.edit("move") as graph:
            graph.move({1: (place, 7)})
        copies.keep()
        qtbot.waitUntil(lambda: copies.findChildren(BackgroundTask) == [])
    assert said == ["the disk is full"]
    copies.close()
