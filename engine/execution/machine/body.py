"""Writes the operations of a traced graph as machine code.

Element-wise operations wait until their result is needed in memory, and then become one loop with all that they are
calculated from. Everything else has an entry in `engine.execution.machine.structured`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from llvmlite import ir

from engine.execution.faults import UnsupportedError
from engine.execution.live import Formula, Open
from engine.execution.machine import structured
from engine.execution.machine.code import F32, F64, I64, POINTER, Code
from engine.execution.machine.elementwise import AVERAGED, ELEMENTWISE
from engine.execution.machine.lanes import Lanes
from engine.execution.machine.tensors import Array, Flat, Lazy, Shape, count, dense, single
from engine.execution.program import Graph, Operation, Rows, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

WIDTH = 8
"""Numbers at once in element-wise loops; memory is padded to a multiple of it, so that no loop has a rest."""

LARGEST = 1000
"""Operations that are translated at most; a hundred take about half a second."""

KINDS = {torch.float32: F32, torch.int64: I64}


@dataclass(frozen=True, slots=True)
class Room:
    """Memory that a body needs: ``per_row * rows + fixed`` elements."""

    per_row: int
    fixed: int


class Body:
    """A graph on its way into a function.

    Parameters
    ----------
    code : Code
    graph : Graph
    table : llvmlite.ir.Value
        Addresses: those of the graph's inputs, then those of `rooms`.
    rows : llvmlite.ir.Value
        Rows of the batch.
    live : sequence of Formula or str
        What the double numbers at `numbers` are.
    fault : llvmlite.ir.Value
        Address of a whole number that becomes 1 where PyTorch would refuse.
    """

    def __init__(
        self,
        code: Code,
        graph: Graph,
        table: ir.Value,
        rows: ir.Value,
        numbers: ir.Value,
        live: Sequence[Formula | Open],
        fault: ir.Value,
    ) -> None:
        self.code, self.graph, self.rows, self.fault = code, graph, rows, fault
        self._table, self._numbers, self._live = table, numbers, list(live)
        self.rooms: list[Room] = []
        self.values: dict[Value, Array | Lazy] = {}
        self._scalars: dict[Rows | Formula | Open, ir.Value] = {}
        self._waiting: list[tuple[Value, Array]] = []
        self._uses = self._count_uses()
        self._destinations: dict[Value, tuple[Array, int]] = {}
        self._makers = {result: operation for operation in graph.operations for result in operation.results}
        for place, value in enumerate(graph.inputs.values()):
            self.values[value] = Array(self._pointer(place), value.shape, dense(value.shape), kind=self._kind(value))

    def write(self) -> None:
        """Write all operations."""
        if len(self.graph.operations) > LARGEST:
            raise UnsupportedError("so many operations take too long to translate")
        self._plan_destinations()
        for operation in self.graph.operations:
            self._write(operation)
        for value in self.graph.outputs.values():
            self.array(value)
        self.flush()

    def room(self, name: str) -> int:
        """Return at which place of the table the address of an output is."""
        found = self.values[self.graph.outputs[name]]
        assert isinstance(found, Array)
        if found.offset or not found.contiguous:
            raise UnsupportedError(f"{name} is a part of something else")
        return self._places[found.pointer]

    # -- memory and numbers --

    _places: dict[ir.Value, int]

    def _pointer(self, place: int) -> ir.Value:
        if not hasattr(self, "_places"):
            self._places = {}
        b = self.code.builder
        with b.goto_block(self.code.function.entry_basic_block):
            pointer = b.load(b.gep(self._table, [ir.Constant(I64, place)], source_etype=POINTER), typ=POINTER)
        self._places[pointer] = place
        return pointer

    def new(self, shape: Shape) -> Array:
        """Return memory for a tensor of float32."""
        elements = count(shape)
        per_row, fixed = (int(elements.times), 0) if isinstance(elements, Rows) else (0, elements)
        self.rooms.append(Room(per_row, fixed))
        return Array(self._pointer(len(self.graph.inputs) + len(self.rooms) - 1), shape, dense(shape))

    def target(self, value: Value) -> Array:
        """Return memory for a result: where it is wanted in the end, or new."""
        if value in self._destinations:
            whole, offset = self._destinations[value]
            return Array(whole.pointer, value.shape, dense(value.shape), offset)
        return self.new(value.shape)

    def size(self, size: int | Rows) -> int | ir.Value:
        """Return a size, for the batch at hand."""
        if isinstance(size, int):
            return size
        if size.inverse or size.plus or not float(size.times).is_integer():
            raise UnsupportedError("a size that does not follow from the rows of the batch")
        return self.code.times(self.rows, int(size.times))

    def scalar(self, number: Rows | Formula | Open) -> ir.Value:
        """Return a number that depends on the batch or is open, as a float."""
        if number not in self._scalars:
            b = self.code.builder
            with b.goto_block(self.code.function.entry_basic_block):
                if isinstance(number, Rows):
                    rows = b.sitofp(self.rows, F64)
                    times = ir.Constant(F64, number.times)
                    if number.plus:
                        raise UnsupportedError("a number that does not follow from the rows of the batch")
                    double = b.fdiv(times, rows) if number.inverse else b.fmul(times, rows)
                else:
                    if number not in self._live:
                        self._live.append(number)
                    double = self.code.load(self._numbers, self._live.index(number), kind=F64)
                self._scalars[number] = b.fptrunc(double, F32)
        return self._scalars[number]

    @property
    def live(self) -> tuple[Formula | Open, ...]:
        """What the numbers are that the function is given."""
        return tuple(self._live)

    def _kind(self, value: Value) -> ir.Type:
        if value.dtype not in KINDS:
            raise UnsupportedError(f"numbers of type {value.dtype}")
        return KINDS[value.dtype]

    # -- what is needed where --

    def _count_uses(self) -> dict[Value, int]:
        uses: dict[Value, int] = {}
        for operation in self.graph.operations:
            for value in operation.inputs():
                uses[value] = uses.get(value, 0) + 1
        for value in self.graph.outputs.values():
            uses[value] = uses.get(value, 0) + 1
        return uses

    def _plan_destinations(self) -> None:
        """Let the gradients be written into the vector that joins them, where nothing else needs them."""
        for operation in self.graph.operations:
            if operation.name != "cat" or len(operation.results[0].shape) != 1:
                continue
            whole, offset = self.new(operation.results[0].shape), 0
            self.values[operation.results[0]] = whole
            for part in operation.inputs():
                size = count(part.shape)
                if isinstance(size, Rows):
                    raise UnsupportedError("a gradient that depends on the batch")
                self._plan(part, whole, offset)
                offset += size

    def _plan(self, value: Value, whole: Array, offset: int) -> None:
        while self._uses[value] == 1 and value in self._makers:
            maker = self._makers[value]
            if maker.name in ("mm", "sum"):
                self._destinations[value] = (whole, offset)
                return
            if maker.name not in ("view", "_unsafe_view"):
                return
            (value,) = maker.inputs()

    def _write(self, operation: Operation) -> None:
        if operation.name in ELEMENTWISE:
            self._wait(operation)
            return
        entry = structured.STRUCTURED.get(operation.name)
        if entry is None or operation.partial:
            raise UnsupportedError(f"{operation.target} has no machine code")
        entry(self, operation, self.bound(operation))

    def bound(self, operation: Operation) -> dict[str, Any]:
        """Return the arguments by the names that they have in the operation's schema; those not given are missing."""
        names = [argument.name for argument in operation.target._schema.arguments]
        return {**dict(zip(names, operation.arguments, strict=False)), **operation.keywords}

    def _wait(self, operation: Operation) -> None:
        entry = ELEMENTWISE[operation.name]
        arguments = self.bound(operation)
        shape = operation.results[0].shape
        for place, value in enumerate(operation.results):
            write = self._writer(operation, entry, arguments, place)
            inputs = list(operation.inputs())
            flat = all(single(v.shape) or (v.shape == shape and self._flat(v)) for v in inputs)
            self.values[value] = Lazy(shape, write, flat)
            if self._uses.get(value, 0) > 1 and not (single(shape) and operation.name == "ones_like"):
                self.array(value)

    def _flat(self, value: Value) -> bool:
        found = self._found(value)
        return found.contiguous if isinstance(found, Array) else found.flat

    def _writer(
        self, operation: Operation, entry: Callable[..., Any], arguments: Mapping[str, object], place: int
    ) -> Callable[[Lanes, Any], Any]:
        scale = self._share(operation, arguments)

        def write(do: Lanes, index: Any) -> Any:
            given = {name: self._given(do, name, item, index) for name, item in arguments.items()}
            if scale is not None:
                given["grad_output"] = do.mul(given["grad_output"], self.code.splat(self.scalar(scale), do.width))
            result = entry(do, **given)
            return result[place] if isinstance(result, tuple) else result

        return write

    def _share(self, operation: Operation, arguments: Mapping[str, object]) -> Rows | None:
        """Return by what the gradient of a mean is to be multiplied."""
        if operation.name not in AVERAGED:
            return None
        if arguments.get("weight") is not None:
            raise UnsupportedError("a loss with weights")
        reduction = arguments.get("reduction", 1)
        if reduction == 2:
            return None
        elements = count(operation.results[0].shape)
        if reduction != 1 or not isinstance(elements, Rows):
            raise UnsupportedError("a loss that is no mean over the batch")
        return Rows(1 / elements.times, inverse=True)

    def _given(self, do: Lanes, name: str, item: object, index: Any) -> Any:
        if isinstance(item, Value):
            return self.element(do, item, index)
        if name in ("reduction", "exponent") or isinstance(item, bool):
            return item
        if isinstance(item, (int, float)):
            return do.constant(float(item))
        if isinstance(item, (Rows, Formula, Open)):
            return self.code.splat(self.scalar(item), do.width)
        return item

    # -- elements --

    def element(self, do: Lanes, value: Value, index: Any) -> Any:
        """Write what is needed to have the elements at an index; an index may be of a larger, broadcast shape."""
        found = self._found(value)
        if isinstance(found, Array):
            return self.load(do, found, index)
        if not isinstance(index, Flat):
            return found.write(do, trimmed(index, found.shape))
        if value not in index.known:
            index.known[value] = found.write(do, index)
        return index.known[value]

    def _found(self, value: Value) -> Array | Lazy:
        if value not in self.values:
            raise UnsupportedError(f"{value.name} is a fixed tensor")
        return self.values[value]

    def load(self, do: Lanes, array: Array, index: Any) -> Any:
        """Read elements from memory."""
        code = self.code
        if isinstance(index, Flat):
            if single(array.shape):
                return code.splat(code.load(array.pointer, array.offset, kind=array.kind), do.width)
            return code.load(array.pointer, code.add(index.at, array.offset), do.width, array.kind)
        return code.load(array.pointer, self.place(array, trimmed(index, array.shape)), kind=array.kind)

    def place(self, array: Array, index: Sequence[Any]) -> Any:
        """Return where in memory the element at an index is."""
        place: Any = array.offset
        for at, stride in zip(index, array.strides, strict=True):
            place = self.code.add(place, self.code.times(at, stride))
        return place

    def array(self, value: Value) -> Array:
        """Return a tensor in memory; what has to be calculated for that is written at the next `flush`."""
        found = self._found(value)
        if isinstance(found, Array):
            return found
        waiting = dict(self._waiting)
        if value in waiting:
            return waiting[value]
        array = self.new(found.shape)
        if not found.flat:
            self.flush()
            self._fill(array, lambda do, index: self.element(do, value, index))
            self.values[value] = array
            return array
        if self._waiting and self._waiting[0][1].shape != found.shape:
            self.flush()
        self._waiting.append((value, array))
        return array

    def now(self, value: Value) -> Array:
        """Return a tensor in memory, with its elements."""
        array = self.array(value)
        self.flush()
        return array

    def flush(self) -> None:
        """Calculate what waits, in one loop."""
        if not self._waiting:
            return
        do = Lanes(self.code, WIDTH)
        shape = self._waiting[0][1].shape
        with self.code.loop(self.elements(shape), WIDTH) as at:
            index = Flat(at)
            results = [(array, self.element(do, value, index)) for value, array in self._waiting]
            for array, result in results:
                self.code.store(result, array.pointer, at)
        for value, array in self._waiting:
            self.values[value] = array
        self._waiting.clear()

    def elements(self, shape: Shape) -> int | ir.Value:
        """Return the number of elements, for the batch at hand."""
        return self.size(count(shape))

    def _fill(self, array: Array, write: Callable[[Lanes, Any], Any]) -> None:
        """Calculate one element after the other."""
        do = Lanes(self.code, 1)

        def along(index: tuple[Any, ...]) -> None:
            if len(index) == len(array.shape):
                self.code.store(write(do, index), array.pointer, self.place(array, index))
                return
            with self.code.loop(self.size(array.shape[len(index)])) as at:
                along((*index, at))

        along(())

    def fill(self, array: Array, source: Value) -> None:
        """Copy a tensor of the same shape to where it is wanted."""
        self.flush()
        self._fill(array, lambda do, index: self.element(do, source, index))


def trimmed(index: Sequence[Any], shape: Shape) -> tuple[Any, ...]:
    """Return the index of what is broadcast to a larger shape."""
    own = index[len(index) - len(shape) :]
    return tuple(0 if size == 1 else at for at, size in zip(own, shape, strict=True))
