"""Traces a training step through PyTorch's own dispatcher into one list of operations.

The step is traced twice, with batches of two sizes and with two sets of values for the optimiser's numbers. What
differs between the two traces depends on the batch or on those numbers, and must be explained by one of them.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.func import functional_call

from engine.execution import optimiser
from engine.execution.cleaning import cleaned
from engine.execution.faults import UnsupportedError
from engine.execution.live import Tape
from engine.execution.merging import merge
from engine.execution.program import Graph, Program
from engine.execution.recording import Record, record

if TYPE_CHECKING:
    from torch import Tensor

    from engine.execution.program import StepInput

BATCHES = (5, 7)
"""Rows of the batches that are traced. Which they are does not matter, if both are more than one."""


def trace(step: StepInput) -> Program:
    """Trace a training step and the evaluation of its network.

    Module and parameters are copied first; nobody may change them meanwhile. Then a few zeros go through the copy.

    Raises
    ------
    UnsupportedError
        If the step does something that no executor knows how to repeat.
    """
    _check(step)
    step = replace(step, module=copy.deepcopy(step.module), vector=step.vector.detach().clone())
    for part in step.module.modules():
        if isinstance(part, nn.Conv2d):
            part.register_forward_pre_hook(_channels_last)
    memory = optimiser.remembered(step.optimizer_class, step.arguments)
    try:
        steps = [_trace_step(step, memory, rows) for rows in BATCHES]
        evaluations = [_trace_evaluation(step, rows) for rows in BATCHES]
    except (RuntimeError, ValueError, IndexError, TypeError) as error:  # the eager step meets it too, and tells
        raise UnsupportedError(f"it cannot be traced: {error}") from error
    step.module.train()
    names = ("vector", "x", "y", *memory.slots)
    return Program(
        source=step,
        step=_graph(steps, names, ("loss", "output", "vector", *memory.slots)),
        evaluation=_graph(evaluations, names[:3], ("loss", "output")),
        slots=memory.slots,
        counts=memory.counts,
        hyper=optimiser.open_names(step.arguments),
        fixed=optimiser.fixed_arguments(step.arguments),
    )


def _graph(traces: list[Record], inputs: tuple[str, ...], outputs: tuple[str, ...]) -> Graph:
    one, two = traces
    return cleaned(merge(one, two, inputs, outputs))


def _check(step: StepInput) -> None:
    if any(True for _ in step.module.buffers()):
        raise UnsupportedError("the network keeps more than weights")
    for part in step.module.modules():
        if isinstance(part, nn.modules.dropout._DropoutNd):
            raise UnsupportedError("the network draws at random")
        if getattr(part, "passes_gradients", False):
            raise UnsupportedError("the perceptron rule goes down no loss")
    if step.vector.dtype != torch.float32:
        raise UnsupportedError("the weights are not float32")
    if step.arguments.get("dampening"):
        raise UnsupportedError("the first step with dampening is another one")


def _channels_last(_part: nn.Module, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """Let a convolution and what follows it work with the channels of a pixel side by side: far less time on a CPU."""
    return tuple(tensor.clone(memory_format=torch.channels_last) for tensor in inputs)


def _samples(step: StepInput, rows: int) -> tuple[Tensor, Tensor]:
    return torch.zeros(rows, step.features), torch.zeros((rows, *step.target_shape), dtype=step.target_dtype)


def _parts(step: StepInput, vector: Tensor) -> dict[str, Tensor]:
    return {name: vector[at : at + shape.numel()].view(shape) for name, (at, shape) in step.slices.items()}


def _trace_step(step: StepInput, memory: optimiser.Memory, rows: int) -> Record:
    tape = Tape()
    numbers = optimiser.open_on(tape, optimiser.open_names(step.arguments), rows)
    if memory.counts:
        numbers["step"] = tape.open("step", 3.31 + 0.17 * rows)

    def run(vector: Tensor, x: Tensor, y: Tensor, *slots: Tensor) -> tuple[Tensor, ...]:
        parts = {name: part.requires_grad_() for name, part in _parts(step, vector).items()}
        with torch.enable_grad():
            output = functional_call(step.module, parts, (x,))
            loss = step.loss(output, y)
            found = torch.autograd.grad(loss, list(parts.values()), allow_unused=True)
        with torch.no_grad():
            gradients = [torch.zeros_like(p) if g is None else g for g, p in zip(found, parts.values(), strict=True)]
            gradient = torch.cat([part.reshape(-1) for part in gradients])
            named = dict(zip(memory.slots, slots, strict=True))
            after, remembered = optimiser.trace_update(
                step.optimizer_class, step.arguments, numbers, vector, gradient, named
            )
        return loss, output, after, *(remembered[name] for name in memory.slots)

    step.module.train()
    vector = step.vector.clone()
    inputs = (vector, *_samples(step, rows), *(torch.zeros_like(vector) for _ in memory.slots))
    return record(run, inputs, tape, rows)


def _trace_evaluation(step: StepInput, rows: int) -> Record:
    def run(vector: Tensor, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        output = functional_call(step.module, _parts(step, vector), (x,))
        return step.loss(output, y), output

    step.module.eval()
    with torch.no_grad():
        return record(run, (step.vector.clone(), *_samples(step, rows)), Tape(), rows)
