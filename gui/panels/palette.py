"""What can be drawn: a list to search and to drag from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from engine.catalog.catalog import CATALOG, CATEGORIES
from gui.finding import distance, matches
from gui.forms.kind_icon import kind_icon
from gui.forms.layout import column, set_text, tip, wrapped
from gui.i18n import show, translate
from gui.mime import MIME_KIND
from gui.theme import ICON, THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.catalog.spec import LayerSpec
    from gui.document import Document

KIND_ROLE = Qt.ItemDataRole.UserRole


class KindTree(QTreeWidget):
    """The entries by category; each can be dragged onto the canvas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = False
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(UNIT)
        self.setIconSize(QSize(ICON, ICON))
        self.setUniformRowHeights(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName(translate("palette", "Layers to draw with"))

    def fill(self) -> None:
        """Make all items anew."""
        self.clear()
        for category, title in CATEGORIES.items():
            group = QTreeWidgetItem(self, [show(title)])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.font()
            font.setBold(True)
            group.setFont(0, font)
            for spec in CATALOG:
                if spec.category == category:
                    self._add(group, spec)
        self.expandAll()
        room = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        self.setMinimumWidth(self.sizeHintForColumn(0) + self.indentation() + room)

    def _add(self, group: QTreeWidgetItem, spec: LayerSpec) -> None:
        item = QTreeWidgetItem(group, [show(spec.title)])
        item.setData(0, KIND_ROLE, spec.kind)
        item.setIcon(0, kind_icon(spec, curves=self._curves))
        item.setToolTip(0, tip(show(spec.title), show(spec.help), spec.formula))
        item.setSizeHint(0, QSize(0, ICON + UNIT))

    def recolour(self) -> None:
        """Draw the icons in the colours of the theme."""
        for item in self.entries():
            spec = CATALOG[item.data(0, KIND_ROLE)]
            item.setIcon(0, kind_icon(spec, curves=self._curves))

    def show_curves(self) -> None:
        """Draw the activation functions as they are; possible once PyTorch is loaded."""
        self._curves = True
        self.recolour()

    def entries(self) -> Iterator[QTreeWidgetItem]:
        """Yield the items that stand for something to draw, hidden ones too."""
        for group in self._groups():
            yield from (group.child(place) for place in range(group.childCount()))

    def _groups(self) -> list[QTreeWidgetItem]:
        root = self.invisibleRootItem()
        return [root.child(row) for row in range(root.childCount())]

    def keep(self, query: str) -> bool:
        """Show what matches a query only, make the nearest of it current, and tell whether there is any."""
        for item in self.entries():
            item.setHidden(not matches(CATALOG[item.data(0, KIND_ROLE)], query))
        found = [item for item in self.entries() if not item.isHidden()]
        nearest = min(found, key=lambda item: distance(CATALOG[item.data(0, KIND_ROLE)], query), default=None)
        for group in self._groups():
            group.setHidden(all(group.child(place).isHidden() for place in range(group.childCount())))
        if query and nearest is not None:
            self.setCurrentItem(nearest)
            self.scrollToItem(nearest)
        return nearest is not None

    def mimeTypes(self) -> list[str]:
        """Return what a drag carries."""
        return [MIME_KIND]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """Return the dragged kind."""
        data = QMimeData()
        for item in items:
            data.setData(MIME_KIND, str(item.data(0, KIND_ROLE)).encode())
        return data


class PalettePanel(QWidget):
    """A search field over the catalogue.

    Signals
    -------
    chosen(str)
        A kind was double-clicked, or chosen with Enter.
    """

    chosen = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("palette", "Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(translate("palette", "Search the layers"))
        self.search.setToolTip(
            translate("palette", "Type a name in English or Korean; Enter puts the best match on the canvas.")
        )
        self.tree = KindTree()
        self.tree.fill()
        self._nothing = wrapped(style="muted")
        layout = column(self)
        for widget in (self.search, self._nothing, self.tree):
            layout.addWidget(widget)
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._choose_found)
        self.search.installEventFilter(self)
        self.tree.itemDoubleClicked.connect(self._choose)
        self.tree.installEventFilter(self)
        THEME.changed.connect(self.tree.recolour)
        self._document.became_ready.connect(self._show_curves_soon)
        if self._document.ready:
            self.tree.show_curves()

    def _show_curves_soon(self) -> None:
        """Draw the curves once everything else that waited for PyTorch is done."""
        QTimer.singleShot(0, self.tree, self.tree.show_curves)

    def visible_kinds(self) -> list[str]:
        """Return the kinds that match what is searched for, in the order shown."""
        return [str(item.data(0, KIND_ROLE)) for item in self.tree.entries() if not item.isHidden()]

    def _search(self, query: str) -> None:
        found = self.tree.keep(query)
        message = translate("palette", "Nothing is called “{query}”.").format(query=query)
        set_text(self._nothing, "" if found else message)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        kind = item.data(0, KIND_ROLE) if item is not None and not item.isHidden() else None
        if kind:
            self.chosen.emit(kind)

    def _choose_found(self) -> None:
        if self.search.text().strip():
            self._choose_current()

    def _choose_current(self) -> None:
        self._choose(self.tree.currentItem())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down go from the search to the list, and Enter choose in the list on every desktop alike."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.search and event.key() == Qt.Key.Key_Down:
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if watched is self.tree and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_current()
            return True
        return False
