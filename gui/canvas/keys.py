"""The canvas's own keys. Those of menu entries, like Ctrl+C, belong to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt

from gui.canvas.interactions import ConnectByKeys, RubberBand
from gui.canvas.items import PortKey
from gui.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.canvas.view import CanvasView

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LONG = 8
"""Grid steps for an arrow with Shift."""
_SCROLL = 64
_OWN = (Qt.Key.Key_A, Qt.Key.Key_C)
_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Keys:
    """Turns keys into edits of a view.

    Tab and Shift+Tab go from node to node, and on to the next panel beyond the last; with nothing selected, Tab asks
    what to add. A asks too. C wires the selected node. Arrows move the selection. Enter opens the first setting of a
    node. Escape cancels a gesture, or else selects nothing. Space while a rectangle is being stretched pans instead.
    """

    def __init__(self, view: CanvasView) -> None:
        self._view = view

    def takes(self, event: QKeyEvent) -> bool:
        """Claim our own keys before the window's shortcuts get them, and handle Tab."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self.press(event)
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        if self._view.interaction is not None:
            return event.key() not in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt)
        return event.modifiers() == _PLAIN and (event.key() in _OWN or event.key() in _ARROWS)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; return whether it is one of ours."""
        if self._view.interaction is not None:
            self._during_gesture(event.key())
            return True
        if event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier):
            return False
        if event.key() in _ARROWS:
            return self._arrow(event)
        return self._plain(event.key())

    def _during_gesture(self, key: int) -> None:
        view = self._view
        interaction = view.interaction
        if interaction is None:
            return
        if key == Qt.Key.Key_Escape:
            view.cancel()
        elif key == Qt.Key.Key_Space and isinstance(interaction, RubberBand):
            view.pan_from_pointer()
        elif interaction.key(key) and interaction.finished:
            view.interaction = None

    def _plain(self, key: int) -> bool:
        view = self._view
        if key == Qt.Key.Key_Tab:
            return self._tab(1)
        if key == Qt.Key.Key_Backtab:
            return self._tab(-1)
        if key == Qt.Key.Key_A:
            self._ask()
        elif key == Qt.Key.Key_C:
            self._connect()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._open_first_setting()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            view.delete_selection()
        elif key == Qt.Key.Key_Escape:
            view.canvas.clear_choice()
        else:
            return False
        return True

    def _tab(self, step: int) -> bool:
        view = self._view
        if not view.document.selection and step > 0:
            view.prompts.ask_at_pointer()
            return True
        if not view.document.selection:
            return False
        node_id = view.editing.select_next(step)
        if node_id is not None:
            view.show_node(node_id)
        return node_id is not None

    def _ask(self) -> None:
        """Ask what to add beside the selected node, or else at the pointer."""
        view = self._view
        if len(view.document.selection) != 1:
            view.prompts.ask_at_pointer()
            return
        (node_id,) = view.document.selection
        view.prompts.ask_beside(node_id)

    def _connect(self) -> None:
        view = self._view
        chosen = [view.document.graph.node(node_id) for node_id in view.document.selection]
        ports = [(node.id, port.name) for node in chosen for port in view.document.graph.spec(node).outputs]
        if len(chosen) != 1 or not ports:
            view.document.notice.emit(translate("canvas", "Select one node with an output, then press C to wire it."))
            return
        view.begin(ConnectByKeys(view.canvas, view.zoom, PortKey(ports[0][0], True, ports[0][1])), QPointF(), _PLAIN)

    def _open_first_setting(self) -> bool:
        view = self._view
        if len(view.document.selection) != 1:
            return False
        (node_id,) = view.document.selection
        item = view.canvas.nodes[node_id]
        if not item.content.controls:
            return False
        view.prompts.edit_control(item, item.content.controls[0])
        return True

    def _arrow(self, event: QKeyEvent) -> bool:
        view = self._view
        dx, dy = _ARROWS[event.key()]
        if not view.document.selection:
            view.navigator.scroll(dx * _SCROLL / view.zoom(), dy * _SCROLL / view.zoom())
            return True
        steps = _LONG if event.modifiers() & _SHIFT else 1
        view.editing.nudge(dx * steps, dy * steps)
        return True
