"""What a run shows of itself: one immutable value, so that everything on screen is of the same step."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from engine.training.config import EAGER, TrainingConfig
from engine.training.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from engine.text import Text
    from engine.training.history import Curve
    from engine.training.vitals import Vitals


class Status(Enum):
    """Where a run stands."""

    PAUSED = "paused"
    RUNNING = "running"
    FINISHED = "finished"  # all epochs asked for are done, or it was ended by hand
    FAILED = "failed"  # a fault ended it: `Snapshot.problem` says which


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run between two steps.

    Parameters
    ----------
    status : Status
    problem : Text or None
        Why it stopped by itself.
    step, epoch : int
        Optimiser updates made, and epochs finished.
    batch_loss : float
        Loss of the last step's batch, before its update; NaN before the first step.
    curve : Curve
        Finished epochs, and the one under way as a last row.
    weights : mapping
        Every parameter and buffer by its name in the module's ``state_dict``, for example ``"dense_1.linear.weight"``.
    outputs : mapping
        For each probe that was asked for, the network's output in evaluation mode, shape (n, units).
    steps_per_second : float
        Over the last second or so of running; 0 when paused.
    diverged : bool
        Whether `problem` is that the loss or a weight became NaN or infinite, and nothing has changed since.
    refusals : int
        How often the run was asked to go on in vain since it stopped at this step for the first time.
    inner : mapping
        For each probe that asked for it, the output of every part of the network by its submodule's name, for example
        ``"dense_1.linear"`` (the weighted sums) and ``"dense_1"`` (what the node gives), shape (n, units).
    vitals : Vitals or None
        Gradients and units of every layer, if `Trainer.watch` asked for them; while running, perhaps of a step shortly
        before (`Vitals.step`).
    config : TrainingConfig
        In force at the step shown.
    executor : str
        What makes the steps, by its name in `engine.training.config`.
    threads : int
        On how many threads.
    visiting : int or None
        The step of the run's past that was asked for; while it is not yet `step`, the run is on its way there. None at
        the head of the run.
    preparing : bool
        Whether the way there goes on only once the executor that made those steps is made again.
    head_step : int
        Updates made in the whole run; equals `step` unless a step is visited.
    head_curve : Curve or None
        The whole curve of the run while a step of it is visited, else None: `curve` is it then.
    timeline : Span
        Which steps can be visited, and what they take.
    """

    status: Status
    problem: Text | None
    step: int
    epoch: int
    batch_loss: float
    curve: Curve
    weights: Mapping[str, npt.NDArray[np.generic]]
    outputs: Mapping[str, npt.NDArray[np.float32]]
    steps_per_second: float
    diverged: bool = False
    refusals: int = 0
    inner: Mapping[str, Mapping[str, npt.NDArray[np.float32]]] = field(default_factory=dict)
    vitals: Vitals | None = None
    config: TrainingConfig = field(default_factory=TrainingConfig)
    executor: str = EAGER
    threads: int = 1
    visiting: int | None = None
    preparing: bool = False
    head_step: int = 0
    head_curve: Curve | None = None
    timeline: Span = field(default_factory=Span)

    @property
    def arrived(self) -> bool:
        """Whether this is what was asked for, and not a step on the way to the one that is visited."""
        return self.visiting in (None, self.step)
