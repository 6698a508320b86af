"""One harness for every entry of the catalogue."""

from __future__ import annotations

import json

import pytest
import torch

from engine.catalog import CATALOG, LayerSpec
from engine.catalog.activations import ACTIVATION, ACTIVATIONS
from engine.catalog.catalog import CATEGORIES
from engine.catalog.gates import GATE
from engine.catalog.losses import LOSSES
from engine.catalog.spec import defaults, validated
from engine.graph import Graph
from engine.lowering import lower
from engine.shapes import DataShape, infer
from engine.training.optimizers import OPTIMIZERS
from tests.engine.networks import advance, config, dense, stack, start

PLANE = DataShape(("x1", "x2"), 2)
ENTRIES = pytest.mark.parametrize("spec", list(CATALOG), ids=lambda spec: str(spec.kind))


OF_IMAGES = {"conv_2d", "max_pool_2d", "avg_pool_2d", "batch_norm_2d"}
IMAGE: dict[str, object] = {"channels": 2, "height": 4, "width": 3}


def network_with(spec: LayerSpec) -> Graph:
    """Draw Input, Dense, the entry, Dense, Output; an entry of several inputs joins two Dense.

    A gate is fed by one, with as many units as it has weights; what works on images gets small ones.
    """
    if spec.kind in OF_IMAGES:
        return stack(dense(24), ("unflatten", IMAGE), spec.kind, "flatten", dense(1, "sigmoid"))
    if spec.kind == "unflatten":
        return stack(dense(24), ("unflatten", IMAGE), "flatten", dense(1, "sigmoid"))
    graph = Graph()
    for kind in ("input", "dense"):
        graph.add(kind)
    graph.connect(1, 2)
    last = 2
    if spec.kind not in ("input", "output"):
        last = graph.add(spec.kind).id
        graph.connect(2, last)
        if spec.kind in GATE:
            graph.set(2, "units", len(GATE[spec.kind].weights))
        elif spec.inputs[0].many:
            graph.connect(graph.add("dense").id, last)
            graph.connect(1, last + 1)
    head = graph.add("dense", settings={"units": 1, "activation": "sigmoid"})
    graph.connect(last, head.id)
    graph.connect(head.id, graph.add("output").id)
    return graph


@ENTRIES
def test_an_entry_says_what_it_is(spec: LayerSpec) -> None:
    for text in (spec.title, spec.help, *(port.title for port in (*spec.inputs, *spec.outputs))):
        assert str(text).strip()
    assert spec.formula
    assert spec.category in CATEGORIES
    assert spec.icon.startswith("mdi6.")
    for param in spec.params:
        assert str(param.title)
        assert str(param.help)
        assert spec.param(param.name) is param
        assert all(str(choice.title) for choice in param.choices)


@ENTRIES
def test_defaults_are_allowed_and_survive_a_file(spec: LayerSpec) -> None:
    settings = validated(spec.params, {})
    assert settings == defaults(spec.params)
    assert validated(spec.params, json.loads(json.dumps(settings))) == settings
    for param in spec.params:
        assert param.validated(param.default) == param.default
        for choice in param.choices:
            assert param.validated(choice.value) == choice.value
        for edge in (param.minimum, param.maximum):
            assert edge is None or param.validated(edge) == edge


@ENTRIES
def test_the_declared_shape_is_the_executed_shape(spec: LayerSpec) -> None:
    graph = network_with(spec)
    report = infer(graph, PLANE)
    assert report.faults == ()
    for node_id, shape in report.nodes.items():
        node = graph.node(node_id)
        layer = CATALOG[node.kind].build(node.settings, shape.inputs)
        inputs = [torch.rand(3, *size) for size in shape.inputs or (shape.output,)]
        assert layer(*inputs).shape == (3, *shape.output)


@ENTRIES
def test_a_network_with_it_can_be_trained(spec: LayerSpec) -> None:
    loop = start(network_with(spec), training=config("adam"))
    before = loop.weights()
    advance(loop, 3)
    assert any(not torch.equal(before[name], after) for name, after in loop.weights().items())


@ENTRIES
def test_it_runs_the_same_twice_in_evaluation(spec: LayerSpec) -> None:
    module = lower(network_with(spec), PLANE, 0).module.eval()
    x = torch.rand(4, 2)
    assert torch.equal(module(x), module(x))


def test_no_two_entries_share_a_kind() -> None:
    assert len({spec.kind for spec in CATALOG}) == len(CATALOG)
    assert CATALOG.find("nonsense") is None


def test_every_activation_can_be_picked_on_a_dense_and_drawn_as_a_node() -> None:
    picked = {choice.value for choice in CATALOG["dense"].param("activation").choices}
    assert picked == set(ACTIVATION) == {spec.kind for spec in CATALOG if spec.category == "activation"}
    assert len(ACTIVATIONS) >= 12


def test_losses_and_optimisers_say_what_they_are() -> None:
    for loss in LOSSES:
        assert str(loss.title)
        assert str(loss.help)
        assert loss.formula
        assert isinstance(loss.build(), torch.nn.Module)
    for optimizer in OPTIMIZERS:
        assert str(optimizer.title)
        assert str(optimizer.help)
        assert optimizer.build([torch.nn.Parameter(torch.zeros(1))], defaults(optimizer.params))


@pytest.mark.parametrize("p", [0.0, 0.25, 0.95])
def test_dropout_scales_what_it_leaves(p: float) -> None:
    layer = CATALOG["dropout"].build({"p": p}, ((1000,),))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        values = layer(torch.ones(1, 1000))
    assert {round(value, 4) for value in values.unique().tolist()} <= {0.0, round(1 / (1 - p), 4)}
    assert torch.equal(layer.eval()(torch.ones(1, 5)), torch.ones(1, 5))
