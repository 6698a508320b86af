"""Truth tables of the logic gates: every combination of 0 and 1, always in counting order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.catalog.spec import ParamSpec, whole
from engine.data.raw import RawSamples
from engine.data.spec import Load, Settings, SourceSpec, two_classes
from engine.text import Text

if TYPE_CHECKING:
    from engine.data.progress import Progress

Rule = Callable[[npt.NDArray[np.int64]], npt.NDArray[np.bool_]]
"""Tells from rows of 0 and 1 where the gate gives 1."""

INPUTS = ParamSpec(
    "inputs",
    Text("data", "Inputs"),
    "integer",
    2,
    Text("data", "How many inputs the gate has. Its truth table has 4, 8 or 16 rows."),
    2,
    4,
)


def _all(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    return np.asarray(rows.min(axis=1) == 1)


def _odd(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    return np.asarray(rows.sum(axis=1) % 2 == 1)


def _table(rule: Rule) -> Load:
    def load(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
        inputs = whole(settings, "inputs")
        rows = np.array(list(product((0, 1), repeat=inputs)))  # (2 ** inputs, inputs)
        columns = tuple(f"x{place + 1}" for place in range(inputs))
        return RawSamples(columns, rows.astype(np.float32), "y", rule(rows).astype(np.float32), two_classes(settings))

    return load


def _gate(kind: str, title: Text, rule: Rule, help: Text) -> SourceSpec:
    return SourceSpec(kind, title, "gate", help, _table(rule), extent=1.5, centre=(0.5, 0.5), params=(INPUTS,))


GATES: tuple[SourceSpec, ...] = (
    _gate(
        "and",
        Text("data", "AND"),
        _all,
        Text("data", "1 where all inputs are 1. One neuron learns it."),
    ),
    _gate(
        "or",
        Text("data", "OR"),
        lambda rows: rows.max(axis=1) == 1,
        Text("data", "1 where any input is 1. One neuron learns it."),
    ),
    _gate(
        "nand",
        Text("data", "NAND"),
        lambda rows: ~_all(rows),
        Text("data", "0 where all inputs are 1. One neuron learns it."),
    ),
    _gate(
        "xor",
        Text("data", "XOR"),
        _odd,
        Text(
            "data",
            "1 where the two inputs differ; with three or four inputs, where an odd number of them is 1. No straight "
            "line separates the two answers, so one neuron cannot learn it.",
        ),
    ),
    _gate(
        "xnor",
        Text("data", "XNOR"),
        lambda rows: ~_odd(rows),
        Text(
            "data",
            "1 where the two inputs agree; with three or four inputs, where an even number of them is 1. No straight "
            "line separates the two answers, so one neuron cannot learn it.",
        ),
    ),
)
