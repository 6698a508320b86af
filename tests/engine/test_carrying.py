"""A network whose layers get more or fewer units keeps what it has learned, at the right places."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import torch

from engine.carrying import carried
from engine.graph import Graph
from engine.lowering import lower, module_names
from engine.shapes import DataShape

if TYPE_CHECKING:
    from torch import Tensor

DATA = DataShape(("x1", "x2"), 2)


def branched(first: int, second: int) -> Graph:
    """Draw two layers beside each other that are joined, normalised, and go into a third."""
    graph = Graph()
    source = graph.add("input")
    joined, normal = graph.add("concatenate"), graph.add("batch_norm_1d")
    for units in (first, second):
        layer = graph.add("dense", settings={"units": units, "activation": "tanh"})
        graph.connect(source.id, layer.id)
        graph.connect(layer.id, joined.id)
    last = graph.add("dense", settings={"units": 1, "activation": "sigmoid"})
    output = graph.add("output")
    for one, other in ((joined, normal), (normal, last), (last, output)):
        graph.connect(one.id, other.id)
    return graph


def answering(units: int) -> Graph:
    """Draw one layer whose units are the answers, behind an activation of its own."""
    graph = Graph()
    nodes = [graph.add("input"), graph.add("dense", settings={"units": units, "activation": "identity"})]
    nodes += [graph.add("sigmoid"), graph.add("output", settings={"loss": "bce"})]
    for one, other in pairwise(nodes):
        graph.connect(one.id, other.id)
    return graph


def weights(graph: Graph, seed: int) -> dict[str, Tensor]:
    return {name: tensor + seed for name, tensor in lower(graph, DATA, seed).module.state_dict().items()}


def carry(before: Graph, after: Graph) -> tuple[dict[str, Tensor], dict[str, Tensor], dict[str, Tensor]]:
    learned, fresh = weights(before, 3), weights(after, 8)
    return learned, fresh, carried(before, after, DATA, module_names(after), learned, fresh)


def test_kept_units_keep_their_weights_and_new_ones_get_fresh_ones() -> None:
    learned, fresh, result = carry(branched(2, 3), branched(4, 3))
    for name in ("weight", "bias"):
        tensor = result[f"dense_1.linear.{name}"]
        assert torch.equal(tensor[:2], learned[f"dense_1.linear.{name}"])
        assert torch.equal(tensor[2:], fresh[f"dense_1.linear.{name}"][2:])
        assert torch.equal(result[f"dense_2.linear.{name}"], learned[f"dense_2.linear.{name}"])


def test_behind_a_concatenation_each_weight_stays_with_its_own_unit() -> None:
    learned, fresh, result = carry(branched(2, 3), branched(4, 3))
    old, new = learned["dense_3.linear.weight"][0], result["dense_3.linear.weight"][0]
    assert torch.equal(new[:2], old[:2])  # of the first layer's units that were there
    assert torch.equal(new[2:4], fresh["dense_3.linear.weight"][0, 2:4])
    assert torch.equal(new[4:], old[2:])  # of the second layer's
    (name,) = [name for name in result if name.endswith("running_mean")]
    assert torch.equal(result[name], torch.cat([learned[name][:2], fresh[name][2:4], learned[name][2:]]))


def test_units_that_go_take_only_their_own_weights_with_them() -> None:
    learned, _, result = carry(branched(4, 3), branched(1, 3))
    old = learned["dense_3.linear.weight"][0]
    assert torch.equal(result["dense_3.linear.weight"][0], torch.cat([old[:1], old[4:]]))
    assert torch.equal(result["dense_1.linear.weight"], learned["dense_1.linear.weight"][:1])


def test_the_unit_that_stays_means_class_1_and_so_does_the_second_of_two() -> None:
    learned, _, result = carry(answering(2), answering(1))
    assert torch.equal(result["dense_1.linear.weight"], learned["dense_1.linear.weight"][1:])
    assert torch.equal(result["dense_1.linear.bias"], learned["dense_1.linear.bias"][1:])
    learned, fresh, result = carry(answering(1), answering(2))
    assert torch.equal(result["dense_1.linear.weight"][1:], learned["dense_1.linear.weight"])
    assert torch.equal(result["dense_1.linear.weight"][:1], fresh["dense_1.linear.weight"][:1])


def test_nothing_that_was_given_is_written_to() -> None:
    before, after = branched(2, 3), branched(2, 2)
    learned, fresh = weights(before, 1), weights(after, 2)
    copies = [{name: tensor.clone() for name, tensor in tensors.items()} for tensors in (learned, fresh)]
    result = carried(before, after, DATA, module_names(after), learned, fresh)
    for tensor in result.values():
        tensor.zero_()
    for tensors, copy in zip((learned, fresh), copies, strict=True):
        assert all(torch.equal(tensors[name], copy[name]) for name in copy)
