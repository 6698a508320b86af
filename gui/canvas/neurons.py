"""Which nodes have neurons to show, and which of a neuron's weights belong to which of its wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.gates import GATE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.graph import Ends, Node
    from gui.document import Document


EVERYTHING = slice(None)
"""All inputs of a node: there is no other wire."""


def units_of(node: Node) -> int:
    """Return how many neurons a node has to show; a gate is one; 0 for what has none."""
    units = node.settings.get("units", 1 if node.kind in GATE else 0)
    return units if isinstance(units, int) else 0


def weight_on(document: Document, ends: Ends) -> npt.NDArray[np.generic] | None:
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
