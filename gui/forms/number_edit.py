"""A number field that takes any notation, keeps every digit, and steps sensibly over ranges of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from engine.errors import SettingError
from gui.forms.keys import leave_undo_to_document
from gui.forms.ladder import parsed, stepped, written
from gui.i18n import show
from gui.theme import figures

if TYPE_CHECKING:
    from engine.catalog.spec import ParamSpec

MIXED = "—"
"""Stands where several nodes have different values."""


class NumberEdit(QAbstractSpinBox):
    """The editor of an ``integer`` or ``real`` setting.

    What is typed counts once it is committed with Enter or by leaving the field. The wheel turns it only while it
    has the focus.

    Signals
    -------
    committed(int | float)
        The person chose another value, within the range.
    refused(str)
        The person typed what the setting does not take: why. The field shows the last good value again.
    """

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, param: ParamSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._param = param
        self._value: float | None = None
        self.setObjectName(param.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(figures(self.font().pointSizeF()))
        self.lineEdit().setPlaceholderText(MIXED)
        self.editingFinished.connect(self.commit)
        leave_undo_to_document(self.lineEdit(), self)

    @property
    def value(self) -> float | None:
        """The last good value; None if it stands for several different ones."""
        return self._value

    def show_value(self, value: object) -> None:
        """Show a value, or nothing for None. What is being typed stays if the value is the one already known."""
        number = value if isinstance(value, int | float) else None
        if number != self._value:
            self._value = number
            self.restore()

    @property
    def _good_text(self) -> str:
        return "" if self._value is None else written(self._value)

    @property
    def _typing(self) -> bool:
        """Whether something else is typed; Qt's own mark is gone by the time that Enter is heard of."""
        return self.lineEdit().text() != self._good_text

    def restore(self) -> None:
        """Drop what is being typed."""
        if self._typing:
            self.lineEdit().setText(self._good_text)
        self.lineEdit().setModified(False)

    def commit(self) -> bool:
        """Take what is typed, as Enter does; tell whether it would do. What will not do is refused with a word."""
        if not self._typing:
            return True
        typed = self._typed()
        if typed is not None and typed != self._value:
            self._take(typed)
        else:
            self.restore()
        return typed is not None

    def _typed(self) -> float | None:
        """Return what the field says, or None, with a word about it, if that will not do."""
        text = self.lineEdit().text()
        if not text.strip() and self._value is None:
            return None
        try:
            number: object = parsed(text)
        except ValueError:
            number = text
        try:
            value = self._param.validated(number)
        except SettingError as error:
            self.refused.emit(show(error.text))
            return None
        return value if isinstance(value, int | float) else None

    def _take(self, value: float) -> None:
        self._value = value
        self.restore()
        self.committed.emit(value)

    def stepBy(self, steps: int) -> None:  # noqa: N802  # Qt's name
        """Go some steps up or down from what the field says."""
        start = self._typed() if self._typing else self._value
        if start is None:
            self.restore()
            return
        value = stepped(self._param, start, steps)
        if value != self._value:
            self._take(value)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802  # Qt's name
        """Tell whether there is room to step."""
        flag = QAbstractSpinBox.StepEnabledFlag
        if self._value is None:
            return flag.StepNone
        up = self._param.maximum is None or self._value < self._param.maximum
        down = self._param.minimum is None or self._value > self._param.minimum
        return (flag.StepUpEnabled if up else flag.StepNone) | (flag.StepDownEnabled if down else flag.StepNone)

    def validate(self, text: str, position: int) -> object:
        """Let everything be typed; whether it will do is told when it is committed, in words."""
        return QValidator.State.Acceptable, text, position

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape drop what is being typed."""
        if event.key() == Qt.Key.Key_Escape and self._typing:
            self.restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, not the value, unless the person is at this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """Ask for room for a long number."""
        width = self.fontMetrics().horizontalAdvance("0.00000001") + 36
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a short one at least."""
        width = self.fontMetrics().horizontalAdvance("0.0001") + 36
        return QSize(width, super().minimumSizeHint().height())
