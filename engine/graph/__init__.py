"""The drawing as data: nodes, edges, the rules they obey, and changes that can be undone exactly."""

from engine.graph.change import Change
from engine.graph.elements import Edge, Ends, Node, NodeId
from engine.graph.graph import Graph

__all__ = ["Change", "Edge", "Ends", "Graph", "Node", "NodeId"]
