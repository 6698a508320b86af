"""Which of the data's columns a node gets, by name."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from engine.errors import ShapeError
from engine.shapes import column_indices

if TYPE_CHECKING:
    from engine.graph import Node, NodeId
    from gui.document import Document


MOST_PLACES = 4096
"""Weights of a filter up to which each is named by its place."""


def columns_of(document: Document, source: Node) -> tuple[str, ...]:
    """Return the names of the columns that an Input hands on; nothing if the data have no such columns."""
    columns = document.dataset.columns
    try:
        return tuple(columns[index] for index in column_indices(source, columns))
    except ShapeError:
        return ()


def input_names(document: Document, node_id: NodeId, shape: tuple[int, ...] = ()) -> tuple[str, ...]:
    """Return the names of the columns that enter at a node fed by an Input alone; nothing for any other node.

    Of filters, whose `shape` is (filters, channels, height, width), these are channel, row and column.
    """
    if len(shape) == 4:
        return _places(shape[1:]) if prod(shape[1:]) <= MOST_PLACES else ()
    wires = document.graph.edges_into(node_id)
    source = document.graph.node(wires[0].ends.source) if len(wires) == 1 else None
    if source is None or source.kind != "input":
        return ()
    return columns_of(document, source)


@lru_cache(maxsize=16)
def _places(kernel: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(", ".join(str(place + 1) for place in places) for places in product(*map(range, kernel)))
