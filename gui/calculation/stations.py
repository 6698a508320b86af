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
        found += _forward(node, explanation)
    found.append(Station("loss", "loss", end.id))
    if explanation.optimizer.kind != "perceptron":  # its rule does not look at the loss
        found += [Station("backward", "loss_slope", end.id, unit) for unit in _units("loss_slope", end, explanation)]
        for node in reversed(inner):
            found += _backward(node, explanation)
    for node in reversed(inner):
        for parameter in node.parameters:
            found += [Station("update", "update", node.id, None, parameter.name, place) for place in places(parameter)]
    return tuple(found)


def ranges(station: Station, explanation: Explanation) -> tuple[int, ...]:
    """Return among how many units, and how many inputs, one can be chosen to be written out.

    Nothing if all are written out, or none can be. Images are laid out as rows.
    """
    if not station.whole:
        return ()
    node = explanation.node(station.node)
    if _by_shapes(station.kind, node, explanation):
        return ()
    if station.parameter:
        return next(p for p in node.parameters if p.name == station.parameter).value.shape
    return (node.output.size,)


def places(parameter: ParameterNumbers) -> list[tuple[int, ...]]:
    """Return the places of a tensor that have a station each; of a large one, one station for all."""
    shape = parameter.value.shape
    if max(shape, default=1) > LARGE or len(shape) > 2:
        return [()]
    if len(shape) == 1:
        return [(i,) for i in range(shape[0])]
    return [(i, j) for i in range(shape[0]) for j in range(shape[1])]


def _by_shapes(kind: Kind, node: NodeNumbers, explanation: Explanation) -> bool:
    """Tell whether no single number can be written out: the node's, or what comes back to it, hang together."""
    back = [consumer for consumer, _ in explanation.consumers(node.id)] if kind == "arriving" else []
    return kind != "update" and any(each.hangs_together for each in (node, *back))


def _units(kind: Kind, node: NodeNumbers, explanation: Explanation) -> list[int | None]:
    large = node.output.ndim > 1 or len(node.output) > LARGE or _by_shapes(kind, node, explanation)
    return [None] if large else list(range(len(node.output)))


def _forward(node: NodeNumbers, explanation: Explanation) -> Iterator[Station]:
    if node.kind == "input":
        yield Station("forward", "sample", node.id)
        return
    if node.weighs:
        yield from (Station("forward", "sum", node.id, unit) for unit in _units("sum", node, explanation))
    kind: Kind = "value" if node.activation is None else "activation"
    yield from (Station("forward", kind, node.id, unit) for unit in _units(kind, node, explanation))


def _backward(node: NodeNumbers, explanation: Explanation) -> Iterator[Station]:
    """Yield what comes back to a node and what it makes of it, unit by unit.

    To the last node before the Output comes back the slope of the loss, which is shown already.
    """
    if node.kind == "input":
        return
    arriving = _units("arriving", node, explanation)
    if [consumer.id for consumer, _ in explanation.consumers(node.id)] == [explanation.nodes[-1].id]:
        arriving = []
    by_unit = [p for p in node.parameters if p.role != "slope" and () not in places(p)]
    if len(by_unit) < len(node.parameters) or node.hangs_together:
        by_unit = []
    units = _units("delta", node, explanation)
    if arriving != units:
        yield from (Station("backward", "arriving", node.id, unit) for unit in arriving)
    for unit in units:
        if arriving == units:
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
            for place in [()] if node.hangs_together else places(parameter):
                yield Station("backward", "gradient", node.id, None, parameter.name, place)
