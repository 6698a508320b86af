"""What keys, buttons and menus do to the drawing: everything that is not a drag. Each call is one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import LoomError
from gui.canvas.adding import add_node, place_around, place_beside, size_of
from gui.canvas.edits import moved, remove_and_rejoin
from gui.canvas.geometry import STEP, Point, free_place, snapped
from gui.canvas.items import PortKey
from gui.canvas.layout import tidy
from gui.canvas.spots import tensor_of, value_of
from gui.commands import Step
from gui.i18n import show, translate

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from engine.graph import NodeId
    from gui.canvas import clipboard
    from gui.canvas.items import Spot
    from gui.canvas.scene import CanvasScene

PASTE_SHIFT = 24.0


class Editing:
    """Edits of what is selected.

    Parameters
    ----------
    scene : CanvasScene
    """

    def __init__(self, scene: CanvasScene) -> None:
        self.scene = scene
        self.document = scene.document
        self.document.replaced.connect(self.spread)

    # -- clipboard -------------------------------------------------------------------------------------------

    def copy(self) -> bool:
        """Put the selected nodes, and the wires among them, on the clipboard; return whether there were any."""
        from gui.canvas import clipboard

        piece = clipboard.piece_of(self.document.graph, self.document.selection)
        if piece is None:
            self.document.notice.emit(translate("canvas", "Nothing is selected. Click a node first."))
            return False
        clipboard.put(piece)
        return True

    def cut(self) -> None:
        """Copy the selected nodes and delete them."""
        if self.copy():
            self._delete(translate("canvas", "Cut"))

    def paste(self, centre: QPointF) -> None:
        """Add what is on the clipboard, a little beside where it was copied, or at `centre` if that is far away."""
        from gui.canvas import clipboard

        if not clipboard.holds_nodes():
            self.document.notice.emit(translate("canvas", "There are no nodes on the clipboard. Copy some first."))
            return
        piece = clipboard.take()
        if piece is None:
            self.document.notice.emit(
                translate(
                    "canvas", "The clipboard holds nodes in a form that this version cannot read. Copy them again."
                )
            )
            return
        self._insert(translate("canvas", "Paste"), piece, centre)

    def duplicate(self) -> None:
        """Add a copy of the selected nodes beside them; the clipboard stays as it is."""
        from gui.canvas import clipboard

        piece = clipboard.piece_of(self.document.graph, self.document.selection)
        if piece is None:
            self.document.notice.emit(translate("canvas", "Nothing is selected. Click a node first."))
            return
        self._insert(translate("canvas", "Duplicate"), piece, None)

    def _insert(self, title: str, piece: clipboard.Piece, centre: QPointF | None) -> None:
        from gui.canvas import clipboard

        by = self._shift(piece, centre)
        made: list[NodeId] = []
        if self.document.attempt(title, lambda graph: made.extend(clipboard.insert(graph, piece, by))):
            self.scene.select_edges(())
            self.document.select(made)

    def _shift(self, piece: clipboard.Piece, centre: QPointF | None) -> Point:
        """Return how far to move a pasted piece so that it covers no node exactly."""
        taken = {node.position for node in self.document.graph.nodes.values()}
        shift = PASTE_SHIFT
        while any((node.x + shift, node.y + shift) in taken for node in piece.nodes):
            shift += PASTE_SHIFT
        if centre is None:
            return shift, shift
        left, top = min(node.x for node in piece.nodes), min(node.y for node in piece.nodes)
        if abs(left - centre.x()) + abs(top - centre.y()) < 2000:
            return shift, shift
        return snapped((centre.x() - left, centre.y() - top))

    # -- deleting --------------------------------------------------------------------------------------------

    def delete(self) -> None:
        """Delete the selected wires and nodes; what fed a deleted node feeds what it fed, where the rules allow it."""
        self._delete(translate("canvas", "Delete"))

    def _delete(self, title: str) -> None:
        nodes, edges = self.document.selection, self.scene.chosen_edges
        if nodes or edges:
            self.document.attempt(title, lambda graph: remove_and_rejoin(graph, nodes, edges))

    # -- selecting and moving --------------------------------------------------------------------------------

    def select_all(self) -> None:
        """Select every node."""
        self.scene.select_edges(())
        self.document.select(self.document.graph.nodes)

    def reading_order(self) -> list[NodeId]:
        """Return the nodes from left to right, and from top to bottom among those below each other."""
        places = {node_id: item.box.topLeft() for node_id, item in self.scene.nodes.items()}
        return sorted(places, key=lambda node_id: (places[node_id].x(), places[node_id].y(), node_id))

    def select_next(self, step: int) -> NodeId | None:
        """Select the next node of the reading order, or the one before; return it, or None beyond the ends."""
        order = self.reading_order()
        chosen = [index for index, node_id in enumerate(order) if node_id in self.document.selection]
        if chosen:
            index = chosen[-1] + 1 if step > 0 else chosen[0] - 1
        else:
            index = 0 if step > 0 else len(order) - 1
        if not 0 <= index < len(order):
            return None
        self.scene.select_edges(())
        self.document.select({order[index]})
        return order[index]

    def nudge(self, dx: int, dy: int) -> None:
        """Move the selected nodes by steps of the grid; quick repetitions are one step of undo."""
        selection = sorted(self.document.selection)
        with self.document.edit(translate("canvas", "Move"), f"nudge {selection}") as graph:
            graph.move(moved(graph, selection, (dx * STEP, dy * STEP)))

    def tidy(self) -> None:
        """Put every node at a tidy place; the middle of the drawing stays where it is."""
        if places := self._tidy_places():
            with self.document.edit(translate("canvas", "Tidy layout")) as graph:
                graph.move(places)

    def spread(self) -> None:
        """Tidy a drawing whose nodes all lie at one place, as where a script has given them none; no step of undo."""
        graph = self.document.graph.copy()
        if len(graph.nodes) < 2 or len({node.position for node in graph.nodes.values()}) > 1:
            return
        with graph.transaction() as change:
            graph.move(self._tidy_places())
        self.document.enact(Step(change()), None)

    def _tidy_places(self) -> dict[NodeId, Point]:
        scene = self.scene
        sizes = {node_id: (item.frame.width, item.frame.height) for node_id, item in scene.nodes.items()}
        places = tidy(sizes, [(ends.source, ends.sink) for ends in self.document.graph.edges])
        if not places:
            return {}
        old, new = self._middle(sizes, self._corners()), self._middle(sizes, places)
        dx, dy = snapped((old[0] - new[0], old[1] - new[1]))
        above = {node_id: -item.frame.top for node_id, item in scene.nodes.items()}
        return {node_id: (x + dx, y + above[node_id] + dy) for node_id, (x, y) in places.items()}

    def _corners(self) -> dict[NodeId, Point]:
        boxes = {node_id: item.box for node_id, item in self.scene.nodes.items()}
        return {node_id: (box.left(), box.top()) for node_id, box in boxes.items()}

    @staticmethod
    def _middle(sizes: dict[NodeId, Point], places: dict[NodeId, Point]) -> Point:
        left, top = min(x for x, _ in places.values()), min(y for _, y in places.values())
        right = max(places[n][0] + sizes[n][0] for n in places)
        bottom = max(places[n][1] + sizes[n][1] for n in places)
        return (left + right) / 2, (top + bottom) / 2

    # -- settings --------------------------------------------------------------------------------------------

    def set(self, node_id: NodeId, name: str, value: object, knob: str = "") -> None:
        """Give a setting another value; the reason against it goes to the status bar."""
        graph = self.document.graph
        param = graph.spec(graph.node(node_id)).param(name)
        title = translate("canvas", "Change {setting}").format(setting=show(param.title))
        try:
            with self.document.edit(title, knob) as edited:
                edited.set(node_id, name, value)
        except LoomError as error:
            self.document.notice.emit(show(error.text))

    def step(self, node_id: NodeId, name: str, by: int, *, by_knob: bool = True) -> None:
        """Turn a whole number up or down, within its range; as a knob, quick turns are one step of undo."""
        graph = self.document.graph
        param = graph.spec(graph.node(node_id)).param(name)
        value = graph.node(node_id).settings[name]
        if isinstance(value, int):
            low, high = param.minimum, param.maximum
            wanted = max(value + by, value if low is None else int(low))
            knob = f"{node_id} {name}" if by_knob else ""
            self.set(node_id, name, wanted if high is None else min(wanted, int(high)), knob)

    def set_value(self, spot: Spot, value: float) -> None:
        """Overwrite one weight or bias; the reason against it goes to the status bar."""
        name, place = tensor_of(self.document, spot)
        tensor = self.document.run.weights_of(spot.node).get(name)
        if tensor is None or value_of(self.document, spot) is None:
            return
        if not abs(value) <= float(np.finfo(np.float32).max):
            text = translate("canvas", "{value} is beyond what a weight can hold: numbers up to about 3.4e38.")
            self.document.notice.emit(text.format(value=f"{value:g}"))
            return
        changed = np.array(tensor, dtype=np.float32)
        changed[place] = value
        title = translate("canvas", "Set a weight of {node}").format(node=self.document.graph.node(spot.node).name)
        self.document.set_weight(spot.node, name, changed, title)

    def rename(self, node_id: NodeId, name: object) -> None:
        """Give a node another name; the reason against it goes to the status bar."""
        self.document.attempt(translate("canvas", "Rename"), lambda graph: graph.rename(node_id, str(name)))

    # -- adding ----------------------------------------------------------------------------------------------

    def add_near(self, kind: str, centre: QPointF) -> NodeId | None:
        """Add a node beside the one that is selected, and wire the two; or at `centre` if none is."""
        graph, scene = self.document.graph, self.scene
        spec = graph.catalog[kind]
        if len(self.document.selection) != 1:
            return add_node(scene, kind, self._free(kind, centre))
        (beside,) = self.document.selection
        neighbour = graph.spec(graph.node(beside))
        if neighbour.outputs and spec.inputs:
            port = PortKey(beside, True, neighbour.outputs[0].name)
            return add_node(scene, kind, place_beside(scene, kind, beside, True), wire_to=port)
        if neighbour.inputs and spec.outputs:
            port = PortKey(beside, False, neighbour.inputs[0].name)
            return add_node(scene, kind, place_beside(scene, kind, beside, False), wire_to=port)
        return add_node(scene, kind, place_beside(scene, kind, beside, True))

    def _free(self, kind: str, centre: QPointF) -> Point:
        place = place_around(self.scene, kind, centre.x(), centre.y())
        return free_place(place, size_of(self.scene, kind), self.scene.node_boxes())

    def place_at_wire(self, kind: str, point: QPointF, origin: PortKey) -> Point:
        """Return the place at which the port of a new node meets the loose end of a wire that is held at `origin`."""
        width, height = size_of(self.scene, kind)
        left = point.x() if origin.is_output else point.x() - width
        return snapped((left, point.y() - height / 2))
