"""Which nodes have neurons or filters to show, and which of a neuron's weights belong to which of its wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.gates import GATE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.graph import Ends, Node, NodeId
    from gui.document import Document

    Array = npt.NDArray[np.generic]

EVERYTHING = slice(None)
"""All inputs of a node: there is no other wire."""


def units_of(node: Node) -> int:
    """Return how many neurons or filters a node has to show; a gate is one; 0 for what has none."""
    units = node.settings.get(counted(node), 1 if node.kind in GATE else 0)
    return units if isinstance(units, int) else 0


def counted(node: Node) -> str:
    """Return the setting that says how many neurons or filters a layer has."""
    return "filters" if has_filters(node) else "units"


def has_filters(node: Node) -> bool:
    """Tell whether a node's units are the filters of a convolution, each used at every place of an image."""
    return "filters" in node.settings


def own_tensors(document: Document, node_id: NodeId) -> tuple[Array | None, Array | None]:
    """Return the weights and the biases of a layer, as far as they are known.

    Weights are (units, inputs), or (filters, channels, height, width).
    """
    part, found = document.graph.spec(document.graph.node(node_id)).weighing, document.run.weights_of(node_id)
    return found.get(f"{part}.weight"), found.get(f"{part}.bias")


def weight_on(document: Document, ends: Ends) -> Array | None:
    """Return the weights that what a wire brings is multiplied by, (units, inputs of the wire); None if unknown."""
    weight = document.run.weights_of(ends.sink).get("linear.weight")
    if weight is None or weight.ndim != 2:
        return None
    inputs = inputs_of(document, ends)
    if inputs is None or inputs == EVERYTHING:
        return None if inputs is None else weight
    return weight[:, inputs]


def inputs_of(document: Document, ends: Ends) -> slice | None:
    """Return which inputs of the node at its end a wire brings; None while that is not known.

    Only a gate takes several wires as one list of inputs, in the order in which they came.
    """
    wires = [edge.ends for edge in document.graph.edges_into(ends.sink)]
    if len(wires) == 1:
        return EVERYTHING
    first = 0
    for wire in wires:
        shape = document.shapes.on_edge(wire)
        if shape is None or len(shape) != 1:
            return None
        if wire == ends:
            return slice(first, first + shape[0])
        first += shape[0]
    return None


def first_input(document: Document, ends: Ends) -> int:
    """Return the number of the first input that a wire brings, from 0."""
    found = inputs_of(document, ends)
    return 0 if found is None or found.start is None else int(found.start)
