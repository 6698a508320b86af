"""What nobody foresaw is shown in a dialog, on whichever thread it happened; the window lives on."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.i18n import translate

if TYPE_CHECKING:
    from types import TracebackType

QUIET = 10.0
"""Seconds after a dialog was closed within which the same fault opens no other one."""


class Faults(QObject):
    """Hears of every fault that reaches the end of a thread's or an event's work.

    A fault in a paint event comes again with every frame. So one dialog is open at a time, and the same fault is shown
    again only after it has been quiet for a while; on the error stream all of them are.
    """

    _happened = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: dict[object, float] = {}
        self._open = False
        self._happened.connect(self._show)  # on the window's thread, wherever it was sent from

    def install(self) -> None:
        """Hear of the faults of all threads from now on."""
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell the person, unless it is the person who ends the program from the terminal."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        self._happened.emit(error, details)

    def _report_thread(self, fault: threading.ExceptHookArgs) -> None:
        if not issubclass(fault.exc_type, SystemExit):
            error = fault.exc_value if fault.exc_value is not None else fault.exc_type()
            self.report(fault.exc_type, error, fault.exc_traceback)

    def _show(self, error: BaseException, details: str) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        place = (type(error), frames[-1][:2] if frames else None)
        quiet = time.monotonic() - self._seen.get(place, -QUIET)
        self._seen[place] = time.monotonic()
        if self._open or quiet < QUIET:
            return
        self._open = True
        try:
            _box(error, details).exec()
        finally:
            self._open = False
            self._seen[place] = time.monotonic()


def _box(error: BaseException, details: str) -> QMessageBox:
    title, close = translate("app", "Something went wrong"), QMessageBox.StandardButton.Ok
    box = QMessageBox(QMessageBox.Icon.Critical, title, "", close)
    text = translate(
        "app",
        "An unexpected fault happened: {fault}. Save your work under a new name, then start Layerloom again. "
        "The details below help whoever repairs this.",
    )
    box.setText(text.format(fault=str(error) or type(error).__name__))
    box.setDetailedText(details)
    return box
