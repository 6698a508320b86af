"""New, open, save, recent files and recovery: all that goes between document and disk, and its questions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.errors import LoomError, StorageError
from gui import autosave, questions
from gui.file_kinds import SUFFIX, is_samples, projects, to_open
from gui.i18n import show, translate
from gui.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import JsonValue

    from engine.storage import Project
    from gui.document import Document
    from gui.settings import Settings

LONG = 30.0
"""Seconds of training that nobody gives up without being asked, although it could be had again."""

EXAMPLES = Path(__file__).resolve().parent.parent / "resources" / "examples"


class ProjectFiles(QObject):
    """The files of one window.

    Parameters
    ----------
    window : QWidget
        Parent of the dialogs.
    view, thumbnail : callable
        Give what the window wants to find again when the file is opened, and a small picture (PNG) of the drawing.

    Signals
    -------
    opened(view)
        Another project is in the document; `view` is what `view` gave when it was saved.
    data_chosen(paths)
        A file of samples was chosen where a project is opened: it belongs to the open project.
    waiting(sentence)
        A project will be opened once PyTorch is loaded.
    recent_changed()
    """

    opened = Signal(object)
    data_chosen = Signal(object)
    waiting = Signal(str)
    recent_changed = Signal()

    def __init__(
        self,
        document: Document,
        settings: Settings,
        window: QWidget,
        view: Callable[[], Mapping[str, JsonValue]],
        thumbnail: Callable[[], bytes],
    ) -> None:
        super().__init__(window)
        self._document = document
        self._settings = settings
        self._window = window
        self._view = view
        self._thumbnail = thumbnail
        self._when_ready: Callable[[], object] | None = None
        self._session_begins = False
        document.became_ready.connect(self._do_waiting)
        self.autosave = autosave.Autosave(document, self._project_with_path, self)
        self.saving = Saving(document, self._project_for_file, self)
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_not_saved)
        self._was_running = False  # before the last question whether the document may be left

    def serve(
        self, window: QWidget, view: Callable[[], Mapping[str, JsonValue]], thumbnail: Callable[[], bytes]
    ) -> None:
        """Go on for another window, which shows the same document now; arguments as in the constructor."""
        self.setParent(window)
        self._window, self._view, self._thumbnail = window, view, thumbnail

    # -- opening --

    def new(self) -> bool:
        """Begin an empty project; tell whether the person agreed to leave the present one."""
        if not self.may_leave():
            return False
        from engine.graph import Graph
        from engine.storage import Project

        return self._take(Project(graph=Graph()), None)

    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        start = str(self._document.path.parent) if self._document.path else str(Path.home())
        name, _ = QFileDialog.getOpenFileName(self._window, translate("files", "Open"), start, to_open())
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a project file, as soon as PyTorch is there to hold its weights; have samples taken at once."""
        if is_samples(path):
            self.data_chosen.emit([path])
            return
        if not self._document.ready:
            self._wish(lambda: self.open(path), translate("files", "Opening {file} …").format(file=path.name))
            return
        project = self._read(path)
        if project is not None and self.may_leave() and self._take(project, path):
            self._settings.add_recent(path)
            self.recent_changed.emit()
            self._document.notice.emit(translate("files", "Opened {file}").format(file=path.name))

    def open_example(self, name: str) -> bool:
        """Open an example as an untitled project, so that saving does not ask to overwrite it.

        Returns
        -------
        bool
            Whether it is open now, or will be once PyTorch is loaded.
        """
        if not self._document.ready:
            self._wish(lambda: self.open_example(name), translate("files", "Opening the example …"))
            return True
        project = self._read(EXAMPLES / f"{name}{SUFFIX}")
        if project is None or not self.may_leave() or not self._take(project, None):
            return False
        self._document.notice.emit(translate("files", "Press Space to train."))
        return True

    def begin(self, path: Path | None) -> None:
        """Start a session: offer what a killed one has left behind; unless that is taken, open a file, if any is given.

        Parameters
        ----------
        path : Path, optional
            A project file, as from the command line.
        """
        self._session_begins = True
        if path is not None:
            self._wish(lambda: self.open(path), translate("files", "Opening {file} …").format(file=path.name))
        if self._document.ready:
            self._do_waiting()

    def _wish(self, opening: Callable[[], object], sentence: str) -> None:
        """Open something once PyTorch is there to hold its weights; the last wish counts."""
        self._when_ready = opening
        failure = self._document.loading.failure
        self.waiting.emit(sentence if failure is None else show(failure))

    def _do_waiting(self) -> None:
        waiting, self._when_ready = self._when_ready, None
        begins, self._session_begins = self._session_begins, False
        if begins and self.offer_recovery():
            if waiting is not None:
                self._document.notice.emit(
                    translate("files", "The unsaved work is here again. Save it before you open another file.")
                )
        elif waiting is not None:
            waiting()

    def _read(self, path: Path) -> Project | None:
        from engine.storage import read_project

        try:
            return read_project(path)
        except StorageError as error:
            self._complain(translate("files", "{file} could not be opened").format(file=path.name), error)
        return None

    def _take(self, project: Project, path: Path | None) -> bool:
        from gui.data_opening import with_data

        try:
            opened = with_data(project, path, self._window)
            if opened is None:
                self._go_on()
                return False
            self._document.open(opened.project, path, opened.dataset)
        except LoomError as error:
            self._complain(translate("files", "The project could not be opened"), error)
            self._go_on()
            return False
        self._was_running = False
        self.autosave.clear()
        self.opened.emit(project.view)
        return True

    # -- saving --

    def save(self) -> bool:
        """Begin to write the document to its file, or to one that is asked for; tell whether there is a file."""
        path = self.saving.path or self._document.path
        return self._write(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and begin to write the document to it; tell whether there is a file."""
        start = self._document.path or Path.home() / (translate("files", "network") + SUFFIX)
        name, _ = QFileDialog.getSaveFileName(self._window, translate("files", "Save as"), str(start), projects())
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    def _write(self, path: Path) -> bool:
        failure = self._document.loading.failure
        if failure is not None:
            self._complain(translate("files", "{file} could not be saved").format(file=path.name), LoomError(failure))
            return False
        self.saving.begin(path)
        return True

    def _on_saved(self, path: Path) -> None:
        self.autosave.clear()
        self._settings.add_recent(path)
        self.recent_changed.emit()
        self._document.notice.emit(translate("files", "Saved {file}").format(file=path.name))

    def _on_not_saved(self, path: Path, error: StorageError) -> None:
        self._complain(translate("files", "{file} could not be saved").format(file=path.name), error)

    def _project_for_file(self) -> Project:
        return self._document.project(self._view(), self._thumbnail() or None)

    def _project_with_path(self) -> Project:
        path = self._document.path
        return self._document.project({**self._view(), "path": str(path) if path else None})

    # -- questions --

    def may_leave(self) -> bool:
        """Ask once what becomes of unsaved work; tell whether the document may be left. Training pauses meanwhile.

        Of an example that was only trained, and not for long, nobody is asked.
        """
        document = self._document
        self._was_running = document.run.running
        if self._was_running:
            document.run.pause()
        self.saving.finish()
        if not self._was_running and (not document.modified or self._is_soon_had_again()):
            return True
        if self._settled():
            return True
        self._go_on()
        return False

    def _is_soon_had_again(self) -> bool:
        return self._document.saved.only_trained and self._document.training.seconds < LONG

    def _settled(self) -> bool:
        buttons = QMessageBox.StandardButton
        answer = self._ask_to_save(self._was_running)
        return (self.save() and self.saving.finish()) if answer == buttons.Save else answer == buttons.Discard

    def _go_on(self) -> None:
        """Train on if that was paused for a question, since the document is not left."""
        if self._was_running:
            self._document.run.train()  # the same stretch of training, so that undo takes it back as one

    def _ask_to_save(self, was_running: bool) -> QMessageBox.StandardButton:
        buttons = QMessageBox.StandardButton
        text = translate("files", "Save the changes to {file}?").format(file=self._document.name)
        if was_running:
            text = translate("files", "Training is paused. Save {file} with what it has learned?").format(
                file=self._document.name
            )
        elif self._document.saved.only_trained:
            text = translate("files", "Save {file} with what it has learned?").format(file=self._document.name)
        return questions.ask(
            self._window,
            translate("files", "Unsaved changes"),
            text,
            {
                buttons.Save: translate("files", "Save"),
                buttons.Discard: translate("files", "Do not save"),
                buttons.Cancel: translate("files", "Cancel"),
            },
        )

    def offer_recovery(self) -> bool:
        """Offer what a session that was killed has left behind, the newest first; tell whether something was taken."""
        buttons = QMessageBox.StandardButton
        for copy in autosave.left_behind():
            answer = questions.ask(
                self._window,
                translate("files", "Recover unsaved work"),
                translate(
                    "files",
                    "Layerloom did not end properly last time and kept a copy of unsaved work, of {time}. Recover it, "
                    "or delete the copy? It can also wait until the next start.",
                ).format(time=datetime.fromtimestamp(copy.stat().st_mtime).strftime("%Y-%m-%d %H:%M")),
                {
                    buttons.Yes: translate("files", "Recover"),
                    buttons.Discard: translate("files", "Delete the copy"),
                    buttons.Cancel: translate("files", "Decide later"),
                },
            )
            if answer == buttons.Discard:
                autosave.discard(copy)
            elif answer != buttons.Yes:
                return False
            elif self._recover(copy):
                return True
        return False

    def _recover(self, copy: Path) -> bool:
        project = self._read(copy)
        original = None if project is None else project.view.get("path")
        if project is None or not self._take(project, Path(original) if isinstance(original, str) else None):
            copy.replace(copy.with_suffix(".damaged"))  # kept for an expert, and not offered again
            return False
        self._document.saved.lose()
        self.autosave.keep()
        self.autosave.finish()
        if self.autosave.holds_a_copy:
            autosave.discard(copy)
        return True

    def _complain(self, title: str, error: LoomError) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Warning, title, show(error.text), QMessageBox.StandardButton.Ok, self._window
        )
        if isinstance(error, StorageError) and error.details:
            box.setDetailedText("\n".join(show(detail) for detail in error.details))
        box.exec()
