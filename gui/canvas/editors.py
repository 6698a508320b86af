"""Small editors that open on the canvas itself: a number, a name, a list of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QMenu, QWidget

from engine.catalog.activations import ACTIVATION
from gui.forms import NumberEdit
from gui.forms.form import explanation
from gui.forms.kind_icon import curve_icon
from gui.forms.layout import tip
from gui.i18n import show
from gui.theme import THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.catalog import ParamSpec


COMPLAINT = 260
"""Width of a sentence about what was typed, in pixels."""


class InlineEditor(QObject):
    """Keeps an editor over the canvas until Enter or a look elsewhere confirms, or Escape cancels.

    What the setting does not take is refused with a sentence below the editor, which then stays open after Enter.

    Parameters
    ----------
    widget : NumberEdit or QLineEdit
        Already a child of the canvas, with its first value.
    box : QRect
        Where it goes, in pixels of the canvas widget; it takes more room if it needs it.
    confirm : callable
        Called once with the new value, an ``int`` or a ``str``, if it is another one.
    """

    def __init__(self, widget: NumberEdit | QLineEdit, box: QRect, confirm: Callable[[object], None]) -> None:
        super().__init__(widget)
        self.widget = widget
        self._confirm = confirm
        self._open = True
        self._had_focus = True
        self._first = self._value()
        self._complaint: QLabel | None = None
        size = box.size().expandedTo(widget.minimumSizeHint())
        widget.setGeometry(QRect(QPoint(box.right() - size.width() + 1, box.center().y() - size.height() // 2), size))
        widget.installEventFilter(self)
        if isinstance(widget, NumberEdit):
            widget.refused.connect(self._complain)
            widget.lineEdit().textEdited.connect(self._forgive)
        widget.show()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        widget.selectAll()

    @property
    def is_open(self) -> bool:
        """Whether nothing was confirmed or cancelled yet."""
        return self._open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the keys that end the editor, before any shortcut of the window gets them."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._end()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                if self._accepted():
                    self.finish()
                else:
                    self.widget.selectAll()
                return True
        if event.type() == QEvent.Type.FocusOut:
            self._had_focus = False  # the person went elsewhere; the focus stays there
            self.finish()
        return False

    def finish(self) -> None:
        """Confirm and end, if the editor is still open. What cannot be taken leaves the value as it was."""
        if self._open and self._accepted():
            value = self._value()
            self._end()
            if value != self._first:
                self._confirm(value)
        else:
            self._end()

    def _end(self) -> None:
        if not self._open:
            return
        self._open = False
        self._forgive()
        window = self.widget.parentWidget()
        view = None if window is None else window.parentWidget()
        self.widget.hide()
        self.widget.deleteLater()
        if view is not None and self._had_focus:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _value(self) -> object:
        return self.widget.value if isinstance(self.widget, NumberEdit) else self.widget.text()

    def _accepted(self) -> bool:
        return self.widget.commit() if isinstance(self.widget, NumberEdit) else True

    # -- what is wrong -------------------------------------------------------------------------------------------

    def _complain(self, sentence: str) -> None:
        """Say below the editor why what was typed will not do; the last good value is there again to type over."""
        self._forgive()
        canvas = self.widget.parentWidget()
        if canvas is None or not self._had_focus:
            return
        label = self._complaint = QLabel(sentence, canvas)
        label.setObjectName("error")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMargin(UNIT // 2)
        label.setFrameShape(QFrame.Shape.StyledPanel)
        label.setAutoFillBackground(True)
        label.setBackgroundRole(QPalette.ColorRole.Base)
        label.setFixedWidth(COMPLAINT)
        label.adjustSize()
        below = self.widget.geometry().bottomRight() + QPoint(1 - COMPLAINT, UNIT // 2)
        room = canvas.size() - label.size()
        label.move(max(0, min(below.x(), room.width())), max(0, min(below.y(), room.height())))
        label.show()

    def _forgive(self) -> None:
        complaint, self._complaint = self._complaint, None
        if complaint is not None:
            complaint.hide()
            complaint.deleteLater()


def edit_number(
    canvas: QWidget,
    box: QRect,
    param: ParamSpec,
    value: float,
    confirm: Callable[[object], None],
    say: Callable[[str], None],
) -> InlineEditor:
    """Open a number field over a number; `say` is told why something cannot be taken."""
    field = NumberEdit(param, canvas)
    field.show_value(value)
    field.setAccessibleName(show(param.title))
    field.setToolTip(explanation(param))
    field.refused.connect(say)
    return InlineEditor(field, box, confirm)


def edit_name(canvas: QWidget, box: QRect, name: str, title: str, confirm: Callable[[object], None]) -> InlineEditor:
    """Open a line over a name."""
    line = QLineEdit(name, canvas)
    line.setAccessibleName(title)
    return InlineEditor(line, box, confirm)


def choice_menu(canvas: QWidget, param: ParamSpec, value: object, curves: bool, pick: Callable[[str], None]) -> QMenu:
    """Return a menu of a setting's choices, with the curve of each activation function."""
    menu = QMenu(canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(show(param.title))
    menu.setToolTipsVisible(True)
    one_of_them = QActionGroup(menu)  # exclusive: dots, not boxes to tick
    for choice in param.choices:
        action = QAction(show(choice.title), one_of_them)
        action.setData(choice.value)
        action.setCheckable(True)
        action.setChecked(choice.value == value)
        if choice.value == value:  # where there is an icon, a style may show no tick
            font = menu.font()
            font.setBold(True)
            action.setFont(font)
        if choice.help is not None:
            action.setToolTip(tip(show(choice.help)))
        if curves and choice.value in ACTIVATION:
            action.setIcon(curve_icon(choice.value, THEME.tokens.accent))
        menu.addAction(action)
    menu.triggered.connect(lambda action: pick(str(action.data())))
    return menu
