"""Keeps the time line of a loop while it is advanced, and takes the loop to any step of it and back."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import torch

from engine.training.config import EAGER
from engine.training.executors import Way
from engine.training.timeline import Checkpoint, MemoryLost, Reconfigured, Switched, TimeLine, WeightSet

if TYPE_CHECKING:
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.loop import Loop
    from engine.training.span import Span
    from engine.training.state import RunState
    from engine.training.timeline import Order

SPACING = 0.25
"""Seconds of training between two checkpoints: so long, at the most, it takes from one to a step before the next."""
SHARE = 0.008
"""How much of the time making checkpoints may take; where one takes long they become rarer."""

OFTEN = 100
"""After so many orders there is a checkpoint, so that not too many are obeyed again on the way to a step."""


class Recorder:
    """Belongs to a loop, and like it to one thread.

    Parameters
    ----------
    loop : Loop
        Standing at the head of its run.
    timeline : TimeLine, optional
        Of the run so far. Without one, the run can be gone back to where it stands now, but not further.
    """

    def __init__(self, loop: Loop, timeline: TimeLine | None = None) -> None:
        self._loop = loop
        self._timeline = timeline if timeline is not None else TimeLine()
        self._head: Checkpoint | None = None  # where the run stands, while the loop is elsewhere
        self._head_history = loop.history
        self._target: int | None = None
        self._obeyed = len(self._timeline.orders)  # of the orders, up to where the loop stands
        self._awaited: Way | None = None  # what makes the steps from here on, as soon as it is made itself
        self.head_curve: Curve | None = None
        self._due = 0.0
        if not len(self._timeline):
            self._record()

    # -- recording --

    def begin(self) -> None:
        """Forget all: the run begins where the loop stands now."""
        self._timeline, self._obeyed = TimeLine(budget=self._timeline.budget), 0
        self._record()

    def advanced(self) -> None:
        """Take note that the loop made steps at the head of the run; to be called after every advance."""
        if time.perf_counter() >= self._due:
            self._record()

    def reconfigured(self) -> None:
        """Take note that the loop has other settings."""
        self._obey(Reconfigured(self._loop.step, self._loop.config))

    def weight_set(self, name: str, where: torch.Tensor | None) -> None:
        """Take note that a parameter was overwritten by hand, or those of its elements where `where` is true."""
        now = self._loop.module.state_dict()[name].detach().flatten()
        places = torch.arange(len(now)) if where is None else where.flatten().nonzero().flatten()
        self._obey(WeightSet(self._loop.step, name, places, now[places].clone()))

    def switched(self) -> None:
        """Take note that the steps are made in another way."""
        self._obey(Switched(self._loop.step, *self._loop.way))

    def memory_lost(self) -> None:
        """Take note that a step diverged."""
        self._obey(MemoryLost(self._loop.step))

    def _obey(self, order: Order) -> None:
        if order.step == self._timeline.first:  # the run begins with it
            self.begin()
            return
        self._timeline.note(order)
        self._obeyed += 1
        if self._obeyed - self._timeline.newest.orders >= OFTEN:
            self._record()

    def _record(self) -> None:
        started = time.perf_counter()
        checkpoint = self._checkpoint()
        took = time.perf_counter() - started
        self._timeline.add(checkpoint)
        self._due = time.perf_counter() + max(SPACING, took / SHARE)

    def _checkpoint(self) -> Checkpoint:
        loop = self._loop
        return Checkpoint(loop.state(), loop.config, loop.batch_loss, self._obeyed, *loop.way)

    # -- looking at the run --

    @property
    def visiting(self) -> int | None:
        """The step that is visited, or on the way to; None at the head of the run."""
        return self._target

    @property
    def seeking(self) -> bool:
        """Whether the loop is still on the way."""
        return self._target is not None and self._loop.step < self._target

    @property
    def head_step(self) -> int:
        """Updates made in the run, wherever the loop is."""
        return self._loop.step if self._head is None else self._head.step

    @property
    def waiting(self) -> bool:
        """Whether the way goes on only with an executor that is still being made."""
        awaited = self._awaited
        return (
            self.seeking and awaited is not None and not self._loop.executors.has(awaited.executor, self._loop.config)
        )

    def head_state(self) -> RunState:
        """Return where the run stands, wherever the loop is."""
        return self._loop.state() if self._head is None else self._head.state

    def span(self) -> Span:
        """Describe the time line."""
        span = self._timeline.span(self.head_step)
        if self._loop.task.missing is None:
            return span
        return replace(span, stops=tuple(sorted({each.step for each in self._timeline.checkpoints} | {span.last})))

    def timeline(self) -> TimeLine:
        """Return a copy of the time line."""
        return self._timeline.copy()

    # -- going to other steps --

    def visit(self, step: int) -> None:
        """Bring the loop as near to a step as a checkpoint is; `approach` brings it there.

        A step is the run as it was after that many updates and after all that was done by hand there. Steps before
        the first of the time line are the first; the head of the run and all after it are the head. Where the samples
        are missing, there is no way from a checkpoint to the steps after it: it is visited in their place.
        """
        if step >= self.head_step:
            self.leave()
            return
        step = max(step, self._timeline.first)
        nearest = self._timeline.before(step)
        if self._loop.task.missing is not None:
            step = nearest.step
        if self._head is None:
            self._head, self._head_history, self.head_curve = self._checkpoint(), self._loop.history, self._loop.curve()
            self._target = step
            self._stand(nearest)
        elif not (nearest.step, nearest.orders) <= (self._loop.step, self._obeyed) or self._loop.step > step:
            self._stand(nearest)
        self._target = step
        self._repeat_orders()
        if self._loop.task.missing is None and self._timeline.way[0] != EAGER:
            self._loop.executors.prepare(self._loop.config)  # it will be needed on the way there, or to the next

    def approach(self, most: int) -> int:
        """Make at most so many steps towards the one that is visited, and return how many: none while `waiting`."""
        assert self._target is not None
        if self.waiting:
            return 0
        self._settle()
        orders = self._timeline.orders[self._obeyed :]
        until = min(self._target, orders[0].step) if orders else self._target
        made = self._loop.advance(min(most, until - self._loop.step))
        self._repeat_orders()
        return made

    def leave(self) -> None:
        """Go back to the head of the run."""
        if self._head is not None:
            self._stand(self._head)
            self._loop.history = self._head_history  # the same rows, but this one may be added to without copying
        self._forget_head()

    def branch(self, config: TrainingConfig) -> None:
        """Make the step that is visited the head of the run, with these settings from here on."""
        if self._head is None:
            return
        self._settle()
        self._forget_head()
        self._timeline.cut(self._loop.step)
        if config != self._loop.config:
            self._loop.reconfigure(config)
            self.reconfigured()

    @property
    def head_config(self) -> TrainingConfig:
        """The settings in force at the head of the run."""
        return self._loop.config if self._head is None else self._head.config

    def _forget_head(self) -> None:
        self._head, self._target, self.head_curve = None, None, None

    def _stand(self, checkpoint: Checkpoint) -> None:
        loop = self._loop
        loop.restore(checkpoint.state, checkpoint.config)
        self._use(Way(checkpoint.executor, checkpoint.threads))
        loop.batch_loss, self._obeyed = checkpoint.batch_loss, checkpoint.orders

    def _use(self, way: Way) -> None:
        """Let the next steps be made so. What makes them may take seconds to make: nobody is kept waiting for it."""
        loop, self._awaited = self._loop, None
        if loop.task.missing is not None or loop.executors.has(way.executor, loop.config):
            loop.use(*way)
            return
        loop.use(EAGER)
        self._awaited = way
        loop.executors.prepare(loop.config)

    def _settle(self) -> None:
        """Take what makes the next steps, waiting until it is made."""
        if self._awaited is not None:
            self._loop.use(*self._awaited)
            self._awaited = None

    def _repeat_orders(self) -> None:
        """Do again what was done by hand at the step where the loop stands."""
        for order in self._timeline.orders[self._obeyed :]:
            if order.step != self._loop.step:
                return
            self._settle()
            if isinstance(order, Reconfigured):
                self._loop.reconfigure(order.config)
            elif isinstance(order, WeightSet):
                self._loop.set_elements(order.name, order.places, order.values)
            elif isinstance(order, Switched):
                self._use(Way(order.executor, order.threads))
            else:
                self._loop.forget()
            self._obeyed += 1
