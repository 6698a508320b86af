"""Runs a traced step as PyTorch's own operations, one after the other, on memory that is there once and for all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from engine.execution import optimiser
from engine.execution.live import Formula, Open, value
from engine.execution.program import PART, Done, Rows, Sums, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set

    from torch import Tensor

    from engine.execution.program import Graph, Operation, Program, Work


COMPOSED = frozenset(
    {
        "_adaptive_avg_pool2d",
        "celu",
        "constant_pad_nd",
        "convolution",
        "convolution_backward",
        "hardswish_backward",
        "native_layer_norm",
        "native_layer_norm_backward",
        "relu",
    }
)
"""Operations whose form that writes into given tensors makes new ones all the same, and copies them."""


class Interpreted:
    """The operations of a program, prepared for the batches that occur.

    Parameters
    ----------
    program : Program
    """

    name = "flat"

    def __init__(self, program: Program) -> None:
        self.program = program
        total = program.source.vector.numel()
        with torch.inference_mode():
            self._state = {name: torch.zeros(total) for name in ("vector", *program.slots)}
            self._candidate = torch.zeros(total)
        self._steps: dict[int, _Calls] = {}
        self._evaluations: dict[int, _Calls] = {}

    @torch.inference_mode()
    def run(self, work: Work) -> Done:
        """Make steps."""
        work.check(self.program.source)
        return _Run(self, work).go()

    def step(self, rows: int) -> _Calls:
        """Return the calls of a step on a batch of that many rows."""
        if rows not in self._steps:
            if len(self._steps) > 3:  # batches of two sizes occur at a time
                self._steps.clear()
            source = self.program.source
            x = torch.zeros(rows, source.features)
            y = torch.zeros((rows, *source.target_shape), dtype=source.target_dtype)
            self._steps[rows] = _Calls(self.program.step, {**self._state, "x": x, "y": y}, rows)
        return self._steps[rows]

    def evaluation(self, x: Tensor, y: Tensor) -> _Calls:
        """Return the calls that evaluate the parameters of `candidate` on samples, which are copied."""
        if len(x) not in self._evaluations:
            if len(self._evaluations) > 1:  # parts of two sizes occur at a time
                self._evaluations.clear()
            inputs = {"vector": self._candidate, "x": x.clone(), "y": y.clone()}
            self._evaluations[len(x)] = _Calls(self.program.evaluation, inputs, len(x))
        calls = self._evaluations[len(x)]
        calls.inputs["x"].copy_(x)
        calls.inputs["y"].copy_(y)
        return calls

    @property
    def state(self) -> dict[str, Tensor]:
        """The parameters and the optimiser's memory on which the calls work."""
        return self._state

    @property
    def candidate(self) -> Tensor:
        """The parameters that an evaluation is for."""
        return self._candidate


@dataclass(slots=True)
class _Call:
    """A function, with its arguments; those at `open` are calculated anew for every step."""

    function: Callable[..., object]
    arguments: list[Any]
    keywords: dict[str, Any]
    open: list[tuple[list[Any] | dict[str, Any], int | str, Formula | Open]]


