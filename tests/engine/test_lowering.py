from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from engine.catalog.activations import ACTIVATION
from engine.errors import NotTrainableError
from engine.graph import Graph
from engine.lowering import lower, module_names
from engine.shapes import DataShape, infer
from tests.engine.networks import dense, named, stack, xor_graph

if TYPE_CHECKING:
    from engine.graph import Node

PLANE = DataShape(("x1", "x2"), 2)
seeds = st.integers(0, 2**31 - 1)


@given(seed=seeds, units=st.lists(st.integers(1, 9), max_size=4), bias=st.booleans())
def test_a_seed_gives_the_weights_of_the_same_layers_made_in_pytorch(seed: int, units: list[int], bias: bool) -> None:
    graph = stack(*[dense(count, bias=bias) for count in units], "batch_norm_1d", dense(1, "sigmoid"))
    module = lower(graph, PLANE, seed).module
    torch.manual_seed(seed)
    widths = [2, *units]
    by_hand: list[nn.Module] = [nn.Linear(before, after, bias=bias) for before, after in pairwise(widths)]
    by_hand += [nn.BatchNorm1d(widths[-1]), nn.Linear(widths[-1], 1)]
    expected = [tensor for layer in by_hand for tensor in layer.state_dict().values()]
    got = list(module.state_dict().values())
    assert len(got) == len(expected)
    assert all(torch.equal(one, two) for one, two in zip(got, expected, strict=True))


@given(seed=seeds, order=st.permutations(range(3)))
def test_branches_are_drawn_in_the_order_of_their_nodes_and_not_of_their_wires(seed: int, order: list[int]) -> None:
    graph = Graph()
    entry = graph.add("input")
    branches = [graph.add("dense", settings={"units": units}) for units in (2, 3, 4)]
    joined = graph.add("concatenate")
    last = graph.add("dense", settings={"units": 1, "activation": "sigmoid"})
    output = graph.add("output")
    graph.connect(last.id, output.id)
    graph.connect(joined.id, last.id)
    for place in order:
        graph.connect(entry.id, branches[place].id)
        graph.connect(branches[place].id, joined.id)
    lowered = lower(graph, PLANE, seed)
    torch.manual_seed(seed)
    by_hand = [nn.Linear(2, units) for units in (2, 3, 4)]
    head = nn.Linear(9, 1)
    x = torch.rand(5, 2)
    expected = torch.sigmoid(head(torch.cat([torch.tanh(by_hand[place](x)) for place in order], dim=1)))
    assert torch.equal(lowered.module(x), expected)


