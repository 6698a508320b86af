"""Drawings that train and will disappoint, or do not do what was meant."""

from __future__ import annotations

import pytest

from engine.diagnosis import Severity, survey
from engine.graph import Graph
from engine.shapes import DataShape, infer

CLASSES = DataShape(("x1", "x2"), 2)
NUMBER = DataShape(("x1", "x2"), 0)


def drawing(units: int, activation: str, loss: str) -> Graph:
    graph = Graph()
    nodes = [
        graph.add("input"),
        graph.add("dense", settings={"units": units, "activation": activation}),
        graph.add("output", settings={"loss": loss}),
    ]
    graph.connect(nodes[0].id, nodes[1].id)
    graph.connect(nodes[1].id, nodes[2].id)
    return graph


@pytest.mark.parametrize("activation", ["sigmoid", "softmax"])
def test_a_regression_that_ends_in_probabilities_is_warned_of_and_repaired(activation: str) -> None:
    graph = drawing(1, activation, "mse")
    found = [f for f in survey(graph, infer(graph, NUMBER), NUMBER) if "number" in str(f.text)]
    assert [f.severity for f in found] == [Severity.WARNING]
    assert found[0].repair is not None
    found[0].repair.apply(graph)
    assert graph.node(2).settings["activation"] == "identity"
    assert survey(graph, infer(graph, NUMBER), NUMBER) == ()


def test_a_regression_that_ends_in_identity_is_fine() -> None:
    graph = drawing(1, "identity", "mse")
    assert survey(graph, infer(graph, NUMBER), NUMBER) == ()


def test_two_units_for_two_classes_are_pointed_out_and_one_click_makes_them_one() -> None:
    graph = drawing(2, "sigmoid", "bce")
    (found,) = survey(graph, infer(graph, CLASSES), CLASSES)
    assert found.severity is Severity.HINT
    assert found.repair is not None
    found.repair.apply(graph)
    assert graph.node(2).settings["units"] == 1
    assert survey(graph, infer(graph, CLASSES), CLASSES) == ()


def test_a_chain_of_merges_is_surveyed_in_no_time() -> None:
    """Each merge doubles the ways to the output; walking all of them would take years."""
    graph = drawing(2, "sigmoid", "bce")
    last = 2
    for _ in range(60):
        left, right, joined = (graph.add(kind).id for kind in ("identity", "identity", "multiply"))
        for side in (left, right):
            graph.connect(last, side)
            graph.connect(side, joined)
        last = joined
    graph.disconnect(graph.edges_into(3)[0].ends)
    graph.connect(last, 3)
    assert not any(f.severity is Severity.ERROR for f in survey(graph, infer(graph, CLASSES), CLASSES))
