from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from engine.assembly import assemble, data_shape
from engine.catalog import CATALOG
from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.data import DataRecipe, make_dataset
from engine.diagnosis import Finding, Severity, survey
from engine.errors import LoomError, NotTrainableError
from engine.graph import Graph
from engine.shapes import DataShape, infer
from engine.training.config import TrainingConfig
from engine.training.forward import gradients_arrive
from engine.training.loop import DivergedError
from tests.engine.networks import dense, named, stack, xor_graph

TWO = DataShape(("x1", "x2"), 2)
NUMBER = DataShape(("x1", "x2"), 0)
DATASETS = {name: make_dataset(DataRecipe(name)) for name in ("xor", "plane")}


def findings(graph: Graph, data: DataShape = TWO) -> list[Finding]:
    return list(survey(graph, infer(graph, data), data))


def texts(graph: Graph, data: DataShape = TWO) -> list[str]:
    return [str(finding.text) for finding in findings(graph, data)]


def test_the_xor_network_is_in_good_health() -> None:
    assert findings(xor_graph()) == []


def test_an_empty_canvas_says_how_to_begin() -> None:
    assert texts(Graph()) == ["The canvas is empty. Drag an Input onto it to begin."]


def test_what_is_missing_is_said() -> None:
    graph = Graph()
    graph.add("dense")
    assert texts(graph) == [
        "There is no Input node, so no data can enter. Add one.",
        "There is no Output node. Add one and wire the last layer to it.",
    ]


def test_a_second_output_is_one_too_many() -> None:
    graph = xor_graph()
    second = graph.add("output")
    finding = next(finding for finding in findings(graph) if "second Output" in str(finding.text))
    assert (finding.severity, finding.node) == (Severity.ERROR, second.id)


def test_a_loose_layer_on_the_way_is_an_error_and_one_beside_it_a_warning() -> None:
    graph = xor_graph()
    beside = graph.add("dense")
    graph.disconnect(graph.edges_into(named(graph, "Dense 1").id)[0].ends)
    (error, *warnings) = findings(graph)
    assert (error.severity, error.node) == (Severity.ERROR, named(graph, "Dense 1").id)
    assert str(error.text) == "Dense 1 has no wire into its input. Draw one from the layer before it."
    assert [(w.severity, w.node) for w in warnings] == [(Severity.WARNING, 1), (Severity.WARNING, beside.id)]


def test_the_worst_comes_first() -> None:
    graph = stack(dense(2, "step"), dense(1, "tanh"))
    graph.add("relu")
    severities = [finding.severity for finding in findings(graph)]
    assert severities == sorted(severities)
    assert severities[0] is Severity.ERROR
    assert len(severities) == 3


def test_nothing_to_learn_is_said() -> None:
    assert texts(stack("sigmoid", loss="mse"), DataShape(("x1",), 2)) == [
        "There is nothing to learn: no layer with weights leads to Output. Add a Dense layer."
    ]


@pytest.mark.parametrize(
    ("loss", "classes", "layer"),
    [
        ("bce", 2, (1, "sigmoid")),
        ("bce_with_logits", 2, (1, "identity")),
        ("cross_entropy", 3, (3, "identity")),
        ("nll", 2, (2, "log_softmax")),
        ("mse", 0, (1, "identity")),
    ],
)
def test_an_input_wired_straight_to_the_output_is_offered_the_layer_that_is_missing(
    loss: str, classes: int, layer: tuple[int, str]
) -> None:
    graph, data = stack(loss=loss), DataShape(("x1", "x2"), classes)
    repair = findings(graph, data)[0].repair
    assert repair is not None
    repair.apply(graph)
    (dense,) = graph.of_kind("dense")
    assert (dense.settings["units"], dense.settings["activation"]) == layer
    assert not findings(graph, data)


@pytest.mark.parametrize(
    "graph", [stack(dense(2, "step"), dense(1, "sigmoid")), stack(dense(2), "step", dense(1, "sigmoid"))]
)
def test_a_step_is_warned_of_but_may_be_used(graph: Graph) -> None:
    (finding,) = findings(graph)
    assert finding.severity is Severity.WARNING
    assert "whose gradient is zero everywhere" in str(finding.text)


@pytest.mark.parametrize(
    "graph",
    [stack(dense(1, "softmax")), stack(dense(1, "identity"), "softmax"), stack(dense(3), dense(1, "softmin"))],
)
def test_a_softmax_over_one_unit_is_warned_of_and_becomes_a_sigmoid(graph: Graph) -> None:
    (finding,) = findings(graph)
    assert finding.severity is Severity.WARNING
    assert "gives the same for every input" in str(finding.text)
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert findings(graph) == []


