"""What passes through wires just now, as dots that travel along them, and the values at nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject

from gui.canvas.items.ink import small_font, text_width
from gui.theme import RADIUS, THEME, UNIT, blend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

PASS = 1300
"""Milliseconds that a dot takes along its wire."""
PASSES = 2
DOT = 4.5
GLOW = 9.0
RING = 4.0
LINE = 15.0
ARROW = 5.0


@dataclass(frozen=True, slots=True)
class Scenery:
    """What stands out, in the scene.

    Parameters
    ----------
    paths : tuple of QPainterPath
        Where something passes, in the direction of the wires.
    backward : bool
        Whether it passes against that.
    boxes : tuple of QRectF
        Outlines of the nodes that stand out.
    tags : mapping
        Lines of text below a node, by the left end of its lower edge.
    """

    paths: tuple[QPainterPath, ...] = ()
    backward: bool = False
    boxes: tuple[QRectF, ...] = ()
    tags: Mapping[tuple[float, float], tuple[str, ...]] | None = None

    def tag_boxes(self) -> list[tuple[QRectF, tuple[str, ...]]]:
        """Return where each tag is."""
        font = small_font()
        found = []
        for (x, y), lines in (self.tags or {}).items():
            width = max(text_width(font, line) for line in lines) + 2 * UNIT
            found.append((QRectF(x, y + UNIT, width, LINE * len(lines) + UNIT), lines))
        return found


class Glow(QGraphicsItem):
    """A soft band below the wires through which something passes."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: tuple[QPainterPath, ...] = ()
        self._box = QRectF()
        self.setZValue(-1)

    def show_paths(self, paths: tuple[QPainterPath, ...]) -> None:
        """Show other bands."""
        self.prepareGeometryChange()
        self._paths, self._box = paths, _around(paths, GLOW)
        self.update()

    def boundingRect(self) -> QRectF:
        """Return what all bands cover."""
        return self._box

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the bands."""
        colour = blend(THEME.tokens.canvas, THEME.tokens.accent, 0.3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path in self._paths:
            painter.strokePath(path, QPen(colour, GLOW, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))


class Pulse(QGraphicsObject):
    """Dots that travel along wires, rings around nodes, and values below them.

    The dots pass a few times and then rest; arrows go on to say in which direction they went.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scenery = Scenery()
        self.share = 1.0
        self._box = QRectF()
        self._travel = QVariantAnimation(self)
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(1.0)
        self._travel.setDuration(PASS)
        self._travel.setLoopCount(PASSES)
        self._travel.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._travel.valueChanged.connect(self._move)
        self.setZValue(3)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def travelling(self) -> bool:
        """Whether dots are under way."""
        return self._travel.state() is QVariantAnimation.State.Running

    def show_scenery(self, scenery: Scenery, *, again: bool) -> None:
        """Let other things stand out.

        Parameters
        ----------
        again : bool
            Whether the dots set out anew; otherwise everything only stands at another place.
        """
        self.prepareGeometryChange()
        self.scenery = scenery
        box = _around(scenery.paths, GLOW)
        for outline in scenery.boxes:
            box = box.united(outline.adjusted(-2 * RING, -2 * RING, 2 * RING, 2 * RING))
        for tag, _ in scenery.tag_boxes():
            box = box.united(tag.adjusted(-1, -1, 1, 1))
        self._box = box
        if again:
            self._travel.stop()
            self.share = 0.0
            if scenery.paths:
                self._travel.start()
        elif not scenery.paths:
            self._travel.stop()
        self.update()

    def boundingRect(self) -> QRectF:
        """Return what all of it covers."""
        return self._box

    def dot_boxes(self) -> list[QRectF]:
        """Return where the dots are."""
        share = 1 - self.share if self.scenery.backward else self.share
        found = []
        for path in self.scenery.paths:
            point = path.pointAtPercent(min(max(share, 0.0), 1.0))
            found.append(QRectF(point.x() - DOT, point.y() - DOT, 2 * DOT, 2 * DOT))
        return found

    def _move(self, share: float) -> None:
        before = self.dot_boxes()
        self.share = float(share)
        for box in (*before, *self.dot_boxes()):
            self.update(box.adjusted(-2, -2, 2, 2))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw rings, arrows, dots and values."""
        tokens = THEME.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.accent, 2, Qt.PenStyle.DashLine))  # a selected node has a whole one
        for box in self.scenery.boxes:
            ring = box.adjusted(-RING, -RING, RING, RING)
            painter.drawRoundedRect(ring, RADIUS + RING, RADIUS + RING)
        for path in self.scenery.paths:
            painter.fillPath(arrow_on(path, self.scenery.backward), tokens.accent)
        if self.travelling:
            painter.setPen(QPen(tokens.canvas, 1.5))
            painter.setBrush(tokens.accent)
            for dot in self.dot_boxes():
                painter.drawEllipse(dot)
        self._draw_tags(painter)

    def _draw_tags(self, painter: QPainter) -> None:
        tokens = THEME.tokens
        painter.setFont(small_font())
        for box, lines in self.scenery.tag_boxes():
            painter.setPen(QPen(tokens.border, 1))
            painter.setBrush(tokens.panel)
            painter.drawRoundedRect(box, UNIT / 2, UNIT / 2)
            painter.setPen(tokens.text)
            for number, line in enumerate(lines):
                row = QRectF(box.left() + UNIT, box.top() + UNIT / 2 + LINE * number, box.width() - UNIT, LINE)
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def arrow_on(path: QPainterPath, backward: bool) -> QPainterPath:
    """Return an arrow head in the middle of a path."""
    middle, ahead = path.pointAtPercent(0.5), path.pointAtPercent(0.52)
    along = ahead - middle
    length = max((along.x() ** 2 + along.y() ** 2) ** 0.5, 1e-6)
    along *= (-1 if backward else 1) * ARROW / length
    across = QPointF(-along.y(), along.x())
    head = QPainterPath(middle + along * 1.2)
    head.lineTo(middle - along + across)
    head.lineTo(middle - along * 0.4)
    head.lineTo(middle - along - across)
    head.closeSubpath()
    return head


def _around(paths: tuple[QPainterPath, ...], margin: float) -> QRectF:
    box = QRectF()
    for path in paths:
        box = box.united(path.controlPointRect().adjusted(-margin, -margin, margin, margin))
    return box
