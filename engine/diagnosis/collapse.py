"""Dense layers with nothing nonlinear between them: however many there are, they can do no more than one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.diagnosis import repairs
from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.head import activation_of
from engine.graph import traversal
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt
    from torch import Tensor

    from engine.graph import Graph, Node, NodeId
    from engine.shapes import ShapeReport

_AFFINE = {"identity", "flatten", "dropout", "batch_norm_1d"}
"""Kinds of one input that, once trained, do no more than scale and shift what comes in."""


@dataclass(frozen=True, slots=True)
class Collapse:
    """Layers in a row that equal a single one.

    Parameters
    ----------
    layers : tuple of NodeId
        The Dense layers, from the input on; at least two.
    nodes : tuple of NodeId
        The same with the nodes between them.
    """

    layers: tuple[NodeId, ...]
    nodes: tuple[NodeId, ...]


def check_collapse(graph: Graph, leading: set[NodeId]) -> Iterator[Finding]:
    """Yield a finding for each row of collapsed layers among the nodes that lead to the output."""
    for collapse in collapses(graph):
        first, *others = collapse.layers
        if first in leading:
            names = [graph.node(layer).name for layer in collapse.layers]
            tanh, relu = (repairs.change_activation(graph.node(first), kind) for kind in ("tanh", "relu"))
            yield Finding(
                Severity.WARNING,
                Text(
                    "diagnosis",
                    "Nothing between {first} and {last} is nonlinear, so {names} together can do no more than a "
                    "single layer with one matrix. Give {first} an activation function such as tanh or ReLU.",
                ).fill(first=names[0], last=names[-1], names=", ".join(names)),
                first,
                repair=tanh,
                more_nodes=tuple(others),
                more_repairs=(relu,),
            )


def collapses(graph: Graph) -> list[Collapse]:
    """Return all rows of Dense layers without anything nonlinear between them, each as long as it can be."""
    dense = [node for node in graph.nodes.values() if node.kind == "dense"]
    if not any(activation_of(node).linear for node in dense):
        return []
    before = {node.id: _row_before(graph, node.id) for node in dense}
    inner = {row[0] for row in before.values() if row}  # each is followed by another layer of its row
    found = []
    for last, row in before.items():
        if row and last not in inner:
            nodes = (*row, last)
            while before[nodes[0]]:
                nodes = (*before[nodes[0]], *nodes)
            layers = tuple(node_id for node_id in nodes if graph.node(node_id).kind == "dense")
            found.append(Collapse(layers, nodes))
    if len(found) < 2:
        return found
    places = {node_id: place for place, node_id in enumerate(traversal.topological(graph))}
    return sorted(found, key=lambda collapse: places[collapse.nodes[-1]])


def _row_before(graph: Graph, node_id: NodeId) -> tuple[NodeId, ...]:
    """Return the linear Dense layer that feeds a Dense layer and the nodes between them; empty if there is none."""
    row: tuple[NodeId, ...] = ()
    while edges := graph.edges_into(node_id):
        node = graph.node(edges[0].ends.source)
        row = (node.id, *row)
        if node.kind == "dense":
            return row if activation_of(node).linear else ()
        if node.kind not in _AFFINE:
            break
        node_id = node.id
    return ()


def have_one_matrix(collapse: Collapse, report: ShapeReport) -> bool:
    """Tell whether `single_layer` answers for them: not if some work at each place of an image, others on the whole."""
    return len({len(report.nodes[layer].inputs[0]) for layer in collapse.layers if layer in report.nodes}) <= 1


def single_layer(
    graph: Graph, collapse: Collapse, weights: Mapping[str, npt.NDArray[np.generic]], names: Mapping[NodeId, str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return matrix and bias of the one layer that gives what collapsed layers give once they are trained.

    For two layers these are W2 W1 and W2 b1 + b2; PyTorch computes them in double precision.

    Parameters
    ----------
    weights : mapping
        As in `Snapshot.weights`.
    names : mapping
        The name of each node's submodule, as in `Lowered.names`.

    Returns
    -------
    matrix : array, shape (units of the last layer, inputs of the first)
    bias : array, shape (units of the last layer,)
    """
    import torch

    matrix: Tensor | None = None
    bias = torch.zeros(1, dtype=torch.float64)
    for node_id in collapse.nodes:
        tensors = {
            name.removeprefix(f"{names[node_id]}."): torch.from_numpy(np.asarray(value, np.float64))
            for name, value in weights.items()
            if name.startswith(f"{names[node_id]}.")
        }
        own = _affine(graph.node(node_id), tensors)
        if own is not None:
            scale, shift = own
            matrix, bias = (scale, shift) if matrix is None else (scale @ matrix, scale @ bias + shift)
    if matrix is None:
        raise ValueError("a collapse has at least two layers")
    return matrix.numpy(), bias.numpy()


def _affine(node: Node, tensors: Mapping[str, Tensor]) -> tuple[Tensor, Tensor] | None:
    """Return matrix and shift of a node; None if it passes on what comes in."""
    import torch

    if node.kind == "dense":
        weight = tensors["linear.weight"]
        return weight, tensors.get("linear.bias", torch.zeros(len(weight), dtype=torch.float64))
    if node.kind == "batch_norm_1d":
        mean, variance = tensors["running_mean"], tensors["running_var"]
        epsilon = node.settings["eps"]
        factor = tensors.get("weight", torch.ones_like(mean)) / torch.sqrt(variance + torch.as_tensor(epsilon))
        return torch.diag(factor), tensors.get("bias", torch.zeros_like(mean)) - mean * factor
    return None
