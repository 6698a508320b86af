"""What every part of a network gives, against the same layers called by hand."""

from __future__ import annotations

import numpy as np
import torch

from engine.data import DataRecipe
from engine.graph import Graph
from engine.training.inner import inner_outputs
from engine.training.trainer import Trainer
from tests.engine.networks import dense, stack, start

X = torch.tensor([[0.0, 1.0], [2.0, -1.0], [0.5, 0.5]])


def test_weighted_sums_and_activations_of_every_layer_are_those_of_the_layers_called_by_hand() -> None:
    loop = start(stack(dense(3, "tanh"), "dropout", dense(1, "sigmoid")), DataRecipe("xor"))
    found = inner_outputs(loop.module, X)
    own = dict(loop.module.named_modules())
    z1 = own["dense_1.linear"](X)
    a1 = torch.tanh(z1)
    z2 = own["dense_2.linear"](a1)
    for name, wanted in {
        "input": X, "dense_1.linear": z1, "dense_1": a1, "dropout": a1, "dense_2.linear": z2, "dense_2": z2.sigmoid(),
    }.items():  # fmt: skip
        torch.testing.assert_close(found[name], wanted, rtol=0, atol=0)
    assert next(reversed(found)) == "output"
    torch.testing.assert_close(found["output"], loop.outputs(X), rtol=0, atol=0)


def test_merges_are_followed() -> None:
    graph = Graph()
    source, first, second = graph.add("input"), graph.add("dense"), graph.add("dense")
    total, last, output = graph.add("add"), graph.add("dense"), graph.add("output", settings={"loss": "mse"})
    for a, b in ((source, first), (source, second), (total, last), (last, output)):
        graph.connect(a.id, b.id)
    graph.connect(first.id, total.id)
    graph.connect(second.id, total.id)
    found = inner_outputs(start(graph, DataRecipe("xor")).module, X)
    torch.testing.assert_close(found["add"], found["dense_1"] + found["dense_2"], rtol=0, atol=0)


def test_a_snapshot_answers_a_probe_that_asks_for_all_parts() -> None:
    loop = start(stack(dense(2, "relu"), dense(1, "sigmoid")), DataRecipe("xor"))
    wanted = inner_outputs(loop.module, X)
    trainer = Trainer(loop)
    try:
        trainer.probe("all", X.numpy(), inner=True)
        trainer.probe("end", X.numpy())
        snapshot = trainer.snapshot()
    finally:
        trainer.close()
    assert set(snapshot.inner) == {"all"}
    for part, tensor in wanted.items():
        np.testing.assert_array_equal(snapshot.inner["all"][part], tensor.numpy())
    np.testing.assert_array_equal(snapshot.outputs["all"], snapshot.outputs["end"])
