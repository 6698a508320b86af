"""What happened to a graph in one gesture, as data: what was before and after, for every node and edge it touched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.graph.elements import Edge, Ends, Node, NodeId

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Change:
    """A set of before-and-after pairs; None stands for "was not there".

    Applying a change and then its inverse restores the graph exactly.
    """

    nodes: Mapping[NodeId, tuple[Node | None, Node | None]] = field(default_factory=dict)
    edges: Mapping[Ends, tuple[Edge | None, Edge | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges)

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(
            {key: (after, before) for key, (before, after) in self.nodes.items()},
            {key: (after, before) for key, (before, after) in self.edges.items()},
        )

    def then(self, later: Change) -> Change:
        """Return the one change that does this and then `later`; what cancels out is dropped."""
        return Change(_joined(self.nodes, later.nodes), _joined(self.edges, later.edges))

    @property
    def affects_model(self) -> bool:
        """Whether the network itself changes, and not only where its nodes stand or what they are called."""
        if self.edges:
            return True
        return any(
            before is None
            or after is None
            or replace(before, name="", position=(0, 0)) != replace(after, name="", position=(0, 0))
            for before, after in self.nodes.values()
        )

    @property
    def only_moves(self) -> bool:
        """Whether nodes stand elsewhere, and nothing else changes."""
        return not (self.affects_model or self.renames)

    @property
    def resizes(self) -> bool:
        """Whether layers get other numbers of units or filters, and nothing else in the network changes."""
        return bool(self.nodes) and not self.edges and all(_resized(b, a) for b, a in self.nodes.values())

    @property
    def renames(self) -> bool:
        """Whether a node that stays has another name."""
        return any(before and after and before.name != after.name for before, after in self.nodes.values())


_SIZES = {"units", "filters"}
"""The settings that say how many units or filters a layer has."""


def _resized(before: Node | None, after: Node | None) -> bool:
    if before is None or after is None or before.kind != after.kind:
        return False
    names = {name for name, value in before.settings.items() if after.settings[name] != value}
    return len(names) == 1 and names <= _SIZES


def _joined(
    first: Mapping[K, tuple[V | None, V | None]], second: Mapping[K, tuple[V | None, V | None]]
) -> dict[K, tuple[V | None, V | None]]:
    merged = dict(first)
    for key, (before, after) in second.items():
        merged[key] = (merged[key][0], after) if key in merged else (before, after)
    return {key: pair for key, pair in merged.items() if pair[0] != pair[1]}
