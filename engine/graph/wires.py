"""The wires of a graph, found by what they join and by either of the nodes at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import networkx as nx

    from engine.graph.elements import Edge, Ends, NodeId


class Wires:
    """All wires, in the order in which they were put here.

    Attributes
    ----------
    by_ends : dict
        Every wire by what it joins. To be read only.
    """

    def __init__(self) -> None:
        self.by_ends: dict[Ends, Edge] = {}
        self._into: dict[NodeId, tuple[Edge, ...]] = {}  # tuples, so that a copy is quickly made
        self._from: dict[NodeId, tuple[Edge, ...]] = {}
        self._network: nx.DiGraph | None = None
        self._order: list[NodeId] | None = None

    def copy(self) -> Wires:
        """Return the same wires, independent of these."""
        other = Wires()
        other.by_ends = dict(self.by_ends)
        other._into, other._from = dict(self._into), dict(self._from)
        other._order = self._order  # replaced, never written to
        return other

    def put(self, edge: Edge) -> None:
        """Add a wire, in the place of the one that joins the same ends if there is one."""
        ends = edge.ends
        self.take(ends)
        self.by_ends[ends] = edge
        self._into[ends.sink] = (*self._into.get(ends.sink, ()), edge)
        self._from[ends.source] = (*self._from.get(ends.source, ()), edge)
        self._order = None
        if self._network is not None:
            self._network.add_edge(ends.source, ends.sink)

    def take(self, ends: Ends) -> None:
        """Take a wire away, if it is there."""
        if self.by_ends.pop(ends, None) is None:
            return
        self._into[ends.sink] = tuple(edge for edge in self._into[ends.sink] if edge.ends != ends)
        self._from[ends.source] = tuple(edge for edge in self._from[ends.source] if edge.ends != ends)
        self._order = None
        if self._network is not None and all(edge.ends.sink != ends.sink for edge in self._from[ends.source]):
            self._network.remove_edge(ends.source, ends.sink)

    def into(self, node_id: NodeId) -> Sequence[Edge]:
        """Return the wires that end at a node."""
        return self._into.get(node_id, ())

    def out_of(self, node_id: NodeId) -> Sequence[Edge]:
        """Return the wires that start at a node."""
        return self._from.get(node_id, ())

    # -- as networkx has it: made when it is first needed, and kept in step from then on -------------------------------

    def forget_order(self) -> None:
        """Take note that nodes came or went."""
        self._order = None

    @property
    def network(self) -> nx.DiGraph:
        """The wires as a networkx graph, to be read only. Nodes without wires may be missing, or in it though gone."""
        import networkx as nx

        if self._network is None:
            self._network = nx.DiGraph()
            self._network.add_edges_from((ends.source, ends.sink) for ends in self.by_ends)
        return self._network

    def order(self, nodes: Collection[NodeId]) -> list[NodeId]:
        """Return all nodes, each after everything that feeds it; among equals the lowest id comes first."""
        import networkx as nx

        if self._order is None:
            network = self.network
            network.add_nodes_from(nodes)
            self._order = [node_id for node_id in nx.lexicographical_topological_sort(network) if node_id in nodes]
        return list(self._order)
