"""Lets what the document's attention is at stand out on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QPainterPath

from gui.canvas.items.edge_item import curve_between
from gui.canvas.items.pulse import Glow, Pulse, Scenery

if TYPE_CHECKING:
    from gui.attention import Flow
    from gui.canvas.scene import CanvasScene

MOST_PATHS = 64
"""Strands of a wire that are pointed out one by one; of more, the wire as a whole."""


class Shining(QObject):
    """Places the overlay; the drawing itself does not change.

    Parameters
    ----------
    scene : CanvasScene
        Whose nodes and wires there are.
    """

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self._attention = scene.document.attention
        self.glow: Glow | None = None
        self.pulse: Pulse | None = None
        self._passes: object = None
        self._attention.spotlight_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Let something else stand out; dots set out anew where something else passes."""
        spotlight = self._attention.spotlight
        passes = None if spotlight is None else (spotlight.nodes, spotlight.flows, spotlight.backward)
        again, self._passes = passes != self._passes, passes
        self.place(again=again)

    def place(self, *, again: bool = False) -> None:
        """Stand where the nodes and wires are now."""
        if self._attention.spotlight is None:
            self._clear()
            return
        if self.glow is None or self.pulse is None:
            self.glow, self.pulse = Glow(), Pulse()
            self._scene.addItem(self.glow)
            self._scene.addItem(self.pulse)
        scenery = self._scenery()
        self.glow.show_paths(scenery.paths)
        self.pulse.show_scenery(scenery, again=again)

    def _clear(self) -> None:
        if self.glow is not None and self.pulse is not None:
            self.pulse.show_scenery(Scenery(), again=True)
            self._scene.removeItem(self.glow)
            self._scene.removeItem(self.pulse)
            self.glow = self.pulse = None

    def _scenery(self) -> Scenery:
        spotlight, nodes = self._attention.spotlight, self._scene.nodes
        assert spotlight is not None
        tags = {}
        for node_id, lines in spotlight.tags.items():
            if node_id in nodes and not nodes[node_id].content.open:
                box = nodes[node_id].box
                tags[box.left(), box.bottom()] = lines
        return Scenery(
            paths=tuple(path for flow in spotlight.flows for path in self._paths(flow)),
            backward=spotlight.backward,
            boxes=tuple(nodes[node_id].box for node_id in sorted(spotlight.nodes) if node_id in nodes),
            tags=tags,
        )

    def _paths(self, flow: Flow) -> list[QPainterPath]:
        """Return the strands that a flow takes; the middle of the wire where it has none."""
        edge = self._scene.edges.get(flow.ends)
        if edge is None:
            return []
        leaving, arriving = edge.strand_counts or (0, 0)
        columns = range(leaving) if flow.column is None else [k for k in [flow.column] if k < leaving]
        units = range(arriving) if flow.unit is None else [k for k in [flow.unit] if k < arriving]
        if not 0 < len(columns) * len(units) <= MOST_PATHS:
            return [curve_between(edge.start, edge.end)]
        source, sink = self._scene.nodes[flow.ends.source], self._scene.nodes[flow.ends.sink]
        starts, ends = source.offsets(True, leaving), sink.offsets(False, arriving)
        return [
            _strand(edge.start + QPointF(0, starts[j]), edge.end + QPointF(0, ends[i]), straight=edge.open)
            for j in columns
            for i in units
        ]


def _strand(start: QPointF, end: QPointF, *, straight: bool) -> QPainterPath:
    if not straight:
        return curve_between(start, end)
    path = QPainterPath(start)
    path.lineTo(end)
    return path
