"""What a diagnosis consists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.graph import Ends, Graph, NodeId
    from engine.text import Text
    from engine.training.config import TrainingConfig


class Severity(IntEnum):
    """How bad a finding is; the lower, the worse."""

    ERROR = 0  # training cannot start
    WARNING = 1  # it can, and will disappoint
    HINT = 2  # worth knowing


@dataclass(frozen=True, slots=True)
class Repair:
    """An edit that removes the finding. `apply` uses the graph's own methods, so it can be undone like any other."""

    title: Text
    apply: Callable[[Graph], None]


@dataclass(frozen=True, slots=True)
class FreshStart:
    """A repair that is no edit of the drawing: train with other settings, again from the first weights.

    Parameters
    ----------
    title : Text
    config : TrainingConfig
    new_weights : bool
        Whether the first weights are drawn anew too, from the seed of `config`, which then is another one; weights
        set by hand are given up.
    """

    title: Text
    config: TrainingConfig
    new_weights: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know about the drawing or the run, and where it is.

    Parameters
    ----------
    severity : Severity
    text : Text
    node, edge : NodeId or Ends, optional
        Where to look first.
    repair, fresh_start : Repair or FreshStart, optional
        What helps; at most one of the two is there.
    more_nodes : tuple of NodeId
        What else it is about.
    more_repairs : tuple of Repair or FreshStart
        Other ways out, besides the one above.
    """

    severity: Severity
    text: Text
    node: NodeId | None = None
    edge: Ends | None = None
    repair: Repair | None = None
    fresh_start: FreshStart | None = None
    more_nodes: tuple[NodeId, ...] = ()
    more_repairs: tuple[Repair | FreshStart, ...] = ()

    @property
    def nodes(self) -> tuple[NodeId, ...]:
        """All nodes it is about, the first to look at first."""
        return (() if self.node is None else (self.node,)) + self.more_nodes

    @property
    def ways_out(self) -> tuple[Repair | FreshStart, ...]:
        """All repairs, the best first."""
        best = self.repair or self.fresh_start
        return (() if best is None else (best,)) + self.more_repairs
