"""Formulas over columns, such as ``x1^2`` or ``sin(x1) * x2``: read by a parser of their own, and nothing is executed.

The grammar is that of school: ``+ - * / ^`` and parentheses; ``^`` or ``**`` binds to the right and before a sign. A
name or a parenthesis right behind a value is multiplied with it. A function may do without parentheses: ``sin x1``.
Names with spaces or signs in them stand in backquotes: ```petal length (cm)` / 10``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

LONGEST = 200
"""Characters of an expression."""
DEEPEST = 30
"""Parentheses, signs and functions within each other."""

FUNCTIONS: Mapping[str, tuple[int, Callable[..., Numbers]]] = {
    "sin": (1, np.sin),
    "cos": (1, np.cos),
    "tan": (1, np.tan),
    "tanh": (1, np.tanh),
    "exp": (1, np.exp),
    "log": (1, np.log),
    "ln": (1, np.log),
    "sqrt": (1, np.sqrt),
    "abs": (1, np.abs),
    "sign": (1, np.sign),
    "floor": (1, np.floor),
    "min": (2, np.minimum),
    "max": (2, np.maximum),
}
"""How many values each takes, and what it does."""
OPERATORS: Mapping[str, Callable[[Numbers, Numbers], Numbers]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
}
CONSTANTS = {"pi": np.pi, "π": np.pi, "e": np.e}
SAME = {"**": "^", "×": "*", "·": "*", "−": "-", "÷": "/"}  # as people paste them
RAISED = {"²": 2.0, "³": 3.0}

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+(?![\w.]))?)|(?P<name>[^\W\d²³][^\W²³]*)|`(?P<quoted>(?:[^`]|``)+)`(?!`)"
    r"|(?P<sign>\*\*|[-+*/^(),²³×·−÷]))",
)


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


class _Step(NamedTuple):
    """One step of a stack machine: a number, a column, an operator, a function, or a change of sign."""

    kind: str
    text: str
    value: float
    place: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that was read and understood.

    Parameters
    ----------
    text : str
        As it was written.
    steps : tuple
        In the order in which a stack machine takes them.
    """

    text: str
    steps: tuple[_Step, ...]

    def check(self, columns: Sequence[str]) -> None:
        """Raise `DataError` if it names a column that there is not."""
        known = _by_normal_name(columns)
        for step in self.steps:
            if step.kind == "column" and _normal(step.text) not in known and step.text not in CONSTANTS:
                raise _fault(
                    self.text,
                    step.place,
                    Text("data", "there is no column {name}. There are: {columns}").fill(
                        name=step.text, columns=_few(columns)
                    ),
                )

    def evaluate(self, x: npt.NDArray[np.floating], columns: Sequence[str]) -> Numbers:
        """Return the value for each row; NaN or infinite where it has none.

        Parameters
        ----------
        x : array, shape (n, p0)
        columns : sequence of str
            Names of the p0 columns; `check` has passed with them.

        Returns
        -------
        array of float64, shape (n,)
        """
        known = _by_normal_name(columns)
        stack: list[Numbers] = []
        with np.errstate(all="ignore"):
            for step in self.steps:
                stack.append(self._value(step, stack, x, known))
        return np.broadcast_to(stack[0], len(x)).astype(np.float64)

    @staticmethod
    def _value(step: _Step, stack: list[Numbers], x: npt.NDArray[np.floating], known: Mapping[str, int]) -> Numbers:
        if step.kind == "number":
            return np.asarray(step.value)
        if step.kind == "column":
            place = known.get(_normal(step.text))
            return np.asarray(CONSTANTS[step.text]) if place is None else x[:, place].astype(np.float64)
        if step.kind == "negative":
            return np.negative(stack.pop())
        if step.kind == "function":
            count, function = FUNCTIONS[step.text]
            values = [stack.pop() for _ in range(count)]
            return function(*reversed(values))
        right, left = stack.pop(), stack.pop()
        return OPERATORS[step.text](left, right)


def parse(text: str) -> Expression:
    """Read an expression.

    Raises
    ------
    DataError
        If it is none; the sentence names the place.
    """
    if len(text) > LONGEST:
        raise DataError(
            Text("data", "An expression has at most {limit} characters, not {count}: {start}…").fill(
                limit=LONGEST, count=len(text), start=text[:30]
            )
        )
    return Expression(text, _Parser(text).whole())


