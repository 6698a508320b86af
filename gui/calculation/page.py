"""One station on a page: what it is about, its formula with symbols and with numbers, and a sentence about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from gui.calculation.lines import continued, emphasised
from gui.calculation.plain import plain
from gui.forms.formula import FormulaView, typeset
from gui.forms.layout import column, heading, set_text, tip, wrapped
from gui.i18n import translate
from gui.theme import THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.calculation.lines import Line

POINTS = 12.0
ROOMY = 400
"""Width of a page with room for more than the title in its first line."""
SMALLEST_SHARE = 0.62
"""How much a long formula may shrink before the page scrolls sideways."""


class LineView(QWidget):
    """A formula twice: with symbols, and below it with numbers and the result in the accent colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = wrapped(style="muted")
        self.symbolic = FormulaView(POINTS, muted=True)
        self.numeric = FormulaView(POINTS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        self._beside = QHBoxLayout()
        self._beside.addWidget(self.numeric)
        layout.addWidget(self.title)
        layout.addWidget(self.symbolic)
        layout.addLayout(self._beside)

    def show_line(self, line: Line, title: str) -> None:
        """Show a formula, below a title if that is not empty."""
        set_text(self.title, title)
        self._set(self.symbolic, line.symbolic, line.symbolic)
        left, rest = continued(line)
        self._indent(left)
        self._set(self.numeric, line.numeric, emphasised(rest, THEME.tokens.accent.name()))

    def _set(self, view: FormulaView, latex: str, coloured: str) -> None:
        view.setVisible(bool(latex))
        view.set_formula(coloured, plain(latex))
        view.setMinimumWidth(round(SMALLEST_SHARE * view.sizeHint().width()))
        view.setFixedHeight(view.sizeHint().height())  # a page that is too short scrolls

    def _indent(self, latex: str) -> None:
        """Leave as much room before the numbers as what stands before the equals sign takes above."""
        pixels = POINTS * self.logicalDpiY() / 72
        colour = THEME.tokens.muted.name()
        width = typeset(f"{latex} = 1", pixels, colour).width - typeset("= 1", pixels, colour).width if latex else 0.0
        self._beside.setContentsMargins(round(width), 0, 0, 0)


class Page(QStackedWidget):
    """Shows one station, or why there is none.

    Signals
    -------
    choice_changed()
        Of a large layer, another of its numbers is to be written out.
    """

    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = heading()
        self.phase = QLabel()
        self.phase.setObjectName("muted")
        self.note = wrapped(style="muted")
        self.sentence = wrapped(style="muted")
        self.complaint = wrapped(style="muted")
        self.lines: list[LineView] = []
        self._all_shown = True
        self._spare: list[LineView] = []
        self._waiting: list[tuple[Line, str]] = []
        self._shown: tuple[str, str, tuple[Line, ...], str] | None = None
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._show_next)
        self._choice = self._make_choice()
        self._arrange()
        THEME.changed.connect(self._recolour)

    def _make_choice(self) -> list[tuple[QLabel, QSpinBox]]:
        found = []
        for text in (translate("calculation", "unit"), translate("calculation", "input")):
            label, box = QLabel(text), QSpinBox()
            label.setObjectName("muted")
            label.setBuddy(box)
            box.setAccessibleName(text)
            box.setMinimum(1)
            box.setKeyboardTracking(False)
            box.setToolTip(
                tip(translate("calculation", "Which number of this large layer is written out below the matrices."))
            )
            box.valueChanged.connect(self.choice_changed)
            found.append((label, box))
        return found

    def _arrange(self) -> None:
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        content = QWidget()
        layout = column(content)
        layout.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        layout.setSpacing(UNIT // 2)
        header = QHBoxLayout()
        header.setSpacing(UNIT // 2)
        header.addWidget(self.title, 1)
        for label, box in self._choice:
            header.addWidget(label)
            header.addWidget(box)
        header.addWidget(self.phase)
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT)
        layout.addLayout(header)
        layout.addWidget(self.note)
        layout.addLayout(self._column)
        layout.addWidget(self.sentence)
        layout.addStretch(1)
        self._area.setWidget(content)
        for part in (self._area.viewport(), content):
            part.setAutoFillBackground(False)  # the panel's colour is behind it
        excuse = QWidget()
        beside = column(excuse, 2 * UNIT)
        beside.addWidget(self.complaint)
        beside.addStretch(1)
        self.addWidget(excuse)
        self.addWidget(self._area)

    # -- showing -----------------------------------------------------------------------------------------------

    def explain(self, sentence: str) -> None:
        """Show a sentence in the place of the formulas."""
        set_text(self.complaint, sentence)
        self.setCurrentIndex(0)

    def show_station(self, phase: str, sentence: str, lines: Sequence[Line], note: str = "") -> None:
        """Show a station; the first formulas at once, many more as soon as there is time to typeset them.

        Above the formulas stands `note`, if there is one, and below them the sentence.
        """
        shown = (phase, sentence, tuple(lines), note)
        self.setCurrentIndex(1)
        if shown == self._shown:
            return
        self._shown = shown
        set_text(self.title, lines[0].title)
        self.phase.setText(phase)
        set_text(self.note, note)
        set_text(self.sentence, sentence)
        self._waiting = [(line, line.title if place else "") for place, line in enumerate(lines)]
        for view in self.lines[1:]:
            view.hide()
        self._spare += reversed(self.lines[1:])
        del self.lines[1:]
        self._place = 0
        self._show_next()
        if self._waiting:
            self._next.start()

    def _show_next(self) -> None:
        """Typeset one formula more."""
        if not self._waiting:
            self._next.stop()
            return
        line, title = self._waiting.pop(0)
        if self._place == len(self.lines):
            self.lines.append(self._spare.pop() if self._spare else self._another())
        view = self.lines[self._place]
        view.show_line(line, title)
        view.show()
        self._place += 1
        if not self._waiting:
            self._next.stop()

    def _another(self) -> LineView:
        view = LineView()
        self._column.addWidget(view)
        return view

    @property
    def settled(self) -> bool:
        """Whether all formulas are typeset."""
        return not self._waiting

    def _show_phase(self) -> None:
        """Leave the phase to the list where the title needs the room."""
        self.phase.setVisible(self._all_shown and self.width() >= ROOMY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the phase beside the title where there is room."""
        super().resizeEvent(event)
        self._show_phase()

    def to_top(self) -> None:
        """Scroll back to where the page begins."""
        self._area.verticalScrollBar().setValue(0)
        self._area.horizontalScrollBar().setValue(0)

    def _recolour(self) -> None:
        shown, self._shown = self._shown, None
        if shown is not None:
            self.show_station(*shown)

    # -- of a large layer, one number --------------------------------------------------------------------------

    def offer(self, within: tuple[int, ...]) -> None:
        """Let one number be chosen among so many units, and so many inputs."""
        self._all_shown = not within
        self._show_phase()
        for place, (label, box) in enumerate(self._choice):
            offered = place < len(within)
            label.setVisible(offered)
            box.setVisible(offered)
            if offered and box.maximum() != within[place]:
                box.blockSignals(True)
                box.setMaximum(within[place])
                box.blockSignals(False)

    @property
    def choice(self) -> tuple[int, ...]:
        """The unit and the input that are chosen, from 0."""
        return tuple(box.value() - 1 for _, box in self._choice)
