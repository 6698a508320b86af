"""The layout of safetensors: the length of a header, the header in JSON, then the bytes of one tensor after another.

Only headers are made and read here, so that tensors can be written from where they lie and used where they were read.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from engine.errors import StorageError
from engine.storage import documents
from engine.storage.records import Count, Record, problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LENGTH = 8
"""Bytes, the lowest first, that tell how long the header is. Spaces fill it up to a multiple of as many."""

METADATA = "__metadata__"
"""A key of the header under which other programs may put texts of their own."""

Code = Literal["U64", "I64", "F64", "C64", "F32", "U32", "I32", "BF16", "F16", "U16", "I16", "I8", "U8", "BOOL"]

DTYPES: dict[Code, tuple[str, int]] = {
    "U64": ("uint64", 8),
    "I64": ("int64", 8),
    "F64": ("float64", 8),
    "C64": ("complex64", 8),
    "F32": ("float32", 4),
    "U32": ("uint32", 4),
    "I32": ("int32", 4),
    "BF16": ("bfloat16", 2),
    "F16": ("float16", 2),
    "U16": ("uint16", 2),
    "I16": ("int16", 2),
    "I8": ("int8", 1),
    "U8": ("uint8", 1),
    "BOOL": ("bool", 1),
}
"""What NumPy and PyTorch call a dtype, and its bytes. Tensors are written in this order, so that each is aligned."""

RANKS = {name: (rank, code) for rank, (code, (name, _)) in enumerate(DTYPES.items())}


class Place(NamedTuple):
    """Where the bytes of a tensor lie in a member, and how they are to be read."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    stop: int


class TensorRecord(Record):
    """What a header says of a tensor; its offsets count from the end of the header."""

    dtype: Code
    shape: list[Count]
    data_offsets: Annotated[list[Count], Field(min_length=2, max_length=2)]


HEADER = TypeAdapter(dict[str, TensorRecord])


def arrange(kinds: Mapping[str, tuple[str, Sequence[int]]]) -> tuple[bytes, list[str]]:
    """Return a header with its length, and the names in the order in which the tensors' bytes come after it.

    Parameters
    ----------
    kinds : mapping
        Dtype and shape of every tensor, by its name.
    """
    order = sorted(kinds, key=lambda name: (RANKS[kinds[name][0]], name))
    header, stop = {}, 0
    for name in order:
        dtype, shape = kinds[name]
        _, code = RANKS[dtype]
        start, stop = stop, stop + math.prod(shape) * DTYPES[code][1]
        header[name] = {"dtype": code, "shape": [*shape], "data_offsets": [start, stop]}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % LENGTH)
    return len(text).to_bytes(LENGTH, "little") + text, order


def locate(member: str, data: memoryview) -> dict[str, Place]:
    """Return where each tensor of a member lies. They follow each other without a gap and fill the member.

    Raises
    ------
    ValueError
        If they do not.
    StorageError
        If the header is none.
    """
    reached = LENGTH + int.from_bytes(data[:LENGTH], "little")
    if not LENGTH <= reached <= len(data):
        raise ValueError("it ends before its header does")
    places, begin = {}, reached
    for name, record in _records(f"{member} > header", bytes(data[LENGTH:begin])):
        dtype, width = DTYPES[record.dtype]
        start, stop = (begin + offset for offset in record.data_offsets)
        if start != reached or stop - start != math.prod(record.shape) * width:
            raise ValueError(f"{name} does not lie where it should")
        places[name], reached = Place(dtype, tuple(record.shape), start, stop), stop
    if reached != len(data):
        raise ValueError(f"its tensors need {reached} bytes, but it has {len(data)}")
    return places


def _records(place: str, text: bytes) -> list[tuple[str, TensorRecord]]:
    """Return what a header says, in the order in which the tensors lie."""
    header = documents.parse(place, text)
    if isinstance(header, dict):
        header.pop(METADATA, None)
    try:
        records = HEADER.validate_python(header)
    except ValidationError as error:
        raise StorageError(problems(place, error)[0]) from error
    return sorted(records.items(), key=lambda item: item[1].data_offsets)
