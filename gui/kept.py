"""A run that was left, kept so that it can be brought back: where it stood and its whole past."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.graph import Graph, NodeId
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.state import RunState
    from engine.training.timeline import TimeLine


RUN_NUMBERS = count(1)
"""Gives every run its number."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptRun:
    """A run between two steps.

    Parameters
    ----------
    state : RunState
        Its tensors carry the nodes' numbers instead of their names, which may change: see `numbered`.
    timeline : TimeLine or None
        Its past, under the names in `names`. Without one it can be gone on from, but not back.
    names : mapping
        Submodule names by node, when the run was built.
    config : TrainingConfig
        In force where it stood.
    number : int
        Which run it is: the same for all moments of one run, another for every other run of the document.
    graph : Graph
        The drawing when it was built.
    """

    state: RunState
    timeline: TimeLine | None
    names: Mapping[NodeId, str]
    config: TrainingConfig
    number: int
    graph: Graph

    @property
    def curve(self) -> Curve:
        """The loss and accuracy of its finished epochs."""
        return self.state.history.curve()

    def without_past(self) -> KeptRun:
        """Return the same with a small memory."""
        return replace(self, timeline=None)

    def state_named(self, names: Mapping[NodeId, str]) -> RunState:
        """Return the state for a module with these submodule names."""
        return renamed(self.state, {node_id: number_of(node_id) for node_id in names}, names)

    def timeline_named(self, names: Mapping[NodeId, str]) -> TimeLine | None:
        """Return the past for a module with these submodule names."""
        if self.timeline is None or all(names.get(node_id) == name for node_id, name in self.names.items()):
            return self.timeline
        return self.timeline.renamed(mover(self.names, names))

    def nbytes(self, seen: set[int]) -> int:
        """Return how much memory it takes beside the states that were `seen`, and add its own to them."""
        states = [self.state] if self.timeline is None else [c.state for c in self.timeline.checkpoints]
        fresh = [state for state in states if id(state) not in seen]
        seen.update(map(id, fresh))
        return sum(state.nbytes for state in fresh)


def number_of(node_id: NodeId) -> str:
    """Return the name under which a kept run has a node's tensors."""
    return f"node{node_id}"


def numbered(graph: Graph) -> dict[NodeId, str]:
    """Return the names under which `KeptRun.state` has the tensors of each node."""
    return {node_id: number_of(node_id) for node_id in graph.nodes}


def mover(before: Mapping[NodeId, str], after: Mapping[NodeId, str]) -> Callable[[str], str]:
    """Return a function that gives tensors their new names.

    Parameters
    ----------
    before, after : mapping
        Submodule names by node, when the run was built and now.
    """
    prefixes = {before[node_id]: after[node_id] for node_id in before if node_id in after}

    def move(name: str) -> str:
        head, dot, rest = name.partition(".")
        return prefixes.get(head, head) + dot + rest

    return move


def renamed(state: RunState, before: Mapping[NodeId, str], after: Mapping[NodeId, str]) -> RunState:
    """Return a run's state with its tensors called by the nodes' present names; arguments as for `mover`."""
    move = mover(before, after)
    return replace(
        state,
        weights={move(name): tensor for name, tensor in state.weights.items()},
        initial={move(name): tensor for name, tensor in state.initial.items()},
        optimizer={move(name): tensor for name, tensor in state.optimizer.items()},
    )