class _Calls:
    """A graph as calls on fixed tensors: what only looks at memory in another way is done once, here."""

    def __init__(self, graph: Graph, inputs: Mapping[str, Tensor], rows: int) -> None:
        self.inputs = inputs
        self._rows = rows
        self._tensors: dict[Value, Tensor] = {graph.inputs[name]: inputs[name] for name in graph.inputs}
        self._calls: list[_Call] = []
        self._looked_at: set[int] = set()  # tensors whose memory others share
        for operation in graph.operations:
            self._prepare(operation)
        self.outputs = {name: self._tensors[item] for name, item in graph.outputs.items()}
        self._looked_at.update(id(output) for output in self.outputs.values())
        for call in self._calls:
            if isinstance(call.function, _Fresh):
                call.function.hand_on(self._calls, self._looked_at)
        self._open = [place for call in self._calls for place in call.open]

    def __call__(self, numbers: Mapping[str, float]) -> None:
        """Calculate all outputs."""
        for holder, place, term in self._open:
            holder[place] = value(term, numbers)  # type: ignore[index]  # a list or a dict, with its own kind of place
        for call in self._calls:
            call.function(*call.arguments, **call.keywords)

    def _prepare(self, operation: Operation) -> None:
        target = operation.target
        arguments = [self._fixed(item) for item in operation.arguments]
        keywords = {name: self._fixed(item) for name, item in operation.keywords.items()}
        made = self._tried(target, arguments, keywords)
        results = _tensors_in(made)
        self._tensors.update(zip(operation.results, results, strict=True))
        first = arguments[0] if arguments else None
        if operation.name == "clone" and first is not None and results[0].stride() == first.stride():
            self._tensors[operation.results[0]] = first  # laid out as is wanted already
            return
        if target.is_view or (
            isinstance(first, torch.Tensor)
            and results[0].numel()
            and results[0].data_ptr() == first.data_ptr()
            and operation.name in ("view", "reshape", "_unsafe_view")
        ):
            self._looked_at.add(id(first))
            return
        # The losses' own forms use the given number as scratch, at another shape.
        new = operation.partial or operation.name in COMPOSED or any(not result.dim() for result in results)
        out = None if new else _out_variant(target)
        if out is None:
            self._calls.append(_Call(_Fresh(target, results), arguments, keywords, []))
        else:
            overload, names = out
            keywords.update(zip(names, results, strict=True))
            self._calls.append(_Call(overload._op, arguments, keywords, []))
        self._calls[-1].open.extend(_open_places(self._calls[-1]))

    def _tried(self, target: Any, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        """Call an operation with some numbers in the place of open ones."""
        return target(
            *[0.5 if isinstance(item, (Formula, Open)) else item for item in arguments],
            **{name: 0.5 if isinstance(item, (Formula, Open)) else item for name, item in keywords.items()},
        )

    def _fixed(self, item: object) -> Any:
        """Return an argument for this number of rows."""
        if isinstance(item, Value):
            return self._tensors[item] if item.constant is None else item.constant
        if isinstance(item, Rows):
            return item.at(self._rows)
        if isinstance(item, list):
            return [self._fixed(part) for part in item]
        return item


def _open_places(call: _Call) -> list[tuple[list[Any] | dict[str, Any], int | str, Formula | Open]]:
    places: list[tuple[list[Any] | dict[str, Any], int | str, Formula | Open]] = []
    for place, item in enumerate(call.arguments):
        if isinstance(item, (Formula, Open)):
            places.append((call.arguments, place, item))
    for name, item in call.keywords.items():
        if isinstance(item, (Formula, Open)):
            places.append((call.keywords, name, item))
    return places


class _Fresh:
    """A function that makes its results anew each time. Parameters: the function, and what it gave the first time."""

    def __init__(self, target: Callable[..., object], results: list[Tensor]) -> None:
        self._target, self._results = target, results
        self._takers: list[list[_Place]] = [[] for _ in results]

    def __call__(self, *arguments: Any, **keywords: Any) -> None:
        """Calculate; hand the results to those who take them, or copy them to where these look."""
        made = _tensors_in(self._target(*arguments, **keywords))
        for own, takers, new in zip(self._results, self._takers, made, strict=True):
            if not takers:
                own.copy_(new)
            for holder, place in takers:
                holder[place] = new

    def hand_on(self, calls: Sequence[_Call], looked_at: Set[int]) -> None:
        """Find out who takes the results, unless others share their memory."""
        for own, takers in zip(self._results, self._takers, strict=True):
            if id(own) not in looked_at:
                takers += [place for call in calls for place in _places(own, (call.arguments, call.keywords))]


_Place = tuple[Any, Any]
"""A list or a dict, and where in it."""


def _places(tensor: Tensor, holder: Any) -> Iterator[_Place]:
    """Go through the places of a tensor within nested arguments."""
    for place, item in holder.items() if isinstance(holder, dict) else enumerate(holder):
        if item is tensor:
            yield holder, place
        elif isinstance(item, (list, dict)):
            yield from _places(tensor, item)


def _tensors_in(made: Any) -> list[Tensor]:
    return [made] if isinstance(made, torch.Tensor) else [part for part in made if part is not None]


def _out_variant(target: Any) -> tuple[Any, list[str]] | None:
    """Return the form of an operation that writes into given tensors, and what it calls these."""
    packet = target._overloadpacket
    wanted = [(argument.name, str(argument.type)) for argument in target._schema.arguments]
    for name in packet.overloads():
        overload = getattr(packet, name)
        outs = [argument.name for argument in overload._schema.arguments if argument.is_out]
        others = [(a.name, str(a.type)) for a in overload._schema.arguments if not a.is_out]
        if outs and others == wanted and len(outs) == len(target._schema.returns):
            return overload, outs
    return None


class _Run:
    """One call of an executor."""

    def __init__(self, executor: Interpreted, work: Work) -> None:
        self.executor, self.work = executor, work
        self.n = work.used
        self.size = min(work.batch_size, self.n)
        self.numbers = optimiser.live_numbers(work.hyper)
        self.steps, self.batch, self.epochs, self.sums = 0, work.first_batch, 0, work.sums
        self.batch_loss = math.nan
        self.rows: list[tuple[float, ...]] = []
        self._order: tuple[int, Tensor] | None = None

    def go(self) -> Done:
        executor, work = self.executor, self.work
        state = executor.state
        state["vector"].copy_(work.vector)
        for name in executor.program.slots:
            known = work.memory.get(name)
            if known is None:
                state[name].zero_()
            else:
                state[name].copy_(known)
        if executor.program.counts:
            self.numbers["step"] = work.count()
        good = True
        while good and self.steps < work.steps and not work.interruption.asked:
            good = self.one_step()
        if self.steps:
            self.give()
        table = np.array(self.rows, np.float64).reshape(-1, 6)
        return Done(self.steps, self.batch_loss, self.sums, self.batch, table, not good)

    def give(self) -> None:
        """Copy what has changed back to the tensors of the run."""
        work, state = self.work, self.executor.state
        work.vector.copy_(state["vector"])
        with torch.inference_mode(False):
            for name in self.executor.program.slots:
                if work.memory.get(name) is None:
                    work.memory[name] = torch.empty_like(work.vector)
            if self.executor.program.counts:
                work.memory.setdefault("step", torch.zeros(()))
        for name in self.executor.program.slots:
            work.memory[name].copy_(state[name])
        if self.executor.program.counts:
            work.memory["step"].fill_(self.numbers["step"])

    def one_step(self) -> bool:
        """Make an update, and tell whether it could be made."""
        start = self.batch * self.size
        rows = min(self.size, self.n - start)
        calls = self.executor.step(rows)
        self.fill(calls, start, rows)
        try:
            calls(self.numbers)
            loss, after = calls.outputs["loss"].item(), calls.outputs["vector"]
            if not (math.isfinite(loss) and _finite(after)):
                return False
            validation = self.validate(after) if start + rows >= self.n else (math.nan, math.nan)
        except (RuntimeError, IndexError):  # what torch refuses; the eager step meets it again, and tells
            return False
        self.commit(calls, loss, rows)
        if start + rows >= self.n:
            self.end_epoch(validation)
        return True

    def fill(self, calls: _Calls, start: int, rows: int) -> None:
        work, order = self.work, self.order()
        for own, source in ((calls.inputs["x"], work.x), (calls.inputs["y"], work.y)):
            if order is None:
                own.copy_(source[start : start + rows])
            else:
                torch.index_select(source, 0, order[start : start + rows], out=own)

    def order(self) -> Tensor | None:
        """Return the order in which the epoch under way takes the samples."""
        if self.work.shuffle is None:
            return None
        seed = self.work.shuffle + self.work.epoch + self.epochs
        if self._order is None or self._order[0] != seed:
            generator = torch.Generator().manual_seed(seed)
            self._order = seed, torch.randperm(len(self.work.x), generator=generator)
        return self._order[1]

    def commit(self, calls: _Calls, loss: float, rows: int) -> None:
        state = self.executor.state
        self.work.previous.copy_(state["vector"])
        for name, own in state.items():
            own.copy_(calls.outputs[name])
        right = self.right_answers(calls.outputs["output"], calls.inputs["y"])
        self.sums = Sums(self.sums.loss + loss * rows, self.sums.correct + right, self.sums.samples + rows)
        self.batch_loss = loss
        self.steps += 1
        self.batch += 1
        if "step" in self.numbers:
            self.numbers["step"] = float(np.float32(self.numbers["step"] + 1))  # torch counts in a float32

    def end_epoch(self, validation: tuple[float, float]) -> None:
        sums, work = self.sums, self.work
        means = (sums.loss / sums.samples, sums.correct / sums.samples)
        self.rows.append((work.epoch + self.epochs, work.step + self.steps, *means, *validation))
        self.sums, self.batch = Sums(), 0
        self.epochs += 1

    def validate(self, vector: Tensor) -> tuple[float, float]:
        """Return loss and accuracy with these parameters."""
        work = self.work
        if not len(work.vx):
            return math.nan, math.nan
        self.executor.candidate.copy_(vector)
        loss = right = 0.0
        for x, y in zip(torch.split(work.vx, PART), torch.split(work.vy, PART), strict=True):
            calls = self.executor.evaluation(x, y)
            calls({})
            loss += calls.outputs["loss"].item() * len(x)  # every loss is a mean over samples
            right += self.right_answers(calls.outputs["output"], y)
        return loss / len(work.vx), right / len(work.vx)

    def right_answers(self, output: Tensor, target: Tensor) -> float:
        source = self.executor.program.source
        if source.correct is None:
            return math.nan
        guess, truth = output.numpy(), target.numpy()
        if source.correct == "threshold":
            return float(((guess > source.threshold) == (truth > 0.5)).sum())
        wanted = truth if source.correct == "index" else truth.argmax(1)
        return float((guess.argmax(1) == wanted).sum())


def _finite(vector: Tensor) -> bool:
    return math.isfinite(vector.sum().item()) or bool(torch.isfinite(vector).all())
