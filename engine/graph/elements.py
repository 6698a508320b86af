"""Nodes and edges: immutable values, so that a change can be kept and taken back exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog.spec import SettingValue

NodeId = int


class Ends(NamedTuple):
    """What an edge joins; no two edges of a graph join the same ends."""

    source: NodeId
    sink: NodeId
    source_port: str = "out"
    sink_port: str = "in"


@dataclass(frozen=True, slots=True)
class Node:
    """One box on the canvas.

    Parameters
    ----------
    id : int
        Never reused within a graph; also the order among nodes that are free to come in any order.
    kind : str
        Key of its `LayerSpec` in the catalogue.
    name : str
        What the person calls it; unique in a graph.
    settings : mapping
        A value for every setting of the kind.
    position : tuple of float
        Top left corner on the canvas, in canvas pixels, y downwards.
    """

    id: NodeId
    kind: str
    name: str
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    position: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Edge:
    """One wire. `order` ranks the wires that share an input port which takes several."""

    ends: Ends
    order: int = 0
