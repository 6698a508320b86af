"""A network that learns its samples by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.health.case import middle
from engine.diagnosis.health.ways_out import decay_weights
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagnosis.health.case import Case

LONG = 0.3
"""The share of the run for which the validation loss must have been above its lowest."""
EPOCHS = 50
"""Epochs it must have been, too: short runs go up and down."""
RISE = 0.1
"""How far above its lowest it must stand, as a share of chance."""
WORSE = 1.2
"""By what factor it must be above its lowest, too."""


def over_fitting(case: Case) -> Iterator[Finding]:
    """Yield a finding if the validation loss has been rising for long while the training loss fell."""
    curve = case.curve
    measured = np.flatnonzero(np.isfinite(curve.validation_loss))
    if not len(measured):
        return
    best = measured[int(np.argmin(curve.validation_loss[measured]))]
    last = measured[-1]
    epochs = curve.epoch[last] - curve.epoch[best]
    if epochs < max(EPOCHS, LONG * curve.epoch[last]):
        return
    since = curve.validation_loss[best : last + 1]
    now, lowest = middle(since, end=True), float(curve.validation_loss[best])
    rising = now > middle(since[: len(since) // 2 + 1], end=True)
    falling = middle(curve.train_loss[best : last + 1], end=True) < curve.train_loss[best]
    if rising and falling and now > max(WORSE * lowest, lowest + RISE * case.chance):
        decay = decay_weights(case.config)
        yield Finding(
            Severity.WARNING,
            Text(
                "diagnosis",
                "The network learns the training samples by heart: since epoch {epoch} the validation loss has risen "
                "from {low} to {now}, while the training loss fell to {train}. Use weight decay, fewer units or more "
                "data.",
            ).fill(
                epoch=f"{curve.epoch[best]:,.0f}",
                low=f"{lowest:.3g}",
                now=f"{now:.3g}",
                train=f"{middle(curve.train_loss, end=True):.3g}",
            ),
            fresh_start=decay,
        )
