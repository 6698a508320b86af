"""Small editors that open on the canvas itself: a number, a name, a list of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QSpinBox, QWidget

from engine.catalog.activations import ACTIVATION
from gui.canvas.curves import samples
from gui.canvas.items.ink import curve_icon
from gui.i18n import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.catalog import ParamSpec


class InlineEditor(QObject):
    """Keeps an editor over the canvas until Enter or a look elsewhere confirms, or Escape cancels.

    Parameters
    ----------
    widget : QSpinBox or QLineEdit
        Already a child of the canvas, with its first value.
    box : QRect
        Where it goes, in pixels of the canvas widget; it takes more room if it needs it.
    confirm : callable
        Called once with the new value: an ``int`` or a ``str``.
    """

    def __init__(self, widget: QSpinBox | QLineEdit, box: QRect, confirm: Callable[[object], None]) -> None:
        super().__init__(widget)
        self.widget = widget
        self._confirm = confirm
        self._open = True
        self._had_focus = True
        size = box.size().expandedTo(widget.minimumSizeHint())
        widget.setGeometry(QRect(QPoint(box.right() - size.width() + 1, box.center().y() - size.height() // 2), size))
        widget.installEventFilter(self)
        widget.show()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        widget.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the keys that end the editor, before any shortcut of the window gets them."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.close(confirm=False)
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.close(confirm=True)
                return True
        if event.type() == QEvent.Type.FocusOut:
            self._had_focus = False  # the person went elsewhere; the focus stays there
            self.close(confirm=True)
        return False

    def finish(self) -> None:
        """Confirm and end, if the editor is still open."""
        self.close(confirm=True)

    def close(self, confirm: bool) -> None:
        """End the editor."""
        if not self._open:
            return
        self._open = False
        value = self._value()
        window = self.widget.parentWidget()
        view = None if window is None else window.parentWidget()
        self.widget.hide()
        self.widget.deleteLater()
        if view is not None and self._had_focus:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        if confirm:
            self._confirm(value)

    def _value(self) -> object:
        if isinstance(self.widget, QSpinBox):
            self.widget.interpretText()
            return self.widget.value()
        return self.widget.text()


def edit_number(
    canvas: QWidget, box: QRect, param: ParamSpec, value: int, confirm: Callable[[object], None]
) -> InlineEditor:
    """Open a spin box over a whole number."""
    spin = QSpinBox(canvas)
    spin.setRange(int(param.minimum or 0), int(param.maximum or 1_000_000))
    spin.setValue(value)
    spin.setAccessibleName(show(param.title))
    spin.setToolTip(show(param.help))
    return InlineEditor(spin, box, confirm)


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
    for choice in param.choices:
        action = QAction(show(choice.title), menu)
        action.setData(choice.value)
        action.setCheckable(True)
        action.setChecked(choice.value == value)
        if choice.value == value:  # where there is an icon, a style may show no tick
            font = menu.font()
            font.setBold(True)
            action.setFont(font)
        if choice.help is not None:
            action.setToolTip(show(choice.help))
        if curves and choice.value in ACTIVATION:
            action.setIcon(curve_icon(samples(choice.value)))
        menu.addAction(action)
    menu.triggered.connect(lambda action: pick(str(action.data())))
    return menu
