"""Ways through a graph. All are deterministic: what the wires leave open is decided by the nodes' ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from engine.graph.elements import NodeId
    from engine.graph.graph import Graph


def digraph(graph: Graph) -> nx.DiGraph:
    """Return the nodes' ids and wires as a networkx graph."""
    result = nx.DiGraph()
    result.add_nodes_from(graph.nodes)
    result.add_edges_from((ends.source, ends.sink) for ends in graph.edges)
    return result


def topological(graph: Graph) -> list[NodeId]:
    """Return all node ids, each after everything that feeds it; among equals the lowest id comes first."""
    return list(nx.lexicographical_topological_sort(digraph(graph)))


def reaches(graph: Graph, start: NodeId, goal: NodeId) -> bool:
    """Tell whether wires lead from `start` to `goal`."""
    return bool(nx.has_path(digraph(graph), start, goal))


def ancestors(graph: Graph, node: NodeId) -> set[NodeId]:
    """Return every node from which wires lead to `node`."""
    return set(nx.ancestors(digraph(graph), node))


def descendants(graph: Graph, node: NodeId) -> set[NodeId]:
    """Return every node to which wires lead from `node`."""
    return set(nx.descendants(digraph(graph), node))
