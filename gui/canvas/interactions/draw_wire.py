"""Drawing a wire from port to port, or moving an end of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem

from engine.graph import Change, Ends, Graph
from gui.canvas.adding import ends_between
from gui.canvas.edits import reroute
from gui.canvas.interactions.base import Interaction
from gui.canvas.items import Light, PortKey
from gui.canvas.items.edge_item import curve_between
from gui.i18n import show, translate
from gui.theme import THEME, WIRE_SELECTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.text import Text
    from gui.canvas.scene import CanvasScene

SNAP = 2.2
"""A wire snaps to a legal port within this many times its hit area."""


class DrawWire(Interaction):
    """Legal targets light up and catch the wire, the others dim and say why not; empty canvas asks what to add there.

    Parameters
    ----------
    origin : PortKey
        Where the wire is held.
    old : Ends or None
        The wire whose other end is being moved, if it is not a new one.
    on_empty : callable
        Called with the point and the origin when a new wire ends on empty canvas.
    """

    def __init__(
        self,
        scene: CanvasScene,
        zoom: Callable[[], float],
        origin: PortKey,
        old: Ends | None,
        on_empty: Callable[[QPointF, PortKey], None],
    ) -> None:
        super().__init__(scene, zoom)
        self.origin = origin
        self.old = old
        self._on_empty = on_empty
        self._reasons: dict[PortKey, Text | None] = {}
        self._aimed: PortKey | None = None
        self._wire = QGraphicsPathItem()

    # -- the gesture -----------------------------------------------------------------------------------------

    def start(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Find out which ports may be wired."""
        super().start(point, modifiers)
        self.prepare()

    def prepare(self) -> None:
        """Ask the graph about every port on the other side."""
        graph = _without(self.document.graph, self.old)
        for port in self.scene.ports():
            if port.key.is_output is not self.origin.is_output:
                self._reasons[port.key] = graph.refusal(ends_between(self.origin, port.key))

    @property
    def legal(self) -> list[PortKey]:
        """Ports to which the wire may go."""
        return [key for key, reason in self._reasons.items() if reason is None]

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Draw the wire to the pointer, or to the port that caught it."""
        if self.began(point):
            self.aim(self._found(point), point)

    def aim(self, target: PortKey | None, point: QPointF) -> None:
        """Show the wire to a port, or to a point."""
        self._aimed = target
        self._show_lights()
        legal = target is not None and self._reasons.get(target) is None
        if target is not None and legal:
            point = self.scene.port_point(target)
        self._draw(point, legal)
        self.say(self._hint())

    def end(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Wire the ports; or say why not; or, on empty canvas, delete an old wire, or ask what to add to a new one."""
        target = self._aimed
        self.clear()
        if not self.dragged:
            return
        if target is not None:
            self.settle(target)
        elif self.old is not None:
            old = self.old
            self.document.attempt(translate("canvas", "Delete wire"), lambda graph: graph.disconnect(old))
        else:
            self._on_empty(point, self.origin)

    def settle(self, target: PortKey) -> None:
        """Wire the origin to a port, or leave the reason against it in the status bar."""
        reason, ends, old = self._reasons.get(target), ends_between(self.origin, target), self.old
        if reason is not None:
            self.refuse(show(reason))
        elif old is None:
            self.document.attempt(translate("canvas", "Connect"), lambda graph: graph.connect(*ends))
        elif ends != old:
            self.document.attempt(translate("canvas", "Move wire"), lambda graph: reroute(graph, old, ends))

    def clear(self) -> None:
        """Take the wire and the lights away."""
        for port in self.scene.ports():
            port.show_as(Light.PLAIN)
        if self.old in self.scene.edges:
            self.scene.edges[self.old].setVisible(True)
        if self._wire.scene() is not None:
            self.scene.removeItem(self._wire)
        super().clear()

    # -- where and what --------------------------------------------------------------------------------------

    def _found(self, point: QPointF) -> PortKey | None:
        """Return the port meant: a legal one nearby, else any one right here, else the port of the node here."""
        near = self.scene.port_at(point, self.zoom(), self.legal, SNAP)
        if near is not None:
            return near
        here = self.scene.port_at(point, self.zoom(), self._reasons)
        if here is not None:
            return here
        node = self.scene.node_at(point)
        if node is None or node.node_id == self.origin.node:
            return None
        keys = [key for key in self._reasons if key.node == node.node_id]
        return min(keys, key=lambda key: self._reasons[key] is not None, default=None)

    def _show_lights(self) -> None:
        for port in self.scene.ports():
            if port.key == self.origin:
                port.show_as(Light.AIMED)
            elif port.key not in self._reasons or self._reasons[port.key] is not None:
                port.show_as(Light.ILLEGAL)
            else:
                port.show_as(Light.AIMED if port.key == self._aimed else Light.LEGAL)

    def _draw(self, point: QPointF, legal: bool) -> None:
        held = self.scene.port_point(self.origin)
        start, end = (held, point) if self.origin.is_output else (point, held)
        refused = self._aimed is not None and not legal
        colour = THEME.tokens.error if refused else THEME.tokens.accent
        style = Qt.PenStyle.SolidLine if legal else Qt.PenStyle.DashLine
        self._wire.setPen(QPen(colour, WIRE_SELECTED, style, Qt.PenCapStyle.RoundCap))
        self._wire.setPath(curve_between(start, end))
        if self._wire.scene() is None:
            self._wire.setZValue(3)  # above the nodes: it must be seen wherever it is dragged
            self.scene.addItem(self._wire)
            if self.old in self.scene.edges:
                self.scene.edges[self.old].setVisible(False)

    def _hint(self) -> str:
        if self._aimed is not None:
            reason = self._reasons.get(self._aimed)
            if reason is not None:
                return show(reason)
            ends = ends_between(self.origin, self._aimed)
            return translate("canvas", "Wire {source} to {sink}.").format(
                source=self.document.graph.node(ends.source).name, sink=self.document.graph.node(ends.sink).name
            )
        if self.old is not None:
            return translate("canvas", "Drop on another port to move the wire, or on empty canvas to delete it.")
        return translate("canvas", "Drop on a port that lights up, or on empty canvas to add a layer there.")


def _without(graph: Graph, ends: Ends | None) -> Graph:
    """Return the graph as it would be without a wire, to ask what would then be allowed."""
    if ends is None:
        return graph
    trial = Graph(graph.catalog)
    trial.apply(
        Change(
            {node_id: (None, node) for node_id, node in graph.nodes.items()},
            {key: (None, edge) for key, edge in graph.edges.items() if key != ends},
        )
    )
    return trial
