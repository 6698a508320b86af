"""Tabs that are all in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QTabBar

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QWidget


class WholeTabBar(QTabBar):
    """A row of tabs none of which is ever cut or scrolled away: in a tight place everything else gives way.

    It says so whenever it is asked. A width that is set once would be that of tabs that are not polished yet.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return the room that all tabs need."""
        return self.sizeHint()

    def show_tab(self, index: int, visible: bool) -> None:
        """Show or hide a tab. Qt, told what is so already, forgets that it has to lay out what was told before."""
        if visible != self.isTabVisible(index):
            self.setTabVisible(index, visible)
            self.updateGeometry()
