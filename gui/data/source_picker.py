"""The picker of a data source: a list for the keyboard, and a menu with a group in each submenu for the mouse."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QMenu, QWidget

from engine.data import SOURCE, SOURCES
from gui.forms.editors import Picker
from gui.forms.layout import tip
from gui.i18n import show, translate


def group_titles() -> dict[str, str]:
    """Return what the groups of sources are called, by their categories."""
    return {
        "gate": translate("data", "Logic gates"),
        "classes": translate("data", "Points in classes"),
        "regression": translate("data", "Numbers to predict"),
        "sequence": translate("data", "Series in time"),
        "painted": translate("data", "Your own points"),
        "table": translate("data", "Tables"),
        "image": translate("data", "Pictures"),
    }


class SourcePicker(Picker):
    """Offers all sources. The arrow keys walk from one to the next; a click or Alt+Down opens the menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source")
        self.setAccessibleName(translate("data", "Data source"))
        self.setToolTip(tip(translate("data", "What the network is to learn.")))
        self.setModel(_listed(self))
        self.menu = self._make_menu()

    def show_source(self, kind: str) -> None:
        """Show which source is chosen."""
        self.setCurrentIndex(self.findData(kind))

    def showPopup(self) -> None:  # noqa: N802  # Qt's name
        """Open the menu in the place of a list that would be longer than the screen."""
        for action in self.entries:
            action.setChecked(action.data() == self.currentData())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("sourceMenu")
        self.entries: list[QAction] = []
        titles = group_titles()
        order = list(titles)
        sources = sorted(SOURCES, key=lambda source: order.index(source.category))
        for category, group in groupby(sources, key=lambda source: source.category):
            kinds = [source.kind for source in group]
            place = menu.addMenu(titles[category]) if len(kinds) > 1 else menu
            place.setToolTipsVisible(True)
            for kind in kinds:
                self._add(place, kind)
        return menu

    def _add(self, menu: QMenu, kind: str) -> None:
        action = menu.addAction(show(SOURCE[kind].title))
        action.setObjectName(f"source_{kind}")
        action.setToolTip(tip(show(SOURCE[kind].help)))
        action.setCheckable(True)
        action.setData(kind)
        action.triggered.connect(lambda: self._choose(kind))
        self.entries.append(action)

    def _choose(self, kind: str) -> None:
        place = self.findData(kind)
        self.setCurrentIndex(place)
        self.activated.emit(place)


def _listed(parent: QWidget) -> QStandardItemModel:
    """Return all sources below the titles of their groups."""
    model = QStandardItemModel(parent)
    for category, title in group_titles().items():
        group = QStandardItem(title)
        group.setFlags(Qt.ItemFlag.NoItemFlags)
        model.appendRow(group)
        for source in SOURCES:
            if source.category == category:
                item = QStandardItem(show(source.title))
                item.setData(source.kind, Qt.ItemDataRole.UserRole)
                item.setData(show(source.help), Qt.ItemDataRole.ToolTipRole)
                model.appendRow(item)
    return model
