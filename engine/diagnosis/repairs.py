"""Edits that repair a drawing, each made of the graph's own methods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.catalog import CATALOG
from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.diagnosis.finding import Repair
from engine.graph import Change, Edge, traversal
from engine.text import Text

if TYPE_CHECKING:
    from engine.catalog.spec import SettingValue, Shape
    from engine.graph import Ends, Graph, Node, NodeId


ROOM = 272.0
"""From the left side of a node to that of the next, in a drawing's own pixels: a node with its wire and the label."""


def change_loss(output: Node, loss: str) -> Repair:
    """Return the repair that gives an Output another loss."""
    title = Text("diagnosis", "Change the loss to {loss}").fill(loss=LOSS[loss].title)
    return Repair(title, lambda graph: graph.set(output.id, "loss", loss))


def change_activation(dense: Node, activation: str) -> Repair:
    """Return the repair that gives a layer another activation function."""
    title = Text("diagnosis", "Change the activation of {node} to {activation}").fill(
        node=dense.name, activation=ACTIVATION[activation].title
    )
    return Repair(title, lambda graph: graph.set(dense.id, "activation", activation))


def change_units(dense: Node, units: int) -> Repair:
    """Return the repair that gives a Dense another number of units."""
    title = Text("diagnosis", "Set the units of {node} to {units}").fill(node=dense.name, units=units)
    return Repair(title, lambda graph: graph.set(dense.id, "units", units))


def one_unit(dense: Node, head: Node, activation: str) -> Repair:
    """Return the repair that leaves one unit to a Dense, and puts another activation in the place of its softmax.

    Parameters
    ----------
    head : Node
        What ends in the softmax: the Dense itself, or a node behind it.
    """

    def apply(graph: Graph) -> None:
        graph.set(dense.id, "units", 1)
        if head.id == dense.id:
            graph.set(dense.id, "activation", activation)
        else:
            exchange(head, activation).apply(graph)

    title = Text("diagnosis", "Set the units of {node} to 1 and its activation to {activation}").fill(
        node=dense.name, activation=ACTIVATION[activation].title
    )
    return Repair(title, apply)


def take_all_columns(entry: Node) -> Repair:
    """Return the repair that lets an Input take every column of the data."""
    title = Text("diagnosis", "Let {node} take all columns").fill(node=entry.name)
    return Repair(title, lambda graph: graph.set(entry.id, "columns", ()))


def take_out(node: Node) -> Repair:
    """Return the repair that removes a node of one input and joins what it joined."""

    def apply(graph: Graph) -> None:
        _remove(graph, node.id, graph.edges_into(node.id)[0].ends.source)

    return Repair(Text("diagnosis", "Take {node} out").fill(node=node.name), apply)


def exchange(node: Node, activation: str) -> Repair:
    """Return the repair that puts a node with another activation function in the place of a node of one input."""

    def apply(graph: Graph) -> None:
        other = graph.add(activation, node.position)
        graph.connect(graph.edges_into(node.id)[0].ends.source, other.id)
        _remove(graph, node.id, other.id)

    title = Text("diagnosis", "Put {activation} in the place of {node}").fill(
        activation=ACTIVATION[activation].title, node=node.name
    )
    return Repair(title, apply)


def put_before(node: Node, ends: Ends, kind: str) -> Repair:
    """Return the repair that puts a node of one input into the only wire to a node."""
    title = Text("diagnosis", "Put {activation} before {node}").fill(activation=CATALOG[kind].title, node=node.name)
    return Repair(title, lambda graph: _put_between(graph, ends, kind))


def put_dense_before(node: Node, units: int, activation: str) -> Repair:
    """Return the repair that puts a Dense layer into the only wire to a node."""

    def apply(graph: Graph) -> None:
        _put_between(graph, graph.edges_into(node.id)[0].ends, "dense", units=units, activation=activation)

    title = Text("diagnosis", "Put a Dense layer of {units} units before {node}").fill(units=units, node=node.name)
    return Repair(title, apply)


def make_images(node: Node, ends: Ends, image: Shape) -> Repair:
    """Return the repair that makes images, (channels, height, width), of the rows that the only wire brings."""
    settings = dict(zip(("channels", "height", "width"), image, strict=True))
    title = Text("diagnosis", "Make images of {image} with an Unflatten before {node}").fill(
        image=" × ".join(map(str, image)), node=node.name
    )
    return Repair(title, lambda graph: _put_between(graph, ends, "unflatten", **settings))


def change_image(unflatten: Node, image: Shape) -> Repair:
    """Return the repair that lets an Unflatten make images of another size, (channels, height, width)."""

    def apply(graph: Graph) -> None:
        for name, size in zip(("channels", "height", "width"), image, strict=True):
            graph.set(unflatten.id, name, size)

    title = Text("diagnosis", "Set {node} to {image}").fill(node=unflatten.name, image=" × ".join(map(str, image)))
    return Repair(title, apply)


def flatten_and_dense_before(node: Node, units: int, activation: str) -> Repair:
    """Return the repair that makes rows of images and puts a Dense layer behind, in the only wire to a node."""

    def apply(graph: Graph) -> None:
        _put_between(graph, graph.edges_into(node.id)[0].ends, "flatten")
        _put_between(graph, graph.edges_into(node.id)[0].ends, "dense", units=units, activation=activation)

    title = Text("diagnosis", "Put a Flatten and a Dense layer of {units} units before {node}").fill(
        units=units, node=node.name
    )
    return Repair(title, apply)


def _put_between(graph: Graph, ends: Ends, kind: str, **settings: SettingValue) -> None:
    """Put a node into a wire; where this runs to the right, what is behind it makes room."""
    (x1, y1), (x2, y2) = graph.node(ends.source).position, graph.node(ends.sink).position
    push = x1 + 2 * ROOM - x2 if x2 > x1 else 0.0
    if push > 0:
        behind = traversal.descendants(graph, ends.sink) | {ends.sink}
        places = {node_id: graph.node(node_id).position for node_id in sorted(behind)}
        graph.move({node_id: (x + push, y) for node_id, (x, y) in places.items()})
        x2 += push
    between = graph.add(kind, ((x1 + x2) / 2, (y1 + y2) / 2), settings=settings)
    graph.disconnect(ends)
    graph.connect(ends.source, between.id)
    graph.connect(between.id, ends.sink)


def _remove(graph: Graph, node_id: NodeId, heir: NodeId) -> None:
    """Take a node away; the wires that left it leave `heir` instead, in the same order among others."""
    leaving = graph.edges_from(node_id)
    graph.remove([node_id])
    moved = [replace(edge, ends=edge.ends._replace(source=heir)) for edge in leaving]
    new: dict[Ends, tuple[Edge | None, Edge | None]] = {
        edge.ends: (None, edge) for edge in moved if edge.ends not in graph.edges
    }
    graph.apply(Change(edges=new))
