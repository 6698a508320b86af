"""How the run of a document is doing: findings while it trains, that stay on the screen long enough to be read."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from engine.diagnosis import Severity
from engine.diagnosis.health import Case, Record, examine
from engine.training.snapshot import Status
from gui.i18n import show

if TYPE_CHECKING:
    from engine.diagnosis import Finding
    from engine.graph import Change, NodeId
    from engine.training.snapshot import Snapshot
    from gui.document import Document

PAUSE = 0.25
"""Seconds between two examinations of a run that trains, at the least, and before the first one."""
SHARE = 0.02
"""How much of the time examinations may take."""
RUNS = 16
"""Runs of which the measurements are kept."""
STAY = 2.0
"""Seconds for which a finding is shown after it was last true, and for which its numbers stand still."""
SELF = "health"


class _Identity(NamedTuple):
    """What two sightings of the same trouble share, whatever the numbers in their words."""

    template: str
    node: NodeId | None


@dataclass(slots=True)
class _Shown:
    """A finding on the screen: when it got its present words, and when it was last found."""

    finding: Finding
    worded: float
    found: float


class Health(QObject):
    """Examines the run while it trains, a few times a second.

    Signals
    -------
    changed()
        `findings` are other ones, or have other words.
    """

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.record = Record()
        """What was measured of the run so far."""
        self.findings: tuple[Finding, ...] = ()
        """What is known to be wrong with the run, the worst first."""
        self._shown: dict[_Identity, _Shown] = {}
        self._true: frozenset[_Identity] = frozenset()
        self._next = 0.0
        self._of = -1  # which run of the document is examined
        self._number = 0
        self._records: dict[int, Record] = {}  # of the last runs, as far as their measurements reach
        self._stands_at: int | None = None  # the step to which an earlier run was brought back, until it goes on
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.timeout.connect(self._let_leave)
        run = document.run
        run.snapshot_taken.connect(self._on_snapshot)
        run.renewed.connect(self._begin)
        document.config_changed.connect(self._examine_anew)
        document.graph_changed.connect(self._on_graph_changed)

    # -- following the run ---------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Forget everything if another run began, or the same one anew, and not just another window."""
        run = self._document.run
        if run.count != self._of:
            self._leave(branching=run.visiting)
            self._of, self._number = run.count, run.number
            self.record, self._stands_at = Record(), None
            self._shown, self._true = {}, frozenset()
            self._publish()

    def _leave(self, *, branching: bool) -> None:
        """Keep what was measured, for an undo that brings the run back and for one that goes on from its past."""
        if self._stands_at is None and len(self.record):
            self._records.pop(self._number, None)
            self._records[self._number] = self.record
        if branching and self._number in self._records:
            self._records[self._document.run.number] = self._records[self._number]
        while len(self._records) > RUNS:
            del self._records[next(iter(self._records))]

    def _bring_back(self, snapshot: Snapshot) -> None:
        """Take up what was measured before the run was left; what came later is forgotten only if it goes on anew."""
        earlier = self._records.get(self._number)
        if earlier is not None:
            self.record, self._stands_at = earlier.up_to(snapshot.head_step), snapshot.head_step

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.visiting is not None:  # what is known is known of the head of the run
            return
        first = not len(self.record)
        if first:
            self._bring_back(snapshot)
        elif self._stands_at is not None and snapshot.head_step != self._stands_at:
            self._stands_at = None
        fresh = self.record.add(snapshot.vitals)
        trains = snapshot.status is Status.RUNNING
        if first:
            self._next = time.monotonic() + PAUSE
        self._document.run.watch(SELF, trains or snapshot.diverged or bool(self._shown))
        if fresh and (not trains or time.monotonic() >= self._next):
            self._document.run.turns.take(self._examine)

    # -- examining -----------------------------------------------------------------------------------------------------

    def _on_graph_changed(self, change: Change) -> None:
        if change.renames and not change.affects_model:  # else another run begins
            self._examine_anew()

    def _examine(self) -> None:
        begin = time.monotonic()
        self._take(self._found(), settled=not self._document.run.running)
        end = time.monotonic()
        self._next = end + max(PAUSE, (end - begin) / SHARE)

    def _examine_anew(self) -> None:
        """Let nothing stay that was said of other settings, or with other names."""
        if self._shown:
            found = self._found()
            true = {_identity(finding) for finding in found}
            self._shown = {key: each for key, each in self._shown.items() if key in true}
            self._take(found, settled=True)

    def _found(self) -> tuple[Finding, ...]:
        document, snapshot = self._document, self._document.run.last
        if snapshot is None:
            return ()
        curve = snapshot.curve if snapshot.head_curve is None else snapshot.head_curve
        return examine(
            Case(
                document.graph,
                document.run.names,
                document.config,
                curve,
                self.record.vitals,
                source=document.recipe.source,
                known=document.findings,
            )
        )

    def _take(self, found: tuple[Finding, ...], *, settled: bool) -> None:
        """Show what was found, beside what was true until a moment ago.

        Parameters
        ----------
        settled : bool
            Whether nothing moves, so that all words can be those of now.
        """
        now = time.monotonic()
        for finding in found:
            if _identity(finding) not in self._shown and finding.severity is Severity.WARNING:
                self._document.notice.emit(show(finding.text))
            shown = self._shown.setdefault(_identity(finding), _Shown(finding, now, now))
            shown.found = now
            if settled or now - shown.worded > STAY:
                shown.finding, shown.worded = finding, now
        self._true = frozenset(_identity(finding) for finding in found)
        self._let_leave()

    def _let_leave(self) -> None:
        """Take away what has not been found for `STAY`."""
        now = time.monotonic()
        self._shown = {key: each for key, each in self._shown.items() if key in self._true or now - each.found < STAY}
        leaving = [each.found + STAY - now for key, each in self._shown.items() if key not in self._true]
        if leaving:
            self._leaving.start(max(1, round(1000 * min(leaving)) + 1))
        else:
            self._leaving.stop()
        self._publish()

    def _publish(self) -> None:
        findings = tuple(sorted((each.finding for each in self._shown.values()), key=lambda each: each.severity))
        if findings != self.findings:
            self.findings = findings
            self.changed.emit()


def _identity(finding: Finding) -> _Identity:
    return _Identity(finding.text.template, finding.node)
