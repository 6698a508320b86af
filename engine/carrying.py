"""What a network keeps of what it has learned when its layers get more units or fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from engine.graph import traversal
from engine.shapes import answering_node, infer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from torch import Tensor

    from engine.graph import Graph, NodeId
    from engine.shapes import DataShape, ShapeReport

NEW = -1
"""Stands where a feature was not there before."""

Origins = dict["NodeId", "Tensor"]


def carried(
    before: Graph,
    after: Graph,
    data: DataShape,
    names: Mapping[NodeId, str],
    learned: Mapping[str, Tensor],
    fresh: Mapping[str, Tensor],
) -> dict[str, Tensor]:
    """Return the tensors of a resized network: learned values where a unit and its input were there before.

    A layer keeps its first units. Where another layer takes them in, perhaps behind a concatenation, their weights
    move along with them. Of the last layer, the unit of class 1 is kept: alone it answers for both classes, and of two
    it is the second.

    Parameters
    ----------
    before, after : Graph
        Drawings with the same nodes and wires, of which some have other numbers of units.
    names : mapping
        What the tensors of each node begin with, in `learned` as in `fresh`.
    learned, fresh : mapping
        Tensors by name: of the run before, and first weights for the drawing as it is now. Neither is written to.
    """
    answering = {answering_node(after, output).id for output in after.of_kind("output") if data.classes == 2}
    origins = _origins(after, infer(after, data), infer(before, data), answering)
    nodes = {name: node_id for node_id, name in names.items()}
    result: dict[str, Tensor] = {}
    for name, tensor in fresh.items():
        node_id = nodes.get(name.partition(".")[0])
        if name not in learned or node_id is None:
            result[name] = tensor.clone()
            continue
        sources = [origins[edge.ends.source] for edge in after.edges_into(node_id) if edge.ends.source in origins]
        columns = sources[0] if len(sources) == 1 else None
        result[name] = _filled(tensor, learned[name], origins.get(node_id), columns)
    return result


def _origins(graph: Graph, report: ShapeReport, earlier: ShapeReport, answering: Collection[NodeId]) -> Origins:
    """Return for each node which feature of its output before each feature of its output now is, or `NEW`."""
    origins: Origins = {}
    for node_id in traversal.topological(graph):
        if node_id not in report.nodes or node_id not in earlier.nodes:
            continue
        sources = [edge.ends.source for edge in graph.edges_into(node_id)]
        now, then = report.nodes[node_id].output[0], earlier.nodes[node_id].output[0]
        widths = [earlier.nodes[source].output[0] for source in sources]
        widest = max((origins[source] for source in sources), key=len, default=None)
        if graph.node(node_id).kind == "concatenate":
            origins[node_id] = _side_by_side([origins[source] for source in sources], widths)
        elif _makes_units(graph, node_id) or widest is None or len(widest) != now:
            places = torch.arange(now)
            if node_id in answering and {now, then} == {1, 2}:
                places = places + then - now  # what means class 1 is the last of them
            origins[node_id] = torch.where((places >= 0) & (places < then), places, NEW)
        else:  # feature by feature; of several inputs the widest, to which the others are broadcast
            origins[node_id] = widest
    return origins


def _makes_units(graph: Graph, node_id: NodeId) -> bool:
    settings = graph.node(node_id).settings
    return "units" in settings or "filters" in settings


def _side_by_side(parts: list[Tensor], widths: list[int]) -> Tensor:
    """Return the origins of features side by side, which were side by side before in parts of these widths."""
    shifted, start = [], 0
    for part, width in zip(parts, widths, strict=True):
        shifted.append(torch.where(part == NEW, NEW, part + start))
        start += width
    return torch.cat(shifted)


def _filled(fresh: Tensor, learned: Tensor, rows: Tensor | None, columns: Tensor | None) -> Tensor:
    """Return a fresh tensor with learned values where its rows, (units, ...), and columns (inputs) come from.

    Of a convolution these are filters and channels.
    """
    alike = fresh.ndim == learned.ndim and fresh.shape[2:] == learned.shape[2:]
    if not (alike and fresh.ndim in (1, 2, 4)) or rows is None or len(rows) != len(fresh):
        return learned.clone() if fresh.shape == learned.shape else fresh.clone()
    result = fresh.clone()
    kept = rows != NEW  # (units,)
    if fresh.ndim == 1:
        result[kept] = learned[rows[kept]]
    elif columns is not None and len(columns) == fresh.shape[1]:
        known = columns != NEW  # (inputs,)
        result[kept.nonzero(), known.nonzero().T] = learned[rows[kept][:, None], columns[known][None]]
    return result
