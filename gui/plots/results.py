"""How good the network is on the samples: the pages of the dock of results, live while it learns."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from engine.evaluation import Reading, judge
from gui.background import BackgroundTask
from gui.forms.editors import Picker
from gui.forms.layout import tip
from gui.forms.whole_tabs import WholeTabBar
from gui.i18n import translate
from gui.plots.answers import Answers
from gui.plots.confusion import ConfusionPage, MistakesPage
from gui.plots.digit_pad import PadPage
from gui.plots.plot import Plot
from gui.plots.residuals import PredictionPage, ResidualsPage, ScatterPage
from gui.plots.threshold import ThresholdPage
from gui.theme import UNIT
from gui.turns import MOVING

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.evaluation import Judged
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.page import ResultsPage
    from gui.plots.picture import Table

GROUPS = ("test", "validation", "train")
"""Which samples are looked at first, if there are any."""


class ResultsPlot(Plot):
    """Confusion matrix, mistakes, threshold, predictions, residuals and a pad to draw on: whatever suits the data."""

    every = MOVING

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("results", "Results"),
            translate(
                "results",
                "How good the network is on the samples, of which you choose the group at the top right.\n"
                "While it trains at most 2,000 samples are asked about, five times a second; once it pauses, all.",
            ),
            parent,
        )
        self.answers = Answers(document, "results", self)
        self.judged: Judged | None = None
        self._dataset: Dataset | None = None
        self._task: BackgroundTask | None = None
        self._serial = 0
        self._due = False
        self._chosen = ""
        self.pages: tuple[ResultsPage, ...] = (
            ConfusionPage(document),
            MistakesPage(document),
            ThresholdPage(document),
            PredictionPage(document),
            ResidualsPage(document),
            PadPage(document),
        )
        self._build()
        self.answers.changed.connect(self._judge)
        document.attention.cut_changed.connect(self._judge)
        document.recipe_changed.connect(self._on_recipe)
        self.compose(self._stack)

    def _build(self) -> None:
        self.tabs = WholeTabBar()
        self.tabs.setObjectName("resultsPages")
        self.tabs.setAccessibleName(self.title)
        self._stack = QStackedWidget()
        for page in self.pages:
            page.setObjectName(f"results-{page.name}")
            self.tabs.addTab(page.title)
            self._stack.addWidget(page)
        self.group_picker = Picker()
        self.group_picker.setObjectName("resultsGroup")
        self.group_picker.setAccessibleName(translate("results", "Group of samples"))
        self.group_picker.setToolTip(
            tip(
                translate("results", "On which samples the network is judged."),
                translate("results", "While it trains, on at most 2,000 of them, evenly chosen; paused, on all."),
            )
        )
        self._calculating = QLabel(translate("results", "Calculating…"))
        self._calculating.setObjectName("muted")
        self._calculating.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._calculating)
        for page in self.pages:
            if page.tool is not None:
                page.tool.setContentsMargins(0, 0, UNIT, 0)
                self.add_tool_widget(page.tool)
        self.add_tool_widget(self.tabs)
        self.add_tool_widget(self.group_picker)
        self.fit_action = self.add_fit_tool(translate("results", "Show all samples again."))
        self.fit_action.triggered.connect(self.fit)
        self.tabs.currentChanged.connect(self._on_tab)
        self.group_picker.activated.connect(self._on_group)

    # -- following the document ----------------------------------------------------------------------------------------

    @property
    def page(self) -> ResultsPage:
        """The page in front."""
        return self.pages[self.tabs.currentIndex()]

    @property
    def calculating(self) -> bool:
        """Whether there is nothing to be seen yet, and a line says so."""
        return self._stack.currentWidget() is self._calculating

    @property
    def group(self) -> str:
        """The group of samples that is looked at."""
        return str(self.group_picker.currentData() or "train")

    def rows(self) -> npt.NDArray[np.int64]:
        """Return the rows of the group."""
        found: npt.NDArray[np.int64] = getattr(self.document.dataset, self.group)
        return found

    def page_named(self, name: str) -> ResultsPage:
        """Return a page by its name."""
        return next(page for page in self.pages if page.name == name)

    def open_page(self, name: str) -> None:
        """Bring a page to the front."""
        self.tabs.setCurrentIndex(self.pages.index(self.page_named(name)))

    def _on_recipe(self) -> None:
        """Take up other data; the network that comes with them is not there yet."""
        if self._dataset is self.document.dataset:
            return
        self._dataset = self.document.dataset
        self.page.set_open(False)
        self._forget()
        self._fill_groups()
        with QSignalBlocker(self.tabs):
            fitting = [number for number, page in enumerate(self.pages) if page.fits()]
            before = self.tabs.currentIndex()  # hiding its tab would bring a neighbour to the front
            for number in range(len(self.pages)):
                self.tabs.show_tab(number, number in fitting)
            self.tabs.setCurrentIndex(before if before in fitting else fitting[0])
        self._bring_up()
        self._show_tools()

    def _bring_up(self) -> None:
        """Show the page in front, or in its place that its answers are on their way."""
        pad = self.page.name == "pad"
        self._stack.setCurrentWidget(self.page if pad or self.judged is not None else self._calculating)

    def _on_group(self) -> None:
        self._chosen = self.group
        self.ask()

    def _fill_groups(self) -> None:
        dataset = self.document.dataset
        names = {
            "test": translate("results", "Test"),
            "validation": translate("results", "Validation"),
            "train": translate("results", "Train"),
        }
        kinds = [kind for kind in GROUPS if len(getattr(dataset, kind))] or ["train"]
        self.group_picker.clear()
        for kind in kinds:
            self.group_picker.addItem(names[kind], kind)
        if self._chosen in kinds:
            self.group_picker.setCurrentIndex(kinds.index(self._chosen))

    def begin(self) -> None:
        """Forget the last network's answers and ask the new one."""
        self._on_recipe()
        self._forget()
        self.page.set_open(False)
        ready = self.document.run.ready
        waiting = translate("results", "There are no answers yet: they appear once the drawing leads to an Output.")
        self.explain("" if ready else waiting)
        self.on_watched()

    def _forget(self) -> None:
        self.answers.stop()
        self.judged, self._task, self._due = None, None, False
        for page in self.pages:
            page.take(None)
        self._bring_up()
        self.legend.set_keys([])

    def on_watched(self) -> None:
        """Ask the network while the answers can be seen."""
        asking = self.watched and self.document.run.ready
        self.page.set_open(asking)
        if asking:
            self.ask()
        else:
            self.answers.stop()

    def ask(self) -> None:
        """Ask the network about the samples of the group."""
        if self.watched and self.document.run.ready and self.page.name != "pad":
            self.answers.follow(self.rows())

    def take(self, snapshot: Snapshot) -> None:
        """Let the page in front see the run."""
        self.page.look(snapshot)

    def show_step(self, snapshot: Snapshot) -> None:
        """Write which step is judged; that may be one shortly before the newest."""
        step = snapshot.step if self.judged is None or self.page.name == "pad" else self.judged.step
        self.step_label.show_text(translate("plots", "step {step}").format(step=f"{step:,}"))

    # -- judging -------------------------------------------------------------------------------------------------------

    def _judge(self) -> None:
        """Compare the answers with the targets, beside the window; the libraries for that take long to load."""
        if self._task is not None:
            self._due = True
            return
        outputs, dataset = self.answers.outputs, self.document.dataset
        if outputs is None:
            return
        reading = Reading.of(self.document.graph, dataset, self.document.attention.cut)
        self._serial += 1
        self._start(partial(_numbered, self._serial, dataset, reading, self.answers.rows, outputs, self.answers.step))

    def _start(self, work: Callable[[], tuple[int, Judged]]) -> None:
        task = self._task = BackgroundTask(work, self)
        task.succeeded.connect(self._on_judged)  # not with the task itself in a partial: such a ring would be taken
        task.failed.connect(self._on_failed)  # apart by whichever thread collects garbage
        task.start()

    def _on_judged(self, answer: tuple[int, Judged]) -> None:
        serial, judged = answer
        if serial != self._serial or self._task is None:
            return
        self._task, self.judged = None, judged
        if self.watched:
            self._take()
            if self.document.run.last is not None:
                self.show_step(self.document.run.last)
        if self._due:
            self._due = False
            self._judge()
        elif not judged.scored:
            self._start(partial(_with_scores, serial, judged))

    def _take(self) -> None:
        self.page.take(self.judged, len(self.rows()))
        self._bring_up()
        self.legend.set_keys(self.page.keys() if self.judged is not None else [])

    def _on_failed(self, error: Exception) -> None:
        if self._task is not None:
            self._task = None
            sentence = translate("results", "The answers cannot be judged: {reason}. Check output layer and loss.")
            self.document.notice.emit(sentence.format(reason=str(error).rstrip(".")))

    @property
    def settled(self) -> bool:
        """Whether the answers of the run as last seen are judged, all of them."""
        return self.answers.settled and self._task is None and self.judged is not None and self.judged.scored

    # -- showing -------------------------------------------------------------------------------------------------------

    def _on_tab(self) -> None:
        for page in self.pages:
            page.set_open(False)
        self._take()
        self._show_tools()
        self.on_watched()

    def _show_tools(self) -> None:
        self.group_picker.setVisible(self.page.name != "pad")
        for page in self.pages:
            if page.tool is not None:
                page.tool.setVisible(page is self.page)
        self.set_tool_visible(self.fit_action, isinstance(self.page, ScatterPage))

    def fit(self) -> None:
        """Show all samples in a chart again."""
        if isinstance(self.page, ScatterPage):
            self.page.fit()

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        for page in self.pages:
            page.recolour()
        if self.judged is not None:
            self.legend.set_keys(self.page.keys())

    def table(self) -> Table | None:
        """Return the numbers of the page in front."""
        return self.page.table()


def _numbered(
    serial: int,
    dataset: Dataset,
    reading: Reading,
    rows: npt.NDArray[np.int64],
    outputs: npt.NDArray[np.float32],
    step: int,
) -> tuple[int, Judged]:
    """Judge, and say for which question. What must be loaded for its scores first comes later."""
    judged = judge(dataset, reading, rows, outputs, step)
    return serial, judged.with_scores() if "sklearn.metrics" in sys.modules else judged


def _with_scores(serial: int, judged: Judged) -> tuple[int, Judged]:
    """Add the scores, and say for which question."""
    return serial, judged.with_scores()
