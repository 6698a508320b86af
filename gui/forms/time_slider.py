"""A slider over the steps of a run, on which the first hundred steps have room however long the run is."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from gui.theme import THEME, figures

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

SMALL = 7.0
"""Points of the figures below the groove."""
ROOM = 9
"""Pixels of these marks."""
TICK = 4
"""Pixels of the mark above each step that can be visited, where not all can."""
PLACES = 10_000
"""Places that the handle can take; finer than the widest screen."""
LINEAR = 100
"""Up to about so many steps the scale is even; from there on it becomes logarithmic."""


def place_of(step: float, first: int, last: int) -> float:
    """Return where a step is on the scale, 0 to 1."""
    if last <= first:
        return 1.0
    return math.log1p((step - first) / LINEAR) / math.log1p((last - first) / LINEAR)


def step_at(place: float, first: int, last: int) -> int:
    """Return the step at a place, 0 to 1, of the scale."""
    return first + round(LINEAR * math.expm1(place * math.log1p((last - first) / LINEAR)))


def marks(first: int, last: int) -> list[int]:
    """Return the steps to be marked on the scale: its even hundreds, thousands and so on, and none on an even scale."""
    if last - first <= LINEAR:
        return []
    powers = [10**power for power in range(2, len(str(last)))]
    return [power for power in powers if first < power < last]


def _label(step: int) -> str:
    """Write a power of ten in few characters, which are the same in all languages."""
    for size, letter in ((10**6, "M"), (10**3, "k")):
        if step >= size:
            return f"{step // size}{letter}"
    return str(step)


class TimeSlider(QSlider):
    """Goes to every step of a run, whatever the number of places on the screen.

    Signals
    -------
    wanted(int)
        The person went to this step: by dragging, clicking, a key or the wheel.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._first = self._last = self._step = 0
        self.stops: tuple[int, ...] = ()  # the only steps that it goes to, if there are any
        self.setRange(0, PLACES)
        self._small = figures(SMALL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sliderMoved.connect(self._on_moved)

    @property
    def step(self) -> int:
        """The step at which the handle is."""
        return self._step

    def show_step(self, step: int, first: int, last: int, stops: tuple[int, ...] = ()) -> None:
        """Put the handle at a step of a run that can be visited between two steps; a handle that is held stays.

        Where there are `stops`, ascending, it goes to no other step.
        """
        if (marks(first, last), stops) != (marks(self._first, self._last), self.stops):
            self.update()  # a handle that stays at its end would have the old marks stay too
        self._first, self._last, self.stops = first, last, stops
        if not self.isSliderDown():
            self._step = step
            self.setValue(round(PLACES * place_of(step, first, last)))

    def go(self, step: int) -> None:
        """Go to a step, or to the next there is in that direction."""
        self._step = self._stop(min(max(step, self._first), self._last))
        self.setValue(round(PLACES * place_of(self._step, self._first, self._last)))
        self.wanted.emit(self._step)

    def nearest(self, step: int) -> int:
        """Return the stop that is nearest to a step; without any, the step."""
        return min(self.stops, key=lambda stop: abs(stop - step), default=step)

    def ahead(self, share: float) -> int:
        """Return the step that is this share of the scale further, at the least the next one."""
        place = place_of(self._step, self._first, self._last) + share
        return max(step_at(min(place, 1.0), self._first, self._last), self._step + 1)

    def _on_moved(self, value: int) -> None:
        self._step = self.nearest(step_at(value / PLACES, self._first, self._last))
        self.wanted.emit(self._step)

    def _stop(self, step: int) -> int:
        """Return the stop that is the first from the handle on to reach a step; without any, the step."""
        if not self.stops:
            return step
        if step > self._step:
            return self.stops[min(bisect_left(self.stops, step), len(self.stops) - 1)]
        return self.stops[max(bisect_right(self.stops, step) - 1, 0)]

    # -- marks --

    def sizeHint(self) -> QSize:
        """Ask for room for the marks above and below, so that the groove is in the middle."""
        return super().sizeHint() + QSize(0, ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, and the marks that tell how uneven the scale of a long run is."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._small)
        painter.setPen(THEME.tokens.muted)
        for place in {round(self._x_of(stop)) for stop in self.stops}:
            painter.drawLine(place, self.height() // 2 - ROOM, place, self.height() // 2 - ROOM + TICK)
        free = self.width()
        for step in reversed(marks(self._first, self._last)):  # where there is no room for all, the later ones
            x, text = self._x_of(step), _label(step)
            width = painter.fontMetrics().horizontalAdvance(text)
            if x + width / 2 + 2 > free:
                continue
            free = round(x - width / 2) - 2
            painter.drawText(
                QRectF(x - width / 2 - 1, self.height() - ROOM - 1, width + 2, ROOM + 1),
                Qt.AlignmentFlag.AlignCenter,
                text,
            )
        painter.end()

    def _x_of(self, step: int) -> float:
        """Return where the middle of the handle is at a step."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, parts = QStyle.ComplexControl.CC_Slider, QStyle.SubControl
        handle = self.style().subControlRect(control, option, parts.SC_SliderHandle, self)
        groove = self.style().subControlRect(control, option, parts.SC_SliderGroove, self)
        room = groove.width() - handle.width()
        return groove.x() + handle.width() / 2 + room * place_of(step, self._first, self._last)

    # -- mouse and keys --

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the handle under the mouse and hold it."""
        if event.button() == Qt.MouseButton.LeftButton:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            control, parts = QStyle.ComplexControl.CC_Slider, QStyle.SubControl
            handle = self.style().subControlRect(control, option, parts.SC_SliderHandle, self)
            groove = self.style().subControlRect(control, option, parts.SC_SliderGroove, self)
            if not handle.contains(event.position().toPoint()):
                x = round(event.position().x()) - groove.x() - handle.width() // 2
                value = QStyle.sliderValueFromPosition(0, PLACES, x, groove.width() - handle.width())
                self.setValue(value)
                self._on_moved(value)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a step with the arrows, a tenth of the scale with the page keys, to either end with Home and End."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.go(self._step - 1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.go(self._step + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go(self.ahead(0.1))
        elif key == Qt.Key.Key_PageDown:
            place = place_of(self._step, self._first, self._last) - 0.1
            self.go(min(step_at(max(place, 0.0), self._first, self._last), self._step - 1))
        elif key == Qt.Key.Key_Home:
            self.go(self._first)
        elif key == Qt.Key.Key_End:
            self.go(self._last)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go a step forward or back with every notch."""
        delta = event.angleDelta().y()
        if delta:
            self.go(self._step + (1 if delta > 0 else -1))
        event.accept()
