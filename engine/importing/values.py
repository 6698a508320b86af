"""What a pickle may name, and what stands for it here: descriptions that are checked, never called."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from engine.text import Text

MOST_AXES = 8
KINDS = "fiu"
"""Kinds of numbers that weights may be: real, whole, whole without sign."""

_NUMPY = ("numpy.core", "numpy._core")
"""NumPy's inner part, as it was called before and since NumPy 2."""

ENCODE = "_codecs.encode"
BYTES = ("builtins.bytes", "__builtin__.bytes")
RECONSTRUCT = tuple(f"{core}.multiarray._reconstruct" for core in _NUMPY)
FROM_BUFFER = tuple(f"{core}.numeric._frombuffer" for core in _NUMPY)
NDARRAY, DTYPE = "numpy.ndarray", "numpy.dtype"

ADMITTED = frozenset((ENCODE, *BYTES, *RECONSTRUCT, *FROM_BUFFER, NDARRAY, DTYPE))
"""All names that a pickle of a dictionary of arrays needs, under every protocol. They are understood, not looked up."""


class MalformedError(Exception):
    """What a pickle asks for is not what NumPy writes; `reason` says where it differs, as a part of a sentence."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands for something of Python's; only those in `ADMITTED` are ever made."""

    full: str


@dataclass(slots=True)
class Kind:
    """A dtype as far as a pickle has described it."""

    code: str
    order: str = "="

    def build(self, state: object) -> None:
        """Take the state that NumPy writes for a plain number: version, byte order, and no fields."""
        if not (isinstance(state, tuple) and len(state) >= 5 and state[1] in ("<", ">", "|", "=")):
            raise MalformedError(Text("importing", "the type of an array is described in no known way"))
        if any(entry is not None for entry in state[2:5]):
            raise MalformedError(Text("importing", "an array has fields or arrays in its elements"))
        self.order = str(state[1])

    def dtype(self) -> np.dtype[np.generic]:
        """Return NumPy's own."""
        return np.dtype(f"{self.order}{self.code}")


def make_kind(arguments: tuple[object, ...]) -> Kind:
    """Return the dtype of a call like ``dtype('f4', False, True)``."""
    code = arguments[0] if arguments else None
    if not isinstance(code, str) or len(code) != 2 or code[0] not in KINDS or code[1] not in "1248" or code == "f1":
        raise MalformedError(
            Text("importing", "an array of the type {type} does not hold plain numbers").fill(type=shown(code))
        )
    return Kind(code)


@dataclass(slots=True)
class PickledArray:
    """An array as far as a pickle has described it; `values` is there once it is complete."""

    values: npt.NDArray[np.generic] | None = None

    def build(self, state: object) -> None:
        """Take the state that NumPy writes: version, shape, dtype, order and bytes."""
        if not (isinstance(state, tuple) and len(state) == 5):
            raise MalformedError(Text("importing", "an array is described in no known way"))
        _, shape, kind, fortran, data = state
        self.values = to_array(data, kind, shape, "F" if fortran is True else "C")


def to_array(data: object, kind: object, shape: object, order: object) -> npt.NDArray[np.generic]:
    """Return an array over the bytes that a pickle holds, if they are exactly as many as its shape needs."""
    if not isinstance(kind, Kind):
        raise MalformedError(Text("importing", "an array has no type"))
    if not (isinstance(shape, tuple) and len(shape) <= MOST_AXES and all(type(size) is int for size in shape)):
        raise MalformedError(Text("importing", "an array has no proper shape"))
    if isinstance(data, str):  # what Python 2 wrote as its only kind of string
        data = _encoded(data)
    if not isinstance(data, bytes):
        raise MalformedError(Text("importing", "an array holds something else than bytes"))
    sizes = [size for size in shape if isinstance(size, int)]
    dtype = kind.dtype()
    if any(size < 0 for size in sizes) or prod(sizes) * dtype.itemsize != len(data):
        wanted = " x ".join(str(size) for size in sizes)[:80]
        raise MalformedError(
            Text("importing", "an array of {wanted} numbers of {size} bytes comes with {given} bytes").fill(
                wanted=wanted, size=dtype.itemsize, given=len(data)
            )
        )
    return np.frombuffer(data, dtype).reshape(sizes, order="F" if order == "F" else "C")


def call(name: str, arguments: tuple[object, ...]) -> object:
    """Return what a pickle means by calling an admitted name."""
    if name == DTYPE:
        return make_kind(arguments)
    if name in RECONSTRUCT:
        if not arguments or arguments[0] != Name(NDARRAY):
            raise MalformedError(Text("importing", "an array is to become something else than a NumPy array"))
        return PickledArray()
    if name in FROM_BUFFER:
        if len(arguments) not in (4, 5) or arguments[4:] not in ((), (None,)):
            raise MalformedError(Text("importing", "an array is described in no known way"))
        return PickledArray(to_array(*arguments[:4]))
    if name == ENCODE and len(arguments) == 2 and isinstance(arguments[0], str) and arguments[1] == "latin1":
        return _encoded(arguments[0])
    if name in BYTES and not arguments:
        return b""
    raise MalformedError(Text("importing", "{name} is called in a way in which it is not for arrays").fill(name=name))


def _encoded(text: str) -> bytes:
    try:
        return text.encode("latin1")
    except UnicodeEncodeError as error:
        raise MalformedError(Text("importing", "text stands where the bytes of an array should be")) from error


def shown(value: object) -> str:
    """Return something of a pickle so that it can stand in a sentence, whatever it is."""
    if isinstance(value, str):
        return ascii(value[:80])[1:-1][:80]
    return f"({type(value).__name__})"
