"""Keeps what rarely changes as pixels, so that a frame paints only what is new."""

from __future__ import annotations

from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView

MEMORY = 64 * 1024
"""Kilobytes of pixels that Qt keeps for all items; it paints those anew that find no place."""


def keep_pixels(item: QGraphicsItem) -> None:
    """Have an item painted again only when it asks for it or its scale changes, not whenever something behind it does.

    For items that change rarely and stand before or behind others that change with every frame.
    """
    QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), MEMORY))
    item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)


def paint_shapes(item: QGraphicsItem) -> None:
    """Have an item painted as shapes every time, for a picture that is to be sharp at any size."""
    item.setCacheMode(QGraphicsItem.CacheMode.NoCache)


def paint_in_one_piece(view: QGraphicsView) -> None:
    """Have a view painted in one rectangle around all that has changed.

    Qt would otherwise clip every stroke to each of the many small places that change with a frame, which takes longer
    than to paint what lies between them.
    """
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
