"""Questions whose buttons name what they do, in the words of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

Button = QMessageBox.StandardButton


def ask(window: QWidget, title: str, text: str, answers: Mapping[Button, str]) -> Button:
    """Ask a question and return the button that was pressed; Escape presses Cancel.

    Parameters
    ----------
    answers : mapping
        What the buttons are called. The first is the one that Enter presses.
    """
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=window)
    for button, called in answers.items():
        box.addButton(button).setText(called)
    box.setDefaultButton(next(iter(answers)))
    return Button(box.exec())
