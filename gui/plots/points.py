"""The samples of a data set as marks in the plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph

from gui.plots.palette import class_colours
from gui.repaint import keep_pixels
from gui.theme import THEME

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from engine.data import Dataset

SIZE = 8
FEW = 60
SIZE_OF_FEW = 13
SHADES = 33
"""Different colours among the points of a regression."""


class SamplePoints:
    """Two groups of marks: training samples are filled discs, validation samples are rings.

    Both have an outline, so that they stand out from a region of their own colour.
    """

    def __init__(self) -> None:
        self.train = pyqtgraph.ScatterPlotItem(pxMode=True, antialias=True)
        self.validation = pyqtgraph.ScatterPlotItem(pxMode=True, antialias=True)
        self.halo = pyqtgraph.ScatterPlotItem(pxMode=True, antialias=True, brush=None)
        self.items = (self.halo, self.validation, self.train)
        for item in self.items:
            keep_pixels(item)  # the region below them changes with every frame

    def show(self, dataset: Dataset, limit: float) -> None:
        """Show a data set of two columns; the targets of a regression are coloured from ``-limit`` to ``limit``."""
        size = SIZE_OF_FEW if len(dataset) <= FEW else SIZE
        colours = _colours(dataset, limit)
        tokens = THEME.tokens
        edge = tokens.canvas if dataset.classes else tokens.muted  # the colour of a target near zero is the canvas
        rows = dataset.train
        brushes = [pyqtgraph.mkBrush(colours[row]) for row in rows]
        self.train.setData(
            *_columns(dataset, rows),
            size=size,
            brush=brushes,
            pen=pyqtgraph.mkPen(edge, width=1.5 if dataset.classes else 1),
        )
        rows = dataset.validation
        pens = [pyqtgraph.mkPen(colours[row], width=2) for row in rows]
        self.validation.setData(
            *_columns(dataset, rows), size=size - 1, brush=pyqtgraph.mkBrush(tokens.canvas), pen=pens
        )
        self.halo.setData(
            *_columns(dataset, rows), size=size + 1, pen=pyqtgraph.mkPen(edge, width=1.5 if dataset.classes else 1)
        )

    def clear(self) -> None:
        """Show nothing."""
        for item in self.items:
            item.setData([])


def _columns(dataset: Dataset, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> tuple[object, object]:
    return dataset.x[rows, 0].astype(np.float64), dataset.x[rows, 1].astype(np.float64)


def _colours(dataset: Dataset, limit: float) -> list[QColor]:
    """Return one colour for each sample, the same object for the same colour."""
    if dataset.classes:
        palette = class_colours(dataset.n_classes)
        return [palette[int(number)] for number in dataset.y]
    shades = [THEME.tokens.signed(2 * number / (SHADES - 1) - 1) for number in range(SHADES)]
    places = np.rint(np.clip(dataset.y / limit * 0.5 + 0.5, 0, 1) * (SHADES - 1)).astype(np.intp)
    return [shades[place] for place in places]
