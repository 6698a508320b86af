"""The same network from many first weights at once: every calculation is done for all starts in one go."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.func import functional_call, vmap

from engine.errors import NotTrainableError
from engine.text import Text
from engine.training import perceptron
from engine.training.batches import Batches
from engine.training.forward import draws_at_random, normalises_batches
from engine.training.optimizers import OPTIMIZER
from engine.training.shortcuts import default_generator, epoch_order, update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy.typing as npt
    from torch import Tensor

    from engine.training.config import TrainingConfig
    from engine.training.task import Task

    Right = Callable[[Tensor, Tensor], Tensor]

_HARMLESS = 0.5  # what every loss takes in the place of an output that is no number


@dataclass(frozen=True, slots=True, eq=False)
class Starts:
    """What became of every start. A start that diverged has NaN from that epoch on, and its last finite weights.

    Parameters
    ----------
    seeds : tuple of int
        One for each start; N of them.
    loss : array of float64, shape (N, epochs)
        Of each epoch's batches as they were trained on, so before their updates; as in a run's curve.
    accuracy : array of float64, shape (N, epochs), or None
        In the same way; None for a regression.
    weights : mapping
        For each parameter and buffer, by its name in the module's ``state_dict``, an array of shape (N, ...): those
        after the last epoch.
    """

    seeds: tuple[int, ...]
    loss: npt.NDArray[np.float64]
    accuracy: npt.NDArray[np.float64] | None
    weights: Mapping[str, npt.NDArray[np.generic]]

    def weights_of(self, seed: int) -> dict[str, npt.NDArray[np.generic]]:
        """Return the tensors of one start by their names."""
        place = self.seeds.index(seed)
        return {name: stacked[place] for name, stacked in self.weights.items()}

    def epochs_to_reach(self, threshold: float) -> npt.NDArray[np.float64]:
        """Return after how many epochs the loss of each start was below a threshold; infinity if it never was."""
        below = self.loss < threshold  # (N, epochs)
        return np.where(below.any(axis=1), below.argmax(axis=1) if below.size else 0, math.inf)

    def share_solved(self, threshold: float) -> float:
        """Return the share of starts, 0 to 1, whose loss was ever below a threshold."""
        return float(np.isfinite(self.epochs_to_reach(threshold)).mean())


def train_starts(
    module: nn.Module,
    first: Mapping[str, Tensor],
    task: Task,
    config: TrainingConfig,
    seeds: Sequence[int],
    epochs: int,
    report: Callable[[int], bool],
    right: Right | None = None,
) -> Starts:
    """Train one network from N first weights, each start as a `Loop` with its seed would.

    Weights and gradients are stacked along a first axis of N. The gradient of the sum of all losses by a start's
    weights is that of its own loss, since no other one depends on them. SGD, Adam, AdamW, RMSprop and Adagrad treat
    every element by itself, so one of them over the stack is the same as N of them, and torch's own are used. A loop
    rounds in another order, so figures agree closely, not to the bit. Dropout is drawn for each start by itself, from
    numbers that no loop draws: there starts are alike on the average only.

    Parameters
    ----------
    module : torch.nn.Module
        Its weights are left as they are.
    first : mapping
        For each parameter and buffer of the module the first values, (N, ...).
    task : Task
    config : TrainingConfig
        Its seed and its number of epochs are not looked at.
    seeds : sequence of int
        For each start, what decides the order of its samples.
    epochs : int
    report : callable
        Told after every epoch how many are done; training ends early if it answers false.
    right : callable, optional
        ``right(output, target)`` tells of each sample whether it is classified rightly; bool, the shape of the samples.

    Raises
    ------
    NotTrainableError
        If the network has batch normalisation, which takes another way, or is trained by the perceptron rule.
    """
    _check(module, task, config)
    return _Herd(module, first, task, config, seeds, right).train(epochs, report)


def _check(module: nn.Module, task: Task, config: TrainingConfig) -> None:
    if normalises_batches(module):
        raise NotTrainableError(
            Text(
                "starts",
                "A network with batch normalisation cannot be trained from several starts at once: what it remembers "
                "of its batches cannot be kept apart. Take it out.",
            )
        )
    if OPTIMIZER[config.optimizer].rule == "perceptron":
        raise NotTrainableError(
            Text(
                "starts",
                "The perceptron rule cannot be followed from several starts at once. Choose another optimiser.",
            )
        )
    in_vain = perceptron.prepare(module, task, corrects=False)
    if in_vain is not None:
        raise NotTrainableError(in_vain)


class _Herd:
    """All starts, and what trains them."""

    def __init__(
        self,
        module: nn.Module,
        first: Mapping[str, Tensor],
        task: Task,
        config: TrainingConfig,
        seeds: Sequence[int],
        right: Right | None,
    ) -> None:
        self._module, self._task = module.train(), task
        self._seeds, self._right = tuple(seeds), right
        names = [name for name, _ in module.named_parameters()]
        self._buffers = {name: tensor.clone() for name, tensor in first.items() if name not in names}
        self._shapes = {name: first[name].shape for name in names}
        self._matrix = nn.Parameter(torch.cat([first[name].flatten(1) for name in names], dim=1))  # (N, P)
        self._previous = torch.empty_like(self._matrix)
        self._alive = torch.ones(len(self._seeds), dtype=torch.bool)
        self._optimizer = OPTIMIZER[config.optimizer].build([self._matrix], config.optimizer_settings)
        self._batches = Batches(len(task.train), config)
        self._own = config.shuffle and not config.full_batch  # whether each start has a batch of its own
        self._draws = draws_at_random(module)
        self._random = torch.Generator().manual_seed(config.seed).get_state()

    def train(self, epochs: int, report: Callable[[int], bool]) -> Starts:
        losses: list[Tensor] = []
        accuracies: list[Tensor] = []
        for epoch in range(epochs):
            loss, accuracy = self._epoch(epoch)
            losses.append(loss)
            accuracies.append(accuracy)
            if not report(epoch + 1):
                break
        parameters = {name: tensor.detach() for name, tensor in self._parameters().items()}
        return Starts(
            seeds=self._seeds,
            loss=self._table(losses),
            accuracy=None if self._right is None else self._table(accuracies),
            weights={name: tensor.clone().numpy() for name, tensor in {**parameters, **self._buffers}.items()},
        )

    def _table(self, columns: list[Tensor]) -> npt.NDArray[np.float64]:
        return np.stack([column.numpy() for column in columns], axis=1) if columns else np.empty((len(self._seeds), 0))

    def _epoch(self, epoch: int) -> tuple[Tensor, Tensor]:
        """Return mean loss and accuracy of each start, (N,) both; NaN for those that have diverged."""
        samples = self._batches.used
        loss, correct = (torch.zeros(len(self._seeds), dtype=torch.float64) for _ in range(2))
        for x, y in self._samples_of(epoch):
            value, output = self._step(x, y)
            size = output.shape[1]
            loss += value.double() * size
            if self._right is not None:
                targets = y if self._own else y.expand(len(self._seeds), *y.shape)
                correct += self._right(output.flatten(0, 1), targets.flatten(0, 1)).view(-1, size).sum(1)
        dead = torch.full_like(loss, math.nan)
        return torch.where(self._alive, loss / samples, dead), torch.where(self._alive, correct / samples, dead)

    def _samples_of(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield batches; of shape (N, batch, ...) where each start has its own, else (batch, ...) for all."""
        train, used, size = self._task.train, self._batches.used, self._batches.size
        if not self._own:
            yield from zip(torch.split(train.x[:used], size), torch.split(train.y[:used], size), strict=True)
            return
        orders = torch.stack([epoch_order(len(train), seed, epoch) for seed in self._seeds])  # (N, samples)
        for chosen in torch.split(orders[:, :used], size, dim=1):
            yield train.x[chosen], train.y[chosen]

    def _step(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Make an update of all starts and return their losses before it, (N,), and outputs, (N, batch, units)."""
        self._previous.copy_(self._matrix.detach())
        self._matrix.grad = None
        losses, outputs = self._forward(x, y)
        losses.sum().backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
        update(self._optimizer)
        self._bury(losses.detach())
        return losses.detach(), outputs.detach()

    def _forward(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        own = 0 if self._own else None
        every = vmap(self._loss, in_dims=(0, 0, own, own), randomness="different")
        if not self._draws:
            losses, outputs = every(self._parameters(), self._buffers, x, y)
            return losses, outputs
        with default_generator, torch.random.fork_rng(devices=[]):
            torch.set_rng_state(self._random)
            losses, outputs = every(self._parameters(), self._buffers, x, y)
            self._random = torch.get_rng_state()
        return losses, outputs

    def _loss(
        self, parameters: dict[str, Tensor], buffers: dict[str, Tensor], x: Tensor, y: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return loss and output of one start. Torch refuses NaN as a probability, and would do so for all of them."""
        output = functional_call(self._module, {**parameters, **buffers}, (x,))
        sound = torch.isfinite(output)
        loss = self._task.loss(torch.where(sound, output, _HARMLESS), y)
        return torch.where(sound.all(), loss, math.nan), output

    def _parameters(self) -> dict[str, Tensor]:
        """Return the stacked parameters, (N, ...) each, as views of the matrix."""
        parts = torch.split(self._matrix, [shape[1:].numel() for shape in self._shapes.values()], dim=1)
        return {name: part.view(shape) for (name, shape), part in zip(self._shapes.items(), parts, strict=True)}

    def _bury(self, losses: Tensor) -> None:
        """Give starts that have diverged, now or before, their last finite weights back."""
        matrix = self._matrix.detach()
        sound = torch.isfinite(losses) & torch.isfinite(matrix.sum(1))
        if bool((sound & self._alive).all()):
            return
        self._alive &= torch.isfinite(losses) & torch.isfinite(matrix).all(1)
        matrix[~self._alive] = self._previous[~self._alive]
