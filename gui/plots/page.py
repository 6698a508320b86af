"""What the pages of the results have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.i18n import translate
from gui.theme import figures

if TYPE_CHECKING:
    from engine.evaluation import Judged
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.legend import Key
    from gui.plots.picture import Table


SMALL = 9.0


class ResultsPage(QWidget):
    """One way to look at judged answers. Subclasses fill in what they need, and give `summary` a place."""

    name = ""
    """What scripts call it."""
    title = ""
    """What its tab says, translated."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.judged: Judged | None = None
        self.tool: QWidget | None = None
        """What the header of the plot has for this page."""
        self._all = 0
        self.summary = QLabel()
        """The numbers that matter most. They stand in the page, where nothing can push them out of sight."""
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary.setObjectName(f"{self.name}Summary")
        self.summary.setFont(figures(SMALL))

    def fits(self) -> bool:
        """Tell whether the data of the document can be looked at in this way."""
        return bool(self.document.dataset.classes)

    def take(self, judged: Judged | None, group: int = 0) -> None:
        """Show judged answers, or that there are none; the group has so many samples, of which some may be judged."""
        self.judged, self._all = judged, group
        self.summary.setText("" if judged is None else self.said(judged))
        self.draw()

    def said(self, judged: Judged) -> str:
        """Return what the summary says."""
        return self.counted(judged)

    def counted(self, judged: Judged) -> str:
        """Return how many samples are judged, in words: beside scores the number alone would pass for one of them."""
        seen = len(judged.rows)
        if seen < self._all:
            return translate("results", "{count} of {all} samples").format(count=f"{seen:,}", all=f"{self._all:,}")
        if seen == 1:
            return translate("results", "1 sample")
        return translate("results", "{count} samples").format(count=f"{seen:,}")

    def draw(self) -> None:
        """Draw `judged`."""

    def look(self, snapshot: Snapshot) -> None:
        """Take what the page itself has asked the network from a look at the run."""

    def recolour(self) -> None:
        """Take on the colours of the theme."""

    def set_open(self, on: bool) -> None:
        """Begin or end what is needed only while the page can be seen."""

    def keys(self) -> list[Key]:
        """Return what the legend says."""
        return []

    def table(self) -> Table | None:
        """Return the numbers behind the page."""
        return None
