"""Ways through a graph. All are deterministic: what the wires leave open is decided by the nodes' ids.

networkx is loaded when it is first needed, which is after the window is on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from engine.graph.elements import NodeId
    from engine.graph.graph import Graph


def digraph(graph: Graph) -> nx.DiGraph:
    """Return the nodes' ids and wires as a networkx graph."""
    import networkx as nx

    result = nx.DiGraph()
    result.add_nodes_from(graph.nodes)
    result.add_edges_from((ends.source, ends.sink) for ends in graph.edges)
    return result


def topological(graph: Graph) -> list[NodeId]:
    """Return all node ids, each after everything that feeds it; among equals the lowest id comes first."""
    import networkx as nx

    return list(nx.lexicographical_topological_sort(digraph(graph)))


def reaches(graph: Graph, start: NodeId, goal: NodeId) -> bool:
    """Tell whether wires lead from `start` to `goal`."""
    import networkx as nx

    return bool(nx.has_path(digraph(graph), start, goal))


def ancestors(graph: Graph, node: NodeId) -> set[NodeId]:
    """Return every node from which wires lead to `node`."""
    import networkx as nx

    return set(nx.ancestors(digraph(graph), node))


def descendants(graph: Graph, node: NodeId) -> set[NodeId]:
    """Return every node to which wires lead from `node`."""
    import networkx as nx

    return set(nx.descendants(digraph(graph), node))
