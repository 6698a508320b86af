"""The strokes of which a node is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from gui.canvas.items.frame import ARROW, CURVE_IN_BOX, Frame, bias_box, row_ends
from gui.canvas.items.ink import body_font, clipped, draw_curve, draw_icon, hair, small_font, title_font
from gui.theme import FOCUS_RING, ICON, NODE_HEADER, NODE_STRIPE, RADIUS, THEME, UNIT, blend

if TYPE_CHECKING:
    from gui.canvas.items.values import Control, NodeContent, Samples

NUMBERED = 20.0
"""Height of a unit's line in which there is room for its number, and for the way through it."""
BIAS_TICK = 7.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def body(painter: QPainter, content: NodeContent, frame: Frame, selected: bool) -> None:
    """Draw the outline, the header's ground and the category's stripe."""
    tokens, stripe = THEME.tokens, THEME.category(content.category)
    outline = QPainterPath()
    outline.addRoundedRect(frame.box, RADIUS, RADIUS)
    painter.fillPath(outline, tokens.panel)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(0, frame.top, frame.width, NODE_HEADER), blend(tokens.panel, stripe, 0.12))
    painter.fillRect(QRectF(0, frame.top, NODE_STRIPE, NODE_HEADER), stripe)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if selected:
        painter.setPen(QPen(tokens.accent, FOCUS_RING))
    else:
        painter.setPen(QPen(blend(tokens.border, tokens.muted, 0.35), 1))
    painter.drawPath(outline)


