"""Symbols that no two layers share: the layer's number stands at the letters that its formulas are written with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.explain.explanation import Explanation, NodeNumbers, Wire

_OWN = re.compile(
    r"(?<![\\A-Za-z])(?P<letter>[abwxz])"
    r"(?:\^\{\((?P<wire>\d+)\)\})?"
    r"(?P<index>_\{[^{}]*\})"
    r"(?:\^\{(?P<prime>\\prime)\})?"
)
"""A letter of the formulas with its index: perhaps with the wire that brings it, perhaps as a new value."""


class Naming:
    """Turns the letters of one node's formulas into those of the whole network.

    The parts between Input and Output are numbered in order of calculation. What a layer brings to another is called
    as where it comes from, so that x is left for the sample itself. A network of one layer needs no numbers.

    Parameters
    ----------
    explanation : Explanation
    """

    def __init__(self, explanation: Explanation) -> None:
        layers = [node.id for node in explanation.nodes if node.kind not in ("input", "output")]
        self._numbers = {node_id: place + 1 for place, node_id in enumerate(layers)} if len(layers) > 1 else {}
        self._explanation = explanation

    def letter(self, name: str, node: NodeNumbers, *, prime: bool = False) -> str:
        """Return a letter for a whole layer, such as W, with the layer's number, and perhaps as what it becomes."""
        return name + self._above(self._numbers.get(node.id), r"\prime" if prime else "")

    def turned(self, node: NodeNumbers) -> str:
        """Return the letter for a layer's weights with rows and columns exchanged."""
        number = self._numbers.get(node.id)
        return f"W^{{({number}) T}}" if number else "W^{T}"

    def arriving(self, node: NodeNumbers) -> str:
        """Return the letter for all that comes into a layer."""
        letter, number = self._source(node, node.inputs[0]) if len(node.inputs) == 1 else ("x", None)
        return letter + self._above(number)

    def named(self, latex: str, node: NodeNumbers) -> str:
        """Return a formula of a node with the symbols of the whole network."""

        def name(found: re.Match[str]) -> str:
            letter, number = found["letter"], self._numbers.get(node.id)
            if letter == "x":
                letter, number = self._brought(node, found["wire"])
            return letter + found["index"] + self._above(number, found["prime"] or "")

        return _OWN.sub(name, latex)

    def _brought(self, node: NodeNumbers, wire: str | None) -> tuple[str, int | None]:
        """Return the letter and the number of what a wire brings; of several wires at once it is simply x."""
        if wire is None and len(node.inputs) != 1:
            return "x", self._numbers.get(node.id) if node.inputs else None
        return self._source(node, node.inputs[int(wire) - 1 if wire else 0])

    def _source(self, node: NodeNumbers, wire: Wire) -> tuple[str, int | None]:
        source = self._explanation.node(wire.source)
        if source.kind == "input":
            return "x", None
        if len(self._explanation.consumers(source.id)) > 1:  # each of them passes back its own part
            return "x", self._numbers.get(node.id)
        return "a", self._numbers.get(source.id)

    @staticmethod
    def _above(number: int | None, prime: str = "") -> str:
        above = f"({number}){prime}" if number else prime
        return f"^{{{above}}}" if above else ""
