"""The numbers of the study notes, through drawings. The index of each note stands in the names of its tests."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, RandomSampler, Subset, TensorDataset, random_split

from engine.catalog import CATALOG
from engine.cli import main
from engine.data import DataRecipe
from engine.graph import Graph
from engine.lowering import lower, module_names
from engine.shapes import DataShape, infer
from engine.storage import Project, write_project
from engine.training.shortcuts import EPOCH_STRIDE
from tests.architecture.sources import ROOT
from tests.engine.networks import advance, config, dense, named, set_weights, stack, start, xor_graph

if TYPE_CHECKING:
    from pathlib import Path

RULE = ROOT / "resources" / "datasets" / "rule-2000.csv"
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


EPOCHS, RATE, SEED = 3, 0.05, 7


def rule_by_hand() -> tuple[list[tuple[float, float]], float]:
    """Return the losses of training and validation after each epoch, and the accuracy on the test samples.

    A script as the note has it: nothing but PyTorch, the table, and the seeds.
    """
    with RULE.open(encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    points = torch.tensor([[float(row[name]) for name in "xyz"] for row in rows])
    passed = torch.tensor([[float(row["pass"] == "True")] for row in rows])
    seen, *_ = parts = random_split(TensorDataset(points, passed), [0.8, 0.1, 0.1], torch.Generator().manual_seed(4))
    points = (points - points[seen.indices].mean(0)) / points[seen.indices].std(0, correction=0)
    train, validation, test = (Subset(TensorDataset(points, passed), part.indices) for part in parts)
    torch.manual_seed(SEED)
    model, criterion = nn.Sequential(nn.Linear(3, 1), nn.Sigmoid()), nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    drawn = torch.Generator()
    loader = DataLoader(train, batch_size=4, sampler=RandomSampler(train, generator=drawn), drop_last=True)

    def answers(part: Subset[tuple[torch.Tensor, ...]]) -> tuple[torch.Tensor, torch.Tensor]:
        with torch.no_grad():
            return model(points[part.indices]), passed[part.indices]

    losses = []
    for epoch in range(EPOCHS):
        drawn.manual_seed(SEED * EPOCH_STRIDE + epoch)
        of_batches = []
        for inputs, targets in loader:
            loss = criterion(model(inputs), targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            of_batches.append(loss.item())
        assert len(of_batches) == 400
        losses.append((float(np.mean(of_batches)), criterion(*answers(validation)).item()))
    found, wanted = answers(test)
    return losses, int(((found > 0.5) == (wanted > 0.5)).sum()) / len(test)


def test_003_the_table_of_the_rule_is_learned_as_by_a_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the CSV through the command line to losses and accuracy: 80/10/10 from seed 4, shuffled batches of 4."""
    training = config(
        "sgd", {"lr": RATE}, seed=SEED, full_batch=False, batch_size=4, drop_last=True, endless=False, epochs=EPOCHS
    )
    recipe = DataRecipe("table", {"path": str(RULE)}, 0.1, 4, 0.1, "random_split", "standard")
    write_project(Project(stack(dense(1, "sigmoid")), recipe, training), tmp_path / "rule.loom")
    history, trained = tmp_path / "rule.csv", str(tmp_path / "trained.loom")
    assert main(["train", str(tmp_path / "rule.loom"), "--history", str(history), "--save", trained, "--json"]) == 0
    capsys.readouterr()
    assert main(["evaluate", trained, "--json"]) == 0
    judged = json.loads(capsys.readouterr().out)
    losses, accuracy = rule_by_hand()
    with history.open(encoding="utf-8") as file:
        curve = [(float(row["train_loss"]), float(row["validation_loss"])) for row in csv.DictReader(file)]
    np.testing.assert_allclose(curve[-EPOCHS:], losses, atol=1e-4, rtol=0)
    assert (judged["part"], judged["samples"]) == ("test", 200)
    assert judged["accuracy"] == accuracy > 0.9


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
