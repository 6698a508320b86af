"""The frames of the panels and plots around the canvas, and where they stand at first."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QToolBar, QWidget

from gui.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from gui.furniture import Furniture

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
Area = Qt.DockWidgetArea


class Docks:
    """Everything that can be moved, closed and put back.

    Parameters
    ----------
    window : QMainWindow
        Gets the docks, at their first places.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
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
            dock.setWidget(QWidget())
        self._time = QToolBar(translate("dock", "Time line"), window)
        self._time.setObjectName("timeline")
        self._time.setMovable(False)
        self._time.setMinimumHeight(TIME_HEIGHT)
        window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self._time)
        self._arrange()
        self._first = window.saveState(LAYOUT_VERSION)

    def furnish(self, furniture: Furniture) -> None:
        """Put the panels and plots into their frames."""
        self.palette, self.problems, self.lessons = furniture.palette, furniture.problems, furniture.lessons
        self.lessons.begun.connect(self._make_room_to_read)
        furniture.data.look_wanted.connect(partial(self._bring, "samples"))
        furniture.data.look_wanted.connect(partial(self.lessons.progress.ask_for_panel, "samples"))
        self.problems.count_changed.connect(self._show_problem_count)
        self._show_problem_count(*self.problems.counts)
        self._time.addWidget(furniture.timeline)
        for name, widget in furniture.in_docks.items():
            dock = self.by_name[name]
            empty = dock.widget()
            dock.setWidget(widget)
            empty.deleteLater()
            dock.visibilityChanged.connect(partial(self.lessons.progress.show_panel, name))
        for name, plot in furniture.watched.items():
            dock = self.by_name[name]
            dock.visibilityChanged.connect(plot.set_watched)
            plot.set_watched(dock.geometry().right() >= 0)  # Qt moves what is behind a tab out of sight

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

    def _make_room_to_read(self) -> None:
        dock = self.by_name["lessons"]
        if dock.width() < TO_READ and not dock.isFloating():
            self._window.resizeDocks([dock], [TO_READ], Qt.Orientation.Horizontal)

    def _show_problem_count(self, errors: int, warnings: int) -> None:
        title, count = translate("dock", "Problems"), errors + warnings
        self.by_name["problems"].setWindowTitle(f"{title} ({count})" if count else title)
