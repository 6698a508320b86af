"""Where a drawing meets the data: the columns that enter at an Input, and the units that an Output must get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog import show_shape
from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.errors import ShapeError
from engine.shapes.report import Fault, NodeShape
from engine.text import Text

if TYPE_CHECKING:
    from engine.graph import Edge, Graph, Node
    from engine.shapes.report import DataShape


_SAME_UNITS = {"dropout", "flatten", "batch_norm_1d", *ACTIVATION}
"""Kinds of one input that give as many units as they take."""


def answering_node(graph: Graph, output: Node) -> Node:
    """Return the node each of whose units gives one value of an Output; the Output itself if it has no wire."""
    node = output
    while (node is output or node.kind in _SAME_UNITS) and (edges := graph.edges_into(node.id)):
        node = graph.node(edges[0].ends.source)
    return node


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


def input_shape(node: Node, data: DataShape) -> NodeShape | Fault:
    """Return what an Input gives."""
    try:
        return NodeShape((), (len(column_indices(node, data.columns)),), 0)
    except ShapeError as error:
        return Fault(node.id, None, error.text)


def output_shape(graph: Graph, node: Node, edge: Edge, shape: NodeShape, data: DataShape) -> NodeShape | Fault:
    """Return `shape`, which an Output gets, unless its loss expects another one."""
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
