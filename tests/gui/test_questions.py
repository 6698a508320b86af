"""Questions name the deed on their buttons, and give back which was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from gui import questions
from gui.questions import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

ANSWERS = {Button.Yes: "Recover", Button.Discard: "Delete the copy", Button.Cancel: "Decide later"}


def answer(qtbot: QtBot, deed: Callable[[QMessageBox], None]) -> Button:
    """Ask, and do something to the question once it is there."""
    window = QWidget()
    qtbot.addWidget(window)

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        deed(box)

    QTimer.singleShot(0, window, act)
    return questions.ask(window, "Recover unsaved work", "Recover it?", ANSWERS)


def test_the_buttons_say_what_they_do(qtbot: QtBot) -> None:
    def press(box: QMessageBox) -> None:
        assert {button.text().replace("&", "") for button in box.buttons()} == set(ANSWERS.values())
        QTest.mouseClick(box.button(Button.Discard), Qt.MouseButton.LeftButton)

    assert answer(qtbot, press) == Button.Discard


def test_enter_presses_the_first_and_escape_cancels(qtbot: QtBot) -> None:
    assert answer(qtbot, lambda box: QTest.keyClick(box, Qt.Key.Key_Return)) == Button.Yes
    assert answer(qtbot, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape)) == Button.Cancel
