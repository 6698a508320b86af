"""Findings about a drawing before it is trained, in plain sentences, with repairs where there is one."""

from engine.diagnosis.finding import Finding, FreshStart, Repair, Severity
from engine.diagnosis.stop import explain_stop
from engine.diagnosis.survey import survey

__all__ = ["Finding", "FreshStart", "Repair", "Severity", "explain_stop", "survey"]
