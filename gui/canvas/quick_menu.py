"""A searchable list of layers at the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.finding import distance, matches
from gui.forms.kind_icon import kind_icon
from gui.forms.layout import tip
from gui.i18n import show, translate
from gui.theme import ICON, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.catalog import LayerSpec
    from engine.graph import Graph
    from gui.canvas.items import PortKey

_USUAL_AFTER = ("dense", "output", "relu", "batch_norm_1d", "dropout", "add", "concatenate")
_USUAL_BEFORE = ("dense", "input", "relu", "batch_norm_1d", "dropout", "add", "concatenate")
_USUAL_WITHIN = ("dense", "dropout", "batch_norm_1d", "relu", "tanh")
_SIZE = (248, 296)
_KIND = Qt.ItemDataRole.UserRole
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}


def suggestions(graph: Graph, origin: PortKey | None, within: bool = False) -> list[LayerSpec]:
    """Return the layers that can be wired to a port (or put within a wire), what usually goes there first.

    Without a port: all layers, in the order of the palette; one Input and one Output come first while there are none.
    """
    specs = list(graph.catalog)
    if within:
        fitting = [spec for spec in specs if spec.inputs and spec.outputs]
        return _ranked(fitting, _USUAL_WITHIN)
    if origin is None:
        missing = [kind for kind in ("input", "dense", "output") if kind == "dense" or not graph.of_kind(kind)]
        return _ranked(specs, missing)
    fitting = [spec for spec in specs if (spec.inputs if origin.is_output else spec.outputs)]
    usual = [
        kind
        for kind in (_USUAL_AFTER if origin.is_output else _USUAL_BEFORE)
        if kind != "output" or not graph.of_kind(kind)
    ]
    return _ranked(fitting, usual)


def _ranked(specs: list[LayerSpec], first: Iterable[str]) -> list[LayerSpec]:
    rank = {kind: index for index, kind in enumerate(first)}
    return sorted(specs, key=lambda spec: rank.get(spec.kind, len(rank)))


class QuickMenu(QFrame):
    """Type to search, arrows to choose, Enter to take; what is called just so stands first.

    Parameters
    ----------
    specs : iterable of LayerSpec
        What is offered, in this order.
    curves : bool
        Whether PyTorch is loaded, by which the curves of the activation functions are known.

    Signals
    -------
    chosen(str)
        The kind that was taken; the menu is closed then.
    """

    chosen = Signal(str)

    def __init__(self, specs: Iterable[LayerSpec], parent: QWidget, *, curves: bool) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(translate("canvas", "Add a layer"))
        self._specs = list(specs)
        self._curves = curves
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(translate("canvas", "Add a layer: type to search"))
        self.search.setAccessibleName(translate("canvas", "Search layers"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(translate("canvas", "Layers"))
        self.list.setIconSize(QSize(ICON, ICON))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        layout.setSpacing(UNIT)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.setFocusProxy(self.search)
        self.resize(*_SIZE)
        self._fill("")

    def open_at(self, place: QPoint) -> None:
        """Show the menu with its corner at a point of the desktop, moved so that all of it is on the screen."""
        area = self.screen().availableGeometry()
        x = max(area.left(), min(place.x(), area.right() - self.width()))
        y = max(area.top(), min(place.y(), area.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, words: str) -> None:
        self.list.clear()
        found = [spec for spec in self._specs if matches(spec, words)]
        for spec in sorted(found, key=lambda spec: distance(spec, words)):
            item = QListWidgetItem(kind_icon(spec, curves=self._curves), show(spec.title))
            item.setData(_KIND, spec.kind)
            item.setToolTip(tip(show(spec.help)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that choose go to the list while the text keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(event.key())
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return False

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            kind = str(item.data(_KIND))
            self.close()
            self.chosen.emit(kind)
