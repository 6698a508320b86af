"""Which class is taken for which, with the samples of a cell; and all that is answered wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from engine.evaluation import NO_ANSWER
from gui.forms.editors import TickBox
from gui.forms.layout import tip
from gui.i18n import translate
from gui.plots.confusion_view import ConfusionView
from gui.plots.page import ResultsPage
from gui.plots.sample_list import SampleList
from gui.theme import UNIT, number

if TYPE_CHECKING:
    from engine.evaluation import Judged
    from gui.document import Document
    from gui.plots.picture import Table


class ClassesPage(ResultsPage):
    """A page about answered classes."""

    def said(self, judged: Judged) -> str:
        """Return the accuracy, of how many samples, and what is out of the ordinary."""
        said = [self.counted(judged)]
        if len(judged.rows):
            accuracy = translate("results", "accuracy {share}")
            said.insert(0, accuracy.format(share=f"{judged.evaluation.accuracy:.2%}"))
        if judged.cut is not None:
            moved = translate("results", "threshold {level} instead of {usual}")
            said.append(moved.format(level=number(judged.cut), usual=number(judged.usual)))
        missing = int(judged.evaluation.unanswered.sum())
        if missing:
            said.append(translate("results", "{count} without an answer").format(count=f"{missing:,}"))
        return ", ".join(said)


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
        self.percent = TickBox(translate("results", "row %"))
        self.percent.setObjectName("confusionPercent")
        self.percent.setToolTip(
            tip(translate("results", "Write the share of each true class instead of the number of samples."))
        )
        self.tool = self.percent
        self.summary.setWordWrap(True)
        self.summary.setContentsMargins(UNIT // 2, 0, 0, 0)
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
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(UNIT // 2, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self.samples, 1)
        splitter.addWidget(beside)
        splitter.setSizes([420, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def draw(self) -> None:
        """Draw the matrix and list the samples of the cell that is chosen."""
        counts, names = np.zeros((0, 0), np.int64), tuple[str, ...]()
        if self.judged is not None:
            found = self.judged.evaluation
            counts, names = found.confusion, found.classes
            if found.unanswered.any():
                counts = np.column_stack([counts, found.unanswered])
        self.view.show_counts(counts, names)
        self._list()

    def _list(self) -> None:
        cell, judged = self.view.cell, self.judged
        if judged is None or cell is None:
            self.samples.clear(translate("results", "Click a cell to see its samples."))
            return
        names, answer = judged.evaluation.classes, cell[1] if cell[1] < len(judged.evaluation.classes) else NO_ANSWER
        places = judged.in_cell(cell[0], answer)
        text = translate("results", "class {target}, answered {answer}: {count}")
        if answer == NO_ANSWER:
            text = translate("results", "class {target}, without an answer: {count}")
        caption = text.format(target=names[cell[0]], answer=names[answer], count=f"{len(places):,}")
        order = np.argsort(-judged.confidence[places], kind="stable")
        self.samples.show_samples(judged, places[order], caption)

    def _on_chosen(self) -> None:
        """List the samples of the cell, and select them."""
        self._list()
        self.samples.views.scroll_up()
        rows = self.samples.rows
        self.document.attention.select_rows(tuple(rows.tolist()))
        if len(rows):
            self.document.attention.pick_row(int(rows[0]))

    def _on_pointed(self, cell: tuple[int, int] | None) -> None:
        known = cell is not None and self.judged is not None and cell[0] < len(self.judged.evaluation.classes)
        self.samples.point_out(self._meaning(*cell) if known and cell is not None else "")

    def _meaning(self, at: int, answer: int) -> str:
        """Return what a cell tells of its class."""
        assert self.judged is not None
        names, scores = self.judged.evaluation.classes, self.judged.scores
        if at == answer and scores is not None:
            text = translate("results", "class {name}: precision {precision}, recall {recall}")
            return text.format(
                name=names[at], precision=f"{scores.precision[at]:.1%}", recall=f"{scores.recall[at]:.1%}"
            )
        counts = self.view.counts[at]
        count, total = (f"{amount:,}" for amount in (counts[answer], counts.sum()))
        if at == answer:
            text = translate("results", "class {name}: {count} of {all} are right")
            return text.format(name=names[at], count=count, all=total)
        if answer >= len(names):
            text = translate("results", "{target} without an answer: {count} of {all}")
            return text.format(target=names[at], count=count, all=total)
        text = translate("results", "{target} taken for {answer}: {count} of {all}")
        return text.format(target=names[at], answer=names[answer], count=count, all=total)

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        self.view.update()

    def table(self) -> Table | None:
        """Return the counts: a row for each true class, by number."""
        if self.judged is None:
            return None
        names = self.judged.evaluation.classes
        numbers = np.column_stack([np.arange(len(names)), self.judged.evaluation.confusion]).astype(np.float64)
        titles = ["true class", *(f"answered {name}" for name in names)]
        missing = self.judged.evaluation.unanswered
        if not missing.any():
            return titles, numbers
        return [*titles, "no answer"], np.column_stack([numbers, missing]).astype(np.float64)


class MistakesPage(ClassesPage):
    """All samples that are answered wrongly, the surest answers first."""

    name = "mistakes"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.title = translate("results", "Mistakes")
        self.samples = SampleList(document, "mistakes")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.summary.setContentsMargins(UNIT // 2, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.samples, 1)

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
        """Return number, true class, answer (-1: none) and confidence of every sample that is answered wrongly."""
        if self.judged is None:
            return None
        places, found = self.judged.worst(), self.judged.evaluation
        columns = self.judged.rows + 1, found.targets, found.predicted, self.judged.confidence
        numbers = np.column_stack([column[places].astype(np.float64) for column in columns])
        return ["sample", "true class", "answer", "confidence"], numbers
