"""The form that serves every setting: what it takes, refuses, and leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListWidget

from engine.catalog import CATALOG
from engine.errors import DataError
from engine.text import Text
from engine.training.optimizers import OPTIMIZER
from gui.forms import NumberEdit, SettingsForm
from tests.gui.panels.panel_bench import begin_typing, line_of, turn_wheel, type_into
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Changes = list[tuple[str, object]]
DENSE = CATALOG["dense"].params
RATE = next(param for param in OPTIMIZER["sgd"].params if param.name == "lr")
VALUES = {"units": 2, "activation": "tanh", "bias": True, "initialisation": "pytorch"}


@pytest.fixture
def changes() -> Changes:
    return []


@pytest.fixture
def form(qtbot: QtBot, changes: Changes) -> SettingsForm:
    form = SettingsForm((*DENSE, RATE), lambda name, value: changes.append((name, value)))
    form.set_values({**VALUES, "lr": 0.1})
    return on_screen(qtbot, form)


def number(form: SettingsForm, name: str) -> NumberEdit:
    editor = form.editor(name)
    assert isinstance(editor, NumberEdit)
    return editor


def test_nothing_changes_while_a_number_is_being_typed(form: SettingsForm, changes: Changes) -> None:
    begin_typing(form.editor("units"), "12")
    assert changes == []
    QTest.keyClick(form.editor("units"), Qt.Key.Key_Return)
    assert changes == [("units", 12)]


def test_leaving_a_field_commits_it_once(form: SettingsForm, changes: Changes) -> None:
    begin_typing(form.editor("units"), "7")
    QTest.keyClick(form.editor("units"), Qt.Key.Key_Tab)
    assert changes == [("units", 7)]


def test_a_tiny_rate_can_be_typed_and_keeps_its_digits(form: SettingsForm, changes: Changes) -> None:
    type_into(form.editor("lr"), "1.23456e-5")
    assert changes == [("lr", 1.23456e-5)]
    assert line_of(form.editor("lr")).text() == "1.23456e-5"


@pytest.mark.parametrize("typed", ["5000", "0", "2.5", "many", "", "nan", "1e999", "9" * 400])
def test_what_a_setting_does_not_take_is_refused_in_words(
    form: SettingsForm, changes: Changes, qtbot: QtBot, typed: str
) -> None:
    with qtbot.waitSignal(form.refused) as blocker:
        editor = form.editor("units")
        begin_typing(editor, typed)
        if not typed:
            QTest.keyClick(editor, Qt.Key.Key_Backspace)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert blocker.args is not None
    assert "Units cannot be" in blocker.args[0]
    assert "a whole number from 1 to 4,096" in form.complaint("units")
    assert line_of(form.editor("units")).text() == "2"
    assert changes == []


def test_a_good_value_takes_the_complaint_away(form: SettingsForm) -> None:
    type_into(form.editor("units"), "many")
    assert form.complaint("units")
    type_into(form.editor("units"), "4")
    assert form.complaint("units") == ""


def test_escape_drops_what_was_typed(form: SettingsForm, changes: Changes) -> None:
    begin_typing(form.editor("units"), "99")
    QTest.keyClick(form.editor("units"), Qt.Key.Key_Escape)
    QTest.keyClick(form.editor("units"), Qt.Key.Key_Return)
    assert line_of(form.editor("units")).text() == "2"
    assert changes == []


def test_showing_the_same_values_again_leaves_half_typed_text_alone(form: SettingsForm) -> None:
    begin_typing(form.editor("units"), "12")
    form.set_values({**VALUES, "activation": "relu"})
    assert line_of(form.editor("units")).text() == "12"
    form.set_values({**VALUES, "units": 9})
    assert line_of(form.editor("units")).text() == "9"


def test_the_wheel_turns_nothing_that_has_no_focus(form: SettingsForm, changes: Changes) -> None:
    form.editor("initialisation").setFocus()
    for name in ("units", "lr", "activation"):
        turn_wheel(form.editor(name))
    assert changes == []
    form.editor("units").setFocus()
    turn_wheel(form.editor("units"))
    assert changes == [("units", 3)]


def test_arrow_keys_step_a_rate_along_1_2_5(form: SettingsForm, changes: Changes) -> None:
    form.editor("lr").setFocus()
    QTest.keyClick(form.editor("lr"), Qt.Key.Key_Up)
    QTest.keyClick(form.editor("lr"), Qt.Key.Key_Down)
    QTest.keyClick(form.editor("lr"), Qt.Key.Key_Down)
    assert changes == [("lr", 0.2), ("lr", 0.1), ("lr", 0.05)]


def test_a_flag_is_switched_with_a_click(form: SettingsForm, changes: Changes) -> None:
    box = form.editor("bias")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert changes == [("bias", False)]


def test_a_choice_is_made_with_the_keyboard(form: SettingsForm, changes: Changes) -> None:
    form.editor("activation").setFocus()
    QTest.keyClick(form.editor("activation"), Qt.Key.Key_Down)
    assert changes == [("activation", "relu")]


def test_reset_is_offered_only_where_something_differs_from_the_default(form: SettingsForm, changes: Changes) -> None:
    assert not form.reset_button("units").isEnabled()
    form.set_values({"units": 5})
    assert form.reset_button("units").isEnabled()
    QTest.mouseClick(form.reset_button("units"), Qt.MouseButton.LeftButton)
    assert changes == [("units", 2)]


def test_different_values_appear_blank_and_are_not_changed_by_passing_through(
    form: SettingsForm, changes: Changes
) -> None:
    form.set_values(VALUES, mixed=("units", "activation", "bias"))
    combo = form.editor("activation")
    assert isinstance(combo, QComboBox)
    assert line_of(form.editor("units")).text() == ""
    assert line_of(form.editor("units")).placeholderText() == combo.placeholderText() == "—"
    form.editor("units").setFocus()
    QTest.keyClick(form.editor("units"), Qt.Key.Key_Up)
    QTest.keyClick(form.editor("units"), Qt.Key.Key_Return)
    assert changes == []
    type_into(form.editor("units"), "2")
    assert changes == [("units", 2)]


def test_a_change_that_is_refused_later_on_shows_why_and_the_old_value(qtbot: QtBot) -> None:
    def refuse(name: str, value: object) -> None:
        raise DataError(Text("data", "No sample would be left."))

    form = SettingsForm(DENSE, refuse)
    form.set_values(VALUES)
    on_screen(qtbot, form)
    type_into(form.editor("units"), "3")
    assert form.complaint("units") == "No sample would be left."
    assert number(form, "units").value == 2
    assert line_of(form.editor("units")).text() == "2"


def test_a_tooltip_tells_help_range_and_default(form: SettingsForm) -> None:
    tip = form.editor("units").toolTip()
    for part in ("How many units", "from 1 to 4,096", "Default: 2"):
        assert part in tip


def test_a_disabled_setting_says_why(form: SettingsForm) -> None:
    form.set_enabled("units", False, "Because of the moon.")
    assert not form.editor("units").isEnabled()
    assert "Because of the moon." in form.editor("units").toolTip()
    form.set_enabled("units", True)
    assert "Because of the moon." not in form.editor("units").toolTip()


def test_columns_are_ticked_in_order_and_missing_ones_stay_in_sight(qtbot: QtBot) -> None:
    changes: Changes = []
    form = SettingsForm(CATALOG["input"].params, lambda n, v: changes.append((n, v)), columns=("x1", "x2", "x3"))
    form.set_values({"columns": ("x3", "gone")})
    on_screen(qtbot, form)
    columns = form.editor("columns")
    assert isinstance(columns, QListWidget)
    assert [columns.item(row).text() for row in range(columns.count())] == ["x1", "x2", "x3", "gone"]
    columns.setFocus()
    columns.setCurrentRow(0)
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert changes == [("columns", ("x3", "gone", "x1"))]


def test_an_input_that_takes_every_column_has_them_ticked(qtbot: QtBot) -> None:
    changes: Changes = []
    form = SettingsForm(CATALOG["input"].params, lambda n, v: changes.append((n, v)), columns=("x1", "x2", "x3"))
    form.set_values({"columns": ()})
    on_screen(qtbot, form)
    columns = form.editor("columns")
    assert isinstance(columns, QListWidget)
    assert {columns.item(row).checkState() for row in range(3)} == {Qt.CheckState.Checked}
    columns.setFocus()
    columns.setCurrentRow(1)
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert changes == [("columns", ("x1", "x3"))]


def test_every_setting_fits_into_a_narrow_dock(form: SettingsForm) -> None:
    assert form.minimumSizeHint().width() <= 264
