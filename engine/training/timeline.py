"""Where a run stood, now and then, and what it was told in between: enough to bring back every step of it exactly.

A run is deterministic, so a step is found again by going on from the checkpoint before it and by doing again what was
done by hand. Checkpoints may therefore be dropped; what was done by hand is kept.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.training.config import EAGER
from engine.training.history import Row
from engine.training.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from torch import Tensor

    from engine.training.config import TrainingConfig
    from engine.training.state import RunState

BUDGET = 256 * 2**20
"""Bytes that the checkpoints of a run may take in memory."""
SAVED = 64
"""Checkpoints that go into a file at the most."""
SAVED_ORDERS = 1000
"""Orders that go into a file at the most."""
SAVED_BYTES = 64 * 2**20
"""Bytes of checkpoints that go into a file at the most, and again of orders."""

PER_CHECKPOINT = 1000
PER_TENSOR = 450
"""Bytes that an object takes beside its numbers, as measured on a hundred thousand of them."""
ROW = 8 * len(Row._fields)
SPARED = 0.75
"""How much of the budget is left in use when checkpoints have to go, so that it does not happen all the time."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A run between two steps.

    Parameters
    ----------
    state : RunState
    config : TrainingConfig
        In force from here on.
    batch_loss : float
        Loss of the last step's batch, as `engine.training.snapshot.Snapshot` has it.
    orders : int
        How many of the time line's orders were obeyed before.
    executor : str
        What makes the steps from here on. Executors round in different orders: only the same one makes the same step.
    threads : int
        On how many threads, which decides of the order of long sums.
    """

    state: RunState
    config: TrainingConfig
    batch_loss: float = math.nan
    orders: int = 0
    executor: str = EAGER
    threads: int = 1

    @property
    def step(self) -> int:
        """Optimiser updates made."""
        return self.state.step


@dataclass(frozen=True, slots=True)
class Reconfigured:
    """After this many steps other settings came into force."""

    step: int
    config: TrainingConfig


@dataclass(frozen=True, slots=True, eq=False)
class WeightSet:
    """After this many steps elements of a parameter were overwritten by hand.

    Parameters
    ----------
    name : str
        As in the module's ``state_dict``.
    places : Tensor
        Which elements of the flattened parameter, int64, (n,).
    values : Tensor
        What they became, (n,).
    """

    step: int
    name: str
    places: Tensor
    values: Tensor


@dataclass(frozen=True, slots=True)
class MemoryLost:
    """After this many steps the next one diverged and was taken back, and the optimiser began without memory."""

    step: int


@dataclass(frozen=True, slots=True)
class Switched:
    """After this many steps another executor made the steps, or the same one on another number of threads.

    Parameters
    ----------
    executor : str
        Its name in `engine.training.config`.
    """

    step: int
    executor: str
    threads: int = 1


Order = Reconfigured | WeightSet | MemoryLost | Switched


class TimeLine:
    """Checkpoints, dense near the newest and sparse long ago, and all orders that came between them.

    Parameters
    ----------
    checkpoints : iterable of Checkpoint
        Oldest first. The first one is always kept.
    orders : iterable of Order
        Oldest first.
    budget : int
        Bytes that all may take.
    """

    def __init__(
        self, checkpoints: Iterable[Checkpoint] = (), orders: Iterable[Order] = (), budget: int = BUDGET
    ) -> None:
        self.budget = budget
        self._checkpoints = list(checkpoints)
        self._orders = tuple(orders)
        self._measure()

    def __len__(self) -> int:
        return len(self._checkpoints)

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """All that are kept, oldest first."""
        return tuple(self._checkpoints)

    @property
    def orders(self) -> tuple[Order, ...]:
        """All that was done by hand, oldest first."""
        return self._orders

    @property
    def first(self) -> int:
        """The step from which on every one can be visited."""
        return self._checkpoints[0].step

    @property
    def newest(self) -> Checkpoint:
        """The last one that is kept."""
        return self._checkpoints[-1]

    @property
    def way(self) -> tuple[str, int]:
        """What made the steps last, and on how many threads."""
        later = reversed(self._orders[self.newest.orders :])
        last = next((each for each in later if isinstance(each, Switched)), self.newest)
        return last.executor, last.threads

    @property
    def nbytes(self) -> int:
        """Bytes that the checkpoints and the orders take."""
        return self._bytes + sum(map(_order_bytes, self._orders))

    def add(self, checkpoint: Checkpoint) -> None:
        """Append the newest checkpoint; older ones go if all together take too much."""
        self._bytes += _bytes_after(self._checkpoints[-1] if self._checkpoints else None, checkpoint)
        self._checkpoints.append(checkpoint)
        if self.nbytes > self.budget:
            left = SPARED * self.budget - sum(map(_order_bytes, self._orders))
            self._checkpoints = thinned(self._checkpoints, lambda some: _bytes_of(some) <= left)
            self._measure()

    def note(self, order: Order) -> None:
        """Append what was just done by hand."""
        self._orders = (*self._orders, order)

    def before(self, step: int) -> Checkpoint:
        """Return the last checkpoint at or before a step."""
        return self._checkpoints[max(bisect_right(self._checkpoints, step, key=lambda c: c.step) - 1, 0)]

    def cut(self, step: int) -> None:
        """Drop all that came after a step."""
        self._orders = tuple(order for order in self._orders if order.step <= step)
        self._checkpoints = [each for each in self._checkpoints if each.step <= step]
        self._measure()

    def span(self, last: int) -> Span:
        """Describe it, with the step where the head of the run stands."""
        return Span(self.first, last, len(self), self.nbytes, self.budget, self._orders)

    def copy(self) -> TimeLine:
        """Return one with the same checkpoints, to which both may be added."""
        return TimeLine(self._checkpoints, self._orders, self.budget)

    def abridged(self, count: int = SAVED, nbytes: int = SAVED_BYTES, orders: int = SAVED_ORDERS) -> TimeLine:
        """Return one for a file, with so many checkpoints and orders, and bytes of each, at the most.

        As ever, the first checkpoint is kept and the others grow dense towards the newest. Only where there are too
        many orders it begins later.
        """
        line = self._since(orders, nbytes)
        some = thinned(line._checkpoints, lambda some: len(some) <= count and _bytes_of(some) <= nbytes)
        return TimeLine(some, line._orders, self.budget)

    def _since(self, orders: int, nbytes: int) -> TimeLine:
        """Return the part with so many orders at the most."""
        allowed, used = 0, 0
        for order in self._orders[: -orders - 1 : -1]:
            used += _order_bytes(order)
            allowed += used <= nbytes
        if allowed == len(self._orders):
            return self
        earliest = len(self._orders) - allowed
        later = [each for each in self._checkpoints if each.orders >= earliest] or self._checkpoints[-1:]
        gone = later[0].orders
        return TimeLine([replace(each, orders=each.orders - gone) for each in later], self._orders[gone:], self.budget)

    def renamed(self, rename: Callable[[str], str]) -> TimeLine:
        """Return one whose tensors have other names; the optimiser's end in ``"/<slot>"``."""
        initials: dict[int, Mapping[str, Tensor]] = {}  # shared by all states of a run, and afterwards too

        def move(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
            return {rename(name): tensor for name, tensor in tensors.items()}

        def moved(state: RunState) -> RunState:
            initial = initials.setdefault(id(state.initial), move(state.initial))
            return replace(state, weights=move(state.weights), initial=initial, optimizer=move(state.optimizer))

        return TimeLine(
            [replace(each, state=moved(each.state)) for each in self._checkpoints],
            [replace(o, name=rename(o.name)) if isinstance(o, WeightSet) else o for o in self._orders],
            self.budget,
        )

    def _measure(self) -> None:
        self._bytes = _bytes_of(self._checkpoints)


def thinned(checkpoints: Sequence[Checkpoint], fits: Callable[[Sequence[Checkpoint]], bool]) -> list[Checkpoint]:
    """Return as many checkpoints as fit: the first, the newest, and others whose gaps grow with their age.

    No gap that dropping opens is longer than a share of the steps made since; the smallest share that does is taken.
    """
    if fits(checkpoints):
        return list(checkpoints)
    low, high = -20.0, 0.0  # the share is a power of 2
    for _ in range(10):
        middle = (low + high) / 2
        low, high = (low, middle) if fits(_spaced(checkpoints, 2**middle)) else (middle, high)
    kept = _spaced(checkpoints, 2**high)
    return kept if fits(kept) else list(checkpoints[:1])


def _spaced(checkpoints: Sequence[Checkpoint], share: float) -> list[Checkpoint]:
    newest = checkpoints[-1]
    kept = [newest]
    for earlier, each in reversed(list(pairwise(checkpoints[:-1]))):
        if kept[-1].step - earlier.step > share * (newest.step - earlier.step):
            kept.append(each)
    return [*checkpoints[: len(checkpoints) > 1], *reversed(kept)]


def _bytes_of(checkpoints: Sequence[Checkpoint]) -> int:
    return sum(map(_bytes_after, (None, *checkpoints), checkpoints))


def _bytes_after(previous: Checkpoint | None, checkpoint: Checkpoint) -> int:
    """Return what a checkpoint takes beside the one before it, with which it shares the history and more."""
    state, before = checkpoint.state, None if previous is None else previous.state
    total = PER_CHECKPOINT + PER_TENSOR * (len(state.weights) + len(state.optimizer)) + state.nbytes
    if state.random is not None and (before is None or state.random is not before.random):
        total += state.random.nbytes
    (buffer, rows), (other, shared) = state.history.stretch, (0, 0) if before is None else before.history.stretch
    return total + ROW * (rows - shared if buffer == other else rows)


def _order_bytes(order: Order) -> int:
    return PER_CHECKPOINT + (order.places.nbytes + order.values.nbytes if isinstance(order, WeightSet) else 0)
