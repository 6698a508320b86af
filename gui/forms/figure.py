"""A number that changes many times a second."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.theme import figures


class Figure(QLabel):
    """A label as large as the widest text it may have to show.

    Its size is fixed, so that nothing beside it jumps, and so that a new text costs one small painting: a label that
    may grow has the whole window laid out anew for every number.

    Parameters
    ----------
    widest : str
    points : float
        Size of the font; all digits are equally wide.
    """

    def __init__(self, widest: str, points: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(figures(points))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.ensurePolished()
        metrics = self.fontMetrics()
        self.setFixedSize(metrics.horizontalAdvance(widest) + 2, metrics.height() + 2)

    def show_text(self, text: str) -> None:
        """Show another text, if it is another one."""
        if text != self.text():
            self.setText(text)
