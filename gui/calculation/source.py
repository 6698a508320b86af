"""Keeps the explanation of the sample that is looked at, of one step of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import LoomError
from gui.background import BackgroundTask
from gui.i18n import show, translate
from gui.kept import numbered, renamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from engine.explain import Explanation
    from engine.training.config import TrainingConfig
    from gui.document import Document

SMALL = 3_000
"""Parameters of the largest network that is explained at once; others take so long that a frame would be late."""


class Source(QObject):
    """Explains the sample at the step where the run stands, once somebody watches.

    While it trains the explanation stays that of the step at which it was taken: nobody reads formulas that change
    with every frame. It is renewed once training pauses, or when `renew` is called.

    Parameters
    ----------
    document : Document
    parent : QWidget
        What shows the explanation.

    Signals
    -------
    changed()
        `explanation`, `problem` or `step` is another one.
    aged()
        The run goes on, or has stopped going on, past the step of the explanation.
    """

    changed = Signal()
    aged = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._screen = parent
        self.explanation: Explanation | None = None
        self.problem = ""
        self.step = 0
        self.watched = False
        self._key: tuple[object, ...] | None = None
        self._run_number = 0
        self._task: BackgroundTask | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._catch_up)
        run = document.run
        for signal in (document.attention.sample_changed, document.config_changed, document.graph_changed,
                       document.recipe_changed, document.analysed, document.became_ready, document.replaced,
                       run.snapshot_taken, run.status_changed):  # fmt: skip  # one kind of thing
            signal.connect(self._ask)
        run.renewed.connect(self._on_renewed)

    @property
    def outdated(self) -> bool:
        """Whether the run has gone on since the explanation was taken."""
        return self.explanation is not None and self.step != self._shown_step

    @property
    def busy(self) -> bool:
        """Whether an explanation is being worked out."""
        return self._task is not None or self._soon.isActive()

    def set_watched(self, watched: bool) -> None:
        """Say whether anybody can see the explanation; nothing is worked out before."""
        self.watched = watched
        if watched:
            self._ask()
        else:
            self._soon.stop()

    def renew(self) -> None:
        """Explain the present step, even while training goes on."""
        self._key = None
        self._ask()

    def _on_renewed(self) -> None:
        self._run_number += 1
        self._ask()

    def _ask(self) -> None:
        if self.watched:
            self._soon.start()

    def _catch_up(self) -> None:
        """Explain anew if anything that matters is another one."""
        document = self._document
        if self._screen.visibleRegion().isEmpty():  # behind the tab of another dock, which Qt calls visible too
            self.watched = False
            return
        if document.attention.sample is None and len(document.dataset):
            document.attention.pick_row(0)
        asked: tuple[object, ...] = (self._run_number, document.revision, document.attention.sample, document.ready)
        asked += (id(document.dataset), self._config)
        if self._key is not None and self._key[:-1] == asked and (self._under_way or self._key[-1] == self._shown_step):
            self.aged.emit()
        elif self._task is None:  # else this is done again once the answer is there
            self._explain(asked)

    @property
    def _under_way(self) -> bool:
        """Whether the run trains, or is on its way to a step that is visited."""
        last = self._document.run.last
        return last is not None and (self._document.run.running or not last.arrived)

    @property
    def _shown_step(self) -> int:
        last = self._document.run.last
        return 0 if last is None else last.step

    @property
    def _config(self) -> TrainingConfig:
        """The settings in force at the step that is shown."""
        last = self._document.run.last
        return self._document.config if last is None or last.visiting is None else last.config

    def _explain(self, asked: tuple[object, ...]) -> None:
        document, sample = self._document, self._document.attention.sample
        state = document.run.shown_state() if document.ready else None
        self._key = (*asked, self._shown_step if state is None else state.step)
        if state is None or sample is None:
            self._take(None, self._why_not())
            return
        from engine.explain import explain
        from engine.lowering import module_names

        self.step = state.step
        graph, data, config = document.graph.copy(), document.data_shape, self._config
        state = renamed(state, numbered(graph), module_names(graph))

        def work() -> Explanation:
            return explain(graph, data, config, sample.x, sample.target, state)

        if document.shapes.parameters <= SMALL:
            self._work_here(work)
        else:
            self._task = BackgroundTask(work, self)
            self._task.succeeded.connect(self._end)
            self._task.failed.connect(self._fail)
            self._task.start()

    def _work_here(self, work: Callable[[], Explanation]) -> None:
        try:
            explanation = work()
        except (LoomError, RuntimeError) as error:
            self._take(None, self._sentence(error))
        else:
            self._take(explanation, "")

    def _end(self, explanation: Explanation) -> None:
        self._task = None
        self._take(explanation, "")
        self._ask()  # something may have changed meanwhile

    def _fail(self, error: Exception) -> None:
        self._task = None
        self._take(None, self._sentence(error))
        self._ask()

    def _take(self, explanation: Explanation | None, problem: str) -> None:
        self.explanation, self.problem = explanation, problem
        self.changed.emit()

    def _why_not(self) -> str:
        document = self._document
        if not document.ready:
            return translate("calculation", "PyTorch is being loaded. The calculation appears in a moment.")
        if not len(document.dataset):
            return translate("calculation", "The data have no rows. Choose other data, or type a sample.")
        if document.run.building:
            return translate("calculation", "The network is being built. The calculation appears in a moment.")
        text = translate("calculation", "There is nothing to calculate yet. {reason}")
        reason = document.obstacle
        return text.format(reason="" if reason is None else show(reason))

    def _sentence(self, error: Exception) -> str:
        last = self._document.run.last
        if last is not None and last.diverged and last.problem is not None:
            return show(last.problem)  # what follows from it would only lead astray
        if isinstance(error, LoomError):
            return show(error.text)
        text = translate("calculation", "PyTorch cannot calculate this sample: {reason}")
        return text.format(reason=str(error).splitlines()[0] if str(error) else type(error).__name__)
