"""The panels and plots around the canvas, and where they stand at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from gui.i18n import translate
from gui.panels.data import DataPanel
from gui.panels.inspector import InspectorPanel
from gui.panels.palette import PalettePanel
from gui.panels.problems import ProblemsPanel
from gui.panels.training import TrainingPanel
from gui.plots.curves import AccuracyPlot, LossPlot
from gui.plots.region import RegionPlot
from gui.plots.weights import WeightsPlot

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from gui.document import Document

LAYOUT_VERSION = 1
Area = Qt.DockWidgetArea


class Docks:
    """Everything that can be moved, closed and put back.

    Parameters
    ----------
    window : QMainWindow
        Gets the docks, at their first places.
    """

    def __init__(self, window: QMainWindow, document: Document) -> None:
        self._window = window
        self.palette = PalettePanel(document)
        self.problems = ProblemsPanel(document)
        self.by_name: dict[str, QDockWidget] = {}
        for name, script_name, title, widget in (
            ("palette", "palette", translate("dock", "Layers"), self.palette),
            ("loss", "lossPlot", translate("dock", "Loss"), LossPlot(document)),
            ("accuracy", "accuracyPlot", translate("dock", "Accuracy"), AccuracyPlot(document)),
            ("weights", "weightsPlot", translate("dock", "Weights"), WeightsPlot(document)),
            ("problems", "problemsPanel", translate("dock", "Problems"), self.problems),
            ("region", "regionPlot", translate("dock", "Decision region"), RegionPlot(document)),
            ("inspector", "inspector", translate("dock", "Inspector"), InspectorPanel(document)),
            ("data", "dataPanel", translate("dock", "Data"), DataPanel(document)),
            ("training", "trainingPanel", translate("dock", "Training"), TrainingPanel(document)),
        ):
            widget.setObjectName(script_name)  # stable, for those who script or test the window
            self._add(name, title, widget)
        self._arrange()
        self._first = window.saveState(LAYOUT_VERSION)
        self.problems.count_changed.connect(self._show_problem_count)

    def _add(self, name: str, title: str, widget: QWidget) -> None:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"{name}Dock")
        dock.setWidget(widget)
        self.by_name[name] = dock

    def _arrange(self) -> None:
        window, docks = self._window, self.by_name
        window.setDockNestingEnabled(True)
        window.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)
        window.setCorner(Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea)
        window.addDockWidget(Area.LeftDockWidgetArea, docks["palette"])
        for name in ("loss", "accuracy", "weights", "problems"):
            window.addDockWidget(Area.BottomDockWidgetArea, docks[name])
        for name in ("region", "inspector", "data", "training"):
            window.addDockWidget(Area.RightDockWidgetArea, docks[name])
        for first, second in (("loss", "accuracy"), ("accuracy", "weights"), ("weights", "problems")):
            window.tabifyDockWidget(docks[first], docks[second])
        window.tabifyDockWidget(docks["inspector"], docks["data"])
        window.tabifyDockWidget(docks["data"], docks["training"])
        docks["loss"].raise_()
        docks["inspector"].raise_()
        window.resize(1280, 720)
        window.resizeDocks([docks["palette"], docks["region"]], [168, 320], Qt.Orientation.Horizontal)
        window.resizeDocks([docks["loss"]], [200], Qt.Orientation.Vertical)
        window.resizeDocks([docks["region"], docks["inspector"]], [290, 330], Qt.Orientation.Vertical)

    def put_back(self) -> None:
        """Show every dock at its first place."""
        self._window.restoreState(self._first, LAYOUT_VERSION)

    def layout(self) -> QByteArray:
        """Return where the docks stand."""
        return self._window.saveState(LAYOUT_VERSION)

    def restore(self, layout: QByteArray) -> None:
        """Put the docks where they stood when `layout` was returned."""
        self._window.restoreState(layout, LAYOUT_VERSION)

    def show_problems(self) -> None:
        """Bring the problems to the front."""
        self.by_name["problems"].show()
        self.by_name["problems"].raise_()

    def _show_problem_count(self, errors: int, warnings: int) -> None:
        title, count = translate("dock", "Problems"), errors + warnings
        self.by_name["problems"].setWindowTitle(f"{title} ({count})" if count else title)
