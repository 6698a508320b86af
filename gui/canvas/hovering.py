"""What the pointer shows before anything is pressed: the port, the setting, the unit or the weight below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolTip

from gui.canvas.reader import Reader
from gui.canvas.spots import spot_at
from gui.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QHelpEvent

    from gui.canvas.items import NodeContent, PortKey
    from gui.canvas.view import CanvasView


class Hovering:
    """Follows the pointer over a view while no gesture is under way."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._port: PortKey | None = None
        self.reader = Reader(view)

    def show(self, point: QPointF, place: QPoint) -> None:
        """Show what a press would do at a point of the scene, which is at `place` in the window."""
        view = self._view
        node = view.canvas.node_at(point)
        control = None if node is None else node.control_at(point)
        button = "" if node is None else node.button_at(point)
        port = None if control is not None or button else view.canvas.port_at(point, view.zoom())
        self._point_out(port)
        spot = None if port is not None or control is not None else spot_at(view.canvas, point, view.zoom())
        self.reader.read(spot, place)
        if port is not None:
            view.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif control is not None or button or (spot is not None and spot.kind != "unit"):
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            view.viewport().unsetCursor()

    def help(self, event: QHelpEvent) -> bool:
        """Say what a button on a node is for; return whether there is nothing else to say here."""
        if self.reader.spot is not None:
            return True  # the tag reads it
        view = self._view
        point = view.mapToScene(event.pos())
        node = view.canvas.node_at(point)
        button = "" if node is None else node.button_at(point)
        if node is None or not button:
            return False
        QToolTip.showText(event.globalPos(), _what_for(button, node.content), view.viewport())
        return True

    def leave(self) -> None:
        """Show nothing any more: the pointer is elsewhere, or it is doing something."""
        self._point_out(None)
        self.reader.leave()

    def _point_out(self, port: PortKey | None) -> None:
        if port != self._port:
            for item in self._view.canvas.ports():
                item.set_hovered(item.key == port)
            self._port = port


def _what_for(button: str, content: NodeContent) -> str:
    """Return what a button on a node is for."""
    if button == "less" and content.filters:
        return translate("canvas", "Remove the last filter; the others keep their weights")
    if button == "less":
        return translate("canvas", "Remove the last unit; the others keep their weights")
    if button == "more" and content.filters:
        return translate("canvas", "Add a filter; the others keep their weights")
    if button == "more":
        return translate("canvas", "Add a unit; the others keep their weights")
    if content.open:
        return translate("canvas", "Hide the units and weights again (U)")
    if content.filters:
        return translate("canvas", "Show the filters of this layer as images (U)")
    return translate("canvas", "Show the units (neurons) and weights of this layer (U)")
