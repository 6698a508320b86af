"""Pictures side by side, as many as there are: those in sight alone are painted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui.data.sampling import picture
from gui.theme import THEME, UNIT, figures

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

SIDE = 64
"""Pixels on the screen of a picture's longer side."""
SMALL = 8.0


class PictureGrid(QAbstractScrollArea):
    """Shows samples that are pictures, each with a line below it.

    Signals
    -------
    chosen(int)
        The person clicked the picture of this row of the data.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: npt.NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._shape = (1, 1, 1)
        self._rows: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._label: Callable[[int], str] = str
        self._chosen = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)

    def show_pictures(
        self,
        images: npt.NDArray[np.float32],
        shape: tuple[int, int, int],
        rows: npt.NDArray[np.int64],
        label: Callable[[int], str],
    ) -> None:
        """Show some rows of a data set.

        Parameters
        ----------
        images : array, shape (n, channels * height * width)
            Values from 0 to 1.
        shape : tuple
            Channels, height and width.
        rows : array of int64
            Which of them, in this order.
        label : callable
            Gives the line below the picture of a row.
        """
        self._images, self._shape, self._rows, self._label = images, shape, rows, label
        self._chosen = -1
        self._fit()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    # -- geometry --

    @property
    def cell(self) -> QSize:
        """The room of one picture with its line."""
        return QSize(SIDE + UNIT, SIDE + UNIT + self.fontMetrics().height())

    @property
    def per_line(self) -> int:
        """How many pictures stand side by side."""
        return max(1, (self.viewport().width() - UNIT) // self.cell.width())

    def place_of(self, number: int) -> QRect:
        """Return where in the viewport the picture with this number, from 0, is painted."""
        line, across = divmod(number, self.per_line)
        cell = self.cell
        top = line * cell.height() - self.verticalScrollBar().value() + UNIT // 2
        return QRect(UNIT // 2 + across * cell.width(), top, cell.width(), cell.height())

    def in_sight(self) -> range:
        """Return the numbers of the pictures that can be seen."""
        height, per_line = self.cell.height(), self.per_line
        first = max(0, (self.verticalScrollBar().value() - UNIT // 2) // height)
        lines = self.viewport().height() // height + 2
        return range(min(len(self._rows), first * per_line), min(len(self._rows), (first + lines) * per_line))

    def _fit(self) -> None:
        lines = math.ceil(len(self._rows) / self.per_line)
        whole = lines * self.cell.height() + UNIT
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.cell.height() // 2)

    # -- Qt --

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many side by side as there is room for; the first one in sight stays."""
        before = self.in_sight().start
        super().resizeEvent(event)
        self._fit()
        self.verticalScrollBar().setValue(before // self.per_line * self.cell.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), THEME.tokens.panel)
        painter.setFont(figures(SMALL))
        for number in self.in_sight():
            self._paint(painter, self.place_of(number), int(self._rows[number]))
        painter.end()

    def _paint(self, painter: QPainter, place: QRect, row: int) -> None:
        pixels = picture(self._images[row], self._shape)
        height, width, _ = pixels.shape
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        size = QSize(width, height).scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(place.left() + (SIDE - size.width()) // 2, place.top(), size.width(), size.height())
        painter.drawImage(box, image)
        tokens = THEME.tokens
        painter.setPen(QPen(tokens.accent, 2) if row == self._chosen else QPen(tokens.border, 1))
        painter.drawRect(box)
        painter.setPen(tokens.text)
        line = QRect(place.left() - UNIT // 2, place.top() + SIDE, place.width(), place.height() - SIDE)
        text = painter.fontMetrics().elidedText(self._label(row), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the picture below the pointer."""
        place = event.position().toPoint()
        for number in self.in_sight():
            if self.place_of(number).contains(place):
                self._chosen = int(self._rows[number])
                self.viewport().update()
                self.chosen.emit(self._chosen)
