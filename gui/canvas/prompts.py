"""What opens on the canvas to ask for something: editors of a setting or a name, and the list of layers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from engine.catalog import ParamSpec
from engine.text import Text
from gui.canvas.adding import add_node, place_around
from gui.canvas.editors import InlineEditor, choice_menu, edit_name, edit_number
from gui.canvas.neurons import counted
from gui.canvas.quick_menu import QuickMenu, suggestions
from gui.canvas.spots import value_of
from gui.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF, QRectF

    from engine.graph import Ends, NodeId
    from gui.canvas.items import Control, NodeItem, PortKey, Spot
    from gui.canvas.view import CanvasView

WEIGHT = ParamSpec(
    "weight", Text("canvas", "Weight"), "real", 0.0, Text("canvas", "How strongly this input counts in the sum.")
)
BIAS = ParamSpec("bias", Text("canvas", "Bias"), "real", 0.0, Text("canvas", "What is added to the weighted sum."))

FIELD = 96
"""Width of the editor of a weight, in pixels."""


class Prompts:
    """Opens editors and menus over a view, and makes one edit of what they answer.

    Parameters
    ----------
    view : CanvasView
    """

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._editor: InlineEditor | None = None

    # -- settings and names ----------------------------------------------------------------------------------

    def clicked(self, node_id: NodeId, point: QPointF) -> None:
        """Open the setting at a point of a node, or turn it if it is a number and the point is on an arrow."""
        item = self._view.canvas.nodes.get(node_id)
        if item is None or self._pressed_button(item, item.button_at(point)):
            return
        spot, control = item.spot_at(point), item.control_at(point)
        if spot is not None and spot.kind != "unit":
            self.edit_value(spot, point)
        if control is None:
            return
        arrow = item.arrow_at(point, control.name) if control.kind == "integer" else 0
        if arrow:
            self._view.editing.step(node_id, control.name, arrow)
        else:
            self.edit_control(item, control)

    def turned(self, point: QPointF, turned: int) -> bool:
        """Turn the number of a selected node that is at a point, as the wheel does; return whether there is one."""
        node = self._view.canvas.node_at(point)
        control = None if node is None else node.control_at(point)
        if node is None or control is None or control.kind != "integer" or not node.selected or not turned:
            return False
        self._view.editing.step(node.node_id, control.name, 1 if turned > 0 else -1)
        return True

    def _pressed_button(self, item: NodeItem, button: str) -> bool:
        """Fold a layer, or change its number of units, and keep the button under the pointer."""
        view = self._view
        if not button:
            return False
        if button == "fold":
            view.canvas.unfolding.toggle([item.node_id])
            return True
        before = item.frame.buttons[button]
        name = counted(view.document.graph.node(item.node_id))
        view.editing.step(item.node_id, name, 1 if button == "more" else -1, by_knob=False)
        moved = item.frame.buttons[button].center() - before.center()
        view.navigator.scroll(moved.x(), moved.y())
        return True

    def edit_value(self, spot: Spot, point: QPointF) -> None:
        """Open the editor of a weight or bias at a point of the canvas."""
        view = self._view
        value = value_of(view.document, spot)
        if value is None:
            return
        box = QRect(view.mapFromScene(point) - QPoint(FIELD // 2, 0), QSize(FIELD, 0))

        def confirm(wanted: object) -> None:
            if isinstance(wanted, int | float):
                view.editing.set_value(spot, wanted)

        # The few digits that tell it from every other of its kind; of a run that broke, something to type over.
        shown = float(str(value)) if math.isfinite(value) else 0.0
        self._editor = edit_number(
            view.viewport(), box, WEIGHT if spot.kind == "weight" else BIAS, shown, confirm, self._say
        )

    def edit_control(self, item: NodeItem, control: Control) -> None:
        """Open the editor of a setting on its node."""
        view = self._view
        node = view.document.graph.node(item.node_id)
        param, value = view.document.graph.spec(node).param(control.name), node.settings[control.name]
        box = self._on_screen(item.control_box(control.name))

        def confirm(value: object) -> None:
            view.editing.set(node.id, control.name, value)

        if control.kind == "integer" and isinstance(value, int):
            self._editor = edit_number(view.viewport(), box, param, value, confirm, self._say)
        else:
            menu = choice_menu(view, param, value, view.canvas.curves_known, confirm)
            menu.popup(view.viewport().mapToGlobal(box.bottomLeft()))

    def _say(self, sentence: str) -> None:
        self._view.document.notice.emit(sentence)

    def rename(self, node_id: NodeId) -> None:
        """Open an editor over a node's name."""
        view, item = self._view, self._view.canvas.nodes[node_id]
        box, name = self._on_screen(item.title_box()), item.content.title

        def confirm(name: object) -> None:
            view.editing.rename(node_id, name)

        self._editor = edit_name(view.viewport(), box, name, translate("canvas", "Name"), confirm)

    @property
    def editing(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None and self._editor.is_open

    def close_editor(self) -> None:
        """Confirm and close the editor that is open, if there is one."""
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.finish()

    def _on_screen(self, box: QRectF) -> QRect:
        return self._view.mapFromScene(box).boundingRect()

    def offer_actions(self, place: QPoint) -> None:
        """Open a menu of the canvas's own actions at a point of the desktop."""
        if self._view.actions():
            menu = QMenu(self._view)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self._view.actions())
            menu.popup(place)

    # -- what to add -----------------------------------------------------------------------------------------

    def ask(self, point: QPointF, origin: PortKey | None = None, into: Ends | None = None) -> None:
        """Open the list of layers at a point of the canvas; what is chosen is wired to a port, or put into a wire."""
        view = self._view
        menu = QuickMenu(
            suggestions(view.document.graph, origin, into is not None), view, curves=view.canvas.curves_known
        )

        def add(kind: str) -> None:
            place = place_around(view.canvas, kind, point.x(), point.y())
            if origin is not None:  # the wire ends at the side of the node, not in its middle
                place = view.editing.place_at_wire(kind, point, origin)
            add_node(view.canvas, kind, place, wire_to=origin, into=into)

        menu.chosen.connect(add)
        menu.open_at(view.viewport().mapToGlobal(view.mapFromScene(point)))

    def ask_beside(self, node_id: NodeId) -> None:
        """Open the list of layers beside a node; what is chosen is wired to it."""
        view = self._view
        menu = QuickMenu(suggestions(view.document.graph, None), view, curves=view.canvas.curves_known)
        menu.chosen.connect(view.add_at_centre)
        menu.open_at(view.viewport().mapToGlobal(view.mapFromScene(view.canvas.nodes[node_id].box.topRight())))

    def ask_what_follows(self) -> None:
        """Open the list of layers; what is chosen goes beside the selected node and is wired to it, if there is one."""
        view = self._view
        if len(view.document.selection) == 1:
            (node_id,) = view.document.selection
            view.show_node(node_id)  # the list opens beside it
            self.ask_beside(node_id)
            return
        menu = QuickMenu(suggestions(view.document.graph, None), view, curves=view.canvas.curves_known)
        menu.chosen.connect(view.add_at_centre)
        menu.open_at(view.viewport().mapToGlobal(view.viewport().rect().center()))

    def ask_at_pointer(self) -> None:
        """Open the list of layers at the pointer, or in the middle if the pointer is elsewhere."""
        view = self._view
        place = view.viewport().mapFromGlobal(QCursor.pos())
        inside = view.viewport().rect().contains(place)
        self.ask(view.mapToScene(place) if inside else view.navigator.centre)
