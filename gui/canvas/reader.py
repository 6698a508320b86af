"""The tag at the pointer that reads what is there, and goes on reading while it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel

from gui.canvas.neurons import first_input, has_filters
from gui.canvas.spots import description
from gui.run import UnitKey
from gui.theme import THEME, UNIT, figures
from gui.turns import READ

if TYPE_CHECKING:
    from gui.canvas.items import Spot
    from gui.canvas.view import CanvasView

BESIDE = QPoint(14, 18)
"""From the pointer to the corner of the tag."""
WIDEST = 320


class Reader(QObject):
    """Follows the pointer over the units and weights of open layers.

    Parameters
    ----------
    view : CanvasView
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.spot: Spot | None = None
        self._place = QPoint()
        self._unit: UnitKey | None = None
        self.tag = QLabel(view)  # over the viewport, whose own children are editors
        self.tag.setObjectName("tag")
        self.tag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.tag.setTextFormat(Qt.TextFormat.PlainText)
        self.tag.setFont(figures(9))
        self.tag.setMargin(UNIT // 2)
        self.tag.setFrameShape(QFrame.Shape.NoFrame)
        self.tag.hide()
        THEME.changed.connect(self._dress)
        self._dress()
        view.document.run.snapshot_taken.connect(self._on_snapshot)

    def _dress(self) -> None:
        tokens = THEME.tokens
        self.tag.setStyleSheet(
            f"QLabel#tag {{ background: {tokens.panel.name()}; color: {tokens.text.name()}; "
            f"border: 1px solid {tokens.border.name()}; border-radius: {UNIT // 2}px; }}"
        )

    def read(self, spot: Spot | None, place: QPoint) -> None:
        """Read what is at a place of the window; nothing if there is nothing to read."""
        self._place = place
        if spot != self.spot:
            self._point_out(self.spot, None)
            self.spot = spot
            self._point_out(spot, spot)
            self._tell(self._unit_of(spot))
        self.refresh()

    def leave(self) -> None:
        """Read nothing more."""
        self.read(None, self._place)

    def _unit_of(self, spot: Spot | None) -> UnitKey | None:
        """Return the unit whose picture, or the filter one of whose weights, is read."""
        if spot is None or spot.kind == "bias":
            return None
        filters = has_filters(self._view.document.graph.node(spot.node))
        return UnitKey(spot.node, spot.unit) if filters or spot.kind == "unit" else None

    def _tell(self, unit: UnitKey | None) -> None:
        if unit != self._unit:
            self._unit = unit
            self._view.document.unit_hovered.emit(unit)

    def _point_out(self, where: Spot | None, spot: Spot | None) -> None:
        """Let the place of a spot show that it is read, or no longer."""
        scene = self._view.canvas
        if where is None or where.node not in scene.nodes:
            return
        scene.nodes[where.node].set_spot(spot)
        for ends, edge in scene.edges.items():
            if ends.sink == where.node:
                counts = edge.strand_counts
                strand = None
                if spot is not None and spot.kind == "weight" and counts is not None:
                    place = spot.input - first_input(scene.document, ends)
                    strand = spot.unit * counts[0] + place if 0 <= place < counts[0] else None
                edge.set_read(strand)

    def _on_snapshot(self) -> None:
        if self.spot is not None:
            self._view.document.run.turns.take(self.refresh, READ)

    def refresh(self) -> None:
        """Write the present value."""
        spot, document = self.spot, self._view.document
        if spot is None or self._view.prompts.editing:
            self.tag.hide()
            return
        unfolding = self._view.canvas.unfolding
        outputs = unfolding.outputs_of(spot.node) if spot.kind == "unit" else None
        lines = description(document, spot, outputs, unfolding.limits.get(spot.node, 1.0))
        if lines is None:
            self.leave()
            return
        self.tag.setText("\n".join(lines))
        self.tag.adjustSize()
        room = self._view.viewport().size() - self.tag.size()
        wanted = self._place + BESIDE
        if wanted.y() > room.height():
            wanted.setY(self._place.y() - self.tag.height() - UNIT)
        self.tag.move(max(0, min(wanted.x(), room.width())), max(0, wanted.y()))
        self.tag.show()
        self.tag.raise_()
