"""Selecting with a rectangle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from gui.canvas.interactions.base import Interaction
from gui.i18n import translate
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.canvas.scene import CanvasScene


class RubberBand(Interaction):
    """Selects every node that the rectangle touches; Shift adds to the selection, Ctrl toggles."""

    def __init__(self, scene: CanvasScene, zoom: Callable[[], float]) -> None:
        super().__init__(scene, zoom)
        self._before = self.document.selection
        self._edges_before = scene.chosen_edges
        self._band = QGraphicsRectItem()
        self._modifiers = Qt.KeyboardModifier.NoModifier

    def start(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Begin; without a modifier, what was selected no longer is."""
        super().start(point, modifiers)
        self._modifiers = modifiers  # those of the press count: fingers leave the keys before the button
        fill = QColor(THEME.tokens.accent)
        fill.setAlpha(28)
        pen = QPen(THEME.tokens.accent, 1)
        pen.setCosmetic(True)
        self._band.setPen(pen)
        self._band.setBrush(fill)
        self._band.setZValue(10)
        if not modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            self.scene.clear_choice()

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Stretch the rectangle and select what it touches."""
        if not self.began(point):
            return
        if self._band.scene() is None:
            self.scene.addItem(self._band)
        self.say(translate("canvas", "Select what the rectangle touches; Shift adds, Ctrl toggles, Escape cancels."))
        box = QRectF(self._pressed, point).normalized()
        self._band.setRect(box)
        touched = frozenset(node_id for node_id, item in self.scene.nodes.items() if item.box.intersects(box))
        if self._modifiers & Qt.KeyboardModifier.ControlModifier:
            touched = self._before ^ touched
        elif self._modifiers & Qt.KeyboardModifier.ShiftModifier:
            touched = self._before | touched
        self.document.select(touched)

    def cancel(self) -> None:
        """Select what was selected before."""
        self.document.select(self._before)
        self.scene.select_edges(self._edges_before)
        super().cancel()

    def clear(self) -> None:
        """Take the rectangle away."""
        if self._band.scene() is not None:
            self.scene.removeItem(self._band)
        super().clear()
