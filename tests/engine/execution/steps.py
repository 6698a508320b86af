"""Training steps for executors, and the same steps made by a plain PyTorch loop."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch

from engine.assembly import correct_counter, encode_target
from engine.catalog.losses import LOSS
from engine.execution.program import Interruption, StepInput, Sums, Work
from engine.lowering import lower
from engine.shapes import DataShape
from engine.training.flat import FlatParameters
from engine.training.optimizers import OPTIMIZER
from engine.training.task import Samples, Task
from tests.engine.networks import named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import Tensor, nn

    from engine.execution.program import Done, Executor
    from engine.graph import Graph


@dataclass
class Run:
    """A module with its parameters in one vector, and what an executor changes.

    Attributes
    ----------
    twin : torch.nn.Module
        The same layers with parameters of their own, for the plain loop.
    """

    module: nn.Module
    twin: nn.Module
    task: Task
    step: StepInput
    memory: dict[str, Tensor] = field(default_factory=dict)
    sums: Sums = field(default_factory=Sums)
    batch: int = 0
    epoch: int = 0
    made: int = 0
    interruption: Interruption = field(default_factory=Interruption)

    def __post_init__(self) -> None:
        self.vector = self.step.vector
        self.previous = torch.full_like(self.vector, float("nan"))

    @property
    def batches(self) -> int:
        return -(-len(self.task.train) // self.step.batch)

    def go(
        self, executor: Executor, steps: int, seed: int | None = None, used: int | None = None, **hyper: object
    ) -> Done:
        """Let an executor make steps from where the run stands, shuffled if there is a seed."""
        work = Work(
            x=self.task.train.x,
            y=self.task.train.y,
            vx=self.task.validation.x,
            vy=self.task.validation.y,
            shuffle=seed,
            used=len(self.task.train) if used is None else used,
            batch_size=self.step.batch,
            first_batch=self.batch,
            steps=steps,
            vector=self.vector,
            previous=self.previous,
            memory=self.memory,
            hyper={**self.step.arguments, **hyper},
            sums=self.sums,
            epoch=self.epoch,
            step=self.made,
            interruption=self.interruption,
        )
        done = executor.run(work)
        self.sums, self.batch = done.sums, done.batch
        self.epoch, self.made = self.epoch + len(done.rows), self.made + done.steps
        return done


def run(
    graph: Graph,
    samples: tuple[int, int] | int = 4,
    optimizer: str = "sgd",
    batch: int | None = None,
    /,
    **settings: object,
) -> Run:
    """Prepare a drawing for an optimiser of the catalogue, on samples for training and perhaps validation.

    They are points in the plane; those far from its middle are class 1.
    """
    train, validation = samples if isinstance(samples, tuple) else (samples, 0)
    module = lower(graph, DataShape(("x1", "x2"), 2), 3).module
    loss = LOSS[str(named(graph, "Output").settings["loss"])]
    x = torch.randn(train + validation, 2, generator=torch.Generator().manual_seed(5))
    with torch.no_grad():
        units = module.eval()(x[:2]).shape[1]
    y = encode_target((x.square().sum(1) > 1.2).float(), loss, units)
    task = Task(
        loss.build(), Samples(x[:train], y[:train]), Samples(x[train:], y[train:]), correct_counter(loss, units)
    )
    correct = "threshold" if units == 1 else "index" if loss.target == "index" else "one_hot"
    spec = OPTIMIZER[optimizer]
    arguments = spec.arguments({**{p.name: p.default for p in spec.params}, **settings})  # type: ignore[dict-item]  # settings of tests are right
    return start(module, task, correct, loss.threshold, spec.class_name, arguments, batch)


def start(
    module: nn.Module,
    task: Task,
    correct: str | None,
    threshold: float,
    optimizer_class: str,
    arguments: Mapping[str, object],
    batch: int | None,
) -> Run:
    """Lay a module's parameters end to end and describe its step."""
    twin = copy.deepcopy(module).train()
    flat = FlatParameters(module)
    slices, at = {}, 0
    for name, parameter in module.named_parameters():
        slices[name] = (at, parameter.shape)
        at += parameter.numel()
    n = len(task.train)
    size = min(batch or n, n)
    step = StepInput(
        module=module,
        vector=flat.vector.detach(),
        slices=slices,
        loss=task.loss,
        correct=correct,
        threshold=threshold,
        optimizer_class=optimizer_class,
        arguments=arguments,
        batch=size,
        last_batch=n % size or size,
        features=task.train.x.shape[1],
        target_dtype=task.train.y.dtype,
        target_shape=tuple(task.train.y.shape[1:]),
    )
    return Run(module, twin, task, step)


class PlainLoop:
    """What a PyTorch tutorial writes, on the twin of a run, or on another one in float64."""

    def __init__(self, run: Run, dtype: torch.dtype = torch.float32) -> None:
        self.run = run
        self.module = run.twin if dtype is torch.float32 else copy.deepcopy(run.twin).to(dtype)
        train = run.task.train
        self.x, self.y = train.x.to(dtype), train.y.to(dtype) if train.y.is_floating_point() else train.y
        self.optimizer = getattr(torch.optim, run.step.optimizer_class)(self.module.parameters(), **run.step.arguments)
        self.losses: list[float] = []

    def go(self, steps: int, seed: int | None = None) -> PlainLoop:
        """Make steps."""
        train, size, batches = self.run.task.train, self.run.step.batch, self.run.batches
        for _ in range(steps):
            epoch, batch = divmod(len(self.losses), batches)
            places = torch.arange(len(train)) if seed is None else order(self.run, seed, epoch)
            chosen = places[batch * size : (batch + 1) * size]
            self.optimizer.zero_grad()
            loss = self.run.task.loss(self.module(self.x[chosen]), self.y[chosen])
            loss.backward()
            self.optimizer.step()
            self.losses.append(loss.item())
        return self

    @property
    def vector(self) -> Tensor:
        """All parameters end to end."""
        return torch.cat([parameter.detach().flatten() for parameter in self.module.parameters()])

    def measure(self, samples: Samples, count: Callable[[Tensor, Tensor], int]) -> tuple[float, float]:
        """Return loss and accuracy."""
        with torch.no_grad():
            output = self.run.twin(samples.x)
        return self.run.task.loss(output, samples.y).item(), count(output, samples.y) / len(samples)


def order(run: Run, seed: int, epoch: int) -> Tensor:
    """Return the order in which an epoch takes the samples."""
    return torch.randperm(len(run.task.train), generator=torch.Generator().manual_seed(seed + epoch))


def far(one: Tensor, two: Tensor, floor: float = 1e-6) -> float:
    """Return the largest distance, as a share of what is allowed: 1e-6 of the number, or the floor."""
    return float(((one - two).abs() / (1e-6 * two.abs() + floor)).max())
