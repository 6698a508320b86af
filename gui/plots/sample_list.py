"""Judged samples to look through, below a line that says which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.plots.judged_samples import judged_listing
from gui.plots.samples import SampleViews
from gui.theme import UNIT, figures

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.evaluation import Judged
    from gui.document import Document


class SampleList(QWidget):
    """Lists samples that were judged.

    Parameters
    ----------
    name : str
        What the lists are called by scripts.
    """

    def __init__(self, document: Document, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self._pointed = ""
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setObjectName("muted")
        self.caption.setFont(figures(9))
        self.views = SampleViews(document, name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT // 2, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.caption)
        layout.addWidget(self.views, 1)

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The rows of the data that are listed."""
        return self.views.model.rows

    def show_samples(self, judged: Judged, places: npt.NDArray[np.intp], caption: str) -> None:
        """List samples by their places among the rows that were judged."""
        self.views.show_listing(judged_listing(judged, places), pictures=judged.dataset.image_shape is not None)
        self._say(caption)

    def clear(self, caption: str = "") -> None:
        """List nothing."""
        self.views.show_listing(None, pictures=False)
        self._say(caption)

    def point_out(self, text: str) -> None:
        """Show a text instead of the caption for as long as it is not empty."""
        self._pointed = text
        self.caption.setText(text or self._text)

    def _say(self, caption: str) -> None:
        self._text = caption
        self.caption.setText(self._pointed or caption)
