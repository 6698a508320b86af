"""Writes the function that draws the order in which an epoch takes its samples, as `torch.randperm` draws it.

Torch takes about ten microseconds for one, in which a small network could make as many steps, and Python has to ask.
"""

from __future__ import annotations

from llvmlite import ir

from engine.execution.machine.code import I1, I32, I64, POINTER, Code

WORDS, AHEAD = 624, 397
"""The Mersenne twister's state, and how far ahead of a word the one lies that it is mixed with.

M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with the seeding of 2002.
"""


def write_permutation(module: ir.Module) -> ir.Function:
    """Write a function that draws an order as ``torch.randperm`` does from a generator of this seed.

    It takes the order to fill, int64 (samples,), the number of samples, and the seed. Of very many samples torch makes
    orders in another way: see `engine.execution.program.LARGE`.
    """
    return _Writer(module).write()


class _Writer:
    def __init__(self, module: ir.Module) -> None:
        self.code = Code(module, "permute", ir.VoidType(), (POINTER, I64, I64))
        self.code.function.attributes.add("noinline")
        self.b = self.code.builder
        self.state = self.b.alloca(I32, WORDS)

    def write(self) -> ir.Function:
        order, samples, seed = self.code.function.args
        self.sow(self.b.trunc(seed, I32), samples)  # the twister takes 32 bits of a seed
        self.shuffle(order, samples)
        self.b.ret_void()
        return self.code.function

    def sow(self, seed: ir.Value, samples: ir.Value) -> None:
        """Fill the state, as far as so many numbers depend on it."""
        code, b = self.code, self.b
        needed = b.add(samples, code.number(AHEAD + 1))
        needed = b.select(b.icmp_signed("<", needed, code.number(WORDS)), needed, code.number(WORDS))
        code.store(seed, self.state, 0, I32)
        last = code.local(I32, seed)
        with code.loop(needed, start=1) as place:
            word = b.load(last, typ=I32)
            word = b.mul(b.xor(word, b.lshr(word, _word(30))), _word(1812433253))
            word = b.add(word, b.trunc(code.number(place), I32))
            code.store(word, self.state, place, I32)
            b.store(word, last)

    def shuffle(self, row: ir.Value, samples: ir.Value) -> None:
        """Swap each place with one drawn from it and those behind it (Fisher and Yates)."""
        code, b = self.code, self.b
        with code.loop(samples) as place:
            code.store(code.number(place), row, place, I64)
        at = code.local(I64, code.number(0))
        with code.loop(b.sub(samples, code.number(1))) as place:
            left = b.trunc(b.sub(samples, code.number(place)), I32)
            chosen = b.add(code.number(place), b.zext(b.urem(self.draw(at), left), I64))
            here, there = code.load(row, place, kind=I64), code.load(row, chosen, kind=I64)
            code.store(there, row, place, I64)
            code.store(here, row, chosen, I64)

    def draw(self, at: ir.Value) -> ir.Value:
        """Return the next number, and go on to the word behind it."""
        code, b = self.code, self.b
        place = b.load(at, typ=I64)
        following, mixed = self.ahead(place, 1), self.ahead(place, AHEAD)
        this, after = code.load(self.state, place, kind=I32), code.load(self.state, following, kind=I32)
        both = b.or_(b.and_(this, _word(0x80000000)), b.and_(after, _word(0x7FFFFFFF)))
        odd = b.select(b.trunc(after, I1), _word(0x9908B0DF), _word(0))
        word = b.xor(b.xor(code.load(self.state, mixed, kind=I32), b.lshr(both, _word(1))), odd)
        code.store(word, self.state, place, I32)
        b.store(following, at)
        word = b.xor(word, b.lshr(word, _word(11)))
        word = b.xor(word, b.and_(b.shl(word, _word(7)), _word(0x9D2C5680)))
        word = b.xor(word, b.and_(b.shl(word, _word(15)), _word(0xEFC60000)))
        return b.xor(word, b.lshr(word, _word(18)))

    def ahead(self, place: ir.Value, by: int) -> ir.Value:
        """Return the number of a word so many places further round the state."""
        b, code = self.b, self.code
        further = b.add(place, code.number(by))
        return b.select(b.icmp_signed("<", further, code.number(WORDS)), further, b.sub(further, code.number(WORDS)))


def _word(value: int) -> ir.Value:
    return ir.Constant(I32, value)
