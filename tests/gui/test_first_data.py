"""Somebody begins with data of their own: from the first page on, by mouse and keyboard."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from engine.graph import Ends
from gui.mime import MIME_KIND
from tests.gui.whole_window import open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("height,weight,sex\n" + "".join(f"{150 + i},{50 + i % 7},{'FM'[i % 2]}\n" for i in range(40)))
    return path


def load(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    """Load a table as the panel of the data does it."""
    window.document.data_loading.take_files([table])
    qtbot.waitUntil(lambda: window.document.recipe.source == "table")


def type_layer(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Press Ctrl+L, type the name of a layer, and press Enter."""
    count = len(window.document.graph.nodes)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    field = popup.focusWidget() or popup
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.document.graph.nodes) == count + 1)


def test_data_loaded_on_the_first_page_leads_to_the_canvas(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    assert window.welcome.isVisible()
    load(window, qtbot, table)
    assert window.canvas.isVisible()


def test_data_that_comes_takes_the_keyboard_from_nobody(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    source = window.docks.panel("palette").search  # type: ignore[attr-defined]  # a search field
    source.setFocus()
    load(window, qtbot, table)
    assert source.hasFocus()


def test_an_empty_canvas_keeps_the_data_that_was_just_loaded(
    window: MainWindow, qtbot: QtBot, table: Path, questions: list[str]
) -> None:
    load(window, qtbot, table)
    window.actions_by_id["welcome"].trigger()
    QTest.mouseClick(window.welcome.empty, Left)
    assert window.canvas.isVisible()
    assert window.document.recipe.source == "table"
    assert questions == []


def test_an_empty_canvas_after_an_example_is_empty(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.welcome.example, Left)
    window.actions_by_id["welcome"].trigger()
    QTest.mouseClick(window.welcome.empty, Left)
    assert window.canvas.isVisible()
    assert len(window.document.graph.nodes) == 0


def test_a_layer_that_is_dragged_from_the_first_page_brings_the_canvas(window: MainWindow) -> None:
    data = QMimeData()
    data.setData(MIME_KIND, b"input")
    event = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, Left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, event)
    assert window.canvas.isVisible()


def test_open_offers_projects_and_data_and_takes_a_table_as_data(
    window: MainWindow, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, _start: str, filters: str) -> tuple[str, str]:
        offered.extend(filters.split(";;"))
        return str(table), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    QTest.mouseClick(window.welcome.browse, Left)
    qtbot.waitUntil(lambda: window.document.recipe.source == "table")
    assert window.canvas.isVisible()
    assert not window.docks.by_name["data"].visibleRegion().isEmpty()
    assert ["*.loom" in each for each in offered] == [True, True, False, False]
    assert ["*.csv" in each for each in offered] == [True, False, True, False]
    assert offered[-1].endswith("(*)")


def test_a_table_can_be_named_on_the_command_line(qtbot: QtBot, tmp_path: Path, table: Path) -> None:
    window = open_window(qtbot, tmp_path, ready=False)
    window.files.begin(table)
    window.document.torch_is_ready()
    qtbot.waitUntil(lambda: window.document.recipe.source == "table")
    assert window.canvas.isVisible()
    window.document.undo_stack.setClean()


def test_the_dialog_for_a_table_offers_tables_first(
    window: MainWindow, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(window, qtbot, table)
    offered: list[str] = []

    def give_up(_parent: object, _title: str, _start: str, filters: str) -> tuple[str, str]:
        offered.append(filters)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", give_up)
    window.docks.show_data()
    (browse,) = window.docks.by_name["data"].findChildren(QAbstractButton, "pathBrowse")
    QTest.mouseClick(browse, Left)
    first, last = offered[0].split(";;")
    assert "*.csv" in first
    assert "*.parquet" in first
    assert last.endswith("(*)")


def test_layers_typed_one_after_the_other_stand_in_a_row_and_are_wired(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.welcome.empty, Left)
    for name in ("input", "dense", "dense", "output"):
        type_layer(qtbot, window, name)
    assert list(window.document.graph.edges) == [Ends(1, 2), Ends(2, 3), Ends(3, 4)]
    boxes = [window.canvas.canvas.nodes[node].box for node in (1, 2, 3, 4)]
    assert all(left.right() < right.left() for left, right in pairwise(boxes))


def test_layers_double_clicked_in_the_palette_stand_in_a_row_and_are_wired(window: MainWindow, qtbot: QtBot) -> None:
    tree = window.docks.palette.tree
    items = {item.data(0, Qt.ItemDataRole.UserRole): item for item in tree.entries()}
    for kind in ("input", "dense", "output"):
        tree.scrollToItem(items[kind])
        place = tree.visualItemRect(items[kind]).center()
        QTest.mouseClick(tree.viewport(), Left, pos=place)
        QTest.mouseDClick(tree.viewport(), Left, pos=place)
    assert list(window.document.graph.edges) == [Ends(1, 2), Ends(2, 3)]


def test_a_problem_that_can_be_seen_is_shown_where_it_is(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.welcome.example, Left)
    before = window.canvas.mapFromScene(QPointF(0, 0))
    window.docks.problems.jump.emit((3,), None)
    assert window.canvas.mapFromScene(QPointF(0, 0)) == before
    assert window.document.selection == {3}
