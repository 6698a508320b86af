"""Dragging the canvas itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.canvas.interactions.base import Interaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF, Qt

    from gui.canvas.scene import CanvasScene


class Pan(Interaction):
    """Keeps the point that was pressed under the pointer.

    Parameters
    ----------
    scroll : callable
        ``scroll(dx, dy)`` shows what lies that many canvas pixels to the right and below.
    """

    follows_edges = False

    def __init__(self, scene: CanvasScene, zoom: Callable[[], float], scroll: Callable[[float, float], None]) -> None:
        super().__init__(scene, zoom)
        self._scroll = scroll

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Scroll so that the pressed point is here."""
        away = self._pressed - point
        self._scroll(away.x(), away.y())
