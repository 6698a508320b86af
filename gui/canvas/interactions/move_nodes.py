"""Dragging nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from gui.canvas.adding import put_into
from gui.canvas.edits import can_splice
from gui.canvas.geometry import snapped
from gui.canvas.interactions.base import Interaction
from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.graph import Graph, NodeId
    from gui.canvas.items import EdgeItem
    from gui.canvas.scene import CanvasScene


class MoveNodes(Interaction):
    """Moves the selected nodes on the grid (freely with Alt); a node without wires can be dropped into a wire.

    Parameters
    ----------
    node_id : int
        The node that was pressed.
    on_click : callable
        Called with the point if the press is released without a drag.
    """

    def __init__(
        self,
        scene: CanvasScene,
        zoom: Callable[[], float],
        node_id: NodeId,
        on_click: Callable[[QPointF], None],
    ) -> None:
        super().__init__(scene, zoom)
        self._node_id = node_id
        self._on_click = on_click
        self._places: dict[NodeId, tuple[float, float]] = {}
        self._target: EdgeItem | None = None
        self._alone = False

    def start(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Select the pressed node: with Shift or Ctrl as well as the others, else alone unless it was selected."""
        super().start(point, modifiers)
        selection = self.document.selection
        self.scene.select_edges(())
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.document.select(selection ^ {self._node_id})
        elif self._node_id not in selection:
            self.document.select({self._node_id})
        self._alone = self._node_id in selection and len(selection) > 1 and not modifiers
        moving = self.document.selection | {self._node_id}
        self._places = {node_id: self.document.graph.node(node_id).position for node_id in moving}

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Show the nodes at their new places."""
        if self.began(point):
            self.scene.show_nodes_at(self._moved(point, modifiers))
            self._aim()
            self.say(self._hint())

    def end(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Put the nodes there; a click without a drag goes to what is under it."""
        target = self._target
        self.clear()
        if not self.dragged:
            if self._alone:
                self.document.select({self._node_id})
            self._on_click(point)
            return
        places = self._moved(point, modifiers)

        def settle(graph: Graph) -> None:
            graph.move(places)
            if target is not None:
                put_into(self.scene, graph, self._node_id, self.scene.nodes[self._node_id].box, target.ends)

        title = translate("canvas", "Insert") if target else translate("canvas", "Move")
        if not self.document.attempt(title, settle):
            self.scene.show_nodes_at(self._places)

    def cancel(self) -> None:
        """Put the nodes back."""
        self.scene.show_nodes_at(self._places)
        super().cancel()

    def clear(self) -> None:
        """End the highlight."""
        self._light(None)
        super().clear()

    def _moved(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> dict[NodeId, tuple[float, float]]:
        away = point - self._pressed
        x, y = self._places[self._node_id]
        free = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        wanted = (x + away.x(), y + away.y())
        to_x, to_y = wanted if free else snapped(wanted)
        return {node_id: (a + to_x - x, b + to_y - y) for node_id, (a, b) in self._places.items()}

    def _aim(self) -> None:
        """Find the wire under the middle of a node that has no wires of its own."""
        graph, found = self.document.graph, None
        wired = graph.edges_into(self._node_id) or graph.edges_from(self._node_id)
        if len(self._places) == 1 and not wired and can_splice(graph, graph.node(self._node_id).kind):
            found = self.scene.edge_at(self.scene.nodes[self._node_id].box.center(), self.zoom(), 16)
        self._light(found)

    def _light(self, target: EdgeItem | None) -> None:
        if self._target is not target:
            if self._target is not None:
                self._target.set_state(aimed=False)
            if target is not None:
                target.set_state(aimed=True)
            self._target = target

    def _hint(self) -> str:
        if self._target is None:
            return translate("canvas", "Move; Alt leaves the grid, Escape cancels.")
        return splice_hint(self.scene, self._target)


def splice_hint(scene: CanvasScene, target: EdgeItem) -> str:
    """Say between which nodes a drop would insert."""
    graph = scene.document.graph
    return translate("canvas", "Drop here to insert between {source} and {sink}.").format(
        source=graph.node(target.ends.source).name, sink=graph.node(target.ends.sink).name
    )
