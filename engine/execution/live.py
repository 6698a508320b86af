"""Numbers that stay open while a step is traced: what PyTorch's optimiser computes from them is written down.

A traced graph holds plain numbers where an optimiser was given some. Each open number enters the trace as a float of
a value that occurs nowhere else, and writes down whatever is computed from it. A number of the graph that has the
value of such an expression *is* that expression.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.execution.faults import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}
"""What may be done to open numbers, on two operands; they are double, as Python's are."""


class Open(str):
    """The name of an open number."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """How a number follows from open ones, for example ``lr / (1 - beta1 ** step)``.

    Parameters
    ----------
    operation : str
        Key of `OPERATIONS`.
    left, right : Open or float or Formula
        The name of an open number, a fixed number, or a formula.
    """

    operation: str
    left: Open | float | Formula
    right: Open | float | Formula


def value(term: Open | float | Formula, numbers: Mapping[str, float]) -> float:
    """Return what a term comes to; infinite or NaN where a formula leaves the numbers."""
    if isinstance(term, Open):
        return numbers[term]
    if not isinstance(term, Formula):
        return term
    try:
        return OPERATIONS[term.operation](value(term.left, numbers), value(term.right, numbers))
    except (ZeroDivisionError, OverflowError):
        return math.nan


class Tape:
    """Remembers every formula by the value that it had while it was traced."""

    def __init__(self) -> None:
        self.terms: dict[float, Open | Formula] = {}

    def open(self, name: str, sentinel: float) -> LiveNumber:
        """Return an open number of that name."""
        return self.keep(sentinel, Open(name))

    def keep(self, result: float, term: Open | Formula) -> LiveNumber:
        """Write a formula down."""
        self.terms[result] = term
        number = LiveNumber(result)
        number.tape, number.term = self, term
        return number


class LiveNumber(float):
    """A float that writes down what is computed from it."""

    tape: Tape
    term: Open | Formula

    def _join(self, operation: str, left: float, right: float) -> LiveNumber:
        result = OPERATIONS[operation](float(left), float(right))
        return self.tape.keep(result, Formula(operation, _term(left), _term(right)))

    def __add__(self, other: float) -> LiveNumber:
        return self._join("+", self, other)

    def __radd__(self, other: float) -> LiveNumber:
        return self._join("+", other, self)

    def __sub__(self, other: float) -> LiveNumber:
        return self._join("-", self, other)

    def __rsub__(self, other: float) -> LiveNumber:
        return self._join("-", other, self)

    def __mul__(self, other: float) -> LiveNumber:
        return self._join("*", self, other)

    def __rmul__(self, other: float) -> LiveNumber:
        return self._join("*", other, self)

    def __truediv__(self, other: float) -> LiveNumber:
        return self._join("/", self, other)

    def __rtruediv__(self, other: float) -> LiveNumber:
        return self._join("/", other, self)

    def __pow__(self, other: float, modulus: None = None) -> LiveNumber:
        return self._join("**", self, other)

    def __rpow__(self, other: float, modulus: None = None) -> LiveNumber:
        return self._join("**", other, self)

    def __neg__(self) -> LiveNumber:
        return self._join("*", -1.0, self)

    def __eq__(self, other: object) -> bool:
        return self._compared(other) and float(self) == other

    def __ne__(self, other: object) -> bool:
        return self._compared(other) and float(self) != other

    def __gt__(self, other: float) -> bool:
        return self._compared(other) and float(self) > other

    def __ge__(self, other: float) -> bool:
        return self._compared(other) and float(self) >= other

    def __lt__(self, other: float) -> bool:
        return self._compared(other) and float(self) < other

    def __le__(self, other: float) -> bool:
        return self._compared(other) and float(self) <= other

    def __hash__(self) -> int:
        return hash(float(self))

    def _compared(self, other: object) -> bool:
        """Allow the one question whose answer `SWITCHES` makes part of the trace: whether a number is zero."""
        if isinstance(other, (int, float)) and float(other) == 0.0 and self.term in SWITCHES:
            return True
        raise UnsupportedError(f"the optimiser decides by the value of {self.term}")


SWITCHES = ("weight_decay", "momentum")
"""Open numbers that change the operations of an update where they are zero; such a zero is no open number."""


def _term(number: float) -> Open | float | Formula:
    return number.term if isinstance(number, LiveNumber) else float(number)