def quoted(column: str) -> str:
    """Return how a column is written in an expression; a quotation mark within its name is doubled."""
    plain = re.fullmatch(r"[^\W\d²³][^\W²³]*", column) and column not in FUNCTIONS
    return column if plain else f"`{column.replace('`', '``')}`"


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)  # some systems write one and the same letter in two ways


def _by_normal_name(columns: Sequence[str]) -> dict[str, int]:
    return {_normal(name): place for place, name in enumerate(columns)}


def _few(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 20 else f"{', '.join(names[:20])}, …"


def _fault(text: str, place: int, what: Text) -> DataError:
    return DataError(
        Text("data", "In the expression {text}, at character {place}: {what}.").fill(
            text=text, place=place + 1, what=what
        )
    )


class _Parser:
    """Recursive descent, one method for each level of the grammar; each writes its steps behind those of its parts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._split()
        self._next = 0
        self._depth = 0
        self._steps: list[_Step] = []

    def whole(self) -> tuple[_Step, ...]:
        self._sum()
        if self._token.kind != "end":
            raise self._unexpected()
        return tuple(self._steps)

    # -- tokens --

    def _split(self) -> list[_Token]:
        found, place = [], 0
        end = len(self._text.rstrip())
        while place < end:
            match = _TOKEN.match(self._text, place)
            if match is None or match.lastgroup is None:
                place += len(self._text[place:]) - len(self._text[place:].lstrip())
                what = Text("data", "{sign} has no meaning here").fill(sign=self._text[place])
                raise _fault(self._text, place, what)
            kind, place = match.lastgroup, match.end()
            text = match.group(kind)
            text = SAME.get(text, text) if kind == "sign" else text.replace("``", "`") if kind == "quoted" else text
            found.append(_Token(kind, text, match.start(kind)))
        return [*found, _Token("end", "", end)]

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._token
        self._next += 1
        return token

    def _is(self, *signs: str) -> bool:
        return self._token.kind == "sign" and self._token.text in signs

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise self._unexpected(sign)
        self._take()

    def _unexpected(self, wanted: str = "") -> DataError:
        token = self._token
        if wanted and token.kind == "end":
            what = Text("data", "it ends, but {wanted} is missing").fill(wanted=wanted)
        elif wanted:
            what = Text("data", "{wanted} is missing before {found}").fill(wanted=wanted, found=token.text)
        elif token.kind == "end":
            what = Text("data", "it ends where a value is missing")
        else:
            what = Text("data", "{found} cannot stand here").fill(found=token.text)
        return _fault(self._text, token.place, what)

    def _write(self, kind: str, token: _Token, value: float = 0.0) -> None:
        self._steps.append(_Step(kind, token.text, value, token.place))

    # -- levels --

    def _sum(self) -> None:
        self._product()
        while self._is("+", "-"):
            sign = self._take()
            self._product()
            self._write("operator", sign)

    def _product(self) -> None:
        self._signed()
        while self._is("*", "/", "(") or self._token.kind in ("name", "quoted"):
            sign = self._take() if self._is("*", "/") else _Token("sign", "*", self._token.place)
            self._signed()
            self._write("operator", sign)

    def _signed(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _fault(self._text, self._token.place, Text("data", "it nests too deeply"))
        if self._is("+", "-"):
            sign = self._take()
            self._signed()
            if sign.text == "-":
                self._write("negative", sign)
        else:
            self._power()
        self._depth -= 1

    def _power(self) -> None:
        self._atom()
        while self._is(*RAISED):
            sign = self._take()
            self._write("number", sign, RAISED[sign.text])
            self._write("operator", _Token("sign", "^", sign.place))
        if self._is("^"):
            sign = self._take()
            self._signed()
            self._write("operator", sign)

    def _atom(self) -> None:
        token = self._token
        if token.kind == "number":
            self._write("number", self._take(), float(token.text))
        elif token.kind == "quoted" or (token.kind == "name" and token.text not in FUNCTIONS):
            self._write("column", self._take())
        elif token.kind == "name":
            self._function()
        elif self._is("("):
            self._take()
            self._sum()
            self._expect(")")
        else:
            raise self._unexpected()

    def _function(self) -> None:
        token = self._take()
        count, _ = FUNCTIONS[token.text]
        if count == 1 and not self._is("("):
            self._signed()
        else:
            self._expect("(")
            self._sum()
            for _ in range(count - 1):
                self._expect(",")
                self._sum()
            self._expect(")")
        self._write("function", token)
