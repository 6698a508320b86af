"""Ways through a graph. All are deterministic: what the wires leave open is decided by the nodes' ids.

networkx is loaded when it is first needed, which is after the window is on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx as nx

    from engine.graph.elements import NodeId
    from engine.graph.graph import Graph


def digraph(graph: Graph, nodes: Collection[NodeId] | None = None) -> nx.DiGraph:
    """Return the nodes' ids and the wires between them as a networkx graph; of these nodes only, if some are given."""
    import networkx as nx

    chosen = graph.nodes if nodes is None else set(nodes)
    result = nx.DiGraph()
    result.add_nodes_from(chosen)
    result.add_edges_from((node, sink) for node in chosen for sink in graph.sinks(node) if sink in chosen)
    return result


def topological(graph: Graph, nodes: Collection[NodeId] | None = None) -> list[NodeId]:
    """Return node ids, each after everything that feeds it; among equals the lowest id comes first.

    Parameters
    ----------
    nodes : collection of NodeId, optional
        Which of them; all if not given. Wires to and from others count for nothing.
    """
    if nodes is None:
        return graph.wires.order(graph.nodes)
    import networkx as nx

    return list(nx.lexicographical_topological_sort(digraph(graph, nodes)))


def reaches(graph: Graph, start: NodeId, goal: NodeId) -> bool:
    """Tell whether wires lead from `start` to `goal`; they always do to itself."""
    import networkx as nx

    network = graph.wires.network
    return start == goal or (start in network and goal in network and bool(nx.has_path(network, start, goal)))


def ancestors(graph: Graph, *nodes: NodeId) -> set[NodeId]:
    """Return every node from which wires lead to one of `nodes`."""
    import networkx as nx

    network = graph.wires.network
    return {found for node in nodes if node in network for found in nx.ancestors(network, node)}


def descendants(graph: Graph, *nodes: NodeId) -> set[NodeId]:
    """Return every node to which wires lead from one of `nodes`."""
    import networkx as nx

    network = graph.wires.network
    return {found for node in nodes if node in network for found in nx.descendants(network, node)}
