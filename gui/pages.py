"""The middle of the window: the welcome page, a page while a file waits for PyTorch, and the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.waiting import WaitingPage
from gui.welcome import WelcomePage

if TYPE_CHECKING:
    from gui.document import Document


class Pages(QStackedWidget):
    """Shows one of its pages. Other data that comes while the welcome page is shown has the canvas shown instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.welcome = WelcomePage()
        self._waiting = WaitingPage()
        self._canvas: QWidget | None = None
        self.addWidget(self.welcome)
        self.addWidget(self._waiting)

    def serve(self, document: Document, canvas: QWidget) -> None:
        """Take the canvas among the pages and follow its document."""
        self._canvas = canvas
        self.addWidget(canvas)
        self._waiting.serve(document)
        document.became_ready.connect(self._end_waiting)
        document.recipe_changed.connect(self.leave_welcome)

    def take_over(self, other: Pages) -> None:
        """Show the page that another window shows."""
        self._waiting.sentence.setText(other._waiting.sentence.text())
        self.setCurrentIndex(other.currentIndex())

    def show_canvas(self) -> None:
        """Show the canvas, if there is one already; the keyboard stays where it is."""
        if self._canvas is not None:
            self.setCurrentWidget(self._canvas)

    def show_welcome(self) -> None:
        """Show the first page."""
        self.setCurrentWidget(self.welcome)

    def show_waiting(self, sentence: str) -> None:
        """Say what is waited for."""
        self._waiting.sentence.setText(sentence)
        self.setCurrentWidget(self._waiting)

    def _end_waiting(self) -> None:
        if self.currentWidget() is self._waiting:  # the file could not be opened
            self.show_welcome()

    def leave_welcome(self) -> None:
        """Show the canvas in the place of the welcome page, and only of that."""
        if self.currentWidget() is self.welcome:
            self.show_canvas()
