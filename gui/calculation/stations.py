"""The way of one sample as a list of stations: plain values, without a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.explain.latex import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.explain import Explanation, NodeNumbers, ParameterNumbers
    from engine.graph import NodeId

Phase = Literal["forward", "loss", "backward", "update"]
PHASES: tuple[Phase, ...] = ("forward", "loss", "backward", "update")

Kind = Literal[
    "sample", "sum", "activation", "value", "loss", "loss_slope", "arriving", "slope", "delta", "gradient", "update"
]


@dataclass(frozen=True, slots=True)
class Station:
    """One number on the way, or all numbers of a layer that is too large to be written out.

    Parameters
    ----------
    phase : {"forward", "loss", "backward", "update"}
    kind : str
        What is worked out: the weighted sum, the activation ...
    node : int
    unit : int, optional
        From 0; None where the station is about the whole layer.
    parameter : str
        The learned tensor's name, of gradients and updates.
    place : tuple of int
        Where in that tensor the number stands; empty for the whole tensor.
    """

    phase: Phase
    kind: Kind
    node: NodeId
    unit: int | None = None
    parameter: str = ""
    place: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is about all numbers of a layer at once."""
        if self.parameter:
            return not self.place
        return self.unit is None and self.kind not in ("sample", "loss")


def stations_of(explanation: Explanation) -> tuple[Station, ...]:
    """Return the way of a sample: forward, to the loss, back by the chain rule, and the update of each parameter."""
    *inner, end = explanation.nodes
    found: list[Station] = []
    for node in inner:
        found += _forward(node)
    found.append(Station("loss", "loss", end.id))
    if explanation.optimizer.kind != "perceptron":  # its rule does not look at the loss
        found += [Station("backward", "loss_slope", end.id, unit) for unit in _units(end)]
        for node in reversed(inner):
            found += _backward(node, only_to_end=[n.id for n, _ in explanation.consumers(node.id)] == [end.id])
    for node in reversed(inner):
        for parameter in node.parameters:
            found += [Station("update", "update", node.id, None, parameter.name, place) for place in places(parameter)]
    return tuple(found)


def ranges(station: Station, node: NodeNumbers) -> tuple[int, ...]:
    """Return among how many units, and how many inputs, one can be chosen to be written out; nothing if all are."""
    if not station.whole:
        return ()
    if station.parameter:
        return next(p for p in node.parameters if p.name == station.parameter).value.shape
    return node.output.shape


def places(parameter: ParameterNumbers) -> list[tuple[int, ...]]:
    """Return the places of a tensor that have a station each; of a large one, one station for all."""
    shape = parameter.value.shape
    if max(shape, default=1) > LARGE:
        return [()]
    if len(shape) == 1:
        return [(i,) for i in range(shape[0])]
    return [(i, j) for i in range(shape[0]) for j in range(shape[1])]


def _units(node: NodeNumbers) -> list[int | None]:
    return [None] if len(node.output) > LARGE else list(range(len(node.output)))


def _forward(node: NodeNumbers) -> Iterator[Station]:
    if node.kind == "input":
        yield Station("forward", "sample", node.id)
        return
    if node.weighs:
        yield from (Station("forward", "sum", node.id, unit) for unit in _units(node))
    kind: Kind = "value" if node.activation is None else "activation"
    yield from (Station("forward", kind, node.id, unit) for unit in _units(node))


def _backward(node: NodeNumbers, only_to_end: bool) -> Iterator[Station]:
    """Yield what comes back to a node and what it makes of it, unit by unit.

    Parameters
    ----------
    only_to_end : bool
        Whether it is the last one before the Output: then what comes back is the slope of the loss, shown already.
    """
    if node.kind == "input":
        return
    by_unit = [p for p in node.parameters if p.role != "slope" and () not in places(p)]
    if len(by_unit) < len(node.parameters):
        by_unit = []
    for unit in _units(node):
        if not only_to_end:
            yield Station("backward", "arriving", node.id, unit)
        if node.activation is not None:
            if node.activation.derivative is not None:
                yield Station("backward", "slope", node.id, unit)
            yield Station("backward", "delta", node.id, unit)
        for parameter in by_unit:
            for place in places(parameter):
                if place[0] == unit:
                    yield Station("backward", "gradient", node.id, None, parameter.name, place)
    for parameter in node.parameters:
        if parameter not in by_unit:
            for place in places(parameter):
                yield Station("backward", "gradient", node.id, None, parameter.name, place)
