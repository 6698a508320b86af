"""The editor of a setting that is a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.forms.keys import leave_undo_to_document
from gui.forms.number_edit import MIXED

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from engine.catalog.spec import ParamSpec


class TextEdit(QLineEdit):
    """The editor of a ``text``. What is typed counts once it is committed with Enter or by leaving the field.

    Signals
    -------
    committed(str)
    """

    committed = Signal(object)

    def __init__(self, param: ParamSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: str | None = None
        self.setObjectName(param.name)
        self.editingFinished.connect(self._commit)
        leave_undo_to_document(self, self)

    def show_value(self, value: object) -> None:
        """Show a text, or for None that there are several. What is being typed stays if the value is the known one."""
        text = value if isinstance(value, str) else None
        if text != self._value:
            self._value = text
            self.restore()
        self.setPlaceholderText(MIXED if text is None else "")

    def restore(self) -> None:
        """Drop what is being typed."""
        self.setText(self._value or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape drop what is being typed."""
        if event.key() == Qt.Key.Key_Escape and self.text() != (self._value or ""):
            self.restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def _commit(self) -> None:
        if self.text() != (self._value or ""):
            self._value = self.text()
            self.committed.emit(self._value)
