"""Writes the function that makes many steps: batches, counts, epochs and what happens when a step has no finite end."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from llvmlite import ir

from engine.execution.faults import UnsupportedError
from engine.execution.live import Formula, Open
from engine.execution.machine.body import Body, Room
from engine.execution.machine.code import F32, F64, I1, I32, I64, POINTER, Code
from engine.execution.machine.permutations import write_permutation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.execution.program import Graph, Program

# Places in the tables through which the function and its caller speak.
SAMPLES, ALL, BATCH_SIZE, BATCH, STEPS, SHUFFLED, SEED, DRAWN, GATHERED, VALIDATION = range(10)
EPOCHS, DONE, EPOCH, STEP, OKAY = range(10, 15)
LOSS, CORRECT, COUNT, BATCH_LOSS, NUMBERS = range(5)
X, Y, ORDER, ROWS, PREVIOUS, STEP_TABLE, EVALUATION_TABLE, INTERRUPTION = range(8)

ROW = 6
"""Numbers of a finished epoch."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the caller of the function has to know.

    Parameters
    ----------
    text : str
        The function ``run`` in LLVM's language. It takes three tables: whole numbers, double numbers, addresses.
    step_rooms, evaluation_rooms : tuple of Room
        Memory of the two bodies, behind the inputs in their tables.
    numbers : tuple of str
        Open numbers, in the order in which they are passed.
    formulas : int
        How many places behind them the function needs for itself.
    next_vector : int
        Where in the table of the step the parameters after the update are.
    """

    text: str
    step_rooms: tuple[Room, ...]
    evaluation_rooms: tuple[Room, ...]
    numbers: tuple[str, ...]
    formulas: int
    next_vector: int


def plan(program: Program) -> Plan:
    """Write the machine code of a program.

    Raises
    ------
    UnsupportedError
        If an operation has none.
    """
    module = ir.Module("kernel")
    step, step_code = _body(module, "step", program.step)
    evaluation, evaluation_code = _body(module, "evaluate", program.evaluation)
    numbers = (*program.hyper, *(("step",) if program.counts else ()))
    _Driver(module, program, step, step_code, evaluation, evaluation_code, numbers).write()
    return Plan(str(module), tuple(step.rooms), tuple(evaluation.rooms), numbers, len(step.live), step.room("vector"))


def _body(module: ir.Module, name: str, graph: Graph) -> tuple[Body, Code]:
    code = Code(module, name, ir.VoidType(), (POINTER, I64, POINTER, POINTER))
    code.alone()
    code.function.attributes.add("noinline")
    table, rows, numbers, fault = code.function.args
    body = Body(code, graph, table, rows, numbers, (), fault)
    body.write()
    code.builder.ret_void()
    return body, code


class _Driver:
    def __init__(
        self,
        module: ir.Module,
        program: Program,
        step: Body,
        step_code: Code,
        evaluation: Body,
        evaluation_code: Code,
        numbers: Sequence[str],
    ) -> None:
        self.program, self.step, self.evaluation = program, step, evaluation
        self.step_code, self.evaluation_code, self.numbers = step_code, evaluation_code, list(numbers)
        self.code = Code(module, "run", ir.VoidType(), (POINTER, POINTER, POINTER))
        self.whole, self.double, self.addresses = self.code.function.args
        self.b = self.code.builder
        self.total = program.source.vector.numel()
        self.features = program.source.features
        self.permute = write_permutation(module)
        self.fault = self.code.local(I32, ir.Constant(I32, 0))

    # -- small words --

    def get(self, place: int) -> ir.Value:
        return self.code.load(self.whole, place, kind=I64)

    def put(self, place: int, value: ir.Value) -> None:
        self.code.store(value, self.whole, place, kind=I64)

    def raised(self, place: int, by: ir.Value | int = 1) -> None:
        self.put(place, self.b.add(self.get(place), self.code.number(by)))

    def number(self, place: int) -> ir.Value:
        return self.code.load(self.double, place, kind=F64)

    def set_number(self, place: int, value: ir.Value) -> None:
        self.code.store(value, self.double, place, kind=F64)

    def address(self, place: int) -> ir.Value:
        return self.code.load(self.addresses, place, kind=POINTER)

    def entry(self, table: int, place: int) -> ir.Value:
        return self.code.load(self.address(table), place, kind=POINTER)

    def result(self, name: str) -> ir.Value:
        return self.entry(STEP_TABLE, self.step.room(name))

    @contextmanager
    def only_if(self, condition: ir.Value) -> Iterator[None]:
        with self.b.if_then(condition):
            yield

    # -- the loop over steps --

    def write(self) -> None:
        """Write the function."""
        b = self.b
        self.put(OKAY, ir.Constant(I64, 1))
        head, body, after = (b.append_basic_block(name) for name in ("steps", "step", "end"))
        b.branch(head)
        b.position_at_end(head)
        more = b.and_(b.icmp_signed("<", self.get(DONE), self.get(STEPS)), b.not_(self.interrupted()))
        b.cbranch(b.and_(more, b.icmp_signed("==", self.get(OKAY), ir.Constant(I64, 1))), body, after)
        b.position_at_end(body)
        self.one_step()
        b.branch(head)
        b.position_at_end(after)
        b.ret_void()

    def interrupted(self) -> ir.Value:
        """Tell whether another thread wants the call to end; read anew each time."""
        flag = self.b.load_atomic(self.address(INTERRUPTION), "monotonic", 8, typ=I64)
        return self.b.icmp_signed("!=", flag, ir.Constant(I64, 0))

    def draw_order(self) -> None:
        """See to it that the order is that of the epoch under way."""
        b = self.b
        seed = b.add(self.get(SEED), self.get(EPOCH))
        stale = b.icmp_signed("!=", self.get(DRAWN), seed)
        with self.only_if(b.and_(stale, b.icmp_signed("!=", self.get(SHUFFLED), ir.Constant(I64, 0)))):
            b.call(self.permute, (self.address(ORDER), self.get(ALL), seed))
            self.put(DRAWN, seed)

    def one_step(self) -> None:
        b = self.b
        self.draw_order()
        start = b.mul(self.get(BATCH), self.get(BATCH_SIZE))
        left = b.sub(self.get(SAMPLES), start)
        rows = b.select(b.icmp_signed("<", left, self.get(BATCH_SIZE)), left, self.get(BATCH_SIZE))
        with self.only_if(b.icmp_signed("!=", self.get(GATHERED), ir.Constant(I64, 0))):
            self.gather(start, rows)
        b.store(ir.Constant(I32, 0), self.fault)
        live = self.formulas()
        b.call(self.step_code.function, (self.address(STEP_TABLE), rows, live, self.fault))
        loss = self.code.load(self.result("loss"))
        ends = b.icmp_signed(">=", b.add(start, rows), self.get(SAMPLES))
        good = b.and_(self.finite(loss), self.all_finite(self.result("vector")))
        good = b.and_(good, b.icmp_signed("==", b.load(self.fault, typ=I32), ir.Constant(I32, 0)))
        validates = b.and_(b.and_(good, ends), b.icmp_signed(">", self.get(VALIDATION), ir.Constant(I64, 0)))
        with self.only_if(validates):
            b.call(
                self.evaluation_code.function,
                (self.address(EVALUATION_TABLE), self.get(VALIDATION), live, self.fault),
            )
        good = b.and_(good, b.icmp_signed("==", b.load(self.fault, typ=I32), ir.Constant(I32, 0)))
        with b.if_else(good) as (then, otherwise):
            with then:
                self.commit(loss, rows)
                with self.only_if(ends):
                    self.end_epoch()
            with otherwise:
                self.put(OKAY, ir.Constant(I64, 0))

    def gather(self, start: ir.Value, rows: ir.Value) -> None:
        """Copy the samples of the batch side by side."""
        b, code = self.b, self.code
        x, y = self.address(X), self.address(Y)
        batch_x, batch_y = self.entry(STEP_TABLE, 1), self.entry(STEP_TABLE, 2)
        shuffled = b.icmp_signed("!=", self.get(SHUFFLED), ir.Constant(I64, 0))
        order, size = self.address(ORDER), self.target_bytes()
        with code.loop(rows) as row:
            with b.if_else(shuffled) as (then, otherwise):
                with then:
                    chosen = code.load(order, b.add(start, row), kind=I64)
                    then_block = b.block
                with otherwise:
                    plain = b.add(start, row)
                    else_block = b.block
            source = b.phi(I64)
            source.add_incoming(chosen, then_block)
            source.add_incoming(plain, else_block)
            for target, origin, width in ((batch_x, x, 4 * self.features), (batch_y, y, size)):
                self.code.copy(
                    code.at(target, code.times(row, width), ir.IntType(8)),
                    code.at(origin, code.times(source, width), ir.IntType(8)),
                    width,
                )

    def target_bytes(self) -> int:
        size = self.program.source.target_dtype.itemsize
        for part in self.program.source.target_shape:
            size *= part
        return size

    def formulas(self) -> ir.Value:
        """Calculate the numbers that the update needs from the open ones, and return where they are."""
        base = NUMBERS + len(self.numbers)
        for place, term in enumerate(self.step.live):
            self.set_number(base + place, self.formula(term))
        return self.code.at(self.double, base, F64)

    def formula(self, term: Open | float | Formula) -> ir.Value:
        b = self.b
        if isinstance(term, Open):
            return self.number(NUMBERS + self.numbers.index(term))
        if not isinstance(term, Formula):
            return ir.Constant(F64, float(term))
        left, right = self.formula(term.left), self.formula(term.right)
        if term.operation == "**":
            return self.power(left, right, term.right)
        return {"+": b.fadd, "-": b.fsub, "*": b.fmul, "/": b.fdiv}[term.operation](left, right)

    def power(self, left: ir.Value, right: ir.Value, exponent: Open | float | Formula) -> ir.Value:
        if exponent == 0.5:
            return self.code.intrinsic("sqrt", F64, (left,), F64)
        return self.code.intrinsic("pow", F64, (left, right), F64)

    def finite(self, number: ir.Value) -> ir.Value:
        b = self.b
        bits = b.and_(b.bitcast(number, I32), ir.Constant(I32, 0x7F800000))
        return b.icmp_signed("!=", bits, ir.Constant(I32, 0x7F800000))

    def all_finite(self, pointer: ir.Value) -> ir.Value:
        """Tell whether all parameters are finite."""
        b, code = self.b, self.code
        okay = code.local(I1, ir.Constant(I1, 1))

        def check(at: Any, width: int) -> None:
            kind = I32 if width == 1 else ir.VectorType(I32, width)
            mask = ir.Constant(kind, 0x7F800000 if width == 1 else [0x7F800000] * width)
            good = b.icmp_signed("!=", b.and_(b.bitcast(code.load(pointer, at, width), kind), mask), mask)
            if width > 1:
                bits = ir.IntType(width)
                good = b.icmp_unsigned("==", b.bitcast(good, bits), ir.Constant(bits, -1))
            b.store(b.and_(b.load(okay, typ=I1), good), okay)

        code.chunks(self.total, check)
        return b.load(okay, typ=I1)

    def commit(self, loss: ir.Value, rows: ir.Value) -> None:
        """Let the step be made."""
        b, bytes_ = self.b, 4 * self.total
        self.code.copy(self.address(PREVIOUS), self.entry(STEP_TABLE, 0), bytes_)
        for place, name in enumerate(("vector", *self.program.slots)):
            target = self.entry(STEP_TABLE, 0 if name == "vector" else 2 + place)
            self.code.copy(target, self.result(name), bytes_)
        value, samples = b.fpext(loss, F64), b.sitofp(rows, F64)
        self.set_number(BATCH_LOSS, value)
        self.set_number(LOSS, b.fadd(self.number(LOSS), b.fmul(value, samples)))
        right = self.right_answers(self.result("output"), self.entry(STEP_TABLE, 2), rows)
        self.set_number(CORRECT, b.fadd(self.number(CORRECT), right))
        self.set_number(COUNT, b.fadd(self.number(COUNT), samples))
        for place in (DONE, BATCH, STEP):
            self.raised(place)
        if self.program.counts:
            place = NUMBERS + self.numbers.index("step")
            counted = b.fadd(self.number(place), ir.Constant(F64, 1.0))
            self.set_number(place, b.fpext(b.fptrunc(counted, F32), F64))  # torch counts in a float32

    def end_epoch(self) -> None:
        b, code = self.b, self.code
        base = b.mul(self.get(EPOCHS), ir.Constant(I64, ROW))
        rows, count = self.address(ROWS), self.number(COUNT)
        nan = ir.Constant(F64, float("nan"))
        values = [
            b.sitofp(self.get(EPOCH), F64),
            b.sitofp(self.get(STEP), F64),
            b.fdiv(self.number(LOSS), count),
            b.fdiv(self.number(CORRECT), count),
            nan,
            nan,
        ]
        for place, value in enumerate(values):
            code.store(value, rows, b.add(base, ir.Constant(I64, place)), kind=F64)
        validation = self.get(VALIDATION)
        with self.only_if(b.icmp_signed(">", validation, ir.Constant(I64, 0))):
            loss = code.load(self.entry(EVALUATION_TABLE, self.evaluation.room("loss")))
            code.store(b.fpext(loss, F64), rows, b.add(base, ir.Constant(I64, 4)), kind=F64)
            output = self.entry(EVALUATION_TABLE, self.evaluation.room("output"))
            right = self.right_answers(output, self.entry(EVALUATION_TABLE, 2), validation)
            share = b.fdiv(right, b.sitofp(validation, F64))
            code.store(share, rows, b.add(base, ir.Constant(I64, 5)), kind=F64)
        for place in (LOSS, CORRECT, COUNT):
            self.set_number(place, ir.Constant(F64, 0.0))
        self.put(BATCH, ir.Constant(I64, 0))
        self.raised(EPOCHS)
        self.raised(EPOCH)

    # -- right answers --

    def right_answers(self, output: ir.Value, target: ir.Value, rows: ir.Value) -> ir.Value:
        """Return how many samples have the right answer; NaN where there are no right ones."""
        b, code, source = self.b, self.code, self.program.source
        if source.correct is None:
            return ir.Constant(F64, float("nan"))
        shape = self.program.step.outputs["output"].shape
        if len(shape) != 2 or not isinstance(shape[1], int):
            raise UnsupportedError("an output that is no list of units")
        units = shape[1]
        right = code.local(I64, ir.Constant(I64, 0))
        with code.loop(rows) as row:
            if source.correct == "threshold":
                guess = b.fcmp_ordered(">", code.load(output, row), ir.Constant(F32, source.threshold))
                truth = b.fcmp_ordered(">", code.load(target, row), ir.Constant(F32, 0.5))
                hit = b.icmp_unsigned("==", guess, truth)
            else:
                guess = self.largest(output, row, units)
                if source.correct == "index":
                    truth = code.load(target, row, kind=I64)
                else:
                    truth = self.largest(target, row, units)
                hit = b.icmp_unsigned("==", guess, truth)
            b.store(b.add(b.load(right, typ=I64), b.zext(hit, I64)), right)
        return b.sitofp(b.load(right, typ=I64), F64)

    def largest(self, pointer: ir.Value, row: Any, units: int) -> ir.Value:
        """Return which unit of a row is the largest, the first of equals; NaN counts as larger than all."""
        b, code = self.b, self.code
        base = code.times(row, units)
        best, where = code.local(F32, code.load(pointer, base)), code.local(I64, ir.Constant(I64, 0))
        with code.loop(units) as unit:
            value, top = code.load(pointer, code.add(base, unit)), b.load(best, typ=F32)
            newly = b.and_(b.fcmp_unordered("uno", value, value), b.fcmp_ordered("ord", top, top))
            better = b.or_(b.fcmp_ordered(">", value, top), newly)
            b.store(b.select(better, value, top), best)
            b.store(b.select(better, code.number(unit), b.load(where, typ=I64)), where)
        return b.load(where, typ=I64)
