"""Writing one formula twice: with its symbols, and with their numbers filled in.

A template is a function of `Quantity`; it does not know which of the two it writes, so both always say the same. Only
LaTeX that a converter to MathML reads is used.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.text import Text

LEAST_DIGITS, MOST_DIGITS = 2, 8
LARGE = 8
"""More inputs or units than this are summed up with a sigma instead of written out."""

_LARGEST_PLAIN = 1e6


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as LaTeX.

    Parameters
    ----------
    title : Text
        What it is about, in words.
    symbolic : str
        With symbols alone.
    numeric : str
        The same with the numbers filled in, and the result behind the last equals sign.
    """

    title: Text
    symbolic: str
    numeric: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A symbol, or the number in its place.

    Parameters
    ----------
    plain : str
        As it stands at the start of a term.
    factor : str
        As it stands inside of one: a negative number in parentheses.
    negative : str
        With the other sign.
    value : float, optional
        The number; None for a symbol.
    """

    plain: str
    factor: str
    negative: str
    value: float | None = None

    @property
    def dot(self) -> str:
        """What stands between this and a factor behind it: symbols simply stand side by side."""
        return " " if self.value is None else r" \cdot "


def symbol(name: str) -> Quantity:
    """Return a quantity that is written as its symbol."""
    return Quantity(name, name, f"-{name}")


class Pen:
    """Writes formulas.

    Parameters
    ----------
    digits : int
        Digits behind the decimal point, 2 to 8; zeros at the end are left out. A number too small to show so gets a
        power of ten, and one that only rounding would make a 1 gets more digits.
    name : callable, optional
        Turns the symbols of a formula into those that are shown.
    """

    def __init__(self, digits: int = 4, name: Callable[[str], str] = str) -> None:
        if not LEAST_DIGITS <= digits <= MOST_DIGITS:
            raise ValueError(f"digits must be from {LEAST_DIGITS} to {MOST_DIGITS}, not {digits}")
        self._digits = digits
        self._name = name

    def naming(self, name: Callable[[str], str]) -> Pen:
        """Return the same with other symbols."""
        return Pen(self._digits, name)

    def number(self, value: float) -> str:
        """Return a number as LaTeX."""
        if not math.isfinite(value):
            return r"\text{NaN}" if math.isnan(value) else r"\infty" if value > 0 else r"-\infty"
        size = abs(value)
        if size and (size >= _LARGEST_PLAIN or size < min(0.01, 10.0 ** (1 - self._digits))):
            mantissa, exponent = f"{value:.{self._digits - 1}e}".split("e")
            return rf"{_trimmed(mantissa)} \cdot 10^{{{int(exponent)}}}"
        digits = self._digits
        while size < 1 and digits < MOST_DIGITS and abs(float(f"{value:.{digits}f}")) == 1:
            digits += 1
        return _trimmed(f"{value:.{digits}f}")

    def quantity(self, value: float) -> Quantity:
        """Return a quantity that is written as its number."""
        plain = self.number(value)
        simple = not plain.startswith("-") and r"\cdot" not in plain
        negative = plain[1:] if plain.startswith("-") else plain if plain == "0" else f"-{plain}"
        return Quantity(plain, plain if simple else parentheses(plain), negative, value)

    def write(
        self,
        title: Text,
        left: str,
        template: Callable[..., str],
        values: Sequence[tuple[str, float]],
        result: float,
        *,
        filled: bool = True,
    ) -> Formula:
        """Write ``left = template``.

        Parameters
        ----------
        template : callable
            ``template(*quantities)`` returns the right side.
        values : sequence of (str, float)
            The symbol and the number of each quantity.
        result : float
            What the right side gives.
        filled : bool
            Whether numbers are filled in; where there are too many, the result stands alone.
        """
        symbols = template(*[symbol(name) for name, _ in values])
        numbers = template(*[self.quantity(float(value)) for _, value in values]) if filled else ""
        return self.of(title, f"{left} = {symbols}", left, numbers, result)

    def of(self, title: Text, symbolic: str, left: str, numbers: str, result: float) -> Formula:
        """Return a formula whose sides are written already; a number is not set equal to itself."""
        end = self.number(float(result))
        symbolic, left = self._name(symbolic), self._name(left)
        return Formula(title, symbolic, f"{left} = {end}" if numbers in (end, "") else f"{left} = {numbers} = {end}")

    def case(self, title: Text, compared: tuple[str, float], border: float, equation: str, result: str) -> Formula:
        """Write ``condition => equation`` for a function made of pieces: the piece that applies here.

        Parameters
        ----------
        compared : (str, float)
            Symbol and number of what is compared with `border`.
        equation, result : str
            What holds then, with symbols; and as its numbers.
        """
        name, value = compared
        sign = ">" if value > border else r"\leq"
        condition = rf"{sign} {self.number(border)} \Rightarrow"
        return Formula(
            title,
            self._name(f"{name} {condition} {equation}"),
            f"{self.number(float(value))} {condition} {self._name(result)}",
        )


def _trimmed(text: str) -> str:
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def parentheses(inner: str) -> str:
    """Return something in parentheses that grow with it."""
    return rf"\left({inner}\right)"


def total(*terms: str) -> str:
    """Return terms as a sum; the sign of a negative one takes the place of the plus."""
    return terms[0] + "".join(f" - {term[1:]}" if term.startswith("-") else f" + {term}" for term in terms[1:])


def product(*factors: Quantity) -> str:
    """Return quantities multiplied."""
    return factors[0].dot.join([factors[0].plain, *(factor.factor for factor in factors[1:])])


def times(first: Quantity, rest: str) -> str:
    """Return a quantity multiplied by something that is one piece already."""
    return f"{first.plain}{first.dot}{rest}"


def one_minus(value: Quantity) -> str:
    """Return 1 less a quantity, in parentheses."""
    return parentheses(f"1 - {value.factor}")


def square(value: Quantity) -> str:
    """Return a quantity squared; a symbol with an index is put in parentheses."""
    return f"{parentheses(value.plain) if '_' in value.plain else value.factor}^{{2}}"


def index(*places: int) -> str:
    """Return places, counted from 0, as an index counted from 1: ``_{12}``, or ``_{1,12}`` where that is needed."""
    numbers = [str(place + 1) for place in places]
    return f"_{{{('' if all(len(number) == 1 for number in numbers) else ',').join(numbers)}}}"


def slope(top: str, bottom: str) -> str:
    """Return the partial derivative of one symbol by another."""
    return rf"\frac{{\partial {top}}}{{\partial {bottom}}}"
