"""The frames of the panels and plots around the canvas, and where they stand at first."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QToolBar, QWidget

from gui.i18n import translate
from gui.loading import uncollected

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from gui.furniture import Furniture
    from gui.panels.lessons import LessonsPanel
    from gui.panels.palette import PalettePanel
    from gui.panels.problems import ProblemsPanel

LAYOUT_VERSION = 5
TO_READ = 280
"""Width at which a text has lines long enough to be read."""
TIME_HEIGHT = 37
BELOW = (
    "loss",
    "accuracy",
    "results",
    "weights",
    "activations",
    "gradients",
    "truth",
    "samples",
    "calculation",
    "runs",
    "problems",
)
"""The docks below the canvas, one behind the other."""
ROOM = {
    **dict.fromkeys(BELOW, QSize(530, 168)),
    **dict.fromkeys(("inspector", "data", "training"), QSize(260, 68)),
    "lessons": QSize(160, 120),
}
"""What panels that stand one behind the other need at most: nothing moves when one of them comes to be."""
Area = Qt.DockWidgetArea


@runtime_checkable
class Watched(Protocol):
    """A panel or plot that does nothing while nobody can see it."""

    def set_watched(self, in_front: bool, /) -> None:
        """Take note whether it is in front of others."""


class Docks:
    """Everything that can be moved, closed and put back.

    Parameters
    ----------
    window : QMainWindow
        Gets the docks, at their first places.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._filled: set[str] = set()
        self.by_name: dict[str, QDockWidget] = {}
        for name, title in (
            ("palette", translate("dock", "Layers")),
            ("lessons", translate("dock", "Lessons")),
            ("loss", translate("dock", "Loss")),
            ("accuracy", translate("dock", "Accuracy")),
            ("results", translate("dock", "Results")),
            ("weights", translate("dock", "Weights")),
            ("activations", translate("dock", "Activations")),
            ("gradients", translate("dock", "Gradients")),
            ("truth", translate("dock", "Truth table")),
            ("samples", translate("dock", "Samples")),
            ("calculation", translate("dock", "Calculation")),
            ("runs", translate("dock", "Runs")),
            ("problems", translate("dock", "Problems")),
            ("region", translate("dock", "Decision region")),
            ("inspector", translate("dock", "Inspector")),
            ("data", translate("dock", "Data")),
            ("training", translate("dock", "Training")),
        ):
            dock = self.by_name[name] = QDockWidget(title, window)
            dock.setObjectName(f"{name}Dock")
            dock.setWidget(_empty(name))
        self._time = QToolBar(translate("dock", "Time line"), window)
        self._time.setObjectName("timeline")
        self._time.setMovable(False)
        self._time.setMinimumHeight(TIME_HEIGHT)
        window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self._time)
        self._arrange()
        self._first = window.saveState(LAYOUT_VERSION)

    def furnish(self, furniture: Furniture) -> None:
        """Put the panels and plots into their frames: those that are seen now, the others when they are seen first."""
        self._furniture = furniture
        furniture.lesson_begun.connect(self._make_room_to_read)
        furniture.samples_wanted.connect(self._bring_samples)
        furniture.found.count_changed.connect(self._show_problem_count)
        self._show_problem_count(*furniture.found.counts)
        self._time.addWidget(furniture.timeline)
        for name, dock in self.by_name.items():
            dock.visibilityChanged.connect(partial(self._on_visible, name))
            if _in_front(dock):
                self._on_visible(name, True)

    # -- panels and plots --

    def panel(self, name: str) -> QWidget:
        """Return what a dock holds. If nobody has seen it yet, it is made and put into its frame now."""
        dock = self.by_name[name]
        if name not in self._filled:
            self._filled.add(name)
            with uncollected():
                panel = self._furniture.panel(name)
            empty = dock.widget()
            dock.setWidget(panel)
            empty.deleteLater()
            self._watch(name, _in_front(dock))
            if name == "lessons":
                self._tell_lessons()
        return dock.widget()

    @property
    def palette(self) -> PalettePanel:
        """The layers that can be drawn."""
        self.panel("palette")
        return self._furniture.palette

    @property
    def lessons(self) -> LessonsPanel:
        """The lessons."""
        self.panel("lessons")
        return self._furniture.lessons

    @property
    def problems(self) -> ProblemsPanel:
        """The problems."""
        self.panel("problems")
        return self._furniture.problems

    def _on_visible(self, name: str, visible: bool) -> None:
        """Have a panel made that comes to the front, and tell it and the lessons, if there are any yet."""
        if visible:
            self.panel(name)
        if name in self._filled:
            self._watch(name, visible)
        if "lessons" in self._filled:
            self.lessons.progress.show_panel(name, visible)

    def _watch(self, name: str, in_front: bool) -> None:
        panel = self.by_name[name].widget()
        if isinstance(panel, Watched):
            panel.set_watched(in_front)

    def _tell_lessons(self) -> None:
        for name, dock in self.by_name.items():
            if _in_front(dock):
                self.lessons.progress.show_panel(name, True)

    def take_over(self, other: Docks) -> None:
        """Stand as the docks of another window do, and go on with its lesson."""
        self.restore(other.layout())
        if "lessons" in other._filled:
            self.lessons.take_over(other.lessons)

    # -- places --

    def _arrange(self) -> None:
        window, docks = self._window, self.by_name
        window.setDockNestingEnabled(True)
        window.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)
        window.setCorner(Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea)
        for name in ("palette", "lessons"):
            window.addDockWidget(Area.LeftDockWidgetArea, docks[name])
        window.tabifyDockWidget(docks["palette"], docks["lessons"])
        for name in BELOW:
            window.addDockWidget(Area.BottomDockWidgetArea, docks[name])
        for name in ("region", "inspector", "data", "training"):
            window.addDockWidget(Area.RightDockWidgetArea, docks[name])
        for first, second in pairwise(BELOW):
            window.tabifyDockWidget(docks[first], docks[second])
        window.tabifyDockWidget(docks["inspector"], docks["data"])
        window.tabifyDockWidget(docks["data"], docks["training"])
        docks["palette"].raise_()
        docks["loss"].raise_()
        docks["inspector"].raise_()
        window.resize(1280, 720)
        window.resizeDocks([docks["palette"], docks["region"]], [184, 320], Qt.Orientation.Horizontal)
        window.resizeDocks([docks["loss"]], [212], Qt.Orientation.Vertical)
        window.resizeDocks([docks["region"], docks["inspector"]], [290, 330], Qt.Orientation.Vertical)

    def put_back(self) -> None:
        """Show every dock at its first place."""
        self.restore(self._first)

    def layout(self) -> QByteArray:
        """Return where the docks stand."""
        return self._window.saveState(LAYOUT_VERSION)

    def restore(self, layout: QByteArray) -> None:
        """Put the docks where they stood when `layout` was returned."""
        self._window.restoreState(layout, LAYOUT_VERSION)
        self.hide_strays()

    def hide_strays(self) -> None:
        """Hide the tab bars of earlier layouts, which Qt forgets beside the present ones; those are the newest."""
        claimed: set[str] = set()
        for bar in reversed(self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)):
            titles = {bar.tabText(place) for place in range(bar.count())}
            if titles & claimed:
                bar.hide()
            claimed |= titles

    def show_problems(self) -> None:
        """Bring the problems to the front."""
        self._bring("problems")

    def show_lessons(self) -> None:
        """Bring the lessons to the front."""
        self._bring("lessons")
        self.lessons.take_keyboard()

    def show_data(self) -> None:
        """Bring the panel of the data to the front."""
        self._bring("data")

    def _bring(self, name: str) -> None:
        self.by_name[name].show()
        self.by_name[name].raise_()

    def _bring_samples(self) -> None:
        self._bring("samples")
        if "lessons" in self._filled:
            self.lessons.progress.ask_for_panel("samples")

    def _make_room_to_read(self) -> None:
        dock = self.by_name["lessons"]
        if dock.width() < TO_READ and not dock.isFloating():
            self._window.resizeDocks([dock], [TO_READ], Qt.Orientation.Horizontal)

    def _show_problem_count(self, errors: int, warnings: int) -> None:
        title, count = translate("dock", "Problems"), errors + warnings
        self.by_name["problems"].setWindowTitle(f"{title} ({count})" if count else title)


def _empty(name: str) -> QWidget:
    """Return what holds the place of a panel until it is made."""
    holder = QWidget()
    holder.setMinimumSize(ROOM.get(name, QSize(0, 0)))
    return holder


def _in_front(dock: QDockWidget) -> bool:
    """Tell whether a dock is on the screen; behind the tab of another one Qt moves it out of sight, and shows it."""
    return dock.isVisible() and (dock.isFloating() or dock.geometry().right() >= 0)
