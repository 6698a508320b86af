"""Choosing data from files in the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from gui.data_files import are_data, recipe_of
from gui.forms.path_edit import PathEdit
from gui.panels.data import DataPanel
from tests.gui.data.bench import wait_for_data, write_table
from tests.gui.panels.panel_bench import type_into
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def panel(qtbot: QtBot, xor: Document) -> DataPanel:
    return on_screen(qtbot, DataPanel(xor))


def choose(panel: DataPanel, kind: str) -> None:
    """Choose a source as its menu does."""
    next(action for action in panel.source.entries if action.data() == kind).trigger()


def path_edit(panel: DataPanel) -> PathEdit:
    assert panel.form is not None
    editor = panel.form.editor("path")
    assert isinstance(editor, PathEdit)
    return editor


def drop(widget: QWidget, path: Path) -> None:
    """Drag a file onto a widget and let it go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(widget.rect().center(), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(
        widget, QDropEvent(QPointF(widget.rect().center()), Qt.DropAction.CopyAction, data, left, none)
    )


def test_a_source_of_files_asks_for_one_and_the_old_data_stays(panel: DataPanel, xor: Document) -> None:
    choose(panel, "table")
    assert panel.standing.isVisible()
    assert panel.standing.what.text() == "Choose a file, or drop one here."
    assert panel.counts.text().startswith("The network goes on with this data until the new is there: XOR.")
    assert xor.recipe.source == "xor"
    QTest.mouseClick(panel.standing.back, Qt.MouseButton.LeftButton)
    assert panel.source.currentData() == "xor"
    assert not panel.standing.isVisible()


def test_a_file_is_browsed_for(
    qtbot: QtBot, panel: DataPanel, xor: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_table(tmp_path / "animals.csv")
    choose(panel, "table")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(path_edit(panel).browse, Qt.MouseButton.LeftButton)
    wait_for_data(qtbot, xor)
    assert xor.dataset.target == "kind"
    assert panel.remarks.text() == ""
    assert panel.read_again.isVisible()


def test_a_file_is_dropped_on_its_field(qtbot: QtBot, panel: DataPanel, xor: Document, tmp_path: Path) -> None:
    choose(panel, "table")
    drop(path_edit(panel), write_table(tmp_path / "animals.csv"))
    wait_for_data(qtbot, xor)
    assert xor.dataset.target == "kind"


def test_a_path_that_is_typed_wrongly_is_said_and_can_be_mended(
    qtbot: QtBot, panel: DataPanel, xor: Document, tmp_path: Path
) -> None:
    choose(panel, "table")
    type_into(path_edit(panel).line, str(tmp_path / "nothing.csv"))
    wait_for_data(qtbot, xor)
    assert "There is no file" in panel.standing.complaint.text()
    type_into(path_edit(panel).line, str(write_table(tmp_path / "animals.csv")))
    wait_for_data(qtbot, xor)
    assert panel.standing.complaint.text() == ""
    assert xor.dataset.target == "kind"


def test_rows_that_were_dropped_are_told_of(qtbot: QtBot, panel: DataPanel, xor: Document, tmp_path: Path) -> None:
    path = write_table(tmp_path / "animals.csv")
    path.write_text(path.read_text() + "1.0,,red,cat\n", encoding="utf-8")
    xor.data_loading.take_files([path])
    wait_for_data(qtbot, xor)
    assert panel.remarks.text().startswith("1 row without a value was left out")


def test_a_file_that_changed_is_read_again_on_request(
    qtbot: QtBot, panel: DataPanel, xor: Document, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "animals.csv")
    xor.data_loading.take_files([path])
    wait_for_data(qtbot, xor)
    write_table(path, rows=60)
    panel.ensureWidgetVisible(panel.read_again)
    QTest.mouseClick(panel.read_again, Qt.MouseButton.LeftButton)
    wait_for_data(qtbot, xor)
    assert len(xor.dataset) == 60


def test_the_split_of_a_table_is_changed_in_the_background(
    qtbot: QtBot, panel: DataPanel, xor: Document, tmp_path: Path
) -> None:
    xor.data_loading.take_files([write_table(tmp_path / "animals.csv")])
    wait_for_data(qtbot, xor)
    type_into(panel.recipe_form.editor("test"), "0.25")
    wait_for_data(qtbot, xor)
    assert len(xor.dataset.test) == 10
    assert "10 test samples" in panel.counts.text()


def test_files_are_known_by_their_names(tmp_path: Path) -> None:
    images, labels = tmp_path / "train-images-idx3-ubyte.gz", tmp_path / "train-labels-idx1-ubyte.gz"
    assert are_data([labels, images])
    recipe = recipe_of([labels, images])
    assert (recipe.source, recipe.settings["path"], recipe.settings["labels"]) == ("idx", str(images), str(labels))
    assert recipe_of([tmp_path]).source == "image_folder"
    assert recipe_of([tmp_path / "digits.npz"]).source == "npz"
    assert recipe_of([tmp_path / "passed.tsv"]).source == "table"
    assert not are_data([tmp_path / "network.loom"])
    assert not are_data([tmp_path / "one.csv", tmp_path / "two.csv"])
