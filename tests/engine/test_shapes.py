from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.graph import Ends, Graph
from engine.lowering import lower
from engine.shapes import DataShape, NodeShape, infer, units_for_target
from tests.engine.networks import dense, stack, xor_graph

PLANE = DataShape(("x1", "x2"), 2)


def two_branches(merge: str, first: int, second: int) -> Graph:
    graph = Graph()
    entry = graph.add("input")
    one, two = (graph.add("dense", settings={"units": units}) for units in (first, second))
    joined = graph.add(merge)
    for node in (one, two):
        graph.connect(entry.id, node.id)
        graph.connect(node.id, joined.id)
    return graph


def test_the_shapes_and_parameters_of_the_xor_network() -> None:
    graph = xor_graph()
    report = infer(graph, PLANE)
    assert report.faults == ()
    assert [report.nodes[i] for i in sorted(report.nodes)] == [
        NodeShape((), (2,), 0),
        NodeShape(((2,),), (2,), 6),
        NodeShape(((2,),), (1,), 3),
        NodeShape(((1,),), (1,), 0),
    ]
    assert report.parameters == 9
    assert [report.on_edge(ends) for ends in sorted(graph.edges)] == [(2,), (2,), (1,)]


middles = st.one_of(
    st.builds(lambda units, bias: dense(units, bias=bias), st.integers(1, 20), st.booleans()),
    st.sampled_from(["batch_norm_1d", "flatten", "dropout", "relu", "prelu", "softmax", "threshold"]),
)


@given(layers=st.lists(middles, max_size=5), columns=st.integers(1, 6))
def test_declared_shapes_are_those_of_the_tensors_that_flow(
    layers: list[tuple[str, dict[str, object]] | str], columns: int
) -> None:
    graph = stack(*layers, dense(1, "sigmoid"))
    data = DataShape(tuple(f"x{number}" for number in range(columns)), 2)
    report, lowered = infer(graph, data), lower(graph, data, 0)
    value = torch.rand(3, columns)
    for node_id in sorted(graph.nodes):
        layer = lowered.module.get_submodule(lowered.names[node_id])
        value = layer(value)
        assert value.shape == (3, *report.nodes[node_id].output)
        assert sum(parameter.numel() for parameter in layer.parameters()) == report.nodes[node_id].parameters


def test_add_names_the_wire_that_breaks_and_both_shapes() -> None:
    graph = two_branches("add", 2, 3)
    (fault,) = infer(graph, PLANE).faults
    assert (fault.node, fault.edge) == (4, Ends(3, 4))
    assert str(fault.text) == "Add cannot join (N, 3) from Dense 2 with (N, 2) from its other inputs."


def test_the_wire_at_fault_is_the_one_that_differs_and_not_the_last() -> None:
    graph = two_branches("multiply", 4, 3)
    third = graph.add("dense", settings={"units": 4})
    graph.connect(1, third.id)
    graph.connect(third.id, 4)
    (fault,) = infer(graph, PLANE).faults
    assert fault.edge == Ends(3, 4)
    assert str(fault.text) == "Multiply cannot join (N, 3) from Dense 2 with (N, 4) from its other inputs."


def test_add_stretches_a_single_unit_over_the_others() -> None:
    report = infer(two_branches("add", 1, 3), PLANE)
    assert report.faults == ()
    assert report.nodes[4].output == (3,)


def test_concatenate_takes_any_widths() -> None:
    assert infer(two_branches("concatenate", 2, 3), PLANE).nodes[4].output == (5,)


def test_nodes_behind_a_fault_have_no_shape() -> None:
    graph = two_branches("add", 2, 3)
    behind = graph.add("dense")
    graph.connect(4, behind.id)
    report = infer(graph, PLANE)
    assert set(report.nodes) == {1, 2, 3}
    assert len(report.faults) == 1
    assert report.on_edge(Ends(4, behind.id)) is None


def test_an_output_for_several_classes_says_how_many_there_are() -> None:
    (fault,) = infer(stack(dense(3, "identity"), loss="cross_entropy"), DataShape(("x1", "x2"), 5)).faults
    assert str(fault.text) == "Output expects (N, 5) for Cross-entropy and 5 classes, but Dense 1 gives (N, 3)."


def test_an_output_names_what_its_loss_expects_and_what_it_gets() -> None:
    graph = stack(dense(3, "sigmoid"))
    (fault,) = infer(graph, PLANE).faults
    assert fault.edge == Ends(2, 3)
    assert str(fault.text) == "Output expects (N, 1) for BCE (binary cross-entropy), but Dense 1 gives (N, 3)."


def test_a_loss_over_classes_refuses_a_target_that_is_a_number() -> None:
    graph = stack(dense(2, "identity"), loss="cross_entropy")
    (fault,) = infer(graph, DataShape(("x1", "x2"), 0)).faults
    assert str(fault.text) == (
        "Output uses Cross-entropy, which needs classes, but the target of the data is a number. Use MSE."
    )


def test_bce_refuses_a_target_that_is_a_number() -> None:
    (fault,) = infer(stack(dense(1, "sigmoid")), DataShape(("x1", "x2"), 0)).faults
    assert "needs classes, but the target of the data is a number" in str(fault.text)


def test_a_column_that_the_data_lacks_is_named_with_those_it_has() -> None:
    graph = xor_graph()
    graph.set(1, "columns", ("x1", "age"))
    (fault,) = infer(graph, PLANE).faults
    assert (fault.node, fault.edge) == (1, None)
    assert str(fault.text) == "Input takes the column age, but the data has x1, x2."


def test_an_input_of_one_column_is_one_wide() -> None:
    graph = xor_graph()
    graph.set(1, "columns", ["x2"])
    assert infer(graph, PLANE).nodes[1].output == (1,)


def test_loose_and_empty_drawings_give_an_empty_report() -> None:
    graph = Graph()
    assert infer(graph, PLANE).nodes == {}
    graph.add("dense")
    assert infer(graph, PLANE).nodes == {}
    assert infer(graph, PLANE).faults == ()


def test_the_units_that_suit_each_kind_of_target() -> None:
    assert units_for_target("bce", 2) == (1, 2)
    assert units_for_target("bce_with_logits", 5) == (5,)
    assert units_for_target("cross_entropy", 2) == (2,)
    assert units_for_target("nll", 3) == (3,)
    assert units_for_target("mse", 0) == (1,)
    assert units_for_target("mse", 2) == (1, 2)
    assert units_for_target("cross_entropy", 0) == ()


def test_the_report_of_a_large_drawing_uses_no_memory_for_its_weights() -> None:
    graph = stack(dense(4096), dense(4096), dense(1, "sigmoid"))
    assert infer(graph, PLANE).parameters == 2 * 4096 + 4096 + 4096 * 4096 + 4096 + 4096 + 1
