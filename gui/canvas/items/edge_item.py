"""A wire on the canvas: one curve, or a strand for each weight of a small layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from gui.canvas.geometry import beside_wire, distance_to_wire, handles
from gui.canvas.items.ink import is_far, small_font, text_width
from gui.canvas.items.strands import Strands
from gui.canvas.items.values import MOST_UNITS
from gui.forms.layout import tip
from gui.repaint import keep_pixels, paint_shapes
from gui.theme import THEME, WIRE, WIRE_SELECTED, blend

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from engine.graph import Ends
    from gui.canvas.geometry import Box

MOST_STRANDS = 16
_THINNEST, _THICKEST = 1.2, 4.8
_HALO = 5.0
_LABEL_HEIGHT = 16.0

Array = npt.NDArray[np.generic]
Offsets = tuple[float, ...]


def curve_between(start: QPointF, end: QPointF) -> QPainterPath:
    """Return the curve of a wire."""
    first, second = handles((start.x(), start.y()), (end.x(), end.y()))
    path = QPainterPath(start)
    path.cubicTo(QPointF(*first), QPointF(*second), end)
    return path


def pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return an opaque pen with round ends."""
    return QPen(colour, width, style, Qt.PenCapStyle.RoundCap)


class EdgeItem(QGraphicsItem):
    """Paints a wire from plain values; all strands of a layer pair are one item, the fastest to repaint.

    Where each weight is a strand, the picture of them is kept until one of them changes.

    Where it runs is worked out once somebody asks for it, whatever was said of it until then.

    Parameters
    ----------
    ends : Ends
        Which wire this is.
    """

    def __init__(self, ends: Ends) -> None:
        super().__init__()
        self.ends = ends
        self.start, self.end = QPointF(), QPointF()
        self.selected = self.aimed = self.flashing = False
        self.label = ""
        self.fault = ""
        self._fault_sentence = ""
        self.open = False
        self.read: int | None = None
        self._weight: Array | None = None
        self._fan = Strands()
        self._offsets: tuple[Offsets, Offsets] = ((0.0,), (0.0,))
        self._paths: dict[tuple[int, int], QPainterPath] = {}
        self._strands: list[tuple[QPainterPath, QPen]] | None = []
        self._line = QPainterPath()
        self._label_boxes: list[Box] = []
        self._label_place = 0
        self._label_span = QRectF()
        self._box = QRectF()
        self.outdated = False
        """Whether it runs elsewhere than was last worked out, or says something else."""

    # -- what it shows ---------------------------------------------------------------------------------------

    def place(self, start: QPointF, end: QPointF) -> None:
        """Join two points of the scene."""
        if (start, end) != (self.start, self.end):
            self.start, self.end = start, end
            self._go_elsewhere()

    @property
    def strand_counts(self) -> tuple[int, int] | None:
        """How many strands leave and arrive, or None if the wire is one curve."""
        weight = self._weight
        if weight is None or weight.size == 0:
            return None
        few = max(weight.shape) <= MOST_UNITS if self.open else weight.size <= MOST_STRANDS
        return (weight.shape[1], weight.shape[0]) if few else None

    @property
    def fanned(self) -> bool:
        """Whether each weight is a strand of its own that can be read and changed."""
        return self.open and self.strand_counts is not None and not self.fault

    def set_open(self, opened: bool) -> bool:
        """Show each weight, since the sink shows its units, or no longer; return whether that is new."""
        if opened is self.open:
            return False
        self.open = opened
        (keep_pixels if opened else paint_shapes)(self)
        self._go_elsewhere()
        self._renew_pens()
        return True

    def set_read(self, strand: int | None) -> None:
        """Point out the strand that is being read."""
        if strand != self.read:
            self.read = strand
            self.update()

    def set_weight(self, weight: Array | None) -> bool:
        """Show the sink's weights, (units, inputs); return whether the number of strands is another one."""
        before = self.strand_counts
        if weight is None and self._weight is None:
            return False
        if weight is not None and self._weight is not None and np.array_equal(weight, self._weight):
            return False
        self._weight = weight
        self._renew_pens()
        return self.strand_counts != before

    def set_offsets(self, leaving: Offsets, arriving: Offsets) -> None:
        """Say how far from both ends, up or down, the strands begin and end."""
        if (leaving, arriving) != self._offsets:
            self._offsets = (leaving, arriving)
            self._go_elsewhere()

    def set_text(self, label: str, fault: str, fault_sentence: str = "") -> None:
        """Show the shape that passes here; or, in the error colour, which shapes do not fit."""
        if (label, fault, fault_sentence) != (self.label, self.fault, self._fault_sentence):
            self.label, self.fault, self._fault_sentence = label, fault, fault_sentence
            self.setToolTip(tip(fault_sentence) if fault_sentence else "")
            self._go_elsewhere()

    def set_state(
        self, *, selected: bool | None = None, aimed: bool | None = None, flashing: bool | None = None
    ) -> None:
        """Show or end being selected, being what a drop would change, and being pointed out."""
        before = (self.selected, self.aimed, self.flashing)
        self.selected = self.selected if selected is None else selected
        self.aimed = self.aimed if aimed is None else aimed
        self.flashing = self.flashing if flashing is None else flashing
        if before != (self.selected, self.aimed, self.flashing):
            self.setZValue(0.5 if self.selected or self.aimed else 0)
            self.update()

    def renew_colours(self) -> None:
        """Take up the look in force."""
        self._renew_pens()
        self.update()

    # -- where it is -----------------------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        """Return what all strands and the label cover."""
        if self.outdated:
            self._arrive()
        return self._box

    def distance(self, point: QPointF) -> float:
        """Return how far the wire is from a point of the scene: its nearest strand, or its middle curve."""
        self._arrive()
        if self.fanned:
            return self._fan.nearest(point)[1]
        return distance_to_wire((self.start.x(), self.start.y()), (self.end.x(), self.end.y()), (point.x(), point.y()))

    def strand_at(self, point: QPointF, reach: float) -> tuple[int, int] | None:
        """Return unit and input of the strand at a point of the scene, if there is one within reach."""
        self._arrive()
        if not self.fanned:
            return None
        strand, distance = self._fan.nearest(point)
        return divmod(strand, self._fan.inputs) if distance <= reach else None

    def _go_elsewhere(self) -> None:
        """Take note that the wire or its label runs elsewhere from now on."""
        if not self.outdated:
            self.prepareGeometryChange()  # which asks where it is until now
            self.outdated = True
        self.update()

    def _arrive(self) -> None:
        """Work out where the wire runs, if that is not known."""
        if not self.outdated:
            return
        self.outdated = False
        leaving, arriving = self._offsets
        self._line = curve_between(self.start, self.end)
        self._paths, self._strands = {}, None
        if self.open:
            self._fan.place(self.start, self.end, leaving, arriving)
        else:
            self._paths = {
                (j, i): curve_between(self.start + QPointF(0, a), self.end + QPointF(0, b))
                for i, a in enumerate(leaving)
                for j, b in enumerate(arriving)
            }
        self._find_box()

    def _find_box(self) -> None:
        self._label_boxes = self._find_label_boxes()
        self._label_span = _span(self._label_boxes)
        box = self._line.boundingRect()
        for path in self._paths.values():
            box = box.united(path.boundingRect())
        if self.open:
            box = box.united(self._fan.box)
        self._box = box.adjusted(-_HALO, -_HALO, _HALO, _HALO).united(self._label_box())

    def _renew_pens(self) -> None:
        """Show the weights; strands whose pens stay the same are not painted again."""
        self._strands = None
        shown = not self.open or self._weight is None or self._fan.set_weight(self._weight) or not self.fanned
        if shown:
            self.update()

    @property
    def strands(self) -> list[tuple[QPainterPath, QPen]]:
        """The strands of a wire that is not fanned, with their pens; the strongest are drawn last, on top."""
        self._arrive()
        if self._strands is None:
            self._strands = self._found_strands()
        return self._strands

    def _found_strands(self) -> list[tuple[QPainterPath, QPen]]:
        weight = self._weight
        if weight is None or self.open or self.strand_counts != (len(self._offsets[0]), len(self._offsets[1])):
            return []
        values = np.nan_to_num(np.asarray(weight, dtype=np.float64))
        scale = max(float(np.abs(values).max()), 1.0)
        order = sorted(self._paths, key=lambda key: abs(values[key]))
        return [(self._paths[key], _strand_pen(values[key] / scale)) for key in order]

    # -- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the wire and its label."""
        self._arrive()
        tokens = THEME.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        marked = self.selected or self.aimed or self.flashing
        if self.fault:
            self._draw_line(painter, pen(tokens.error, WIRE_SELECTED if marked else WIRE, Qt.PenStyle.DashLine))
        elif self.fanned:
            self._fan.paint(painter, marked, self.read)
        elif self.strands:
            if marked:
                for path, strand in self.strands:
                    painter.strokePath(path, pen(blend(tokens.canvas, tokens.accent, 0.45), strand.widthF() + 4))
            for path, strand in self.strands:
                painter.strokePath(path, strand)
        elif marked:
            self._draw_line(painter, pen(tokens.accent, WIRE_SELECTED + self.aimed))
        else:
            self._draw_line(painter, self.wire_pen())
        self._draw_label(painter)

    def _draw_line(self, painter: QPainter, stroke: QPen) -> None:
        painter.strokePath(self._line, stroke)

    def wire_pen(self) -> QPen:
        """Return the pen of one curve for all: as thick as the mean weight, in the colour of the sign that prevails."""
        tokens = THEME.tokens
        neutral = blend(tokens.border, tokens.muted, 0.6)
        if self._weight is None or self._weight.size == 0:
            return pen(neutral, WIRE)
        values = np.nan_to_num(np.asarray(self._weight, dtype=np.float64))
        strength = float(np.abs(values).mean())
        balance = float(values.sum() / np.abs(values).sum()) if strength > 0 else 0.0
        colour = blend(neutral, tokens.positive if balance > 0 else tokens.negative, min(abs(balance) * 2, 1.0))
        return pen(colour, WIRE + 4 * min(strength, 1.0))

    def set_label_place(self, place: int) -> None:
        """Put the label at one of `label_boxes`."""
        self._arrive()
        if place != self._label_place:
            self.prepareGeometryChange()
            self._label_place = place
            self._find_box()
            self.update()

    def label_boxes(self) -> list[Box]:
        """Return where the label could be, in the scene, the best place first; nothing if there is none."""
        self._arrive()
        return self._label_boxes

    @property
    def label_span(self) -> QRectF:
        """All that the label could cover, in the scene."""
        self._arrive()
        return self._label_span

    def _find_label_boxes(self) -> list[Box]:
        text = self.fault or self.label
        if not text or self.fanned:
            return []
        width = text_width(small_font(), text) + 10
        rise = sum(-min(side, default=0.0) for side in self._offsets) / 2
        start, end = (self.start.x(), self.start.y()), (self.end.x(), self.end.y())
        places = beside_wire(start, end, (width, _LABEL_HEIGHT), rise)
        return [(x - width / 2, y - _LABEL_HEIGHT / 2, width, _LABEL_HEIGHT) for x, y in places]

    def label_box(self) -> QRectF:
        """Return where the label is, in the scene."""
        self._arrive()
        return self._label_box()

    def _label_box(self) -> QRectF:
        return QRectF(*self._label_boxes[self._label_place]) if self._label_boxes else QRectF()

    def _draw_label(self, painter: QPainter) -> None:
        text, tokens, box = self.fault or self.label, THEME.tokens, self.label_box()
        if box.isEmpty() or is_far(painter):
            return
        painter.setPen(QPen(tokens.error, 1) if self.fault else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.canvas)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(small_font())
        painter.setPen(tokens.error if self.fault else tokens.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _span(boxes: list[Box]) -> QRectF:
    """Return what boxes of one size cover together."""
    if not boxes:
        return QRectF()
    (_, _, width, height), lefts, tops = boxes[0], [box[0] for box in boxes], [box[1] for box in boxes]
    left, top = min(lefts), min(tops)
    return QRectF(left, top, max(lefts) - left + width, max(tops) - top + height)


def _strand_pen(share: float) -> QPen:
    """Return the pen for a weight that is `share` (-1 to 1) of the scale; even a weak one stays visible."""
    tokens = THEME.tokens
    strength = min(abs(share), 1.0)
    end = tokens.positive if share >= 0 else tokens.negative
    return pen(blend(tokens.canvas, end, 0.4 + 0.6 * strength), _THINNEST + (_THICKEST - _THINNEST) * strength)
