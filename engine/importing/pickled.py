"""Reads a pickle of a dictionary of arrays without running it.

A pickle is a program, and Python's own reader carries it out. This one only reads the instructions that such a
dictionary needs, and keeps descriptions of what they name; nothing that a file names is ever looked up or called.
"""

from __future__ import annotations

import os
import pickletools
import warnings
from typing import TYPE_CHECKING

from engine.errors import WeightsError
from engine.importing.values import ADMITTED, Kind, MalformedError, Name, PickledArray, call, shown
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    Arrays = dict[str, npt.NDArray[np.generic]]

MIB = 2**20
LARGEST = 512 * MIB
"""Bytes of a pickle; a network of the largest layers that the app draws is smaller."""
MOST_INSTRUCTIONS = 50_000
"""An array takes about 30, and there are at most two for each layer that can be drawn."""

_REFUSED = Text(
    "importing",
    "{file} asks for {name} at byte {place}, which is refused: only dictionaries, text, numbers and NumPy arrays are "
    "taken from a pickle, because anything else could run a program. Nothing was run. Save the weights again as a "
    "dictionary of NumPy arrays.",
)
_MALFORMED = Text(
    "importing",
    "{file} is no pickle of a dictionary of NumPy arrays: at byte {place}, {reason}. Save the weights again.",
)


def read_pickle(path: Path) -> Arrays:
    """Return the arrays of a pickle by their names.

    Raises
    ------
    WeightsError
        If the file cannot be read, is damaged, or holds or asks for anything else; the sentence names it.
    """
    return parse_pickle(_content(path), path.name)


def parse_pickle(data: bytes, file: str) -> Arrays:
    """Return the arrays of a pickle in memory; `file` is what the sentences call it."""
    found = _Machine(data, file).run()
    if not isinstance(found, dict):
        raise WeightsError(
            Text("importing", "{file} holds no dictionary of arrays. Save the weights as one, such as W1, b1.").fill(
                file=file
            )
        )
    arrays: Arrays = {}
    for name, value in found.items():
        if not isinstance(value, PickledArray) or value.values is None:
            raise WeightsError(
                Text("importing", "{file}: {name} is no NumPy array. Keep only arrays of weights in it.").fill(
                    file=file, name=shown(name)
                )
            )
        arrays[name] = value.values
    return arrays


def _content(path: Path) -> bytes:
    if os.path.isdir(path):
        raise WeightsError(Text("importing", "{file} is a folder. Give the name of a pickle.").fill(file=path))
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise WeightsError(
            Text("importing", "{file} cannot be read: {reason}. Check its name and your permission.").fill(
                file=path, reason=error.strerror or error
            )
        ) from error
    if len(data) > LARGEST:
        raise WeightsError(
            Text("importing", "{file} is larger than {limit} MiB, the most that is read. Save fewer arrays.").fill(
                file=path, limit=LARGEST // MIB
            )
        )
    return data


