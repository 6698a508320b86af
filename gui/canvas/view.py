"""The canvas: shows the drawing and turns what a person does with pointer and keys into gestures and edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QNativeGestureEvent, QPainter
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from gui.canvas import ground
from gui.canvas.describe import spoken
from gui.canvas.dropping import Dropping
from gui.canvas.editing import Editing
from gui.canvas.hovering import Hovering
from gui.canvas.interactions import DropNode, Interaction, Pan
from gui.canvas.keys import Keys
from gui.canvas.navigation import BUTTON, NOTCH, Navigator
from gui.canvas.pressing import choose_for_menu, gesture_at
from gui.canvas.prompts import Prompts
from gui.canvas.scene import CanvasScene
from gui.i18n import translate
from gui.repaint import paint_in_one_piece
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import JsonValue
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QHideEvent,
        QMouseEvent,
        QResizeEvent,
        QShowEvent,
        QWheelEvent,
    )

    from engine.graph import Ends, NodeId
    from gui.document import Document

_THUMBNAIL = 256
_PLAIN = Qt.KeyboardModifier.NoModifier


class CanvasView(QGraphicsView):
    """The drawing of a document.

    Parameters
    ----------
    document : Document
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.canvas = CanvasScene(document, self)
        self.setScene(self.canvas)
        self.editing = Editing(self.canvas)
        self.navigator = Navigator(self, self._follow)
        self.navigator.zoomed.connect(self.canvas.unfolding.set_zoom)
        self.prompts = Prompts(self)
        self.keys = Keys(self)
        self.hovering = Hovering(self)
        self._dropping = Dropping(self)
        self.interaction: Interaction | None = None
        self._pointer = QPoint()
        self._dress()
        document.replaced.connect(self.fit)
        document.graph_changed.connect(self._on_graph_changed)
        document.selection_changed.connect(self._describe)
        THEME.changed.connect(self.resetCachedContent)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        paint_in_one_piece(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(translate("canvas", "Canvas"))
        self.centerOn(0, 0)
        self._describe()

    # -- what the window asks for ----------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole drawing."""
        self.navigator.fit(self.canvas.content_rect())
        self.navigator.fitted = True

    def zoom_in(self) -> None:
        """Zoom in on the middle of the window."""
        self.navigator.zoom_by(BUTTON)

    def zoom_out(self) -> None:
        """Zoom out from the middle of the window."""
        self.navigator.zoom_by(1 / BUTTON)

    def zoom_reset(self) -> None:
        """Show the drawing at its own size."""
        self.navigator.zoom_to(1.0)

    def tidy(self) -> None:
        """Put every node at a tidy place, in one step of undo, and show all of them."""
        self.editing.tidy()
        if not self.navigator.shows(self.canvas.content_rect()):
            self.fit()

    def select_all(self) -> None:
        """Select every node."""
        self.editing.select_all()

    def copy(self) -> None:
        """Put the selected nodes on the clipboard."""
        self.editing.copy()

    def cut(self) -> None:
        """Put the selected nodes on the clipboard and delete them."""
        self.editing.cut()

    def paste(self) -> None:
        """Add the nodes on the clipboard."""
        self.editing.paste(self.navigator.centre)

    def duplicate(self) -> None:
        """Add a copy of the selected nodes."""
        self.editing.duplicate()

    def delete_selection(self) -> None:
        """Delete the selected nodes and wires, and rejoin what they joined."""
        self.editing.delete()

    def rename_selected(self) -> None:
        """Open an editor over the name of the selected node."""
        if len(self.document.selection) != 1:
            self.document.notice.emit(translate("canvas", "Select one node to rename it."))
        else:
            self.prompts.rename(*self.document.selection)

    def reveal(self, node_ids: Iterable[NodeId], edge: Ends | None) -> None:
        """Select nodes or a wire, bring them into the window, and let them stand out for a moment."""
        nodes = [node_id for node_id in node_ids if node_id in self.canvas.nodes]
        edges = [edge] if edge in self.canvas.edges else []
        box = self.canvas.rect_of(nodes, edges)
        if box.isEmpty():
            return
        self.document.select(nodes)
        self.canvas.select_edges(edges)
        self.navigator.look_at(box)
        self.canvas.flash(nodes, edge)

    def add_at_centre(self, kind: str) -> None:
        """Add a node beside the selected one and wire the two; in the middle of the window if nothing is selected."""
        node_id = self.editing.add_near(kind, self.navigator.centre)
        if node_id is not None:
            self.show_node(node_id)

    def show_node(self, node_id: NodeId) -> None:
        """Scroll as far as needed to bring a node into the window."""
        self.navigator.bring(self.canvas.nodes[node_id].box)

    def toggle_units(self) -> None:
        """Let the selected layers show their units, or all layers if none is selected; or no longer."""
        unfolding, selection = self.canvas.unfolding, self.document.selection
        unfolding.toggle([n for n in selection if unfolding.can_open(n)] or self.document.graph.nodes)

    def view_state(self) -> dict[str, JsonValue]:
        """Return zoom, centre and which layers show their units, to be kept with the project."""
        return {**self.navigator.state(), **self.canvas.unfolding.state()}

    def restore_view(self, state: Mapping[str, object]) -> None:
        """Look where a kept state says; at the whole drawing if that was shown, or if no node would be seen."""
        self.canvas.unfolding.restore(state.get("open"), state.get("closed"))
        if state.get("fitted") is True or not self.navigator.restore(state, self.canvas.boxes):
            self.fit()

    def thumbnail(self) -> bytes:
        """Return the drawing as a PNG of at most 256 by 256 pixels."""
        return ground.thumbnail(self.canvas, _THUMBNAIL)

    # -- gestures --------------------------------------------------------------------------------------------

    def zoom(self) -> float:
        """Return screen pixels per canvas pixel."""
        return self.navigator.zoom

    def point_at(self, place: QPoint) -> QPointF:
        """Return the canvas point at a place of the window, where the pointer is now."""
        self._pointer = place
        return self.mapToScene(place)

    def begin(self, interaction: Interaction, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Start a gesture; one that is under way is cancelled."""
        self.cancel()
        self.hovering.leave()
        self.interaction = interaction
        interaction.start(point, modifiers)
        if interaction.finished:
            self.interaction = None

    def cancel(self) -> bool:
        """Cancel the gesture under way; return whether there was one."""
        interaction, self.interaction = self.interaction, None
        self.navigator.rest()
        if interaction is not None:
            interaction.cancel()
        return interaction is not None

    def end(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """End the gesture under way where it is."""
        interaction, self.interaction = self.interaction, None
        self.navigator.rest()
        if interaction is not None:
            interaction.end(point, modifiers)
            self.hovering.show(point, self._pointer)

    def pan_from_pointer(self) -> None:
        """Go on with a drag of the canvas in the place of another gesture."""
        self.begin(Pan(self.canvas, self.zoom, self.navigator.scroll), self.mapToScene(self._pointer), _PLAIN)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _follow(self) -> None:
        """Go on with the gesture after the canvas scrolled under the pointer."""
        if self.interaction is not None:
            self.interaction.move(self.mapToScene(self._pointer), _PLAIN)

    # -- the pointer -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture with what is under the pointer."""
        point = self.point_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.interaction is None:
            gesture = gesture_at(self, point, event.modifiers())
            if gesture is not None:
                self.begin(gesture, point, event.modifiers())
        elif event.button() == Qt.MouseButton.MiddleButton:
            self.begin(Pan(self.canvas, self.zoom, self.navigator.scroll), point, event.modifiers())
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.RightButton and not self.cancel():
            choose_for_menu(self, point)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the actions that the window gave to the canvas."""
        self.prompts.offer_actions(event.globalPos())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what a press would do."""
        point = self.point_at(event.position().toPoint())
        if self.interaction is None:
            self.hovering.show(point, self._pointer)
            return
        self.interaction.move(point, event.modifiers())
        if self.interaction.follows_edges and self.interaction.dragged:
            self.navigator.watch(self._pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            if not isinstance(self.interaction, DropNode):
                self.end(self.mapToScene(event.position().toPoint()), event.modifiers())
            self.viewport().unsetCursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename a node, or ask what to add to the canvas or to a wire."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self.mapToScene(event.position().toPoint())
        node = self.canvas.node_at(point)
        if node is None:
            edge = self.canvas.edge_at(point, self.zoom())
            self.prompts.ask(point, into=None if edge is None else edge.ends)
        elif node.title_box().contains(point):
            self.document.select({node.node_id})
            self.rename_selected()
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom under the pointer with Ctrl; turn a number of a selected node; else scroll."""
        self.prompts.close_editor()
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.navigator.zoom_by(NOTCH ** (turned.y() / 120), event.position())
        elif not self.prompts.turned(self.mapToScene(event.position().toPoint()), turned.y()):
            pixels, share = (turned, 0.5) if event.pixelDelta().isNull() else (event.pixelDelta(), 1.0)
            dx, dy = pixels.x() * share, pixels.y() * share
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                dx, dy = dy, dx
            self.navigator.scroll(-dx / self.zoom(), -dy / self.zoom())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom with two fingers, tell what buttons are for, and read nothing once the pointer has left."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.navigator.zoom_by(1 + event.value(), event.position())
            return True
        if isinstance(event, QHelpEvent) and self.hovering.help(event):
            return True
        if event.type() == QEvent.Type.Leave:
            self.hovering.leave()
        return super().viewportEvent(event)

    # -- drag and drop ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show a ghost of a layer that comes from the palette."""
        self._dropping.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Move the ghost."""
        self._dropping.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the ghost away."""
        self.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the layer."""
        self._dropping.drop(event)

    # -- keys and focus --------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take the canvas's own keys before the window's shortcuts, and Tab before it moves the focus."""
        if isinstance(event, QKeyEvent) and self.keys.takes(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key is for."""
        if self.keys.press(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cancel a gesture that cannot go on without the keyboard's attention."""
        if self.interaction is not None and not isinstance(self.interaction, DropNode):
            self.cancel()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on to show the whole drawing if that is what is shown."""
        super().resizeEvent(event)
        if self.navigator.fitted:
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the network for the pictures of units, now that they can be seen."""
        super().showEvent(event)
        self.canvas.unfolding.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask no longer."""
        super().hideEvent(event)
        self.canvas.unfolding.set_watched(False)

    # -- painting --------------------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the dotted grid."""
        ground.draw_dots(painter, QRectF(rect), self.zoom())

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Say how to begin while the canvas is empty."""
        if not self.document.graph.nodes:
            painter.resetTransform()
            ground.draw_welcome(painter, self.viewport().rect())

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  # Qt's name
        """Close an open editor: what it belongs to moves away from under it."""
        self.prompts.close_editor()
        self.hovering.leave()
        super().scrollContentsBy(dx, dy)
        if not self.document.graph.nodes:
            self.viewport().update()

    def _on_graph_changed(self) -> None:
        if len(self.document.graph.nodes) <= 1:
            self.viewport().update()  # the hint on the empty canvas comes or goes

    def _describe(self) -> None:
        """Tell screen readers what is selected."""
        chosen = [self.canvas.nodes[n].content for n in sorted(self.document.selection) if n in self.canvas.nodes]
        self.setAccessibleDescription(spoken(chosen))
