"""The lookup over all entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION_LAYERS
from engine.catalog.gates import GATE_LAYERS
from engine.catalog.layers import LAYERS
from engine.catalog.merges import MERGES
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.catalog.spec import LayerSpec

CATEGORIES: dict[str, Text] = {
    "data": Text("catalog", "Data"),
    "layer": Text("catalog", "Layers"),
    "activation": Text("catalog", "Activation functions"),
    "regularisation": Text("catalog", "Regularisation"),
    "shape": Text("catalog", "Shape"),
    "merge": Text("catalog", "Merge"),
    "gate": Text("catalog", "Gates"),
}
"""Categories in the order of the palette, with their titles."""


class Catalog:
    """Entries by their kind, in the order of the palette."""

    def __init__(self, specs: Iterable[LayerSpec]) -> None:
        self._specs = {spec.kind: spec for spec in specs}

    def __getitem__(self, kind: str) -> LayerSpec:
        return self._specs[kind]

    def __iter__(self) -> Iterator[LayerSpec]:
        return iter(self._specs.values())

    def __len__(self) -> int:
        return len(self._specs)

    def find(self, kind: str) -> LayerSpec | None:
        """Return the entry of a kind, or None."""
        return self._specs.get(kind)


CATALOG = Catalog([*LAYERS, *ACTIVATION_LAYERS, *MERGES, *GATE_LAYERS])
"""Everything that this version can draw."""
