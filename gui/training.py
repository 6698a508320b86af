"""Orders that go on with the run: a stretch of training is one step back, and so is going on from an earlier step."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.training.snapshot import Status
from gui.commands import Command, Step
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.kept import KeptRun


@dataclass(frozen=True)
class _Stretch:
    """Training under way: the run as it was before, and how the step back will be called."""

    before: KeptRun
    title: str
    knob: str


class Training(QObject):
    """Gives the run of a document its orders, and puts what they did on the undo stack once the run stands again.

    Signals
    -------
    stretch_changed()
        `under_way` is another one.
    """

    stretch_changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._stretch: _Stretch | None = None
        self._moves = False  # whether the run makes steps, or was just told to
        self._seconds = 0.0
        self._moves_since = 0.0
        self._refusals = 0
        self._waiting: tuple[int, Callable[[], object], str, str] | None = None  # an order, until the run is built
        document.run.snapshot_taken.connect(self._on_snapshot)

    # -- orders --

    def train(self) -> None:
        """Train until paused; from here, if a step of the past is visited."""
        self._order(self._document.run.train, translate("undo", "Train"))

    def step(self) -> None:
        """Make one step."""
        self._order(self._document.run.step, translate("undo", "One step"), "step")

    def epoch(self) -> None:
        """Go on to the end of the epoch."""
        self._order(self._document.run.epoch, translate("undo", "One epoch"), "epoch")

    def continue_from_here(self) -> None:
        """Make the visited step the head of another run. The one left stays as the ghost; undo brings it back."""
        document, run = self._document, self._document.run
        if run.last is None or run.last.visiting is None:
            return
        step, before = f"{run.last.visiting:,}", run.keep()
        run.branch()
        title = translate("undo", "Continue from step {step}").format(step=step)
        document.push(title, Step(touches_run=True), before)
        sentence = translate("time", "The run goes on from step {step}. Undo brings the later steps back.")
        document.notice.emit(sentence.format(step=step))

    def _order(self, order: Callable[[], object], title: str, knob: str = "") -> None:
        if self._document.run.building:
            self._waiting = (self._document.run.number, order, title, knob)
            self._document.notice.emit(
                translate("run", "The network is being built. It begins as soon as that is done.")
            )
            return
        self.continue_from_here()
        if not self._document.run.running:
            self._begin_stretch(title, knob)
        order()

    def _give_waiting(self) -> None:
        """Give the order that waited for this run, now that it is built; one for a run before it is forgotten."""
        waiting, self._waiting = self._waiting, None
        run = self._document.run
        if waiting is not None and run.ready and run.number == waiting[0]:
            self._order(*waiting[1:])

    # -- stretches --

    @property
    def under_way(self) -> str:
        """What the training under way will be called on the undo stack; empty if there is none."""
        return "" if self._stretch is None or not self._moves else self._stretch.title

    @property
    def seconds(self) -> float:
        """How long the document was trained since it was opened, in all its runs together."""
        return self._seconds + (time.monotonic() - self._moves_since if self._moves else 0.0)

    def forget(self) -> None:
        """Begin anew: another project is in the document."""
        self.drop_stretch()
        self._seconds = 0.0

    def _begin_stretch(self, title: str, knob: str = "") -> None:
        before = self._document.run.keep()
        if before is None:
            return
        self.end_stretch(before)
        if self._stretch is None:
            self._stretch = _Stretch(before, title, knob)
        self._set_moves(True)

    def take_up(self) -> None:
        """Let what a run learns that goes on after an edit be another step back."""
        self.drop_stretch()  # an edit has ended it, if it had made any steps
        if self._document.run.running:
            self._begin_stretch(translate("undo", "Train"))

    def end_stretch(self, now: KeptRun | None) -> None:
        """Put the training under way on the undo stack, given the run as it is now, if it has made any steps."""
        if now is not None:
            self._end_at(now.number, now.state.step)

    def drop_stretch(self) -> None:
        """Forget the training under way: a step of the undo stack takes it back."""
        self._stretch = None
        self._set_moves(False)

    def _end_at(self, number: int, step: int) -> None:
        stretch = self._stretch
        if stretch is None or (number, step) == (stretch.before.number, stretch.before.state.step):
            return
        self.drop_stretch()
        if number == stretch.before.number:
            self._document.push(stretch.title, Step(touches_run=True), stretch.before, stretch.knob)

    def _set_moves(self, moves: bool) -> None:
        self._seconds, self._moves_since = self.seconds, time.monotonic()
        self._moves = moves
        self.stretch_changed.emit()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._hear_refusal(snapshot)
        self._follow(snapshot)
        self._give_waiting()

    def _follow(self, snapshot: Snapshot) -> None:
        number, stretch = self._document.run.number, self._stretch
        if stretch is None or stretch.before.number != number:
            return
        if snapshot.status is not Status.RUNNING:
            self._end_at(number, snapshot.head_step)
        if self._moves is not (snapshot.status is Status.RUNNING):
            self._set_moves(not self._moves)

    def _hear_refusal(self, snapshot: Snapshot) -> None:
        """Say each time that a run which diverged was asked to go on why it does not."""
        if snapshot.refusals > self._refusals and snapshot.problem is not None:
            self._document.notice.emit(show(snapshot.problem))
        self._refusals = snapshot.refusals

    # -- back and forth --

    def undo(self) -> None:
        """Take the last step back; if training is under way, end it and take back what it has done."""
        if self.under_way and not self._interrupted():
            return
        stack = self._document.undo_stack
        command, title = stack.command(stack.index() - 1), stack.undoText()
        gone = command is not None and command.isObsolete()
        lost = isinstance(command, Command) and command.has_lost_run
        stack.undo()
        if gone:
            text = translate(
                "undo", "{title} cannot be taken back: the weights before it were given up to save memory."
            )
            self._document.notice.emit(text.format(title=title))
        elif lost:
            text = translate(
                "undo", "What the run had learned before was given up to save memory. It begins from its first weights."
            )
            self._document.notice.emit(text)

    def _interrupted(self) -> bool:
        """End the training under way; tell whether it has made any steps, which are on the undo stack then."""
        run = self._document.run
        run.halt()
        self.end_stretch(run.keep())
        if self._stretch is None:
            return True
        self.drop_stretch()
        run.pause()
        return False

    def redo(self) -> None:
        """Make the step again that was taken back."""
        if not self.under_way:
            self._document.undo_stack.redo()
