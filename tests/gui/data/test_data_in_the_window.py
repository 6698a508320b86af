"""Data that comes to the window: dropped on it, or with a project whose data file has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

import gui.data_opening
from engine.errors import CancelledError
from engine.graph import Graph
from engine.storage import Project, read_project, write_project
from gui.data.samples_plot import SamplesPlot
from gui.data_files import made, recipe_of
from gui.data_loading import CANCELLED
from gui.panels.data import DataPanel
from tests.gui.data.bench import ROWS, wait_for_data, write_table
from tests.gui.data.test_data_standing import drop

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose table is too large to be kept in it."""
    monkeypatch.setattr("engine.data.files.KEPT", 0)
    recipe, _ = made(recipe_of([write_table(tmp_path / "animals.csv")]), lambda *_: None)
    path = tmp_path / "animals.loom"
    write_project(Project(graph=Graph(), recipe=recipe), path)
    return path


def answer(monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Answer the questions that come with these words, one after the other; return the questions."""
    asked, answers = [], iter(words)

    def choose(box: QMessageBox) -> int:
        asked.append(f"{box.text()} {box.informativeText()}")
        word = next(answers)
        button = next(button for button in box.buttons() if word in button.text())
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", choose)
    return asked


def test_a_table_that_is_dropped_on_the_window_becomes_its_data(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, write_table(tmp_path / "animals.csv"))
    wait_for_data(qtbot, window.document)
    assert window.document.dataset.target == "kind"
    assert window.centralWidget().currentWidget() is window.canvas  # type: ignore[attr-defined]  # a stack of pages
    assert not window.docks.by_name["data"].visibleRegion().isEmpty()
    assert window.document.undo_stack.count() == 1


def test_the_samples_are_one_click_away_from_the_panel(qtbot: QtBot, window: MainWindow) -> None:
    window.show_canvas()
    window.docks.show_data()
    panel = window.docks.panel("data")
    assert isinstance(panel, DataPanel)
    panel.ensureWidgetVisible(panel.look)
    QTest.mouseClick(panel.look, Qt.MouseButton.LeftButton)
    samples = window.docks.panel("samples")
    assert isinstance(samples, SamplesPlot)
    qtbot.waitUntil(lambda: samples.watched and samples.samples.model.rowCount() == 4)


def test_a_project_is_opened_with_its_table(window: MainWindow, project: Path) -> None:
    window.files.open(project)
    assert len(window.document.dataset) == ROWS
    assert not window.document.modified


def test_the_data_file_of_a_project_is_located(
    window: MainWindow, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = (tmp_path / "animals.csv").rename(tmp_path / "elsewhere.csv")
    asked = answer(monkeypatch, "Locate")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    window.files.open(project)
    assert "not there any more" in asked[0]
    assert len(window.document.dataset) == ROWS
    assert window.document.recipe.settings["path"] == str(moved)


def test_another_file_is_taken_only_if_the_person_insists(
    window: MainWindow, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "animals.csv").unlink()
    other = write_table(tmp_path / "other.csv", rows=20)
    asked = answer(monkeypatch, "Locate", "Use this file")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    window.files.open(project)
    assert "is not the data file that this project was made with" in asked[1]
    assert len(window.document.dataset) == 20


def test_an_older_project_that_does_not_tell_what_its_data_were_is_not_opened_without_them(
    window: MainWindow, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "animals.csv").unlink()
    asked = answer(monkeypatch, "Cancel")
    window.files.open(project)
    assert "Without its data" not in asked[0]
    assert window.document.recipe.source == "xor"
    assert window.document.path is None


def test_opening_can_be_cancelled_while_data_is_read(
    window: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(*_: object) -> None:
        raise CancelledError(CANCELLED)

    monkeypatch.setattr(gui.data_opening, "with_progress", cancelled)
    window.files.open(project)
    assert window.document.recipe.source == "xor"


def test_a_project_remembers_its_table(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    drop(window, write_table(tmp_path / "animals.csv"))
    wait_for_data(qtbot, window.document)
    path = tmp_path / "saved.loom"
    write_project(window.document.project({}), path)
    (tmp_path / "animals.csv").unlink()
    assert read_project(path).recipe == window.document.recipe
    window.document.saved.mark(None)
    window.files.open(path)
    assert window.document.path == path
    assert len(window.document.dataset) == ROWS
