"""The small circle where wires end."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from gui.canvas.items.ink import is_far
from gui.canvas.items.placed import Placed
from gui.repaint import keep_pixels
from gui.theme import PORT, THEME, blend

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

    from engine.graph import NodeId


_AREA = QRectF(-PORT, -PORT, 2 * PORT, 2 * PORT)
"""What the largest look of a port covers."""


class PortKey(NamedTuple):
    """Which port: of which node, whether wires start there, and its name."""

    node: NodeId
    is_output: bool
    name: str


class Light(Enum):
    """How a port looks while a wire is drawn."""

    PLAIN = "plain"
    LEGAL = "legal"
    ILLEGAL = "illegal"
    AIMED = "aimed"


class PortItem(Placed):
    """A port, centred on its own origin."""

    def __init__(self, key: PortKey, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.key = key
        self.light = Light.PLAIN
        self.wired = False
        self.hovered = False
        self.setRect(_AREA)
        self.setZValue(1)  # above all other parts of its node
        keep_pixels(self)

    def show_as(self, light: Light) -> None:
        """Take another look."""
        if light is not self.light:
            self.light = light
            self.update()

    def set_wired(self, wired: bool) -> None:
        """Tell whether a wire ends here."""
        if wired is not self.wired:
            self.wired = wired
            self.update()

    def set_hovered(self, hovered: bool) -> None:
        """Grow under the pointer."""
        if hovered is not self.hovered:
            self.hovered = hovered
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the circle, unless it would be a mere dot that says nothing."""
        if self.light is Light.PLAIN and not self.hovered and is_far(painter):
            return
        tokens = THEME.tokens
        radius, edge, fill = PORT / 2, tokens.muted, tokens.muted if self.wired else tokens.panel
        if self.light is Light.ILLEGAL:
            edge = tokens.border
            fill = tokens.border if self.wired else tokens.panel
        elif self.light is Light.LEGAL:
            edge, fill, radius = tokens.accent, blend(tokens.panel, tokens.accent, 0.35), PORT / 2 + 1.5
        elif self.light is Light.AIMED or self.hovered:
            edge, fill, radius = tokens.accent, tokens.accent, PORT / 2 + 2.5
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(fill)
        painter.drawEllipse(QRectF(-radius, -radius, 2 * radius, 2 * radius))
