"""Hands for the panels: type into a field, turn the wheel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget


def line_of(editor: QWidget) -> QLineEdit:
    """Return what is typed into."""
    line = editor.lineEdit() if isinstance(editor, QAbstractSpinBox) else editor
    assert isinstance(line, QLineEdit)
    return line


def begin_typing(editor: QWidget, text: str) -> None:
    """Go to a field, and type over what it holds."""
    editor.setFocus()
    line_of(editor).selectAll()
    QTest.keyClicks(editor, text)


def type_into(editor: QWidget, text: str) -> None:
    """Type over what a field holds, and commit it with Enter."""
    begin_typing(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def walk_with_tab(first: QWidget, steps: int) -> list[str]:
    """Press Tab some times from a widget on; return the object names of what gets the focus."""
    first.setFocus()
    names = []
    for _ in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
    return names


def turn_wheel(widget: QWidget, notches: int = 1) -> None:
    """Turn the mouse wheel over a widget, away from the person if positive."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
