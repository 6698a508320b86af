"""Choosing data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from engine.data import SOURCES
from gui.data.source_picker import group_titles
from gui.panels.data import LARGEST_SEED, DataPanel
from tests.gui.panels.panel_bench import turn_wheel, type_into, walk_with_tab
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def data(qtbot: QtBot, xor: Document) -> DataPanel:
    return on_screen(qtbot, DataPanel(xor))


def choose(data: DataPanel, kind: str) -> None:
    """Walk to a source with the arrow keys, as over a list that is not open."""
    data.source.setFocus()
    QTest.keyClick(data.source, Qt.Key.Key_Home)
    while data.source.currentData() != kind:
        QTest.keyClick(data.source, Qt.Key.Key_Down)


def test_every_source_stands_in_its_group(data: DataPanel) -> None:
    offered = [data.source.itemData(row) for row in range(data.source.count())]
    order = list(group_titles())
    grouped = sorted(SOURCES, key=lambda source: order.index(source.category))
    assert [kind for kind in offered if kind] == [source.kind for source in grouped]
    assert data.source.itemText(0) == "Logic gates"
    assert offered[0] is None


def test_a_source_is_chosen_with_the_keyboard_and_undone(data: DataPanel, xor: Document) -> None:
    choose(data, "spiral")
    assert xor.recipe.source == "spiral"
    assert data.counts.text().startswith("250 training and 250 validation samples; columns x1, x2.")
    assert "The target y has 2 classes: 0, 1." in data.counts.text()
    while xor.undo_stack.canUndo():
        xor.undo_stack.undo()
    assert data.source.currentData() == xor.recipe.source == "xor"
    assert data.form is not None
    assert [param.name for param in data.form.params] == ["inputs"]


def test_the_mouse_finds_a_source_in_the_menu_of_its_group(data: DataPanel, xor: Document) -> None:
    QTest.mouseClick(data.source, Qt.MouseButton.LeftButton)
    menu = data.source.menu
    assert menu.isVisible()
    group = next(action for action in menu.actions() if action.text() == group_titles()["classes"])
    menu.setActiveAction(group)
    submenu = next(each for each in menu.findChildren(QMenu) if each.menuAction() is group)
    moons = next(action for action in submenu.actions() if action.data() == "moons")
    QTest.mouseClick(submenu, Qt.MouseButton.LeftButton, pos=submenu.actionGeometry(moons).center())
    assert xor.recipe.source == "moons"


def test_a_regression_has_no_classes(data: DataPanel) -> None:
    choose(data, "plane")
    assert data.counts.text().endswith("The target y is a number.")


def test_noise_is_turned_in_one_step(data: DataPanel, xor: Document) -> None:
    xor.set_recipe(xor.recipe.with_source("circle"), "circle")
    xor.undo_stack.clear()
    assert data.form is not None
    data.form.editor("noise").setFocus()
    for _ in range(3):
        turn_wheel(data.form.editor("noise"))
    assert xor.recipe.settings["noise"] == 3
    assert xor.undo_stack.count() == 1


def test_tab_walks_from_top_to_bottom(data: DataPanel, xor: Document, qtbot: QtBot) -> None:
    xor.set_recipe(xor.recipe.with_source("circle"), "circle")
    qtbot.waitUntil(lambda: data.form is not None and data.form.editor("noise").isVisible())
    assert walk_with_tab(data.source, 3) == ["samples", "noise", "validation"]


def test_new_data_takes_the_next_seed(data: DataPanel, xor: Document) -> None:
    xor.set_recipe(xor.recipe.with_source("circle"), "circle")
    before = xor.dataset.x.copy()
    QTest.mouseClick(data.new_data, Qt.MouseButton.LeftButton)
    assert xor.recipe.seed == 1
    assert (xor.dataset.x != before).any()


def test_after_the_largest_seed_comes_the_first(data: DataPanel, xor: Document) -> None:
    type_into(data.recipe_form.editor("seed"), str(LARGEST_SEED))
    QTest.mouseClick(data.new_data, Qt.MouseButton.LeftButton)
    assert xor.recipe.seed == 0


def test_a_share_that_leaves_no_sample_is_refused_and_nothing_changes(
    data: DataPanel, xor: Document, qtbot: QtBot
) -> None:
    dataset = xor.dataset
    with qtbot.waitSignal(xor.notice):
        type_into(data.recipe_form.editor("validation"), "0.9")
    assert "leaves none to train on" in data.recipe_form.complaint("validation")
    assert xor.dataset is dataset
    assert xor.recipe.validation == 0
    assert xor.undo_stack.count() == 0


def test_a_share_beyond_the_range_is_refused(data: DataPanel, xor: Document) -> None:
    type_into(data.recipe_form.editor("validation"), "1.5")
    assert "a number from 0 to 0.9" in data.recipe_form.complaint("validation")
    assert xor.recipe.validation == 0
