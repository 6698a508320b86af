"""Layers that equal a single one: which they are, what that one is, and what bends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from engine.diagnosis import Severity, collapses, single_layer, survey
from engine.lowering import lower
from engine.shapes import DataShape, infer
from tests.engine.networks import dense, named, stack

if TYPE_CHECKING:
    from engine.graph import Graph

TWO = DataShape(("x1", "x2"), 2)


def names(graph: Graph) -> list[list[str]]:
    return [[graph.node(layer).name for layer in collapse.layers] for collapse in collapses(graph)]


@pytest.mark.parametrize(
    ("graph", "rows"),
    [
        (stack(dense(3, "tanh"), dense(1, "sigmoid")), []),
        (stack(dense(1, "identity"), "sigmoid"), []),
        (stack(dense(3, "identity"), "relu", dense(1, "sigmoid")), []),
        (stack(dense(3, "identity"), dense(1, "sigmoid")), [["Dense 1", "Dense 2"]]),
        (stack(dense(3, "identity"), dense(3, "identity"), dense(1, "sigmoid")), [["Dense 1", "Dense 2", "Dense 3"]]),
        (stack(dense(3, "identity"), dense(3, "tanh"), dense(1, "sigmoid")), [["Dense 1", "Dense 2"]]),
        (
            stack(dense(3, "identity"), "batch_norm_1d", "dropout", "identity", dense(1, "sigmoid")),
            [["Dense 1", "Dense 2"]],
        ),
    ],
)
def test_layers_without_anything_nonlinear_between_them_are_found(graph: Graph, rows: list[list[str]]) -> None:
    assert names(graph) == rows


def test_both_branches_behind_a_linear_layer_collapse_with_it() -> None:
    graph = stack(dense(3, "identity"), dense(3), "concatenate", dense(1, "sigmoid"))
    branch = graph.add("dense")
    graph.connect(named(graph, "Dense 1").id, branch.id)
    graph.connect(branch.id, named(graph, "Concatenate").id)
    assert sorted(names(graph)) == [["Dense 1", "Dense 2"], ["Dense 1", branch.name]]


def test_the_finding_stands_on_the_very_nodes_and_either_repair_removes_it() -> None:
    for choice, activation in enumerate(["tanh", "relu"]):
        graph = stack(dense(3, "identity"), dense(1, "sigmoid"))
        (finding,) = survey(graph, infer(graph, TWO), TWO)
        assert finding.severity is Severity.WARNING
        assert finding.nodes == (named(graph, "Dense 1").id, named(graph, "Dense 2").id)
        assert "Dense 1, Dense 2 together can do no more than a single layer" in str(finding.text)
        repair = finding.ways_out[choice]
        assert "apply" in dir(repair)
        before = graph.copy()
        with graph.transaction() as change:
            repair.apply(graph)  # type: ignore[union-attr]  # an edit of the drawing, as asserted above
        assert named(graph, "Dense 1").settings["activation"] == activation
        assert survey(graph, infer(graph, TWO), TWO) == ()
        graph.apply(change().inverse())
        assert graph == before


def test_layers_that_are_left_out_of_training_are_left_in_peace() -> None:
    graph = stack(dense(1, "sigmoid"))
    first, second = (graph.add("dense", settings={"activation": "identity"}) for _ in range(2))
    graph.connect(1, first.id)
    graph.connect(first.id, second.id)
    assert not any("single layer" in str(finding.text) for finding in survey(graph, infer(graph, TWO), TWO))


@pytest.mark.parametrize(
    "graph",
    [
        stack(dense(4, "identity"), dense(3, "identity", bias=False), dense(2, "identity"), loss="cross_entropy"),
        stack(
            dense(4, "identity"),
            "batch_norm_1d",
            "dropout",
            dense(3, "identity"),
            ("batch_norm_1d", {"affine": False, "eps": 0.01}),
            dense(2, "identity"),
            loss="cross_entropy",
        ),
    ],
    ids=["dense", "batch normalisation"],
)
def test_the_single_layer_gives_what_the_network_gives(graph: Graph) -> None:
    lowered = lower(graph, TWO, seed=3)
    x = torch.randn(50, 2, generator=torch.Generator().manual_seed(1))
    lowered.module.train()(x)  # moves the running means
    weights = {name: tensor.numpy() for name, tensor in lowered.module.state_dict().items()}
    (collapse,) = collapses(graph)
    matrix, bias = single_layer(graph, collapse, weights, lowered.names)
    assert (matrix.shape, bias.shape) == ((2, 2), (2,))
    with torch.no_grad():
        np.testing.assert_allclose(x.numpy() @ matrix.T + bias, lowered.module.eval()(x).numpy(), atol=1e-5)


def test_two_layers_by_hand() -> None:
    graph = stack(dense(2, "identity"), dense(1, "sigmoid"))
    weights = {
        "dense_1.linear.weight": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "dense_1.linear.bias": np.array([1.0, -1.0]),
        "dense_2.linear.weight": np.array([[1.0, 10.0]]),
        "dense_2.linear.bias": np.array([0.5]),
    }
    (collapse,) = collapses(graph)
    matrix, bias = single_layer(graph, collapse, weights, lower(graph, TWO, 0).names)
    assert matrix.tolist() == [[31.0, 42.0]]
    assert bias.tolist() == [-8.5]
