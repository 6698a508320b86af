"""Repairs for tensors that do not fit: what makes rows of images, images of rows, and what the target wants."""

from __future__ import annotations

from math import isqrt, prod
from typing import TYPE_CHECKING

from engine.catalog.losses import LOSS
from engine.diagnosis import repairs
from engine.diagnosis.head import activation_of, last_layers, wanted_activation
from engine.shapes import answering_node, units_for_target

if TYPE_CHECKING:
    from engine.catalog import Shape
    from engine.diagnosis.finding import Repair
    from engine.graph import Graph, Node
    from engine.shapes import DataShape, Fault, ShapeReport

_TAKES_IMAGES = {"conv_2d", "max_pool_2d", "avg_pool_2d", "batch_norm_2d"}
SMALLEST_SIDE = 4
"""Pixels along an edge from which on a row of so many squared is taken for a picture."""


def repair_of(graph: Graph, report: ShapeReport, data: DataShape, fault: Fault) -> Repair | None:
    """Return what makes the tensors fit, if it is plain what was meant."""
    node = graph.node(fault.node)
    if node.kind == "output":
        return fitted_output(graph, report, node, data)
    came = None if fault.edge is None else report.on_edge(fault.edge)
    if fault.edge is None or came is None or len(came) != 1:
        return None
    image = _image_of(came[0], data)
    if image is None:
        return None
    if node.kind in _TAKES_IMAGES:
        return repairs.make_images(node, fault.edge, image)
    return repairs.change_image(node, image) if node.kind == "unflatten" else None


def _image_of(pixels: int, data: DataShape) -> Shape | None:
    """Return channels, height and width of a picture in a row: those of the data, else a grey square's."""
    if data.image is not None and prod(data.image) == pixels:
        return data.image
    side = isqrt(pixels)
    return (1, side, side) if side * side == pixels and side >= SMALLEST_SIDE else None


def fitted_output(graph: Graph, report: ShapeReport, output: Node, data: DataShape) -> Repair | None:
    """Give the last Dense as many units as the target wants, or put one there, or take a loss that the target has.

    A single unit has none to compete with, so that a softmax goes where one is wanted.
    """
    loss = str(output.settings["loss"])
    units = units_for_target(loss, data.classes)
    if not units:
        return repairs.change_loss(output, "mse")
    node = answering_node(graph, output)
    if node.kind != "dense":
        return a_layer(graph, report, output, data) if node.kind in {"input", "unflatten", *_TAKES_IMAGES} else None
    if _is_over_places(report, node):
        first = _first_over_places(graph, report, node)
        return repairs.put_before(first, graph.edges_into(first.id)[0].ends, "flatten")
    (head, *_) = last_layers(graph, output, LOSS["mse"])
    if data.classes == 2 and units[0] == 1 and activation_of(head).output.endswith("distribution"):
        return repairs.one_unit(node, head, "identity" if LOSS[loss].expects == "logit" else "sigmoid")
    return repairs.change_units(node, units[0])


def _is_over_places(report: ShapeReport, node: Node) -> bool:
    """Tell whether a Dense gives its units at every place of an image, instead of once."""
    return node.kind == "dense" and node.id in report.nodes and len(report.nodes[node.id].inputs[0]) > 1


def _first_over_places(graph: Graph, report: ShapeReport, dense: Node) -> Node:
    """Return the first of the Dense layers in a row before this one that work on every place of an image."""
    while True:
        before = graph.node(graph.edges_into(dense.id)[0].ends.source)
        before = before if before.kind == "dense" else answering_node(graph, before)
        if not _is_over_places(report, before):
            return dense
        dense = before


def a_layer(graph: Graph, report: ShapeReport, output: Node, data: DataShape) -> Repair | None:
    """Put a Dense before an output, such as its loss and its target want; images become rows first."""
    loss = str(output.settings["loss"])
    units, edges = units_for_target(loss, data.classes), graph.edges_into(output.id)
    if not units or len(edges) != 1:
        return None
    shape = report.on_edge(edges[0].ends)
    put = repairs.put_dense_before if shape is None or len(shape) == 1 else repairs.flatten_and_dense_before
    return put(output, units[0], wanted_activation(LOSS[loss]))
