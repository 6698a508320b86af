"""Dropping a layer from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.canvas.adding import add_node, place_around
from gui.canvas.describe import preview_of
from gui.canvas.edits import can_splice
from gui.canvas.interactions.base import Interaction
from gui.canvas.interactions.move_nodes import splice_hint
from gui.canvas.items import NodeItem
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF, Qt

    from gui.canvas.items import EdgeItem
    from gui.canvas.scene import CanvasScene


class DropNode(Interaction):
    """Shows a ghost of the new node under the pointer; over a wire, it will be inserted there.

    Parameters
    ----------
    kind : str
        A kind of the catalogue.
    """

    def __init__(self, scene: CanvasScene, zoom: Callable[[], float], kind: str) -> None:
        super().__init__(scene, zoom)
        self.kind = kind
        self._ghost = NodeItem(0, preview_of(self.document, kind, scene.curves_known))
        self._target: EdgeItem | None = None

    def start(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Show the ghost."""
        super().start(point, modifiers)
        self._ghost.setOpacity(0.6)
        self._ghost.setZValue(10)
        self.scene.addItem(self._ghost)
        self.move(point, modifiers)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the ghost, and point out the wire below it."""
        self._ghost.setPos(*place_around(self.scene, self.kind, point.x(), point.y()))
        target = self.scene.edge_at(point, self.zoom(), 16) if can_splice(self.document.graph, self.kind) else None
        if target is not self._target:
            self._light(False)
            self._target = target
            self._light(True)
        if target is not None:
            self.say(splice_hint(self.scene, target))
        else:
            layer = show(self.document.graph.catalog[self.kind].title)
            self.say(translate("canvas", "Drop here to add {layer}.").format(layer=layer))

    def end(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Add the node."""
        target = self._target
        self.clear()
        place = place_around(self.scene, self.kind, point.x(), point.y())
        add_node(self.scene, self.kind, place, into=None if target is None else target.ends)

    def clear(self) -> None:
        """Take the ghost away."""
        self._light(False)
        self._target = None
        if self._ghost.scene() is not None:
            self.scene.removeItem(self._ghost)
        super().clear()

    def _light(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_state(aimed=on)
