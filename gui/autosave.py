"""Keeps a copy of unsaved work, and finds what a killed session has left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer

from engine.errors import StorageError
from gui.background import BackgroundTask
from gui.i18n import show, translate
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

    Where that cannot be done the person is told so once, and the work goes on without copies.

    Parameters
    ----------
    project : callable
        Gives the document as it is now.
    """

    def __init__(self, document: Document, project: Callable[[], Project], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._project = project
        self._path = autosave_folder() / f"{uuid4().hex}.loom"
        self._alive: QLockFile | None = None
        self._task: BackgroundTask | None = None
        self._is_wanted = True  # the copy that is being written
        self._kept: object = None
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def keep(self) -> None:
        """Write the copy now if there is something new in it."""
        document = self._document
        mark = (document.path, document.revision, document.run.step_count)
        if (
            not document.ready
            or document.run.building
            or not document.modified
            or mark == self._kept
            or self._task is not None
        ):
            return
        if not self._has_folder():
            return
        from engine.storage import write_project

        project, self._is_wanted = self._project(), True
        self._task = BackgroundTask(lambda: write_project(project, self._path), self)
        self._task.succeeded.connect(lambda _: self._end(mark))
        self._task.failed.connect(lambda error: self._end(None, error))
        self._task.start()

    def _has_folder(self) -> bool:
        """Make the folder and tell other sessions that this one lives; tell whether that could be done."""
        if self._alive is None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                reason = error.strerror or str(error)
                text = translate("files", "No copies of unsaved work can be kept in {folder}: {reason}. Save it often.")
                self._say(text.format(folder=self._path.parent, reason=reason))
                return False
            self._alive = _lock(self._path)
            self._alive.tryLock(0)
        return True

    def _end(self, mark: object, error: Exception | None = None) -> None:
        self._task = None
        if not self._is_wanted:
            _remove(self._path)
        elif error is None:
            self._kept, self._said = mark, ""
        else:
            self._say(show(error.text) if isinstance(error, StorageError) else str(error))

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self._document.notice.emit(sentence)

    @property
    def holds_a_copy(self) -> bool:
        """Whether this session's copy is on the disk."""
        return self._alive is not None and self._path.exists()

    def finish(self) -> None:
        """Wait until a copy that is being written is on the disk."""
        if self._task is not None:
            self._task.wait()

    def clear(self) -> None:
        """Remove the copy, now or once it is written: the work is saved, or given up on purpose."""
        self._kept, self._is_wanted = None, False
        if self._alive is not None and not (self._task and self._task.busy):
            _remove(self._path)

    def close(self) -> None:
        """End for good."""
        self._timer.stop()
        self.finish()
        self.clear()
        if self._alive is not None:
            self._alive.unlock()


def left_behind() -> list[Path]:
    """Return the copies of sessions that did not end properly, the newest first."""
    copies = [path for path in autosave_folder().glob("*.loom") if _lock(path).tryLock(0)]
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
