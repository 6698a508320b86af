"""What there is to know of the shapes of a drawing, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog import Shape
    from engine.graph import Ends, NodeId
    from engine.text import Text


@dataclass(frozen=True, slots=True)
class DataShape:
    """What the data brings.

    Parameters
    ----------
    columns : tuple of str
        The names of its columns.
    classes : int
        How many classes its target has; 0 for a regression.
    image : tuple of int, optional
        Channels, height and width, where each sample is a picture.
    """

    columns: tuple[str, ...]
    classes: int
    image: Shape | None = None


@dataclass(frozen=True, slots=True)
class NodeShape:
    """What a node takes and gives, without the batch axis; `parameters` counts learned numbers."""

    inputs: tuple[Shape, ...]
    output: Shape
    parameters: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Where tensors do not fit: the node that refuses, and the wire that brings what it refuses, if any."""

    node: NodeId
    edge: Ends | None
    text: Text


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """Shapes of all nodes that could be reached, and every fault on the way. Nodes behind a fault have no entry."""

    nodes: Mapping[NodeId, NodeShape] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def on_edge(self, ends: Ends) -> Shape | None:
        """Return the shape that a wire carries, or None if it is not known."""
        source = self.nodes.get(ends.source)
        return None if source is None else source.output

    @property
    def parameters(self) -> int:
        """All learned numbers of the drawing."""
        return sum(node.parameters for node in self.nodes.values())
