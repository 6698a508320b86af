"""What goes into an executor and comes out of it, and the program that all executors are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from engine.execution.faults import UnsupportedError
from engine.execution.interruption import Interruption

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping

    import numpy as np
    import numpy.typing as npt
    import torch
    from torch import Tensor, nn


__all__ = [
    "Done",
    "Executor",
    "Graph",
    "Interruption",
    "Operation",
    "Program",
    "Rows",
    "StepInput",
    "Sums",
    "UnsupportedError",
    "Value",
    "Work",
    "compile_program",
    "interpret",
    "trace",
]


PART = 2048
"""Samples that are evaluated at a time: of images, all that the layers hold between them would not fit into memory."""
LARGE = 2**32 // 20
"""From so many samples on torch draws orders from numbers of 64 bits."""


@dataclass(frozen=True, slots=True)
class StepInput:
    """All that is needed to trace a training step.

    Parameters
    ----------
    module : torch.nn.Module
        Its parameters are views of `vector`.
    vector : Tensor
        All parameters end to end, float32, (total,).
    slices : mapping
        Where in `vector` each named parameter begins, and its shape.
    loss : torch.nn.Module
        ``loss(output, target)`` gives the mean over a batch.
    correct : {"threshold", "index", "one_hot"} or None
        How right answers are counted: one unit above a threshold, or the largest unit against a class number or a
        one-hot target; None: not at all.
    optimizer_class : str
        Name in ``torch.optim``.
    arguments : mapping
        Keyword arguments of that class.
    batch, last_batch : int
        Sizes of batches: the usual one, and the last of an epoch.
    features : int
        Columns of the data.
    target_dtype : torch.dtype
    target_shape : tuple of int
        Of one sample's target: () for a class number.
    """

    module: nn.Module
    vector: Tensor
    slices: Mapping[str, tuple[int, torch.Size]]
    loss: nn.Module
    correct: str | None
    threshold: float
    optimizer_class: str
    arguments: Mapping[str, object]
    batch: int
    last_batch: int
    features: int
    target_dtype: torch.dtype
    target_shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A size or number that depends on the rows of the batch: ``times * rows + plus``, or ``times / rows``."""

    times: float
    plus: int = 0
    inverse: bool = False

    def at(self, rows: int) -> float:
        """Return the number for a batch of that many rows."""
        if self.inverse:
            return self.times / rows
        return int(self.times) * rows + self.plus if float(self.times).is_integer() else self.times * rows + self.plus


@dataclass(eq=False, slots=True)
class Value:
    """A tensor of the program.

    Parameters
    ----------
    shape : tuple of int or Rows
    dtype : torch.dtype
    name : str
    constant : Tensor or None
        For a tensor that is part of the network, such as the numbers of chosen columns.
    """

    shape: tuple[int | Rows, ...]
    dtype: torch.dtype
    name: str
    constant: Tensor | None = None


@dataclass(eq=False, slots=True)
class Operation:
    """One call of a function of PyTorch without side effects.

    Parameters
    ----------
    target : torch._ops.OpOverload
    arguments, keywords
        Hold `Value`, `Rows`, `Formula` and plain numbers, in lists where PyTorch takes lists.
    results : tuple of Value
        One, or one for each part of a tuple.
    partial : bool
        Whether parts of that tuple are left out, as gradients are that nobody asked for.
    """

    target: torch._ops.OpOverload
    arguments: tuple[object, ...]
    keywords: Mapping[str, object]
    results: tuple[Value, ...]
    partial: bool = False

    @property
    def name(self) -> str:
        """The function's name, without its overload: ``"addmm"``."""
        return str(self.target._schema.name).removeprefix("aten::")

    def inputs(self) -> Iterator[Value]:
        """Go through all tensors that it takes."""
        return values_in((*self.arguments, *self.keywords.values()))


def values_in(item: object) -> Iterator[Value]:
    """Go through all tensors within nested lists of arguments."""
    if isinstance(item, Value):
        yield item
    elif isinstance(item, (list, tuple)):
        for part in item:
            yield from values_in(part)


@dataclass(frozen=True, slots=True)
class Graph:
    """Operations in the order in which they are made.

    Parameters
    ----------
    inputs : mapping
        ``vector``, ``x``, ``y`` and the slots of the optimiser's memory.
    outputs : mapping
        ``loss``, ``output``, and for a step the new ``vector`` and slots.
    """

    inputs: Mapping[str, Value]
    outputs: Mapping[str, Value]
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A whole training step and the evaluation of a network, as PyTorch traced them.

    Parameters
    ----------
    step, evaluation : Graph
    slots : tuple of str
        The optimiser's memory: tensors of the vector's shape.
    counts : bool
        Whether the optimiser also remembers the number of its steps, as ``"step"``.
    hyper : tuple of str
        Names of the numbers that may change from call to call.
    fixed : mapping
        Those that may not: what made the operations what they are.
    """

    source: StepInput
    step: Graph
    evaluation: Graph
    slots: tuple[str, ...]
    counts: bool
    hyper: tuple[str, ...]
    fixed: Mapping[str, object] = field(default_factory=dict)

    def fits(self, arguments: Mapping[str, object]) -> bool:
        """Tell whether an optimiser with these arguments makes the very operations of this program."""
        from engine.execution.optimiser import fixed_arguments

        return dict(fixed_arguments(arguments)) == dict(self.fixed)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the unfinished epoch has gathered."""

    loss: float = 0.0
    correct: float = 0.0
    samples: int = 0


