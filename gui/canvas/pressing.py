"""Which gesture a press begins, by what is under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from gui.canvas.interactions import DrawWire, Interaction, MoveNodes, PressWeight, RubberBand
from gui.canvas.items import PortKey
from gui.canvas.spots import spot_at

if TYPE_CHECKING:
    from engine.graph import Ends
    from gui.canvas.view import CanvasView

_ADDITIVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def gesture_at(view: CanvasView, point: QPointF, modifiers: Qt.KeyboardModifier) -> Interaction | None:
    """Return the gesture that a press of the left button begins; on a plain wire, which it only selects, none."""
    scene = view.canvas
    node = scene.node_at(point)
    on_control = node is not None and (node.control_at(point) is not None or bool(node.button_at(point)))
    port = None if on_control else scene.port_at(point, view.zoom())
    if port is not None:
        return _wire_from(view, port)
    if node is not None:
        node_id = node.node_id
        return MoveNodes(scene, view.zoom, node_id, lambda where: view.prompts.clicked(node_id, where))
    edge = scene.edge_at(point, view.zoom())
    if edge is not None:
        _choose_edge(view, edge.ends, modifiers)
        spot = spot_at(scene, point, view.zoom())
        if spot is None or modifiers & _ADDITIVE:
            return None
        return PressWeight(scene, view.zoom, lambda where: view.prompts.edit_value(spot, where))
    return RubberBand(scene, view.zoom)


def _wire_from(view: CanvasView, port: PortKey) -> DrawWire:
    """Hold a new wire at a port; or, at an input that has one, that wire at its other end."""
    wires = [edge.ends for edge in view.document.graph.edges_into(port.node) if edge.ends.sink_port == port.name]
    if port.is_output or not wires:
        return DrawWire(view.canvas, view.zoom, port, None, view.prompts.ask)
    held = PortKey(wires[-1].source, True, wires[-1].source_port)
    return DrawWire(view.canvas, view.zoom, held, wires[-1], view.prompts.ask)


def _choose_edge(view: CanvasView, ends: Ends, modifiers: Qt.KeyboardModifier) -> None:
    if modifiers & _ADDITIVE:
        view.canvas.select_edges(view.canvas.chosen_edges ^ {ends})
    else:
        view.document.select(())
        view.canvas.select_edges({ends})


def choose_for_menu(view: CanvasView, point: QPointF) -> None:
    """Select what is under a press of the right button, unless it is selected, so that a menu is about it."""
    node = view.canvas.node_at(point)
    edge = view.canvas.edge_at(point, view.zoom()) if node is None else None
    if node is not None and node.node_id not in view.document.selection:
        view.canvas.select_edges(())
        view.document.select({node.node_id})
    elif edge is not None and edge.ends not in view.canvas.chosen_edges:
        _choose_edge(view, edge.ends, Qt.KeyboardModifier.NoModifier)