def block(painter: QPainter, content: NodeContent, frame: Frame, selected: bool) -> None:
    """Draw the node as a box in the colour of its category, or of a finding about it."""
    tokens, colour = THEME.tokens, THEME.category(content.category)
    if content.mark:
        colour = tokens.error if content.mark.error else tokens.warning
    painter.fillRect(frame.box, tokens.panel)
    painter.fillRect(QRectF(0, frame.top, frame.width, NODE_HEADER), blend(tokens.panel, colour, 0.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(hair(tokens.accent if selected else blend(tokens.border, tokens.muted, 0.35)))
    painter.drawRect(frame.box)


def header(painter: QPainter, content: NodeContent, frame: Frame) -> None:
    """Draw the icon, the name, and the mark of a finding."""
    tokens = THEME.tokens
    top = frame.top + (NODE_HEADER - ICON) / 2
    colour = THEME.category(content.category)
    draw_icon(painter, content.icon, colour, QRectF(NODE_STRIPE + 4, top, ICON, ICON))
    painter.setFont(title_font())
    painter.setPen(tokens.text)
    painter.drawText(frame.title, _LEFT, clipped(title_font(), content.title, frame.title.width()))
    if content.mark:
        name = "mdi6.alert-circle" if content.mark.error else "mdi6.alert"
        place = QRectF(frame.title.right() + UNIT / 2, top, ICON, ICON)
        draw_icon(painter, name, tokens.error if content.mark.error else tokens.warning, place)


def rows(painter: QPainter, content: NodeContent, frame: Frame) -> None:
    """Draw the names beside the output."""
    tokens = THEME.tokens
    painter.setFont(body_font())
    for text, box in zip(content.rows, frame.rows, strict=True):
        painter.setPen(tokens.text)
        painter.drawText(box.adjusted(0, 0, -UNIT, 0), _RIGHT, text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.muted)
        painter.drawEllipse(QPointF(frame.width, box.center().y()), 2.5, 2.5)
    if content.columns > len(content.rows):  # the last row is for many columns, whose strands leave along this line
        ends = row_ends(frame, content)
        line = QRectF(QPointF(frame.width - 2.5, ends[len(content.rows) - 1]), QPointF(frame.width + 2.5, ends[-1]))
        painter.drawRoundedRect(line.adjusted(0, -2.5, 0, 2.5), 2.5, 2.5)


def control(painter: QPainter, shown: Control, box: QRectF) -> None:
    """Draw a setting: its name in the line, and its value in a box with an arrow."""
    tokens = THEME.tokens
    painter.setFont(small_font())
    painter.setPen(tokens.muted)
    painter.drawText(QRectF(UNIT, box.top(), box.left() - UNIT, box.height()), _LEFT, shown.title)
    painter.setPen(QPen(tokens.border, 1))
    painter.setBrush(tokens.window)
    painter.drawRoundedRect(box, 4, 4)
    inner = box.adjusted(UNIT / 2 + 2, 0, -ARROW, 0)
    if shown.name == "activation":
        draw_curve(painter, shown.curve, QRectF(inner.left(), box.top() + 5, CURVE_IN_BOX - 6, box.height() - 10), 1.4)
        inner.adjust(CURVE_IN_BOX, 0, 0, 0)
    painter.setFont(body_font())
    painter.setPen(tokens.text)
    painter.drawText(inner, _RIGHT if shown.kind == "integer" else _LEFT, shown.value)
    middle = QPointF(box.right() - ARROW / 2 - 1, box.center().y())
    if shown.kind == "integer":
        _chevron(painter, middle + QPointF(0, -4), -1)
        _chevron(painter, middle + QPointF(0, 4), 1)
    else:
        _chevron(painter, middle, 1)


def units(painter: QPainter, content: NodeContent, frame: Frame) -> None:
    """Draw what stays the same of an open layer's units: the ways through them, their numbers, and their frames.

    Filters have frames of their own, in the proportions of their kernels.
    """
    tokens = THEME.tokens
    edge = blend(tokens.border, tokens.muted, 0.35)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, picture in zip(frame.units, frame.pictures, strict=True):
        y, bias = line.center().y(), bias_box(line)
        if line.height() >= NUMBERED:
            painter.setPen(hair(tokens.border))
            painter.drawLine(QPointF(line.left() + 1, y), QPointF(line.right() - 1, y))
        painter.setPen(hair(edge))
        painter.fillRect(picture, tokens.panel if content.filters else tokens.canvas)
        if not content.filters:
            painter.drawRect(picture.adjusted(-0.5, -0.5, 0.5, 0.5))
        tick = min(BIAS_TICK, line.height() / 2)
        painter.drawLine(QPointF(bias.center().x(), y - tick), QPointF(bias.center().x(), y + tick))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not frame.units or frame.units[0].height() < NUMBERED:
        return
    painter.setFont(small_font())
    painter.setPen(tokens.muted)
    where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
    for unit, (line, picture) in enumerate(zip(frame.units, frame.pictures, strict=True), 1):
        right = picture.left() - UNIT / 2
        painter.drawText(QRectF(0, line.top(), right, line.height() / 2 - 1), where, str(unit))


def buttons(painter: QPainter, content: NodeContent, frame: Frame) -> None:
    """Draw what folds a node open and closed, and what gives it more units or fewer."""
    tokens = THEME.tokens
    if "fold" in frame.buttons:
        _chevron(painter, frame.buttons["fold"].center(), -1 if content.open else 1, 4.5)
    for name in ("less", "more"):
        if name not in frame.buttons:
            continue
        box = frame.buttons[name]
        painter.setPen(QPen(tokens.border, 1))
        painter.setBrush(tokens.window)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        may = content.units > 1 or name == "more"
        painter.setPen(QPen(tokens.text if may else tokens.border, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle = box.center()
        painter.drawLine(middle - QPointF(4, 0), middle + QPointF(4, 0))
        if name == "more":
            painter.drawLine(middle - QPointF(0, 4), middle + QPointF(0, 4))


def _chevron(painter: QPainter, middle: QPointF, down: int, reach: float = 3) -> None:
    path = QPainterPath(middle + QPointF(-reach, -reach / 2 * down))
    path.lineTo(middle + QPointF(0, reach / 2 * down))
    path.lineTo(middle + QPointF(reach, -reach / 2 * down))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(THEME.tokens.muted, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)


def curve(painter: QPainter, samples: Samples, box: QRectF) -> None:
    """Draw the function that the node is, over its axes."""
    inner = box.adjusted(box.width() / 2 - 30, 4, -box.width() / 2 + 30, -4)
    painter.setPen(QPen(THEME.tokens.border, 1))
    painter.drawLine(QPointF(inner.center().x(), inner.top()), QPointF(inner.center().x(), inner.bottom()))
    if samples:
        low, high = min(*samples, -0.2), max(*samples, 0.8)
        zero = inner.bottom() + inner.height() * low / (high - low)
        painter.drawLine(QPointF(inner.left(), zero), QPointF(inner.right(), zero))
    draw_curve(painter, samples, inner, 2)


def footer(painter: QPainter, content: NodeContent, frame: Frame) -> None:
    """Draw the output's shape and the number of parameters."""
    painter.setFont(small_font())
    painter.setPen(THEME.tokens.muted)
    painter.drawText(frame.footer, _LEFT, content.shape)
    painter.drawText(frame.footer, _RIGHT, content.parameters)