class _Machine:
    """The stack and the memo of a pickle, and the few instructions that may change them."""

    def __init__(self, data: bytes, file: str) -> None:
        self._data, self._file = data, file
        self._place = 0
        self._stack: list[object] = []
        self._below: list[list[object]] = []  # what lies under each mark
        self._memo: dict[int, object] = {}

    def run(self) -> object:
        """Follow the instructions to their end, and return what lies on the stack then."""
        with warnings.catch_warnings():  # text with escapes that Python does not know is damaged
            warnings.simplefilter("error", DeprecationWarning)
            return self._follow()

    def _follow(self) -> object:
        instructions = pickletools.genops(self._data)
        for count in range(MOST_INSTRUCTIONS):
            try:
                opcode, argument, place = next(instructions)
            except (ValueError, OverflowError, DeprecationWarning) as error:
                raise self._malformed(
                    Text("importing", "it ends or breaks ({error})").fill(error=shown(str(error)))
                ) from error
            self._place = place if place is not None else count
            if opcode.name == "STOP":
                return self._pop()
            try:
                self._step(opcode.name, argument)
            except MalformedError as error:
                raise self._malformed(error.reason) from error
        raise self._malformed(
            Text("importing", "it goes on after {count} instructions").fill(count=f"{MOST_INSTRUCTIONS:,}")
        )

    def _malformed(self, reason: Text) -> WeightsError:
        return WeightsError(_MALFORMED.fill(file=self._file, place=self._place, reason=reason))

    def _step(self, instruction: str, argument: object) -> None:
        if instruction in _VALUES:
            self._stack.append(_bounded(argument))
        elif instruction in _CONSTANTS:
            self._stack.append(_CONSTANTS[instruction])
        elif instruction in _ACTIONS:
            _ACTIONS[instruction](self, argument)
        else:
            raise self._refused(_what(instruction, argument))

    def _refused(self, name: str | Text) -> WeightsError:
        return WeightsError(_REFUSED.fill(file=self._file, name=name, place=self._place))

    def _pop(self) -> object:
        if not self._stack:
            raise self._malformed(Text("importing", "something is taken from where nothing was put"))
        return self._stack.pop()

    def _pop_to_mark(self) -> list[object]:
        if not self._below:
            raise self._malformed(Text("importing", "a mark is missing"))
        above, self._stack = self._stack, self._below.pop()
        return above

    # -- instructions --

    def mark(self, _: object) -> None:
        self._below.append(self._stack)
        self._stack = []

    def keep(self, key: object) -> None:
        """Remember the top under a number; without one, under the next."""
        value = self._pop()
        self._stack.append(value)
        self._memo[key if isinstance(key, int) else len(self._memo)] = value

    def recall(self, key: object) -> None:
        if not isinstance(key, int) or key not in self._memo:
            raise MalformedError(Text("importing", "it refers to a value that it does not hold"))
        self._stack.append(self._memo[key])

    def drop(self, _: object) -> None:
        if self._stack:
            self._stack.pop()
        else:
            self._pop_to_mark()

    def drop_to_mark(self, _: object) -> None:
        self._pop_to_mark()

    def name(self, argument: object) -> None:
        """Admit a name, written as module, space and name."""
        self._admit(".".join(str(argument).split(" ", 1)))

    def name_from_stack(self, _: object) -> None:
        name, module = self._pop(), self._pop()
        if not isinstance(name, str) or not isinstance(module, str):
            raise MalformedError(Text("importing", "a name is no text"))
        self._admit(f"{module}.{name}")

    def _admit(self, full: str) -> None:
        if full not in ADMITTED:
            raise self._refused(shown(full))
        self._stack.append(Name(full))

    def call(self, _: object) -> None:
        arguments, function = self._pop(), self._pop()
        if not isinstance(function, Name) or not isinstance(arguments, tuple):
            raise MalformedError(Text("importing", "something is called that is no name"))
        self._stack.append(call(function.full, arguments))

    def build(self, _: object) -> None:
        state, target = self._pop(), self._pop()
        if not isinstance(target, Kind | PickledArray):
            raise MalformedError(Text("importing", "something else than an array is given a state"))
        target.build(state)
        self._stack.append(target)

    def tuple_of(self, size: int) -> None:
        self._stack.append(tuple([self._pop() for _ in range(size)][::-1]))

    def tuple_to_mark(self, _: object) -> None:
        values = self._pop_to_mark()
        self._stack.append(tuple(values))

    def list_to_mark(self, _: object) -> None:
        values = self._pop_to_mark()
        self._stack.append(values)

    def dict_to_mark(self, _: object) -> None:
        values = self._pop_to_mark()
        self._stack.append({})
        self._fill(values)

    def set_item(self, _: object) -> None:
        value, key = self._pop(), self._pop()
        self._fill([key, value])

    def set_items(self, _: object) -> None:
        self._fill(self._pop_to_mark())

    def _fill(self, values: list[object]) -> None:
        target = self._stack[-1] if self._stack else None
        if not isinstance(target, dict) or len(values) % 2:
            raise MalformedError(Text("importing", "entries go to something else than a dictionary"))
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, str):
                raise MalformedError(Text("importing", "a key {key} is no text").fill(key=shown(key)))
            target[key] = value

    def append(self, _: object) -> None:
        self._extend([self._pop()])

    def extend(self, _: object) -> None:
        self._extend(self._pop_to_mark())

    def _extend(self, values: list[object]) -> None:
        target = self._stack[-1] if self._stack else None
        if not isinstance(target, list):
            raise MalformedError(Text("importing", "elements go to something else than a list"))
        target.extend(values)

    def empty_list(self, _: object) -> None:
        self._stack.append([])

    def empty_dict(self, _: object) -> None:
        self._stack.append({})

    def double(self, _: object) -> None:
        value = self._pop()
        self._stack += [value, value]

    def nothing(self, _: object) -> None:
        """Take note of a protocol or of the size of a part, neither of which matters here."""


def _bounded(value: object) -> object:
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise MalformedError(Text("importing", "a whole number does not fit into 64 bits"))
    return bytes(value) if isinstance(value, bytearray) else value


def _what(instruction: str, argument: object) -> str | Text:
    """Return how a sentence calls what an instruction asks for that is never admitted."""
    if instruction == "INST":
        return shown(".".join(str(argument).split(" ", 1)))
    if instruction.startswith("EXT"):
        return Text("importing", "number {number} of the extension registry").fill(number=shown(str(argument)))
    if "PERSID" in instruction:
        return Text("importing", "a persistent object")
    return Text("importing", "the instruction {name}").fill(name=instruction)


_VALUES = frozenset(
    "INT BININT BININT1 BININT2 LONG LONG1 LONG4 FLOAT BINFLOAT STRING BINSTRING SHORT_BINSTRING UNICODE BINUNICODE "
    "SHORT_BINUNICODE BINUNICODE8 BINBYTES SHORT_BINBYTES BINBYTES8 BYTEARRAY8".split()
)
"""Instructions that put their argument on the stack."""

_CONSTANTS: dict[str, object] = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False, "EMPTY_TUPLE": ()}

_ACTIONS: dict[str, Callable[[_Machine, object], None]] = {
    "PROTO": _Machine.nothing,
    "FRAME": _Machine.nothing,
    "MARK": _Machine.mark,
    "POP": _Machine.drop,
    "POP_MARK": _Machine.drop_to_mark,
    "DUP": _Machine.double,
    **dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"), _Machine.keep),
    **dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), _Machine.recall),
    "GLOBAL": _Machine.name,
    "STACK_GLOBAL": _Machine.name_from_stack,
    "REDUCE": _Machine.call,
    "BUILD": _Machine.build,
    "TUPLE": _Machine.tuple_to_mark,
    "TUPLE1": lambda machine, _: machine.tuple_of(1),
    "TUPLE2": lambda machine, _: machine.tuple_of(2),
    "TUPLE3": lambda machine, _: machine.tuple_of(3),
    "LIST": _Machine.list_to_mark,
    "DICT": _Machine.dict_to_mark,
    "EMPTY_LIST": _Machine.empty_list,
    "EMPTY_DICT": _Machine.empty_dict,
    "SETITEM": _Machine.set_item,
    "SETITEMS": _Machine.set_items,
    "APPEND": _Machine.append,
    "APPENDS": _Machine.extend,
}
