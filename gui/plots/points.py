"""The samples of a data set as marks in the plane."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pyqtgraph
from PySide6.QtCore import QRectF

from gui.plots.palette import class_colours
from gui.repaint import keep_pixels
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from PySide6.QtGui import QColor

    from engine.data import Dataset

T = TypeVar("T")

SIZES = ((60, 13), (300, 8), (800, 6))
"""Up to how many samples marks are how large."""
SMALLEST = 4
MOST = 800
"""Marks of a group, evenly chosen: more hide what the network answers, and are slow."""

SHADES = 33
"""Different colours among the points of a regression."""


class Marks(pyqtgraph.ScatterPlotItem):  # type: ignore[misc]  # pyqtgraph has no stubs
    """Marks of a fixed size on the screen; where they are is found anew only when they or the axes change."""

    def __init__(self) -> None:
        super().__init__(pxMode=True, antialias=True, brush=None)
        self._box = QRectF()

    def boundingRect(self) -> QRectF:
        """Return what all marks cover."""
        if self.bounds[0] is None:  # pyqtgraph forgets them when they are no longer true
            self._box = super().boundingRect()
        return self._box


class SamplePoints:
    """Three groups of marks: training samples are filled discs, validation samples rings, test samples hollow diamonds.

    All have an outline, so that they stand out from a region of their own colour.
    """

    def __init__(self) -> None:
        self.train, self.validation, self.halo = Marks(), Marks(), Marks()
        self.test, self.test_halo = Marks(), Marks()
        self.items = (self.halo, self.validation, self.train, self.test_halo, self.test)
        for item in self.items:
            keep_pixels(item)  # the region below them changes with every frame

    def show(self, dataset: Dataset, places: npt.NDArray[np.floating], limit: float) -> None:
        """Show a data set; the targets of a regression are coloured from ``-limit`` to ``limit``.

        Parameters
        ----------
        places : array, shape (n, 2)
            Where in the plane the samples are.
        """
        size = size_for(len(dataset))
        width = 1.5 if size > SIZES[-1][1] else 0.75
        colours = _colours(dataset, limit)
        tokens = THEME.tokens
        edge = tokens.canvas if dataset.classes else tokens.muted  # the colour of a target near zero is the canvas
        rows = few_of(dataset.train)
        brushes = _made_of([colours[row] for row in rows], pyqtgraph.mkBrush)
        self.train.setData(
            *_columns(places, rows),
            size=size,
            brush=brushes,
            pen=pyqtgraph.mkPen(edge, width=width if dataset.classes else min(width, 1)),
        )
        outline = pyqtgraph.mkPen(edge, width=width if dataset.classes else min(width, 1))
        for symbol, group, marks, halo in (
            ("o", dataset.validation, self.validation, self.halo),
            ("d", dataset.test, self.test, self.test_halo),
        ):
            rows = few_of(group)
            pens = _made_of([colours[row] for row in rows], lambda colour: pyqtgraph.mkPen(colour, width=width + 0.5))
            ground = pyqtgraph.mkBrush(tokens.canvas)
            marks.setData(*_columns(places, rows), symbol=symbol, size=size - 1, brush=ground, pen=pens)
            halo.setData(*_columns(places, rows), symbol=symbol, size=size + 1, pen=outline)

    def clear(self) -> None:
        """Show nothing."""
        for item in self.items:
            item.setData([])


def size_for(samples: int) -> int:
    """Return the size of marks that leave the region between them in sight."""
    return next((size for most, size in SIZES if samples <= most), SMALLEST)


def few_of(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return at most `MOST` of some rows, evenly chosen."""
    return rows[:: max(1, -(-len(rows) // MOST))]


def _made_of(colours: list[QColor], make: Callable[[QColor], T]) -> list[T]:
    """Return what is made of each colour, the same object for the same one: pyqtgraph draws a mark once for each."""
    made = {key: make(colour) for key, colour in {id(colour): colour for colour in colours}.items()}
    return [made[id(colour)] for colour in colours]


def _columns(places: npt.NDArray[np.floating], rows: npt.NDArray[np.int64]) -> tuple[object, object]:
    return places[rows, 0].astype(np.float64), places[rows, 1].astype(np.float64)


def _colours(dataset: Dataset, limit: float) -> list[QColor]:
    """Return one colour for each sample, the same object for the same colour."""
    if dataset.classes:
        palette = class_colours(dataset.n_classes)
        return [palette[int(number)] for number in dataset.y]
    shades = [THEME.tokens.signed(2 * number / (SHADES - 1) - 1) for number in range(SHADES)]
    places = np.rint(np.clip(dataset.y / limit * 0.5 + 0.5, 0, 1) * (SHADES - 1)).astype(np.intp)
    return [shades[place] for place in places]
