"""The scene: keeps one item for each node and wire of the document, and finds things by where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QGraphicsScene

from gui.canvas import labels
from gui.canvas.contents import Contents
from gui.canvas.geometry import nearest
from gui.canvas.items import EdgeItem, NodeItem, PortItem, PortKey
from gui.canvas.neurons import own_tensors, weight_on
from gui.canvas.shining import Shining
from gui.canvas.unfolding import Unfolding
from gui.standing import loss_of
from gui.theme import PORT_HIT, THEME, number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from engine.graph import Change, Ends, NodeId
    from gui.canvas.geometry import Box
    from gui.canvas.items import NodeContent
    from gui.document import Document

WIRE_HIT = 8.0
FLASH = 900
"""Milliseconds for which something that was looked for stands out."""
_ROOM = 20_000.0


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
        self.unfolding = Unfolding(document, self)
        self.unfolding.changed.connect(self._on_other_look)
        self.contents = Contents(document, self.unfolding)
        self._boxes: dict[NodeId, Box] = {}  # as far as they are known
        self._behind: set[NodeId] = set()  # nodes that show something else
        self._astir: set[NodeId] = set()  # nodes that stand elsewhere or have another size, with their wires
        self._behind_wires: set[Ends] = set()
        self._stirred: list[QRectF] = []  # where nodes came, went or grew since labels were settled
        self.shining = Shining(self)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.timeout.connect(self.end_flash)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        document.graph_changed.connect(self._on_graph_changed)
        document.analysed.connect(self._on_analysed)
        document.health.changed.connect(self._renew_nodes)
        document.recipe_changed.connect(self._on_other_look)
        document.selection_changed.connect(self._on_selection_changed)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.run.renewed.connect(self._on_renewed)
        THEME.changed.connect(self._renew_colours)
        for node_id in document.graph.nodes:
            self._add_node(node_id)
        for ends in document.graph.edges:
            self._add_edge(ends)
        self._catch_up()
        self._renew_rect()
        self._on_selection_changed()

    @property
    def curves_known(self) -> bool:
        """Whether functions can be drawn, since PyTorch is loaded."""
        return self.contents.curves_known

    # -- in step with the graph ------------------------------------------------------------------------------

    def _on_graph_changed(self, change: Change) -> None:
        if change.only_moves:
            self._move(change)
            return
        self._take_away(change)
        for node_id, (before, after) in change.nodes.items():
            if after is None:
                continue
            if node_id not in self.nodes:
                self._add_node(node_id)
                continue
            self._tell(node_id, self.contents.of(after))
            if before is not None and before.position != after.position:
                self._stirred.append(self.nodes[node_id].box)
                self._put(node_id, after.position)
                self._stirred.append(self.nodes[node_id].box)
                self._astir.add(node_id)
        for ends, (_, edge) in change.edges.items():
            if edge is not None and ends not in self.edges:
                self._add_edge(ends)
        self.select_edges(self.chosen_edges & frozenset(self.edges))
        self._show_wired({*change.nodes, *(node for ends in change.edges for node in (ends.source, ends.sink))})
        if not (self.document.ready and change.affects_model):  # else shapes follow, and all that follows from them
            self._catch_up()
        if change.nodes:
            self._renew_rect()

    def _take_away(self, change: Change) -> None:
        for ends, (_, edge) in change.edges.items():
            if edge is None and ends in self.edges:
                self.removeItem(self.edges.pop(ends))
        for node_id, (_, node) in change.nodes.items():
            if node is None and node_id in self.nodes:
                item = self.nodes.pop(node_id)
                self._stirred.append(item.box)
                self._boxes.pop(node_id, None)
                self.removeItem(item)

    def _move(self, change: Change) -> None:
        """Show nodes at other places; of the labels, look at those of their wires, and those that they may cover."""
        for node_id, (before, after) in change.nodes.items():
            if before is not None and after is not None:
                outline = self.nodes[node_id].frame.box
                self._stirred += [outline.translated(*before.position), outline.translated(*after.position)]
        self.show_nodes_at({node_id: node.position for node_id, (_, node) in change.nodes.items() if node is not None})
        self._settle_labels(self._wires_at(change.nodes))
        self._renew_rect()

    def _add_node(self, node_id: NodeId) -> None:
        node = self.document.graph.node(node_id)
        item = self.nodes[node_id] = NodeItem(node_id, self.contents.of(node))
        item.setPos(*node.position)
        item.set_selected(node_id in self.document.selection)
        self.addItem(item)
        self._behind.add(node_id)
        self._astir.add(node_id)
        self._stirred.append(item.box)

    def _add_edge(self, ends: Ends) -> None:
        item = self.edges[ends] = EdgeItem(ends)
        self.addItem(item)
        self._behind_wires.add(ends)
        self.contents.expect_wire(ends)

    def _tell(self, node_id: NodeId, content: NodeContent) -> None:
        """Let a node show something else."""
        item = self.nodes[node_id]
        if content == item.content:
            return
        before = item.box
        if item.set_content(content):
            self._stirred += [before, item.box]
            self._boxes.pop(node_id, None)
            self._astir.add(node_id)
        self._behind.add(node_id)

    def _show_wired(self, nodes: Iterable[NodeId]) -> None:
        """Let the ports of some nodes show whether wires end at them."""
        graph = self.document.graph
        for node_id in nodes:
            if node_id in self.nodes:
                wired = {PortKey(node_id, True, edge.ends.source_port) for edge in graph.edges_from(node_id)}
                wired |= {PortKey(node_id, False, edge.ends.sink_port) for edge in graph.edges_into(node_id)}
                for key, port in self.nodes[node_id].ports.items():
                    port.set_wired(key in wired)

    def _catch_up(self) -> None:
        """Bring all that has changed up to date; wires where they, or a node at their ends, are what has changed."""
        nodes = self._behind & self.nodes.keys()
        wires = (self._behind_wires & self.edges.keys()) | self._wires_at(self._astir)
        self._behind, self._astir, self._behind_wires = set(), set(), set()
        self._show_run(nodes, wires)
        self._show_wired(nodes)
        for ends in wires:
            self._place(ends)
            self._spread(self.edges[ends])
        self._settle_labels(ends for ends in wires if self.edges[ends].outdated)
        self.shining.place()

    def _renew_rect(self) -> None:
        left, top, right, bottom = self._span()
        box = QRectF(left, top, right - left, bottom - top)
        self.setSceneRect(box.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))

    def _on_analysed(self) -> None:
        self.contents.curves_known = True  # PyTorch analysed, so it is loaded
        self._renew_contents()

    def _on_other_look(self) -> None:
        """Show other columns, or other layers open; what the units' pictures show may be over then."""
        self._renew_contents()
        self._renew_run()

    def _renew_nodes(self) -> None:
        for node_id, content in self.contents.news():
            self._tell(node_id, content)
        self._catch_up()

    def _renew_contents(self) -> None:
        for ends, texts in self.contents.wire_news():
            self.edges[ends].set_text(*texts)
            self._behind_wires.add(ends)
        self._renew_nodes()

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
        self._show_run(self.nodes, self.edges, spread=True)

    def _show_run(self, nodes: Collection[NodeId], wires: Iterable[Ends], *, spread: bool = False) -> None:
        """Let nodes and wires show what is known of the run; `spread` wires that have another number of strands."""
        run = self.document.run
        loss = number(loss_of(run.last))
        pictures = self.unfolding.pictures() if any(self.nodes[n].content.open for n in nodes) else {}
        for node_id in nodes:
            item = self.nodes[node_id]
            item.set_figure(loss)
            item.set_pictures(pictures.get(node_id))
            if item.content.strip:
                item.set_weights(*own_tensors(self.document, node_id))
        for ends in wires:
            edge, sink = self.edges[ends], self.nodes[ends.sink].content
            weight = weight_on(self.document, ends) if sink.strip else None
            turned = edge.set_open(sink.open)
            if (edge.set_weight(weight) or turned) and spread:
                self._spread(edge)

    def _spread(self, edge: EdgeItem) -> None:
        leaving, arriving = edge.strand_counts or (1, 1)
        if edge.strand_counts is None:
            edge.set_offsets((0.0,), (0.0,))
        else:
            source, sink = self.nodes[edge.ends.source], self.nodes[edge.ends.sink]
            edge.set_offsets(source.offsets(True, leaving), sink.offsets(False, arriving))

    # -- places ----------------------------------------------------------------------------------------------

    def _place(self, ends: Ends) -> None:
        """Let a wire end where its nodes are now."""
        source, sink = self.nodes[ends.source], self.nodes[ends.sink]
        self.edges[ends].place(source.port_point(True, ends.source_port), sink.port_point(False, ends.sink_port))

    def _wires_at(self, nodes: Iterable[NodeId]) -> set[Ends]:
        graph = self.document.graph
        present = [node_id for node_id in nodes if node_id in graph.nodes]
        found = {e.ends for node_id in present for e in (*graph.edges_into(node_id), *graph.edges_from(node_id))}
        return found & self.edges.keys()

    def _settle_labels(self, wires: Iterable[Ends]) -> None:
        """Put labels where no node covers them: those of some wires, and wherever nodes came, went or grew."""
        stirred, self._stirred = self._stirred, []
        labels.settle(
            {self.edges[ends] for ends in wires} | labels.near(self.edges.values(), stirred), self.node_boxes()
        )

    def show_nodes_at(self, places: Mapping[NodeId, tuple[float, float]]) -> None:
        """Show nodes at other places than the graph says, while a gesture is under way."""
        for node_id, place in places.items():
            if node_id in self.nodes:
                self._put(node_id, place)
        for ends in self._wires_at(places):
            self._place(ends)
        self.shining.place()

    def _put(self, node_id: NodeId, place: tuple[float, float]) -> None:
        self.nodes[node_id].setPos(*place)
        self._boxes.pop(node_id, None)

    @property
    def boxes(self) -> list[QRectF]:
        """Where the nodes are."""
        return [item.box for item in self.nodes.values()]

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

    def node_boxes(self) -> list[Box]:
        """Return left, top, width and height of every node."""
        if len(self._boxes) < len(self.nodes):
            self._boxes.update(
                {n: labels.numbers_of(self.nodes[n].box) for n in self.nodes.keys() - self._boxes.keys()}
            )
        return [self._boxes[node_id] for node_id in self.nodes]

    def _span(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of all nodes."""
        boxes = self.node_boxes() or [(0.0, 0.0, 0.0, 0.0)]
        right, bottom = max(x + width for x, _, width, _ in boxes), max(y + height for _, y, _, height in boxes)
        return min(box[0] for box in boxes), min(box[1] for box in boxes), right, bottom

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