@pytest.mark.parametrize("graph", [stack(dense(2, "softmax")), stack(dense(2, "identity"), "softmax")])
def test_one_unit_in_the_place_of_two_gets_a_sigmoid_instead_of_their_softmax(graph: Graph) -> None:
    (finding,) = findings(graph)
    assert finding.repair is not None
    assert str(finding.repair.title) == "Set the units of Dense 1 to 1 and its activation to sigmoid"
    finding.repair.apply(graph)
    assert findings(graph) == []


@pytest.mark.parametrize(
    ("layers", "loss", "title"),
    [
        ([dense(3), dense(4, "sigmoid")], "bce", "Set the units of Dense 2 to 1"),
        ([dense(3, "identity"), "batch_norm_1d"], "bce_with_logits", "Set the units of Dense 1 to 1"),
        ([dense(1, "identity")], "cross_entropy", "Set the units of Dense 1 to 2"),
        ([dense(1, "identity"), "log_softmax", "identity"], "nll", "Set the units of Dense 1 to 2"),
    ],
)
def test_the_wrong_number_of_outputs_is_set_right(
    layers: list[tuple[str, dict[str, object]] | str], loss: str, title: str
) -> None:
    graph = stack(*layers, loss=loss)
    finding = findings(graph)[0]
    assert finding.severity is Severity.ERROR
    assert finding.edge is not None
    assert finding.repair is not None
    assert str(finding.repair.title) == title
    finding.repair.apply(graph)
    assert infer(graph, TWO).faults == ()


def test_a_loss_over_classes_on_a_number_becomes_mse() -> None:
    graph = stack(dense(1, "identity"), loss="cross_entropy")
    finding = findings(graph, NUMBER)[0]
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert findings(graph, NUMBER) == []


def test_a_fault_beside_the_network_does_not_stop_training() -> None:
    graph = xor_graph()
    graph.add("add")
    for units in (2, 3):
        node = graph.add("dense", settings={"units": units})
        graph.connect(1, node.id)
        graph.connect(node.id, 5)
    assert {finding.severity for finding in findings(graph)} == {Severity.WARNING}
    assert any("Add cannot join" in text for text in texts(graph))
    assert assemble(graph, DATASETS["xor"], TrainingConfig()).loop.batches == 1


KINDS = [spec.kind for spec in CATALOG]
settings = st.fixed_dictionaries(
    {},
    optional={
        "units": st.integers(1, 3),
        "activation": st.sampled_from(list(ACTIVATION)),
        "loss": st.sampled_from(list(LOSS)),
        "columns": st.sampled_from([("x1",), ("x2", "x1"), ("age",)]),
    },
)


@st.composite
def drawings(draw: st.DrawFn) -> Graph:
    """Return a drawing of up to nine nodes, often one from Input to Output, with wires wherever they may be."""
    graph = Graph()
    kinds = ["input", *draw(st.lists(st.sampled_from([*KINDS, "dense", "dense", "dense"]), max_size=6)), "output"]
    if draw(st.integers(0, 9)) == 0:
        kinds = kinds[draw(st.integers(0, 1)) : len(kinds) - draw(st.integers(0, 1))]
    for kind in kinds:
        known = {param.name for param in CATALOG[kind].params}
        graph.add(kind, settings={name: value for name, value in draw(settings).items() if name in known})
    wires = st.tuples(st.integers(1, 8), st.integers(1, 8))
    chain = [(node_id, node_id + 1) for node_id in range(1, len(kinds))]
    for source, sink in [*(chain if draw(st.booleans()) else []), *draw(st.lists(wires, max_size=14))]:
        try:
            graph.connect(source, sink)
        except LoomError:
            continue
    return graph


@given(graph=drawings(), source=st.sampled_from(list(DATASETS)))
@examples(max_examples=400)
def test_training_can_start_exactly_when_there_is_no_error(graph: Graph, source: str) -> None:
    data = data_shape(DATASETS[source])
    errors = [finding for finding in findings(graph, data) if finding.severity is Severity.ERROR]
    if errors:
        with pytest.raises(NotTrainableError) as raised:
            assemble(graph, DATASETS[source], TrainingConfig())
        assert str(raised.value) in [str(error.text) for error in errors]
        return
    loop = assemble(graph, DATASETS[source], TrainingConfig()).loop
    if not gradients_arrive(loop.module):  # it can be built and looked at, but every way to a weight is barred
        assert any("gradient is zero everywhere" in text for text in texts(graph, data))
        with pytest.raises(NotTrainableError, match="Nothing can learn here"):
            loop.advance()
        return
    try:
        loop.advance()
        loop.advance()
    except DivergedError:
        assert loop.step < 2
