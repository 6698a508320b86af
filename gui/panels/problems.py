"""What is wrong with the drawing or the run, where, and what repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.diagnosis import Repair, Severity
from gui.forms.icons import icon
from gui.forms.layout import column, heading, scroll, set_text, wrapped
from gui.forms.wrap_button import WrapButton
from gui.i18n import show, translate
from gui.plots.single_layer import SingleLayer
from gui.theme import FOCUS_RING, ICON, THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from engine.diagnosis import Collapse
    from engine.graph import NodeId
    from gui.document import Document
    from gui.problems import Problem, Problems

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
class _Kind:
    """What a row is made for; while it is the same, other words go into the same row and no button is exchanged."""

    severity: Severity
    template: str
    node: NodeId | None
    repairs: tuple[str, ...]
    collapse: Collapse | None

    @classmethod
    def of(cls, problem: Problem) -> _Kind:
        finding = problem.finding
        repairs = tuple(show(way.title) for way in finding.ways_out)
        return cls(finding.severity, finding.text.template, finding.node, repairs, problem.collapse)


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

    def __init__(
        self, severity: Severity, repairs: Sequence[str], more: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._severity = severity
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon = QLabel()
        self._icon.setFixedSize(ICON, ICON)
        self._icon.setToolTip(_severity_name(severity))
        self.text = wrapped()
        self.detail = wrapped("", "muted")
        self.more = more
        self.repairs = [WrapButton(title) for title in repairs]
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
        right.addWidget(self.detail)
        for repair in self.repairs:
            below = QHBoxLayout()
            below.addWidget(repair)
            below.addStretch(1)
            right.addLayout(below)
        if self.more is not None:
            right.addWidget(self.more)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)

    def set_words(self, text: str, detail: str) -> None:
        """Show a sentence, and what else there is to say."""
        set_text(self.text, text)
        set_text(self.detail, detail)
        self.setAccessibleName(f"{_severity_name(self._severity)}: {text} {detail}".rstrip())

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
    """Shows the problems, and repairs them.

    Attributes
    ----------
    found : Problems
        What is shown.

    Signals
    -------
    jump(node ids, Ends or None)
        The person wants to see where a problem is: all nodes that it is about, the first to look at first.
    """

    jump = Signal(object, object)

    def __init__(self, document: Document, problems: Problems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.found = problems
        self._kinds: list[_Kind] = []
        self.rows: list[ProblemRow] = []
        self.empty = wrapped(translate("problems", "No problems found."), "muted")
        content = QWidget()
        self.hints = heading(translate("problems", "Hints, which are not counted"))
        self._layout = column(content)
        for label in (self.empty, self.hints):
            self._layout.addWidget(label)
        self._layout.addStretch(1)
        scroll(self, content)
        problems.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        kinds = [_Kind.of(problem) for problem in self.found.all]
        if kinds != self._kinds:
            self._rebuild(kinds)
        for row, problem in zip(self.rows, self.found.all, strict=True):
            row.set_words(show(problem.finding.text), show(problem.detail) if problem.detail else "")

    def _rebuild(self, kinds: list[_Kind]) -> None:
        """Make rows for what is new; those of what was there before stay, so that a press on them is not lost."""
        spare = list(zip(self._kinds, self.rows, strict=True))
        rows = []
        for kind in kinds:
            known = next((pair for pair in spare if pair[0] == kind), None)
            if known is not None:
                spare.remove(known)
            rows.append(self._new_row(kind) if known is None else known[1])
        for _, row in spare:
            row.hide()
            row.deleteLater()
        for widget in (*self.rows, self.hints):
            self._layout.removeWidget(widget)
        for place, row in enumerate(rows):
            self._layout.insertWidget(place, row)
        worse = sum(kind.severity is not Severity.HINT for kind in kinds)
        self._layout.insertWidget(worse, self.hints)
        self.hints.setVisible(0 < worse < len(kinds))
        self._kinds, self.rows = kinds, rows
        self.empty.setVisible(not rows)

    def _new_row(self, kind: _Kind) -> ProblemRow:
        single = None if kind.collapse is None else SingleLayer(self._document, kind.collapse)
        row = ProblemRow(kind.severity, kind.repairs, single)
        row.chosen.connect(lambda: self._jump(self.rows.index(row)))
        row.walked.connect(lambda step: self._walk(self.rows.index(row) + step))
        for which, repair in enumerate(row.repairs):
            repair.clicked.connect(lambda _=False, which=which: self._repair(self.rows.index(row), which))
        return row

    def _walk(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.rows[place])

    def _jump(self, place: int) -> None:
        finding = self.found.all[place].finding
        self.jump.emit(finding.nodes, finding.edge)

    def _repair(self, place: int, which: int) -> None:
        way_out = self.found.all[place].finding.ways_out[which]
        if isinstance(way_out, Repair):
            self._document.attempt(show(way_out.title), way_out.apply)
        else:
            self._document.start_afresh(way_out.config, show(way_out.title), new_weights=way_out.new_weights)
