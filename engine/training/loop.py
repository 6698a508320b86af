"""The one training loop, one step at a time, on the caller's thread. It is plain PyTorch, step for step."""

from __future__ import annotations

import copy
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import torch

from engine.errors import NotTrainableError
from engine.execution.interruption import Interruption
from engine.execution.program import PART
from engine.text import Text
from engine.training.batches import Batches
from engine.training.by_hand import check_value
from engine.training.config import EAGER
from engine.training.eager import DivergedError, EagerStep
from engine.training.executors import Executors, Way
from engine.training.fast import FastSteps, step_input
from engine.training.forward import normalises_batches
from engine.training.history import History, Row
from engine.training.state import EpochSums, RunState
from engine.training.task import Samples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor, nn

    from engine.execution.program import Done, Executor, StepInput
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.task import Task

__all__ = ["BATCHING", "DivergedError", "Loop"]

BATCHING = ("full_batch", "batch_size", "shuffle", "drop_last")
"""Settings that decide which samples a step takes."""


class Loop:
    """A run that can be advanced, looked at, saved and gone back to its start.

    Parameters
    ----------
    module : torch.nn.Module
        Trained in place.
    task : Task
    config : TrainingConfig
    state : RunState, optional
        Where an earlier run stood; without it the run starts from the module's weights.

    Attributes
    ----------
    interruption : Interruption
        Ends an `advance` of many steps early. It alone may be used from other threads.

    Raises
    ------
    NotTrainableError
        If the module has no parameters, or there is no training sample and the task does not say why.
    """

    def __init__(self, module: nn.Module, task: Task, config: TrainingConfig, state: RunState | None = None) -> None:
        if not any(True for _ in module.parameters()):
            raise NotTrainableError(
                Text(
                    "training",
                    "There is nothing to learn: no layer with weights leads to the output. Add Dense.",
                )
            )
        if not len(task.train) and task.missing is None:
            raise NotTrainableError(Text("training", "There are no training samples. Lower the validation share."))
        torch.set_num_threads(1)  # small networks: one thread is faster, and the same run gives the same bits
        self.module = module
        self.task = task
        self.config = config
        self.batch_loss = math.nan
        self._eager = EagerStep(module, task, config)
        self._own = module.state_dict()  # the module's very memory, in which it stays for good
        self._normalises = normalises_batches(module)
        self._batches = Batches(len(task.train), config)
        self.executors = Executors(self._twin)
        self.interruption = Interruption()
        self._fast: FastSteps | None = None
        self._threads = 1  # which is faster for small networks
        self._edited: Row | None = None  # what weights give that were set by hand since the last step
        self._initial: Mapping[str, Tensor] = self.weights()  # replaced, never written to
        self._begin()
        if state is not None:
            self.restore(state)

    # -- where it stands --

    def weights(self) -> dict[str, Tensor]:
        """Return copies of all parameters and buffers."""
        return {name: tensor.clone() for name, tensor in self._own.items()}

    def last_update(self) -> dict[str, Tensor]:
        """Return by how much the last step moved each parameter; zeros if they are not what a step left."""
        return self._eager.flat.split(self._eager.vector - self._eager.before)

    @property
    def finished(self) -> bool:
        """Whether all epochs that were asked for are done."""
        return not self.config.endless and self.epoch >= self.config.epochs

    @property
    def left(self) -> float:
        """How many steps there are until it is finished; infinitely many if it is endless."""
        return math.inf if self.config.endless else (self.config.epochs - self.epoch) * self.batches - self.batch

    @property
    def batches(self) -> int:
        """Steps in an epoch."""
        return self._batches.count

    def curve(self) -> Curve:
        """Return the finished epochs, and as a last row the one under way, or what weights set by hand give."""
        row = self._row() if self._sums.samples else None
        return self.history.curve(row if self._edited is None else self._edited)

    def state(self) -> RunState:
        """Return all that is needed to go on exactly from here."""
        return RunState(
            weights=self.weights(),
            initial=self._initial,
            optimizer=self._eager.memory(),
            random=self._eager.random,
            step=self.step,
            epoch=self.epoch,
            batch=self.batch,
            sums=self._sums,
            history=self.history.copy(),
            edited=self._edited,
        )

    def restore(self, state: RunState, config: TrainingConfig | None = None) -> None:
        """Go to where a run with the same module and task stood, and take the config that it had there."""
        if config is not None:
            self._follow(config)
        self._initial = state.initial
        self._begin()
        self._take(state.weights)
        self._eager.keep()
        self._eager.recall(state.optimizer)
        if state.random is not None:
            self._eager.random = state.random
        self.step, self.epoch, self.batch = state.step, state.epoch, state.batch
        self._sums, self.history, self._edited = state.sums, state.history.copy(), state.edited
        curve = self.curve()
        self.batch_loss = float(curve.train_loss[-1]) if len(curve) else math.nan

    def reset(self) -> None:
        """Go back to step 0: the same first weights, an empty history, the same orders and dropouts to come."""
        self._take(self._initial)
        self._begin()

    def _take(self, weights: Mapping[str, Tensor]) -> None:
        """Overwrite all parameters and buffers: ``load_state_dict`` would ask every module for every tensor."""
        with torch.no_grad():
            torch._foreach_copy_(list(self._own.values()), [weights[name] for name in self._own])

    def reconfigure(self, config: TrainingConfig) -> None:
        """Train on with other settings. Another kind of optimiser starts without memory."""
        batching = [getattr(self.config, name) != getattr(config, name) for name in BATCHING]
        self._follow(config)
        if any(batching) and self.batch:  # batches of another size cannot continue an epoch
            self._end_epoch()

    def _follow(self, config: TrainingConfig) -> None:
        self.config, self._batches = config, Batches(len(self.task.train), config)
        self._eager.configure(config)
        if self._fast is not None and not self._fast.fits(config):
            self._fast = None

    def set_weight(self, name: str, value: Tensor, where: Tensor | None = None) -> None:
        """Overwrite one parameter or buffer by hand. At step 0 it becomes a first weight, where a reset goes back to.

        Parameters
        ----------
        name : str
            As in the module's ``state_dict``.
        value : Tensor
            Of the parameter's own shape.
        where : Tensor, optional
            Of the same shape, bool: which elements to overwrite; without it, all.

        Raises
        ------
        SettingError
            If the value has another shape, or is not finite.
        """
        own = self._own[name]
        check_value(name, own, value)
        with torch.no_grad():
            own.copy_(value if where is None else torch.where(where, value, own))
        self._was_set(name)

    def set_elements(self, name: str, places: Tensor, values: Tensor) -> None:
        """Do what `set_weight` did, to these places of the flattened parameter, both of shape (n,)."""
        with torch.no_grad():
            self._own[name].view(-1)[places] = values
        self._was_set(name)

    def _was_set(self, name: str) -> None:
        self._eager.keep()
        if self.step == 0:
            self._initial = {**self._initial, name: self._own[name].clone()}
        row = self._measured()  # the last batch's loss belongs to other weights, and so does the last epoch's
        self.batch_loss, self._edited = row.train_loss, row if self.step else None

    def forget(self) -> None:
        """Let the optimiser begin without memory."""
        self._eager.forget()

    def _measured(self) -> Row:
        """Return what an epoch would show of the weights as they are."""
        nothing = (math.nan, math.nan)
        try:
            numbers = (*self.evaluate(self.task.train), *self.evaluate(self.task.validation))
        except RuntimeError:  # the loss does not take what the network gives now; the next step says what is wrong
            numbers = (*nothing, *nothing)
        return Row(self.epoch, self.step, *numbers)

    def _begin(self) -> None:
        self.step = self.epoch = self.batch = 0
        self.batch_loss = math.nan
        self.history = History()
        self._sums, self._edited = EpochSums(), None
        self._eager.begin()

    # -- executors --

    @property
    def way(self) -> Way:
        """What makes the steps, on how many threads."""
        return Way(self.executor, self._threads)

    @property
    def executor(self) -> str:
        """The name of what makes the steps: `engine.training.config.EAGER` is PyTorch itself."""
        return EAGER if self._fast is None else self._fast.name

    def use(self, executor: str, threads: int = 1) -> None:
        """Let an executor make the steps from here on; PyTorch itself where there is none of that name for them."""
        if self.task.missing is None:  # without samples no step is made, so nothing is there to make it faster
            self.take(self.executors.get(executor, self.config), threads)

    def take(self, executor: Executor | None, threads: int = 1) -> None:
        """Let this one make the steps from here on; None: PyTorch itself."""
        self._fast = None if executor is None else FastSteps(executor, self.task, self._eager)
        self._threads = threads

    def _twin(self, config: TrainingConfig) -> Loop:
        """Return an endless loop at the first weights over a copy of the module."""
        twin = Loop(copy.deepcopy(self.module), self.task, replace(config, endless=True))
        twin.restore(RunState(self._initial, self._initial))
        return twin

    def step_input(self) -> StepInput:
        """Return what executors are made from."""
        return step_input(self._eager, self._batches)

    # -- steps --

    def advance(self, most: int = 1) -> int:
        """Make one optimiser update, or as many as an executor makes in one go, but at most so many.

        Returns
        -------
        int
            How many were made, at least one unless the `interruption` stands.

        Raises
        ------
        DivergedError
            If the loss or a weight became NaN or infinite; the optimiser then starts without memory. Like any fault of
            a step it leaves the weights as they were before, and the random numbers to come.
        NotTrainableError
            If the samples are missing, if batch normalisation would meet a batch of one sample, if no gradient reaches
            any weight, or if the network is none that the perceptron learning rule can train.
        """
        if self.task.missing is not None:
            raise NotTrainableError(self.task.missing)
        self._eager.check()
        if self._normalises:
            self._batches.check_for_means()
        with self.executors.undisturbed:
            if torch.get_num_threads() != self._threads:
                torch.set_num_threads(self._threads)
            if self._fast is not None:
                done = self._advance_fast(self._fast, most)
                if done.steps or not done.diverged:
                    return done.steps
            return self._advance_eagerly()

    def _advance_fast(self, fast: FastSteps, most: int) -> Done:
        """Make steps up to the one at which something goes wrong."""
        done = fast.run(self._batches, self.epoch, self.batch, self.step, self._sums, most, self.interruption)
        self._sums = EpochSums(done.sums.loss, done.sums.correct, done.sums.samples)
        self.history.extend(done.rows)
        self.step, self.epoch, self.batch = self.step + done.steps, self.epoch + len(done.rows), done.batch
        if done.steps:
            self.batch_loss, self._edited = done.batch_loss, None
        return done

    def _advance_eagerly(self) -> int:
        samples = self._next_batch()
        loss, output = self._eager.make(samples, self.step)
        correct = math.nan if self.task.correct is None else self.task.correct(output.detach(), samples.y)
        sums, n = self._sums, len(samples)
        self._sums = EpochSums(sums.loss + loss * n, sums.correct + correct, sums.samples + n)
        self.batch_loss, self._edited = loss, None
        self.step += 1
        self.batch += 1
        if self.batch >= self.batches:
            self._end_epoch()
        return 1

    def _end_epoch(self) -> None:
        loss, accuracy = self.evaluate(self.task.validation)
        self.history.append(self._row(loss, accuracy))
        self._sums = EpochSums()
        self.epoch += 1
        self.batch = 0

    def _row(self, validation_loss: float = math.nan, validation_accuracy: float = math.nan) -> Row:
        sums, n = self._sums, self._sums.samples
        return Row(self.epoch, self.step, sums.loss / n, sums.correct / n, validation_loss, validation_accuracy)

    def evaluate(self, samples: Samples) -> tuple[float, float]:
        """Return loss and accuracy in evaluation mode; NaN where there is nothing to measure."""
        if not len(samples):
            return math.nan, math.nan
        output = self.outputs(samples.x)
        correct = math.nan if self.task.correct is None else self.task.correct(output, samples.y)
        return float(self.task.loss(output, samples.y)), correct / len(samples)

    @torch.no_grad()
    def outputs(self, x: Tensor) -> Tensor:
        """Return the network's output in evaluation mode: (n, p) to (n, units).

        No more than the inner values of `PART` samples are in memory at a time.
        """
        if self.module.training:  # to ask every layer each time would take as long as a small one
            self.module.eval()
        parts = [self.module(part) for part in torch.split(x, PART)]
        return parts[0] if len(parts) == 1 else torch.cat(parts)

    def _next_batch(self) -> Samples:
        train = self.task.train
        if self._batches.whole:
            return train  # the order does not matter to a mean, so nothing is moved
        chosen = self._batches.chosen(self.epoch, self.batch)
        return Samples(train.x[chosen], train.y[chosen])
