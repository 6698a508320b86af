"""Where each part of a node is, measured with the fonts that will draw it, so that no text clips in any language."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from gui.canvas.geometry import spread
from gui.canvas.items.ink import body_font, small_font, text_width, title_font
from gui.canvas.items.values import MOST_UNITS
from gui.theme import GRID, ICON, NODE_HEADER, NODE_STRIPE, UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.canvas.items.values import Control, NodeContent

ROW = 20
OTHERS = (8, 3)
"""Of the row for all columns without a name: how many take the height of one row, and its largest height in rows."""
CONTROL = 28
BOX_HEIGHT = 22
ROW_MARGIN = 4.0
"""Room above and below the strands that leave one row together."""
BUTTON = 20
"""Side of the buttons that fold a node open, and give it more units or fewer."""
CURVE = 40
STRIP = 36
FIGURE = 28
FOOTER = 22
ARROW = 16
"""Width of the arrow at the right of a control."""
CURVE_IN_BOX = 22
ROOMY = "LeakyReLU"
"""A node has room for this name of an activation, so that it stays as wide as it is when another one is picked."""
LONGEST_TITLE = 260
PITCHES = ((4, 56.0), (8, 44.0), (16, 32.0), (32, 20.0), (MOST_UNITS, 14.0))
"""Height of a unit's line in layers of up to so many units."""
BIAS = 40.0
"""Width of the largest bias."""
MAP = 144.0
"""Height of a heat map of weights."""
NARROWEST = 96


@dataclass(frozen=True)
class Frame:
    """Rectangles of a node's parts, in its own coordinates. Parts that it does not have are empty.

    Parameters
    ----------
    top : float
        Where the outline begins: 0, or above if the node shows its units.
    middle : float
        Where its wires are level; the same whether it shows its units or not.
    units : tuple of QRectF
        A line for each unit, or filter.
    pictures : tuple of QRectF
        The place of a picture in each of these lines.
    map : QRectF
        All weights of a layer with too many units for a line each.
    buttons : mapping
        ``"fold"``, ``"less"`` and ``"more"``, as far as the node has them.
    """

    width: float
    height: float
    middle: float
    title: QRectF
    top: float = 0.0
    rows: tuple[QRectF, ...] = ()
    controls: Mapping[str, QRectF] = field(default_factory=dict)
    curve: QRectF = field(default_factory=QRectF)
    strip: QRectF = field(default_factory=QRectF)
    figure: QRectF = field(default_factory=QRectF)
    footer: QRectF = field(default_factory=QRectF)
    units: tuple[QRectF, ...] = ()
    pictures: tuple[QRectF, ...] = ()
    map: QRectF = field(default_factory=QRectF)
    buttons: Mapping[str, QRectF] = field(default_factory=dict)

    @property
    def box(self) -> QRectF:
        """The outline."""
        return QRectF(0, self.top, self.width, self.height)


def _up(value: float) -> float:
    return math.ceil(value / GRID) * GRID


def _box_width(control: Control) -> float:
    picture, usual = (CURVE_IN_BOX, ROOMY) if control.name == "activation" else (0, "88")
    text = max(text_width(body_font(), name) for name in (control.value, usual))
    return text + picture + ARROW + UNIT + 4


def _width(content: NodeContent) -> float:
    body, small = body_font(), small_font()
    widths = [
        NARROWEST,
        min(text_width(title_font(), content.title), LONGEST_TITLE) + _beside_title(content),
        text_width(small, content.shape) + text_width(small, content.parameters) + 5 * UNIT,
        *(text_width(body, row) + 4 * UNIT for row in content.rows),
        *(text_width(small, c.title) + _box_width(c) + 4 * UNIT for c in content.controls),
    ]
    if content.figure:
        widths.append(text_width(small, content.figure) + text_width(body, "8.888e-08") + 4 * UNIT)
    return _up(max(widths))


def _beside_title(content: NodeContent) -> float:
    fold = BUTTON if content.units else 0
    return NODE_STRIPE + 2 * ICON + 3 * UNIT + fold


def frame_of(content: NodeContent) -> Frame:
    """Return where each part of a node goes. Both sizes are multiples of the grid, so ports meet in straight lines."""
    frame = _closed(content)
    return _opened(frame, content) if content.open else frame


