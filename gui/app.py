"""Starts the application: looks, language, the window first, PyTorch behind it, and a way out of unexpected faults."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from gui.background import BackgroundTask
from gui.i18n import translate
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from gui.document import Document

TRANSLATIONS = Path(__file__).resolve().parent.parent / "resources" / "translations"


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
    translators = install_language(application, language or settings.language)
    THEME.use(theme or settings.theme)
    if (theme or settings.theme) == "system":
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: THEME.use(settings.theme))
    window = MainWindow(settings)
    sys.excepthook = _report_fault
    with ExitStack() as leaving:
        window.furnished.connect(lambda: _begin(window, file, leaving))
        FirstPaint(window, window.furnish)
        window.show()
        status = application.exec()
    del translators
    return status


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


def install_language(application: QApplication, choice: str) -> list[QTranslator]:
    """Translate into ``"system"``, ``"en"`` or ``"ko"``. Keep the result as long as the application."""
    locale = QLocale(spoken(QLocale.system().uiLanguages()) if choice == "system" else choice)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))  # numbers with a decimal point
    translators = []
    for folder, stem in (
        (str(TRANSLATIONS), "layerloom"),
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"),
    ):
        translator = QTranslator(application)
        if translator.load(locale, stem, "_", folder):
            application.installTranslator(translator)
            translators.append(translator)
    return translators


def spoken(wanted: Sequence[str]) -> str:
    """Return the first language of a person's list that Layerloom has words for, or English.

    Qt would look for a file of each in turn, pass English over, which needs none, and end at a later one.
    """
    codes = (name.split("-")[0] for name in wanted)
    return next((code for code in codes if code in ("en", "ko")), "en")


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
