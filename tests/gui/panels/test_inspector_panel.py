"""Looking at layers and changing them in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gui.forms.layout import NARROWEST
from gui.panels.inspector import InspectorPanel
from gui.theme import number
from tests.gui.panels.panel_bench import begin_typing, line_of, type_into, walk_with_tab
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from gui.forms import SettingsForm
    from gui.forms.weight_table import Array, WeightTable

INPUT, HIDDEN, LAST, OUTPUT = 1, 2, 3, 4


@pytest.fixture
def inspector(qtbot: QtBot, xor: Document) -> InspectorPanel:
    inspector = on_screen(qtbot, InspectorPanel(xor))
    xor.select([HIDDEN])
    return inspector


def form(inspector: InspectorPanel) -> SettingsForm:
    assert inspector.form is not None
    return inspector.form


def editor(inspector: InspectorPanel, name: str) -> QWidget:
    return form(inspector).editor(name)


def table(inspector: InspectorPanel, tensor: str = "linear.weight") -> WeightTable:
    return inspector.sections[tensor].table


def open_cell(table: WeightTable, row: int, column: int) -> QLineEdit:
    place = table.visualRect(table.weights.index(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    field = table.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def weights(document: Document, name: str = "dense_1.linear.weight") -> Array:
    assert document.run.last is not None
    return document.run.last.weights[name]


def test_typing_units_changes_the_layer_and_one_undo_returns(inspector: InspectorPanel, xor: Document) -> None:
    type_into(editor(inspector, "units"), "3")
    assert xor.graph.node(HIDDEN).settings["units"] == 3
    assert weights(xor).shape == (3, 2)
    assert table(inspector).weights.rowCount() == 3
    assert xor.undo_stack.count() == 1
    xor.undo_stack.undo()
    assert xor.graph.node(HIDDEN).settings["units"] == 2
    assert line_of(editor(inspector, "units")).text() == "2"


def test_settings_of_several_layers_change_in_one_step(inspector: InspectorPanel, xor: Document) -> None:
    xor.select([HIDDEN, LAST])
    assert line_of(editor(inspector, "units")).text() == ""
    type_into(editor(inspector, "units"), "4")
    assert [xor.graph.node(node).settings["units"] for node in (HIDDEN, LAST)] == [4, 4]
    assert xor.undo_stack.count() == 1
    xor.undo_stack.undo()
    assert [xor.graph.node(node).settings["units"] for node in (HIDDEN, LAST)] == [2, 1]


def test_layers_of_different_kinds_are_counted_and_not_edited(inspector: InspectorPanel, xor: Document) -> None:
    xor.select([INPUT, HIDDEN, LAST])
    assert inspector.message.text().startswith("3 nodes of 2 kinds")
    assert inspector.form is None


def test_with_nothing_selected_it_sums_the_drawing_up(inspector: InspectorPanel, xor: Document) -> None:
    xor.select([])
    assert inspector.message.text() == "The drawing has 4 nodes, 3 wires and 9 parameters."
    assert inspector.hint.isVisible()


def test_what_was_typed_about_one_layer_never_reaches_another(inspector: InspectorPanel, xor: Document) -> None:
    begin_typing(editor(inspector, "units"), "77")
    xor.select([LAST])
    QTest.keyClick(editor(inspector, "units"), Qt.Key.Key_Return)
    assert [xor.graph.node(node).settings["units"] for node in (HIDDEN, LAST)] == [2, 1]


def test_a_layer_is_renamed(inspector: InspectorPanel, xor: Document) -> None:
    type_into(inspector.header.name, "Hidden")
    assert xor.graph.node(HIDDEN).name == "Hidden"
    xor.undo_stack.undo()
    assert inspector.header.name.text() == "Dense 1"


@pytest.mark.parametrize(("name", "reason"), [("Dense 2", "already called"), (" ", "needs a name")])
def test_a_name_that_will_not_do_is_refused_in_words(
    inspector: InspectorPanel, xor: Document, qtbot: QtBot, name: str, reason: str
) -> None:
    with qtbot.waitSignal(xor.notice):
        type_into(inspector.header.name, name)
    assert reason in inspector.header.complaint.text()
    assert inspector.header.name.text() == xor.graph.node(HIDDEN).name == "Dense 1"


def test_shapes_and_parameters_are_told(inspector: InspectorPanel) -> None:
    assert inspector.shapes.text() == "Input: (N, 2)\nOutput: (N, 2)\nParameters: 6"


def test_the_curve_is_that_of_the_chosen_activation(inspector: InspectorPanel, xor: Document) -> None:
    assert inspector.curve.isVisible()
    assert inspector.curve.accessibleName().startswith("tanh: from -0.9999 to 0.9999")
    with xor.edit("relu") as graph:
        graph.set(HIDDEN, "activation", "relu")
    assert inspector.curve.accessibleName() == "ReLU: from 0 to 5, its slope from 0 to 1"
    xor.select([INPUT])
    assert not inspector.curve.isVisible()


def test_an_input_offers_the_columns_of_the_data(inspector: InspectorPanel, xor: Document) -> None:
    xor.select([INPUT])
    columns = editor(inspector, "columns")
    columns.setFocus()
    QTest.keyClick(columns, Qt.Key.Key_Home)
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert xor.graph.node(INPUT).settings["columns"] == ("x2",)  # all were ticked
    xor.select([HIDDEN])
    assert table(inspector).weights.headerData(0, Qt.Orientation.Horizontal) == "x2"
    assert table(inspector).weights.columnCount() == 1


def test_a_weight_is_set_by_hand_and_undo_restores_it(inspector: InspectorPanel, xor: Document, qtbot: QtBot) -> None:
    before = weights(xor)[1, 0]
    field = open_cell(table(inspector), 1, 0)
    assert np.float32(field.text()) == before
    QTest.keyClicks(field, "0.123456")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: weights(xor)[1, 0] == np.float32(0.123456))
    assert table(inspector).weights.index(1, 0).data() == "0.1235"
    assert xor.undo_stack.count() == 1
    xor.undo_stack.undo()
    assert weights(xor)[1, 0] == before


def test_weights_stay_in_sight_until_the_next_network_is_built_and_are_not_set_meanwhile(
    inspector: InspectorPanel, xor: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.building.MANY_NODES", 0)
    shown = table(inspector)
    with xor.edit("activation") as graph:
        graph.set(HIDDEN, "activation", "relu")
    xor.undo_stack.undo()  # in quick succession: there is no run by then
    assert xor.run.building
    assert table(inspector) is shown
    assert shown.isVisible()
    field = open_cell(shown, 0, 0)
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert xor.undo_stack.index() == 0
    xor.select([LAST])
    assert not inspector.sections  # those of another layer are not known yet
    xor.select([HIDDEN])
    qtbot.waitUntil(lambda: "linear.weight" in inspector.sections)
    assert table(inspector).weights.index(0, 0).data() == number(float(weights(xor)[0, 0]))


@pytest.mark.parametrize("typed", ["abc", "nan", "1e50", " "])
def test_a_weight_that_is_no_number_is_refused_in_words(
    inspector: InspectorPanel, xor: Document, qtbot: QtBot, typed: str
) -> None:
    before = weights(xor).copy()
    field = open_cell(table(inspector), 0, 0)
    QTest.keyClicks(field, typed)
    with qtbot.waitSignal(xor.notice) as blocker:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert blocker.args is not None
    assert blocker.args[0].startswith(f"A weight cannot be “{typed}”")
    np.testing.assert_array_equal(weights(xor), before)
    assert xor.undo_stack.count() == 0


def test_weights_follow_the_training_and_leave_an_open_field_alone(
    inspector: InspectorPanel, xor: Document, qtbot: QtBot
) -> None:
    field = open_cell(table(inspector), 0, 0)
    QTest.keyClicks(field, "0.5")
    first = table(inspector).weights.tensor.copy()
    xor.run.train()
    qtbot.waitUntil(lambda: not np.array_equal(table(inspector).weights.tensor, first))
    assert field.text() == "0.5"
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: xor.undo_stack.count() == 1)
    reached = xor.run.step_count
    qtbot.waitUntil(lambda: xor.run.step_count > reached)


def test_nothing_is_drawn_for_a_hidden_panel_and_all_is_there_when_it_comes_back(
    inspector: InspectorPanel, xor: Document, qtbot: QtBot
) -> None:
    inspector.hide()
    first = table(inspector).weights.tensor.copy()
    xor.run.step()
    qtbot.waitUntil(lambda: xor.run.step_count == 1)
    np.testing.assert_array_equal(table(inspector).weights.tensor, first)
    inspector.show()
    np.testing.assert_array_equal(table(inspector).weights.tensor, weights(xor))


def test_undo_keys_in_an_untouched_field_are_left_to_the_window(inspector: InspectorPanel, xor: Document) -> None:
    undo = xor.undo_stack.createUndoAction(inspector)
    undo.setShortcut("Ctrl+Z")
    inspector.addAction(undo)
    type_into(editor(inspector, "units"), "3")
    QTest.keyClick(editor(inspector, "units"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert xor.graph.node(HIDDEN).settings["units"] == 2


def test_of_a_large_layer_only_what_is_in_sight_is_drawn(
    inspector: InspectorPanel, xor: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with xor.edit("large") as graph:
        graph.set(HIDDEN, "units", 4096)
    xor.select([LAST])
    assert table(inspector).weights.columnCount() == 4096
    written: list[float] = []
    qtbot.waitUntil(lambda: table(inspector).isVisible())
    inspector.ensureWidgetVisible(table(inspector))

    def counted(value: float) -> str:
        written.append(value)
        return number(value)

    monkeypatch.setattr("gui.forms.weight_table.number", counted)
    xor.run.step()
    qtbot.waitUntil(lambda: len(written) > 1)
    assert len(written) < 64


def test_tab_walks_from_the_name_to_the_weights(inspector: InspectorPanel, xor: Document, qtbot: QtBot) -> None:
    xor.select([INPUT])
    xor.select([HIDDEN])
    qtbot.waitUntil(lambda: editor(inspector, "units").isVisible())
    walked = walk_with_tab(inspector.header.name, 6)
    assert walked == ["units", "activation", "bias", "initialisation", "Weights W", "Biases b"]


def test_everything_fits_into_a_narrow_dock(inspector: InspectorPanel, xor: Document) -> None:
    content = inspector.widget()
    assert content is not None
    for node in xor.graph.nodes:
        xor.select([node])
        assert content.minimumSizeHint().width() + inspector.verticalScrollBar().sizeHint().width() <= NARROWEST
