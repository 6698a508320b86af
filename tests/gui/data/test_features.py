"""Choosing what the network gets of every sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.panels.data import DataPanel
from tests.gui.panels.panel_bench import type_into
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def panel(qtbot: QtBot, xor: Document) -> DataPanel:
    xor.set_recipe(xor.recipe.with_source("circle"), "circle")
    xor.undo_stack.clear()
    return on_screen(qtbot, DataPanel(xor))


def tick(panel: DataPanel, name: str) -> None:
    """Click the box before a feature."""
    features = panel.features.list
    item = features.findItems(name, Qt.MatchFlag.MatchExactly)[0]
    panel.ensureWidgetVisible(features)
    place = features.visualItemRect(item)
    QTest.mouseClick(
        features.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(10, place.height() // 2)
    )


def test_a_feature_of_the_playground_is_ticked_and_undone(panel: DataPanel, xor: Document) -> None:
    tick(panel, "x1^2")
    assert xor.recipe.features == ("x1", "x2", "x1^2")
    assert xor.dataset.columns == ("x1", "x2", "x1^2")
    assert xor.undo_stack.count() == 1
    xor.undo_stack.undo()
    item = panel.features.list.findItems("x1^2", Qt.MatchFlag.MatchExactly)[0]
    assert item.checkState() == Qt.CheckState.Unchecked


def test_ticking_back_to_the_columns_leaves_no_features(panel: DataPanel, xor: Document) -> None:
    tick(panel, "sin x1")
    tick(panel, "sin x1")
    assert xor.recipe.features == ()


def test_the_last_feature_stays(panel: DataPanel, xor: Document) -> None:
    tick(panel, "x1")
    tick(panel, "x2")
    assert xor.recipe.features == ("x2",)
    assert panel.features.error.text().startswith("One feature at least must stay.")


def test_any_expression_can_be_added(panel: DataPanel, xor: Document) -> None:
    type_into(panel.features.line, "exp(-x1^2)")
    assert xor.dataset.columns == ("x1", "x2", "exp(-x1^2)")
    tick(panel, "exp(-x1^2)")
    assert xor.recipe.features == ()


@pytest.mark.parametrize(
    ("text", "why"), [("x1 +", "is missing"), ("x7", "there is no column x7"), ("x1", "is ticked already")]
)
def test_what_is_wrong_with_an_expression_is_said_below_it(
    panel: DataPanel, xor: Document, text: str, why: str
) -> None:
    type_into(panel.features.line, text)
    assert why in panel.features.error.text()
    assert panel.features.line.text() == text
    assert xor.undo_stack.count() == 0


def test_an_expression_without_a_value_somewhere_is_refused(panel: DataPanel, xor: Document) -> None:
    type_into(panel.features.line, "log x1")
    assert "no finite value" in panel.features.error.text()
    assert xor.recipe.features == ()
