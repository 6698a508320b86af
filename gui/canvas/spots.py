"""What an open layer says at a place of it: which unit, bias or weight is there, what it is called, and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.canvas.items import Spot
from gui.canvas.neurons import first_input, has_filters, own_tensors
from gui.columns import columns_of
from gui.i18n import translate
from gui.plots import unit_pictures
from gui.theme import number

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QPointF

    from gui.canvas.scene import CanvasScene
    from gui.document import Document

STRAND_HIT = 4.0
"""Pixels of the screen between the pointer and a strand that it means."""


def spot_at(scene: CanvasScene, point: QPointF, zoom: float) -> Spot | None:
    """Return the unit, bias or weight at a point of the scene."""
    node = scene.node_at(point)
    if node is not None:
        return node.spot_at(point)
    edge = scene.edge_at(point, zoom, STRAND_HIT)
    strand = None if edge is None else edge.strand_at(point, STRAND_HIT / zoom)
    if edge is None or strand is None:
        return None
    return Spot("weight", edge.ends.sink, strand[0], strand[1] + first_input(scene.document, edge.ends))


def tensor_of(document: Document, spot: Spot) -> tuple[str, tuple[int, ...]]:
    """Return the name of the tensor in which a weight or bias is, and its place there."""
    part = document.graph.spec(document.graph.node(spot.node)).weighing
    if spot.kind != "weight":
        return f"{part}.bias", (spot.unit,)
    weight, _ = own_tensors(document, spot.node)
    within: tuple[int, ...] = ()
    place = spot.input
    for size in () if weight is None else reversed(weight.shape[2:]):  # a filter counts over channels, rows, columns
        place, last = divmod(place, size)
        within = (last, *within)
    return f"{part}.weight", (spot.unit, place, *within)


def value_of(document: Document, spot: Spot) -> np.float32 | None:
    """Return a weight or bias as last seen; None if it is not there any more."""
    name, place = tensor_of(document, spot)
    tensor = document.run.weights_of(spot.node).get(name)
    if spot.kind == "unit" or tensor is None or len(place) != tensor.ndim:
        return None
    if any(index >= size for index, size in zip(place, tensor.shape, strict=True)):
        return None
    return np.float32(tensor[place])


def unit_name(document: Document, spot: Spot) -> str:
    """Return what a unit or a filter is called."""
    node = document.graph.node(spot.node)
    if has_filters(node):
        return translate("canvas", "{node}, filter {filter}").format(node=node.name, filter=spot.unit + 1)
    return translate("canvas", "{node}, unit {unit}").format(node=node.name, unit=spot.unit + 1)


def source_name(document: Document, spot: Spot) -> str:
    """Return what a weight's input is called: a column of the data, or a unit of the layer before."""
    wires = [edge.ends for edge in document.graph.edges_into(spot.node)]
    firsts = {first_input(document, ends): ends for ends in wires}
    if len(firsts) != len(wires) or not wires:
        return translate("canvas", "input {input}").format(input=spot.input + 1)
    first = max(begin for begin in firsts if begin <= spot.input)
    source, place = document.graph.node(firsts[first].source), spot.input - first
    if source.kind != "input":
        return translate("canvas", "{node}, unit {unit}").format(node=source.name, unit=place + 1)
    names = columns_of(document, source)
    return names[place] if place < len(names) else translate("canvas", "input {input}").format(input=spot.input + 1)


def description(
    document: Document, spot: Spot, outputs: npt.NDArray[np.float32] | None, limit: float
) -> tuple[str, str] | None:
    """Return what a place is called and what it says now, in a line each; None if it is not there any more.

    Parameters
    ----------
    outputs : array, shape (places, units), optional
        What the units of its layer give.
    limit : float
        What gets the full colour in the pictures of its layer.
    """
    if spot.node not in document.graph.nodes:
        return None
    unit = unit_name(document, spot)
    if spot.kind == "unit":
        return unit, _range(document, spot, outputs, limit)
    value = value_of(document, spot)
    if value is None:
        return None
    if spot.kind == "bias":
        return unit, translate("canvas", "bias {value}").format(value=number(float(value)))
    _, place = tensor_of(document, spot)
    if len(place) == 4:
        where = translate("canvas", "channel {channel}, row {row}, column {column}").format(
            channel=place[1] + 1, row=place[2] + 1, column=place[3] + 1
        )
        return unit, f"{where}\n" + translate("canvas", "weight {value}").format(value=number(float(value)))
    way = f"{source_name(document, spot)} → {unit}"
    return way, translate("canvas", "weight {value}").format(value=number(float(value)))


def _range(document: Document, spot: Spot, outputs: npt.NDArray[np.float32] | None, limit: float) -> str:
    if outputs is None or spot.unit >= outputs.shape[1]:
        return "—"
    own = outputs[:, spot.unit]
    text = (
        translate("canvas", "from {low} to {high} over the plane; full colours at ±{limit}")
        if unit_pictures.is_planar(document.dataset)
        else translate("canvas", "from {low} to {high} for training samples; the picture reaches to ±{limit}")
    )
    return text.format(low=number(float(own.min())), high=number(float(own.max())), limit=number(limit))
