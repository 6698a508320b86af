"""What a person is told of a run in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.training.config import EAGER, RUN_PARAMS
from gui.i18n import show, translate

if TYPE_CHECKING:
    from engine.text import Text
    from engine.training.config import TrainingConfig
    from engine.training.snapshot import Snapshot, Status

_TITLES = {choice.value: choice.title for param in RUN_PARAMS for choice in param.choices if param.name == "executor"}


def standing(snapshot: Snapshot) -> tuple[Status, Text | None, str]:
    """Return all of it that does not change from look to look."""
    return snapshot.status, snapshot.problem, snapshot.executor


def executor_title(snapshot: Snapshot | None) -> str:
    """Return the name of what makes the steps."""
    return show(_TITLES[EAGER if snapshot is None else snapshot.executor])


def ending(snapshot: Snapshot, config: TrainingConfig) -> str:
    """Say that a run has ended, and how it goes on."""
    text = translate("window", "The run has ended at step {step}. Its result is kept; Train goes on from here.")
    if not config.endless and snapshot.epoch >= config.epochs:
        text = translate("window", "All {epochs} epochs are done. Raise Epochs or choose Endless to go on.")
    return text.format(step=f"{snapshot.head_step:,}", epochs=f"{config.epochs:,}")
