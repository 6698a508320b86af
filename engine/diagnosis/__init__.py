"""Findings about a drawing and its run, in plain sentences, with repairs where there are any."""

from engine.diagnosis.collapse import Collapse, collapses, have_one_matrix, single_layer
from engine.diagnosis.finding import Finding, FreshStart, Repair, Severity
from engine.diagnosis.stop import explain_stop
from engine.diagnosis.survey import survey

__all__ = [
    "Collapse",
    "Finding",
    "FreshStart",
    "Repair",
    "Severity",
    "collapses",
    "explain_stop",
    "have_one_matrix",
    "single_layer",
    "survey",
]
