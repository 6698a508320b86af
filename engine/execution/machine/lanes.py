"""Arithmetic on one number or on a vector of neighbours at once, written the same way.

The functions follow from their definitions: the argument is brought into a short interval, where a polynomial fitted
with weights for its relative error stands for the function. All are within a few units in the last place of a float.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from llvmlite import ir

from engine.execution.machine.code import CONTRACT, F32, I32

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.execution.machine.code import Code

_ROUND = 12582912.0  # 1.5 * 2**23: adding it leaves no room for a fraction
_LN2_HIGH, _LN2_LOW = 0.693359375, math.log(2) - 0.693359375  # the first times a small whole number is exact

# Fitted on the interval that each function names; lowest power first.
_EXP = (0.5, 0.16666512191295624, 0.0416661873459816, 0.008369598537683487, 0.0013951719738543034)
_EXPM1 = (
    0.5000000596046448,
    0.1666666865348816,
    0.04166531562805176,
    0.008333072066307068,
    0.0013997446512803435,
    0.00019993183377664536,
)
_LOG = (
    0.3333331048488617,
    -0.24999986588954926,
    0.20002226531505585,
    -0.16669249534606934,
    0.14218655228614807,
    -0.12384369969367981,
    0.11873016506433487,
    -0.11789695918560028,
    0.06915146857500076,
)
_TANH = (-0.3333326280117035, 0.1333089917898178, -0.05369296669960022, 0.020483314990997314, -0.005528633017092943)
_ERF = (
    1.1283791065216064,
    -0.3761262595653534,
    0.1128358542919159,
    -0.026853812858462334,
    0.005188327748328447,
    -0.0008010193705558777,
    7.853860734030604e-05,
)
_ERFCX = (
    -5.097539542475715e-06,
    0.28222647309303284,
    0.2806858718395233,
    0.25483259558677673,
    0.15123866498470306,
    0.1205504760146141,
    0.004630172625184059,
    -0.16990666091442108,
    0.07614237070083618,
)


class Lanes:
    """Arithmetic on values of one width.

    Parameters
    ----------
    code : Code
        Where it is written.
    width : int
        How many numbers at once; 1 for plain floats.
    """

    def __init__(self, code: Code, width: int) -> None:
        self.code, self.width = code, width
        self.kind = F32 if width == 1 else ir.VectorType(F32, width)
        self.bits = I32 if width == 1 else ir.VectorType(I32, width)

    # -- plain arithmetic --

    def constant(self, value: float) -> ir.Value:
        """Return a fixed number."""
        return ir.Constant(self.kind, value if self.width == 1 else [value] * self.width)

    def _whole(self, value: int) -> ir.Value:
        return ir.Constant(self.bits, value if self.width == 1 else [value] * self.width)

    def _own(self, value: ir.Value | float) -> ir.Value:
        return self.constant(value) if isinstance(value, (int, float)) else value

    def add(self, a: ir.Value | float, b: ir.Value | float) -> ir.Value:
        """Return a + b."""
        return self.code.builder.fadd(self._own(a), self._own(b), flags=CONTRACT)

    def sub(self, a: ir.Value | float, b: ir.Value | float) -> ir.Value:
        """Return a - b."""
        return self.code.builder.fsub(self._own(a), self._own(b), flags=CONTRACT)

    def mul(self, a: ir.Value | float, b: ir.Value | float) -> ir.Value:
        """Return a * b."""
        return self.code.builder.fmul(self._own(a), self._own(b), flags=CONTRACT)

    def div(self, a: ir.Value | float, b: ir.Value | float) -> ir.Value:
        """Return a / b."""
        return self.code.builder.fdiv(self._own(a), self._own(b))

    def neg(self, a: ir.Value) -> ir.Value:
        """Return -a."""
        return self.code.builder.fneg(a)

    def fused(self, a: ir.Value, b: ir.Value | float, c: ir.Value | float) -> ir.Value:
        """Return a * b + c."""
        return self.code.fused(a, self._own(b), self._own(c))

    def absolute(self, a: ir.Value) -> ir.Value:
        """Return |a|."""
        return self.code.intrinsic("fabs", self.kind, (a,), self.kind)

    def sqrt(self, a: ir.Value) -> ir.Value:
        """Return the square root."""
        return self.code.intrinsic("sqrt", self.kind, (a,), self.kind)

    def with_sign(self, size: ir.Value, sign: ir.Value) -> ir.Value:
        """Return |size| with the sign of another number."""
        return self.code.intrinsic("copysign", self.kind, (size, sign), self.kind)

    def compare(self, how: str, a: ir.Value | float, b: ir.Value | float) -> ir.Value:
        """Return whether ``a how b``, false where either is NaN (but true with ``!=``)."""
        if how == "!=":
            return self.code.builder.fcmp_unordered(how, self._own(a), self._own(b))
        return self.code.builder.fcmp_ordered(how, self._own(a), self._own(b))

    def where(self, condition: ir.Value, a: ir.Value | float, b: ir.Value | float) -> ir.Value:
        """Return a where the condition holds, else b."""
        return self.code.builder.select(condition, self._own(a), self._own(b))

    def maximum(self, a: ir.Value, b: ir.Value | float) -> ir.Value:
        """Return the larger; NaN if `a` is."""
        return self.where(self.compare("<", a, b), b, a)

    def minimum(self, a: ir.Value, b: ir.Value | float) -> ir.Value:
        """Return the smaller; NaN if `a` is."""
        return self.where(self.compare(">", a, b), b, a)

    def from_bool(self, a: ir.Value) -> ir.Value:
        """Return 1 for true, 0 for false."""
        return self.where(a, 1.0, 0.0)

    def polynomial(self, x: ir.Value, factors: Sequence[float]) -> ir.Value:
        """Return ``factors[0] + factors[1] * x + ...``."""
        result = self.constant(factors[-1])
        for factor in reversed(factors[:-1]):
            result = self.fused(result, x, factor)
        return result

    # -- functions --

    def exp(self, x: ir.Value) -> ir.Value:
        """Return e**x: 2**n times e**r, where r is within half of ln 2."""
        b = self.code.builder
        x = self.minimum(self.maximum(x, -105.0), 89.0)
        shifted = self.fused(x, 1 / math.log(2), _ROUND)
        whole = b.sub(b.bitcast(shifted, self.bits), b.bitcast(self.constant(_ROUND), self.bits))
        n = b.fsub(shifted, self.constant(_ROUND))
        r = self.fused(n, -_LN2_LOW, self.fused(n, -_LN2_HIGH, x))
        result = self.fused(self.polynomial(r, _EXP), self.mul(r, r), self.add(r, 1.0))
        half = b.ashr(whole, self._whole(1))  # 2**n itself may be no float
        return self.mul(self.mul(result, self._power(half)), self._power(b.sub(whole, half)))

    def _power(self, n: ir.Value) -> ir.Value:
        """Return 2**n."""
        b = self.code.builder
        return b.bitcast(b.shl(b.add(n, self._whole(127)), self._whole(23)), self.kind)

    def expm1(self, x: ir.Value) -> ir.Value:
        """Return e**x - 1; near zero by a polynomial, |x| < 1/2."""
        near = self.fused(self.polynomial(x, _EXPM1), self.mul(x, x), x)
        return self.where(self.compare("<", self.absolute(x), 0.5), near, self.sub(self.exp(x), 1.0))

    def log(self, x: ir.Value) -> ir.Value:
        """Return ln x: n ln 2 + ln m, where m is within sqrt(2) of 1."""
        b = self.code.builder
        small = self.compare("<", x, 1.1754943508222875e-38)
        bits = b.bitcast(self.where(small, self.mul(x, 8388608.0), x), self.bits)
        n = b.ashr(b.sub(bits, self._whole(0x3F3504F3)), self._whole(23))  # 0x3F3504F3 is sqrt(1/2)
        f = self.sub(b.bitcast(b.sub(bits, b.shl(n, self._whole(23))), self.kind), 1.0)
        exponent = self.sub(b.sitofp(n, self.kind), self.where(small, 23.0, 0.0))
        square = self.mul(f, f)
        tail = self.fused(self.polynomial(f, _LOG), self.mul(square, f), self.mul(exponent, _LN2_LOW))
        result = self.fused(exponent, _LN2_HIGH, self.add(f, self.fused(square, -0.5, tail)))
        result = self.where(self.compare("<", x, math.inf), result, x)  # infinity and NaN stay
        return self.where(
            self.compare("<=", x, 0.0), self.where(self.compare("<", x, 0.0), math.nan, -math.inf), result
        )

    def log1p(self, x: ir.Value) -> ir.Value:
        """Return ln(1 + x): what 1 + x loses by rounding is put right by a factor."""
        b = self.code.builder
        w = b.fadd(x, self.constant(1.0))
        d = b.fsub(w, self.constant(1.0))
        lost = self.compare("==", d, 0.0)
        return self.where(lost, x, self.mul(self.log(w), self.div(x, self.where(lost, 1.0, d))))

    def tanh(self, x: ir.Value) -> ir.Value:
        """Return tanh x; near zero by a polynomial, |x| < 0.65."""
        size, square = self.absolute(x), self.mul(x, x)
        near = self.fused(self.polynomial(square, _TANH), self.mul(square, size), size)
        far = self.sub(1.0, self.div(2.0, self.add(self.exp(self.add(size, size)), 1.0)))
        return self.with_sign(self.where(self.compare("<", size, 0.65), near, far), x)

    def sigmoid(self, x: ir.Value) -> ir.Value:
        """Return 1 / (1 + e**-x)."""
        return self.div(1.0, self.add(self.exp(self.neg(x)), 1.0))

    def erf(self, x: ir.Value) -> ir.Value:
        """Return the error function; from 1 on as 1 - e**(-x**2) times a polynomial in 1 / (1 + |x| / 2)."""
        size, square = self.absolute(x), self.mul(x, x)
        near = self.mul(self.polynomial(square, _ERF), size)
        t = self.div(1.0, self.fused(size, 0.5, 1.0))
        far = self.sub(1.0, self.mul(self.exp(self.neg(square)), self.polynomial(t, _ERFCX)))
        return self.with_sign(self.where(self.compare("<", size, 1.0), near, far), x)
