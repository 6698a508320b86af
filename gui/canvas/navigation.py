"""Where the view looks: zoom, pan, fit, and scrolling while a drag is at an edge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QTransform

from gui.canvas.geometry import clamped_zoom, fitting_zoom, pull

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pydantic import JsonValue
    from PySide6.QtWidgets import QGraphicsView

NOTCH = 1.15
"""Zoom for one notch of a wheel."""
BUTTON = 1.25
"""Zoom for one press of a button."""
_MARGIN = 48
_FRAME = 16
_BESIDE = 32


class Navigator(QObject):
    """Moves what a view shows.

    Parameters
    ----------
    view : QGraphicsView
        Its scene is much larger than what is on it, so that it can be scrolled anywhere.
    follow : callable
        Called after each scroll while `watch` is on, so that a gesture goes on under the pointer.

    Signals
    -------
    zoomed(float)
        The zoom is another one.
    """

    zoomed = Signal(float)

    def __init__(self, view: QGraphicsView, follow: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._follow = follow
        self._pointer = QPoint()
        self.fitted = False
        """Whether all of the drawing is shown, and nobody has looked elsewhere since."""
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._scroll_at_edge)

    @property
    def zoom(self) -> float:
        """Screen pixels per canvas pixel."""
        return self._view.transform().m11()

    @property
    def centre(self) -> QPointF:
        """The canvas point in the middle of the window."""
        return self._view.mapToScene(self._view.viewport().rect().center())

    def zoom_to(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Zoom; what is at `anchor`, a point of the window (its middle if None), stays there."""
        view, zoom = self._view, clamped_zoom(zoom)
        place = QPointF(view.viewport().rect().center()) if anchor is None else anchor
        kept = view.viewportTransform().inverted()[0].map(place)
        view.setTransform(QTransform.fromScale(zoom, zoom))
        moved = view.viewportTransform().map(kept) - place
        self._scroll_pixels(moved.x(), moved.y())
        self.fitted = False
        self.zoomed.emit(zoom)

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom in (above 1) or out."""
        if math.isfinite(factor) and factor > 0:
            self.zoom_to(self.zoom * factor, anchor)

    def scroll(self, dx: float, dy: float) -> None:
        """Show what lies that many canvas pixels to the right and below."""
        self.fitted = False
        self._scroll_pixels(dx * self.zoom, dy * self.zoom)

    def _scroll_pixels(self, dx: float, dy: float) -> None:
        for bar, by in ((self._view.horizontalScrollBar(), dx), (self._view.verticalScrollBar(), dy)):
            bar.setValue(bar.value() + round(by))

    def centre_on(self, point: QPointF) -> None:
        """Show a canvas point in the middle of the window."""
        self.fitted = False
        self._view.centerOn(point)

    def fit(self, content: QRectF, largest: float = 1.0) -> None:
        """Show all of a part of the canvas, as large as possible up to a zoom."""
        if content.isEmpty():
            self.zoom_to(1.0)
            self.centre_on(QPointF(0, 0))
            return
        window = self._view.viewport().size()
        room = (max(window.width() - 2 * _MARGIN, 1), max(window.height() - 2 * _MARGIN, 1))
        self.zoom_to(fitting_zoom((content.width(), content.height()), room, largest))
        self.centre_on(content.center())

    def look_at(self, box: QRectF) -> None:
        """Show a part of the canvas: as it is if all of it can be seen, else in the middle, smaller if need be."""
        if self.shows(box):
            return
        self.centre_on(box.center())
        if not self.shows(box):
            self.fit(box)

    def bring(self, box: QRectF) -> None:
        """Scroll as far as needed to show a part of the canvas, with some room around it."""
        self.fitted = self.fitted and self.shows(box)
        self._view.ensureVisible(box, _BESIDE, _BESIDE)

    def shows(self, content: QRectF) -> bool:
        """Tell whether all of a part of the canvas is in the window."""
        return self._view.mapToScene(self._view.viewport().rect()).boundingRect().contains(content)

    # -- kept with the project -------------------------------------------------------------------------------

    def state(self) -> dict[str, JsonValue]:
        """Return zoom and centre, and whether the whole drawing is to be shown."""
        centre = self.centre
        return {"zoom": self.zoom, "x": centre.x(), "y": centre.y(), "fitted": self.fitted}

    def restore(self, state: Mapping[str, object], boxes: Sequence[QRectF] = ()) -> bool:
        """Look where `state` says; return False if that is nothing sensible, or if none of `boxes` is seen there."""
        numbers = [state.get(key) for key in ("zoom", "x", "y")]
        found = [
            float(n) for n in numbers if isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n)
        ]
        if len(found) < 3:
            return False
        self.zoom_to(found[0])
        self.centre_on(QPointF(found[1], found[2]))
        window = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        return not boxes or any(map(window.intersects, boxes))

    # -- at the edges ----------------------------------------------------------------------------------------

    def watch(self, pointer: QPoint) -> None:
        """Scroll as long as the pointer of a gesture is at an edge of the window."""
        self._pointer = pointer
        if any(self._pull()) and not self._timer.isActive():
            self._timer.start()

    def rest(self) -> None:
        """Scroll no longer."""
        self._timer.stop()

    def _pull(self) -> tuple[float, float]:
        size = self._view.viewport().size()
        return pull(self._pointer.x(), size.width()), pull(self._pointer.y(), size.height())

    def _scroll_at_edge(self) -> None:
        dx, dy = self._pull()
        if not (dx or dy):
            self.rest()
            return
        self.fitted = False
        self._scroll_pixels(dx, dy)
        self._follow()
