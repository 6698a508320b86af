"""Truth tables of the logic gates: four samples, always in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.data.spec import Make, Samples, SourceSpec
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog.spec import SettingValue


def _table(outputs: tuple[int, int, int, int]) -> Make:
    def make(settings: Mapping[str, SettingValue], rng: np.random.Generator) -> Samples:
        x = np.array([(0, 0), (0, 1), (1, 0), (1, 1)], dtype=np.float32)  # (4, 2)
        return x, np.array(outputs, dtype=np.float32)

    return make


def _gate(kind: str, title: Text, outputs: tuple[int, int, int, int], help: Text) -> SourceSpec:
    return SourceSpec(kind, title, "gate", help, _table(outputs), extent=1.5, centre=(0.5, 0.5))


GATES: tuple[SourceSpec, ...] = (
    _gate("and", Text("data", "AND"), (0, 0, 0, 1), Text("data", "1 where both inputs are 1. One neuron learns it.")),
    _gate("or", Text("data", "OR"), (0, 1, 1, 1), Text("data", "1 where any input is 1. One neuron learns it.")),
    _gate("nand", Text("data", "NAND"), (1, 1, 1, 0), Text("data", "0 where both inputs are 1. One neuron learns it.")),
    _gate(
        "xor",
        Text("data", "XOR"),
        (0, 1, 1, 0),
        Text("data", "1 where the inputs differ. No straight line parts it, so one neuron cannot learn it."),
    ),
    _gate(
        "xnor",
        Text("data", "XNOR"),
        (1, 0, 0, 1),
        Text("data", "1 where the inputs agree. No straight line parts it, so one neuron cannot learn it."),
    ),
)
