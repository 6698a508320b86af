from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import CATALOG
from engine.errors import LoomError
from engine.graph import Ends, Graph
from engine.lowering import lower
from engine.shapes import DataShape, Inference, NodeShape, infer, inference, probe, units_for_target
from tests.engine.networks import dense, stack, xor_graph

if TYPE_CHECKING:
    import pytest

    from engine.catalog import Shape
    from engine.shapes.probe import Refusal, Settings

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


LAYERS = [spec.kind for spec in CATALOG if spec.inputs and spec.outputs]
values = st.sampled_from(["pytorch", "xavier_uniform", "kaiming_normal", "small_normal", "zeros"])


@given(kind=st.sampled_from(LAYERS), widths=st.lists(st.integers(1, 5), min_size=1, max_size=3), how=values)
def test_every_layer_of_the_catalogue_gives_the_shape_that_running_it_gives(
    kind: str, widths: list[int], how: str
) -> None:
    graph = Graph()
    entry = graph.add("input")
    settings = {"initialisation": how} if kind == "dense" else {}
    layer = graph.add(kind, settings=settings)
    for width in widths if CATALOG[kind].inputs[0].many else widths[:1]:
        before = graph.add("dense", settings={"units": width})
        graph.connect(entry.id, before.id)
        graph.connect(before.id, layer.id)
    report = infer(graph, PLANE)
    inputs = tuple(report.nodes[edge.ends.source].output for edge in graph.edges_into(layer.id))
    try:
        module = CATALOG[kind].build(layer.settings, inputs).eval()
        output = module(*(torch.rand(3, *shape) for shape in inputs))
    except (LoomError, RuntimeError, ValueError, IndexError):
        assert [fault.node for fault in report.faults] == [layer.id]
    else:
        assert report.nodes[layer.id].output == tuple(output.shape[1:])
        assert report.nodes[layer.id].parameters == sum(parameter.numel() for parameter in module.parameters())


kinds = st.sampled_from(["input", "dense", "add", "concatenate", "output", "and"])
ids = st.integers(1, 7)
steps = st.one_of(
    st.tuples(st.just("add"), kinds),
    st.tuples(st.just("connect"), ids, ids),
    st.tuples(st.just("connect"), ids, ids),
    st.tuples(st.just("remove"), st.lists(ids, max_size=2)),
    st.tuples(st.just("set"), ids, st.just("units"), st.integers(1, 3)),
    st.tuples(st.just("set"), ids, st.just("columns"), st.sampled_from([(), ("x2",), ("age",)])),
    st.tuples(st.just("rename"), ids, st.sampled_from(["a", "b", "c"])),
    st.tuples(st.just("move"), st.dictionaries(ids, st.tuples(st.just(1.0), st.just(2.0)), max_size=2)),
)


@given(edits=st.lists(st.tuples(steps, st.booleans()), max_size=40))
def test_shapes_kept_up_to_date_are_those_found_anew(edits: list[tuple[tuple[object, ...], bool]]) -> None:
    graph = Graph()
    for kind in ("input", "dense", "dense", "add", "output"):
        graph.add(kind)
    shapes = Inference(graph)
    for (method, *arguments), looked_at in edits:
        with contextlib.suppress(LoomError):
            getattr(graph, str(method))(*arguments)
        if looked_at:
            assert shapes.report(PLANE) == infer(graph, PLANE)
    assert shapes.report(PLANE) == infer(graph, PLANE)
    other = DataShape(("x1",), 3)
    assert shapes.report(other) == infer(graph, other)


def test_only_what_is_behind_an_edit_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = stack(*(dense(3) for _ in range(20)), dense(1, "sigmoid"))
    shapes = Inference(graph)
    shapes.report(PLANE)
    looked_at: list[object] = []

    def counted(kind: str, settings: Settings, inputs: tuple[Shape, ...]) -> NodeShape | Refusal:
        looked_at.append(kind)
        return probe.probe(kind, settings, inputs)

    monkeypatch.setattr(inference, "probe", counted)
    graph.set(11, "units", 5)
    assert shapes.report(PLANE) == shapes.report(PLANE)
    assert len(looked_at) <= 3  # the layer, the one behind it, and one whose sentence could have named it


COMPILER = """
import sys
from engine.catalog import CATALOG
from engine.explain import explain
from engine.shapes import DataShape, infer
from tests.engine.networks import config, dense, stack, start
for spec in CATALOG:
    if spec.inputs and spec.outputs:
        infer(stack(dense(2), spec.kind, dense(1, "sigmoid")), DataShape(("x1", "x2"), 2))
for how in ("xavier_normal", "kaiming_uniform", "small_normal", "zeros"):
    infer(stack(dense(2, initialisation=how), dense(1, "sigmoid")), DataShape(("x1", "x2"), 2))
for optimizer in ("sgd", "adam", "rmsprop"):
    graph, training = stack(dense(2), "softmax", dense(1, "sigmoid")), config(optimizer)
    loop = start(graph, training=training)
    loop.advance()
    explain(graph, DataShape(("x1", "x2"), 2), training, (0.0, 1.0), 1.0, loop.state())
print([name for name in ("torch._dynamo", "sympy", "torch._inductor") if name in sys.modules])
"""


def test_a_drawing_is_analysed_trained_and_explained_without_the_compiler_of_pytorch() -> None:
    command = [sys.executable, "-c", COMPILER]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.splitlines()[-1] == "[]"