def _closed(content: NodeContent) -> Frame:
    width = _width(content)
    y = float(NODE_HEADER + UNIT / 2)

    def take(height: float, wanted: bool) -> QRectF:
        nonlocal y
        if not wanted:
            return QRectF()
        top, y = y, y + height
        return QRectF(UNIT, top, width - 2 * UNIT, height)

    rows_begin = y
    rows = [take(each, True) for each in _row_heights(content)]
    all_rows = sum(row.height() for row in rows)
    lines = [(control, take(CONTROL, True)) for control in content.controls]
    curve, strip = take(CURVE, content.has_curve), take(STRIP, content.strip)
    figure, footer = take(FIGURE, bool(content.figure)), take(FOOTER, True)
    height = _up(max(y, 2 * NODE_HEADER + all_rows))
    for row in rows:  # on both sides of the port alike
        row.translate(0, (height - all_rows) / 2 - rows_begin)
    footer.moveTop(height - FOOTER - 2)
    boxes = {control.name: _box(control, line) for control, line in lines}
    left = NODE_STRIPE + UNIT + ICON
    title = QRectF(left, 0, width - _beside_title(content) + UNIT, NODE_HEADER)
    frame = Frame(width, height, height / 2, title, 0.0, tuple(rows), boxes, curve, strip, figure, footer)
    if not content.units:
        return frame
    fold = QRectF(width - BUTTON - UNIT / 2, (NODE_HEADER - BUTTON) / 2, BUTTON, BUTTON)
    return replace(frame, buttons={"fold": fold})


def _row_heights(content: NodeContent) -> list[float]:
    """Return the heights of the rows; that of all columns without a name is higher the more these are."""
    heights = [float(ROW)] * len(content.rows)
    others = content.columns - len(content.rows) + 1
    if others > 1:
        columns, most = OTHERS
        heights[-1] *= min(math.ceil(others / columns), most)
    return heights


def row_ends(frame: Frame, content: NodeContent) -> tuple[float, ...]:
    """Return where the strand of each column leaves: within its row, which the last ones may share."""
    *named, last = (row.center().y() for row in frame.rows)
    others = content.columns - len(named)
    extent = frame.rows[-1].height() - 2 * ROW_MARGIN
    return (*named, *(last + offset for offset in spread(others, ROW_MARGIN, extent)))


def _opened(closed: Frame, content: NodeContent) -> Frame:
    """Return the frame of a node with its units: these on both sides of the port alike, all else above and below."""
    pitch = pitch_of(content.units)
    width, height = closed.width, pitch * content.units if pitch else MAP + UNIT
    head = NODE_HEADER + UNIT + CONTROL * len(content.controls)
    start = closed.middle - height / 2
    top, end = start - head, closed.middle + height / 2
    lines = tuple(QRectF(0, start + pitch * unit, width, pitch) for unit in range(content.units if pitch else 0))
    adjustable = any(control.name in ("units", "filters") for control in content.controls)
    below = BUTTON + UNIT if adjustable else 0
    middle = end + UNIT / 2
    less = QRectF(width / 2 - BUTTON - UNIT / 2, middle, BUTTON, BUTTON)
    counted = {"less": less, "more": less.translated(BUTTON + UNIT, 0)}
    return replace(
        closed,
        top=top,
        height=head + height + below + FOOTER + 2,
        title=closed.title.translated(0, top),
        controls={name: box.translated(0, top) for name, box in closed.controls.items()},
        strip=QRectF(),
        footer=QRectF(UNIT, end + below, width - 2 * UNIT, FOOTER),
        units=lines,
        pictures=tuple((filter_box if content.filters else picture_box)(line) for line in lines),
        map=QRectF() if pitch else QRectF(UNIT, start, width - 2 * UNIT, height),
        buttons={"fold": closed.buttons["fold"].translated(0, top), **(counted if adjustable else {})},
    )


def pitch_of(units: int) -> float:
    """Return how much height each of so many units gets; 0 if they are too many to be told apart."""
    return next((pitch for most, pitch in PITCHES if units <= most), 0.0)


def bias_box(line: QRectF) -> QRectF:
    """Return where the bias is within a unit's line."""
    return QRectF(line.left() + 1.5 * UNIT, line.top(), BIAS, line.height())


def picture_box(line: QRectF) -> QRectF:
    """Return where the picture is within a unit's line."""
    side = line.height() - (6 if line.height() > 24 else 2)
    return QRectF(line.right() - 2 * UNIT - side, line.center().y() - side / 2, side, side)


def filter_box(line: QRectF) -> QRectF:
    """Return where a filter is within its line, of which it has all that the bias leaves."""
    own = picture_box(line)
    left = bias_box(line).right() + 3 * UNIT
    return QRectF(left, own.top(), own.right() - left, own.height())


def _box(control: Control, line: QRectF) -> QRectF:
    width = _box_width(control)
    return QRectF(line.right() - width, line.top() + (CONTROL - BOX_HEIGHT) / 2, width, BOX_HEIGHT)
