"""Undo: one gesture is one command, whatever it touched."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

import shiboken6
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.graph import Change
from gui.i18n import said_again

if TYPE_CHECKING:
    from engine.data import DataRecipe
    from engine.training.config import TrainingConfig
    from gui.building import HandSet
    from gui.kept import KeptRun

T = TypeVar("T")

RUN_MEMORY = 1 << 29
"""Bytes of trained runs that the undo stack may keep."""

MERGE_WITHIN = 0.8
"""Seconds within which turns of the same knob count as one gesture."""


@dataclass(frozen=True)
class Step:
    """What one gesture changed in a document. Parts that it left alone are None, or an empty change."""

    change: Change = field(default_factory=Change)
    recipe: tuple[DataRecipe, DataRecipe] | None = None
    config: tuple[TrainingConfig, TrainingConfig] | None = None
    hand_set: tuple[HandSet, HandSet] | None = None
    touches_run: bool = False

    @property
    def restarts(self) -> bool:
        """Whether the run before this step and the run after it are two different ones."""
        seed = self.config is not None and self.config[0].seed != self.config[1].seed
        return self.touches_run or seed or self.recipe is not None or self.change.affects_model

    @property
    def only_trains(self) -> bool:
        """Whether it left all as it was but the run, and what this began from: the seed, unless weights were set."""
        if self.change or self.recipe or (self.hand_set and self.hand_set[1]):
            return False
        return self.config is None or replace(self.config[0], seed=self.config[1].seed) == self.config[1]

    def inverse(self) -> Step:
        """Return the step that takes this one back."""
        return Step(
            self.change.inverse(),
            self.recipe and (self.recipe[1], self.recipe[0]),
            self.config and (self.config[1], self.config[0]),
            self.hand_set and (self.hand_set[1], self.hand_set[0]),
            self.touches_run,
        )

    def then(self, later: Step) -> Step:
        """Return the one step that does this and then `later`."""
        return Step(
            self.change.then(later.change),
            _joined(self.recipe, later.recipe),
            _joined(self.config, later.config),
            _joined(self.hand_set, later.hand_set),
            self.touches_run or later.touches_run,
        )


def _joined(first: tuple[T, T] | None, later: tuple[T, T] | None) -> tuple[T, T] | None:
    return (first[0], later[1]) if first and later else first or later


class Stage(Protocol):
    """What a command acts on: the document."""

    def enact(self, step: Step, run: KeptRun | None) -> KeptRun | None:
        """Make the step; if it restarts the run, put it into the state `run`. Return the run's state before."""


class Command(QUndoCommand):
    """A step on the undo stack, with the run before and after it, so that undo brings trained weights back too.

    Parameters
    ----------
    stage : Stage
    step : Step
        Already made; pushing the command does not make it again.
    run_before : KeptRun or None
        The run as it was before the step, if the step restarts it and there was one.
    knob : str
        Commands with the same knob that follow each other at once become one. Empty: never.
    """

    def __init__(self, title: str, stage: Stage, step: Step, run_before: KeptRun | None, knob: str = "") -> None:
        super().__init__(title)
        self._title = title
        self._stage = stage
        self._step = step
        self._run_before = run_before
        self._run_after: KeptRun | None = None
        self._has_lost_run = False
        self._knob = knob
        self._pushed = time.monotonic()
        self._made = True

    def say_again(self) -> None:
        """Say what it did in the language that the application has now."""
        self.setText(str(said_again(self._title)))

    def redo(self) -> None:
        """Make the step again."""
        if self._made:
            self._made = False
            return
        self._run_before = self._stage.enact(self._step, self._run_after)
        self._has_lost_run = False

    def undo(self) -> None:
        """Take the step back."""
        self._made = False
        self._run_after = self._stage.enact(self._step.inverse(), self._run_before)

    @property
    def only_trains(self) -> bool:
        """Whether it is a step of training alone."""
        return self._step.only_trains

    def run_bytes(self, seen: set[int]) -> int:
        """Return the memory that the kept runs take beside what was `seen`; see `gui.kept.KeptRun.nbytes`."""
        return sum(run.nbytes(seen) for run in (self._run_before, self._run_after) if run is not None)

    def forget_past(self) -> None:
        """Give up the past of the kept runs: undo and redo still bring back what they had learned."""
        self._run_before = self._run_before and self._run_before.without_past()
        self._run_after = self._run_after and self._run_after.without_past()

    def forget_runs(self) -> None:
        """Give the kept runs up. Undo and redo then begin from the first weights; a mere training stays as it is."""
        self._has_lost_run = self._has_lost_run or self._run_before is not None
        self._run_before = self._run_after = None
        if self._step == Step(touches_run=True):
            self.setObsolete(True)

    @property
    def has_lost_run(self) -> bool:
        """Whether the run that undo should bring back was given up to save memory."""
        return self._has_lost_run

    def id(self) -> int:
        """Return a number that commands of the same knob share."""
        return hash(self._knob) & 0x7FFFFFFF if self._knob else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take `other` into this command if both turn the same knob within one gesture."""
        if not isinstance(other, Command) or other._knob != self._knob or other._pushed - self._pushed > MERGE_WITHIN:
            return False
        restarts = self._step.restarts
        if other._step.restarts != restarts:
            return False
        # A knob that comes back to where it was has begun another run all the same.
        self._step = replace(self._step.then(other._step), touches_run=restarts)
        self._pushed = other._pushed
        return True


class UndoStack(QUndoStack):
    """The stack of commands. It frees them while it still stands.

    Python's collector may take a command apart before the stack that is forgotten together with it; the stack would
    then free it a second time, and crash. Finalizers run before anything is taken apart.
    """

    def __del__(self) -> None:
        if shiboken6.isValid(self):
            self.blockSignals(True)
            self.setParent(None)  # whom the last command holds may go with it
            self.clear()


def spare_memory(stack: QUndoStack, limit: int) -> None:
    """Let the oldest steps forget their runs' past, then their runs, where all together take more than `limit` bytes.

    The newest step keeps what it has.
    """
    spent = 0
    seen: set[int] = set()  # moments of one run share their past
    newest, *older = _newest_first(stack)
    spent += newest.run_bytes(seen)
    for command in older:
        for spare in (command.forget_past, command.forget_runs):
            if spent + command.run_bytes(set(seen)) > limit:
                spare()
        spent += command.run_bytes(seen)


def held_bytes(stack: QUndoStack) -> int:
    """Return the memory that all runs on the stack take."""
    seen: set[int] = set()
    return sum(command.run_bytes(seen) for command in _newest_first(stack))


def _newest_first(stack: QUndoStack) -> list[Command]:
    commands = [stack.command(index) for index in reversed(range(stack.count()))]
    return [command for command in commands if isinstance(command, Command)]
