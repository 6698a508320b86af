"""The icon of each kind of layer: a glyph, and for an activation function its own curve."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from gui.forms.icons import icon
from gui.theme import ICON, THEME, blend

if TYPE_CHECKING:
    from engine.catalog import LayerSpec

REACH = 3.0
"""Half the width of the curve: the bend of a function is near zero."""

LOWEST, HIGHEST = -1.8, 2.2
"""Values beyond these are not drawn."""

MARGIN = 2.5
SHARPNESS = 3
"""Pixels for each point of the screen, for screens of high resolution."""


def kind_icon(spec: LayerSpec, *, curves: bool) -> QIcon:
    """Return the icon of a kind in the colour of its category.

    Parameters
    ----------
    curves : bool
        Whether PyTorch is loaded, by which the curve of an activation function is known.
    """
    colour = THEME.category(spec.category)
    if curves and spec.category == "activation":
        return curve_icon(spec.kind, colour)
    return icon(spec.icon, colour)


def curve_icon(kind: str, colour: QColor) -> QIcon:
    """Return the curve of an activation function over its axes; in a selected line it is drawn as the text there is.

    Needs PyTorch.
    """
    tokens = THEME.tokens
    found = QIcon(_picture(kind, colour, blend(tokens.panel, tokens.muted, 0.5)))
    selected = _picture(kind, tokens.panel, blend(tokens.accent, tokens.panel, 0.5))
    for mode in (QIcon.Mode.Selected, QIcon.Mode.Active):  # lists ask for the one, menus for the other
        found.addPixmap(selected, mode)
    return found


def _picture(kind: str, colour: QColor, axes: QColor) -> QPixmap:
    points = _points(kind)
    low, high = min(-0.2, *(y for _, y in points)), max(0.2, *(y for _, y in points))
    box = QRectF(MARGIN, MARGIN, ICON - 2 * MARGIN, ICON - 2 * MARGIN)

    def place(x: float, y: float) -> QPointF:
        across, up = (x + REACH) / (2 * REACH), (y - low) / (high - low)
        return QPointF(box.left() + across * box.width(), box.bottom() - up * box.height())

    picture = QPixmap(ICON * SHARPNESS, ICON * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(axes, 0.8))
    painter.drawLine(place(-REACH, 0.0), place(REACH, 0.0))
    painter.drawLine(place(0.0, low), place(0.0, high))
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF([place(x, y) for x, y in points]))
    painter.end()
    return picture


@lru_cache(maxsize=64)
def _points(kind: str) -> tuple[tuple[float, float], ...]:
    """Return the points of a function with its default settings that lie within the icon."""
    from engine.catalog.curves import activation_curve

    x, y, _ = activation_curve(kind, {})
    inside = (abs(x) <= REACH) & (y >= LOWEST) & (y <= HIGHEST)
    return tuple(zip(x[inside].tolist(), y[inside].tolist(), strict=True))
