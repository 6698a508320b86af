"""Trains the drawing from many first weights in the background."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.errors import LoomError
from engine.graph import Change
from gui.background import BackgroundTask
from gui.commands import Step
from gui.i18n import show, translate
from gui.opening import difference

if TYPE_CHECKING:
    from engine.data import DataRecipe
    from engine.graph import Graph
    from engine.training.config import TrainingConfig
    from engine.training.starts import Starts
    from gui.document import Document

SEEDS = 2**31
TELL_EVERY = 0.05
"""Seconds between two reports of how far it is, at the least."""


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """What many starts were trained on and by."""

    graph: Graph
    recipe: DataRecipe
    config: TrainingConfig


class ManyStarts(QObject):
    """One such training of a document at a time; the window can be used meanwhile.

    Signals
    -------
    progressed(int)
        So many epochs are done; at most 20 times a second.
    changed()
        `busy`, `starts`, `problem` or `stale` is another one. After `cancel`, `starts` are those of the epochs that
        were done.
    """

    progressed = Signal(int)
    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._task: BackgroundTask | None = None
        self._cancelled = threading.Event()
        self._origin: Origin | None = None
        self._told = 0.0
        self.epochs = 0
        """For how many epochs the last training was ordered."""
        self.starts: Starts | None = None
        self.problem = ""
        self.stale = False
        """Whether drawing, data or settings are no longer those that `starts` were trained on."""
        document.replaced.connect(self.forget)
        for signal in (document.graph_changed, document.recipe_changed, document.config_changed):
            signal.connect(self._compare)

    @property
    def busy(self) -> bool:
        """Whether it trains."""
        return self._task is not None

    # -- training --

    def begin(self, count: int, epochs: int) -> None:
        """Train from the seed in force and those after it."""
        if self.busy:
            return
        document = self._document
        origin = Origin(document.graph.copy(), document.recipe, document.config)
        dataset, config = document.dataset, document.config
        seeds = [(config.seed + place) % SEEDS for place in range(count)]
        cancelled = self._cancelled = threading.Event()

        def report(done: int) -> bool:
            self._tell(done)
            return not cancelled.is_set()

        def work() -> Starts:
            from engine.starts import train_from_starts

            return train_from_starts(origin.graph, dataset, config, seeds, epochs, report)

        self._origin, self.epochs, self._told = origin, epochs, 0.0
        self._task = BackgroundTask(work, self)
        self._task.succeeded.connect(partial(self._take, origin))
        self._task.failed.connect(partial(self._fail, origin))
        self._task.start()
        self.changed.emit()

    def _tell(self, done: int) -> None:
        """Say how far it is, from the thread that trains."""
        now = time.monotonic()
        if now - self._told >= TELL_EVERY:
            self._told = now
            self.progressed.emit(done)

    def cancel(self) -> None:
        """End it after the epoch under way."""
        self._cancelled.set()

    def close(self) -> None:
        """End it and wait until it has ended; called before the document goes."""
        self.cancel()
        if self._task is not None:
            self._task.wait()

    def forget(self) -> None:
        """Give up what was trained, and what is being trained."""
        self.cancel()
        self._task, self._origin, self.starts, self.problem, self.stale = None, None, None, "", False
        self.changed.emit()

    def _take(self, origin: Origin, starts: Starts) -> None:
        if origin is self._origin:
            self._task, self.starts, self.problem = None, starts, ""
            self.stale = self._differs(origin)
            self.changed.emit()

    def _fail(self, origin: Origin, error: Exception) -> None:
        if origin is not self._origin:
            return
        self._task, self.starts = None, None
        if isinstance(error, LoomError):
            self.problem = show(error.text)
        else:
            text = translate("runs", "The starts could not be trained. PyTorch says: {reason}")
            self.problem = text.format(reason=str(error).splitlines()[0] if str(error) else type(error).__name__)
        self.changed.emit()

    # -- what was trained on --

    def _compare(self, _: object = None) -> None:
        if self._origin is None or self.starts is None or self.busy:
            return
        stale = self._differs(self._origin)
        if stale is not self.stale:
            self.stale = stale
            self.changed.emit()

    def _differs(self, origin: Origin) -> bool:
        document = self._document
        return (
            document.recipe != origin.recipe
            or document.config != self._with_origin(origin, document.config.seed)
            or difference(document.graph, origin.graph).affects_model
        )

    def _with_origin(self, origin: Origin, seed: int) -> TrainingConfig:
        """Return the settings that were trained by, with another seed and the length that the run has now."""
        present = self._document.config
        return replace(origin.config, seed=seed, endless=present.endless, epochs=present.epochs)

    def use(self, start: int) -> int | None:
        """Begin a run from a start, counted from 0, on the drawing, data and settings that it was trained on.

        This is one step that can be taken back. Returns the seed of the start; None if there is no such start.
        """
        document, origin = self._document, self._origin
        if self.starts is None or origin is None:
            return None
        seed = self.starts.seeds[start]
        change = difference(document.graph, origin.graph)
        step = Step(
            change=change if change.affects_model else Change(),
            recipe=(document.recipe, origin.recipe) if document.recipe != origin.recipe else None,
            config=(document.config, self._with_origin(origin, seed)),
            hand_set=(document.hand_set, {}),
            touches_run=True,
        )
        document.make(translate("undo", "Start from seed {seed}").format(seed=seed), step, None)
        return seed
