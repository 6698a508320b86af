"""One unit or filter, enlarged: shown beside the decision region while the pointer is at it on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.i18n import translate
from gui.plots import filters, unit_pictures
from gui.plots.probe import Probe
from gui.plots.scale import image_of
from gui.theme import RADIUS, THEME, UNIT, figures, number
from gui.turns import FLOWING

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.run import UnitKey

SIDE = 64
"""Points along each axis of the plane."""
LINE = 16
SHARE = 0.42
"""Of the shorter side of the plot that it covers."""
LEAST, MOST = 88, 220


class UnitInset(QWidget):
    """A card over the lower left corner of a plot.

    Parameters
    ----------
    document : Document
        Says by `unit_hovered` which unit.
    parent : QWidget
        What it lies upon.
    """

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._document = document
        self._probe = Probe(document.run, "unit", inner=True, every=FLOWING)
        self._title = ""
        self._is_filter = False
        self.unit: UnitKey | None = None
        self.outputs: npt.NDArray[np.float32] | None = None
        self.limit = 1.0
        self._image: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        parent.installEventFilter(self)
        document.unit_hovered.connect(self.show_unit)
        document.recipe_changed.connect(self._probe.stop)  # the network that goes with these data comes next
        document.run.renewed.connect(self._begin)
        document.run.snapshot_taken.connect(self._on_snapshot)

    def show_unit(self, unit: UnitKey | None) -> None:
        """Show a unit, or nothing any more."""
        self.unit, self.outputs, self._image = unit, None, None
        node = None if unit is None else self._document.graph.nodes.get(unit.node)
        if unit is None or node is None or not self._ground.isVisible():
            self._probe.stop()
            self.hide()
            return
        self._is_filter = "filters" in node.settings
        title = translate("plots", "{node}, unit {unit}")
        if self._is_filter:
            title = translate("plots", "{node}, filter {unit}")
        self._title = title.format(node=node.name, unit=unit.unit + 1)
        self._place()
        self.show()
        self.raise_()
        if self._is_filter:
            self._probe.stop()
            self._take_filter()
            return
        self._probe.ask(unit_pictures.places(self._document.dataset, SIDE))

    def _begin(self) -> None:
        self.show_unit(self.unit)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if self._is_filter and self.unit is not None:
            self._document.run.turns.take(self._take_filter)
        elif self._probe.inner_answer(snapshot):
            self._document.run.turns.take(self._take)

    def _take(self) -> None:
        """Draw what the unit gives in the newest look at the run."""
        run, unit = self._document.run, self.unit
        if unit is None or run.last is None or unit.node not in run.names:
            return
        outputs = self._probe.inner_answer(run.last).get(run.names[unit.node])
        if outputs is None or outputs.ndim != 2 or unit.unit >= outputs.shape[1]:
            return
        activation = str(self._document.graph.node(unit.node).settings.get("activation", ""))
        self.outputs = outputs[:, unit.unit : unit.unit + 1]
        self.limit = unit_pictures.limit_of(outputs, activation)
        draw = (
            unit_pictures.planar_pictures
            if unit_pictures.is_planar(self._document.dataset)
            else unit_pictures.histograms
        )
        lookup = unit_pictures.packed(THEME.signed_lookup())
        picture = draw(self.outputs, np.array([self.limit]), lookup, THEME.tokens.canvas)
        self._image = unit_pictures.image_of(picture)
        self.update()

    def _take_filter(self) -> None:
        """Draw the weights of the filter as last seen."""
        unit = self.unit
        weight = None if unit is None else self._document.run.weights_of(unit.node).get("conv.weight")
        if unit is None or weight is None or unit.unit >= len(weight):
            return
        values = np.nan_to_num(np.asarray(weight[unit.unit], np.float32))
        self.limit = float(np.abs(values).max(initial=0.0))
        layout = filters.layout_of(values.shape, self._box())
        self._image = filters.image_of(filters.pictures(values[None], self.limit, layout))
        self.update()

    # -- where it is ---------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the plot gets another size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        room = self._ground.size()
        side = max(LEAST, min(MOST, int(SHARE * min(room.width(), room.height()))))
        self.setGeometry(0, 0, side + 2 * UNIT, side + UNIT + 2 * LINE + UNIT // 2)
        self.move(QPoint(UNIT, max(0, room.height() - self.height() - UNIT)))

    def _box(self) -> QRectF:
        """Return where the picture is."""
        side = self.width() - 2 * UNIT
        return QRectF(UNIT, UNIT // 2 + LINE, side, side)

    def sizeHint(self) -> QSize:
        """Return the size that it has taken."""
        return self.size()

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card: what it is, the picture, and what its colours or its width mean."""
        painter, tokens = QPainter(self), THEME.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent, 1))
        painter.setBrush(tokens.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        side, box = self.width() - 2 * UNIT, self._box()
        painter.setFont(figures(9))
        painter.setPen(tokens.text)
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideMiddle, side)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(UNIT, UNIT // 4, side, LINE), left, title)
        smooth = unit_pictures.is_planar(self._document.dataset) and not self._is_filter
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.fillRect(box, tokens.canvas)
        if self._image is not None and self._is_filter:
            size = QSizeF(self._image.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            within = QRectF(QPointF(), size)
            within.moveCenter(box.center())
            painter.drawImage(within, self._image)
        elif self._image is not None:
            painter.drawImage(box, self._image)
        self._paint_scale(painter, QRectF(UNIT, box.bottom() + 2, side, LINE))
        painter.end()

    def _paint_scale(self, painter: QPainter, line: QRectF) -> None:
        painter.setFont(figures(8))
        painter.setPen(THEME.tokens.muted)
        middle = Qt.AlignmentFlag.AlignVCenter
        ends = (
            (Qt.AlignmentFlag.AlignLeft, f"-{number(self.limit)}"),
            (Qt.AlignmentFlag.AlignRight, number(self.limit)),
        )
        for side, text in ends:
            painter.drawText(line, side | middle, text)
        room = painter.fontMetrics().horizontalAdvance(f"-{number(self.limit)}") + UNIT
        if self._is_filter or unit_pictures.is_planar(self._document.dataset):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(line.adjusted(room, 5, -room, -5), image_of(THEME.signed_lookup()[None]))
        else:
            painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | middle, translate("plots", "activation"))
