"""Layers that are dragged from the palette over the canvas and dropped there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.canvas.interactions import DropNode
from gui.mime import MIME_KIND

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from gui.canvas.view import CanvasView


class Dropping:
    """Turns Qt's drag and drop into a gesture of a view."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view

    def enter(self, event: QDragEnterEvent) -> None:
        """Show a ghost of a layer of the catalogue; leave everything else to the window."""
        view = self._view
        kind = event.mimeData().data(MIME_KIND).toStdString() if event.mimeData().hasFormat(MIME_KIND) else ""
        if view.document.graph.catalog.find(kind) is None:
            event.ignore()
            return
        point = view.mapToScene(event.position().toPoint())
        view.begin(DropNode(view.canvas, view.zoom, kind), point, Qt.KeyboardModifier.NoModifier)
        event.acceptProposedAction()

    def move(self, event: QDragMoveEvent) -> None:
        """Move the ghost. The edges do not scroll here: whoever comes from the palette has just crossed one."""
        view = self._view
        if isinstance(view.interaction, DropNode):
            view.interaction.move(view.point_at(event.position().toPoint()), event.modifiers())
            event.acceptProposedAction()

    def drop(self, event: QDropEvent) -> None:
        """Add the layer."""
        view = self._view
        if isinstance(view.interaction, DropNode):
            view.end(view.mapToScene(event.position().toPoint()), event.modifiers())
            event.acceptProposedAction()
            view.setFocus(Qt.FocusReason.MouseFocusReason)
