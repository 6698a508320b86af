"""Gives everything its place before it is painted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QMainWindow, QToolBar

_LAYOUT = QEvent.Type.LayoutRequest


def lay_out(window: QMainWindow) -> None:
    """Lay out at once whatever in the window has something else to show.

    Left alone, Qt paints in the middle of that, and again what then moves; and it lays out the window, with all its
    docks, once more for every bar in it. The bars come first, so that the window has to follow only once; what is in
    scroll areas takes two rounds.
    """
    bars = window.findChildren(QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for bar in (window.statusBar(), *bars):
        QCoreApplication.sendPostedEvents(bar, _LAYOUT)
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, _LAYOUT)
