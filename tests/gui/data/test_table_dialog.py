"""Planning the columns of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox

from engine.data import DataRecipe, make_dataset
from engine.data.progress import nobody
from engine.data.tables import guessed_settings
from gui.data.plan_model import FIELDS
from gui.data.table_dialog import TableDialog
from gui.data_files import plans_in
from gui.i18n import show
from gui.panels.data import DataPanel
from tests.gui.data.bench import wait_for_data, write_table
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def panel(qtbot: QtBot, xor: Document, tmp_path: Path) -> DataPanel:
    """The panel of a document that has a table."""
    panel = on_screen(qtbot, DataPanel(xor))
    xor.data_loading.take_files([write_table(tmp_path / "animals.csv")])
    wait_for_data(qtbot, xor)
    return panel


@pytest.fixture
def dialog(qtbot: QtBot, panel: DataPanel) -> TableDialog:
    panel.ensureWidgetVisible(panel.plan)
    QTest.mouseClick(panel.plan, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(TableDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)
    return dialog


def choose(dialog: TableDialog, column: str, field: str, value: str) -> None:
    """Click a field of a column and choose a value with the keyboard."""
    row = [plan.name for plan in dialog.model.plans].index(column)
    index = dialog.model.index(row, FIELDS.index(field))
    view = dialog.plan_view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    picker = view.findChild(QComboBox)
    assert picker is not None
    picker.setCurrentIndex(picker.findData(value))
    picker.activated.emit(picker.currentIndex())
    QApplication.processEvents()


def accept(dialog: TableDialog) -> None:
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_panel_says_what_is_predicted_from_what(panel: DataPanel) -> None:
    assert panel.columns.text() == "Predicts the class kind from width, height, colour."


def test_the_first_rows_are_shown_as_they_stand_in_the_file(dialog: TableDialog) -> None:
    assert dialog.preview.rowCount() == 40
    assert dialog.preview.headerData(0, Qt.Orientation.Vertical) == 2
    assert dialog.preview.index(0, 2).data() == "red"


def test_another_target_makes_a_regression_and_is_one_step_back(
    qtbot: QtBot, dialog: TableDialog, xor: Document
) -> None:
    steps = xor.undo_stack.count()
    choose(dialog, "width", "role", "target")
    assert dialog.summary.text() == "Regression: the network will predict the number width."
    assert dialog.model.plans[3].role == "input"
    accept(dialog)
    wait_for_data(qtbot, xor)
    assert xor.dataset.is_regression
    assert xor.dataset.target == "width"
    assert xor.undo_stack.count() == steps + 1
    xor.undo_stack.undo()
    assert xor.dataset.target == "kind"


def test_a_column_is_left_out(qtbot: QtBot, dialog: TableDialog, xor: Document, panel: DataPanel) -> None:
    choose(dialog, "colour", "role", "ignored")
    accept(dialog)
    wait_for_data(qtbot, xor)
    assert xor.dataset.columns == ("width", "height")
    assert panel.columns.text().endswith("Left out: colour.")


def test_a_plan_without_a_target_cannot_be_taken(dialog: TableDialog) -> None:
    choose(dialog, "kind", "role", "input")
    assert "No column is the target" in dialog.problem.text()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_what_has_no_meaning_for_a_column_cannot_be_edited(dialog: TableDialog) -> None:
    encoding = FIELDS.index("encoding")
    assert not dialog.model.flags(dialog.model.index(0, encoding)) & Qt.ItemFlag.ItemIsEditable
    assert dialog.model.flags(dialog.model.index(2, encoding)) & Qt.ItemFlag.ItemIsEditable


def test_another_separator_reads_the_head_anew(qtbot: QtBot, dialog: TableDialog) -> None:
    editor = dialog.form.editor("separator")
    assert isinstance(editor, QComboBox)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor.currentData() == "tab"
    qtbot.waitUntil(lambda: dialog.preview.columnCount() == 1)
    assert dialog.model.rowCount() == 1
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_escape_changes_nothing(dialog: TableDialog, xor: Document) -> None:
    recipe = xor.recipe
    choose(dialog, "width", "role", "ignored")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert xor.recipe is recipe


def test_the_rows_that_will_be_left_out_are_counted_as_they_will_be(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "gaps.csv"
    table.write_text("width,height,kind\n1,2,a\nwide,3,b\n4\n5,,a\n6,7,b\n8,9,a\n3,4,b\n")
    recipe = DataRecipe("table", guessed_settings(table, nobody))
    plans = [replace(plan, kind="number") if plan.name == "width" else plan for plan in plans_in(recipe)]
    settings = {**recipe.settings, "columns": tuple(plan.to_plain() for plan in plans)}
    recipe = replace(recipe, settings=settings)
    dialog = on_screen(qtbot, TableDialog(recipe))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert dialog.remarks.text().splitlines() == list(map(show, make_dataset(recipe).remarks))
    assert dialog.remarks.text().startswith("2 bad rows were left out: lines 3, 4.")
    choose(dialog, "height", "role", "ignored")
    assert "without a value" not in dialog.remarks.text()
