"""What stopped a run, and what gets it going again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.diagnosis.finding import Finding, FreshStart, Severity
from engine.errors import SettingError
from engine.text import Text

if TYPE_CHECKING:
    from engine.training.config import TrainingConfig
    from engine.training.snapshot import Snapshot

SLOWER = 10
"""By how much the learning rate is divided after a divergence."""


def explain_stop(snapshot: Snapshot, config: TrainingConfig) -> Finding | None:
    """Return why a run stopped by itself, with a repair if it diverged; None if it did not stop.

    Parameters
    ----------
    config : TrainingConfig
        With which the run was trained.
    """
    if snapshot.problem is None:
        return None
    way_out = train_slower(config) if snapshot.diverged else None
    return Finding(Severity.ERROR, snapshot.problem, fresh_start=way_out)


def train_slower(config: TrainingConfig) -> FreshStart | None:
    """Return the repair that divides the learning rate by `SLOWER`; None if the optimiser takes no rate so small."""
    now = config.optimizer_settings["lr"]
    if not isinstance(now, int | float):
        return None
    rate = float(f"{now / SLOWER:.12g}")  # without the noise of the division
    try:
        slower = config.with_optimizer_setting("lr", rate)
    except SettingError:
        return None
    title = Text("diagnosis", "Reset with a learning rate of {rate}").fill(rate=f"{rate:g}")
    return FreshStart(title, slower)
