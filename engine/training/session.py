"""What a run does when it is told something, and how it looks: all of it on one thread, between two steps."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from engine.errors import LoomError
from engine.text import Text
from engine.training.by_hand import check_value
from engine.training.executors import Way
from engine.training.loop import DivergedError
from engine.training.recorder import Recorder
from engine.training.snapshot import Snapshot, Status
from engine.training.speed import Pace, Speed
from engine.training.watch import Watch

if TYPE_CHECKING:
    import torch

    from engine.training.answers import Probe
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.loop import Loop
    from engine.training.state import RunState
    from engine.training.timeline import TimeLine


LATE = 0.01
"""Seconds of a limited run whose steps are made in one go: less than a frame of the screen, so that none repeats."""


class Session:
    """A loop with its time line, its status and what is asked of it. `engine.training.trainer.Trainer` tells the rules.

    Attributes
    ----------
    budget : int or None
        Steps still to make; None: until told otherwise.
    probes : dict
        Questions by their names.
    """

    def __init__(self, loop: Loop, timeline: TimeLine | None = None) -> None:
        self.loop = loop
        self.recorder = Recorder(loop, timeline)
        self.status = Status.PAUSED
        self.problem: Text | None = None
        self.diverged = False
        self.refusals = 0
        self._failed_at: int | None = None
        self.budget: int | None = 0
        self.probes: dict[str, Probe] = {}
        self._answer_next: dict[str, float] = {}  # when it is time for the next answer to a probe
        self.watch: Watch | None = None
        self.speed = Speed()
        self._limit = math.inf
        self._due = 0.0  # when the next step may be made
        self._pace = Pace()
        self._resumed: tuple[str, int] = Way() if timeline is None else timeline.way
        self._divergence: Text | None = None
        self._before_visit: tuple[Status, Text | None, bool, int] = (Status.PAUSED, None, False, 0)

    @property
    def moves(self) -> bool:
        """Whether there are steps to make, of the run or on the way to the one that is visited."""
        return self.budget != 0 or self.recorder.seeking

    def set_limit(self, steps_per_second: float) -> None:
        """Make no more steps in a second while they are made without end; the way to a visited step is free."""
        self._limit, self._due = steps_per_second, 0.0

    @property
    def rest(self) -> float:
        """Seconds for which no step can be made: the limit forbids it, or what makes them is still being made."""
        if self.recorder.waiting:
            return LATE
        limited = self.budget is None and not self.recorder.seeking and math.isfinite(self._limit)
        return max(0.0, self._due - time.perf_counter()) if limited else 0.0

    def move(self) -> None:
        """Make the next step, or as many as `Pace` allows without keeping anybody waiting."""
        if self.recorder.seeking:
            self.approach()
        else:
            self._take_the_fastest()
            self.advance()

    def _take_the_fastest(self) -> None:
        """Let the steps be made in the way that was found to be the fastest, once it is there."""
        loop, before = self.loop, self.loop.way
        if self._resumed != Way():  # a run from a file goes on as if it had never been left
            loop.use(*self._resumed)
            before, self._resumed = Way(*self._resumed), Way()
        if self.budget is None:  # for a few steps none is worth being made
            loop.executors.seek(loop.config)
        chosen = loop.executors.choice(loop.config)
        if chosen != loop.way:
            loop.use(*chosen)
        if loop.way != before:
            self.recorder.switched()

    def advance(self) -> None:
        """Make the next steps of the run."""
        try:
            made = self._pace.go(self.loop.advance, self._most())
        except Exception as error:  # noqa: BLE001  # every fault of a step ends the run with a sentence, never the thread
            self.fail(error)
            if self.diverged:
                self.recorder.memory_lost()
            return
        self.recorder.advanced()
        self.speed.count(made)
        self._due = max(self._due, time.perf_counter() - LATE) + made / self._limit
        if self.budget is not None:
            self.budget -= made
        if self.loop.finished:
            self.budget, self.status = 0, Status.FINISHED
        elif self.budget == 0:
            self.status = Status.PAUSED

    def _most(self) -> float:
        """Return how many steps may be made in one go."""
        if self.budget is not None:
            return self.budget
        return min(self.loop.left, max(1.0, self._limit * LATE))

    def approach(self) -> None:
        """Make steps towards the one that is visited."""
        try:
            self._pace.go(self.recorder.approach)
        except Exception as error:  # noqa: BLE001  # as in `advance`; the head of the run is out of danger
            self.leave()
            self.fail(error)

    def fail(self, error: Exception) -> None:
        """End the run because of a fault."""
        self.budget, self.status = 0, Status.FAILED
        self.diverged = isinstance(error, DivergedError)
        self.refusals = self.refusals + 1 if self._failed_at == self.loop.step else 0
        self._failed_at = self.loop.step
        if isinstance(error, LoomError):
            self.problem = self._divergence = error.text
        else:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            self.problem = Text("training", "Stopped at step {step}. PyTorch says: {reason}").fill(
                step=self.loop.step, reason=reason
            )

    def set_out(self, budget: int | None) -> None:
        """Train for so many steps, or without end if that is None."""
        self.branch()
        self._go(budget)

    def finish_epoch(self) -> None:
        """Train to the end of the epoch under way."""
        self.branch()
        self._go(self.loop.batches - self.loop.batch)

    def pause(self) -> None:
        """Make no more steps for now."""
        if self.recorder.visiting is None:
            self._go(0)

    def visit(self, step: int | None) -> None:
        """Show the run as it was at a step; None: as it is."""
        if step is None:
            self.leave()
        elif self.recorder.visiting is not None or step < self.recorder.head_step:
            if self.recorder.visiting is None:
                self.pause()
                self._before_visit = (self.status, self.problem, self.diverged, self.refusals)
                self.status, self.problem, self.diverged = Status.PAUSED, None, False
            try:
                self.recorder.visit(step)
            except Exception:
                self.leave()  # the head of the run is not to be lost, whatever is wrong with a checkpoint
                raise
            self._come_back()

    def leave(self) -> None:
        """Show the run as it is."""
        if self.recorder.visiting is not None:
            self.recorder.leave()
            self._come_back()

    def _come_back(self) -> None:
        if self.recorder.visiting is None:
            self.status, self.problem, self.diverged, self.refusals = self._before_visit

    def branch(self, config: TrainingConfig | None = None) -> Curve:
        """Make the step that is visited the head of the run, and return the curve of what was left."""
        curve = self.recorder.head_curve or self.loop.curve()
        self.recorder.branch(config or self.recorder.head_config)
        return curve

    def _go(self, budget: int | None) -> None:
        if self.diverged:
            if budget != 0:
                self._refuse()
            return
        self.problem = None
        if self.loop.finished:
            self.budget, self.status = 0, Status.FINISHED
            return
        self.budget = budget
        self.status = Status.PAUSED if budget == 0 else Status.RUNNING

    def _refuse(self) -> None:
        """Say again that the run diverged, instead of making the same step with the same end."""
        self.refusals += 1
        self.problem = Text(
            "training",
            "Training would only stop again at step {step}: nothing has changed since it did. Reset, and lower the "
            "learning rate of {rate}.",
        ).fill(step=self.loop.step, rate=f"{self.loop.config.optimizer_settings['lr']:g}")

    def _allow_again(self) -> None:
        """Take note that something has changed since the run diverged: it may be tried again."""
        if self.diverged:
            self.diverged, self.problem, self._failed_at = False, self._divergence, None

    def stop(self) -> None:
        """End the run and keep its result."""
        self.leave()
        self.budget, self.status, self.problem, self.diverged = 0, Status.FINISHED, None, False

    def reset(self) -> None:
        """Go back to step 0 with the same first weights."""
        self.leave()
        self.loop.reset()
        self.recorder.begin()
        self.budget, self.status, self.problem, self.diverged = 0, Status.PAUSED, None, False

    def restore(self, state: RunState) -> None:
        """Go to where the run stood before."""
        self.leave()
        self.loop.restore(state)
        self.recorder.begin()
        self.budget, self.status, self.problem, self.diverged = 0, Status.PAUSED, None, False

    def set_weight(self, name: str, value: torch.Tensor, where: torch.Tensor | None) -> None:
        """Overwrite a parameter by hand."""
        check_value(name, self.loop.module.state_dict()[name], value)  # before anything is left behind
        self.branch()
        self.loop.set_weight(name, value, where)
        self.recorder.weight_set(name, where)
        self._allow_again()

    def reconfigure(self, config: TrainingConfig) -> None:
        """Train on with other settings."""
        visited = self.recorder.visiting
        self.leave()
        if config != self.loop.config:
            self._allow_again()
            self.loop.reconfigure(config)
            self.recorder.reconfigured()
        if self.status is Status.FINISHED and not self.loop.finished:
            self.status = Status.PAUSED
        elif self.status is Status.RUNNING and self.loop.finished:
            self.budget, self.status = 0, Status.FINISHED
        if visited is not None:
            self.visit(visited)

    def set_watch(self, on: bool) -> None:
        """Measure the vitals from now on, or no longer. Without samples there is nothing to measure them on."""
        self.watch = (self.watch or Watch(self.loop)) if on and self.loop.task.missing is None else None

    def due_probes(self, *, all_of_them: bool) -> dict[str, Probe]:
        """Return those that are to be answered now: all of them while no step is made."""
        now, everything = time.perf_counter(), all_of_them or not self.moves
        due = {n: probe for n, probe in self.probes.items() if everything or now >= self._answer_next.get(n, now)}
        waiting = {n: then for n, then in self._answer_next.items() if n in self.probes}
        self._answer_next = {**waiting, **{n: now + probe.every for n, probe in due.items()}}
        return due

    def give_up(self, error: Exception) -> None:
        """End the run because it cannot be looked at as was asked; nobody is to ask that again."""
        self.probes.clear()
        self.watch = None
        self.fail(error)

    def snapshot(self) -> Snapshot:
        """Return a look at the run as it is shown now, in which the probes are not answered yet."""
        loop = self.loop
        return Snapshot(
            status=self.status,
            problem=self.problem,
            step=loop.step,
            epoch=loop.epoch,
            batch_loss=loop.batch_loss,
            curve=loop.curve(),
            weights={name: tensor.numpy() for name, tensor in loop.weights().items()},
            outputs={},
            steps_per_second=self.speed.per_second(),
            config=loop.config,
            executor=loop.way.executor,
            threads=loop.way.threads,
            visiting=self.recorder.visiting,
            preparing=self.recorder.waiting,
            head_step=self.recorder.head_step,
            head_curve=self.recorder.head_curve,
            timeline=self.recorder.span(),
            diverged=self.diverged,
            refusals=self.refusals,
            vitals=None if self.watch is None else self.watch.look(running=self.moves, everything=self.diverged),
        )
