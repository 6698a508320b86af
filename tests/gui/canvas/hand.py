"""A hand on the canvas: real mouse, key, wheel and drop events at places of the drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gui.canvas.items import PortKey
from gui.canvas.items.frame import bias_box, picture_box
from gui.canvas.quick_menu import QuickMenu
from gui.mime import MIME_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.graph import Ends
    from gui.canvas.view import CanvasView

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def write(widget: QWidget, text: str) -> None:
    """Write as an input method does, in any language."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


class Hand:
    """Works on a view that is on the screen; remembers the sentences of the status bar."""

    def __init__(self, view: CanvasView) -> None:
        self.view = view
        self.notices: list[str] = []
        view.document.notice.connect(self.notices.append)

    # -- places, in pixels of the window ---------------------------------------------------------------------

    def at(self, x: float, y: float) -> QPoint:
        return self.view.mapFromScene(QPointF(x, y))

    def on_node(self, node_id: int) -> QPoint:
        """Return a point of the header, where nothing but the node is."""
        box = self.view.canvas.nodes[node_id].box
        return self.at(box.center().x(), box.top() + 14)

    def on_output(self, node_id: int) -> QPoint:
        return self.view.mapFromScene(self.view.canvas.port_point(PortKey(node_id, True, "out")))

    def on_input(self, node_id: int) -> QPoint:
        return self.view.mapFromScene(self.view.canvas.port_point(PortKey(node_id, False, "in")))

    def on_setting(self, node_id: int, name: str) -> QPoint:
        return self.view.mapFromScene(self.view.canvas.nodes[node_id].control_box(name).center() - QPointF(6, 0))

    def on_wire(self, ends: Ends) -> QPoint:
        edge = self.view.canvas.edges[ends]
        return self.view.mapFromScene((edge.start + edge.end) * 0.5)

    def on_button(self, node_id: int, name: str) -> QPoint:
        """Return the middle of the button that folds a node, or gives it fewer or more units."""
        node = self.view.canvas.nodes[node_id]
        return self.view.mapFromScene(node.mapToScene(node.frame.buttons[name].center()))

    def on_unit(self, node_id: int, unit: int) -> QPoint:
        node = self.view.canvas.nodes[node_id]
        return self.view.mapFromScene(node.mapToScene(picture_box(node.frame.units[unit]).center()))

    def on_bias(self, node_id: int, unit: int) -> QPoint:
        node = self.view.canvas.nodes[node_id]
        return self.view.mapFromScene(node.mapToScene(bias_box(node.frame.units[unit]).center()))

    def on_strand(self, ends: Ends, unit: int, source: int, share: float = 0.2) -> QPoint:
        """Return a point of a strand, at a share of its way."""
        edge = self.view.canvas.edges[ends]
        inputs = self.view.canvas.nodes[ends.source].offsets(True, (edge.strand_counts or (1, 1))[0])
        units = self.view.canvas.nodes[ends.sink].offsets(False, (edge.strand_counts or (1, 1))[1])
        start, end = edge.start + QPointF(0, inputs[source]), edge.end + QPointF(0, units[unit])
        return self.view.mapFromScene(start + (end - start) * share)

    # -- the mouse -------------------------------------------------------------------------------------------

    def press(self, place: QPoint, modifiers: Qt.KeyboardModifier = PLAIN, button: Qt.MouseButton = LEFT) -> None:
        QTest.mousePress(self.view.viewport(), button, modifiers, place)

    def move(self, place: QPoint) -> None:
        QTest.mouseMove(self.view.viewport(), place)

    def release(self, place: QPoint, modifiers: Qt.KeyboardModifier = PLAIN, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseRelease(self.view.viewport(), button, modifiers, place)

    def click(self, place: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, modifiers, place)

    def double_click(self, place: QPoint) -> None:
        QTest.mouseDClick(self.view.viewport(), LEFT, PLAIN, place)

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        self.press(start, modifiers)
        self.move(QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2))
        self.move(end)
        self.release(end, modifiers)

    def wheel(self, place: QPoint, turned: int, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        over = self.view.viewport()
        event = QWheelEvent(
            QPointF(place),
            QPointF(over.mapToGlobal(place)),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(over, event)

    # -- keys ------------------------------------------------------------------------------------------------

    def key(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        for key in keys:
            QTest.keyClick(self.view, key, modifiers)

    # -- from the palette ------------------------------------------------------------------------------------

    def carry(self, kind: str, path: Iterable[QPoint]) -> QMimeData:
        """Drag a kind over places of the canvas, without dropping it."""
        mime = QMimeData()
        mime.setData(MIME_KIND, kind.encode())
        copy, over = Qt.DropAction.CopyAction, self.view.viewport()
        for index, place in enumerate(path):
            if index == 0:
                QApplication.sendEvent(over, QDragEnterEvent(place, copy, mime, LEFT, PLAIN))
            QApplication.sendEvent(over, QDragMoveEvent(place, copy, mime, LEFT, PLAIN))
        return mime

    def drop(self, kind: str, place: QPoint) -> None:
        mime = self.carry(kind, [place])
        event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, LEFT, PLAIN)
        QApplication.sendEvent(self.view.viewport(), event)

    def leave(self) -> None:
        QApplication.sendEvent(self.view.viewport(), QDragLeaveEvent())

    # -- what opened -----------------------------------------------------------------------------------------

    def quick_menu(self) -> QuickMenu:
        menu = next(m for m in self.view.findChildren(QuickMenu) if m.isVisible())
        assert isinstance(menu, QuickMenu)
        return menu

    def take_layer(self, words: str) -> None:
        """Type into the list of layers and press Enter."""
        menu = self.quick_menu()
        write(menu.search, words)
        QTest.keyClick(menu.search, Qt.Key.Key_Return)

    def choices(self) -> QMenu:
        return next(menu for menu in self.view.findChildren(QMenu) if menu.isVisible())

    def pick(self, text: str) -> None:
        """Click a line of the menu that is open."""
        menu = self.choices()
        action = next(action for action in menu.actions() if action.text() == text)
        QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(action).center())
