"""The steps of a run by an executor that was derived from the eager one: many of them in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.execution.optimiser import fixed_arguments
from engine.execution.program import StepInput, Sums, Work
from engine.training.optimizers import OPTIMIZER

if TYPE_CHECKING:
    from engine.execution.program import Done, Executor, Interruption
    from engine.training.batches import Batches
    from engine.training.config import TrainingConfig
    from engine.training.eager import EagerStep
    from engine.training.state import EpochSums
    from engine.training.task import Task


def step_kind(config: TrainingConfig) -> object:
    """Return what decides of which operations a step is made; runs of the same kind can use the same executor."""
    spec = OPTIMIZER[config.optimizer]
    return spec.kind, tuple(sorted(fixed_arguments(spec.arguments(config.optimizer_settings)).items()))


def step_input(eager: EagerStep, batches: Batches) -> StepInput:
    """Return what executors are made from."""
    task, spec = eager.task, OPTIMIZER[eager.config.optimizer]
    return StepInput(
        module=eager.module,
        vector=eager.vector,
        slices=eager.flat.slices,
        loss=task.loss,
        correct=None if task.correct is None else task.correct.how,
        threshold=0.5 if task.correct is None else task.correct.threshold,
        optimizer_class=spec.class_name,
        arguments=spec.arguments(eager.config.optimizer_settings),
        batch=batches.size,
        last_batch=batches.used % batches.size or batches.size,
        features=task.train.x.shape[1],
        target_dtype=task.train.y.dtype,
        target_shape=tuple(task.train.y.shape[1:]),
    )


class FastSteps:
    """Makes the steps that an `EagerStep` would make, on the same parameters and the same memory.

    Parameters
    ----------
    executor : Executor
        Made for steps of this kind.
    task : Task
    eager : EagerStep
    """

    def __init__(self, executor: Executor, task: Task, eager: EagerStep) -> None:
        self.name = executor.name
        self._executor, self._task, self._eager = executor, task, eager
        self._kind = step_kind(eager.config)

    def fits(self, config: TrainingConfig) -> bool:
        """Tell whether steps by these settings are of the same kind."""
        return step_kind(config) == self._kind

    def run(
        self,
        batches: Batches,
        epoch: int,
        batch: int,
        step: int,
        sums: EpochSums,
        most: int,
        interruption: Interruption,
    ) -> Done:
        """Make steps, at most so many.

        Parameters
        ----------
        epoch, batch, step : int
            Where the run stands: epochs finished, batches done of the next one, updates made.
        sums : EpochSums
            What the epoch under way has gathered.
        """
        spec, task = OPTIMIZER[self._eager.config.optimizer], self._task
        return self._executor.run(
            Work(
                x=task.train.x,
                y=task.train.y,
                vx=task.validation.x,
                vy=task.validation.y,
                shuffle=batches.shuffle,
                used=batches.used,
                batch_size=batches.size,
                first_batch=batch,
                steps=most,
                vector=self._eager.vector,
                previous=self._eager.before,
                memory=self._eager.slots,
                hyper=spec.arguments(self._eager.config.optimizer_settings),
                sums=Sums(sums.loss, sums.correct, sums.samples),
                epoch=epoch,
                step=step,
                interruption=interruption,
            )
        )
