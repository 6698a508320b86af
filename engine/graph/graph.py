"""The drawing: the one truth that the canvas shows, files keep and the engine turns into a model."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from psygnal import Signal

from engine.catalog import CATALOG, Catalog
from engine.catalog.spec import LayerSpec, validated
from engine.errors import GraphError
from engine.graph import rules
from engine.graph.change import Change
from engine.graph.elements import Edge, Ends, Node, NodeId
from engine.graph.wires import Wires
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class Graph:
    """Nodes and wires that always obey `engine.graph.rules`.

    Every mutation goes through one of the methods here, is checked, and is announced by `changed` with a `Change`
    that `apply` can take back exactly.

    Parameters
    ----------
    catalog : Catalog
        What may be drawn.

    Attributes
    ----------
    wires : Wires
        For `engine.graph.traversal`; to be read only.
    """

    changed = Signal(Change)

    def __init__(self, catalog: Catalog = CATALOG) -> None:
        self.catalog = catalog
        self._nodes: dict[NodeId, Node] = {}
        self.wires = Wires()
        self._next_id: NodeId = 1
        self._recording: Change | None = None

    # -- reading --

    @property
    def nodes(self) -> Mapping[NodeId, Node]:
        """All nodes by id."""
        return MappingProxyType(self._nodes)

    @property
    def edges(self) -> Mapping[Ends, Edge]:
        """All wires by what they join."""
        return MappingProxyType(self.wires.by_ends)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self.nodes == other.nodes and self.edges == other.edges

    __hash__ = None  # type: ignore[assignment]  # a mutable value

    def node(self, node_id: NodeId) -> Node:
        """Return a node; `GraphError` if there is none with this id."""
        try:
            return self._nodes[node_id]
        except KeyError:
            raise GraphError(Text("graph", "There is no node number {id}.").fill(id=node_id)) from None

    def spec(self, node: Node) -> LayerSpec:
        """Return the catalogue's entry for the node's kind."""
        return self.catalog[node.kind]

    def edges_into(self, node_id: NodeId) -> list[Edge]:
        """Return the wires that end at a node, in the order in which it takes them."""
        found = list(self.wires.into(node_id))
        return found if len(found) < 2 else sorted(found, key=lambda edge: (edge.order, edge.ends))

    def edges_from(self, node_id: NodeId) -> list[Edge]:
        """Return the wires that start at a node."""
        found = list(self.wires.out_of(node_id))
        return found if len(found) < 2 else sorted(found, key=lambda edge: edge.ends)

    def sources(self, node_id: NodeId) -> list[NodeId]:
        """Return the nodes that feed a node, once for each wire, in no order."""
        return [edge.ends.source for edge in self.wires.into(node_id)]

    def sinks(self, node_id: NodeId) -> list[NodeId]:
        """Return the nodes that a node feeds, once for each wire, in no order."""
        return [edge.ends.sink for edge in self.wires.out_of(node_id)]

    def of_kind(self, kind: str) -> list[Node]:
        """Return the nodes of a kind, lowest id first."""
        return sorted((node for node in self._nodes.values() if node.kind == kind), key=lambda node: node.id)

    def refusal(self, ends: Ends) -> Text | None:
        """Return why these ends may not be wired, or None if they may."""
        return rules.refusal(self, ends)

    def free_name(self, wanted: str) -> str:
        """Return `wanted`, with the lowest number behind it that makes it unique."""
        taken = {node.name for node in self._nodes.values()}
        if wanted not in taken:
            return wanted
        stem = wanted.rstrip("0123456789").rstrip() or wanted
        number = 2
        while f"{stem} {number}" in taken:
            number += 1
        return f"{stem} {number}"

    def copy(self) -> Graph:
        """Return an independent graph with the same nodes and wires."""
        other = Graph(self.catalog)
        other._nodes, other._next_id = dict(self._nodes), self._next_id
        other.wires = self.wires.copy()
        return other

    # -- changing --

    def add(
        self,
        kind: str,
        position: tuple[float, float] = (0.0, 0.0),
        *,
        name: str | None = None,
        settings: Mapping[str, object] | None = None,
    ) -> Node:
        """Add a node with the kind's default settings overlaid with `settings`.

        Raises
        ------
        GraphError, SettingError
            If the kind is unknown or a setting does not fit.
        """
        spec = self.catalog.find(kind)
        if spec is None:
            raise GraphError(Text("graph", "There is no layer of the kind {kind}.").fill(kind=kind))
        node = Node(
            self._next_id,
            kind,
            self.free_name(" ".join((name or "").split()) or self._first_name(spec)),
            validated(spec.params, settings or {}),
            position,
        )
        self.apply(Change(nodes={node.id: (None, node)}))
        return node

    def connect(self, source: NodeId, sink: NodeId, source_port: str = "out", sink_port: str = "in") -> Edge:
        """Draw a wire. Raises `GraphError` with the reason if `refusal` has one."""
        ends = Ends(source, sink, source_port, sink_port)
        rules.check_edge(self, ends)
        orders = [e.order for e in self.edges_into(sink) if e.ends.sink_port == sink_port]
        edge = Edge(ends, max(orders, default=-1) + 1)
        self.apply(Change(edges={ends: (None, edge)}))
        return edge

    def disconnect(self, ends: Ends) -> None:
        """Take a wire away; `GraphError` if it is not there."""
        if ends not in self.edges:
            raise GraphError(Text("graph", "There is no such wire."))
        self.apply(Change(edges={ends: (self.edges[ends], None)}))

    def remove(self, nodes: Iterable[NodeId]) -> None:
        """Take nodes away, and every wire that ends at one of them."""
        gone = set(nodes)
        self.apply(
            Change(
                {node_id: (self.node(node_id), None) for node_id in sorted(gone)},
                {ends: (e, None) for ends, e in self.edges.items() if ends.source in gone or ends.sink in gone},
            )
        )

    def set(self, node_id: NodeId, name: str, value: object) -> None:
        """Give a setting a new value; `SettingError` if it does not fit."""
        node = self.node(node_id)
        settings = validated(self.spec(node).params, {**node.settings, name: value})
        self._replace(node, replace(node, settings=settings))

    def rename(self, node_id: NodeId, name: str) -> None:
        """Give a node another name; `GraphError` if it is empty or taken."""
        node, name = self.node(node_id), " ".join(name.split())
        if not name:
            raise GraphError(Text("graph", "A node needs a name."))
        if any(other.name == name and other.id != node_id for other in self._nodes.values()):
            raise GraphError(Text("graph", "Another node is already called {name}.").fill(name=name))
        self._replace(node, replace(node, name=name))

    def move(self, positions: Mapping[NodeId, tuple[float, float]]) -> None:
        """Put nodes at new places."""
        pairs = {i: (self.node(i), replace(self.node(i), position=p)) for i, p in positions.items()}
        self.apply(Change(nodes={i: pair for i, pair in pairs.items() if pair[0] != pair[1]}))

    def _replace(self, before: Node, after: Node) -> None:
        if before != after:
            self.apply(Change(nodes={before.id: (before, after)}))

    def _first_name(self, spec: LayerSpec) -> str:
        """Layers are counted from the start ("Dense 1"); there is usually one Input and one Output."""
        return f"{spec.title} 1" if spec.category == "layer" else str(spec.title)

    # -- changes as a whole --

    @contextmanager
    def transaction(self) -> Iterator[Callable[[], Change]]:
        """Gather every mutation in the block into one change, announced once when the block ends.

        The yielded function returns that change after the block. If the block raises, the graph is as it was
        before and nothing is announced.
        """
        if self._recording is not None:
            raise RuntimeError("transactions do not nest")
        self._recording = Change()
        done = Change()
        try:
            yield lambda: done
        except BaseException:
            recorded, self._recording = self._recording, None
            self._commit(recorded.inverse())
            raise
        done, self._recording = self._recording, None
        if done:
            self.changed.emit(done)

    def apply(self, change: Change) -> None:
        """Make a change that was made before, or its inverse, as a whole.

        Raises
        ------
        GraphError
            If the graph is not in the state from which the change starts, or would break a rule; nothing is changed
            then.
        """
        self._check_start(change)
        self._commit(change)
        try:
            self._check_rules(change)
        except Exception:
            self._commit(change.inverse())
            raise
        if self._recording is not None:
            self._recording = self._recording.then(change)
        elif change:
            self.changed.emit(change)

    def _check_start(self, change: Change) -> None:
        same_nodes = all(self._nodes.get(key) == before for key, (before, _) in change.nodes.items())
        if not (same_nodes and all(self.edges.get(key) == before for key, (before, _) in change.edges.items())):
            raise GraphError(Text("graph", "The drawing has changed since, so this step no longer fits it."))

    def _commit(self, change: Change) -> None:
        for node_id, (_, node) in change.nodes.items():
            if (node is None) is (node_id in self._nodes):
                self.wires.forget_order()
            if node is None:
                self._nodes.pop(node_id, None)
            else:
                self._nodes[node_id] = node
                self._next_id = max(self._next_id, node_id + 1)
        for ends, (_, edge) in change.edges.items():
            if edge is None:
                self.wires.take(ends)
            else:
                self.wires.put(edge)

    def _check_rules(self, change: Change) -> None:
        for _, node in change.nodes.values():
            if node is not None:
                rules.check_node(node, self.catalog)
        if change.nodes:
            rules.check_names(self)
        new = [edge for _, edge in change.edges.values() if edge is not None]
        for edge in new:
            self.wires.take(edge.ends)
        for edge in new:
            rules.check_edge(self, edge.ends)
            self.wires.put(edge)
        for node_id, (_, node) in change.nodes.items():
            if node is None and (self.sources(node_id) or self.sinks(node_id)):
                self.node(node_id)  # raises: wires must not outlive their nodes
