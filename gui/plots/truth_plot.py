"""The truth table of the network: what it answers to every combination of 0 and 1, while it learns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from engine.evaluation import Reading
from gui.forms.layout import wrapped
from gui.i18n import translate
from gui.plots.plot import Plot
from gui.plots.probe import Probe
from gui.plots.truth import answers, fits, truth_table, verdicts
from gui.plots.truth_model import TruthModel
from gui.theme import UNIT, figures, number
from gui.turns import READ

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.picture import Table
    from gui.plots.tints import Floats

WIDEST_NUMBER = "-8.888e-08"


class TruthPlot(Plot):
    """One row for each combination of inputs: target, outputs, answer, and whether that is right."""

    every = READ

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("truth", "Truth table"),
            translate(
                "truth",
                "What the network answers to every combination of 0 and 1 (truth table, 진리표), beside the target "
                "that the data have for it.",
            ),
            parent,
        )
        self._probe = Probe(document.run, "truth")
        self._dataset: Dataset | None = None
        self.output: Floats | None = None
        self.model = TruthModel(self)
        self.view = self._make_view()
        self.summary = wrapped(" ", "muted")
        self.summary.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.summary)
        self.model.modelReset.connect(self._fix_widths)
        document.recipe_changed.connect(self._on_recipe)
        self.compose(content)

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        view.setObjectName("truthTable")
        view.setAccessibleName(self.title)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setFont(figures(view.font().pointSizeF()))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setTabKeyNavigation(False)  # Tab leaves the table; arrows move within it
        view.setMinimumSize(160, 90)
        rows = view.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(view.fontMetrics().height() + UNIT // 2)
        columns = view.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        return view

    def _fix_widths(self) -> None:
        """Give every column room for its widest text, so that nothing jumps; the last one takes what is left."""
        metrics = self.view.fontMetrics()
        for column in range(self.model.columnCount() - 1):
            title = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            texts = [title, WIDEST_NUMBER if column in self._numbers() else "0"]
            width = max(metrics.horizontalAdvance(text) for text in texts)
            self.view.setColumnWidth(column, max(width, 4 * UNIT) + 3 * UNIT)

    # -- following the document ----------------------------------------------------------------------------------------

    @property
    def reading(self) -> Reading:
        """How the network's outputs are to be read."""
        return Reading.of(self.document.graph, self.document.dataset)

    def _on_recipe(self) -> None:
        """Take up other data."""
        if self._dataset is self.document.dataset:
            return
        self._dataset = self.document.dataset
        self._probe.stop()
        self.output = None
        if fits(self._dataset):
            self.rows = truth_table(self._dataset)
            self.explain("")
            self._fill()
            return
        sentence = translate(
            "truth",
            "A truth table lists every combination of 0 and 1, so it needs data with two to four columns. These data "
            "have {count}.",
        )
        self.explain(sentence.format(count=self._dataset.n_columns))

    def begin(self) -> None:
        """Forget the last network's answers and ask the new one."""
        self._on_recipe()
        self.output = None
        if fits(self.document.dataset):
            self._fill()
        self.ask()

    def ask(self) -> None:
        """Ask the network for all combinations, if anybody sees the answers."""
        if self.watched and fits(self.document.dataset):
            self._probe.ask(self.rows.x)

    def on_watched(self) -> None:
        """Ask the network while the answer can be seen."""
        if self.watched:
            self.ask()
        else:
            self._probe.stop()

    def take(self, snapshot: Snapshot) -> None:
        """Show the network's answers."""
        output = self._probe.answer(snapshot)
        if output is not None and len(output) == len(self.rows.x):
            self.output = output
            self._fill()

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        self.model.recolour()

    # -- showing -------------------------------------------------------------------------------------------------------

    @property
    def _units(self) -> int:
        return 1 if self.output is None else self.output.shape[1]

    def _numbers(self) -> range:
        """Return the columns of the outputs: they stand behind the inputs and the target."""
        first = self.document.dataset.n_columns + 1
        return range(first, first + self._units)

    def _fill(self) -> None:
        """Bring the table up to date with targets and outputs."""
        rows, count = self.rows, len(self.rows.x)
        found = np.full(count, np.nan) if self.output is None else answers(self.reading, self.output)
        right = verdicts(rows.targets, found)
        cells = [
            [
                *(f"{value:g}" for value in rows.x[place]),
                self._meaning(rows.targets[place]),
                *(["—"] if self.output is None else [number(float(value)) for value in self.output[place]]),
                self._meaning(found[place]),
            ]
            for place in range(count)
        ]
        self.model.show_rows(self._titles(), cells, right, self._numbers())
        self._sum_up(right)

    def _titles(self) -> list[str]:
        output = translate("truth", "output")
        several = [f"{output} {unit + 1}" for unit in range(self._units)]
        return [
            *self.document.dataset.columns,
            translate("truth", "target"),
            *(several if self._units > 1 else [output]),
            translate("truth", "answer"),
            translate("truth", "right?"),
        ]

    def _meaning(self, value: float) -> str:
        """Write a class by its number, and by its name too if that is another; a regression's target as it is."""
        classes = self.document.dataset.classes
        if np.isnan(value) or not classes:
            return number(float(value))
        name = classes[int(value)] if int(value) < len(classes) else ""
        return f"{value:g}" if name in ("", f"{value:g}") else f"{value:g} {name}"

    def _sum_up(self, right: list[bool | None]) -> None:
        judged = [verdict for verdict in right if verdict is not None]
        known = bool(np.isfinite(self.rows.targets).any())
        if self.output is None:
            text = translate("truth", "There are no answers yet: they appear once the drawing leads to an Output.")
        elif not self.reading.classes:
            text = translate("truth", "The target of these data is a number, so no answer is right or wrong.")
        elif not known:
            text = translate("truth", "The data have none of these rows, so there is nothing to compare with.")
        else:
            text = translate("truth", "{right} of {count} rows are right.")
        rule = translate("truth", "An output above {threshold} means 1.")
        if self._units > 1:
            rule = translate("truth", "The largest output decides.")
        if self.output is not None and self.reading.classes:
            text = f"{text} {rule}"
        text = text.format(right=sum(judged), count=len(judged), threshold=f"{self.reading.loss.threshold:g}")
        if text != self.summary.text():
            self.summary.setText(text)

    def table(self) -> Table | None:
        """Return inputs, target, outputs and answer of every row; NaN where there is none."""
        if self.output is None:
            return None
        found: npt.NDArray[np.float64] = answers(self.reading, self.output)
        numbers = np.column_stack([self.rows.x, self.rows.targets, self.output, found]).astype(np.float64)
        names = self._titles()[:-1]
        return names, numbers
