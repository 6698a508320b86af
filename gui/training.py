"""Orders that go on with the run: a stretch of training is one step back, and so is going on from an earlier step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.training.snapshot import Status
from gui.commands import Step
from gui.i18n import translate

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
    """Gives the run of a document its orders, and puts what they did on the undo stack once the run stands again."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._stretch: _Stretch | None = None
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
        self.continue_from_here()
        if not self._document.run.running:
            self._begin_stretch(title, knob)
        order()

    # -- stretches --

    def _begin_stretch(self, title: str, knob: str) -> None:
        before = self._document.run.keep()
        if before is None:
            return
        self.end_stretch(before)
        if self._stretch is None:
            self._stretch = _Stretch(before, title, knob)

    def end_stretch(self, now: KeptRun | None) -> None:
        """Put the training under way on the undo stack, given the run as it is now, if it has made any steps."""
        if now is not None:
            self._end_at(now.number, now.state.step)

    def drop_stretch(self) -> None:
        """Forget the training under way: a step of the undo stack takes it back."""
        self._stretch = None

    def _end_at(self, number: int, step: int) -> None:
        stretch = self._stretch
        if stretch is None or (number, step) == (stretch.before.number, stretch.before.state.step):
            return
        self._stretch = None
        if number == stretch.before.number:
            self._document.push(stretch.title, Step(touches_run=True), stretch.before, stretch.knob)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        number, stretch = self._document.run.number, self._stretch
        if snapshot.status is not Status.RUNNING and stretch is not None and stretch.before.number == number:
            self._end_at(number, snapshot.head_step)
