"""The shape on every wire, found by running the real layers on the meta device: shapes without memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from engine.catalog import CATALOG, show_shape
from engine.catalog.losses import LOSS
from engine.errors import LoomError, MissingInputError, ShapeError
from engine.graph import traversal
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog import SettingValue, Shape
    from engine.graph import Edge, Ends, Graph, Node, NodeId

PROBE_BATCH = 2
"""Samples in a probe: the smallest batch that batch normalisation accepts in every mode."""


@dataclass(frozen=True, slots=True)
class DataShape:
    """What the data brings: the names of its columns, and how many classes its target has (0 for a regression)."""

    columns: tuple[str, ...]
    classes: int


@dataclass(frozen=True, slots=True)
class NodeShape:
    """What a node takes and gives, without the batch axis; `parameters` counts learned numbers."""

    inputs: tuple[Shape, ...]
    output: Shape
    parameters: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Where tensors do not fit: the node that refuses, and the wire that brings what it refuses, if any."""

    node: NodeId
    edge: Ends | None
    text: Text


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """Shapes of all nodes that could be reached, and every fault on the way. Nodes behind a fault have no entry."""

    nodes: Mapping[NodeId, NodeShape] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def on_edge(self, ends: Ends) -> Shape | None:
        """Return the shape that a wire carries, or None if it is not known."""
        source = self.nodes.get(ends.source)
        return None if source is None else source.output

    @property
    def parameters(self) -> int:
        """All learned numbers of the drawing."""
        return sum(node.parameters for node in self.nodes.values())


def infer(graph: Graph, data: DataShape) -> ShapeReport:
    """Return the shape of everything in a drawing fed by `data`. Never raises for one that does not fit."""
    nodes: dict[NodeId, NodeShape] = {}
    faults: list[Fault] = []
    for node_id in traversal.topological(graph):
        node = graph.node(node_id)
        edges = graph.edges_into(node_id)
        ports = {edge.ends.sink_port for edge in edges}
        fed = all(edge.ends.source in nodes for edge in edges) and ports == {p.name for p in graph.spec(node).inputs}
        if not fed:
            continue
        inputs = tuple(nodes[edge.ends.source].output for edge in edges)
        found = _input(node, data) if node.kind == "input" else _run(graph, node, edges, inputs)
        if isinstance(found, NodeShape) and node.kind == "output":
            found = _output(graph, node, edges[0], found, data)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            nodes[node_id] = found
    return ShapeReport(nodes, tuple(faults))


def column_indices(node: Node, columns: tuple[str, ...]) -> tuple[int, ...]:
    """Return which of the data's columns an Input takes; `ShapeError` if it names one that the data does not have."""
    chosen = node.settings["columns"]
    if not isinstance(chosen, tuple) or not chosen:
        return tuple(range(len(columns)))
    for name in chosen:
        if name not in columns:
            raise ShapeError(
                Text("shape", "{node} takes the column {column}, but the data has {columns}.").fill(
                    node=node.name, column=name, columns=", ".join(columns)
                )
            )
    return tuple(columns.index(name) for name in chosen)


def units_for_target(loss: str, classes: int) -> tuple[int, ...]:
    """Return how many output units suit a loss and a target (0 classes: a number), the usual first."""
    if classes == 0:
        return (1,) if LOSS[loss].expects == "any" else ()
    if LOSS[loss].target == "index":
        return (classes,)
    return (1, 2) if classes == 2 else (classes,)


def _input(node: Node, data: DataShape) -> NodeShape | Fault:
    try:
        return NodeShape((), (len(column_indices(node, data.columns)),), 0)
    except ShapeError as error:
        return Fault(node.id, None, error.text)


def _run(graph: Graph, node: Node, edges: list[Edge], inputs: tuple[Shape, ...]) -> NodeShape | Fault:
    settings = tuple(sorted(node.settings.items()))
    result = _probe(node.kind, settings, inputs)
    if isinstance(result, NodeShape):
        return result
    if result.whose == "nobody":
        text = Text("shape", "{node} cannot be calculated yet. {reason}").fill(node=node.name, reason=result.text)
        return Fault(node.id, None, text)
    # The wire at fault is the last one of the shortest beginning that already fails, and not for want of more.
    probes = [_probe(node.kind, settings, inputs[:k]) for k in range(1, len(inputs) + 1)]
    broken = next(k for k, probe in enumerate(probes, 1) if isinstance(probe, _Refusal) and probe.whose != "nobody")
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


def _output(graph: Graph, node: Node, edge: Edge, shape: NodeShape, data: DataShape) -> NodeShape | Fault:
    loss = str(node.settings["loss"])
    units = units_for_target(loss, data.classes)
    if not units:
        return Fault(
            node.id,
            None,
            Text(
                "shape", "{node} uses {loss}, which needs classes, but the target of the data is a number. Use MSE."
            ).fill(node=node.name, loss=LOSS[loss].title),
        )
    if shape.output in {(unit,) for unit in units}:
        return shape
    text = Text("shape", "{node} expects {expected} for {loss}, but {source} gives {got}.")
    if data.classes > 2:  # a unit for each class
        text = Text("shape", "{node} expects {expected} for {loss} and {classes} classes, but {source} gives {got}.")
    text = text.fill(
        node=node.name,
        expected=show_shape((units[0],)),
        loss=LOSS[loss].title,
        classes=data.classes,
        source=graph.node(edge.ends.source).name,
        got=show_shape(shape.output),
    )
    return Fault(node.id, edge.ends, text)


class _Key(NamedTuple):
    kind: str
    settings: tuple[tuple[str, SettingValue], ...]
    inputs: tuple[Shape, ...]


class _Refusal(NamedTuple):
    """Why a layer cannot be made for what comes in.

    Parameters
    ----------
    text : Text
    whose : {"torch", "layer", "nobody"}
        Who says so: PyTorch in its own words, or the layer's entry in ours. Nobody's fault it is if another wire is
        still to come.
    """

    text: Text
    whose: Literal["torch", "layer", "nobody"]


def _probe(
    kind: str, settings: tuple[tuple[str, SettingValue], ...], inputs: tuple[Shape, ...]
) -> NodeShape | _Refusal:
    return _probed(_Key(kind, settings, inputs))


@lru_cache(maxsize=4096)
def _probed(key: _Key) -> NodeShape | _Refusal:
    """Build the layer on the meta device and run it on `PROBE_BATCH` samples; return the reason if that fails."""
    import torch

    try:
        with torch.device("meta"), torch.no_grad():
            module = CATALOG[key.kind].build(dict(key.settings), key.inputs).eval()
            output = module(*[torch.empty(PROBE_BATCH, *shape) for shape in key.inputs])
    except MissingInputError as error:
        return _Refusal(error.text, "nobody")
    except LoomError as error:
        return _Refusal(error.text, "layer")
    except (RuntimeError, ValueError, IndexError) as error:
        reason = Text("shape", "PyTorch says: {reason}").fill(reason=str(error).splitlines()[0])
        return _Refusal(reason, "torch")
    parameters = sum(parameter.numel() for parameter in module.parameters())
    return NodeShape(key.inputs, tuple(output.shape[1:]), parameters)
