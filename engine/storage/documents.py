"""JSON in and out: strict about what JSON itself leaves open, so that nothing changes on the way."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from engine.errors import StorageError
from engine.storage import limits
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import JsonValue


def dump(member: str, document: object) -> bytes:
    """Write a JSON document; `StorageError` if it holds what `parse` would not take back."""
    try:
        data = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise _fault(member, error) from error
    parse(member, data)
    return data


def parse(member: str, data: bytes) -> JsonValue:
    """Read a JSON document.

    Raises
    ------
    StorageError
        If it is no JSON in UTF-8, nests too deeply, names a key twice, or has a number that does not fit into 64 bits.
    """
    try:
        document: JsonValue = json.loads(
            data.decode(), object_pairs_hook=_unique, parse_float=_real, parse_int=_whole, parse_constant=_constant
        )
        _check_nesting(document)
    except (ValueError, RecursionError) as error:
        raise _fault(member, error) from error
    return document


def _fault(member: str, error: Exception) -> StorageError:
    if isinstance(error, RecursionError):
        return StorageError(Text("storage", "{member} nests too deeply.").fill(member=member))
    return StorageError(
        Text("storage", "{member} is not proper JSON: {reason}.").fill(member=member, reason=str(error))
    )


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a key occurs twice")
    return result


def _real(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError("a number is too large")
    return value


def _whole(digits: str) -> int:
    if len(digits) > 20 or not -(2**63) <= (value := int(digits)) < 2**63:
        raise ValueError("a whole number does not fit into 64 bits")
    return value


def _constant(name: str) -> float:
    raise ValueError(f"{name} is not a number that JSON knows")


def _check_nesting(document: JsonValue) -> None:
    level: list[JsonValue] = [document]
    for _ in range(limits.DEPTH + 1):
        below: list[JsonValue] = []
        for value in level:
            if isinstance(value, str):
                value.encode()  # half of a surrogate pair is no character
            elif isinstance(value, dict):
                _encode_all(value)
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        if not below:
            return
        level = below
    raise RecursionError


def _encode_all(texts: Iterable[str]) -> None:
    for text in texts:
        text.encode()
