"""Gates are neurons with ready weights."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
import torch

from engine.catalog import CATALOG
from engine.catalog.gates import GATES, GateSpec
from engine.graph import Ends
from engine.lowering import lower
from engine.shapes import DataShape, infer
from tests.engine.networks import advance, config, named, one_gate, start, xor_of_gates

if TYPE_CHECKING:
    from engine.graph import Graph

PLANE = DataShape(("x1", "x2"), 2)
ROWS = torch.tensor(list(product([0.0, 1.0], repeat=2)))
TABLES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0]}


def outputs(graph: Graph, x: torch.Tensor = ROWS) -> list[float]:
    column: list[float] = lower(graph, PLANE, 0).module.eval()(x).flatten().tolist()
    return column


@pytest.mark.parametrize("kind", TABLES)
def test_a_gate_gives_its_truth_table_without_training(kind: str) -> None:
    assert outputs(one_gate(kind)) == TABLES[kind]


def test_not_turns_its_one_value_around() -> None:
    assert outputs(one_gate("not", ("x2",))) == [1, 0, 1, 0]


def test_xor_is_drawn_by_dragging_gates_onto_a_gate() -> None:
    graph = xor_of_gates()
    assert infer(graph, PLANE).faults == ()
    assert outputs(graph) == [0, 1, 1, 0]


def test_two_inputs_of_one_column_feed_a_gate_too() -> None:
    graph = one_gate("nand", ("x1",))
    second = graph.add("input", settings={"columns": ("x2",)})
    graph.connect(second.id, 2)
    assert outputs(graph) == TABLES["nand"]


@pytest.mark.parametrize("spec", GATES, ids=lambda spec: str(spec.kind))
@pytest.mark.parametrize("activation", ["step", "sigmoid"])
def test_a_gate_is_a_linear_layer_with_an_activation(spec: GateSpec, activation: str) -> None:
    columns = ("x1", "x2")[: len(spec.weights)]
    module = lower(one_gate(spec.kind, columns, activation), PLANE, 5).module
    name = next(name for name, _ in module.named_parameters()).split(".")[0]
    state = module.state_dict()
    assert state.keys() == {f"{name}.linear.weight", f"{name}.linear.bias"}
    x = torch.rand(7, 2)
    z = x[:, : len(columns)] @ torch.tensor([spec.weights]).T + spec.bias
    by_hand = torch.sigmoid(z) if activation == "sigmoid" else (z > 0).float()
    torch.testing.assert_close(module(x), by_hand)


def test_the_first_weights_do_not_depend_on_the_seed() -> None:
    weights = [lower(xor_of_gates(), PLANE, seed).module.state_dict() for seed in (0, 7)]
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


def test_with_sigmoids_gates_learn_like_dense_layers_of_one_unit() -> None:
    graph = xor_of_gates()
    for kind in ("nand", "or", "and"):
        graph.set(graph.of_kind(kind)[0].id, "activation", "sigmoid")
    loop = advance(start(graph, training=config("sgd", {"lr": 0.5})), 3)
    hand = {name: tensor.clone().requires_grad_() for name, tensor in start(graph).weights().items()}
    for _ in range(3):
        a, b = (
            torch.sigmoid(ROWS @ hand[f"{gate}.linear.weight"].T + hand[f"{gate}.linear.bias"])
            for gate in ("nand", "node_or")
        )
        joined = torch.cat([a, b], dim=1)
        y = torch.sigmoid(joined @ hand["node_and.linear.weight"].T + hand["node_and.linear.bias"])
        loss = ((y - torch.tensor([[0.0], [1.0], [1.0], [0.0]])) ** 2).mean()
        gradients = torch.autograd.grad(loss, list(hand.values()))
        with torch.no_grad():
            for tensor, gradient in zip(hand.values(), gradients, strict=True):
                tensor -= 0.5 * gradient
    for name, tensor in loop.weights().items():
        torch.testing.assert_close(tensor, hand[name].detach())


def test_a_gate_that_still_lacks_a_wire_says_so_and_blames_none() -> None:
    graph = xor_of_gates()
    graph.disconnect(Ends(named(graph, "OR").id, named(graph, "AND").id))
    (fault,) = infer(graph, PLANE).faults
    assert (fault.node, fault.edge) == (named(graph, "AND").id, None)
    assert str(fault.text) == (
        "AND cannot be calculated yet. It takes 2 values, but so far it gets 1. Draw another wire to it."
    )


def test_a_wire_too_many_is_the_one_at_fault() -> None:
    graph = xor_of_gates()
    graph.connect(named(graph, "Input").id, named(graph, "AND").id)
    (fault,) = infer(graph, PLANE).faults
    assert fault.edge == Ends(named(graph, "Input").id, named(graph, "AND").id)
    assert str(fault.text) == ("AND cannot take (N, 2) from Input. It takes 2 values in all, but its wires bring 4.")


def test_a_gate_does_not_take_more_columns_than_it_has_weights() -> None:
    (fault,) = infer(one_gate("or"), DataShape(("a", "b", "c"), 2)).faults
    assert str(fault.text) == "OR cannot take (N, 3) from Input. It takes 2 values in all, but its wires bring 3."


def test_the_formula_tells_the_first_weights() -> None:
    assert CATALOG["and"].formula == "y = f(0.5 a + 0.5 b - 0.7)"
    assert CATALOG["nand"].formula == "y = f(-0.5 a - 0.5 b + 0.7)"
    assert CATALOG["not"].formula == "y = f(-a + 0.5)"
