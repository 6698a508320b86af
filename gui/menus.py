"""The menu bar and the toolbar, made from the action table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from gui import actions
from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

ON_TOOLBAR = ("train", "pause", "step", "epoch", "stop", "reset", "new_start")


class Menus:
    """The menu bar of a window."""

    def __init__(self, window: QMainWindow, by_id: Mapping[str, QAction], undo: Iterable[QAction]) -> None:
        bar = window.menuBar()
        self._menus = {name: bar.addMenu(title) for name, title in actions.menu_titles().items()}
        self._menus["edit"].addActions(list(undo))
        for spec in actions.all_actions():
            menu = self._menus[spec.menu]
            if spec.separated:
                menu.addSeparator()
            menu.addAction(by_id[spec.id])
            if spec.id == "open":
                self._recent = menu.addMenu(translate("menu", "Open &recent"))
        self._menus["view"].addSeparator()
        self._groups: list[QActionGroup] = []

    def show_recent(self, paths: Iterable[Path], use: Callable[[Path], object], forget: Callable[[], object]) -> None:
        """List the recent files, and offer to forget them."""
        self._recent.clear()
        for path in paths:
            action = self._recent.addAction(str(path))
            action.triggered.connect(lambda _checked=False, path=path: use(path))
        self._recent.setEnabled(not self._recent.isEmpty())
        if self._recent.isEnabled():
            self._recent.addSeparator()
            self._recent.addAction(translate("menu", "&Clear this list")).triggered.connect(lambda: forget())

    def add_panels(self, toggles: Iterable[QAction], put_back: Callable[[], object]) -> None:
        """Add the list of panels to the View menu."""
        menu = self._menus["view"].addMenu(translate("menu", "&Panels"))
        menu.addActions(list(toggles))
        menu.addSeparator()
        menu.addAction(translate("action", "Put all back")).triggered.connect(lambda: put_back())

    def add_timeline_option(self, on: bool, use: Callable[[bool], object]) -> None:
        """Let the File menu say whether files hold the past of their run."""
        action = QAction(translate("menu", "&Keep the time line in the file"), self._menus["file"])
        action.setObjectName("keepTimelineAction")
        action.setToolTip(translate("menu", "Save checkpoints of the run too, so that one can go back in it later"))
        action.setCheckable(True)
        action.setChecked(on)
        action.toggled.connect(use)
        self._menus["file"].insertAction(self._menus["file"].actions()[-2], action)

    def add_choice(self, title: str, choices: Mapping[str, str], current: str, use: Callable[[str], object]) -> None:
        """Add a list to the View menu of which one value is ticked."""
        menu: QMenu = self._menus["view"].addMenu(title)
        group = QActionGroup(menu)
        self._groups.append(group)
        for value, name in choices.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(lambda _checked=False, value=value: use(value))
            group.addAction(action)


def build_toolbar(window: QMainWindow, by_id: Mapping[str, QAction], undo: Iterable[QAction]) -> QToolBar:
    """Make the toolbar: undo, redo and the training controls; what they show is added behind them."""
    bar = QToolBar(translate("dock", "Training controls"), window)
    bar.setObjectName("controls")
    bar.setMovable(False)
    bar.addActions(list(undo))
    bar.addSeparator()
    for name in ON_TOOLBAR:
        bar.addAction(by_id[name])
    for name in ("train", "pause"):
        button = bar.widgetForAction(by_id[name])
        if isinstance(button, QToolButton):
            button.setObjectName("primary")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.addSeparator()
    window.addToolBar(bar)
    return bar
