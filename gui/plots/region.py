"""What the network says about every point of a plane: the decision region, or the surface of a regression."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtWidgets import QGraphicsItem, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from engine.evaluation import NO_ANSWER, Reading
from gui.i18n import translate
from gui.plots import palette, plane, response
from gui.plots.axes import to_show
from gui.plots.axes_bar import AxesBar
from gui.plots.chart import LABEL_HEIGHT, Chart
from gui.plots.contour import zero_line
from gui.plots.painting import Painting
from gui.plots.picked import PickedPoint
from gui.plots.plot import Plot
from gui.plots.points import SamplePoints
from gui.plots.probe import Probe
from gui.plots.region_words import HeldNote, Invitation, group_keys, scale_content
from gui.plots.response import Response
from gui.plots.scale import ColourScale
from gui.plots.smooth import Smooth
from gui.plots.stroke import Stroke
from gui.plots.tints import class_picture, largest, nice_limit, signed_picture
from gui.plots.unit_inset import UnitInset
from gui.theme import THEME, UNIT, figures, number
from gui.turns import FLOWING

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.axes import Plane
    from gui.plots.picture import Table
    from gui.plots.tints import Floats, Picture

MOST_VALUES = 4
"""Outputs of several units that the read-out shows."""

SETTLED = 80
"""Milliseconds without another move after which the grid follows the view."""


class RegionPlot(Plot):
    """The output over a plane through the columns, or along the only one; boundaries between classes; the samples."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("plots", "Decision region"),
            translate(
                "plots",
                "What the network answers at every point of the plane. "
                "The line is the decision boundary: there its answer changes.\n"
                "Filled points are samples it learns from, rings are held out for validation, diamonds for the test.\n"
                "Of more than two columns choose two as axes; samples stand where these two put them, wherever the "
                "others are.\n"
                "Point anywhere to read the exact output. Drag and turn the wheel to look closer.\n"
                "Click a sample to see in the calculation panel how the network comes to its answer.",
            ),
            parent,
        )
        self._region = self.awaited = Probe(document.run, "region", every=FLOWING)
        self._hover = Probe(document.run, "region-hover")
        self.hovered: tuple[float, float] | None = None
        self.asked: plane.Grid | plane.Line | None = None
        self.grid: plane.Grid | plane.Line | None = None
        self.output: Floats | None = None
        self._limit = 1.0
        self._dataset: Dataset | None = None
        self._plane: Plane | None = None
        self._places: npt.NDArray[np.floating] = np.zeros((0, 2))
        self._shown: npt.NDArray[np.floating] = self._places
        self._names: tuple[str, ...] = ()
        self._pointed: tuple[int, float, bool] | None = None  # what of the samples is shown
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED)
        self._settle.timeout.connect(self.ask)
        self._build()
        document.recipe_changed.connect(self._on_recipe)
        document.attention.cut_changed.connect(self._on_cut)
        self.axes.changed.connect(self._on_axes)
        self.picked = PickedPoint(document, self.chart, self)
        self.compose(self._content)
        self.inset = UnitInset(document, self)
        self._on_recipe()

    def _build(self) -> None:
        self.chart = Chart()
        self.chart.setMinimumSize(150, 110)
        self.image = Smooth()
        self.boundary = Stroke("pairs")
        self.response = Response(self.chart)
        self.points = SamplePoints()
        items: tuple[QGraphicsItem, ...] = (self.image, *self.points.items, self.boundary)  # no dots hide the boundary
        for order, item in enumerate(items):
            item.setZValue(order - 10)
            self.chart.addItem(item, ignoreBounds=True)
        self.chart.plotItem.showGrid(x=False, y=False)
        self.held = HeldNote()
        self.scale = ColourScale()
        self.read_out = QLabel()
        self.read_out.setFont(figures(9))
        self.read_out.setContentsMargins(UNIT, 0, UNIT, UNIT // 2)
        self.read_out.setWordWrap(True)
        self.axes = AxesBar(self.document)
        self.painting = Painting(self.document, self, self.chart)
        self._lay_out()
        self.fit_action = self.add_fit_tool(translate("plots", "Show all samples again."))
        self.fit_action.triggered.connect(self.fit)
        self.chart.view.sigRangeChanged.connect(self._on_range)
        self.chart.hovered.connect(self._on_hovered)
        self.chart.left.connect(self._on_left)

    def _lay_out(self) -> None:
        drawn = QWidget()
        middle = QHBoxLayout(drawn)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.chart, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, LABEL_HEIGHT - UNIT)  # the bar ends where the plane does
        beside.addWidget(self.scale)
        middle.addLayout(beside)
        self._stages = QStackedWidget()
        self._stages.addWidget(drawn)
        self.invitation = Invitation(self.axes)
        self._stages.addWidget(self.invitation)
        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.painting.bar)
        layout.addWidget(self.axes)
        layout.addWidget(self.held)
        layout.addWidget(self._stages, 1)
        layout.addWidget(self.read_out)

    # -- following the document ----------------------------------------------------------------------------------------

    @property
    def linear(self) -> bool:
        """Whether the data have one column, so that the outputs are curves over it."""
        return len(self.document.dataset.raw_columns) == 1

    @property
    def planar(self) -> bool:
        """Whether there is something to draw the outputs over: a plane, or the only column."""
        return self._dataset is self.document.dataset and (self.linear or self._plane is not None)

    @property
    def settling(self) -> bool:
        """Whether the view has just moved, so that the grid does not cover it yet."""
        return self._settle.isActive()

    @property
    def reading(self) -> Reading:
        """How the network's outputs are to be read."""
        return Reading.of(self.document.graph, self.document.dataset, self.document.attention.cut)

    def _on_recipe(self) -> None:
        """Take up other data. The network that comes with them is not there yet, so it is not asked before it is."""
        if self._dataset is self.document.dataset:
            return
        self._dataset = self.document.dataset
        self._stop()
        self._names = ("",)  # unlike any
        self.legend.set_keys(group_keys(self._dataset))  # also where axes and samples stay and other ones are held out
        self.axes.take(self._dataset)
        self._take_axes()

    def _on_axes(self) -> None:
        self._take_axes()
        self.ask()

    def _take_axes(self) -> None:
        """Take up the plane that is chosen. While the axes stay and only other columns move, so does the view."""
        dataset, self._plane = self.document.dataset, self.axes.plane
        self.held.show_values(self.axes.held)
        names = (dataset.raw_columns[0], self._height_name()) if self.linear else ()
        names = names if self._plane is None else self._plane.names
        if names == self._names:
            if not names:
                self.invitation.show_count(len(dataset.raw_columns))
            return
        self._names = names
        self._pointed = None
        self._forget()
        self.response.clear()
        self._stages.setCurrentIndex(0 if names else 1)
        self._places = response.places(dataset) if self.linear else np.zeros((0, 2))
        if self._plane is not None:
            self._places = self._plane.project(dataset.raw)
        self._shown = to_show(dataset, self._plane, self._places)
        whole = len(dataset.raw_columns) == 2 and dataset.preparation.is_identity
        self.picked.set_places(self._places, typed=whole)
        if not names:
            self._region.stop()
            self.invitation.show_count(len(dataset.raw_columns))
            self.points.clear()
            self._pointed = None
            return
        self.chart.set_labels(*names)
        if not self.painting.holds_view:
            self.chart.view.setAspectLocked(not self.linear and plane.same_scale(self._shown))
            self.fit()
        self.recolour()

    def _height_name(self) -> str:
        dataset = self.document.dataset
        return translate("plots", "probability") if dataset.classes else dataset.target

    def begin(self) -> None:
        """Forget the last network's answers and ask the new one."""
        self._on_recipe()
        self._forget()
        self._show_scale()
        self.ask()

    def _forget(self) -> None:
        self.output = None
        self._limit = 0.0
        self.grid = None
        self.image.clear()
        self.response.clear()
        self.boundary.set_points(np.empty(0), np.empty(0), QRectF())
        self.read_out.clear()

    def fit(self) -> None:
        """Show all samples."""
        if self.planar:
            self.chart.following = True
            across, up = plane.extent_of(self._shown)
            classes = self.linear and self.document.dataset.classes
            self.chart.set_range(across, response.PROBABILITIES if classes else up)

    def on_watched(self) -> None:
        """Ask the network while the answer can be seen."""
        if self.watched:
            self.ask()
        else:
            self._stop()

    def _stop(self) -> None:
        self._settle.stop()
        self._region.stop()
        self._hover.stop()
        self.hovered = None

    # -- asking the network --------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the outputs over what is visible."""
        self._settle.stop()
        if not (self.planar and self.watched):
            return
        across, up = self.chart.intervals()
        side = plane.side_for(self.document.shapes)
        self.asked = plane.Line(across) if self.linear else plane.grid_over(across, up, side)
        self._region.ask(self._prepared(self.asked.points()))

    def _prepared(self, points: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return what the network gets at points of the axes, (n, p)."""
        raw = points[:, :1] if self._plane is None else self._plane.lift(points)
        return self.document.dataset.preparation.apply(raw)

    def _on_range(self) -> None:
        if self.planar and self.watched:
            self._settle.start()

    def take(self, snapshot: Snapshot) -> None:
        """Show the network's answers."""
        output = self._region.answer(snapshot)
        if output is not None:
            assert self.asked is not None
            self.grid, self.output = self.asked, self.asked.field(output)
            self._paint()
        self._write(snapshot)

    # -- painting ------------------------------------------------------------------------------------------------------

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        self.chart.recolour()
        self.chart.setBackground(THEME.tokens.panel)
        self.chart.view.setBackgroundColor(THEME.tokens.canvas)
        self.boundary.set_pen(pyqtgraph.mkPen(THEME.tokens.text, width=2))
        self._limit = 0.0
        self._lookup = palette.region_lookup()
        self._ramps = palette.class_ramps(max(self.document.dataset.n_classes, 2))
        self.legend.set_keys(group_keys(self.document.dataset))
        if self.output is None:
            self._show_scale()
        else:
            self._paint()

    def _on_cut(self) -> None:
        if self.output is not None:
            self._paint()

    def _paint(self) -> None:
        assert self.output is not None
        if isinstance(self.grid, plane.Line):
            self._show_scale(self.output)
            self.response.show(self.grid, self.output, self.reading)
            return
        assert self.grid is not None
        self.image.show_picture(self._picture(self.output), QRectF(*self.grid.rectangle))
        pieces = [self.grid.place(zero_line(field)) for field in self.reading.boundaries(self.output)]
        line = np.concatenate(pieces) if pieces else np.empty((0, 2))
        self.boundary.set_points(line[:, 0], line[:, 1], QRectF(*self.grid.rectangle))

    def _picture(self, output: Floats) -> Picture:
        reading = self.reading
        self._show_scale(output)
        level = reading.level(output)
        if reading.several(output.shape[-1]):
            return class_picture(level, self._ramps[: output.shape[-1]], THEME.tokens.border)
        signed = 2 * level[..., 0] - 1 if reading.classes else level[..., 0] / self._limit
        return signed_picture(signed, self._lookup, THEME.tokens.border)

    def _show_scale(self, output: Floats | None = None) -> None:
        """Bring colour bar and points to the range of the outputs; nothing is done while it stays the same."""
        reading, units = self.reading, 1 if output is None else output.shape[-1]
        regression = not reading.classes
        needed = largest(self.document.dataset.y, *([] if output is None else [output])) if regression else float(units)
        limit = nice_limit(needed) if regression else needed
        if limit == self._limit:
            return
        self._limit = limit
        self.scale.set_content(scale_content(self.document.dataset, reading, units, limit, self._lookup, self._ramps))
        self.scale.setVisible(not self.linear or reading.several(units))
        lines = 2 if reading.several(units) else 1
        self.read_out.setMinimumHeight(lines * self.read_out.fontMetrics().lineSpacing() + UNIT // 2)
        self._show_points()

    def _show_points(self) -> None:
        """Show the samples, if they, the range of a regression's targets or the theme are others: it takes long."""
        limit = 1.0 if self.document.dataset.classes else self._limit
        key = (id(self._places), limit, THEME.tokens.dark)
        if self.planar and key != self._pointed:
            self._pointed = key
            self.points.show(self.document.dataset, self._places, limit)

    # -- reading one point ---------------------------------------------------------------------------------------------

    def _on_hovered(self, point: QPointF) -> None:
        if not self.planar:
            return
        exact = np.array([[point.x(), point.y()]], dtype=np.float32)
        self.hovered = (float(exact[0, 0]), float(exact[0, 1]))
        self._hover.ask(self._prepared(exact))
        if not self.document.run.ready:
            self.read_out.setText(self._where())

    def _on_left(self) -> None:
        self._hover.stop()
        self.hovered = None
        self.read_out.clear()

    def _where(self) -> str:
        assert self.hovered is not None
        names = self._names[:1] if self.linear else self._names
        return ", ".join(f"{name} = {number(value)}" for name, value in zip(names, self.hovered, strict=False))

    def _write(self, snapshot: Snapshot) -> None:
        """Write point and output together, once the answer for just this point is there."""
        answer = self._hover.answer(snapshot)
        if answer is None or self.hovered is None:
            return
        values = ", ".join(number(float(value)) for value in answer[0][:MOST_VALUES])
        if not self.reading.several(answer.shape[1]):
            text = translate("plots", "{where}, output = {output}")
            self.read_out.setText(text.format(where=self._where(), output=values))
            return
        number_of_class = int(self.reading.predicted(answer)[0])
        name = self.document.dataset.classes[number_of_class % self.document.dataset.n_classes]
        more = ", …" if answer.shape[1] > MOST_VALUES else ""
        text = translate("plots", "{where}\noutput = {output}, class {name}")
        if number_of_class == NO_ANSWER:
            text = translate("plots", "{where}\noutput = {output}, no answer")
        self.read_out.setText(text.format(where=self._where(), output=values + more, name=name))

    def table(self) -> Table | None:
        """Return the grid's points and the outputs there."""
        if self.output is None or self.grid is None:
            return None
        units = self.output.shape[-1]
        names = ["output"] if units == 1 else [f"output {unit + 1}" for unit in range(units)]
        numbers = np.column_stack([self.grid.points(), self.output.reshape(-1, units)]).astype(np.float64)
        return [*(self._names[:1] if self.linear else self._names), *names], numbers
