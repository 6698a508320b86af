"""One session: the language that is spoken, and the window that speaks it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

from gui.languages import forget_language, install_language
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.settings import Settings


class Session(QObject):
    """Owns the window. Another language means another window, which takes the document over.

    The words of a window are asked for when its parts are made. So the parts are made anew, in the window that stands
    where the old one stood; drawing, run and undo belong to the document and go on untouched.

    Parameters
    ----------
    language : str, optional
        For this session instead of the stored preference.
    """

    def __init__(self, application: QApplication, settings: Settings, language: str | None = None) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._wanted: str | None = None
        self._translators = install_language(application, language or settings.language)
        self.window = self._make_window()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._settings)
        window.language_chosen.connect(self.speak)
        return window

    def speak(self, language: str) -> None:
        """Speak ``"system"``, ``"en"`` or ``"ko"`` at once, and at the next start."""
        self._settings.language = language
        self._wanted = language
        QTimer.singleShot(0, self, self._replace_window)  # the menu in which this was chosen goes with its window

    def _replace_window(self) -> None:
        if self._wanted is None:
            return
        forget_language(self._application, self._translators)
        self._translators = install_language(self._application, self._wanted)
        self._wanted = None
        old, self.window = self.window, self._make_window()
        old.furnish()
        self.window.take_over(old)
        old.hide()
        shiboken6.delete(old)  # at once: two windows must not hear the same document
        gc.unfreeze()  # the parts of the old one are no longer to stay
        self.window.document.introduce()

    def end(self) -> None:
        """Remove the window and its language."""
        self.window.close()
        shiboken6.delete(self.window)
        forget_language(self._application, self._translators)
