"""All findings about a run, the worst first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.health.generalising import over_fitting
from engine.diagnosis.health.gradients import exploding, vanishing
from engine.diagnosis.health.overflow import overflow
from engine.diagnosis.health.progress import rate_too_large, stuck
from engine.diagnosis.health.units import dead_units, saturated_units

if TYPE_CHECKING:
    from engine.diagnosis.health.case import Case


def examine(case: Case) -> tuple[Finding, ...]:
    """Return what is wrong with a run, the worst first, and of causes that follow from one another the first alone.

    Without vitals there is nothing to examine. A run that diverged has that one finding alone; one that is taught by
    another rule than the gradient of its loss has none of those that judge gradients.
    """
    if not case.vitals:
        return ()
    if broken := list(overflow(case)):
        return tuple(broken)
    found = list(dead_units(case))
    if math.isfinite(case.chance) and case.follows_gradient:
        for look in (exploding, rate_too_large, saturated_units, vanishing, stuck):
            if not any(finding.severity < Severity.HINT for finding in found):  # that would be why
                found += look(case)
        found += over_fitting(case)
    return tuple(sorted(found, key=lambda finding: finding.severity))
