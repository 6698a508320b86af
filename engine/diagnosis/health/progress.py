"""A loss that does not go the way it should: it rests, leaps about, or has climbed away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.diagnosis import repairs
from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.health.case import middle
from engine.diagnosis.health.ways_out import new_start
from engine.diagnosis.stop import train_slower
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagnosis.health.case import Case
    from engine.graph import Node

HIDDEN_UNITS = 2
"""Units of a hidden layer that is added: the fewest that part XOR."""
WINDOW = 40
"""Rows of the curve that are looked at for leaps."""
PARKED = 2.0
"""A loss that stays at this many times chance: saying nothing would be better."""
SAME = 1.5
"""A loss that grows by less than this factor over half the run is parked, else it still climbs."""
LEAP = 0.1
"""A rise from one row to the next by this share of chance is no noise."""
LEAPS = 0.3
"""The share of rows that are such leaps from which on the loss oscillates."""
CLIMB = 0.5
"""How far above its lowest the loss must stand, as a share of chance, to have climbed away."""
STUCK_STEPS = 400
"""Steps before the loss is said to rest; short of them it may not have begun."""
OFTEN = 3
"""Measurements in the later half of the run from which on a gradient can be said to grow or to fall."""
SPAN = 100
"""Steps that lie between the first and the last of them at the least."""
GROWING = 1.2
"""A gradient that grows by this factor while the loss rests leaves a plateau, which is not stuck."""
PLATEAU = 0.9
"""At this share of chance next to nothing is learned yet: most first weights lie near such a plateau."""
PLATEAU_STEPS = 1000
"""Steps that many healthy runs need to leave it."""
FALLING = 0.5
"""Over the later half of a run that is stuck at chance the gradient falls at least to this share."""
NOTHING = 1e-5
"""A gradient of this norm moves nothing any more, whether it falls or not."""
PARITIES = ("xor", "xnor")
"""Sources that no straight line parts."""


def rate_too_large(case: Case) -> Iterator[Finding]:
    """Yield a finding if the loss is parked far above chance, leaps about, or has climbed away."""
    rows = case.curve.train_loss[-WINDOW:]
    slower = train_slower(case.config)
    if len(rows) < WINDOW or case.learned or slower is None:
        return
    rate = f"{case.config.optimizer_settings['lr']:g}"
    if _climbs(case):
        text = Text(
            "diagnosis",
            "The loss has climbed from {low} to {loss} instead of falling. The learning rate of {rate} is probably too "
            "large.",
        ).fill(low=f"{case.curve.train_loss.min():.3g}", loss=f"{case.loss:.3g}", rate=rate)
    elif _is_parked(case):
        text = Text(
            "diagnosis",
            "The loss is parked at {loss}, far above the {chance} that always giving the same answer would cost. The "
            "learning rate of {rate} has probably thrown the weights too far.",
        ).fill(loss=f"{case.loss:.3g}", chance=f"{case.chance:.3g}", rate=rate)
    elif _leaps(case):
        text = Text(
            "diagnosis",
            "The loss leaps up and down between {low} and {high} instead of falling. The learning rate of {rate} is "
            "probably too large.",
        ).fill(low=f"{rows.min():.3g}", high=f"{rows.max():.3g}", rate=rate)
    else:
        return
    yield Finding(Severity.WARNING, text, fresh_start=slower)


def _climbs(case: Case) -> bool:
    """Tell whether the loss is far above where it has been, and still rising or as high as it was."""
    curve = case.curve
    lowest = curve.train_loss.min()
    return bool(case.later_half.train_loss.min() > lowest + CLIMB * case.chance) and case.rests and not _is_parked(case)


def _is_parked(case: Case) -> bool:
    half = case.later_half.train_loss
    level = middle(half)
    same = level / SAME < middle(half, end=True) < level * SAME
    return bool(half.min() > PARKED * case.chance) and case.rests and same


def _leaps(case: Case) -> bool:
    rises = np.diff(case.curve.train_loss[-WINDOW:])
    return float((rises > LEAP * case.chance).mean()) >= LEAPS


def stuck(case: Case) -> Iterator[Finding]:
    """Yield a finding if the loss has rested for long far above what has been learned well."""
    if not is_stuck(case):
        return
    first = _first_dense(case)
    if not case.bends and first is not None:
        yield _too_straight(case, first)
        return
    if case.has_known_cause:  # another start would not help
        return
    if case.source in PARITIES and _hidden_units(case) == 2:
        text = Text(
            "diagnosis",
            "The loss rests at {loss}: this start is stuck. With two hidden units that happens to XOR from many first "
            "weights, and more steps hardly ever help. Try a new start.",
        )
    else:
        text = Text(
            "diagnosis",
            "The loss rests at {loss}; always giving the same answer would cost {chance}. This start is probably "
            "stuck, or the network too small for the data. Try a new start, or more units.",
        )
    yield Finding(
        Severity.WARNING,
        text.fill(loss=f"{case.loss:.3g}", chance=f"{case.chance:.3g}"),
        fresh_start=new_start(case.config),
    )


def is_stuck(case: Case) -> bool:
    """Tell whether the loss has rested for long, is large, and nothing announces that it will go on."""
    known = len(case.lately) >= OFTEN and case.lately[-1].step - case.lately[0].step >= SPAN
    return known and case.step >= STUCK_STEPS and not case.learned and case.rests and not _may_yet_leave(case)


def _may_yet_leave(case: Case) -> bool:
    """Tell whether the gradient speaks of a plateau, where the loss rests for a while before it goes on.

    There the gradient falls more and more slowly and then grows; where a run is stuck it goes on falling.
    """
    recent = case.lately
    totals = np.array([np.nansum([layer.gradient**2 for layer in each.layers.values()]) ** 0.5 for each in recent])
    now, before = middle(totals, end=True), middle(totals)
    if now > GROWING * before:
        return True
    if case.loss < PLATEAU * case.chance:
        return False
    return case.step < PLATEAU_STEPS or (now > FALLING * before and now > NOTHING)


def _first_dense(case: Case) -> Node | None:
    """Return the Dense layer that is calculated first."""
    nodes = [case.nodes[name] for name in case.vitals[-1].layers if name in case.nodes]
    return next((node for node in nodes if node.kind == "dense"), None)


def _hidden_units(case: Case) -> int:
    hidden = [name for name in case.nodes if name not in case.head_names and case.nodes[name].kind == "dense"]
    return sum(int(str(case.nodes[name].settings["units"])) for name in hidden)


def _too_straight(case: Case, node: Node) -> Finding:
    if case.source in PARITIES:
        text = Text(
            "diagnosis",
            "The loss rests at {loss}. Without a hidden layer the network can only draw one straight line, and no "
            "straight line parts XOR: more training does not help. Put a hidden layer before {node}.",
        )
    else:
        text = Text(
            "diagnosis",
            "The loss rests at {loss}. Without a hidden layer that bends, the network can only divide the data by a "
            "straight line, and these probably need more. Put a hidden layer before {node}.",
        )
    repair = repairs.put_dense_before(node, HIDDEN_UNITS, "tanh")
    return Finding(Severity.WARNING, text.fill(loss=f"{case.loss:.3g}", node=node.name), node.id, repair=repair)
