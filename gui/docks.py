"""The frames of the panels and plots around the canvas, and where they stand at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from gui.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from gui.furniture import Furniture

LAYOUT_VERSION = 1
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
            ("loss", translate("dock", "Loss")),
            ("accuracy", translate("dock", "Accuracy")),
            ("weights", translate("dock", "Weights")),
            ("problems", translate("dock", "Problems")),
            ("region", translate("dock", "Decision region")),
            ("inspector", translate("dock", "Inspector")),
            ("data", translate("dock", "Data")),
            ("training", translate("dock", "Training")),
        ):
            dock = self.by_name[name] = QDockWidget(title, window)
            dock.setObjectName(f"{name}Dock")
            dock.setWidget(QWidget())
        self._arrange()
        self._first = window.saveState(LAYOUT_VERSION)

    def furnish(self, furniture: Furniture) -> None:
        """Put the panels and plots into their frames."""
        self.palette, self.problems = furniture.palette, furniture.problems
        self.problems.count_changed.connect(self._show_problem_count)
        for name, widget in furniture.in_docks.items():
            empty = self.by_name[name].widget()
            self.by_name[name].setWidget(widget)
            empty.deleteLater()

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
        window.resizeDocks([docks["palette"], docks["region"]], [184, 320], Qt.Orientation.Horizontal)
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
