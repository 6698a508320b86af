"""Which steps of the lesson under way are fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from gui.lessons.checks import CHECKS, Situation

if TYPE_CHECKING:
    from engine.graph import Change
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.lessons.catalog import Lesson


class Standing(NamedTuple):
    """How far a lesson has come, to go on with elsewhere."""

    lesson: Lesson | None
    fulfilled: tuple[bool, ...]
    example_opened: bool


class LessonProgress(QObject):
    """Looks at a document while a lesson is open. A fulfilled step stays so until the lesson is opened again.

    The first step of a lesson opens its example: no other one counts before.

    Signals
    -------
    changed()
        Another lesson is open, or a step was fulfilled.
    finished(str)
        All steps of this lesson are fulfilled.
    """

    changed = Signal()
    finished = Signal(str)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.lesson: Lesson | None = None
        self.fulfilled: list[bool] = []
        self._visible: set[str] = set()
        self._begin()
        run = document.run
        for signal in (document.analysed, document.config_changed, document.selection_changed):
            signal.connect(self._look)
        document.graph_changed.connect(self._on_graph_changed)
        document.recipe_changed.connect(self._on_other_data)
        document.replaced.connect(self._on_replaced)
        run.renewed.connect(self._on_renewed)
        run.snapshot_taken.connect(self._on_snapshot)

    def _begin(self) -> None:
        """Take note how things are, for the checks that ask what has changed since."""
        self._example_wanted = self._example_opened = False
        self._config = self._document.config
        self._first_step = self._latest_step = self._document.run.step_count
        self._another_run = self._edited = False
        self._resets = 0
        self._panels, self._brought = set(self._visible), set[str]()

    # -- lessons --

    def open(self, lesson: Lesson | None) -> None:
        """Begin a lesson, with no step fulfilled, or end the one under way."""
        self.lesson = lesson
        self.fulfilled = [False] * len(lesson.steps) if lesson else []
        self._begin()
        self.changed.emit()
        self._look()

    def standing(self) -> Standing:
        """Return how far the lesson under way has come."""
        return Standing(self.lesson, tuple(self.fulfilled), self._example_opened)

    def restore(self, standing: Standing) -> None:
        """Go on with a lesson where another window stood."""
        self.lesson, self.fulfilled = standing.lesson, list(standing.fulfilled)
        self._begin()
        self._example_opened = standing.example_opened
        self.changed.emit()

    # -- what happens --

    def expect_example(self) -> None:
        """Take note that the project which is opened next is the lesson's example."""
        self._example_wanted = True

    def give_up_example(self) -> None:
        """Take note that the example was not opened after all."""
        self._example_wanted = False

    def show_panel(self, name: str, visible: bool) -> None:
        """Take note that a panel is in front, or no longer."""
        if visible:
            self._visible.add(name)
            self.ask_for_panel(name)
        else:
            self._visible.discard(name)

    def ask_for_panel(self, name: str) -> None:
        """Take note that the person wants to see a panel, whether or not it is in front already."""
        self._panels.add(name)
        self._brought.add(name)
        self._look()

    def _on_replaced(self) -> None:
        self._config = self._document.config
        if self._example_wanted:
            self._example_wanted, self._example_opened = False, True
        self._look()

    def _on_graph_changed(self, change: Change) -> None:
        if change.affects_model:
            self._on_other_data()
        else:
            self._look()

    def _on_other_data(self) -> None:
        self._another_run = self._edited = True  # what is seen of the run until then is of the one before
        self._look()

    def _on_renewed(self) -> None:
        self._another_run = True

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if self._another_run:
            self._resets += snapshot.step == 0 < self._latest_step and not self._edited
            self._another_run = self._edited = False
            self._first_step = snapshot.step
        self._latest_step = snapshot.step
        self._look()

    def _look(self) -> None:
        lesson = self.lesson
        if lesson is None or all(self.fulfilled):
            return
        before = list(self.fulfilled)
        situation = self._situation()
        for place, step in enumerate(lesson.steps):
            may_count = place == 0 or self.fulfilled[place - 1 if step.after_previous else 0]
            if may_count and not self.fulfilled[place]:
                self.fulfilled[place] = CHECKS[step.check](situation, **step.arguments)
        if self.fulfilled != before:
            self.changed.emit()
            if all(self.fulfilled):
                self.finished.emit(lesson.id)

    def _situation(self) -> Situation:
        return Situation(
            self._document,
            self._example_opened,
            0 if self._another_run else max(0, self._latest_step - self._first_step),
            self._resets,
            frozenset(self._panels),
            frozenset(self._brought),
            self._config,
        )
