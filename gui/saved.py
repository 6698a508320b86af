"""What of a document is in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.commands import Command

if TYPE_CHECKING:
    from pathlib import Path

    from gui.document import Document


class Saved:
    """Remembers what of a document was last written, or read.

    Attributes
    ----------
    path : pathlib.Path or None
        The document's file; None: it is in no file, as an example.
    """

    def __init__(self, document: Document) -> None:
        self.path: Path | None = None
        self._document = document
        self._step = 0
        self._unwritten = False  # whether what was last marked as saved is in no file

    @property
    def modified(self) -> bool:
        """Whether there is something to save: an edit, or training since the file was written."""
        document = self._document
        return self._unwritten or not document.undo_stack.isClean() or document.run.step_count != self._step

    @property
    def only_trained(self) -> bool:
        """Whether this is an example on which nothing was done but training, which gives the same numbers once more."""
        stack = self._document.undo_stack
        if self.path is not None or self._unwritten or stack.cleanIndex() != 0:
            return False
        done = [stack.command(index) for index in range(stack.index())]
        return all(isinstance(command, Command) and command.only_trains for command in done)

    def begin(self, step: int | None = None) -> None:
        """Take note that the document as it is now is being written, with the run at `step` if that goes on meanwhile.

        It counts as modified until `end`, and then if it was edited since.
        """
        self._unwritten = self.modified
        self._step = self._document.run.step_count if step is None else step
        self._document.undo_stack.setClean()

    def end(self, path: Path | None) -> None:
        """Take note that what was being written is in the file at `path`."""
        self.path, self._unwritten = path, False
        self._document.title_changed.emit()

    def mark(self, path: Path | None) -> None:
        """Take note that the file at `path` holds the document."""
        self.begin()
        self.end(path)

    def lose(self) -> None:
        """Take note that no file holds the document as it is now, as after a recovery."""
        self._unwritten = True
        self._document.title_changed.emit()
