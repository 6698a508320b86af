"""Findings about a drawing before it is trained, in plain sentences, with repairs where there is one."""

from engine.diagnosis.finding import Finding, Repair, Severity
from engine.diagnosis.survey import survey

__all__ = ["Finding", "Repair", "Severity", "survey"]
