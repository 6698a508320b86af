"""The confusion matrix, painted: which class is taken for which, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.i18n import translate
from gui.plots.palette import readable_on
from gui.theme import THEME, UNIT, blend, figures

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]

SMALL = 8.0
LEAST = 6.0
LONGEST_NAME = 72
TITLE = 15
STRONGEST = 0.85
WIDEST_CELL = 84
MOST_LINES = 10
LINE = 11.5
FAINT = 0.75
"""How much of its colour a zero has: it is counted, but what matters are the others."""
_WHOLE = int(Qt.TextFlag.TextDontClip)  # lines may be lower than what a font asks for above and below its figures
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | _WHOLE
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter) | _WHOLE
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ConfusionView(QWidget):
    """Rows are the true classes, columns the answers; what is right stands on the diagonal.

    Signals
    -------
    chosen(int, int)
        A cell was chosen by a click or with the arrows: true class and answer.
    pointed(object)
        The pointer is at this cell, a pair of numbers, or at none: None.
    """

    chosen = Signal(int, int)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: Counts = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._answers: tuple[str, ...] = ()
        self._title = translate("results", "answer") + " →"
        self.percent = False
        self.cell: tuple[int, int] | None = None
        self._at: tuple[int, int] | None = None
        self.setObjectName("confusionMatrix")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("results", "Confusion matrix"))

    def show_counts(self, counts: Counts, names: tuple[str, ...]) -> None:
        """Show other counts, (classes, classes); one column more has the samples that are without an answer."""
        answers = names if counts.shape[1] == len(names) else (*names, translate("results", "no answer"))
        if names != self._names or (self.cell is not None and self.cell[1] >= len(answers)):
            self.cell = None
        if len(names) != len(self._names):
            self.updateGeometry()
        self.counts, self._names, self._answers = counts, names, answers
        self.update()

    def set_percent(self, on: bool) -> None:
        """Write shares of the rows instead of counts."""
        self.percent = on
        self.update()

    def choose(self, cell: tuple[int, int] | None) -> None:
        """Choose a cell, or none."""
        self.cell = cell
        self.update()
        if cell is not None:
            self.chosen.emit(*cell)

    def shares(self) -> npt.NDArray[np.float64]:
        """Return the share of each row's samples in each cell; 0 where a class has no samples."""
        shares: npt.NDArray[np.float64] = self.counts / np.maximum(self.counts.sum(axis=1, keepdims=True), 1)
        return shares

    # -- geometry ------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Ask for room for ten classes."""
        return QSize(340, 170)

    def minimumSizeHint(self) -> QSize:
        """Ask for a little; for lines that can be read, as far as there may be room for them."""
        lines = round(min(len(self._names), MOST_LINES) * LINE + self._line() + UNIT)
        return QSize(150, max(lines, 80))

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell is painted."""
        field = self._field()
        width, height = field.width() / max(len(self._answers), 1), field.height() / max(len(self._names), 1)
        return QRectF(field.left() + column * width, field.top() + row * height, width, height)

    def _field(self) -> QRectF:
        metrics = QFontMetricsF(figures(SMALL))
        names = TITLE + max((self._name_width(name, metrics) for name in self._names), default=0.0)
        left = max(names, metrics.horizontalAdvance(self._title)) + UNIT
        top = self._line()
        width = min(self.width() - left - UNIT / 2, WIDEST_CELL * max(len(self._answers), 1))
        return QRectF(left, top, max(width, 1.0), max(self.height() - top - UNIT / 2, 1.0))

    def _line(self) -> float:
        return QFontMetricsF(figures(SMALL)).height()

    @staticmethod
    def _name_width(name: str, metrics: QFontMetricsF) -> float:
        return min(metrics.horizontalAdvance(name), LONGEST_NAME)

    def _cell_at(self, point: QPointF) -> tuple[int, int] | None:
        field, rows, columns = self._field(), len(self._names), len(self._answers)
        if not rows or not field.contains(point):
            return None
        row = int((point.y() - field.top()) / field.height() * rows)
        column = int((point.x() - field.left()) / field.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    # -- events --------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.choose(cell)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which cell the pointer is at."""
        self._point(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that it is at none."""
        self._point(None)

    def _point(self, cell: tuple[int, int] | None) -> None:
        if cell != self._at:
            self._at = cell
            self.pointed.emit(cell)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next cell with the arrows."""
        step, size = STEPS.get(Qt.Key(event.key())), len(self._names)
        if step is None or not size:
            super().keyPressEvent(event)
            return
        row, column = self.cell or (0, 0)
        if self.cell is not None:
            row, column = (row + step[0]) % size, (column + step[1]) % len(self._answers)
        self.choose((row, column))

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, cells and the frame of the one that is chosen."""
        painter = QPainter(self)
        if len(self._names):
            self._paint_names(painter)
            self._paint_cells(painter)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        field, line = self._field(), self._line()
        painter.setFont(figures(SMALL))
        painter.setPen(THEME.tokens.muted)
        metrics = QFontMetricsF(painter.font())
        painter.drawText(QRectF(0, 0, field.left() - UNIT / 2, line), _RIGHT, self._title)
        painter.save()
        painter.translate(TITLE / 2, field.center().y())
        painter.rotate(-90)
        half = field.height() / 2
        painter.drawText(QRectF(-half, -TITLE / 2, 2 * half, TITLE), _MIDDLE, translate("results", "true class"))
        painter.restore()
        for number, name in enumerate(self._names):
            row = self.cell_rect(number, 0)
            beside = QRectF(TITLE, row.top(), field.left() - TITLE - UNIT / 2, row.height())
            painter.drawText(beside, _RIGHT, metrics.elidedText(name, Qt.TextElideMode.ElideRight, beside.width()))
        for number, name in enumerate(self._answers):
            column = self.cell_rect(0, number)
            above = QRectF(column.left(), field.top() - line, column.width(), line)
            painter.drawText(above, _MIDDLE, metrics.elidedText(name, Qt.TextElideMode.ElideRight, above.width()))

    def _paint_cells(self, painter: QPainter) -> None:
        tokens, shares = THEME.tokens, self.shares()
        painter.setFont(figures(self._points()))
        for row in range(len(self._names)):
            for column in range(len(self._answers)):
                box = self.cell_rect(row, column).adjusted(0.5, 0.5, -0.5, -0.5)
                end = tokens.positive if row == column else tokens.negative
                ground = blend(tokens.canvas, end, STRONGEST * float(shares[row, column]) ** 0.5)
                painter.fillRect(box, ground)
                painter.setPen(readable_on(ground) if self.counts[row, column] else blend(ground, tokens.muted, FAINT))
                painter.drawText(box, _MIDDLE, self.text_of(row, column))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for cell, colour in ((self._at, tokens.muted), (self.cell, tokens.accent)):
            if cell is not None and cell[0] < len(self._names) and cell[1] < len(self._answers):
                painter.setPen(QPen(colour, 2))
                painter.drawRect(self.cell_rect(*cell).adjusted(1, 1, -1, -1))

    def _points(self) -> float:
        """Return a size of the figures that fits the cells."""
        cell, points = self.cell_rect(0, 0), SMALL + 1
        widest = max((self.text_of(*place) for place in np.ndindex(self.counts.shape)), key=len, default="")
        while points > LEAST:
            metrics = QFontMetricsF(figures(points))
            if metrics.horizontalAdvance(widest) < cell.width() - 2 and metrics.height() < cell.height() + 3:
                break
            points -= 0.5
        return points

    def text_of(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        if not self.percent:
            return f"{self.counts[row, column]:,}"
        return f"{self.shares()[row, column]:.0%}"
