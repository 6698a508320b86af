"""The calculation panel: choose a sample and walk with it through the network and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from engine.explain.formulas import Formulas
from gui.calculation.controls import Controls
from gui.calculation.lines import lines_of
from gui.calculation.origin import origin_of
from gui.calculation.outline import Outline
from gui.calculation.page import Page
from gui.calculation.sample_bar import SampleBar
from gui.calculation.source import Source
from gui.calculation.spotlights import spotlight_of
from gui.calculation.stations import ranges, stations_of
from gui.calculation.words import phase_title, sentence_of
from gui.forms.figure import Figure
from gui.forms.layout import set_text, tip, wrapped
from gui.i18n import translate
from gui.theme import THEME, UNIT

if TYPE_CHECKING:
    from gui.calculation.stations import Station
    from gui.document import Document

OUTLINE_WIDTH = 208
STEP_POINTS = 9.0
WIDE = 640
"""Width from which on the choice of the sample and the controls stand side by side."""


class CalculationPanel(QWidget):
    """Shows every number of one sample: forward, the loss, back by the chain rule, and the update.

    Parameters
    ----------
    document : Document
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.stations: tuple[Station, ...] = ()
        self.position = 0
        self.source = Source(document, self)
        self.sample_bar = SampleBar(document)
        self.controls = Controls(self)
        self.outline = Outline()
        self.page = Page()
        self.step_label = Figure(translate("plots", "step {step}").format(step="88,888,888"), STEP_POINTS)
        self.step_label.setObjectName("muted")
        self.renew_button = QToolButton()
        self.complaint = wrapped(style="error")
        self._arrange()
        self._connect()
        self._recolour()
        self._refresh()

    def _arrange(self) -> None:
        self.setMinimumWidth(360)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAutoFillBackground(True)
        self.setAccessibleName(translate("calculation", "Calculation"))
        self.renew_button.setText(translate("calculation", "Renew"))
        self.renew_button.setAutoRaise(True)
        self.renew_button.setToolTip(
            tip(
                translate(
                    "calculation",
                    "Training goes on; the numbers here are still those of the step beside this. "
                    "Show those of the present step. Once training pauses this happens by itself.",
                )
            )
        )
        self.renew_button.hide()
        walking = QHBoxLayout()
        walking.setSpacing(UNIT)
        walking.addStretch(1)
        for widget in (self.step_label, self.renew_button, self.controls):
            walking.addWidget(widget)
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bar.setContentsMargins(UNIT, UNIT // 2, UNIT, 0)
        self._bar.setSpacing(UNIT // 2)
        self._bar.addWidget(self.sample_bar, 1)
        self._bar.addLayout(walking)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.addWidget(self.outline)
        halves.addWidget(self.page)
        halves.setStretchFactor(1, 1)
        halves.setSizes([OUTLINE_WIDTH, 3 * OUTLINE_WIDTH])
        self.complaint.setContentsMargins(UNIT, 0, UNIT, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addLayout(self._bar)
        layout.addWidget(self.complaint)
        layout.addWidget(halves, 1)

    def _connect(self) -> None:
        self.source.changed.connect(self._refresh)
        self.source.aged.connect(self._show_step)
        self.renew_button.clicked.connect(self.source.renew)
        self.sample_bar.refused.connect(self._complain)
        self.controls.walked.connect(self._walk)
        self.controls.digits_changed.connect(self._refresh)
        self.outline.chosen.connect(self._jump)
        self.page.choice_changed.connect(self._show_page)
        THEME.changed.connect(self._recolour)

    # -- showing -----------------------------------------------------------------------------------------------

    @property
    def station(self) -> Station | None:
        """Where the walk is now, or None while there is nothing to show."""
        return self.stations[self.position] if self.stations else None

    def _refresh(self) -> None:
        """Take up another explanation; the walk stays at its station if that is still there."""
        explanation, here = self.source.explanation, self.station
        self._show_step()
        self.outline.setVisible(explanation is not None)
        if explanation is None:
            self.stations = ()
            self.page.explain(self.source.problem)
            self.controls.offer(back=False, forth=False)
            self._document.attention.shine(None)
            return
        self.stations = stations_of(explanation)
        if here in self.stations:
            self.position = self.stations.index(here)
        elif here is not None:
            self.position = 0
        self.position = min(self.position, len(self.stations) - 1)
        self.outline.show_stations(self.stations, explanation, self.controls.digits.value())
        self._show_station()

    def _show_step(self) -> None:
        text = translate("plots", "step {step}").format(step=f"{self.source.step:,}")
        self.step_label.show_text(text if self.source.explanation is not None else "")
        if self.source.outdated is self.renew_button.isHidden():
            self.renew_button.setVisible(self.source.outdated)
            self._shine()

    def _show_station(self) -> None:
        explanation = self.source.explanation
        assert explanation is not None
        self.outline.go_to(self.position)
        self.controls.offer(back=self.position > 0, forth=self.position < len(self.stations) - 1)
        self.page.offer(ranges(self.stations[self.position], explanation))
        self._show_page()
        self._shine()

    def _shine(self) -> None:
        """Let the station stand out on the drawing; values only while the drawing is of the same step."""
        explanation = self.source.explanation
        if explanation is None or not self.stations or not self.source.watched:
            return
        graph, digits = self._document.graph, self.controls.digits.value()
        spotlight = spotlight_of(self.stations, self.position, explanation, graph, digits)
        self._document.attention.shine(replace(spotlight, tags={}) if self.source.outdated else spotlight)

    def _show_page(self) -> None:
        explanation, station = self.source.explanation, self.station
        if explanation is None or station is None:
            return
        digits = self.controls.digits.value()
        lines = lines_of(station, explanation, Formulas(explanation, digits), digits, self.page.choice)
        sample = self._document.attention.sample
        note = origin_of(self._document, sample) if station.kind == "sample" and sample is not None else ""
        self.page.show_station(phase_title(station.phase), sentence_of(station, explanation), lines, note)

    def _complain(self, sentence: str) -> None:
        set_text(self.complaint, sentence)

    def _recolour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, THEME.tokens.panel)
        self.setPalette(palette)

    # -- walking -----------------------------------------------------------------------------------------------

    def _walk(self, step: int) -> None:
        place = self.position + step
        if 0 <= place < len(self.stations):
            self._go_to(place)

    def _jump(self, place: int) -> None:
        self.controls.stop()
        self._go_to(place)

    def _go_to(self, place: int) -> None:
        if place != self.position:
            self.position = place
            self._show_station()
            self.page.to_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls below the choice of the sample where they have no room beside it."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        self._bar.setDirection(directions.LeftToRight if self.width() >= WIDE else directions.TopToBottom)

    # -- only while it can be seen -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to calculate."""
        super().showEvent(event)
        self.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the drawing as it is without this panel."""
        super().hideEvent(event)
        self.set_watched(False)

    def set_watched(self, watched: bool) -> None:
        """Begin to calculate, or leave the drawing as it is without this panel.

        Parameters
        ----------
        watched : bool
            Whether it can be seen: a panel behind the tab of another one cannot, though it is not hidden.
        """
        self.source.set_watched(watched)
        if not watched:
            self.controls.stop()
            self._document.attention.shine(None)
        elif self.stations:
            self._show_station()
