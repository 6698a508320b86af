"""Pickles of weights to change for `fuzz_data.py`: of every protocol, and codes in no order at all."""

from __future__ import annotations

import pickle
import pickletools
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from engine.data.raw import RawSamples
from engine.errors import DataError, WeightsError
from engine.importing.pickled import parse_pickle
from tests.benchmarks.fuzz_tables import Target
from tests.engine.importing.pickles import weights

if TYPE_CHECKING:
    from pathlib import Path

CODES = b"".join(opcode.code.encode("latin1") for opcode in pickletools.opcodes)


def pickle_targets() -> list[Target]:
    """Return pickles as they are written, and others of codes by chance."""
    honest = [pickle.dumps(weights((2, 3, 1)), protocol) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    random = Random(0)
    soup = [b"\x80\x04" + bytes(random.choices(CODES, k=40)) + b"." for _ in range(200)]
    return [Target("pickle", honest, _feed), Target("pickle, any codes", soup, _feed)]


def _feed(folder: Path, data: bytes) -> RawSamples:
    """Read it, and return a sample that stands for the arrays if they are such; `DataError` if it is refused."""
    try:
        arrays = parse_pickle(data, "weights.pkl")
    except WeightsError as error:
        raise DataError(error.text) from error
    proper = all(isinstance(name, str) and array.dtype.kind in "fiu" for name, array in arrays.items())
    return RawSamples(("x1",), np.full((1, 1), 0.0 if proper else np.nan, np.float32), "y", np.zeros(1, np.float32), ())
