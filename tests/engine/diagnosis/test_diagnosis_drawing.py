"""What a drawing shows of its later trouble: competing units, functions without slope, columns that nothing sees."""

from __future__ import annotations

import pytest

from engine.diagnosis import Finding, Severity, survey
from engine.diagnosis.softmax import check_softmax
from engine.graph import Graph
from engine.shapes import DataShape, NodeShape, ShapeReport, infer
from tests.engine.networks import dense, named, stack

TWO = DataShape(("x1", "x2"), 2)
THREE = DataShape(("x1", "x2", "x3"), 3)


def findings(graph: Graph, data: DataShape = TWO) -> list[Finding]:
    return list(survey(graph, infer(graph, data), data))


@pytest.mark.parametrize(
    "graph",
    [
        stack(dense(3, "softmax"), dense(1, "sigmoid")),
        stack(dense(3, "tanh"), "softmin", dense(1, "sigmoid")),
        stack(dense(3, "log_softmax"), "dropout", dense(1, "sigmoid")),
    ],
)
def test_a_softmax_inside_the_network_is_warned_of_and_exchanged(graph: Graph) -> None:
    (finding,) = findings(graph)
    assert finding.severity is Severity.WARNING
    assert "inside the network: its units compete" in str(finding.text)
    assert len(finding.ways_out) == 2
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert findings(graph) == []


def test_a_softmax_at_the_end_or_as_a_gate_is_in_its_place() -> None:
    assert findings(stack(dense(4), dense(3, "softmax"), loss="mse"), THREE) == []
    graph = Graph()
    entry, values, gate = graph.add("input"), graph.add("dense"), graph.add("dense", settings={"activation": "softmax"})
    product, last, output = graph.add("multiply"), graph.add("dense", settings={"units": 1}), graph.add("output")
    graph.set(last.id, "activation", "sigmoid")
    for one, two in ((entry, values), (entry, gate), (values, product), (gate, product), (product, last)):
        graph.connect(one.id, two.id)
    graph.connect(last.id, output.id)
    assert findings(graph) == []


def test_a_softmax_over_another_axis_than_the_units_is_named_and_flattened() -> None:
    graph = stack(dense(3, "softmax"), loss="mse")
    layer = named(graph, "Dense 1").id
    report = ShapeReport({layer: NodeShape(((5, 4),), (5, 3), 15)})
    (finding,) = check_softmax(graph, report, {layer})
    assert "makes the 5 values along the first axis compete instead of the 3 units" in str(finding.text)
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert [graph.node(edge.ends.source).kind for edge in graph.edges_into(layer)] == ["flatten"]


@pytest.mark.parametrize(
    "graph", [stack(dense(2, "step"), dense(1, "sigmoid")), stack(dense(2, "identity"), "step", dense(1, "sigmoid"))]
)
def test_a_step_becomes_a_sigmoid(graph: Graph) -> None:
    (finding,) = findings(graph)
    assert (finding.severity, len(finding.ways_out)) == (Severity.WARNING, 1)
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert findings(graph) == []
    assert any("sigmoid" in (node.kind, node.settings.get("activation")) for node in graph.nodes.values())


def test_a_threshold_has_a_slope_above_it_and_is_let_be() -> None:
    assert findings(stack(dense(2, "threshold"), dense(1, "sigmoid"))) == []


def test_columns_that_nothing_sees_are_named_and_can_be_taken() -> None:
    graph = stack(dense(4), dense(3, "identity"), loss="cross_entropy")
    graph.set(named(graph, "Input").id, "columns", ("x2",))
    (finding,) = findings(graph, THREE)
    assert (finding.severity, finding.node) == (Severity.HINT, named(graph, "Input").id)
    assert str(finding.text) == "The network does not see these columns of the data (2 of 3): x1, x3."
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert findings(graph, THREE) == []


def test_columns_that_another_input_takes_are_seen() -> None:
    graph = stack(dense(4), "concatenate", dense(3, "identity"), loss="cross_entropy")
    graph.set(named(graph, "Input").id, "columns", ("x2",))
    other = graph.add("input", settings={"columns": ("x1",)})
    graph.connect(other.id, named(graph, "Concatenate").id)
    (finding,) = findings(graph, THREE)
    assert "(1 of 3): x3" in str(finding.text)
    assert finding.nodes == (named(graph, "Input").id, other.id)
    assert finding.ways_out == ()


def test_many_unseen_columns_are_not_all_named() -> None:
    wide = DataShape(tuple(f"x{n}" for n in range(100)), 2)
    graph = stack(dense(1, "sigmoid"))
    graph.set(named(graph, "Input").id, "columns", ("x0",))
    (finding,) = findings(graph, wide)
    assert str(finding.text).endswith("(99 of 100): x1, x2, x3, x4, x5, ….")


@pytest.mark.parametrize("loss", ["mse", "l1", "huber"])
def test_logarithms_of_probabilities_never_reach_a_class_that_is_a_number(loss: str) -> None:
    graph = stack(dense(3, "log_softmax"), loss=loss)
    (finding,) = findings(graph, THREE)
    assert finding.severity is Severity.WARNING
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert findings(graph, THREE) == []
    assert named(graph, "Output").settings["loss"] == "nll"


def test_classes_more_than_two_on_one_sigmoid_get_a_unit_each() -> None:
    graph = stack(dense(1, "sigmoid"))
    finding = findings(graph, THREE)[0]
    assert finding.severity is Severity.ERROR
    assert finding.repair is not None
    assert str(finding.repair.title) == "Set the units of Dense 1 to 3"
    finding.repair.apply(graph)
    assert findings(graph, THREE) == []
