"""The one training loop, one step at a time, on the caller's thread. It is plain PyTorch, step for step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch

from engine.errors import LoomError, NotTrainableError
from engine.text import Text
from engine.training import perceptron
from engine.training.by_hand import check_value
from engine.training.flat import FlatParameters
from engine.training.forward import draws_at_random, leaf_calls, normalises_batches
from engine.training.history import History, Row
from engine.training.optimizers import OPTIMIZER
from engine.training.shortcuts import default_generator, epoch_order, run_backward, update
from engine.training.state import EpochSums, RunState
from engine.training.task import Samples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor, nn

    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.task import Task


class DivergedError(LoomError):
    """The loss or a weight became NaN or infinite. The module has the last finite weights."""


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

    Raises
    ------
    NotTrainableError
        If the module has no parameters or there is no training sample.
    """

    def __init__(self, module: nn.Module, task: Task, config: TrainingConfig, state: RunState | None = None) -> None:
        if not any(True for _ in module.parameters()):
            raise NotTrainableError(
                Text(
                    "training",
                    "There is nothing to learn: no layer with weights leads to the output. Add Dense.",
                )
            )
        if not len(task.train):
            raise NotTrainableError(Text("training", "There are no training samples. Lower the validation share."))
        torch.set_num_threads(1)  # small networks: one thread is faster, and the same run gives the same bits
        self.module = module
        self.task = task
        self.config = config
        self.batch_loss = math.nan
        self._flat = FlatParameters(module)
        self._one = torch.ones(())
        self._buffers = list(module.buffers())
        # What a step changes, as the same memory but out of autograd's sight, and room for how it was before.
        self._changing = [self._flat.vector.detach(), *self._buffers]
        self._previous = [torch.empty_like(tensor) for tensor in self._changing]
        self._forward = leaf_calls(module)
        self._draws = draws_at_random(module)
        self._normalises = normalises_batches(module)
        self._samples = len(task.train)
        self._optimizer = self._new_optimizer()
        self._follow_rule()
        self._order: Tensor | None = None
        self._initial: Mapping[str, Tensor] = self.weights()  # like `_random` replaced, never written to
        self._begin()
        if state is not None:
            self.restore(state)

    # -- where it stands --

    def weights(self) -> dict[str, Tensor]:
        """Return copies of all parameters and buffers."""
        return {name: tensor.detach().clone() for name, tensor in self.module.state_dict().items()}

    def last_update(self) -> dict[str, Tensor]:
        """Return by how much the last step moved each parameter; zeros if they are not what a step left."""
        return self._flat.split(self._changing[0] - self._previous[0])

    @property
    def finished(self) -> bool:
        """Whether all epochs that were asked for are done."""
        return not self.config.endless and self.epoch >= self.config.epochs

    @property
    def batches(self) -> int:
        """Steps in an epoch."""
        return math.ceil(self._samples / self._batch_size)

    def curve(self) -> Curve:
        """Return the finished epochs, and the one under way as a last row."""
        return self.history.curve(self._row() if self._sums.samples else None)

    def state(self) -> RunState:
        """Return all that is needed to go on exactly from here."""
        return RunState(
            weights=self.weights(),
            initial=self._initial,
            optimizer=self._flat.memory(self._optimizer),
            random=self._random,
            step=self.step,
            epoch=self.epoch,
            batch=self.batch,
            sums=self._sums,
            history=self.history.copy(),
        )

    def restore(self, state: RunState, config: TrainingConfig | None = None) -> None:
        """Go to where a run with the same module and task stood, and take the config that it had there."""
        if config is not None:
            self.config = config
            self._follow_rule()
        self._initial = state.initial
        self._begin()
        self.module.load_state_dict(dict(state.weights))
        self._keep()
        self._flat.recall(self._optimizer, state.optimizer)
        if state.random is not None:
            self._random = state.random
        self.step, self.epoch, self.batch = state.step, state.epoch, state.batch
        self._sums, self.history = state.sums, state.history.copy()
        curve = self.curve()
        self.batch_loss = float(curve.train_loss[-1]) if len(curve) else math.nan

    def reset(self) -> None:
        """Go back to step 0: the same first weights, an empty history, the same orders and dropouts to come."""
        self.module.load_state_dict(self._initial)
        self._begin()

    def reconfigure(self, config: TrainingConfig) -> None:
        """Train on with other settings. Another kind of optimiser starts without memory."""
        previous, self.config = self.config, config
        self._follow_rule()
        if config.optimizer != previous.optimizer:
            self._optimizer = self._new_optimizer()
        else:
            arguments = OPTIMIZER[config.optimizer].arguments(config.optimizer_settings)
            for group in self._optimizer.param_groups:
                group.update(arguments)
            OPTIMIZER[config.optimizer].complete(self._optimizer)
        if (config.full_batch, config.batch_size, config.shuffle) != (
            previous.full_batch,
            previous.batch_size,
            previous.shuffle,
        ):
            self._close_epoch_early()

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
        own = self.module.state_dict()[name]
        check_value(name, own, value)
        with torch.no_grad():
            own.copy_(value if where is None else torch.where(where, value, own))
        self._was_set(name)

    def set_elements(self, name: str, places: Tensor, values: Tensor) -> None:
        """Do what `set_weight` did, to these places of the flattened parameter, both of shape (n,)."""
        with torch.no_grad():
            self.module.state_dict()[name].view(-1)[places] = values
        self._was_set(name)

    def _was_set(self, name: str) -> None:
        self._keep()
        if self.step == 0:
            self._initial = {**self._initial, name: self.module.state_dict()[name].detach().clone()}
        self.batch_loss = self._loss_now()  # the last batch's belongs to other weights

    def forget(self) -> None:
        """Let the optimiser begin without memory."""
        self._optimizer = self._new_optimizer()

    def _loss_now(self) -> float:
        try:
            return self.evaluate(self.task.train)[0]
        except RuntimeError:  # the loss does not take what the network gives now; the next step says what is wrong
            return math.nan

    def _begin(self) -> None:
        self.step = self.epoch = self.batch = 0
        self.batch_loss = math.nan
        self.history = History()
        self._sums = EpochSums()
        self._order = None
        self._optimizer = self._new_optimizer()
        self._random = torch.Generator().manual_seed(self.config.seed).get_state()
        self._keep()

    # -- one step --

    def advance(self) -> None:
        """Make one optimiser update.

        Raises
        ------
        DivergedError
            If the loss or a weight became NaN or infinite; the optimiser then starts without memory. Like any fault of
            a step it leaves the weights as they were before, and the random numbers to come.
        NotTrainableError
            If batch normalisation would meet a batch of one sample, if no gradient reaches any weight, or if the
            network is none that the perceptron learning rule can train.
        """
        if self._in_vain is not None:
            raise NotTrainableError(self._in_vain)
        if self._normalises:
            self._check_batches()
        samples = self._next_batch()
        self._keep()
        random = self._random
        try:
            value, output = self._attempt(samples)
        except Exception as error:
            torch._foreach_copy_(self._changing, self._previous)
            self._random = random
            if isinstance(error, DivergedError):
                self.forget()  # its memory may be huge or NaN, and would throw the next step off too
            raise
        self._count(value, output, samples)

    def _attempt(self, samples: Samples) -> tuple[float, Tensor]:
        """Make an update and return the loss and the output before it."""
        if not self.module.training:
            self.module.train()
        self._flat.gradient.zero_()
        output = self._output(samples.x)  # (batch, units)
        loss = self._loss(output, samples.y)  # ()
        value = loss.item()
        if not math.isfinite(value):
            raise DivergedError(self._divergence(Text("training", "the loss became {value}").fill(value=value)))
        run_backward(perceptron.criterion(output, samples.y) if self._corrects else loss, self._one)
        update(self._optimizer)
        self._check_finite()
        return value, output

    def _follow_rule(self) -> None:
        """Find out down what the optimiser goes, and why that would move nothing, if it would not."""
        self._corrects = OPTIMIZER[self.config.optimizer].rule == "perceptron"
        self._in_vain = perceptron.prepare(self.module, self.task, self._corrects)

    def _output(self, x: Tensor) -> Tensor:
        """Run the module; what it draws at random comes from the run's own state, and the caller's stays as it was."""
        if not self._draws:
            return self._forward(x)
        with default_generator, torch.random.fork_rng(devices=[]):
            torch.set_rng_state(self._random)
            output = self._forward(x)
            self._random = torch.get_rng_state()
        return output

    def _loss(self, output: Tensor, y: Tensor) -> Tensor:
        try:
            loss: Tensor = self.task.loss(output, y)
        except RuntimeError:  # torch's own check of probabilities, which NaN does not pass either
            if bool(torch.isfinite(output).all()):
                raise
            raise DivergedError(
                self._divergence(Text("training", "the output of the network became NaN or infinite"))
            ) from None
        return loss

    def _keep(self) -> None:
        torch._foreach_copy_(self._previous, self._changing)

    def _check_finite(self) -> None:
        if math.isfinite(sum(tensor.sum().item() for tensor in self._changing)):
            return
        broken = next((n for n, t in self.module.state_dict().items() if not bool(torch.isfinite(t).all())), None)
        if broken is None:
            return  # only the sum overflowed; every number is still finite
        raise DivergedError(self._divergence(Text("training", "{name} became NaN or infinite").fill(name=broken)))

    def _divergence(self, what: Text) -> Text:
        rate = self.config.optimizer_settings["lr"]
        return Text(
            "training",
            "Stopped at step {step}: {what}. The last finite weights are kept. The likely cause is the learning rate "
            "of {rate}: lower it, then reset or go on.",
        ).fill(step=self.step, what=what, rate=f"{rate:g}")

    def _count(self, loss: float, output: Tensor, samples: Samples) -> None:
        n = min(self._batch_size, self._samples - self.batch * self._batch_size)
        correct = math.nan if self.task.correct is None else self.task.correct(output.detach(), samples.y)
        sums = self._sums
        self._sums = EpochSums(sums.loss + loss * n, sums.correct + correct, sums.samples + n)
        self.batch_loss = loss
        self.step += 1
        self.batch += 1
        if self.batch >= self.batches:
            self._end_epoch()

    def _end_epoch(self) -> None:
        loss, accuracy = self.evaluate(self.task.validation)
        self.history.append(self._row(loss, accuracy))
        self._sums = EpochSums()
        self.epoch += 1
        self.batch = 0
        self._order = None

    def _close_epoch_early(self) -> None:
        """Batches of another size cannot continue an epoch: what it has gathered becomes its row."""
        self._order = None
        if self.batch:
            self._end_epoch()

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
        """Return the network's output in evaluation mode: (n, p) to (n, units)."""
        self.module.eval()
        result: Tensor = self.module(x)
        return result

    # -- batches --

    def _check_batches(self) -> None:
        """Raise if the last batch of an epoch would be a single sample, which has no variance to normalise by."""
        if (self._samples % self._batch_size or self._batch_size) == 1:
            raise NotTrainableError(
                Text(
                    "training",
                    "Batch normalisation needs at least 2 samples in every batch, but {samples} training samples in "
                    "batches of {size} end in a batch of 1. Choose another batch size, or take out BatchNorm1d.",
                ).fill(samples=self._samples, size=self._batch_size)
            )

    @property
    def _batch_size(self) -> int:
        return self._samples if self.config.full_batch else min(self.config.batch_size, self._samples)

    def _next_batch(self) -> Samples:
        train = self.task.train
        if self.config.full_batch:
            return train  # the order does not matter to a mean, so nothing is moved
        if self._order is None:
            self._order = self._epoch_order()
        start = self.batch * self._batch_size
        chosen = self._order[start : start + self._batch_size]
        return Samples(train.x[chosen], train.y[chosen])

    def _epoch_order(self) -> Tensor:
        if not self.config.shuffle:
            return torch.arange(self._samples)
        return epoch_order(self._samples, self.config.seed, self.epoch)

    def _new_optimizer(self) -> torch.optim.Optimizer:
        return OPTIMIZER[self.config.optimizer].build([self._flat.vector], self.config.optimizer_settings)
