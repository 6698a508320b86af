"""Writes a function of LLVM's language: loops, memory and constants."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from llvmlite import ir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

F32, F64, I1, I32, I64 = ir.FloatType(), ir.DoubleType(), ir.IntType(1), ir.IntType(32), ir.IntType(64)
POINTER = ir.PointerType()

CONTRACT = ("contract",)
"""A product and a sum may become one operation, rounded once. Nothing else may be rearranged."""
SUM = ("contract", "reassoc")
"""Within one sum the order of the terms is the machine's choice. It is the same in every run."""


class Code:
    """A function under construction.

    Parameters
    ----------
    module : llvmlite.ir.Module
    name : str
    result : llvmlite.ir.Type
    arguments : sequence of llvmlite.ir.Type
    """

    def __init__(self, module: ir.Module, name: str, result: ir.Type, arguments: Sequence[ir.Type]) -> None:
        self.module = module
        self.function = ir.Function(module, ir.FunctionType(result, arguments), name)
        self.builder = ir.IRBuilder(self.function.append_basic_block("entry"))

    def alone(self) -> None:
        """Promise that no two pointers among the arguments lead to the same memory."""
        for argument in self.function.args:
            if isinstance(argument.type, ir.PointerType):
                argument.add_attribute("noalias")

    def number(self, value: int | ir.Value) -> ir.Value:
        """Return a whole number as a value."""
        return ir.Constant(I64, value) if isinstance(value, int) else value

    def add(self, a: int | ir.Value, b: int | ir.Value) -> int | ir.Value:
        """Add whole numbers."""
        if isinstance(a, int) and isinstance(b, int):
            return a + b
        if a == 0 and isinstance(a, int):
            return b
        if b == 0 and isinstance(b, int):
            return a
        return self.builder.add(self.number(a), self.number(b), flags=("nsw",))

    def times(self, a: int | ir.Value, b: int | ir.Value) -> int | ir.Value:
        """Multiply whole numbers."""
        if isinstance(a, int) and isinstance(b, int):
            return a * b
        if isinstance(a, int):
            a, b = b, a
        if isinstance(b, int) and b in (0, 1):
            return a if b else 0
        return self.builder.mul(self.number(a), self.number(b), flags=("nsw",))

    def local(self, kind: ir.Type, value: ir.Value) -> ir.Value:
        """Return a variable, set to a value here; LLVM keeps it in a register."""
        with self.builder.goto_block(self.function.entry_basic_block):
            self.builder.position_at_start(self.function.entry_basic_block)
            place = self.builder.alloca(kind)
        self.builder.store(value, place)
        return place

    @contextmanager
    def loop(self, stop: int | ir.Value, step: int = 1, start: int | ir.Value = 0) -> Iterator[int | ir.Value]:
        """Repeat what is written within, with a counter from `start` in steps up to before `stop`."""
        if isinstance(stop, int) and isinstance(start, int) and start + step >= stop > start:
            yield start
            return
        b = self.builder
        before = b.block
        head, body, after = (b.append_basic_block(name) for name in ("head", "body", "after"))
        b.branch(head)
        b.position_at_end(head)
        counter = b.phi(I64)
        counter.add_incoming(self.number(start), before)
        b.cbranch(b.icmp_signed("<", counter, self.number(stop)), body, after)
        b.position_at_end(body)
        yield counter
        counter.add_incoming(b.add(counter, self.number(step), flags=("nsw",)), b.block)
        b.branch(head)
        b.position_at_end(after)

    def chunks(self, size: int, write: Callable[[int | ir.Value, int], None], widest: int = 16) -> None:
        """Go through `size` neighbouring numbers in vectors of fitting widths: ``write(first, width)``."""
        whole = size // widest
        if whole > 4:
            with self.loop(whole * widest, widest) as first:
                write(first, widest)
        else:
            for place in range(whole):
                write(place * widest, widest)
        first, width = whole * widest, widest
        while first < size:
            while width > size - first:
                width //= 2
            write(first, width)
            first += width

    def at(self, pointer: ir.Value, index: int | ir.Value, kind: ir.Type = F32) -> ir.Value:
        """Return the address of an element."""
        if isinstance(index, int) and index == 0:
            return pointer
        return self.builder.gep(pointer, [self.number(index)], inbounds=True, source_etype=kind)

    def load(self, pointer: ir.Value, index: int | ir.Value = 0, width: int = 1, kind: ir.Type = F32) -> ir.Value:
        """Read an element, or `width` neighbours as a vector."""
        place = self.at(pointer, index, kind)
        wanted = kind if width == 1 else ir.VectorType(kind, width)
        return self.builder.load(place, typ=wanted, align=8 if kind in (F64, I64, POINTER) else 4)

    def store(self, value: ir.Value, pointer: ir.Value, index: int | ir.Value = 0, kind: ir.Type = F32) -> None:
        """Write an element or a vector of neighbours."""
        self.builder.store(value, self.at(pointer, index, kind), align=8 if kind in (F64, I64, POINTER) else 4)

    def splat(self, value: ir.Value, width: int) -> ir.Value:
        """Return a vector of the same number."""
        if width == 1:
            return value
        kind = ir.VectorType(value.type, width)
        first = self.builder.insert_element(ir.Constant(kind, ir.Undefined), value, ir.Constant(I32, 0))
        return self.builder.shuffle_vector(
            first, ir.Constant(kind, ir.Undefined), ir.Constant(ir.VectorType(I32, width), [0] * width)
        )

    def intrinsic(self, name: str, result: ir.Type, arguments: Sequence[ir.Value], suffix: ir.Type) -> ir.Value:
        """Call an operation of LLVM that is overloaded by a type."""
        full = f"llvm.{name}.{mangled(suffix)}"
        function = self.module.globals.get(full)
        if function is None:
            function = ir.Function(self.module, ir.FunctionType(result, [a.type for a in arguments]), full)
        return self.builder.call(function, arguments)

    def fused(self, a: ir.Value, b: ir.Value, c: ir.Value) -> ir.Value:
        """Return ``a * b + c``."""
        return self.intrinsic("fmuladd", a.type, (a, b, c), a.type)

    def total(self, vector: ir.Value) -> ir.Value:
        """Return the sum of a vector's numbers."""
        if not isinstance(vector.type, ir.VectorType):
            return vector
        full = f"llvm.vector.reduce.fadd.{mangled(vector.type)}"
        element = vector.type.element
        function = self.module.globals.get(full)
        if function is None:
            function = ir.Function(self.module, ir.FunctionType(element, [element, vector.type]), full)
        return self.builder.call(function, (ir.Constant(element, -0.0), vector), fastmath=("reassoc",))

    def copy(self, target: ir.Value, source: ir.Value, size: int | ir.Value) -> None:
        """Copy bytes."""
        name = "llvm.memcpy.p0.p0.i64"
        function = self.module.globals.get(name)
        if function is None:
            kind = ir.FunctionType(ir.VoidType(), [POINTER, POINTER, I64, I1])
            function = ir.Function(self.module, kind, name)
        self.builder.call(function, (target, source, self.number(size), ir.Constant(I1, 0)))


def mangled(kind: ir.Type) -> str:
    """Return how LLVM writes a type into the name of an overloaded operation."""
    if isinstance(kind, ir.VectorType):
        return f"v{kind.count}{mangled(kind.element)}"
    return {F32: "f32", F64: "f64", I32: "i32", I64: "i64"}[kind]
