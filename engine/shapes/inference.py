"""From node to node along the wires: what each takes and gives, and where tensors do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog import show_shape
from engine.graph import Change, traversal
from engine.shapes.ends import input_shape, output_shape
from engine.shapes.probe import Refusal, probe
from engine.shapes.report import Fault, NodeShape, ShapeReport
from engine.text import Text

if TYPE_CHECKING:
    from engine.catalog import Shape
    from engine.graph import Edge, Graph, Node, NodeId
    from engine.shapes.report import DataShape


def infer(graph: Graph, data: DataShape) -> ShapeReport:
    """Return the shape of everything in a drawing fed by `data`. Never raises for one that does not fit."""
    walk = _Walk(graph, data, ShapeReport())
    for node_id in traversal.topological(graph):
        walk.visit(node_id)
    return walk.report()


class Inference:
    """The shapes of a drawing that is edited: after an edit, only what is behind it is looked at again.

    Parameters
    ----------
    graph : Graph
        Heard from now on.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._data: DataShape | None = None
        self._report = ShapeReport()
        self._since = Change()  # the last report
        graph.changed.connect(self._note)

    def _note(self, change: Change) -> None:
        self._since = self._since.then(change)

    def report(self, data: DataShape) -> ShapeReport:
        """Return what `infer` returns for the drawing as it is now."""
        since, self._since = self._since, Change()
        if data != self._data:
            self._data, self._report = data, infer(self._graph, data)
        elif since:
            self._report = _behind(since, self._graph, data, self._report)
        return self._report


def _behind(change: Change, graph: Graph, data: DataShape, earlier: ShapeReport) -> ShapeReport:
    """Return the shapes after a change; `earlier` has those before it."""
    walk = _Walk(graph, data, earlier)
    touched = set(change.nodes) | {ends.sink for ends in change.edges}
    for node_id in touched - graph.nodes.keys():
        walk.forget(node_id)
    touched &= graph.nodes.keys()
    waiting = touched.union(*(graph.sinks(node_id) for node_id in touched))  # sentences name what feeds a node
    for node_id in traversal.topological(graph, waiting | traversal.descendants(graph, *waiting)):
        if node_id in waiting and walk.visit(node_id):
            waiting.update(graph.sinks(node_id))
    return walk.report()


class _Walk:
    """Visits nodes, each after what feeds it, and gathers what it finds over what an earlier report has."""

    def __init__(self, graph: Graph, data: DataShape, earlier: ShapeReport) -> None:
        self._graph, self._data = graph, data
        self._nodes = dict(earlier.nodes)
        self._faults = {fault.node: fault for fault in earlier.faults}

    def report(self) -> ShapeReport:
        """Return what was found."""
        return ShapeReport(self._nodes, tuple(self._faults[node_id] for node_id in sorted(self._faults)))

    def visit(self, node_id: NodeId) -> bool:
        """Find the shapes of a node; tell whether it gives another one than it gave before."""
        before = self._nodes.get(node_id)
        self.forget(node_id)
        found = self._find(self._graph.node(node_id))
        if isinstance(found, Fault):
            self._faults[node_id] = found
        elif found is not None:
            self._nodes[node_id] = found
        after = self._nodes.get(node_id)
        return (before and before.output) != (after and after.output)

    def forget(self, node_id: NodeId) -> None:
        """Know nothing of a node any more."""
        self._nodes.pop(node_id, None)
        self._faults.pop(node_id, None)

    def _find(self, node: Node) -> NodeShape | Fault | None:
        """Return the shapes of a node; None if not all that should feed it is there, or known."""
        graph, edges = self._graph, self._graph.edges_into(node.id)
        ports = {edge.ends.sink_port for edge in edges}
        if ports != {port.name for port in graph.spec(node).inputs}:
            return None
        if not all(edge.ends.source in self._nodes for edge in edges):
            return None
        if node.kind == "input":
            return input_shape(node, self._data)
        inputs = tuple(self._nodes[edge.ends.source].output for edge in edges)
        found = _run(graph, node, edges, inputs)
        if isinstance(found, NodeShape) and node.kind == "output":
            return output_shape(graph, node, edges[0], found, self._data)
        return found


def _run(graph: Graph, node: Node, edges: list[Edge], inputs: tuple[Shape, ...]) -> NodeShape | Fault:
    settings = tuple(sorted(node.settings.items()))
    result = probe(node.kind, settings, inputs)
    if isinstance(result, NodeShape):
        return result
    if result.whose == "nobody":
        text = Text("shape", "{node} cannot be calculated yet. {reason}").fill(node=node.name, reason=result.text)
        return Fault(node.id, None, text)
    # The wire at fault is the last one of the shortest beginning that already fails, and not for want of more.
    probes = [probe(node.kind, settings, inputs[:k]) for k in range(1, len(inputs) + 1)]
    broken = next(k for k, other in enumerate(probes, 1) if isinstance(other, Refusal) and other.whose != "nobody")
    culprit = graph.node(edges[broken - 1].ends.source).name
    got = show_shape(inputs[broken - 1])
    before = probes[broken - 2] if broken > 1 else None
    if isinstance(before, NodeShape) and result.whose == "torch":
        text = Text("shape", "{node} cannot join {got} from {source} with {shape} from its other inputs.").fill(
            node=node.name, got=got, source=culprit, shape=show_shape(before.output)
        )
    else:
        text = Text("shape", "{node} cannot take {got} from {source}. {reason}").fill(
            node=node.name, got=got, source=culprit, reason=result.text
        )
    return Fault(node.id, edges[broken - 1].ends, text)
