"""Charts of samples: stacked bars, and two columns against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph

from gui.data.sampling import MOST_POINTS, some
from gui.plots.chart import Chart
from gui.plots.palette import class_colours
from gui.plots.points import Marks
from gui.theme import THEME, blend

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

    from engine.data import Dataset

    Floats = npt.NDArray[np.float64]

AIR = 0.04
"""Room around what is shown; a share of it."""
MOST_NAMES = 12
"""Names that stand below bars; of more, every second, third or later one is left out."""
SYMBOLS = ("o", "o", "d")
SIZES = (7, 7, 9)


def roomy(low: float, high: float) -> tuple[float, float]:
    """Return a range with some room at both ends."""
    reach = (high - low) * AIR or max(0.5, abs(low) * AIR)
    return low - reach, high + reach


class BarChart(Chart):
    """Bars side by side, each stacked from several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[pyqtgraph.BarGraphItem] = []

    def show_bars(
        self, edges: Floats, heights: npt.NDArray[np.int64], colours: Sequence[QColor], gap: float = 0.0
    ) -> None:
        """Show bars between edges.

        Parameters
        ----------
        edges : array, shape (bars + 1,)
        heights : array, shape (layers, bars)
            From the lowest layer to the highest.
        colours : sequence of QColor
            Of the layers.
        gap : float
            Room between two bars, in the units of the edges.
        """
        for bar in self._bars:
            self.removeItem(bar)
        self._bars = []
        bottom = np.zeros(heights.shape[1])
        pen = pyqtgraph.mkPen(THEME.tokens.panel, width=1)
        for layer, colour in zip(heights, colours, strict=True):
            bar = pyqtgraph.BarGraphItem(
                x0=edges[:-1] + gap / 2,
                x1=edges[1:] - gap / 2,
                y0=bottom,
                height=layer,
                brush=pyqtgraph.mkBrush(colour),
                pen=pen,
            )
            bottom = bottom + layer
            self.addItem(bar)
            self._bars.append(bar)
        if len(edges) > 1:
            self.set_range(roomy(float(edges[0]), float(edges[-1])), (0.0, max(1.0, float(bottom.max())) * (1 + AIR)))

    def name_bars(self, names: Sequence[str] | None) -> None:
        """Write names below bars that stand at 0, 1, 2 ..., or for None numbers as on every axis."""
        axis = self.plotItem.getAxis("bottom")
        if names is None:
            axis.setTicks(None)
            return
        apart = -(-len(names) // MOST_NAMES)
        axis.setTicks([[(place, name) for place, name in enumerate(names) if place % apart == 0]])


class ScatterChart(Chart):
    """Samples as marks: filled for training, rings for validation, diamonds for tests."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = (Marks(), Marks(), Marks())
        for marks in self._marks:
            self.addItem(marks)
        self.shown = 0
        """How many samples are marked."""

    def show_samples(
        self, dataset: Dataset, columns: tuple[int, int], parts: npt.NDArray[np.int8], rows: npt.NDArray[np.int64]
    ) -> None:
        """Show two columns of some rows; of very many, some stand for all."""
        rows = some(rows, MOST_POINTS)
        self.shown = len(rows)
        x, y = (dataset.raw[rows, column].astype(np.float64) for column in columns)
        colours, places = _coloured(dataset, rows)
        ground, edge = pyqtgraph.mkBrush(THEME.tokens.panel), pyqtgraph.mkPen(THEME.tokens.panel, width=1)
        brushes = [pyqtgraph.mkBrush(colour) for colour in colours]  # shared, since each other one takes a pixmap
        pens = [pyqtgraph.mkPen(colour, width=2) for colour in colours]
        for part, marks in enumerate(self._marks):
            here = np.flatnonzero(parts[rows] == part)
            if part == 0:
                style = {"brush": [brushes[places[place]] for place in here], "pen": edge}
            else:
                style = {"brush": ground, "pen": [pens[places[place]] for place in here]}
            marks.setData(x[here], y[here], size=SIZES[part], symbol=SYMBOLS[part], **style)
        if len(rows):
            self.set_range(roomy(float(x.min()), float(x.max())), roomy(float(y.min()), float(y.max())))


def _coloured(dataset: Dataset, rows: npt.NDArray[np.int64]) -> tuple[list[QColor], list[int]]:
    """Return some colours, and for each row which of them it has."""
    targets = dataset.y[rows]
    if dataset.classes:
        return class_colours(dataset.n_classes), targets.astype(np.intp).tolist()
    colours = target_colours()
    low, high = (float(dataset.y.min()), float(dataset.y.max())) if len(dataset) else (0.0, 0.0)
    places = np.rint((targets - low) / ((high - low) or 1.0) * (len(colours) - 1)).astype(np.intp)
    return colours, places.tolist()


def target_colours(shades: int = 17) -> list[QColor]:
    """Return colours for targets that are numbers, from the lowest to the highest.

    Between the two ends lies a grey that stands out from the ground, or marks in the middle would not be seen.
    """
    tokens = THEME.tokens
    shares = [2 * place / (shades - 1) - 1 for place in range(shades)]
    return [blend(tokens.muted, tokens.positive if share > 0 else tokens.negative, abs(share)) for share in shares]
