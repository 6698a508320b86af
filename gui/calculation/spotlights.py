"""Where on the drawing a station is: nodes, wires, and the values that are known by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.attention import Flow, Spotlight
from gui.calculation.naming import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from engine.explain import Explanation, NodeNumbers
    from engine.graph import Ends, Graph, NodeId
    from gui.calculation.stations import Station

MOST_VALUES = 4
"""Numbers of a layer that are shown at its node."""

_SIGNS = {"sum": "z", "activation": "a", "value": "a", "arriving": "∂L/∂a", "delta": "∂L/∂z", "loss": "L"}


def spotlight_of(
    stations: Sequence[Station], position: int, explanation: Explanation, graph: Graph, digits: int
) -> Spotlight:
    """Return what stands out while a station is looked at."""
    station = stations[position]
    flows, backward = _flows(station, explanation, graph)
    tags = _tags(stations[: position + 1], explanation, digits)
    return Spotlight(frozenset({station.node}), tuple(flows), backward, tags)


def _flows(station: Station, explanation: Explanation, graph: Graph) -> tuple[list[Flow], bool]:
    node = explanation.node(station.node)
    into = [edge.ends for edge in graph.edges_into(station.node)]
    if station.kind in ("sum", "value", "loss"):
        return [Flow(ends, station.unit if node.weighs else None) for ends in into], False
    if station.kind == "loss_slope":
        return [Flow(ends) for ends in into], True
    if station.kind == "arriving":
        return [Flow(edge.ends, None, station.unit) for edge in graph.edges_from(station.node)], True
    if station.parameter and len(station.place) == 2:
        return _of_weight(station, node, into), True
    return [], station.phase in ("backward", "update")


def _of_weight(station: Station, node: NodeNumbers, into: list[Ends]) -> list[Flow]:
    """Return the strand of one weight."""
    unit, column = station.place
    for ends, wire in zip(into, node.inputs, strict=False):
        if column < len(wire.value):
            return [Flow(ends, unit, column)]
        column -= len(wire.value)
    return []


def _tags(reached: Sequence[Station], explanation: Explanation, digits: int) -> dict[NodeId, tuple[str, ...]]:
    """Return the values of each node that are worked out by now."""
    known: dict[tuple[NodeId, str], list[str]] = {}
    for station in reached:
        sign = _SIGNS.get(station.kind)
        if sign is None:
            continue
        node = explanation.node(station.node)
        values = _values(station, node, explanation)
        if station.unit is None:
            known[station.node, sign] = _written(values.ravel().tolist(), digits)
        else:
            line = known.setdefault((station.node, sign), [])
            line += [written(float(values[station.unit]), digits)]
    tags: dict[NodeId, tuple[str, ...]] = {}
    for (node_id, sign), line in known.items():
        tags[node_id] = (*tags.get(node_id, ()), f"{sign}  {',  '.join(_few(line))}")
    return tags


def _few(line: list[str]) -> list[str]:
    return line if len(line) <= MOST_VALUES else [*line[: MOST_VALUES - 1], "…"]


def _written(values: Sequence[float], digits: int) -> list[str]:
    return [written(value, digits) for value in values[: MOST_VALUES + 1]]


def _values(station: Station, node: NodeNumbers, explanation: Explanation) -> npt.NDArray[np.float32]:
    if station.kind == "loss":
        import numpy as np

        return np.array([explanation.loss], dtype=np.float32)
    if station.kind in ("activation", "value"):
        return node.output
    if station.kind == "arriving":
        return node.output_gradient
    assert node.activation is not None
    return node.activation.z if station.kind == "sum" else node.activation.z_gradient
