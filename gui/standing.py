"""What a person is told of a run in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.training.config import EAGER, RUN_PARAMS
from gui.i18n import show, translate

if TYPE_CHECKING:
    from engine.text import Text
    from engine.training.config import TrainingConfig
    from engine.training.snapshot import Snapshot, Status

_EXECUTORS = {choice.value: choice for param in RUN_PARAMS for choice in param.choices if param.name == "executor"}


def standing(snapshot: Snapshot) -> tuple[Status, Text | None, str, int]:
    """Return all of it that does not change from look to look."""
    return snapshot.status, snapshot.problem, snapshot.executor, snapshot.threads


def loss_of(snapshot: Snapshot | None) -> float:
    """Return where the curve of the loss ends: one number for the toolbar, the drawing and the plot; NaN without one.

    It is the mean over the batches of the epoch under way, or of the last one. A single batch says little.
    """
    return float(snapshot.curve.train_loss[-1]) if snapshot is not None and len(snapshot.curve) else math.nan


def facts(parameters: int, snapshot: Snapshot | None, *, late: bool = False) -> str:
    """Return how large the network is, and what makes its steps; or, if it is `late`, that it is being built."""
    if late:
        return translate("window", "{count} parameters · building the network …").format(count=f"{parameters:,}")
    executor, threads = (EAGER, 1) if snapshot is None else (snapshot.executor, snapshot.threads)
    text = translate("window", "{count} parameters · {executor}, CPU, 1 thread")
    if threads > 1:
        text = translate("window", "{count} parameters · {executor}, CPU, {threads} threads")
    return text.format(count=f"{parameters:,}", executor=show(_EXECUTORS[executor].title), threads=threads)


def facts_help(snapshot: Snapshot | None) -> str:
    """Return what `facts` says of the steps, for those who do not know it."""
    executor = _EXECUTORS[EAGER if snapshot is None else snapshot.executor]
    text = translate("window", "What makes the steps of training, and on how many threads. {executor}: {help}")
    return text.format(executor=show(executor.title), help=show(executor.help) if executor.help else "")


def ending(snapshot: Snapshot, config: TrainingConfig) -> str:
    """Say that a run has ended, and how it goes on."""
    text = translate("window", "The run has ended at step {step}. Its result is kept; Train goes on from here.")
    if not config.endless and snapshot.epoch >= config.epochs:
        text = translate("window", "All {epochs} epochs are done. Raise Epochs or choose Endless to go on.")
    return text.format(step=f"{snapshot.head_step:,}", epochs=f"{config.epochs:,}")
