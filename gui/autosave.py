"""Keeps a copy of unsaved work, and finds what a killed session has left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer

from engine.errors import StorageError
from gui.background import BackgroundTask
from gui.i18n import show
from gui.settings import autosave_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.storage import Project
    from gui.document import Document

INTERVAL = 15_000
"""Milliseconds between two looks whether there is something new to keep."""


class Autosave(QObject):
    """Writes the document beside the others' copies while it has unsaved changes, on a thread of its own.

    Parameters
    ----------
    project : callable
        Gives the document as it is now.
    """

    def __init__(self, document: Document, project: Callable[[], Project], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._project = project
        folder = autosave_folder()
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{uuid4().hex}.loom"
        self._alive = _lock(self._path)
        self._alive.tryLock(0)
        self._task: BackgroundTask | None = None
        self._kept: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def keep(self) -> None:
        """Write the copy now if there is something new in it."""
        document = self._document
        mark = (document.path, document.revision, document.run.step_count)
        if not document.ready or not document.modified or mark == self._kept or (self._task and self._task.busy):
            return
        from engine.storage import write_project

        project = self._project()
        self._task = BackgroundTask(lambda: write_project(project, self._path), self)
        self._task.succeeded.connect(lambda _: setattr(self, "_kept", mark))
        self._task.failed.connect(self._report)
        self._task.start()

    def _report(self, error: Exception) -> None:
        self._document.notice.emit(show(error.text) if isinstance(error, StorageError) else str(error))

    @property
    def holds_a_copy(self) -> bool:
        """Whether this session's copy is on the disk."""
        return self._path.exists()

    def finish(self) -> None:
        """Wait until a copy that is being written is on the disk."""
        if self._task is not None:
            self._task.wait()

    def clear(self) -> None:
        """Remove the copy: the work is saved, or given up on purpose."""
        self.finish()
        self._kept = None
        _remove(self._path)

    def close(self) -> None:
        """End for good."""
        self._timer.stop()
        self.clear()
        self._alive.unlock()


def left_behind() -> list[Path]:
    """Return the copies of sessions that did not end properly, the newest first."""
    folder = autosave_folder()
    copies = [path for path in folder.glob("*.loom") if _lock(path).tryLock(0)] if folder.is_dir() else []
    return sorted(copies, key=lambda path: path.stat().st_mtime, reverse=True)


def discard(path: Path) -> None:
    """Remove a copy that nobody wants."""
    _remove(path)


def _remove(path: Path) -> None:
    for each in (path, path.with_name(path.name + ".bak")):
        each.unlink(missing_ok=True)


def _lock(path: Path) -> QLockFile:
    """Return the lock that tells a living session's copy from one left behind: a dead one's may be taken."""
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    return lock
