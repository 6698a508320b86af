"""The page that stands where a project will be, until PyTorch is there to hold its weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from gui.forms.layout import wrapped
from gui.i18n import show
from gui.theme import UNIT

if TYPE_CHECKING:
    from gui.document import Document

WIDTH = 360


class WaitingPage(QWidget):
    """Says what will be opened and what that waits for, or why it will not come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence, self.part = wrapped(), QLabel()
        self.part.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setObjectName("loadingBar")
        self.bar.setRange(0, 0)  # how long it takes is known once it is done
        self.bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(UNIT)
        layout.addStretch(1)
        for widget in (self.sentence, self.bar, self.part):
            widget.setFixedWidth(WIDTH)
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.sentence, self.part):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)

    def serve(self, document: Document) -> None:
        """Show what is being loaded for a document, or why it cannot be."""
        self._document = document
        document.loading.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        loading = self._document.loading
        self.part.setText(loading.part)
        self.bar.setVisible(loading.failure is None and not loading.done)  # a question may still have to be answered
        if loading.failure is not None:
            self.sentence.setText(show(loading.failure))
            self._document.notice.emit(show(loading.failure))
