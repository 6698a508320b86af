"""The wires of a graph, found by what they join and by either of the nodes at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.graph.elements import Edge, Ends, NodeId


class Wires:
    """All wires, in the order in which they were put here.

    Attributes
    ----------
    by_ends : dict
        Every wire by what it joins. To be read only.
    """

    def __init__(self, edges: Iterable[Edge] = ()) -> None:
        self.by_ends: dict[Ends, Edge] = {}
        self._into: dict[NodeId, dict[Ends, Edge]] = {}
        self._from: dict[NodeId, dict[Ends, Edge]] = {}
        for edge in edges:
            self.put(edge)

    def put(self, edge: Edge) -> None:
        """Add a wire, or put it in the place of the one that joins the same ends."""
        self.by_ends[edge.ends] = edge
        self._into.setdefault(edge.ends.sink, {})[edge.ends] = edge
        self._from.setdefault(edge.ends.source, {})[edge.ends] = edge

    def take(self, ends: Ends) -> None:
        """Take a wire away, if it is there."""
        if self.by_ends.pop(ends, None) is not None:
            del self._into[ends.sink][ends]
            del self._from[ends.source][ends]

    def into(self, node_id: NodeId) -> Iterable[Edge]:
        """Return the wires that end at a node."""
        return self._into.get(node_id, {}).values()

    def out_of(self, node_id: NodeId) -> Iterable[Edge]:
        """Return the wires that start at a node."""
        return self._from.get(node_id, {}).values()
