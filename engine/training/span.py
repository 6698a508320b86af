"""What can be said of a time line at a glance. Loads nothing, so that the window may know it before it is needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.training.timeline import Order


@dataclass(frozen=True, slots=True)
class Span:
    """The steps of a run that can be visited, and what keeping them costs.

    Parameters
    ----------
    first, last : int
        The steps between which others can be visited; `last` is the head of the run.
    checkpoints : int
        How many are kept.
    nbytes, budget : int
        Bytes that they take, and may take.
    orders : tuple of Order
        What changed the run by hand, oldest first.
    stops : tuple of int
        The only steps that can be visited, ascending, where the samples to make others again are missing; empty: all.
    """

    first: int = 0
    last: int = 0
    checkpoints: int = 0
    nbytes: int = 0
    budget: int = 0
    orders: tuple[Order, ...] = field(default=(), compare=False)
    stops: tuple[int, ...] = ()
