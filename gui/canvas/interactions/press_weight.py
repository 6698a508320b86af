"""A press on one weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.canvas.interactions.base import Interaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF, Qt

    from gui.canvas.scene import CanvasScene


class PressWeight(Interaction):
    """Opens what a click on a weight is for, once the button is up again; a drag does nothing.

    Parameters
    ----------
    on_click : callable
        Called with the point.
    """

    follows_edges = False

    def __init__(self, scene: CanvasScene, zoom: Callable[[], float], on_click: Callable[[QPointF], None]) -> None:
        super().__init__(scene, zoom)
        self._on_click = on_click

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Notice a drag."""
        self.began(point)

    def end(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Open it."""
        self.clear()
        if not self.dragged:
            self._on_click(point)
