"""Where each part of a node is, measured with the fonts that will draw it, so that no text clips in any language."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from gui.canvas.items.ink import body_font, small_font, text_width, title_font
from gui.theme import GRID, ICON, NODE_HEADER, NODE_STRIPE, UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.canvas.items.values import Control, NodeContent

ROW = 20
CONTROL = 28
BOX_HEIGHT = 22
CURVE = 40
STRIP = 36
FIGURE = 28
FOOTER = 22
ARROW = 16
"""Width of the arrow at the right of a control."""
CURVE_IN_BOX = 22
LONGEST_TITLE = 260
NARROWEST = 96


@dataclass(frozen=True)
class Frame:
    """Rectangles of a node's parts, in its own coordinates. Parts that it does not have are empty."""

    width: float
    height: float
    title: QRectF
    rows: tuple[QRectF, ...] = ()
    controls: Mapping[str, QRectF] = field(default_factory=dict)
    curve: QRectF = field(default_factory=QRectF)
    strip: QRectF = field(default_factory=QRectF)
    figure: QRectF = field(default_factory=QRectF)
    footer: QRectF = field(default_factory=QRectF)

    @property
    def box(self) -> QRectF:
        """The outline."""
        return QRectF(0, 0, self.width, self.height)


def _up(value: float) -> float:
    return math.ceil(value / GRID) * GRID


def _box_width(control: Control) -> float:
    picture = CURVE_IN_BOX if control.name == "activation" else 0
    return max(text_width(body_font(), control.value), 22) + picture + ARROW + UNIT + 4


def _width(content: NodeContent) -> float:
    body, small = body_font(), small_font()
    widths = [
        NARROWEST,
        min(text_width(title_font(), content.title), LONGEST_TITLE) + NODE_STRIPE + 2 * ICON + 3 * UNIT,
        text_width(small, content.shape) + text_width(small, content.parameters) + 5 * UNIT,
        *(text_width(body, row) + 4 * UNIT for row in content.rows),
        *(text_width(small, c.title) + _box_width(c) + 4 * UNIT for c in content.controls),
    ]
    if content.figure:
        widths.append(text_width(small, content.figure) + text_width(body, "8.888e-08") + 4 * UNIT)
    return _up(max(widths))


def frame_of(content: NodeContent) -> Frame:
    """Return where each part of a node goes. Both sizes are multiples of the grid, so ports meet in straight lines."""
    width = _width(content)
    y = float(NODE_HEADER + UNIT / 2)

    def take(height: float, wanted: bool) -> QRectF:
        nonlocal y
        if not wanted:
            return QRectF()
        top, y = y, y + height
        return QRectF(UNIT, top, width - 2 * UNIT, height)

    rows = tuple(take(ROW, True) for _ in content.rows)
    lines = [(control, take(CONTROL, True)) for control in content.controls]
    curve, strip = take(CURVE, content.has_curve), take(STRIP, content.strip)
    figure, footer = take(FIGURE, bool(content.figure)), take(FOOTER, True)
    height = _up(max(y, 2 * NODE_HEADER + ROW * len(rows)))
    for index, row in enumerate(rows):  # on both sides of the port alike
        row.moveTop(height / 2 + (index - len(rows) / 2) * ROW)
    footer.moveTop(height - FOOTER - 2)
    boxes = {control.name: _box(control, line) for control, line in lines}
    left = NODE_STRIPE + UNIT + ICON
    title = QRectF(left, 0, width - left - ICON - UNIT, NODE_HEADER)
    return Frame(width, height, title, rows, boxes, curve, strip, figure, footer)


def _box(control: Control, line: QRectF) -> QRectF:
    width = _box_width(control)
    return QRectF(line.right() - width, line.top() + (CONTROL - BOX_HEIGHT) / 2, width, BOX_HEIGHT)
