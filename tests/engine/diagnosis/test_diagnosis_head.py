"""Which activation goes with which loss, and what each repair does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.diagnosis import Finding, Severity, survey
from engine.graph import Ends, Graph
from engine.shapes import DataShape, infer
from tests.engine.networks import dense, named, stack

TWO = DataShape(("x1", "x2"), 2)
THREE = DataShape(("x1", "x2"), 3)
NUMBER = DataShape(("x1", "x2"), 0)


def findings(graph: Graph, data: DataShape = TWO) -> list[Finding]:
    return list(survey(graph, infer(graph, data), data))


def mismatches(graph: Graph, data: DataShape = TWO) -> list[Finding]:
    return [finding for finding in findings(graph, data) if "loss" in str(finding.text)]


FITTING = [
    ("sigmoid", 1, "bce", TWO),
    ("sigmoid", 2, "bce", TWO),
    ("softmax", 2, "bce", TWO),
    ("sigmoid", 3, "bce", THREE),
    ("step", 1, "mse", TWO),
    ("identity", 1, "bce_with_logits", TWO),
    ("identity", 2, "cross_entropy", TWO),
    ("identity", 3, "cross_entropy", THREE),
    ("log_softmax", 2, "nll", TWO),
    *[(activation, 1, loss, NUMBER) for activation in ("identity", "tanh", "relu") for loss in ("mse", "l1", "huber")],
]


@pytest.mark.parametrize(("activation", "units", "loss", "data"), FITTING)
def test_pairs_that_fit_are_left_in_peace(activation: str, units: int, loss: str, data: DataShape) -> None:
    assert mismatches(stack(dense(3), dense(units, activation), loss=loss), data) == []


SECOND_HALF = [
    # activation, units, loss, severity, repair
    ("identity", 1, "bce", Severity.ERROR, "Change the loss to BCE with logits"),
    ("identity", 2, "bce", Severity.ERROR, "Change the loss to Cross-entropy"),
    ("tanh", 1, "bce", Severity.ERROR, "Change the activation of Dense 1 to sigmoid"),
    ("relu", 1, "bce", Severity.ERROR, "Change the activation of Dense 1 to sigmoid"),
    ("log_softmax", 2, "bce", Severity.ERROR, "Change the loss to NLL (negative log-likelihood)"),
    ("sigmoid", 1, "bce_with_logits", Severity.WARNING, "Change the loss to BCE (binary cross-entropy)"),
    ("tanh", 1, "bce_with_logits", Severity.WARNING, "Change the activation of Dense 1 to identity"),
    ("softmax", 2, "cross_entropy", Severity.WARNING, "Change the activation of Dense 1 to identity"),
    ("sigmoid", 2, "cross_entropy", Severity.WARNING, "Change the activation of Dense 1 to identity"),
    ("log_softmax", 2, "cross_entropy", Severity.WARNING, "Change the loss to NLL (negative log-likelihood)"),
    ("softmax", 2, "nll", Severity.WARNING, "Change the activation of Dense 1 to log-softmax"),
    ("identity", 2, "nll", Severity.WARNING, "Change the loss to Cross-entropy"),
    ("sigmoid", 2, "nll", Severity.WARNING, "Change the activation of Dense 1 to log-softmax"),
]


@pytest.mark.parametrize(("activation", "units", "loss", "severity", "repair"), SECOND_HALF)
def test_a_pair_that_does_not_fit_is_named_and_repaired(
    activation: str, units: int, loss: str, severity: Severity, repair: str
) -> None:
    graph = stack(dense(units, activation), loss=loss)
    (finding,) = mismatches(graph)
    assert finding.severity is severity
    sentence = str(finding.text)
    assert sentence.startswith(f"Dense 1 ends in {ACTIVATION[activation].title}, which does not fit the loss")
    assert str(LOSS[loss].title) in sentence
    assert finding.repair is not None
    assert str(finding.repair.title) == repair
    finding.repair.apply(graph)
    assert findings(graph) == []


@pytest.mark.parametrize(
    ("kind", "units", "loss", "repair"),
    [
        ("softmax", 2, "cross_entropy", "Take softmax out"),
        ("sigmoid", 2, "cross_entropy", "Take sigmoid out"),
        ("tanh", 1, "bce_with_logits", "Take tanh out"),
        ("softmax", 2, "nll", "Put log-softmax in the place of softmax"),
        ("relu", 1, "bce", "Put sigmoid in the place of ReLU"),
        ("sigmoid", 1, "bce_with_logits", "Change the loss to BCE (binary cross-entropy)"),
    ],
)
def test_an_activation_of_its_own_is_taken_out_or_exchanged(kind: str, units: int, loss: str, repair: str) -> None:
    graph = stack(dense(units, "identity"), kind, loss=loss)
    before = graph.copy()
    (finding,) = mismatches(graph)
    assert finding.repair is not None
    assert str(finding.repair.title) == repair
    with graph.transaction() as change:
        finding.repair.apply(graph)
    assert findings(graph) == []
    graph.apply(change().inverse())
    assert graph == before


def test_what_also_reads_the_node_that_is_taken_out_is_joined_in_the_same_order() -> None:
    graph = stack(dense(2, "identity"), "softmax", loss="cross_entropy")
    first, softmax = named(graph, "Dense 1").id, named(graph, "softmax").id
    joined, other = graph.add("concatenate"), graph.add("dense")
    graph.connect(1, other.id)
    graph.connect(softmax, joined.id)
    graph.connect(other.id, joined.id)
    (finding,) = mismatches(graph)
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert [edge.ends.source for edge in graph.edges_into(joined.id)] == [first, other.id]


def test_what_ends_in_no_activation_gets_one_before_the_output() -> None:
    graph = stack(dense(2, "identity"), "batch_norm_1d", loss="nll")
    graph.add("flatten")  # beside the network
    (finding,) = mismatches(graph)
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert mismatches(graph) == []
    graph = Graph()
    entry, add, output = graph.add("input"), graph.add("add"), graph.add("output")
    for _ in range(2):
        node = graph.add("dense", settings={"units": 3})
        graph.connect(entry.id, node.id)
        graph.connect(node.id, add.id)
    graph.connect(add.id, output.id)
    (finding,) = mismatches(graph, THREE)
    assert finding.severity is Severity.ERROR
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert mismatches(graph, THREE) == []


def test_a_loss_looks_through_what_only_passes_values_on() -> None:
    assert mismatches(stack(dense(1, "sigmoid"), "flatten", "identity")) == []
    (finding,) = mismatches(stack(dense(2, "softmax"), "identity", loss="cross_entropy"))
    assert "Dense 1 ends in softmax" in str(finding.text)


@pytest.mark.parametrize("misfit", ["tanh", "identity"])
def test_probabilities_side_by_side_are_probabilities(misfit: str) -> None:
    graph = Graph()
    entry, joined, output = graph.add("input"), graph.add("concatenate"), graph.add("output")
    for activation in ("sigmoid", misfit):
        node = graph.add("dense", settings={"units": 1, "activation": activation})
        graph.connect(entry.id, node.id)
        graph.connect(node.id, joined.id)
    graph.connect(joined.id, output.id)
    (finding,) = mismatches(graph)
    assert f"Dense 2 ends in {misfit}" in str(finding.text)
    assert finding.repair is not None
    assert str(finding.repair.title) == "Change the activation of Dense 2 to sigmoid"
    finding.repair.apply(graph)
    assert findings(graph) == []


@pytest.mark.parametrize(("activation", "loss", "severity"), [("sigmoid", "bce", Severity.ERROR)])
def test_dropout_right_before_the_loss_is_taken_out(activation: str, loss: str, severity: Severity) -> None:
    graph = stack(dense(1, activation), "dropout", loss=loss)
    (finding,) = mismatches(graph)
    assert finding.severity is severity
    assert "Dropout stands right before the loss" in str(finding.text)
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert findings(graph) == []
    assert Ends(2, 4) in graph.edges


def test_dropout_that_drops_nothing_is_no_matter() -> None:
    assert mismatches(stack(dense(1, "sigmoid"), ("dropout", {"p": 0.0}))) == []


@given(
    layers=st.lists(
        st.builds(dense, st.integers(1, 3), st.sampled_from(list(ACTIVATION)))
        | st.sampled_from([*ACTIVATION, "dropout"]),
        min_size=1,
        max_size=4,
    ),
    loss=st.sampled_from(list(LOSS)),
    data=st.sampled_from([TWO, THREE, NUMBER]),
)
def test_applying_a_repair_removes_its_finding_and_repairs_come_to_an_end(
    layers: list[tuple[str, dict[str, object]] | str], loss: str, data: DataShape
) -> None:
    graph = stack(*layers, loss=loss)
    for _ in range(12):
        repairable = [finding for finding in findings(graph, data) if finding.repair]
        if not repairable:
            return
        finding = repairable[0]
        assert finding.repair is not None
        with graph.transaction():
            finding.repair.apply(graph)
        assert str(finding.text) not in [str(later.text) for later in findings(graph, data)]
    raise AssertionError("repairs went on for ever")
