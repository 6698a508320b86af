"""A hand on the whole window: opens it, and brings panels to the front with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from gui.main_window import MainWindow
from gui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def open_window(qtbot: QtBot, folder: Path, *, ready: bool = True) -> MainWindow:
    """Show the window with the keyboard in it, and PyTorch loaded if `ready`; its settings are kept in `folder`."""
    window = MainWindow(Settings(folder / "settings.ini"))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.furnish()
    if ready:
        window.document.torch_is_ready()
    return window


def click_tab(window: MainWindow, name: str) -> None:
    """Click the tab of a dock, if it shares its place with others."""
    title = window.docks.by_name[name].windowTitle()
    for bar in window.findChildren(QTabBar):
        titles = [bar.tabText(place) for place in range(bar.count())]
        if bar.isVisible() and title in titles:
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(titles.index(title)).center())
