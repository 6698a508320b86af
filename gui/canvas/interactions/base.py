"""What all gestures have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.canvas.scene import CanvasScene

THRESHOLD = 4.0
"""How far the pointer moves on the screen before a press becomes a drag."""


class Interaction:
    """One gesture: `start`, any number of `move`, then `end` or `cancel`, which leaves everything as it was before.

    Points are in canvas pixels.

    Parameters
    ----------
    scene : CanvasScene
    zoom : callable
        Returns screen pixels per canvas pixel.
    """

    follows_edges = True
    """Whether the view scrolls while the pointer is at its edge."""

    def __init__(self, scene: CanvasScene, zoom: Callable[[], float]) -> None:
        self.scene = scene
        self.document = scene.document
        self.zoom = zoom
        self.dragged = False
        self._pressed = QPointF()
        self._said = ""

    def start(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Begin at a point."""
        self._pressed = point

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Go on to a point."""

    def end(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Do what the gesture is for."""
        self.clear()

    def cancel(self) -> None:
        """Do nothing, and take back what was shown."""
        self.clear()

    def key(self, key: int) -> bool:
        """Take a key; return whether it meant something. A gesture that is then over says so by `finished`."""
        return False

    @property
    def finished(self) -> bool:
        """Whether a key ended the gesture."""
        return False

    def clear(self) -> None:
        """Take back the hint."""
        if self._said:
            self.say("")

    def say(self, hint: str) -> None:
        """Show in the status bar what the gesture will do."""
        if hint != self._said:
            self._said = hint
            self.document.notice.emit(hint)

    def refuse(self, reason: str) -> None:
        """Leave a sentence in the status bar when the gesture is over."""
        self._said = ""
        self.document.notice.emit(reason)

    def began(self, point: QPointF) -> bool:
        """Tell whether the press has become a drag, and note it."""
        distance = (point - self._pressed).manhattanLength() * self.zoom()
        self.dragged = self.dragged or distance >= THRESHOLD
        return self.dragged
