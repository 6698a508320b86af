"""All weights between two layers as straight lines: colour is the sign, width the strength."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from gui.canvas.items.ink import finite, hair
from gui.theme import THEME, blend

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

MOST = 1024
"""Strands that are drawn between two layers, the strongest of them."""
LEVELS = 8
"""Strengths that are told apart; each is drawn with one pen."""
STAY = 0.75
"""How far from the middle of its level, in levels, a strength may go before another pen draws it: noise is no news."""
THINNEST, THICKEST = 0.8, 4.8
HAIR = 1.3
"""Up to this width on the screen a strand is a hair line, which takes half the time."""

Floats = npt.NDArray[np.float64]
Offsets = tuple[float, ...]


class Strands:
    """The strands of one wire; strand number ``unit * inputs + input`` stands for ``weight[unit, input]``."""

    def __init__(self) -> None:
        self._ends = np.empty((0, 4))  # x1, y1, x2, y2 of each strand
        self._lines: list[QLineF] = []
        self._values = np.empty(0)
        self.inputs = 1
        self.pens: npt.NDArray[np.intp] = np.empty(0, dtype=np.intp)
        """Which draws each strand: twice its strength, of `LEVELS`, and 1 more where the weight is positive."""
        self._groups: list[tuple[int, list[QLineF]]] = []
        self._drawn: npt.NDArray[np.intp] = np.empty(0, dtype=np.intp)

    def place(self, start: QPointF, end: QPointF, leaving: Offsets, arriving: Offsets) -> None:
        """Run from each of the inputs, at these offsets from `start`, to each unit, at these from `end`."""
        self.inputs = len(leaving)
        y1, y2 = start.y() + np.asarray(leaving), end.y() + np.asarray(arriving)
        count = len(leaving) * len(arriving)
        self._ends = np.column_stack(
            [
                np.full(count, start.x()),
                np.tile(y1, len(arriving)),
                np.full(count, end.x()),
                np.repeat(y2, len(leaving)),
            ]
        )
        self._lines = [QLineF(*each) for each in self._ends.tolist()]
        self._group()

    def set_weight(self, weight: npt.NDArray[np.generic]) -> bool:
        """Show weights, (units, inputs); return whether that makes a difference to the eye."""
        before = self.pens
        self._values = finite(weight).ravel()
        self.pens = _pens_of(self._values, before)
        if np.array_equal(self.pens, before):
            return False
        self._group()
        return True

    def _group(self) -> None:
        """Sort strands by the pen that draws them, the weakest first; of very many, take the strongest."""
        self._groups, self._drawn = [], np.empty(0, dtype=np.intp)
        if len(self.pens) != len(self._lines) or not self._lines:
            return
        self._drawn = np.argsort(self.pens, kind="stable")[-MOST:]
        strands, pens = self._drawn.tolist(), self.pens.tolist()
        self._groups = [(pen, [self._lines[k] for k in group]) for pen, group in groupby(strands, pens.__getitem__)]

    # -- where they are --------------------------------------------------------------------------------------

    @property
    def box(self) -> QRectF:
        """What all strands cover."""
        if not len(self._ends):
            return QRectF()
        left, right = self._ends[0, 0], self._ends[0, 2]
        ys = self._ends[:, 1::2]
        top, bottom = float(ys.min()), float(ys.max())
        return QRectF(QPointF(min(left, right), top), QPointF(max(left, right), bottom))

    def nearest(self, point: QPointF) -> tuple[int, float]:
        """Return the strand that is closest to a point, and how far it is; of equally close ones, the uppermost."""
        if not len(self._drawn):
            return -1, float("inf")
        ends = self._ends[self._drawn]
        start, along = ends[:, :2], ends[:, 2:] - ends[:, :2]
        to_point = np.array([point.x(), point.y()]) - start
        share = np.clip((to_point * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1e-12), 0, 1)
        away = np.hypot(*(to_point - along * share[:, None]).T)
        best = len(away) - 1 - int(away[::-1].argmin())
        return int(self._drawn[best]), float(away[best])

    # -- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, marked: bool, read: int | None) -> None:
        """Draw all strands; `marked` ones stand out, and so does the one that is read."""
        tokens = THEME.tokens
        if marked:
            halo = blend(tokens.canvas, tokens.accent, 0.45)
            for number, lines in self._groups:
                painter.setPen(QPen(halo, width_of(number // 2) + 4))
                painter.drawLines(lines)
        zoom, dark = painter.transform().m11(), tokens.dark
        for number, lines in self._groups:
            painter.setPen(_pen(number, width_of(number // 2) * zoom <= HAIR, dark))
            painter.drawLines(lines)
        if read is not None and read < len(self._lines):
            value = self._values[read] if read < len(self._values) else 0.0
            painter.setPen(QPen(tokens.accent, 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(self._lines[read])
            colour = tokens.positive if value >= 0 else tokens.negative
            painter.setPen(QPen(colour, 3.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(self._lines[read])


def _pens_of(values: Floats, before: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return `Strands.pens`.

    Whatever was drawn `before` keeps its strength while that is nearly right.
    """
    if not len(values):
        return np.empty(0, dtype=np.intp)
    sizes = np.abs(values)
    strength = np.minimum(sizes * (LEVELS / max(float(sizes.max()), 1.0)), LEVELS - 0.5)
    level = strength.astype(np.intp)
    if len(before) == len(level):
        level = np.where(np.abs(strength - (before // 2 + 0.5)) <= STAY, before // 2, level)
    pens: npt.NDArray[np.intp] = 2 * level + (values >= 0)
    return pens


def width_of(level: int) -> float:
    """Return the width of strands of a strength."""
    return THINNEST + (THICKEST - THINNEST) * level / (LEVELS - 1)


@lru_cache(maxsize=8 * LEVELS)
def _pen(number: int, thin: bool, dark: bool) -> QPen:
    """Return the pen of a number that `_pens_of` gives."""
    level, positive = divmod(number, 2)
    tokens = THEME.tokens
    end = tokens.positive if positive else tokens.negative
    colour = blend(tokens.canvas, end, 0.3 + 0.7 * level / (LEVELS - 1))
    return hair(colour) if thin else QPen(colour, width_of(level), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
