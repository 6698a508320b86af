"""What becomes of a table that is taken into a document: what is guessed, kept and said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from gui.data.plan_model import FIELDS
from gui.data.table_dialog import TableDialog
from gui.data_files import made, plans_in, recipe_of
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


def take(qtbot: QtBot, document: Document, path: Path) -> None:
    document.data_loading.take_files([path])
    wait_for_data(qtbot, document)
    assert document.data_loading.error is None


def dialog_of(qtbot: QtBot, panel: DataPanel, columns: int) -> TableDialog:
    panel.ensureWidgetVisible(panel.plan)
    QTest.mouseClick(panel.plan, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(TableDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() == columns)
    return dialog


def kinds(dialog: TableDialog) -> list[str]:
    return [plan.kind for plan in dialog.model.plans]


def test_the_categories_and_classes_that_were_found_are_kept(qtbot: QtBot, xor: Document, tmp_path: Path) -> None:
    take(qtbot, xor, write_table(tmp_path / "animals.csv"))
    categories = {plan.name: plan.categories for plan in plans_in(xor.recipe)}
    assert categories == {"width": (), "height": (), "colour": ("blue", "red"), "kind": ("cat", "dog")}


def test_the_four_rows_of_xor_are_all_trained_on(tmp_path: Path) -> None:
    path = tmp_path / "xor.csv"
    path.write_text("x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n")
    _, dataset = made(recipe_of([path]), lambda *_: None)
    assert (len(dataset.train), len(dataset.validation)) == (4, 0)
    _, dataset = made(recipe_of([write_table(tmp_path / "more.csv", rows=20)]), lambda *_: None)
    assert (len(dataset.train), len(dataset.validation)) == (16, 4)


def test_a_table_of_one_row_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("x,y\n1,2.5\n")
    _, dataset = made(recipe_of([path]), lambda *_: None)
    assert dataset.train.tolist() == [0]


def test_a_cell_of_millions_of_letters_does_not_hold_up_the_window(
    qtbot: QtBot, xor: Document, panel: DataPanel, tmp_path: Path
) -> None:
    path = tmp_path / "huge.csv"
    path.write_text(f"text,x,y\nshort,1,0\n{'w' * 3_000_000},2,1\nshort,3,1\n")
    started = time.monotonic()
    take(qtbot, xor, path)
    dialog = dialog_of(qtbot, panel, 3)
    dialog.grab()
    assert time.monotonic() - started < 10
    assert xor.dataset.columns == ("x",)


def test_another_decimal_sign_changes_what_the_columns_hold(
    qtbot: QtBot, xor: Document, panel: DataPanel, tmp_path: Path
) -> None:
    path = tmp_path / "decimal.csv"
    path.write_text("a;b;y\n" + "".join(f"{n % 3},5;{n};{n % 2}\n" for n in range(30)))
    take(qtbot, xor, path)
    dialog = dialog_of(qtbot, panel, 3)
    assert kinds(dialog) == ["number", "number", "category"]
    editor = dialog.form.editor("decimal")
    assert isinstance(editor, QComboBox)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert editor.currentData() == "point"
    qtbot.waitUntil(lambda: kinds(dialog) == ["category", "number", "category"])
    QTest.keyClick(editor, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: kinds(dialog) == ["number", "number", "category"])


def test_one_click_opens_the_list_of_a_cell_and_shows_its_words(
    qtbot: QtBot, xor: Document, panel: DataPanel, tmp_path: Path
) -> None:
    take(qtbot, xor, write_table(tmp_path / "animals.csv"))
    dialog = dialog_of(qtbot, panel, 4)
    index = dialog.model.index(0, FIELDS.index("role"))
    place = dialog.plan_view.visualRect(index).center()
    QTest.mouseClick(dialog.plan_view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    picker = dialog.plan_view.findChild(QComboBox)
    assert picker is not None
    qtbot.waitUntil(picker.view().isVisible)
    assert picker.width() >= picker.sizeHint().width()
    picker.hidePopup()


def test_the_hint_for_features_names_columns_that_there_are(
    qtbot: QtBot, xor: Document, panel: DataPanel, tmp_path: Path
) -> None:
    assert panel.features.line.placeholderText() == "Expression, such as x1*x2"
    take(qtbot, xor, write_table(tmp_path / "animals.csv"))
    assert panel.features.line.placeholderText() == "Expression, such as width*height"


def test_features_that_other_data_costs_are_named(
    qtbot: QtBot, xor: Document, panel: DataPanel, tmp_path: Path
) -> None:
    take(qtbot, xor, write_table(tmp_path / "animals.csv"))
    type_into(panel.features.line, "width*height")
    wait_for_data(qtbot, xor)
    assert "width*height" in xor.recipe.features
    told: list[str] = []
    xor.notice.connect(told.append)
    take(qtbot, xor, write_table(tmp_path / "others.csv", rows=30))
    assert told == ["These features of the former data were given up: width*height."]
