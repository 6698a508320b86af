"""Which of the data's columns a node gets, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import ShapeError
from engine.shapes import column_indices

if TYPE_CHECKING:
    from engine.graph import Node, NodeId
    from gui.document import Document


def columns_of(document: Document, source: Node) -> tuple[str, ...]:
    """Return the names of the columns that an Input hands on; nothing if the data have no such columns."""
    columns = document.dataset.columns
    try:
        return tuple(columns[index] for index in column_indices(source, columns))
    except ShapeError:
        return ()


def input_names(document: Document, node_id: NodeId) -> tuple[str, ...]:
    """Return the names of the columns that enter at a node fed by an Input alone; nothing for any other node."""
    wires = document.graph.edges_into(node_id)
    source = document.graph.node(wires[0].ends.source) if len(wires) == 1 else None
    if source is None or source.kind != "input":
        return ()
    return columns_of(document, source)