@dataclass(slots=True)
class Work:
    """What is to be done, and on what.

    Parameters
    ----------
    x, y : Tensor
        Training samples, (n, p) and targets.
    vx, vy : Tensor
        Validation samples; may be none.
    shuffle : int or None
        Each epoch takes the samples in the order of ``torch.randperm`` from a generator with this seed plus the number
        of the epoch; None: as they are.
    used : int
        Samples that an epoch takes: all, or the first of its order.
    batch_size : int
    first_batch : int
        Batches of the present epoch that are done.
    steps : int
        Updates to make.
    epoch, step : int
        Epochs and updates made so far.
    vector : Tensor
        Parameters, changed in place.
    previous : Tensor
        Gets the parameters before the last update that is made.
    memory : dict
        What the optimiser remembers, changed in place; what is not there yet is put there.
    hyper : mapping
        The optimiser's arguments as they are now.
    sums : Sums
        Of the epoch under way.
    interruption : Interruption
        Ends the call early.
    """

    x: Tensor
    y: Tensor
    vx: Tensor
    vy: Tensor
    shuffle: int | None
    used: int
    batch_size: int
    first_batch: int
    steps: int
    vector: Tensor
    previous: Tensor
    memory: MutableMapping[str, Tensor]
    hyper: Mapping[str, object]
    sums: Sums = field(default_factory=Sums)
    epoch: int = 0
    step: int = 0
    interruption: Interruption = field(default_factory=Interruption)

    def check(self, source: StepInput) -> None:
        """Raise `ValueError` if this is not what the program was traced for: machine code looks at no shapes.

        Raise `UnsupportedError` if there are too many samples.
        """
        x, y = (source.features,), tuple(source.target_shape)
        for samples, targets in ((self.x, self.y), (self.vx, self.vy)):
            if samples.shape[1:] != x or targets.shape[1:] != y or len(samples) != len(targets):
                raise ValueError("these samples are others than those that were traced")
            if len(samples) and (samples.dtype, targets.dtype) != (source.vector.dtype, source.target_dtype):
                raise ValueError("these samples are of other types than those that were traced")
        size = source.vector.shape
        slots = [slot for name, slot in self.memory.items() if name != "step" and slot is not None]
        if any(tensor.shape != size for tensor in (self.vector, self.previous, *slots)):
            raise ValueError("these parameters are others than those that were traced")
        if self.shuffle is not None and len(self.x) >= LARGE:
            raise UnsupportedError("torch draws the order of so many samples in another way")
        if not 0 < self.used <= len(self.x):
            raise ValueError("an epoch cannot take so many samples")

    def count(self) -> float:
        """Return the number of steps that the optimiser remembers."""
        known = self.memory.get("step")
        return 0.0 if known is None else float(known.item())

    @property
    def batches(self) -> int:
        """Steps of an epoch."""
        return -(-self.used // self.batch_size)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done.

    Parameters
    ----------
    steps : int
        Updates made.
    batch_loss : float
        Of the last one's batch, before it; NaN if none was made.
    sums : Sums
        Of the epoch under way now.
    batch : int
        Batches done in it.
    rows : array of shape (k, 6)
        For each epoch that ended: epoch, step, loss and accuracy of training, loss and accuracy of validation. The
        executor's next run overwrites them.
    diverged : bool
        The step after those made has no finite end, or is one that PyTorch refuses. It was not made: parameters and
        memory are as before it. The eager step tells what is wrong.
    """

    steps: int
    batch_loss: float
    sums: Sums
    batch: int
    rows: npt.NDArray[np.float64]
    diverged: bool


class Executor(Protocol):
    """A way to make many steps. The same steps in any number of calls give the same bits, interrupted or not."""

    @property
    def name(self) -> str:
        """``"flat"`` or ``"compiled"``."""
        ...

    def run(self, work: Work) -> Done:
        """Make steps."""
        ...


def trace(step: StepInput) -> Program:
    """Trace a training step and the evaluation of its network.

    Module and parameters are copied first; nobody may change them meanwhile. Then a few zeros go through the copy.

    Raises
    ------
    UnsupportedError
        If the step does something that no executor knows how to repeat.
    """
    from engine.execution import tracing

    return tracing.trace(step)


def compile_program(program: Program) -> Executor:
    """Translate a program into machine code, or find it on disk, and check it against PyTorch.

    It may be called on another thread than that which trains.

    Raises
    ------
    UnsupportedError
        If an operation has no machine code, or the result is not PyTorch's.
    """
    from engine.execution import checking
    from engine.execution.compiled import Compiled

    executor = Compiled(program)
    checking.check(executor, program)
    return executor


def interpret(program: Program) -> Executor:
    """Prepare a program as a list of PyTorch's own operations, and check it.

    Raises
    ------
    UnsupportedError
        If the result is not PyTorch's.
    """
    from engine.execution import checking
    from engine.execution.interpreted import Interpreted

    executor = Interpreted(program)
    checking.check(executor, program)
    return executor
