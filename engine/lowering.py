"""From the drawing to PyTorch: a ``torch.fx.GraphModule`` whose submodules carry the nodes' names."""

from __future__ import annotations

import keyword
import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import torch
from torch import fx, nn

from engine.catalog.modules import Columns
from engine.errors import NotTrainableError
from engine.graph import traversal
from engine.shapes import column_indices, infer
from engine.text import Text
from engine.training.shortcuts import default_generator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from torch import Tensor

    from engine.graph import Graph, Node, NodeId
    from engine.shapes import DataShape, ShapeReport


@dataclass(frozen=True, slots=True)
class Lowered:
    """A drawing as a PyTorch module.

    Parameters
    ----------
    module : torch.fx.GraphModule
        Takes all data columns, (N, p), and returns what reaches the Output node.
    names : mapping
        The name of each node's submodule. Nodes that do not lead to the Output are not in it.
    """

    module: fx.GraphModule
    names: Mapping[NodeId, str]


def module_names(graph: Graph) -> dict[NodeId, str]:
    """Return an attribute name for every node, made from its own name: "Dense 1" becomes ``dense_1``."""
    names: dict[NodeId, str] = {}
    taken: set[str] = set()
    for node_id in sorted(graph.nodes):
        stem = _identifier(graph.node(node_id).name)
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}_{number}", number + 1
        names[node_id] = name
        taken.add(name)
    return names


@lru_cache(maxsize=4096)
def _identifier(name: str) -> str:
    """Return a name as Python, which normalises identifiers by itself, reads it back; free of what fx calls its own."""
    stem = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", name.lower())).strip("_")
    if not f"_{stem}".isidentifier():  # digits of other scripts and the like
        stem = re.sub(r"[^a-z0-9_]+", "_", stem).strip("_")
    if not stem.isidentifier() or keyword.iskeyword(stem) or stem == "self" or hasattr(_EMPTY, stem):
        stem = f"node_{stem}".rstrip("_")
    return stem


_EMPTY = fx.GraphModule(nn.Module(), fx.Graph())


def lower(graph: Graph, data: DataShape, seed: int | None, report: ShapeReport | None = None) -> Lowered:
    """Build the module with first weights drawn from `seed`.

    The weights are those that building the same ``torch.nn`` layers in topological order right after
    ``torch.manual_seed(seed)`` gives. Torch's default generator is left as it was. Without a seed nothing is drawn:
    the tensors have no values until ``load_state_dict(..., assign=True)``, and another thread may draw meanwhile.

    Parameters
    ----------
    report : ShapeReport, optional
        The shapes of this drawing with these data, if they are known by now.

    Raises
    ------
    NotTrainableError
        If there is not exactly one Output, or the shapes do not fit on the way to it.
    """
    plan = _Plan(graph, data, infer(graph, data) if report is None else report)
    return Lowered(fx.GraphModule(plan.build(seed), _trace(graph, plan.order, plan.names), "Network"), plan.names)


def first_weights(graph: Graph, data: DataShape, seeds: Iterable[int]) -> Iterator[Mapping[str, Tensor]]:
    """Yield, for each seed, the parameters and buffers that `lower` gives the module, by their names in it."""
    plan = _Plan(graph, data, infer(graph, data))
    for seed in seeds:
        yield plan.build(seed).state_dict()


class _Plan:
    """Which layers are built, in which order and under which names."""

    def __init__(self, graph: Graph, data: DataShape, report: ShapeReport) -> None:
        output = _single_output(graph)
        self._graph, self._data, self._report = graph, data, report
        if output.id not in self._report.nodes:
            raise NotTrainableError(_why_unreached(graph, output, self._report))
        wanted = traversal.ancestors(graph, output.id) | {output.id}
        self.order = [node_id for node_id in traversal.topological(graph) if node_id in wanted]
        self.names = {node_id: name for node_id, name in module_names(graph).items() if node_id in wanted}

    def build(self, seed: int | None) -> nn.Module:
        """Make all layers, with weights drawn from `seed`, or none."""
        root = nn.Module()
        with _drawing(seed):
            for node_id in self.order:
                layer = _build(self._graph.node(node_id), self._graph, self._data, self._report)
                root.add_module(self.names[node_id], layer)
        return root


@contextmanager
def _drawing(seed: int | None) -> Iterator[None]:
    """Draw weights from `seed` within the block, or none at all."""
    if seed is None:
        with torch.device("meta"):
            yield
        return
    with default_generator, torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield


def _single_output(graph: Graph) -> Node:
    outputs = graph.of_kind("output")
    if not outputs:
        raise NotTrainableError(Text("lowering", "There is no Output node. Add one and wire the last layer to it."))
    if len(outputs) > 1:
        raise NotTrainableError(
            Text("lowering", "There are {count} Output nodes. Keep one of {names}.").fill(
                count=len(outputs), names=", ".join(node.name for node in outputs)
            )
        )
    return outputs[0]


def _why_unreached(graph: Graph, output: Node, report: ShapeReport) -> Text:
    if report.faults:
        return report.faults[0].text
    upstream = sorted(traversal.ancestors(graph, output.id) | {output.id})
    loose = next(i for i in upstream if graph.spec(graph.node(i)).inputs and not graph.edges_into(i))
    return Text("lowering", "{node} has no wire into its input.").fill(node=graph.node(loose).name)


def _build(node: Node, graph: Graph, data: DataShape, report: ShapeReport) -> nn.Module:
    if node.kind == "input":
        indices = column_indices(node, data.columns)
        return nn.Identity() if indices == tuple(range(len(data.columns))) else Columns(indices)
    return graph.spec(node).build(node.settings, report.nodes[node.id].inputs)


def _trace(graph: Graph, order: list[NodeId], names: Mapping[NodeId, str]) -> fx.Graph:
    traced = fx.Graph()
    x = traced.placeholder("x")
    values: dict[NodeId, fx.Node] = {}
    for node_id in order:
        arguments = tuple(values[edge.ends.source] for edge in graph.edges_into(node_id)) or (x,)
        values[node_id] = traced.call_module(names[node_id], arguments)
    traced.output(values[order[-1]])
    return traced
