"""Where the numbers of a run became NaN or infinite."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.health.ways_out import new_start
from engine.diagnosis.stop import train_slower
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagnosis.health.case import Case


def overflow(case: Case) -> Iterator[Finding]:
    """Yield one finding for the first place, in order of calculation, where numbers are NaN or infinite."""
    vitals = case.vitals[-1]
    if vitals.broken:
        node = case.nodes.get(vitals.broken)
        text = Text(
            "diagnosis",
            "The numbers broke first in {node}: what it gives holds NaN or infinity, and so does everything behind it.",
        ).fill(node=node.name if node else vitals.broken)
    elif steep := [name for name, layer in vitals.layers.items() if math.isinf(layer.gradient)]:
        node = case.nodes.get(steep[-1])  # gradients are calculated from the end
        text = Text(
            "diagnosis",
            "The gradient broke first at {node}: it is beyond what a number can hold, though what the layers give is "
            "not.",
        ).fill(node=node.name if node else steep[-1])
    else:
        return
    yield Finding(
        Severity.ERROR,
        text,
        node.id if node else None,
        fresh_start=train_slower(case.config),
        more_repairs=(new_start(case.config),),
    )
