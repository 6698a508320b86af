"""Networks of images as they are drawn, against the same networks written by hand in PyTorch."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional as F

from engine.assembly import assemble
from engine.carrying import carried
from engine.catalog import CATALOG
from engine.data import Dataset
from engine.diagnosis import Severity, collapses, have_one_matrix, survey
from engine.execution import interpreted
from engine.execution.interpreted import Interpreted
from engine.execution.tracing import trace
from engine.explain import explain
from engine.explain.formulas import Formulas
from engine.lowering import lower, module_names
from engine.shapes import DataShape, infer
from engine.training import loop as loops
from tests.engine.execution.steps import PlainLoop, far, run
from tests.engine.networks import Layer, advance, config, dense, named, same_state, stack, train_by_hand

if TYPE_CHECKING:
    import pytest

    from engine.graph import Graph

SIDE = 6
IMAGE: Layer = ("unflatten", {"channels": 1, "height": SIDE, "width": SIDE})
SHAPE = (1, SIDE, SIDE)
TEN = DataShape(tuple(f"p{number}" for number in range(SIDE * SIDE)), 3, SHAPE)


def conv(filters: int, size: int = 3, activation: str = "relu", **others: object) -> Layer:
    """Return a Conv2d layer for `stack`."""
    return "conv_2d", {"filters": filters, "kernel_size": size, "activation": activation, **others}


def network(first: int = 4, second: int = 5) -> Graph:
    """Draw two convolutions with pooling between them, and a Dense layer of three classes."""
    layers = (IMAGE, conv(first, padding=1), "max_pool_2d", conv(second, 2, "tanh", stride=1, bias=False))
    return stack(*layers, "flatten", dense(3, "identity"), loss="cross_entropy")


class ByHand(nn.Module):
    """The same as `network`, as a PyTorch tutorial writes it."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 4, 3, padding=1)
        self.second = nn.Conv2d(4, 5, 2, bias=False)
        self.last = nn.Linear(20, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return logits, (n, 3)."""
        x = x.view(-1, 1, SIDE, SIDE)
        x = F.max_pool2d(F.relu(self.first(x)), 2)  # (n, 4, 3, 3)
        x = torch.tanh(self.second(x))  # (n, 5, 2, 2)
        logits: torch.Tensor = self.last(x.flatten(1))
        return logits


def pictures(count: int = 12) -> Dataset:
    """Return random pictures of three classes."""
    random = np.random.default_rng(0)
    x = random.random((count, SIDE * SIDE), np.float32)
    rows = np.arange(count)
    y = random.integers(0, 3, count).astype(np.float32)
    return Dataset(TEN.columns, "digit", ("0", "1", "2"), x, y, rows[:8], rows[8:], image_shape=SHAPE)


def texts(graph: Graph, data: DataShape = TEN) -> list[str]:
    return [str(finding.text) for finding in survey(graph, infer(graph, data), data)]


def mended(graph: Graph, data: DataShape = TEN) -> list[str]:
    """Take the repair that is offered for the first finding until there is none left; return their titles."""
    taken = []
    while found := survey(graph, infer(graph, data), data):
        repair = found[0].repair
        assert repair is not None, found[0].text
        taken.append(str(repair.title))
        repair.apply(graph)
    return taken


# -- the same numbers ----------------------------------------------------------------------------------------------


def test_a_drawn_convolution_trains_as_the_one_written_by_hand() -> None:
    data = pictures()
    training = config("sgd", {"lr": 0.1}, full_batch=False, batch_size=4, shuffle=False, seed=3)
    loop = assemble(network(), data, training).loop
    torch.manual_seed(3)
    hand = ByHand()
    x, y = torch.from_numpy(data.x[:8]), torch.from_numpy(data.y[:8]).long()
    batches = [(x[:4], y[:4]), (x[4:], y[4:])]
    train_by_hand(hand, nn.CrossEntropyLoss(), torch.optim.SGD(hand.parameters(), 0.1), lambda: batches, 5)
    advance(loop, 10)
    for (name, one), (_, other) in zip(loop.module.state_dict().items(), hand.state_dict().items(), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-5, atol=1e-6, msg=name)


def test_pooling_and_normalising_are_pytorchs() -> None:
    x = torch.randn(3, 2, 5, 5)
    layers = {kind: CATALOG[kind] for kind in ("max_pool_2d", "avg_pool_2d", "batch_norm_2d")}
    made = {
        kind: spec.build({p.name: p.default for p in spec.params}, ((2, 5, 5),)).eval() for kind, spec in layers.items()
    }
    assert torch.equal(made["max_pool_2d"](x), F.max_pool2d(x, 2))
    assert torch.equal(made["avg_pool_2d"](x), F.avg_pool2d(x, 2))
    assert torch.equal(made["batch_norm_2d"](x), nn.BatchNorm2d(2).eval()(x))


def test_the_flat_executor_makes_the_same_steps_and_evaluates_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = (dense(36), IMAGE, conv(4, padding=1), "max_pool_2d", conv(3, 2), "avg_pool_2d", "flatten")
    graph = stack(*layers, dense(1, "sigmoid"))
    curves = []
    for part in (2048, 3):
        monkeypatch.setattr(interpreted, "PART", part)
        prepared = run(graph, (8, 7), "sgd", 4)
        plain = PlainLoop(prepared).go(6)
        curves.append(prepared.go(Interpreted(trace(prepared.step)), 6).rows)
        assert far(prepared.vector, plain.vector) <= 8
    np.testing.assert_allclose(curves[1], curves[0], rtol=1e-6)


def test_the_loop_evaluates_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    training = config(full_batch=False, batch_size=4)
    whole = advance(assemble(network(), pictures(), training).loop, 6)
    monkeypatch.setattr(loops, "PART", 3)
    parts = advance(assemble(network(), pictures(), training).loop, 6)
    np.testing.assert_allclose(parts.history.table(), whole.history.table(), rtol=1e-6)


# -- shapes --------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(
    filters=st.integers(1, 4),
    size=st.integers(1, 5),
    stride=st.integers(1, 3),
    padding=st.integers(0, 3),
    pool=st.integers(1, 4),
)
def test_a_shape_is_what_pytorch_gives_or_a_sentence_about_the_kernel(
    filters: int, size: int, stride: int, padding: int, pool: int
) -> None:
    window: Layer = ("avg_pool_2d", {"kernel_size": pool, "stride": stride})
    graph = stack(IMAGE, conv(filters, size, stride=stride, padding=padding), window, loss="mse")
    report = infer(graph, TEN)
    try:
        hand = nn.Conv2d(1, filters, size, stride, padding)(torch.zeros(2, 1, SIDE, SIDE))
        hand = F.avg_pool2d(hand, pool, stride)
    except RuntimeError:
        hand = None
    if hand is None:
        assert "is larger than the image" in str(report.faults[0].text)
    else:
        assert report.nodes[4].output == hand.shape[1:]


def test_shapes_of_a_layer_that_would_fill_the_memory_are_found_without_filling_it() -> None:
    columns = tuple(map(str, range(3 * 512 * 512)))
    image: Layer = ("unflatten", {"channels": 3, "height": 512, "width": 512})
    report = infer(stack(image, conv(1024, 5), loss="mse"), DataShape(columns, 0))
    assert report.nodes[3].output == (1024, 508, 508)
    assert report.nodes[3].parameters == 1024 * (3 * 25 + 1)


def test_rows_are_made_images_and_images_rows_at_a_click() -> None:
    graph = stack(conv(4), "max_pool_2d", loss="cross_entropy")
    assert texts(graph) == [
        "Conv2d 1 cannot take (N, 36) from Input. It takes images, (N, channels, height, width). "
        "Put Unflatten before it."
    ]
    assert mended(graph) == [
        "Make images of 1 × 6 × 6 with an Unflatten before Conv2d 1",
        "Put a Flatten and a Dense layer of 3 units before Output",
    ]
    assert infer(graph, TEN).nodes[named(graph, "Output").id].output == (3,)


def test_what_a_repair_puts_into_a_wire_stands_apart_from_its_neighbours() -> None:
    graph = stack(conv(4), "max_pool_2d", loss="cross_entropy")
    graph.move({node_id: (100.0 * node_id, 0.0) for node_id in graph.nodes})
    mended(graph)
    places = sorted(node.position[0] for node in graph.nodes.values())
    assert [round(right - left) for left, right in pairwise(places)] == [272, 272, 100, 272, 272, 272]


def test_a_dense_layer_over_the_places_of_an_image_is_offered_a_flatten() -> None:
    graph = stack(IMAGE, conv(4), dense(3, "identity"), loss="cross_entropy")
    assert mended(graph) == ["Put Flatten before Dense 1"]
    several = stack(IMAGE, conv(4), dense(5), "dropout", dense(4), dense(3, "identity"), loss="cross_entropy")
    assert mended(several) == ["Put Flatten before Dense 1"]


def test_an_unflatten_of_another_size_is_set_to_that_of_the_data() -> None:
    graph = stack("unflatten", conv(4), "flatten", dense(3, "identity"), loss="cross_entropy")
    assert texts(graph)[0] == (
        "Unflatten cannot take (N, 36) from Input. It makes images of 1 × 28 × 28, which are 784 values."
    )
    assert mended(graph) == ["Set Unflatten to 1 × 6 × 6"]
    colours = DataShape(tuple(map(str, range(48))), 3, (3, 4, 4))
    assert mended(graph, colours) == ["Set Unflatten to 3 × 4 × 4"]


def test_what_cannot_be_an_image_is_offered_none() -> None:
    graph = stack(conv(4), loss="mse")
    (finding,) = survey(graph, infer(graph, DataShape(("x1", "x2"), 0)), DataShape(("x1", "x2"), 0))
    assert (finding.severity, finding.repair) == (Severity.ERROR, None)


def test_a_softmax_over_the_channels_of_a_single_filter_is_said_to_give_ones() -> None:
    graph = stack(IMAGE, conv(1, activation="softmax"), "flatten", dense(3, "identity"), loss="cross_entropy")
    assert texts(graph)[0].startswith("Conv2d 1 gives the same for every input")


def test_layers_on_places_of_an_image_and_on_all_of_it_have_no_matrix_in_common() -> None:
    mixed = stack(IMAGE, dense(4, "identity"), "flatten", dense(3, "identity"), loss="cross_entropy")
    rows = stack(IMAGE, "flatten", dense(4, "identity"), dense(3, "identity"), loss="cross_entropy")
    for graph, one in ((mixed, False), (rows, True)):
        (collapse,) = collapses(graph)
        assert have_one_matrix(collapse, infer(graph, TEN)) == one


# -- more filters --------------------------------------------------------------------------------------------------


def test_kept_filters_keep_their_weights_in_their_own_layer_and_in_the_next_ones() -> None:
    before, after = network(4, 5), network(6, 3)
    learned = lower(before, TEN, 1).module.state_dict()
    fresh = lower(after, TEN, 2).module.state_dict()
    result = carried(before, after, TEN, module_names(after), learned, fresh)
    first, second, last = "conv2d_1.conv.weight", "conv2d_2.conv.weight", "dense_1.linear.weight"
    assert torch.equal(result[first][:4], learned[first])
    assert torch.equal(result[first][4:], fresh[first][4:])
    assert torch.equal(result[second][:, :4], learned[second][:3])
    assert torch.equal(result[second][:, 4:], fresh[second][:, 4:])
    assert torch.equal(result[last], learned[last][:, :12])  # three channels of four places


def test_another_kernel_size_begins_anew() -> None:
    before, after = stack(IMAGE, conv(2, 3), loss="mse"), stack(IMAGE, conv(2, 2), loss="mse")
    names = module_names(after)
    learned, fresh = ({"conv2d_1.conv.weight": torch.rand(2, 1, size, size)} for size in (3, 2))
    assert torch.equal(carried(before, after, TEN, names, learned, fresh)["conv2d_1.conv.weight"], fresh.popitem()[1])


# -- one sample explained ------------------------------------------------------------------------------------------


def test_every_number_of_one_picture_is_the_one_of_the_network_by_hand() -> None:
    graph, data = network(), pictures()
    training = config("sgd", {"lr": 0.5}, seed=3)
    found = explain(graph, data, training, data.x[0], [2.0])
    torch.manual_seed(3)
    hand = ByHand()
    x = torch.from_numpy(data.x[:1]).view(1, 1, SIDE, SIDE).requires_grad_()
    z1 = hand.first(x)
    a1 = F.relu(z1)
    pooled = F.max_pool2d(a1, 2)
    z2 = hand.second(pooled)
    loss = F.cross_entropy(hand.last(torch.tanh(z2).flatten(1)), torch.tensor([2]))
    tensors = {
        "z1": z1,
        "a1": a1,
        "pooled": pooled,
        "z2": z2,
        "w1": hand.first.weight,
        "w2": hand.second.weight,
        "x": x,
    }
    pulled = dict(zip(tensors, torch.autograd.grad(loss, list(tensors.values())), strict=True))
    first, pool, second = (found.node(named(graph, name).id) for name in ("Conv2d 1", "MaxPool2d 1", "Conv2d 2"))
    assert first.activation is not None
    assert second.activation is not None
    pairs = [
        (first.activation.z, z1[0]),
        (first.output, a1[0]),
        (first.activation.z_gradient, pulled["z1"][0]),
        (pool.output, pooled[0]),
        (pool.output_gradient, pulled["pooled"][0]),
        (second.activation.z_gradient, pulled["z2"][0]),
        (first.parameters[0].gradient, pulled["w1"]),
        (second.parameters[0].gradient, pulled["w2"]),
        (second.parameters[0].updated, hand.second.weight - 0.5 * pulled["w2"]),
        (found.x_gradient, pulled["x"].flatten()),
        (np.array(found.loss), loss),
    ]
    for got, wanted in pairs:
        np.testing.assert_allclose(got, wanted.detach().numpy(), rtol=1e-4, atol=1e-6)


def test_images_are_explained_by_shapes_and_rows_of_them_number_by_number() -> None:
    graph, data = network(), pictures()
    found = explain(graph, data, config(), data.x[0], [2.0])
    formulas = Formulas(found)
    first, flat = named(graph, "Conv2d 1").id, named(graph, "Flatten").id
    assert formulas.shapes(first).symbolic == r"z^{(2)} = a^{(1)} \star W^{(2)} + b^{(2)}"
    assert r"\underset{(1, 4, 6, 6)}{z^{(2)}}" in formulas.shapes(first).numeric
    value = found.node(flat).output[7]
    assert formulas.output(flat, 7).symbolic == "a_{8}^{(5)} = a_{8}^{(4)}"
    assert formulas.output(flat, 7).numeric.endswith(f"= {value:.4f}".rstrip("0"))
    assert found.node(first).hangs_together
    assert not found.node(flat).hangs_together


def test_a_run_of_images_goes_on_from_where_it_was() -> None:
    training = config("adam", {"lr": 0.01}, full_batch=False, batch_size=4)
    whole = advance(assemble(network(), pictures(), training).loop, 7)
    part = advance(assemble(network(), pictures(), training).loop, 3)
    rest = advance(assemble(network(), pictures(), training, part.state()).loop, 4)
    assert same_state(rest.state(), whole.state())
