"""The two actions that go back and forth in what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from gui.i18n import said_again, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QMainWindow

    from gui.document import Document


class UndoActions(QObject):
    """Undo and redo, which name what they take back. Training under way can be taken back like all that is done.

    Until `serve` is called there is nothing to take back.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._document: Document | None = None
        self.undo, self.redo = QAction(window), QAction(window)
        self.undo.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Undo))
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.undo.setObjectName("undoAction")
        self.redo.setObjectName("redoAction")
        self._show()

    def __iter__(self) -> Iterator[QAction]:
        return iter((self.undo, self.redo))

    def serve(self, document: Document) -> None:
        """Go back and forth in a document."""
        from gui.commands import Command  # the frame of the window is there before the engine is loaded

        self._document = document
        stack, training = document.undo_stack, document.training
        for signal in (
            stack.indexChanged, stack.undoTextChanged, stack.redoTextChanged, training.stretch_changed
        ):  # fmt: skip  # one kind of thing
            signal.connect(self._show)
        for index in range(stack.count()):
            command = stack.command(index)
            if isinstance(command, Command):
                command.say_again()  # the window before may have spoken another language
        self.undo.triggered.connect(lambda: training.undo())
        self.redo.triggered.connect(lambda: training.redo())
        self._show()

    def _show(self, _: object = None) -> None:
        last, next_, under_way = "", "", ""
        can_undo = can_redo = False
        if self._document is not None:
            stack, under_way = self._document.undo_stack, self._document.training.under_way
            last, next_ = str(said_again(under_way)) or stack.undoText(), stack.redoText()
            can_undo, can_redo = bool(under_way) or stack.canUndo(), not under_way and stack.canRedo()
        self.undo.setText(translate("undo", "Undo {step}").format(step=last).strip())
        self.redo.setText(translate("undo", "Redo {step}").format(step=next_).strip())
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
