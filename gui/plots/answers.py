"""The network's answers to rows of the data, asked for at a modest pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from gui.plots.probe import Probe

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.training.snapshot import Snapshot
    from gui.document import Document

    Rows = npt.NDArray[np.int64]

MOST = 2000
"""Samples that are asked about at once, and all that are asked about while training goes on."""

PACE = 200
"""Milliseconds between two questions while training goes on."""


class Answers(QObject):
    """Asks a run about rows of the data, again whenever its weights are others.

    While training goes on the network is asked about some rows, five times a second; once it pauses about all, a few
    at a time, so that neither training nor the window waits for long.

    Signals
    -------
    changed()
        `rows`, `outputs` and `step` are those of a newer look.
    """

    changed = Signal()

    def __init__(self, document: Document, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._probe = Probe(document.run, name)
        self._all: Rows | None = None
        self._wanted: Rows = np.zeros(0, np.int64)
        self._parts: list[npt.NDArray[np.float32]] = []
        self._step = 0
        self._seen: Snapshot | None = None
        self._whole = False
        self.rows: Rows = np.zeros(0, np.int64)
        self.outputs: npt.NDArray[np.float32] | None = None
        self.step = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PACE)
        self._pause.timeout.connect(self._ask_if_stale)
        document.run.snapshot_taken.connect(self._on_snapshot)

    def follow(self, rows: Rows) -> None:
        """Ask about these rows from now on."""
        self.stop()
        self._all = rows
        if len(rows):
            self._begin()

    def stop(self) -> None:
        """Ask no longer, and forget what was answered."""
        self._pause.stop()
        self._probe.stop()
        self._all, self._seen, self.outputs = None, None, None

    @property
    def settled(self) -> bool:
        """Whether all rows are answered for by the weights as last seen."""
        last = self._document.run.last
        return self._seen is not None and self._whole and last is not None and _same(self._seen, last)

    def _begin(self) -> None:
        assert self._all is not None
        running = self._document.run.running
        every = max(1, -(-len(self._all) // MOST)) if running else 1
        self._wanted, self._parts = self._all[::every], []
        self._ask_on()

    def _ask_on(self) -> None:
        done = MOST * len(self._parts)
        self._probe.ask(self._document.dataset.x[self._wanted[done : done + MOST]])

    def _ask_if_stale(self) -> None:
        last = self._document.run.last
        if self._all is None or not len(self._all) or last is None or self._probe.active or self._pause.isActive():
            return
        incomplete = not self._whole and not self._document.run.running
        if self._seen is None or incomplete or not _same(self._seen, last):
            self._begin()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        answer = self._probe.answer(snapshot)
        if self._all is None or answer is None:
            self._ask_if_stale()
            return
        if self._parts and self._seen is not None and not _same(self._seen, snapshot):
            self._begin()  # the network has learned meanwhile: the parts do not belong together
            return
        self._seen = snapshot
        self._parts.append(answer)
        if MOST * len(self._parts) < len(self._wanted):
            self._ask_on()
            return
        self._probe.stop()
        self._whole = len(self._wanted) == len(self._all)
        self.rows, self.outputs, self.step = self._wanted, np.concatenate(self._parts), snapshot.step
        self._parts = []
        self._pause.start()
        self.changed.emit()


def _same(one: Snapshot, other: Snapshot) -> bool:
    """Tell whether two looks show the same weights."""
    if one.step != other.step or one.weights.keys() != other.weights.keys():
        return False
    return all(w is other.weights[name] or np.array_equal(w, other.weights[name]) for name, w in one.weights.items())
