"""The numbers of the study notes, through drawings. The index of each note stands in the names of its tests."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.catalog import CATALOG
from engine.graph import Graph
from engine.lowering import lower, module_names
from engine.shapes import DataShape, infer
from tests.engine.networks import advance, config, dense, named, set_weights, stack, start, xor_graph

ROWS = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def one_neuron(columns: int) -> tuple[Graph, torch.nn.Module]:
    graph = stack(dense(1, "sigmoid"))
    names = tuple(f"x{number}" for number in range(columns))
    return graph, lower(graph, DataShape(names, 2), 0).module


def test_000_one_neuron_of_one_input() -> None:
    _, module = one_neuron(1)
    module.load_state_dict(
        {"dense_1.linear.weight": torch.tensor([[0.28007793]]), "dense_1.linear.bias": torch.tensor([-0.3392594])}
    )
    assert module(torch.tensor([[10.0]])).item() == pytest.approx(0.9213998, abs=1e-6)


def test_000_one_neuron_of_four_inputs() -> None:
    _, module = one_neuron(4)
    weights = [[-0.49273372, -0.2617575, 0.01708454, 0.44085765]]
    module.load_state_dict(
        {"dense_1.linear.weight": torch.tensor(weights), "dense_1.linear.bias": torch.tensor([-0.19142264])}
    )
    assert module(torch.tensor([[10.0, 5.0, 3.0, 1.0]])).item() == pytest.approx(0.0026371, abs=1e-6)


@pytest.mark.parametrize("columns", [1, 2, 7])
def test_000_more_inputs_widen_the_weight_and_nothing_else(columns: int) -> None:
    graph, module = one_neuron(columns)
    assert module.get_parameter("dense_1.linear.weight").shape == (1, columns)
    assert module.get_parameter("dense_1.linear.bias").shape == (1,)
    assert module(torch.rand(5, columns)).shape == (5, 1)
    report = infer(graph, DataShape(tuple(f"x{number}" for number in range(columns)), 2))
    assert report.nodes[named(graph, "Dense 1").id].output == (1,)


def test_001_three_layers_with_given_weights() -> None:
    graph = stack(dense(2, "sigmoid"), dense(3, "sigmoid"), dense(1, "sigmoid"))
    module = lower(graph, DataShape(("a", "b", "c"), 2), 0).module
    module.load_state_dict(
        {
            "dense_1.linear.weight": torch.tensor([[0.3, 0.1], [0.6, 0.1], [0.5, 0.2]]).T,
            "dense_1.linear.bias": torch.tensor([1.0, 1.0]),
            "dense_2.linear.weight": torch.tensor([[0.1, 0.1, 0.5], [0.8, 0.3, 0.2]]).T,
            "dense_2.linear.bias": torch.tensor([0.1, 0.4, 0.5]),
            "dense_3.linear.weight": torch.tensor([[0.3], [0.1], [0.4]]).T,
            "dense_3.linear.bias": torch.tensor([0.5]),
        }
    )
    assert module(torch.ones(1, 3)).item() == pytest.approx(0.74614674, abs=1e-6)


@pytest.mark.parametrize(
    ("logits", "expected"),
    [
        ([1, 2, 3], [0.09003057, 0.24472847, 0.66524096]),
        ([1000, 1001, 2000], [0, 0, 1]),
        ([1010, 1000, 990], [0.9999546, 4.53978686e-05, 2.06106005e-09]),
    ],
)
def test_001_softmax_never_overflows(logits: list[float], expected: list[float]) -> None:
    softmax = CATALOG["softmax"].build({}, ((3,),))
    got = softmax(torch.tensor([logits], dtype=torch.float32))[0]
    np.testing.assert_allclose(got.numpy(), expected, rtol=1e-5, atol=1e-12)


def test_002_one_neuron_learns_the_two_blobs() -> None:
    loop = start(stack(dense(1, "sigmoid")), "blobs_002", config("sgd", {"lr": 0.01}, seed=2))
    assert loop.weights()["dense_1.linear.weight"].flatten().tolist() == pytest.approx(
        [0.1622033, -0.1682732], abs=1e-6
    )
    assert loop.weights()["dense_1.linear.bias"].item() == pytest.approx(0.1939090, abs=1e-6)
    advance(loop, 1000)
    curve = loop.curve()
    assert curve.train_loss[[0, 1, 9, 999]] == pytest.approx([0.6185116, 0.617464, 0.6092079, 0.2561522], abs=1e-5)
    points = loop.outputs(torch.tensor([[1.0, -1.0], [-1.0, 1.0]])).flatten().tolist()
    assert points == pytest.approx([0.9424158, 0.0505550], abs=1e-5)


def test_003_one_step_forward_and_back() -> None:
    loop = start(xor_graph("sigmoid"), training=config("sgd", {"lr": 1.0}))
    set_weights(
        loop,
        {
            "dense_1.linear.weight": [[0.4352, 0.3545], [0.1951, 0.4835]],
            "dense_1.linear.bias": [-0.1419, 0.0439],
            "dense_2.linear.weight": [[-0.1725, 0.1129]],
            "dense_2.linear.bias": [-0.3043],
        },
    )
    only = torch.tensor([3])  # the row x = (1, 1), y = 0
    loop.task.train.x.copy_(loop.task.train.x[only].expand(4, 2).clone())
    loop.task.train.y.zero_()
    hidden = loop.module.get_submodule("dense_1")(torch.ones(1, 2))
    assert hidden.flatten().tolist() == pytest.approx([0.6565, 0.6732], abs=1e-4)
    assert loop.outputs(torch.ones(1, 2)).item() == pytest.approx(0.4154, abs=1e-4)
    loop.advance()
    assert loop.batch_loss == pytest.approx(0.5369, abs=1e-4)
    gradients: dict[str, object] = {
        "dense_2.linear.weight": [[0.2727, 0.2797]],
        "dense_2.linear.bias": [0.4154],
        "dense_1.linear.weight": [[-0.0162, -0.0162], [0.0103, 0.0103]],
        "dense_1.linear.bias": [-0.0162, 0.0103],
    }
    for name, expected in gradients.items():
        torch.testing.assert_close(loop.module.get_parameter(name).grad, torch.tensor(expected), atol=1e-4, rtol=0)
    weights: dict[str, object] = {
        "dense_2.linear.weight": [[-0.4452, -0.1668]],
        "dense_2.linear.bias": [-0.7197],
        "dense_1.linear.weight": [[0.4514, 0.3707], [0.1848, 0.4732]],
        "dense_1.linear.bias": [-0.1257, 0.0336],
    }
    for name, expected in weights.items():
        torch.testing.assert_close(loop.weights()[name], torch.tensor(expected), atol=1e-4, rtol=0)


@pytest.mark.parametrize("seed", range(5))
def test_003_one_neuron_never_learns_xor(seed: int) -> None:
    loop = advance(start(stack(dense(1, "sigmoid")), training=config("sgd", {"lr": 1.0}, seed=seed)), 1500)
    assert loop.batch_loss == pytest.approx(0.6931, abs=1e-4)
    assert loop.outputs(ROWS).flatten().tolist() == pytest.approx([0.5] * 4, abs=0.01)


GATES = {
    "and": ([0.5, 0.5], -0.7, [0, 0, 0, 1]),
    "or": ([0.5, 0.5], -0.2, [0, 1, 1, 1]),
    "nand": ([-0.5, -0.5], 0.7, [1, 1, 1, 0]),
}


@pytest.mark.parametrize("gate", GATES)
def test_004_a_gate_is_one_neuron_with_a_step(gate: str) -> None:
    weights, bias, table = GATES[gate]
    loop = start(stack(dense(1, "step")), gate)
    set_weights(loop, {"dense_1.linear.weight": [weights], "dense_1.linear.bias": [bias]})
    assert loop.outputs(ROWS).flatten().tolist() == table
    assert loop.evaluate(loop.task.train)[1] == 1


def test_004_or_also_works_with_the_other_bias_of_the_note() -> None:
    loop = start(stack(dense(1, "step")), "or")
    set_weights(loop, {"dense_1.linear.weight": [[0.5, 0.5]], "dense_1.linear.bias": [-0.1]})
    assert loop.outputs(ROWS).flatten().tolist() == [0, 1, 1, 1]


def test_004_xor_is_a_graph_of_gates() -> None:
    graph = Graph()
    entry, joined, exit_ = graph.add("input"), graph.add("concatenate"), graph.add("output")
    gates = {
        name: graph.add("dense", name=name, settings={"units": 1, "activation": "step"})
        for name in ("NAND", "OR", "AND")
    }
    for name in ("NAND", "OR"):
        graph.connect(entry.id, gates[name].id)
        graph.connect(gates[name].id, joined.id)
    graph.connect(joined.id, gates["AND"].id)
    graph.connect(gates["AND"].id, exit_.id)
    loop = start(graph)
    keys = module_names(graph)
    for name, node in gates.items():
        weights, bias, _ = GATES[name.lower()]
        set_weights(loop, {f"{keys[node.id]}.linear.weight": [weights], f"{keys[node.id]}.linear.bias": [bias]})
    assert loop.outputs(ROWS).flatten().tolist() == [0, 1, 1, 0]
