"""The scene: keeps one item for each node and wire of the document, and finds things by where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QGraphicsScene

from gui.canvas.describe import content_of, edge_texts
from gui.canvas.geometry import nearest, overlapping
from gui.canvas.items import EdgeItem, NodeItem, PortItem, PortKey
from gui.canvas.shining import Shining
from gui.canvas.unfolding import Unfolding
from gui.standing import loss_of
from gui.theme import PORT_HIT, THEME, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.graph import Change, Ends, Node, NodeId
    from gui.canvas.geometry import Box
    from gui.canvas.items import NodeContent
    from gui.document import Document

WIRE_HIT = 8.0
FLASH = 900
"""Milliseconds for which something that was looked for stands out."""
_ROOM = 20_000.0


def numbers_of(box: QRectF) -> Box:
    """Return left, top, width and height."""
    return box.x(), box.y(), box.width(), box.height()


class CanvasScene(QGraphicsScene):
    """Shows a document's graph; edits nothing.

    Signals
    -------
    edges_selected()
        Other wires are selected. Nodes are selected in the document.
    """

    edges_selected = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.nodes: dict[NodeId, NodeItem] = {}
        self.edges: dict[Ends, EdgeItem] = {}
        self.chosen_edges: frozenset[Ends] = frozenset()
        self.curves_known = False
        self.unfolding = Unfolding(document, self)
        self.unfolding.changed.connect(self._renew_contents)
        self.shining = Shining(self)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.timeout.connect(self.end_flash)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        document.graph_changed.connect(self._on_graph_changed)
        document.analysed.connect(self._on_analysed)
        document.health.changed.connect(self._renew_nodes)
        document.recipe_changed.connect(self._renew_contents)
        document.selection_changed.connect(self._on_selection_changed)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.run.renewed.connect(self._on_renewed)
        THEME.changed.connect(self._renew_colours)
        for node_id in document.graph.nodes:
            self._add_node(node_id)
        for ends in document.graph.edges:
            self._add_edge(ends)
        self._finish_change()
        self._on_selection_changed()

    # -- in step with the graph ------------------------------------------------------------------------------

    def _on_graph_changed(self, change: Change) -> None:
        if change.only_moves:
            self._move(change)
            return
        for ends, (_, edge) in change.edges.items():
            if edge is None and ends in self.edges:
                self.removeItem(self.edges.pop(ends))
        for node_id, (_, node) in change.nodes.items():
            if node is None and node_id in self.nodes:
                self.removeItem(self.nodes.pop(node_id))
            elif node is not None and node_id not in self.nodes:
                self._add_node(node_id)
            elif node is not None:
                self.nodes[node_id].set_content(self._content(node))
                self.nodes[node_id].setPos(*node.position)
        for ends, (_, edge) in change.edges.items():
            if edge is not None and ends not in self.edges:
                self._add_edge(ends)
        self.select_edges(self.chosen_edges & frozenset(self.edges))
        self._finish_change(analysed=self.document.ready and change.affects_model)

    def _move(self, change: Change) -> None:
        """Show nodes at other places; of the labels, look at those of their wires, and those that they may cover."""
        boxes = []
        for node_id, (before, after) in change.nodes.items():
            if before is not None and after is not None:
                outline = self.nodes[node_id].frame.box
                boxes += [outline.translated(*before.position), outline.translated(*after.position)]
        self.show_nodes_at({node_id: node.position for node_id, (_, node) in change.nodes.items() if node is not None})
        covered = QRegion()
        for box in boxes:
            covered += box.toAlignedRect()
        wires = self._wires_at(change.nodes)
        self._settle_labels(
            edge
            for ends, edge in self.edges.items()
            if ends in wires or covered.intersects(edge.label_span.toAlignedRect())
        )
        self._renew_rect()

    def _add_node(self, node_id: NodeId) -> None:
        node = self.document.graph.node(node_id)
        item = self.nodes[node_id] = NodeItem(node_id, self._content(node))
        item.setPos(*node.position)
        item.set_selected(node_id in self.document.selection)
        self.addItem(item)

    def _content(self, node: Node) -> NodeContent:
        return content_of(self.document, node, self.curves_known, self.unfolding.is_open(node.id))

    def _add_edge(self, ends: Ends) -> None:
        item = self.edges[ends] = EdgeItem(ends)
        self.addItem(item)

    def _finish_change(self, analysed: bool = False) -> None:
        """Bring everything up to date; what follows from the shapes too, unless the drawing is `analysed` next."""
        if not analysed:
            self.place_edges()
            self._renew_run()
        wired = {PortKey(e.source, True, e.source_port) for e in self.edges}
        wired |= {PortKey(e.sink, False, e.sink_port) for e in self.edges}
        for port in self.ports():
            port.set_wired(port.key in wired)
        self._renew_rect()

    def _renew_rect(self) -> None:
        self.setSceneRect(self.content_rect().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))

    def _on_analysed(self) -> None:
        self.curves_known = True  # PyTorch analysed, so it is loaded
        self._renew_contents()

    def _renew_nodes(self) -> None:
        for node_id, item in self.nodes.items():
            item.set_content(self._content(self.document.graph.node(node_id)))

    def _renew_contents(self) -> None:
        self._renew_nodes()
        for ends, edge in self.edges.items():
            edge.set_text(*edge_texts(self.document, ends))
        self._renew_run()
        self.place_edges()

    def _renew_colours(self) -> None:
        for item in self.nodes.values():
            item.renew_colours()
        for edge in self.edges.values():
            edge.renew_colours()
        self._renew_run()
        self.update()

    # -- in step with the run --------------------------------------------------------------------------------

    def _on_renewed(self) -> None:
        if not self.document.run.ready:  # no first look follows, so nobody else takes the weights away
            self._renew_run()

    def _on_snapshot(self) -> None:
        self.document.run.turns.take(self._renew_run)

    def _renew_run(self) -> None:
        loss = number(loss_of(self.document.run.last))
        pictures = self.unfolding.pictures()
        for node_id, item in self.nodes.items():
            item.set_figure(loss)
            item.set_pictures(pictures.get(node_id))
        self._show_weights()

    def _show_weights(self) -> None:
        weights_of = self.document.run.weights_of
        tensors = {node_id: weights_of(node_id) for node_id, item in self.nodes.items() if item.content.strip}
        for node_id, found in tensors.items():
            self.nodes[node_id].set_weights(found.get("linear.weight"), found.get("linear.bias"))
        for ends, edge in self.edges.items():
            weight = tensors[ends.sink].get("linear.weight") if ends.sink in tensors else None
            turned = edge.set_open(self.nodes[ends.sink].content.open)
            if edge.set_weight(weight if weight is not None and weight.ndim == 2 else None) or turned:
                self._spread(edge)

    def _spread(self, edge: EdgeItem) -> None:
        leaving, arriving = edge.strand_counts or (1, 1)
        if edge.strand_counts is None:
            edge.set_offsets((0.0,), (0.0,))
        else:
            source, sink = self.nodes[edge.ends.source], self.nodes[edge.ends.sink]
            edge.set_offsets(source.offsets(True, leaving), sink.offsets(False, arriving))

    # -- places ----------------------------------------------------------------------------------------------

    def place_edges(self, nodes: Iterable[NodeId] | None = None) -> None:
        """Let wires end where their nodes are now: all of them, or those at some nodes."""
        for ends in self.edges if nodes is None else self._wires_at(nodes):
            edge, source, sink = self.edges[ends], self.nodes[ends.source], self.nodes[ends.sink]
            edge.place(source.port_point(True, ends.source_port), sink.port_point(False, ends.sink_port))
            if nodes is None:
                self._spread(edge)
        if nodes is None:
            self._settle_labels()
        self.shining.place()

    def _wires_at(self, nodes: Iterable[NodeId]) -> set[Ends]:
        graph = self.document.graph
        found = {e.ends for node_id in nodes for e in (*graph.edges_into(node_id), *graph.edges_from(node_id))}
        return found & self.edges.keys()

    def _settle_labels(self, edges: Iterable[EdgeItem] | None = None) -> None:
        """Put labels, all if not said which, beside their wires where no node covers them.

        A label stands where it would be best if nodes cover all its places.
        """
        nodes = np.array(self.node_boxes()).reshape(-1, 4)  # (nodes, 4)
        best = dict.fromkeys(self.edges.values() if edges is None else edges, 0)
        waiting, place = list(best), 0
        while waiting:
            waiting = [edge for edge in waiting if len(edge.label_boxes()) > place]
            covered = overlapping([numbers_of(edge.label_boxes()[place]) for edge in waiting], nodes)
            best.update((edge, place) for edge, hidden in zip(waiting, covered, strict=True) if not hidden)
            waiting = [edge for edge, hidden in zip(waiting, covered, strict=True) if hidden]
            place += 1
        for edge, place in best.items():
            edge.set_label_place(place)

    def show_nodes_at(self, places: Mapping[NodeId, tuple[float, float]]) -> None:
        """Show nodes at other places than the graph says, while a gesture is under way."""
        for node_id, place in places.items():
            if node_id in self.nodes:
                self.nodes[node_id].setPos(*place)
        self.place_edges(places)

    def content_rect(self) -> QRectF:
        """Return what all nodes and wires cover."""
        return self.rect_of(self.nodes, self.edges)

    def rect_of(self, nodes: Iterable[NodeId], edges: Iterable[Ends]) -> QRectF:
        """Return what some nodes and wires cover."""
        box = QRectF()
        for node_id in nodes:
            box = box.united(self.nodes[node_id].box)
        for ends in edges:
            box = box.united(self.edges[ends].boundingRect())
        return box

    def node_boxes(self) -> list[tuple[float, float, float, float]]:
        """Return left, top, width and height of every node."""
        return [numbers_of(item.box) for item in self.nodes.values()]

    # -- what is where ---------------------------------------------------------------------------------------

    def ports(self) -> list[PortItem]:
        """Return all ports."""
        return [port for node in self.nodes.values() for port in node.ports.values()]

    def port_item(self, key: PortKey) -> PortItem:
        """Return the item of a port."""
        return self.nodes[key.node].ports[key]

    def port_point(self, key: PortKey) -> QPointF:
        """Return where wires of a port end."""
        return self.nodes[key.node].port_point(key.is_output, key.name)

    def port_at(
        self, point: QPointF, zoom: float, keys: Iterable[PortKey] | None = None, reach: float = 1
    ) -> PortKey | None:
        """Return the port whose hit area a point is in: of all, or of some; `reach` widens the area."""
        chosen = [port.key for port in self.ports()] if keys is None else keys
        places = {key: self.port_point(key) for key in chosen}
        numbers = {key: (place.x(), place.y()) for key, place in places.items()}
        return nearest((point.x(), point.y()), numbers, reach * PORT_HIT / 2 / min(zoom, 1.0))

    def node_at(self, point: QPointF) -> NodeItem | None:
        """Return the uppermost node at a point."""
        found = [item for item in self.nodes.values() if item.box.contains(point)]
        return max(found, key=lambda item: (item.zValue(), item.node_id), default=None)

    def edge_at(self, point: QPointF, zoom: float, reach: float = WIRE_HIT) -> EdgeItem | None:
        """Return the wire closest to a point, if it is within reach."""
        reach /= min(zoom, 1.0)
        best, shortest = None, reach
        for edge in self.edges.values():
            if edge.boundingRect().adjusted(-reach, -reach, reach, reach).contains(point):
                distance = edge.distance(point)
                if distance <= shortest:
                    best, shortest = edge, distance
        return best

    # -- selection and attention -----------------------------------------------------------------------------

    def _on_selection_changed(self) -> None:
        for node_id, item in self.nodes.items():
            item.set_selected(node_id in self.document.selection)

    def select_edges(self, edges: Iterable[Ends]) -> None:
        """Select exactly these wires."""
        chosen = frozenset(edges)
        if chosen != self.chosen_edges:
            self.chosen_edges = chosen
            for ends, edge in self.edges.items():
                edge.set_state(selected=ends in chosen)
            self.edges_selected.emit()

    def clear_choice(self) -> None:
        """Select nothing."""
        self.select_edges(())
        self.document.select(())

    def flash(self, nodes: Iterable[NodeId], edge: Ends | None) -> None:
        """Let nodes and a wire stand out for a moment."""
        self.end_flash()
        for node_id in nodes:
            if node_id in self.nodes:
                self.nodes[node_id].set_flashing(True)
        if edge in self.edges:
            self.edges[edge].set_state(flashing=True)
        self._flash.start(FLASH)

    def end_flash(self) -> None:
        """End what `flash` began."""
        self._flash.stop()
        for item in self.nodes.values():
            item.set_flashing(False)
        for edge in self.edges.values():
            edge.set_state(flashing=False)
