"""Findings about a run under way, from its loss curve and a short record of its vitals. Pure functions, no torch."""

from engine.diagnosis.health.case import Case
from engine.diagnosis.health.examine import examine
from engine.diagnosis.health.record import Record
from engine.diagnosis.health.units import sure

__all__ = ["Case", "Record", "examine", "sure"]
