"""Starts the application: looks, language, the window first, PyTorch behind it, and a way out of unexpected faults."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from gui.background import BackgroundTask
from gui.i18n import translate
from gui.session import Session
from gui.settings import Settings
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from gui.document import Document
    from gui.main_window import MainWindow


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
    application = QApplication(arguments)
    application.setApplicationName("Layerloom")
    settings = Settings()
    THEME.use(theme or settings.theme)
    if (theme or settings.theme) == "system":
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: THEME.use(settings.theme))
    session = Session(application, settings, language)
    sys.excepthook = _report_fault
    with ExitStack() as leaving:
        session.window.furnished.connect(lambda: _begin(session.window, file, leaving))
        FirstPaint(session.window, session.window.furnish)
        session.window.show()
        return application.exec()


def _begin(window: MainWindow, file: Path | None, leaving: ExitStack) -> None:
    """Load PyTorch once the furnished window is painted too; what shall be open at first waits for it."""
    document = window.document
    leaving.callback(document.run.close)
    loading = load_torch(document)
    leaving.callback(loading.wait)
    QTimer.singleShot(0, loading.start)
    window.files.begin(file)


def load_torch(document: Document) -> BackgroundTask:
    """Prepare a task that loads PyTorch on a thread of its own; the document is told when it is there."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # spinning threads would starve the window on two cores
    task = BackgroundTask(_import_torch, document)
    task.succeeded.connect(lambda _: document.torch_is_ready())
    task.failed.connect(
        lambda error: document.notice.emit(translate("app", "PyTorch cannot be loaded: {reason}").format(reason=error))
    )
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


def _import_torch() -> None:
    import networkx  # noqa: F401  # for the effect of loading it, as all of these: nobody then waits for it later

    import engine.assembly
    import engine.storage  # noqa: F401


_shown: set[object] = set()


def _report_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show what nobody foresaw in a dialog with details to copy; the window lives on."""
    details = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(details)
    place = (kind, traceback.extract_tb(trace)[-1][:2] if trace else None)
    if place in _shown:
        return  # a fault in a paint event comes with every frame: one dialog is enough
    _shown.add(place)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.exit(130)
        return
    box = QMessageBox(
        QMessageBox.Icon.Critical, translate("app", "Something went wrong"), "", QMessageBox.StandardButton.Ok
    )
    box.setText(
        translate(
            "app",
            "An unexpected fault happened: {fault}. Your work is still here: save it under a new name. "
            "The details below help whoever repairs this.",
        ).format(fault=error)
    )
    box.setDetailedText(details)
    box.exec()
