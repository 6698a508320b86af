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

CHECKPOINTS = 16
"""With fewer of them a past is not worth keeping: to go to a step would take too long."""


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

    def with_short_past(self, nbytes: int) -> KeptRun:
        """Return the same with a past of so many bytes, and again of orders; none if too few checkpoints fit in."""
        if self.timeline is None:
            return self
        short = self.timeline.abridged(nbytes=nbytes)
        fits = short.nbytes <= 2 * nbytes and len(short) >= min(len(self.timeline), CHECKPOINTS)
        return replace(self, timeline=short if fits else None)

    def state_named(self, names: Mapping[NodeId, str]) -> RunState:
        """Return the state for a module with these submodule names."""
        return renamed(self.state, {node_id: number_of(node_id) for node_id in names}, names)

    def timeline_named(self, names: Mapping[NodeId, str]) -> TimeLine | None:
        """Return the past for a module with these submodule names."""
        if self.timeline is None or all(names.get(node_id) == name for node_id, name in self.names.items()):
            return self.timeline
        return self.timeline.renamed(mover(self.names, names))

    def nbytes(self, seen: set[int]) -> int:
        """Return how much memory it takes beside what was `seen`, and add its own parts to that.

        Parameters
        ----------
        seen : set of int
            The identities of states, checkpoints, orders and rows of curves: moments of one run share them.
        """
        return self._past_bytes(seen) + self._head_bytes(seen)

    def _past_bytes(self, seen: set[int]) -> int:
        from engine.training.timeline import TimeLine

        if self.timeline is None:
            return 0
        checkpoints, orders = self.timeline.checkpoints, self.timeline.orders
        fresh = [each for each in checkpoints if id(each) not in seen]
        later = [each for each in orders if id(each) not in seen]
        known = len(fresh) == len(checkpoints) and len(later) == len(orders)
        taken = self.timeline if known else TimeLine(fresh, later)
        seen.update(map(id, fresh))
        seen.update(map(id, later))
        seen.update(each.state.history.stretch[0] for each in checkpoints[-1:])
        return taken.nbytes

    def _head_bytes(self, seen: set[int]) -> int:
        from engine.training.timeline import PER_CHECKPOINT, PER_TENSOR, ROW

        state = self.state
        if id(state) in seen:
            return 0
        rows, count = state.history.stretch
        total = PER_CHECKPOINT + PER_TENSOR * (len(state.weights) + len(state.optimizer)) + state.nbytes
        total += 0 if rows in seen else ROW * count
        if state.random is not None and id(state.random) not in seen:
            total += state.random.nbytes
            seen.add(id(state.random))
        seen.update((id(state), rows))
        return total


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
