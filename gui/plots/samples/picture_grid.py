"""Pictures side by side, as many as there are: those in sight alone are painted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gui.forms.layout import tip
from gui.plots.samples.image import sample_image
from gui.theme import THEME, UNIT, figures

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gui.plots.samples.listing import Listing

SIDE = 44
"""Pixels on the screen of a picture's longer side: even a low dock has room for two lines."""
WIDTH = 72
"""Pixels of a picture's line of text; the longest caption has room in it."""
SMALL = 8.0


class PictureGrid(QAbstractScrollArea):
    """Shows listed samples that are pictures, each with its caption below it.

    Signals
    -------
    chosen(int)
        The person clicked the picture of this row of the data, or went there with the arrow keys.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing: Listing | None = None
        self._chosen = -1
        self.setFont(figures(SMALL))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(2 * WIDTH, self.cell.height())
        self.viewport().setAutoFillBackground(False)

    def show_listing(self, listing: Listing | None) -> None:
        """Show samples of data that have an `image_shape`, or none."""
        self._listing = listing
        self._fit()
        self.viewport().update()

    def mark(self, row: int) -> None:
        """Draw a frame around the picture of this row of the data, if it is listed; of -1, around none."""
        if row != self._chosen:
            self._chosen = row
            self.viewport().update()

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The rows of the data that are shown."""
        return np.zeros(0, np.int64) if self._listing is None else self._listing.rows

    # -- geometry --

    @property
    def cell(self) -> QSize:
        """The room of one picture with its caption."""
        return QSize(WIDTH, SIDE + UNIT + self.fontMetrics().height())

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
        height, per_line, count = self.cell.height(), self.per_line, len(self.rows)
        first = max(0, (self.verticalScrollBar().value() - UNIT // 2) // height)
        lines = self.viewport().height() // height + 2
        return range(min(count, first * per_line), min(count, (first + lines) * per_line))

    def _at(self, point: QPoint) -> int | None:
        return next((number for number in self.in_sight() if self.place_of(number).contains(point)), None)

    def _fit(self) -> None:
        lines = math.ceil(len(self.rows) / self.per_line)
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
        painter.setFont(self.font())
        if self._listing is not None:
            for number in self.in_sight():
                self._paint(painter, self._listing, number)
        painter.end()

    def _paint(self, painter: QPainter, listing: Listing, number: int) -> None:
        dataset, row, place = listing.dataset, int(listing.rows[number]), self.place_of(number)
        assert dataset.image_shape is not None
        image = sample_image(dataset.raw[row], dataset.image_shape)
        size = image.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(place.left() + (place.width() - size.width()) // 2, place.top(), size.width(), size.height())
        painter.drawImage(box, image)
        tokens = THEME.tokens
        painter.setPen(QPen(tokens.accent, 2) if row == self._chosen else QPen(tokens.border, 1))
        painter.drawRect(box)
        painter.setPen(tokens.text)
        line = QRect(place.left(), place.top() + SIDE, place.width(), place.height() - SIDE)
        text = painter.fontMetrics().elidedText(listing.caption(number), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the sample below the pointer is."""
        if not isinstance(event, QHelpEvent) or self._listing is None:
            return super().viewportEvent(event)
        number = self._at(event.pos())
        QToolTip.showText(event.globalPos(), "" if number is None else tip(self._listing.sentence(number)), self)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the picture below the pointer."""
        number = self._at(event.position().toPoint())
        if number is not None:
            self._choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next picture with the arrow keys; all other keys scroll."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.per_line,
            Qt.Key.Key_Down: self.per_line,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not len(self.rows):
            super().keyPressEvent(event)
            return
        at = np.flatnonzero(self.rows == self._chosen)
        number = int(at[0]) + step if len(at) else self.in_sight().start
        if 0 <= number < len(self.rows):
            self._show_place(number)
            self._choose(number)

    def _show_place(self, number: int) -> None:
        """Scroll no further than it takes to show the whole picture."""
        place, bar = self.place_of(number), self.verticalScrollBar()
        below = place.bottom() + UNIT // 2 - self.viewport().height()
        bar.setValue(bar.value() + max(0, below) + min(0, place.top() - UNIT // 2))

    def _choose(self, number: int) -> None:
        assert self._listing is not None
        self.setAccessibleDescription(self._listing.sentence(number))
        self.mark(int(self.rows[number]))
        self.chosen.emit(self._chosen)
