"""What must hold for a run's past, lest a visit ends in something that never was. Both ways ask."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.storage.checks import state_faults
from engine.text import Text
from engine.training.timeline import SAVED, SAVED_ORDERS, WeightSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from torch import Tensor

    from engine.training.state import RunState
    from engine.training.timeline import TimeLine


def timeline_faults(timeline: TimeLine, run: RunState) -> Iterator[Text]:
    """Yield what is wrong with the past of a run; of its checkpoints only the first that is not as it should be."""
    if len(timeline) > SAVED or len(timeline.orders) > SAVED_ORDERS:
        yield Text(
            "storage", "The time line has {checkpoints} checkpoints and {orders} orders; that is too many."
        ).fill(checkpoints=len(timeline), orders=len(timeline.orders))
    elif not _is_in_order(timeline, run.step):
        yield Text("storage", "The time line is not in the order in which things happened.")
    for each in timeline.checkpoints:
        wrong = list(state_faults(replace(each.state, initial=run.initial)))
        if wrong:
            within = Text("storage", "In the time line at step {step}: {fault}")
            yield from (within.fill(step=each.step, fault=fault) for fault in wrong)
            break
    for order in timeline.orders:
        if isinstance(order, WeightSet) and not _fits(order, run.initial):
            yield Text("storage", "In the time line at step {step}: {name} cannot take what was set by hand.").fill(
                step=order.step, name=order.name
            )


def _is_in_order(timeline: TimeLine, head: int) -> bool:
    checkpoints, orders = timeline.checkpoints, timeline.orders
    places = [(each.step, each.orders) for each in checkpoints]
    steps = [places[0][0], *(order.step for order in orders), head]
    return (
        places[0][1] == 0
        and all(before < after for before, after in pairwise(places))
        and all(before <= after for before, after in pairwise(steps))
        and all(step <= head and count <= len(orders) for step, count in places)
        and all(steps[count] <= step <= steps[count + 1] for step, count in places)
    )


def _fits(order: WeightSet, initial: Mapping[str, Tensor]) -> bool:
    """Tell whether places and values belong together and into the tensor."""
    import torch

    own, places, values = initial.get(order.name), order.places, order.values
    return (
        own is not None
        and (places.dtype, values.dtype) == (torch.int64, own.dtype)
        and places.dim() == 1
        and places.shape == values.shape
        and bool(((places >= 0) & (places < own.numel())).all())
        and bool(torch.isfinite(values).all())
    )
