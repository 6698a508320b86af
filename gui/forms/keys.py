"""Undo keys in text fields: while nothing is being typed they belong to the document, not to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget


class _UndoFilter(QObject):
    """Leaves undo and redo to the window's actions unless the field holds an edit that is not committed."""

    def __init__(self, line: QLineEdit, watched: QWidget) -> None:
        super().__init__(watched)
        self._line = line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse to claim the undo keys, so that they become shortcuts."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if not undo or self._line.isModified():
            return False
        event.ignore()
        return True


def leave_undo_to_document(line: QLineEdit, focused: QWidget | None = None) -> None:
    """Make undo in an untouched field undo the last edit of the document.

    Parameters
    ----------
    line : QLineEdit
    focused : QWidget, optional
        What has the focus when the field is typed into, if that is not the field itself.
    """
    watched = focused or line
    watched.installEventFilter(_UndoFilter(line, watched))
