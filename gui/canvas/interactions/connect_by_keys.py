"""Wiring without a pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from gui.canvas.interactions.draw_wire import DrawWire
from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.canvas.items import PortKey
    from gui.canvas.scene import CanvasScene

_NEXT = (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Down)
_PREVIOUS = (Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Up)
_CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConnectByKeys(DrawWire):
    """From a node's output: Tab and the arrows choose among the legal targets, Enter wires, Escape cancels."""

    follows_edges = False

    def __init__(self, scene: CanvasScene, zoom: Callable[[], float], origin: PortKey) -> None:
        super().__init__(scene, zoom, origin, None, lambda point, port: None)
        self._targets: list[PortKey] = []
        self._index = 0
        self._over = False

    def start(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Aim at the nearest legal target to the right, or say that there is none."""
        super().start(point, modifiers)
        places = {key: self.scene.port_point(key) for key in self.legal}
        self._targets = sorted(places, key=lambda key: (places[key].x(), places[key].y(), key))
        if not self._targets:
            name = self.document.graph.node(self.origin.node).name
            self.refuse(translate("canvas", "There is no free input that {node} could be wired to.").format(node=name))
            self._over = True
            return
        held = self.scene.port_point(self.origin)
        right = [index for index, key in enumerate(self._targets) if places[key].x() >= held.x()]
        self._index = right[0] if right else 0
        self._choose(0)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Leave the choice to the keys."""

    def key(self, key: int) -> bool:
        """Choose or confirm."""
        if key in _NEXT:
            self._choose(1)
        elif key in _PREVIOUS:
            self._choose(-1)
        elif key in _CONFIRM:
            self._over = True
            self.clear()
            self.settle(self._targets[self._index])
        else:
            return False
        return True

    @property
    def finished(self) -> bool:
        """Whether the wire is drawn, or none can be."""
        return self._over

    def _choose(self, step: int) -> None:
        self._index = (self._index + step) % len(self._targets)
        self.aim(self._targets[self._index], QPointF())

    def _hint(self) -> str:
        keys = translate("canvas", "Tab or arrows choose, Enter wires, Escape cancels.")
        return f"{super()._hint()} {keys}"