@pytest.mark.parametrize("how", ["xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "zeros"])
def test_an_initialisation_is_pytorch_s_own_and_biases_are_zero(how: str) -> None:
    module = lower(stack(dense(3, "relu", initialisation=how), dense(1, "sigmoid")), PLANE, 7).module
    torch.manual_seed(7)
    linear = nn.Linear(2, 3)
    scheme = getattr(nn.init, f"{how}_")
    scheme(linear.weight, **({"nonlinearity": "relu"} if how.startswith("kaiming") else {}))
    assert torch.equal(module.get_parameter("dense_1.linear.weight"), linear.weight)
    assert not module.get_parameter("dense_1.linear.bias").any()


def test_the_caller_s_random_numbers_are_left_as_they_were() -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    infer(stack(dense(17), dense(1, "sigmoid")), PLANE)
    lower(stack(dense(17), "dropout", dense(1, "sigmoid")), PLANE, 3)
    assert torch.equal(torch.get_rng_state(), before)


def test_moving_and_renaming_nodes_does_not_change_the_weights() -> None:
    graph = xor_graph()
    before = lower(graph, PLANE, 4).module.state_dict()
    graph.move({1: (300.0, 10.0)})
    graph.rename(named(graph, "Dense 1").id, "hidden")
    after = lower(graph, PLANE, 4).module.state_dict()
    assert next(iter(after)) == "hidden.linear.weight"
    assert all(torch.equal(one, two) for one, two in zip(before.values(), after.values(), strict=True))


def test_nodes_that_do_not_lead_to_the_output_take_no_random_numbers() -> None:
    plain = lower(xor_graph(), PLANE, 1).module.state_dict()
    graph = Graph()
    entry, loose = graph.add("input"), graph.add("dense", settings={"units": 50})
    graph.connect(entry.id, loose.id)
    previous: Node = entry
    for settings in ({"units": 2}, {"units": 1, "activation": "sigmoid"}):
        node = graph.add("dense", settings=settings)
        graph.connect(previous.id, node.id)
        previous = node
    graph.connect(previous.id, graph.add("output").id)
    lowered = lower(graph, PLANE, 1)
    assert loose.id not in lowered.names
    assert all(
        torch.equal(one, two) for one, two in zip(plain.values(), lowered.module.state_dict().values(), strict=True)
    )


def test_an_input_takes_the_columns_that_it_names_in_their_order() -> None:
    graph = stack(dense(1, "sigmoid"))
    graph.set(named(graph, "Input").id, "columns", ("c", "a"))
    module = lower(graph, DataShape(("a", "b", "c"), 2), 0).module
    x = torch.rand(4, 3)
    assert torch.equal(module(x), module.get_submodule("dense_1")(x[:, [2, 0]]))


NASTY = ["training", "meta", "self", "graph", "forward", "class", "x", "torch", "ﬁ", "x²", "½", "ª", "_", "1", "ͺ", "İ"]


@given(names=st.lists(st.text(min_size=1, max_size=8) | st.sampled_from([*NASTY, "은닉층 1"]), min_size=2, max_size=2))
def test_any_name_of_a_node_gives_a_module_that_runs(names: list[str]) -> None:
    graph = Graph()
    nodes = [graph.add("input")]
    nodes += [graph.add("dense", name=name, settings={"units": 1, "activation": "sigmoid"}) for name in names]
    nodes.append(graph.add("output"))
    for before, after in pairwise(nodes):
        graph.connect(before.id, after.id)
    lowered = lower(graph, PLANE, 0)
    assert lowered.module(torch.zeros(3, 2)).shape == (3, 1)
    assert len(set(lowered.names.values())) == 4
    assert all(name.isidentifier() for name in lowered.names.values())


@pytest.mark.parametrize("name", NASTY)
def test_names_that_python_or_pytorch_has_taken_are_avoided(name: str) -> None:
    graph = stack(dense(1, "sigmoid"))
    graph.rename(named(graph, "Dense 1").id, name)
    assert lower(graph, PLANE, 0).module(torch.zeros(3, 2)).shape == (3, 1)


def test_names_that_become_the_same_are_numbered() -> None:
    graph = Graph()
    for name in ("Dense 1", "dense_1", "DENSE-1"):
        graph.add("dense", name=name)
    assert list(module_names(graph).values()) == ["dense_1", "dense_1_2", "dense_1_3"]


def test_a_drawing_without_an_output_says_so() -> None:
    with pytest.raises(NotTrainableError, match="There is no Output node"):
        lower(Graph(), PLANE, 0)


def test_two_outputs_are_both_named() -> None:
    graph = xor_graph()
    graph.add("output")
    with pytest.raises(NotTrainableError, match=r"There are 2 Output nodes\. Keep one of Output, Output 2"):
        lower(graph, PLANE, 0)


def test_a_layer_without_a_wire_is_named() -> None:
    graph = xor_graph()
    graph.disconnect(graph.edges_into(named(graph, "Dense 2").id)[0].ends)
    with pytest.raises(NotTrainableError, match="Dense 2 has no wire into its input"):
        lower(graph, PLANE, 0)


@pytest.mark.parametrize("activation", ACTIVATION)
def test_the_lowered_module_can_be_exported(activation: str) -> None:
    module = lower(stack(dense(3, activation), dense(1, "sigmoid")), PLANE, 0).module.eval()
    x = torch.rand(4, 2)
    exported = torch.export.export(module, (x,)).module()
    assert torch.allclose(exported(x), module(x))
