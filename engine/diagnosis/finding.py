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
    """A repair that is no edit of the drawing: train with other settings, again from the first weights."""

    title: Text
    config: TrainingConfig


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know about the drawing or the run, and where it is."""

    severity: Severity
    text: Text
    node: NodeId | None = None
    edge: Ends | None = None
    repair: Repair | None = None
    fresh_start: FreshStart | None = None
