"""Where the columns stand that are not an axis: a sheet with sliders, beside the region that follows them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSlider, QWidget

from gui.forms.layout import column as column_layout
from gui.forms.layout import tip
from gui.i18n import translate
from gui.plots.axes import centre_of, whereabouts
from gui.theme import THEME, UNIT, figures, number

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from engine.data import Dataset
    from gui.document import Document
    from gui.plots.axes import Reals

STEPS = 200
WIDTH = 300
HIGHEST = 260


class OthersPanel(QFrame):
    """Moves the columns that are not an axis. It lies over its window, so that the region keeps all of its room.

    Signals
    -------
    changed()
        `base` is another one.
    """

    changed = Signal()

    def __init__(self, document: Document, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._document, self._anchor = document, anchor
        self._dataset: Dataset | None = None
        self._axes = (0, 1)
        self._sliders: dict[int, tuple[QLabel, QSlider, QLabel]] = {}
        self.base: Reals = np.zeros(2)
        self.setObjectName("regionOthersPanel")
        self.setAutoFillBackground(True)
        self._build()
        self.hide()
        document.attention.sample_changed.connect(self._renew_fix)

    def _build(self) -> None:
        self.fix_button = QPushButton(translate("axes", "Fix at this sample"))
        self.fix_button.setObjectName("regionFix")
        self.fix_button.setToolTip(
            tip(translate("axes", "Give the other columns the values of the sample that was clicked last."))
        )
        self.fix_button.clicked.connect(self.fix)
        self.mean_button = QPushButton(translate("axes", "At the mean"))
        self.mean_button.setObjectName("regionMean")
        self.mean_button.setToolTip(
            tip(translate("axes", "Give the other columns their mean in the training samples."))
        )
        self.mean_button.clicked.connect(lambda: self._put(centre_of(self._document.dataset)))
        buttons = QHBoxLayout()
        buttons.addWidget(self.fix_button)
        buttons.addWidget(self.mean_button)
        buttons.addStretch(1)
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._content)
        layout = column_layout(self)
        layout.addLayout(buttons)
        layout.addWidget(area, 1)

    # -- what it moves -------------------------------------------------------------------------------------------------

    def take(self, dataset: Dataset) -> None:
        """Begin anew with other data: every column at its mean."""
        self._dataset = dataset
        self.base = centre_of(dataset) if len(dataset.raw_columns) > 2 else np.zeros(len(dataset.raw_columns))
        for widgets in self._sliders.values():
            for widget in widgets:
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self._sliders = {}

    def set_axes(self, axes: tuple[int, int]) -> None:
        """Take note of which columns are axes: these have no slider."""
        self._axes = axes
        self._show_rows()

    def fix(self) -> None:
        """Give the other columns the values of the sample that is looked at."""
        sample, dataset = self._document.attention.sample, self._dataset
        if sample is not None and sample.row is not None and dataset is not None:
            self._put(dataset.raw[sample.row].astype(np.float64))

    def slider(self, column: int) -> QSlider:
        """Return the slider of a column; there are none before the panel was opened."""
        return self._sliders[column][1]

    def _put(self, base: Reals) -> None:
        self.base = base
        self._show_base()
        self.changed.emit()

    def _renew_fix(self) -> None:
        sample = self._document.attention.sample
        self.fix_button.setEnabled(sample is not None and sample.row is not None)

    def _make_sliders(self) -> None:
        if self._sliders or self._dataset is None:
            return
        for column, name in enumerate(self._dataset.raw_columns):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setObjectName(f"regionColumn{column}")
            slider.setAccessibleName(name)
            slider.setRange(0, STEPS)
            value = QLabel()
            value.setFont(figures(9))
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._sliders[column] = (label, slider, value)
            for place, widget in enumerate(self._sliders[column]):
                self._grid.addWidget(widget, column, place)
            slider.valueChanged.connect(partial(self._slide, column))
        around = whereabouts(self._dataset)
        self._low = around.min(axis=0).astype(np.float64)
        self._span = np.maximum(np.ptp(around, axis=0).astype(np.float64), 1e-12)
        self._show_base()
        self._show_rows()

    def _slide(self, column: int, place: int) -> None:
        self.base = self.base.copy()
        self.base[column] = self._low[column] + self._span[column] * place / STEPS
        self._sliders[column][2].setText(number(float(self.base[column])))
        self.changed.emit()

    def _show_base(self) -> None:
        for column, (_, slider, value) in self._sliders.items():
            slider.blockSignals(True)
            slider.setValue(round((self.base[column] - self._low[column]) / self._span[column] * STEPS))
            slider.blockSignals(False)
            value.setText(number(float(self.base[column])))

    def _show_rows(self) -> None:
        for column, widgets in self._sliders.items():
            for widget in widgets:
                widget.setVisible(column not in self._axes)

    # -- where it lies -------------------------------------------------------------------------------------------------

    def set_open(self, on: bool) -> None:
        """Show or hide it."""
        if not on:
            self.hide()
            return
        self._make_sliders()
        self._renew_fix()
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Lie to the left of the region, where that is a part of a wider window; else over its lower end."""
        window = self.parentWidget()
        if window is None or window is self._anchor:
            return
        rows = sum(column not in self._axes for column in self._sliders)
        line = max((slider.sizeHint().height() for _, slider, _ in self._sliders.values()), default=0)
        height = min(self.fix_button.sizeHint().height() + rows * (line + 2) + 4 * UNIT, HIGHEST)
        corner = self._anchor.mapTo(window, QPoint(0, 0))
        if corner.x() >= WIDTH + UNIT:
            self.setGeometry(corner.x() - WIDTH - UNIT, corner.y(), WIDTH, height)
            return
        width = min(WIDTH, window.width() - 2 * UNIT)
        self.setGeometry(window.width() - width - UNIT, window.height() - height - UNIT, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an edge, which tells it from what it lies on."""
        painter = QPainter(self)
        painter.setPen(THEME.tokens.muted)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)
