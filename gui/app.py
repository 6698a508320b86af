"""Starts the application: looks, language, the window first, PyTorch behind it, and a way out of unexpected faults."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gui import loading

with loading.uncollected(), loading.unwatched():  # the frame of the window
    from gui.background import BackgroundTask
    from gui.faults import Faults
    from gui.session import Session
    from gui.settings import Settings
    from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gui.document import Document
    from gui.main_window import MainWindow

TURN = 0.001
"""Seconds for which another thread may keep the interpreter from the window. Python's 5 ms add up to a late click."""


def run(arguments: list[str], file: Path | None, language: str | None, theme: str | None) -> int:
    """Open the window and stay until it is closed.

    Parameters
    ----------
    arguments : list of str
        For Qt.
    file : Path, optional
        A project to open.
    language, theme : str, optional
        For this session instead of the stored preferences.

    Returns
    -------
    int
        The exit status of the process.
    """
    sys.setswitchinterval(TURN)
    application = QApplication(arguments)
    application.setApplicationName("Layerloom")
    settings = Settings()
    THEME.use(theme or settings.theme)
    if (theme or settings.theme) == "system":
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: THEME.use(settings.theme))
    session = Session(application, settings, language)
    Faults(application).install()
    with ExitStack() as leaving:
        session.window.furnished.connect(lambda: _begin(session.window, file, leaving))
        FirstPaint(session.window, lambda: _furnish(session.window, leaving))
        session.window.show()
        return application.exec()


def _furnish(window: MainWindow, leaving: ExitStack) -> None:
    """Fill the frame; what PyTorch needs of the system comes into memory meanwhile."""
    task = BackgroundTask(loading.prepare, window)
    leaving.callback(task.wait)
    with loading.uncollected(), loading.unwatched():  # numerics, plots and engine are imported here
        loading.open_libraries()
        task.start()
        window.furnish()
        gc.freeze()  # all this stays too


def _begin(window: MainWindow, file: Path | None, leaving: ExitStack) -> None:
    """Load PyTorch once the furnished window is painted too; what shall be open at first waits for it."""
    document = window.document
    leaving.callback(document.run.close)
    task = load_torch(document)
    leaving.callback(task.wait)
    QTimer.singleShot(0, task.start)
    window.files.begin(file)


def load_torch(document: Document) -> BackgroundTask:
    """Prepare a task that loads PyTorch on a thread of its own; the document is told when it is there."""
    names = loading.parts()
    task = BackgroundTask(lambda: loading.load(names, task.report), document)
    task.reported.connect(document.loading.show_part)
    task.succeeded.connect(lambda _: document.torch_is_ready())
    task.failed.connect(document.loading.fail)
    return task


class FirstPaint(QObject):
    """Does something once a window has been painted for the first time, so that the window need not wait for it."""

    def __init__(self, window: QWidget, action: Callable[[], None]) -> None:
        super().__init__(window)
        self._action = action
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event; the timer lets the widgets within the window be painted too."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._action)
        return False
