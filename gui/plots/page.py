"""What the pages of the results have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.judged import Judged
    from gui.plots.legend import Key
    from gui.plots.picture import Table


class ResultsPage(QWidget):
    """One way to look at judged answers. Subclasses fill in what they need."""

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

    def fits(self) -> bool:
        """Tell whether the data of the document can be looked at in this way."""
        return bool(self.document.dataset.classes)

    def take(self, judged: Judged | None) -> None:
        """Show judged answers, or that there are none."""
        self.judged = judged
        self.draw()

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
