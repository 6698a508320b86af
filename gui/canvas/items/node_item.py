"""A node on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.canvas.geometry import spread
from gui.canvas.items import node_paint
from gui.canvas.items.batch_figure import BatchFigure
from gui.canvas.items.frame import ARROW, frame_of, row_ends
from gui.canvas.items.ink import is_far
from gui.canvas.items.placed import Placed
from gui.canvas.items.port_item import PortItem, PortKey
from gui.canvas.items.units_item import UnitsItem
from gui.canvas.items.weight_strip import WeightStrip
from gui.forms.layout import tip
from gui.repaint import keep_pixels
from gui.theme import NODE_HEADER, UNIT

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from engine.graph import NodeId
    from gui.canvas.items.values import Control, NodeContent, Spot, UnitPictures

STRAND_SPACING = 16.0
_MARGIN = 5.0
"""Room around the outline for the ring and the ports."""


class NodeItem(Placed):
    """Paints a node from plain values; it changes nothing by itself.

    Parameters
    ----------
    node_id : int
    content : NodeContent
    """

    def __init__(self, node_id: NodeId, content: NodeContent) -> None:
        super().__init__()
        self.node_id = node_id
        self.content = content
        self.frame = frame_of(content)
        self.selected = False
        self.flashing = False
        self.strip = WeightStrip(self)
        self._figure: BatchFigure | None = None  # this and the next are made when they are needed: few nodes have them,
        self._units: UnitsItem | None = None  # and Qt asks every item with every frame where it is
        self.ports: dict[PortKey, PortItem] = {}
        self.setZValue(1)
        self._renew_parts()
        self._renew_tip()
        keep_pixels(self)  # wires below it change with every frame

    @property
    def figure(self) -> BatchFigure:
        """The number on it that changes while it trains."""
        if self._figure is None:
            self._figure = BatchFigure(self)
        return self._figure

    @property
    def units(self) -> UnitsItem:
        """What shows the units of an open layer."""
        if self._units is None:
            self._units = UnitsItem(self)
        return self._units

    # -- what it shows ---------------------------------------------------------------------------------------

    def set_content(self, content: NodeContent) -> bool:
        """Show other values; return whether the size or the ports are other ones, or where strands of wires end."""
        if content == self.content:
            return False
        before = self._places
        self.content, self.frame = content, frame_of(content)
        self._renew_parts()
        self._renew_tip()
        self.update()
        return before != self._places

    def set_selected(self, selected: bool) -> None:
        """Show or hide the ring of a selected node."""
        if selected is not self.selected:
            self.selected = selected
            self.setZValue(2 if selected else 1)
            self.update()

    def set_flashing(self, flashing: bool) -> None:
        """Draw attention to this node, or end that."""
        if flashing is not self.flashing:
            self.flashing = flashing
            self.update()

    def set_figure(self, figure: str) -> None:
        """Show another number, for example the loss of the last batch."""
        if self.content.figure:
            self.figure.show_value(figure)

    def set_weights(self, weight: npt.NDArray[np.generic] | None, bias: npt.NDArray[np.generic] | None) -> None:
        """Show other weights, (units, inputs) or (filters, channels, height, width), and biases, (units,)."""
        if self.content.open:
            self.units.take(weight, bias)
        elif self.content.strip:
            self.strip.take(weight, bias)

    def set_pictures(self, pictures: UnitPictures | None) -> None:
        """Show other pictures of the units, as many as the open node has."""
        if self._units is not None or pictures is not None:
            self.units.show_pictures(pictures)

    def set_spot(self, spot: Spot | None) -> None:
        """Show which place of the node is being read."""
        if self._units is not None or spot is not None:
            self.units.show_spot(spot)

    def renew_colours(self) -> None:
        """Take up the look in force."""
        self.strip.renew()
        if self._units is not None:
            self._units.renew()
        if self._figure is not None:
            self._figure.update()
        for port in self.ports.values():
            port.update()
        self.update()

    def _renew_parts(self) -> None:
        self.setRect(self.frame.box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))
        self.strip.setRect(self.frame.strip)
        if self._units is not None or self.content.open:
            self.units.place(self.frame.units, self.frame.pictures, self.frame.map)
        if self.content.figure:
            self.figure.place(self.content.figure, self.frame.figure)
        self._renew_ports()

    def _renew_ports(self) -> None:
        wanted = [PortKey(self.node_id, False, name) for name in self.content.inputs]
        wanted += [PortKey(self.node_id, True, name) for name in self.content.outputs]
        for key in [key for key in self.ports if key not in wanted]:
            gone = self.ports.pop(key)
            gone.setParentItem(None)  # type: ignore[arg-type]  # Qt takes null here; the stubs do not say so
            if gone.scene() is not None:
                gone.scene().removeItem(gone)
        for names, is_output in ((self.content.inputs, False), (self.content.outputs, True)):
            for name, offset in zip(names, spread(len(names), 3 * UNIT, self.frame.height - 2 * UNIT), strict=True):
                key = PortKey(self.node_id, is_output, name)
                if key not in self.ports:
                    self.ports[key] = PortItem(key, self)
                self.ports[key].setPos(self.frame.width if is_output else 0, self.frame.middle + offset)

    def _renew_tip(self) -> None:
        mark = self.content.mark
        help = "" if self.frame.units else self.content.help  # it would cover the units that somebody points at
        text = mark.text if mark else help
        self.setToolTip(tip(*text.splitlines()) if text else "")

    @property
    def _places(self) -> tuple[object, ...]:
        """All that wires at the node and labels around it depend on."""
        content = self.content
        return content.inputs, content.outputs, content.rows, content.columns, content.open, self.frame

    # -- where things are ------------------------------------------------------------------------------------

    @property
    def box(self) -> QRectF:
        """The outline, in the scene."""
        return self.frame.box.translated(self.pos())

    def port_point(self, is_output: bool, name: str) -> QPointF:
        """Return where wires of a port end, in the scene."""
        return self.mapToScene(self.ports[PortKey(self.node_id, is_output, name)].pos())

    def offsets(self, is_output: bool, count: int) -> tuple[float, ...]:
        """Return how far from the port, up or down, each of `count` strands of a wire ends."""
        ends: tuple[float, ...] = tuple(line.center().y() for line in self.frame.units)
        if is_output and self.frame.rows and count == self.content.columns:
            ends = row_ends(self.frame, self.content)
        if count == len(ends):
            return tuple(end - self.frame.middle for end in ends)
        return spread(count, STRAND_SPACING, self.frame.height - NODE_HEADER)

    def control_at(self, point: QPointF) -> Control | None:
        """Return the setting whose box is at a point of the scene."""
        local = self.mapFromScene(point)
        return next((c for c in self.content.controls if self.frame.controls[c.name].contains(local)), None)

    def control_box(self, name: str) -> QRectF:
        """Return the box of a setting, in the scene."""
        return self.frame.controls[name].translated(self.pos())

    def title_box(self) -> QRectF:
        """Return where the name is, in the scene."""
        return self.frame.title.translated(self.pos())

    def button_at(self, point: QPointF) -> str:
        """Return ``"fold"``, ``"less"`` or ``"more"`` where such a button is at a point of the scene, else nothing."""
        local = self.mapFromScene(point)
        return next((name for name, box in self.frame.buttons.items() if box.contains(local)), "")

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the unit or bias at a point of the scene."""
        return None if self._units is None else self._units.spot_at(self.node_id, self.mapFromScene(point))

    def arrow_at(self, point: QPointF, name: str) -> int:
        """Return 1 on the upper arrow of a number, -1 on the lower one, 0 beside them."""
        box, local = self.frame.controls[name], self.mapFromScene(point)
        if local.x() < box.right() - ARROW:
            return 0
        return 1 if local.y() < box.center().y() else -1

    # -- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the node; from far away, only where it is and of what kind."""
        if is_far(painter):
            node_paint.block(painter, self.content, self.frame, self.selected or self.flashing)
            return
        node_paint.body(painter, self.content, self.frame, self.selected or self.flashing)
        node_paint.header(painter, self.content, self.frame)
        node_paint.rows(painter, self.content, self.frame)
        for control in self.content.controls:
            node_paint.control(painter, control, self.frame.controls[control.name])
        if self.content.has_curve:
            node_paint.curve(painter, self.content.curve, self.frame.curve)
        node_paint.units(painter, self.content, self.frame)
        node_paint.buttons(painter, self.content, self.frame)
        node_paint.footer(painter, self.content, self.frame)
