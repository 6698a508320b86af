"""Compares an executor with the eager step before anybody relies on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch

from engine.execution.faults import UnsupportedError
from engine.execution.program import Work

if TYPE_CHECKING:
    from torch import Tensor

    from engine.execution.program import Executor, Program, StepInput

CLOSE, FLOOR = 1e-5, 1e-6
"""How far two results of a step may lie apart: relative to them, and at all."""
ROUNDING = 16
"""And by so many times of what PyTorch's own float32 lies away from float64: a step may magnify every rounding."""
UPDATES = 2
"""The first finds the optimiser without memory, the second with it."""
SECOND = 64
"""Samples of the second batch at the most."""
SEED = 2**33 + 1
"""Of the order in which the samples are taken."""


def check(executor: Executor, program: Program) -> None:
    """Let an executor and plain PyTorch make the same steps from the run's own parameters.

    Raises
    ------
    UnsupportedError
        If they end elsewhere.
    """
    source = program.source
    x, y = _samples(source, source.batch + min(source.batch, SECOND))
    vector = source.vector.detach().clone()
    work = Work(
        x=x,
        y=y,
        vx=x[:0],
        vy=y[:0],
        shuffle=SEED,
        used=len(x),
        batch_size=source.batch,
        first_batch=0,
        steps=UPDATES,
        vector=vector,
        previous=torch.empty_like(vector),
        memory={},
        hyper=source.arguments,
    )
    done = executor.run(work)
    try:
        wanted, exact = _eager(source, x, y), _eager(source, x, y, torch.float64)
    except (RuntimeError, IndexError) as error:
        raise UnsupportedError("PyTorch refuses the step, so there is nothing to compare with") from error
    if done.diverged or done.steps != UPDATES:
        raise UnsupportedError(f"{executor.name} does not get as far as PyTorch")
    results = {"loss": torch.tensor(done.batch_loss), "parameters": vector, **work.memory}
    for name, result in wanted.items():
        rounding = float((result - exact[name]).abs().max())
        if not torch.allclose(results[name].double(), result.double(), rtol=CLOSE, atol=FLOOR + ROUNDING * rounding):
            raise UnsupportedError(f"{executor.name} has other {name} than PyTorch")


def _samples(source: StepInput, rows: int) -> tuple[Tensor, Tensor]:
    """Return samples that are neither all alike nor drawn: nobody's random numbers are used up."""
    x = torch.sin(torch.arange(rows * source.features, dtype=torch.float32) * 1.7).reshape(rows, source.features)
    count = rows * math.prod(source.target_shape)
    y = (torch.arange(count) % 2).to(source.target_dtype).reshape(rows, *source.target_shape)
    return x, y


def _eager(source: StepInput, x: Tensor, y: Tensor, dtype: torch.dtype = torch.float32) -> dict[str, Tensor]:
    """Make the steps with autograd and the optimiser of ``torch.optim``, and return what an executor changes."""
    vector = source.vector.detach().to(dtype, copy=True).requires_grad_()
    x, y = x.to(dtype), y.to(dtype) if y.is_floating_point() else y
    optimizer = getattr(torch.optim, source.optimizer_class)([vector], **source.arguments)
    loss = vector.new_tensor(math.nan)
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(SEED))
    for chosen in torch.split(order, source.batch):
        parts = {name: vector[at : at + size.numel()].view(size) for name, (at, size) in source.slices.items()}
        loss = source.loss(torch.func.functional_call(source.module, parts, (x[chosen],)), y[chosen])
        (vector.grad,) = torch.autograd.grad(loss, vector)
        optimizer.step()
    slots = {k: v for k, v in optimizer.state[vector].items() if isinstance(v, torch.Tensor)}
    return {"loss": loss.detach(), "parameters": vector.detach(), **slots}
