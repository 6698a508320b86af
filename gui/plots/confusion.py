"""Which class is taken for which, with the samples of a cell; and all that is answered wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from gui.forms.layout import tip
from gui.i18n import translate
from gui.plots.confusion_view import ConfusionView
from gui.plots.legend import Key
from gui.plots.page import ResultsPage
from gui.plots.sample_list import SampleList
from gui.theme import THEME

if TYPE_CHECKING:
    from gui.document import Document
    from gui.plots.picture import Table


class ClassesPage(ResultsPage):
    """A page about answered classes."""

    def keys(self) -> list[Key]:
        """Return the accuracy."""
        if self.judged is None or not len(self.judged.rows):
            return []
        share = f"{self.judged.evaluation.accuracy:.2%}"
        return [Key("disc", THEME.tokens.accent, translate("results", "accuracy"), share)]


class ConfusionPage(ClassesPage):
    """The confusion matrix beside the samples of one of its cells."""

    name = "confusion"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.title = translate("results", "Confusion")
        self.view = ConfusionView()
        self.view.setToolTip(
            tip(
                translate(
                    "results",
                    "How many samples of each class (row) are taken for each class (column). The diagonal is right.",
                ),
                translate("results", "Click a cell, or go there with the arrow keys: its samples are listed."),
            )
        )
        self.percent = QCheckBox(translate("results", "row %"))
        self.percent.setObjectName("confusionPercent")
        self.percent.setToolTip(
            tip(translate("results", "Write the share of each true class instead of the number of samples."))
        )
        self.tool = self.percent
        self.samples = SampleList(document, "cellSamples")
        self._lay_out()
        self.percent.toggled.connect(self.view.set_percent)
        self.view.chosen.connect(self._on_chosen)
        self.view.pointed.connect(self._on_pointed)
        self.draw()

    def _lay_out(self) -> None:
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.view)
        splitter.addWidget(self.samples)
        splitter.setSizes([420, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def draw(self) -> None:
        """Draw the matrix and list the samples of the cell that is chosen."""
        counts, names = np.zeros((0, 0), np.int64), tuple[str, ...]()
        if self.judged is not None:
            counts, names = self.judged.evaluation.confusion, self.judged.evaluation.classes
        self.view.show_counts(counts, names)
        self._list()

    def _list(self) -> None:
        cell, judged = self.view.cell, self.judged
        if judged is None or cell is None:
            self.samples.clear(translate("results", "Click a cell to see its samples."))
            return
        places = judged.in_cell(*cell)
        names = judged.evaluation.classes
        text = translate("results", "class {target}, answered {answer}: {count}")
        caption = text.format(target=names[cell[0]], answer=names[cell[1]], count=f"{len(places):,}")
        order = np.argsort(-judged.confidence[places], kind="stable")
        self.samples.show_samples(judged, places[order], caption)

    def _on_chosen(self) -> None:
        """List the samples of the cell, and select them."""
        self._list()
        rows = self.samples.model.rows
        self.document.attention.select_rows(tuple(rows.tolist()))
        if len(rows):
            self.document.attention.pick_row(int(rows[0]))

    def _on_pointed(self, cell: tuple[int, int] | None) -> None:
        if cell is None or self.judged is None or max(cell) >= len(self.judged.evaluation.classes):
            self.samples.point_out("")
            return
        names, scores = self.judged.evaluation.classes, self.judged.scores
        if cell[0] == cell[1] and scores is not None:
            text = translate("results", "class {name}: precision {precision}, recall {recall}")
            at = cell[0]
            shown = text.format(
                name=names[at], precision=f"{scores.precision[at]:.1%}", recall=f"{scores.recall[at]:.1%}"
            )
        else:
            text = translate("results", "{target} taken for {answer}: {count} of {all}")
            counts = self.view.counts[cell[0]]
            shown = text.format(
                target=names[cell[0]], answer=names[cell[1]], count=f"{counts[cell[1]]:,}", all=f"{counts.sum():,}"
            )
        self.samples.point_out(shown)

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        self.view.update()

    def table(self) -> Table | None:
        """Return the counts: a row for each true class, by number."""
        if self.judged is None:
            return None
        names = self.judged.evaluation.classes
        numbers = np.column_stack([np.arange(len(names)), self.judged.evaluation.confusion]).astype(np.float64)
        return ["true class", *(f"answered {name}" for name in names)], numbers


class MistakesPage(ClassesPage):
    """All samples that are answered wrongly, the surest answers first."""

    name = "mistakes"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.title = translate("results", "Mistakes")
        self.samples = SampleList(document, "mistakes")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.samples)

    def draw(self) -> None:
        """List the samples."""
        if self.judged is None:
            self.samples.clear()
            return
        places = self.judged.worst()
        text = translate("results", "{wrong} of {count} samples are answered wrongly; the surest answers come first")
        caption = text.format(wrong=f"{len(places):,}", count=f"{len(self.judged.rows):,}")
        self.samples.show_samples(self.judged, places, caption)

    def table(self) -> Table | None:
        """Return row, true class, answer and confidence of every sample that is answered wrongly."""
        if self.judged is None:
            return None
        places, found = self.judged.worst(), self.judged.evaluation
        columns = self.judged.rows + 1, found.targets, found.predicted, self.judged.confidence
        numbers = np.column_stack([column[places].astype(np.float64) for column in columns])
        return ["row", "true class", "answer", "confidence"], numbers
