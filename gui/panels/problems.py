"""What is wrong with the drawing or the run, where, and what repairs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.diagnosis import Finding, Repair, Severity, explain_stop
from engine.diagnosis.unlearnable import explain_perceptron
from engine.training.optimizers import OPTIMIZER
from gui.forms.icons import icon
from gui.forms.layout import column, scroll, wrapped
from gui.forms.wrap_button import WrapButton
from gui.i18n import show, translate
from gui.theme import FOCUS_RING, ICON, THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from gui.document import Document

ICONS = {
    Severity.ERROR: "mdi6.close-circle",
    Severity.WARNING: "mdi6.alert",
    Severity.HINT: "mdi6.lightbulb-on-outline",
}


def _severity_name(severity: Severity) -> str:
    return {
        Severity.ERROR: translate("problems", "Error"),
        Severity.WARNING: translate("problems", "Warning"),
        Severity.HINT: translate("problems", "Hint"),
    }[severity]


def _colour(severity: Severity) -> QColor:
    tokens = THEME.tokens
    return {Severity.ERROR: tokens.error, Severity.WARNING: tokens.warning, Severity.HINT: tokens.accent}[severity]


@dataclass(frozen=True)
class _Shown:
    """What of a finding can be seen; two lists that look the same need no new rows."""

    severity: Severity
    text: str
    repairs: tuple[str, ...]

    @classmethod
    def of(cls, finding: Finding) -> _Shown:
        return cls(finding.severity, show(finding.text), tuple(show(way.title) for way in finding.ways_out))


class ProblemRow(QFrame):
    """One problem: click it, or press Enter on it, to go to its place.

    Signals
    -------
    chosen()
    walked(int)
        An arrow key: 1 for the next problem, -1 for the one before.
    """

    chosen = Signal()
    walked = Signal(int)

    def __init__(self, shown: _Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = shown.severity
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{_severity_name(shown.severity)}: {shown.text}")
        self._icon = QLabel()
        self._icon.setFixedSize(ICON, ICON)
        self._icon.setToolTip(_severity_name(shown.severity))
        self.text = wrapped(shown.text)
        self.repairs = [WrapButton(title) for title in shown.repairs]
        self._arrange()
        self._recolour()
        THEME.changed.connect(self._recolour)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        layout.setSpacing(UNIT)
        right = QVBoxLayout()
        right.setSpacing(UNIT // 2)
        right.addWidget(self.text)
        for repair in self.repairs:
            below = QHBoxLayout()
            below.addWidget(repair)
            below.addStretch(1)
            right.addLayout(below)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)

    @property
    def repair(self) -> WrapButton:
        """The button of the best repair; ``IndexError`` if there is none."""
        return self.repairs[0]

    def _recolour(self) -> None:
        picture = icon(ICONS[self._severity], _colour(self._severity))
        self._icon.setPixmap(picture.pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the place of the problem."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the place, and the arrows to the other problems."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.walked.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.walked.emit(-1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring that shows where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(THEME.tokens.accent, FOCUS_RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), UNIT / 2, UNIT / 2)
            painter.end()


class ProblemsPanel(QScrollArea):
    """The findings about the drawing, and what stopped the run.

    Signals
    -------
    jump(node id or None, Ends or None)
        The person wants to see where a problem is.
    count_changed(int, int)
        How many errors and warnings there are now.
    """

    jump = Signal(object, object)
    count_changed = Signal(int, int)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: list[_Shown] = []
        self._findings: list[Finding] = []
        self.rows: list[ProblemRow] = []
        self.empty = wrapped(translate("problems", "No problems found."), "muted")
        content = QWidget()
        self._layout = column(content)
        self._layout.addWidget(self.empty)
        self._layout.addStretch(1)
        scroll(self, content)
        run = document.run
        for signal in (document.analysed, document.config_changed, document.replaced, run.status_changed, run.renewed):
            signal.connect(self._refresh)
        run.snapshot_taken.connect(self._on_snapshot)
        self._refresh()

    @property
    def counts(self) -> tuple[int, int]:
        """How many errors and warnings there are."""
        severities = [finding.severity for finding in self._findings]
        return severities.count(Severity.ERROR), severities.count(Severity.WARNING)

    def _gathered(self) -> list[Finding]:
        """Return all problems, the worst first. A refusal that a finding explains already is not said again."""
        document = self._document
        if not document.graph.nodes:  # nothing is wrong yet: it says how to begin
            return [replace(finding, severity=Severity.HINT) for finding in document.findings]
        blocked = any(finding.severity is Severity.ERROR for finding in document.findings)
        refusal = None if blocked else document.run.refusal
        stop = explain_stop(document.run.last, document.config) if document.run.last else None
        hopeless = self._hopeless()
        return [
            *([Finding(Severity.ERROR, refusal)] if refusal else ()),
            *([stop] if stop else ()),
            *([hopeless] if hopeless else ()),
            *document.findings,
        ]

    def _hopeless(self) -> Finding | None:
        document, snapshot = self._document, self._document.run.last
        if snapshot is None:
            return None
        return explain_perceptron(document.graph, document.shapes, snapshot, document.config, document.dataset)

    def _on_snapshot(self) -> None:
        """Look again while the perceptron rule may be found to be hopeless; nothing else here depends on progress."""
        if OPTIMIZER[self._document.config.optimizer].rule == "perceptron":
            self._refresh()

    def _refresh(self) -> None:
        before = self.counts
        self._findings = self._gathered()
        shown = [_Shown.of(finding) for finding in self._findings]
        if shown != self._shown:
            self._shown = shown
            self._rebuild(shown)
        if self.counts != before:
            self.count_changed.emit(*self.counts)

    def _rebuild(self, shown: Sequence[_Shown]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [ProblemRow(each) for each in shown]
        for place, row in enumerate(self.rows):
            self._layout.insertWidget(place, row)
            row.chosen.connect(lambda place=place: self._jump(place))
            row.walked.connect(lambda step, place=place: self._walk(place + step))
            for which, repair in enumerate(row.repairs):
                repair.clicked.connect(lambda _=False, place=place, which=which: self._repair(place, which))
        self.empty.setVisible(not self.rows)

    def _walk(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.rows[place])

    def _jump(self, place: int) -> None:
        finding = self._findings[place]
        self.jump.emit(finding.node, finding.edge)

    def _repair(self, place: int, which: int) -> None:
        way_out = self._findings[place].ways_out[which]
        if isinstance(way_out, Repair):
            self._document.attempt(show(way_out.title), way_out.apply)
        else:
            self._document.start_afresh(way_out.config, show(way_out.title))
