"""Writes a document to its file while the window goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal

from engine.errors import StorageError
from engine.text import Text
from gui.background import BackgroundTask
from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.storage import Project
    from gui.document import Document


class Saving(QObject):
    """Writes one file after another, each as the document is when its turn comes.

    Parameters
    ----------
    project : callable
        Gives the document as it is now.

    Signals
    -------
    saved(path), failed(path, StorageError)
    ended()
        Nothing is being written any more.
    """

    saved = Signal(object)
    failed = Signal(object, object)
    ended = Signal()

    def __init__(self, document: Document, project: Callable[[], Project], parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._project = project
        self.path: Path | None = None
        """What is being written."""
        self._next: Path | None = None
        self._went_well = True

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self.path is not None

    def begin(self, path: Path) -> None:
        """Write the document to a file, or do so once the one under way is written."""
        if self.busy:
            self._next = path
            return
        from engine.storage import write_project

        document, project = self._document, self._project()
        document.saved.begin(None if project.run is None else project.run.step)
        document.notice.emit(translate("files", "Saving {file} …").format(file=path.name))
        self.path = path
        task = BackgroundTask(lambda: write_project(project, path), self)
        task.succeeded.connect(lambda _: self._end(path, None))
        task.failed.connect(lambda error: self._end(path, error))
        task.start()

    def finish(self) -> bool:
        """Wait until all is written; tell whether the last file was. What the person does meanwhile waits too."""
        if self.busy:
            loop = QEventLoop()
            self.ended.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return self._went_well

    def _end(self, path: Path, error: Exception | None) -> None:
        self.path, self._went_well = None, error is None
        if error is None:
            self._document.saved.end(path)
            self.saved.emit(path)
        else:
            self.failed.emit(path, error if isinstance(error, StorageError) else _unforeseen(error))
        following, self._next = self._next, None
        if following is not None:
            self.begin(following)
        else:
            self.ended.emit()


def _unforeseen(error: Exception) -> StorageError:
    text = Text("files", "The file could not be written: {reason}. Save under another name.")
    return StorageError(text.fill(reason=str(error).rstrip(".") or type(error).__name__))
