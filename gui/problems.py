"""All that is wrong with the drawing or the run, gathered whether or not anybody looks at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.diagnosis import Finding, Severity, collapses, explain_stop, have_one_matrix
from engine.diagnosis.unlearnable import explain_perceptron
from engine.training.optimizers import OPTIMIZER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.diagnosis import Collapse
    from engine.graph import NodeId
    from engine.text import Text
    from gui.document import Document


@dataclass(frozen=True)
class Problem:
    """A finding, what else there is to say about it, and the layers that it calls a single one."""

    finding: Finding
    detail: Text | None = None
    collapse: Collapse | None = None


class Problems(QObject):
    """The findings about the drawing and its run, and what stopped the run: `all`, the worst first.

    Signals
    -------
    changed()
        It was looked again; they may have other words.
    count_changed(int, int)
        How many errors and warnings there are now.
    """

    changed = Signal()
    count_changed = Signal(int, int)

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self.all: list[Problem] = []
        self._surveyed: tuple[Finding, ...] | None = None  # the findings to which the next belong
        self._collapses: Mapping[tuple[NodeId, ...], Collapse] = {}
        run = document.run
        for signal in (document.analysed, document.config_changed, document.replaced, run.status_changed, run.renewed):
            signal.connect(self._refresh)
        document.health.changed.connect(self._refresh)
        run.snapshot_taken.connect(self._on_snapshot)
        self._refresh()

    @property
    def counts(self) -> tuple[int, int]:
        """How many errors and warnings there are."""
        severities = [entry.finding.severity for entry in self.all]
        return severities.count(Severity.ERROR), severities.count(Severity.WARNING)

    def _gathered(self) -> list[Problem]:
        """Return all problems, the worst first. A refusal that a finding explains already is not said again."""
        document = self._document
        if not document.graph.nodes:  # nothing is wrong yet: it says how to begin
            return [Problem(replace(finding, severity=Severity.HINT)) for finding in document.findings]
        blocked = any(finding.severity is Severity.ERROR for finding in document.findings)
        missing = None if document.dataset.missing is None else document.dataset.missing.text
        refusal = None if blocked else document.run.refusal or missing
        stop, health = self._stopped()
        hopeless = self._hopeless()
        single = self._single_layers()
        found = [
            *(Problem(finding, collapse=single.get(finding.nodes)) for finding in document.findings),
            *(Problem(finding) for finding in health),
        ]
        return [
            *([Problem(Finding(Severity.ERROR, refusal))] if refusal else ()),
            *([stop] if stop else ()),
            *([Problem(hopeless)] if hopeless else ()),
            *sorted(found, key=lambda entry: entry.finding.severity),
        ]

    def _single_layers(self) -> Mapping[tuple[NodeId, ...], Collapse]:
        """Return what collapses, by its layers; looked for anew only once the drawing was surveyed again."""
        document = self._document
        if document.findings is not self._surveyed:
            self._surveyed = document.findings
            some = any(finding.more_nodes for finding in document.findings)
            found = collapses(document.graph) if some else []
            self._collapses = {each.layers: each for each in found if have_one_matrix(each, document.shapes)}
        return self._collapses

    def _stopped(self) -> tuple[Problem | None, list[Finding]]:
        """Return why the run stopped, with where its numbers broke, and what else is known of its health."""
        document, health = self._document, list(self._document.health.findings)
        stop = explain_stop(document.run.last, document.config) if document.run.last else None
        if stop is None:
            return None, health
        broken = next((finding for finding in health if finding.severity is Severity.ERROR), None)
        if broken is None:
            return Problem(stop), health
        health.remove(broken)
        return Problem(replace(broken, text=stop.text), broken.text), health

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
        self.all = self._gathered()
        self.changed.emit()
        if self.counts != before:
            self.count_changed.emit(*self.counts)
