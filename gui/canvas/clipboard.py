"""Copy and paste: nodes and the wires among them as JSON, which also travels between windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from engine.graph import Change, Edge, Ends
from gui.mime import MIME_NODES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.graph import Graph, NodeId

_MOST = 2000
"""Nodes or wires in one piece; more is not something a person copied."""


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class CopiedNode(_Record):
    """A node; `id` only says which wires belong to it."""

    id: int
    kind: str
    name: str
    settings: dict[str, JsonValue]
    x: float
    y: float


class CopiedEdge(_Record):
    """A wire between two copied nodes."""

    source: int
    sink: int
    source_port: str
    sink_port: str
    order: Annotated[int, Field(ge=0)]


class Piece(_Record):
    """A part of a drawing."""

    format: Literal["layerloom-nodes-1"] = "layerloom-nodes-1"
    nodes: Annotated[list[CopiedNode], Field(min_length=1, max_length=_MOST)]
    edges: Annotated[list[CopiedEdge], Field(max_length=_MOST)]


def piece_of(graph: Graph, nodes: Iterable[NodeId]) -> Piece | None:
    """Return nodes and the wires among them, or None if there are no nodes."""
    chosen = sorted(nodes)
    if not chosen:
        return None
    inside = set(chosen)
    return Piece(
        nodes=[
            CopiedNode(
                id=node.id,
                kind=node.kind,
                name=node.name,
                settings={k: list(v) if isinstance(v, tuple) else v for k, v in node.settings.items()},
                x=node.position[0],
                y=node.position[1],
            )
            for node in map(graph.node, chosen)
        ],
        edges=[
            CopiedEdge(**edge.ends._asdict(), order=edge.order)
            for ends, edge in graph.edges.items()
            if ends.source in inside and ends.sink in inside
        ],
    )


def insert(graph: Graph, piece: Piece, by: tuple[float, float]) -> list[NodeId]:
    """Add a piece to a drawing, moved `by` canvas pixels, under free names; return the new ids.

    Raises
    ------
    LoomError
        If a kind, a setting or a wire is not one that this version allows.
    """
    ids: dict[int, NodeId] = {}
    for node in piece.nodes:
        place = (node.x + by[0], node.y + by[1])
        ids[node.id] = graph.add(node.kind, place, name=node.name, settings=node.settings).id
    for edge in sorted(piece.edges, key=lambda edge: edge.order):
        # An id that the piece does not hold becomes 0, which no graph knows: the graph refuses the wire.
        ends = Ends(ids.get(edge.source, 0), ids.get(edge.sink, 0), edge.source_port, edge.sink_port)
        graph.apply(Change(edges={ends: (None, Edge(ends, edge.order))}))
    return list(ids.values())


def put(piece: Piece) -> None:
    """Put a piece on the clipboard."""
    data = QMimeData()
    data.setData(MIME_NODES, piece.model_dump_json().encode())
    QGuiApplication.clipboard().setMimeData(data)


def holds_nodes() -> bool:
    """Tell whether the clipboard says that it holds nodes."""
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and data.hasFormat(MIME_NODES)


def take() -> Piece | None:
    """Return what is on the clipboard, or None if that is nothing a piece of a drawing can be read from."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME_NODES):
        return None
    try:
        return Piece.model_validate_json(bytes(data.data(MIME_NODES).data()))
    except ValidationError:
        return None
