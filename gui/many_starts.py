"""Trains the drawing from many first weights in the background."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.errors import LoomError
from gui.background import BackgroundTask
from gui.i18n import show, translate

if TYPE_CHECKING:
    from engine.training.starts import Starts
    from gui.document import Document

SEEDS = 2**31


class ManyStarts(QObject):
    """One such training at a time; the window can be used meanwhile.

    Signals
    -------
    progressed(int)
        So many epochs are done.
    ended()
        `starts` or `problem` is known; after `cancel`, `starts` are those of the epochs that were done.
    """

    progressed = Signal(int)
    ended = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._task: BackgroundTask | None = None
        self._cancelled = threading.Event()
        self.starts: Starts | None = None
        self.problem = ""

    @property
    def busy(self) -> bool:
        """Whether it trains."""
        return self._task is not None

    def begin(self, count: int, epochs: int) -> None:
        """Train from the seed in force and those after it."""
        if self.busy:
            return
        document = self._document
        graph, dataset, config = document.graph.copy(), document.dataset, document.config
        seeds = [(config.seed + place) % SEEDS for place in range(count)]
        self._cancelled.clear()

        def report(done: int) -> bool:
            self.progressed.emit(done)
            return not self._cancelled.is_set()

        def work() -> Starts:
            from engine.starts import train_from_starts

            return train_from_starts(graph, dataset, config, seeds, epochs, report)

        self._task = BackgroundTask(work, self)
        self._task.succeeded.connect(self._take)
        self._task.failed.connect(self._fail)
        self._task.start()

    def cancel(self) -> None:
        """End it after the epoch under way."""
        self._cancelled.set()

    def _take(self, starts: Starts) -> None:
        self._task, self.starts, self.problem = None, starts, ""
        self.ended.emit()

    def _fail(self, error: Exception) -> None:
        self._task, self.starts = None, None
        if isinstance(error, LoomError):
            self.problem = show(error.text)
        else:
            text = translate("runs", "The starts could not be trained. PyTorch says: {reason}")
            self.problem = text.format(reason=str(error).splitlines()[0] if str(error) else type(error).__name__)
        self.ended.emit()
