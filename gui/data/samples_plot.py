"""The samples that the network learns, in several views: a table, classes, columns, pairs of columns, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gui.data.charts import BarChart, ScatterChart, target_colours
from gui.data.recipe_samples import part_titles, recipe_listing
from gui.data.sampling import MOST_BARS, class_counts, histogram, parts_of, rows_of, some
from gui.forms.editors import Picker
from gui.forms.layout import tip
from gui.forms.whole_tabs import WholeTabBar
from gui.i18n import translate
from gui.plots.legend import Key
from gui.plots.palette import class_colours
from gui.plots.plot import Plot
from gui.plots.samples import SampleViews
from gui.theme import THEME, UNIT, blend, number

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtGui import QColor

    from engine.data import Dataset
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.picture import Table

VIEWS = ("table", "target", "column", "pair", "pictures")
MOST_COLOURED = 12
"""Classes that have a colour of their own in a histogram."""
EXPORTED = 100_000
GAP = 0.3
"""Between the bars of two classes, which stand 1 apart."""


class SamplesPlot(Plot):
    """Shows the samples of the document as the person knows them: before features and normalisation."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("data", "Samples"),
            translate("data", "The samples that the network learns (표본, 데이터), before features and normalisation."),
            parent,
        )
        self._dataset: Dataset | None = None
        self._drawn: tuple[object, ...] = ()
        self.samples = SampleViews(document, "samples")
        self.target_chart, self.column_chart, self.pair_chart = BarChart(), BarChart(), ScatterChart()
        self._make_controls()
        self.compose(self._laid_out())
        self.step_label.hide()
        document.recipe_changed.connect(self._refresh)
        document.replaced.connect(self._refresh)
        self._refresh()

    # -- building --

    def _make_controls(self) -> None:
        self.views = WholeTabBar()
        self.views.setObjectName("sampleViews")
        self.views.setAccessibleName(translate("data", "View of the samples"))
        for title in (
            translate("data", "Table"),
            translate("data", "Target"),
            translate("data", "Column"),
            translate("data", "Two columns"),
            translate("data", "Pictures"),
        ):
            self.views.addTab(title)
        self.part = self._picker("samplePart", translate("data", "Which samples are shown"))
        self.part.setMinimumContentsLength(9)
        self.part.addItem(translate("data", "all samples"), None)
        for place, title in enumerate(part_titles()):
            self.part.addItem(title, place)
        self.across = self._picker("sampleColumn", translate("data", "Column along the horizontal axis"))
        self.up = self._picker("sampleSecondColumn", translate("data", "Column along the vertical axis"))
        self.note = QLabel()
        self.note.setObjectName("muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.views.currentChanged.connect(self._redraw)
        for picker in (self.part, self.across, self.up):
            picker.activated.connect(self._redraw)

    def _picker(self, name: str, title: str) -> Picker:
        picker = Picker()
        picker.setObjectName(name)
        picker.setAccessibleName(title)
        picker.setToolTip(tip(title))
        picker.setMinimumContentsLength(5)
        return picker

    def _laid_out(self) -> QWidget:
        content = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(UNIT, 0, UNIT, 0)
        row.setSpacing(UNIT)
        for widget in (self.views, self.part, self.across, self.up):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.note, 1)
        self.stack = QStackedWidget()
        self._fronts = (self.samples, self.target_chart, self.column_chart, self.pair_chart, self.samples)
        for page in self._fronts[:-1]:
            self.stack.addWidget(page)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        return content

    # -- following the document --

    def on_watched(self) -> None:
        """Draw what changed while nobody looked."""
        self._redraw()

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        for chart in (self.target_chart, self.column_chart, self.pair_chart):
            chart.recolour()
        self._drawn = ()
        self._redraw()

    def show_step(self, snapshot: Snapshot) -> None:
        """Write no step: samples belong to none."""

    def _refresh(self) -> None:
        dataset = self.document.dataset
        if dataset is self._dataset:
            return
        before, self._dataset, self._drawn = self._dataset, dataset, ()
        if before is None or before.raw_columns != dataset.raw_columns:
            for place, picker in enumerate((self.across, self.up)):
                picker.clear()
                picker.addItems(list(dataset.raw_columns))
                picker.setCurrentIndex(min(place, picker.count() - 1))
        self.views.show_tab(VIEWS.index("pair"), len(dataset.raw_columns) > 1)
        self.views.show_tab(VIEWS.index("pictures"), dataset.image_shape is not None)
        if before is None or (before.image_shape is None) != (dataset.image_shape is None):
            self.views.setCurrentIndex(VIEWS.index("pictures" if dataset.image_shape else "table"))
        self._redraw()

    @property
    def view(self) -> str:
        """Which view is in front: one of `VIEWS`."""
        return VIEWS[self.views.currentIndex()]

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The rows of the part that is shown."""
        part = self.part.currentData()
        return rows_of(self.document.dataset, part)

    def _redraw(self) -> None:
        """Draw the view in front, if it is seen and is not drawn yet."""
        dataset = self._dataset
        if dataset is None:
            return
        wanted = (self.view, self.part.currentIndex(), self.across.currentIndex(), self.up.currentIndex(), id(dataset))
        self.across.setVisible(self.view in ("column", "pair"))
        self.up.setVisible(self.view == "pair")
        self.part.setVisible(self.view != "target")
        if not self.watched or wanted == self._drawn:
            return
        self._drawn = wanted
        self.stack.setCurrentWidget(self._fronts[self.views.currentIndex()])
        draw = {
            "table": self._draw_samples,
            "target": self._draw_target,
            "column": self._draw_column,
            "pair": self._draw_pair,
            "pictures": self._draw_samples,
        }
        draw[self.view](dataset)

    def _say(self, shown: int, total: int) -> None:
        text = translate("data", "{count} samples").format(count=f"{total:,}")
        if shown < total:
            text = translate("data", "{shown} of {count} samples, drawn by chance").format(
                shown=f"{shown:,}", count=f"{total:,}"
            )
        self.note.setText(text)

    # -- the views --

    def _draw_samples(self, dataset: Dataset) -> None:
        """List the samples, in a table or as pictures."""
        rows = self.rows
        listing = recipe_listing(dataset, rows, say_part=self.part.currentData() is None)
        self.samples.show_listing(listing, pictures=self.view == "pictures")
        self.samples.scroll_up()
        self._say(len(rows), len(rows))
        self.legend.set_keys([])

    def _draw_target(self, dataset: Dataset) -> None:
        """Show how many samples of each class, or with targets from where to where, each part has."""
        chart, titles = self.target_chart, part_titles()
        if dataset.classes:
            counts = class_counts(dataset)
            edges = np.arange(dataset.n_classes + 1, dtype=np.float64) - 0.5
            chart.name_bars(dataset.classes)
            self._say(len(dataset), len(dataset))
        else:
            rows = some(np.arange(len(dataset)), MOST_BARS)
            edges, counts = histogram(dataset.y[rows], parts_of(dataset)[rows].astype(np.int64), 3)
            chart.name_bars(None)
            self._say(len(rows), len(dataset))
        colours = _part_colours()
        chart.set_labels(dataset.target, translate("data", "samples"))
        chart.show_bars(edges, counts, colours, GAP if dataset.classes else 0.0)
        self.legend.set_keys(
            [
                Key("disc", colour, title, f"{int(layer.sum()):,}")
                for colour, title, layer in zip(colours, titles, counts, strict=True)
                if layer.any()
            ]
        )

    def _draw_column(self, dataset: Dataset) -> None:
        column, all_rows = self.across.currentIndex(), self.rows
        rows = some(all_rows, MOST_BARS)
        by_class = 0 < dataset.n_classes <= MOST_COLOURED
        groups = dataset.y[rows].astype(np.int64) if by_class else np.zeros(len(rows), np.int64)
        count = dataset.n_classes if by_class else 1
        edges, counts = histogram(dataset.raw[rows, column], groups, count)
        colours = class_colours(count) if by_class else [THEME.tokens.muted]
        self.column_chart.set_labels(dataset.raw_columns[column], translate("data", "samples"))
        self.column_chart.show_bars(edges, counts, colours)
        self.legend.set_keys(_class_keys(dataset) if by_class else [])
        self._say(len(rows), len(all_rows))

    def _draw_pair(self, dataset: Dataset) -> None:
        columns, rows = (self.across.currentIndex(), self.up.currentIndex()), self.rows
        self.pair_chart.set_labels(*(dataset.raw_columns[column] for column in columns))
        self.pair_chart.show_samples(dataset, columns, parts_of(dataset), rows)
        self._say(self.pair_chart.shown, len(rows))
        self.legend.set_keys([*_class_keys(dataset), *_part_keys(dataset)])

    def table(self) -> Table | None:
        """Return the samples as numbers; of very many, the first ones."""
        dataset = self.document.dataset
        rows = self.rows[:EXPORTED]
        values = np.column_stack([dataset.raw[rows], dataset.y[rows]]).astype(np.float64)
        return [*dataset.raw_columns, dataset.target], values


def _part_colours() -> list[QColor]:
    tokens = THEME.tokens
    return [tokens.accent, blend(tokens.panel, tokens.accent, 0.55), blend(tokens.panel, tokens.accent, 0.3)]


def _class_keys(dataset: Dataset) -> list[Key]:
    if dataset.classes:
        names, colours = dataset.classes, class_colours(dataset.n_classes)
        return [Key("disc", colour, name) for colour, name in zip(colours, names, strict=True)][:MOST_COLOURED]
    shades = target_colours()
    ends = (dataset.y.min(), dataset.y.max()) if len(dataset) else (0.0, 0.0)
    return [
        Key("disc", colour, f"{dataset.target} {number(float(end))}")
        for colour, end in zip((shades[0], shades[-1]), ends, strict=True)
    ]


def _part_keys(dataset: Dataset) -> list[Key]:
    """Return what marks that are not filled mean."""
    found, muted = [], THEME.tokens.muted
    if len(dataset.validation):
        found.append(Key("ring", muted, part_titles()[1]))
    if len(dataset.test):
        found.append(Key("ring", muted, translate("data", "test (diamonds)")))
    return found
