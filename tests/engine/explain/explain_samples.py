"""Drawings of every kind, and the samples that the tests of explanations put through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from engine.assembly import assemble
from engine.data import Dataset
from engine.explain import explain
from engine.graph import Graph
from engine.lowering import lower
from engine.training.config import TrainingConfig
from tests.engine.networks import advance, dense, stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from engine.explain import Explanation
    from engine.graph import Node
    from engine.shapes import DataShape
    from engine.training.loop import Loop
    from engine.training.state import RunState

HEADS = {
    "bce": "sigmoid",
    "bce_with_logits": "identity",
    "cross_entropy": "identity",
    "nll": "log_softmax",
    "mse": "identity",
    "l1": "identity",
    "huber": "identity",
}
"""What goes before each loss."""


def columns(count: int) -> tuple[str, ...]:
    return tuple(f"x{number + 1}" for number in range(count))


def dataset(count: int, classes: int, samples: int = 8, seed: int = 0) -> Dataset:
    """Return random samples: standard normal columns; classes, or a standard normal number to predict."""
    random = np.random.default_rng(seed)
    x = random.standard_normal((samples, count)).astype(np.float32)
    y = random.integers(0, classes, samples) if classes else random.standard_normal(samples)
    return Dataset(
        columns(count),
        "y",
        tuple(map(str, range(classes))),
        x,
        y.astype(np.float32),
        np.arange(samples),
        np.arange(0),
    )


def state_of(graph: Graph, data: DataShape, weights: Mapping[str, object]) -> RunState:
    """Return a run at its start with these weights, given as nested lists."""
    from engine.training.state import RunState

    tensors = dict(lower(graph, data, 0).module.state_dict())
    tensors.update({name: torch.tensor(value) for name, value in weights.items()})
    return RunState(weights=tensors, initial=tensors)


def trained(graph: Graph, data: Dataset, config: TrainingConfig, steps: int) -> Loop:
    return advance(assemble(graph, data, config).loop, steps)


def one_of_each(units: int = 3) -> Iterator[tuple[str, Explanation]]:
    """Yield explanations that together use every activation, loss, merge and optimiser."""
    from engine.catalog.activations import ACTIVATIONS
    from engine.training.optimizers import OPTIMIZERS

    data = dataset(2, 2)
    for spec in ACTIVATIONS:
        on_layer = stack(dense(units, spec.kind), spec.kind, dense(1, "sigmoid"))
        yield spec.kind, explain(on_layer, data, TrainingConfig(seed=3), [0.7, -1.3], 1)
    for loss, head in HEADS.items():
        classes = 0 if loss in ("mse", "l1", "huber") else units if loss in ("cross_entropy", "nll") else 2
        graph = stack(dense(units, "tanh"), dense(classes if classes > 2 else 1, head), loss=loss)
        yield loss, explain(graph, dataset(2, classes), TrainingConfig(seed=3), [0.7, -1.3], 1)
        graph = stack(dense(units, head if head != "log_softmax" else "identity"), loss=loss)
        yield f"{loss} {units}", explain(graph, dataset(2, units), TrainingConfig(seed=3), [0.7, -1.3], 1)
    yield "branches", explain(branches(units), data, TrainingConfig(seed=3), [0.7, -1.3], 1)
    yield "gates", explain(gates(), data, TrainingConfig(), [1, 0], 1)
    rule = TrainingConfig("perceptron", {"lr": 0.5}, seed=3)
    yield "perceptron", explain(stack(dense(1, "step"), loss="mse"), data, rule, [0.7, -1.3], 1)
    for optimizer in OPTIMIZERS:
        for settings in optimizer_settings(optimizer.kind):
            config = TrainingConfig(optimizer.kind, settings, seed=3)
            loop = trained(stack(dense(units, "prelu"), dense(1, "sigmoid")), data, config, 3)
            graph = stack(dense(units, "prelu"), dense(1, "sigmoid"))
            yield f"{optimizer.kind} {settings}", explain(graph, data, config, [0.7, -1.3], 1, loop.state())


def optimizer_settings(kind: str) -> Sequence[Mapping[str, float | bool]]:
    """Return settings under which an optimiser goes each of its ways."""
    if kind == "perceptron":
        return ()
    ways: dict[str, Sequence[Mapping[str, float | bool]]] = {
        "sgd": ({"momentum": 0.9}, {"momentum": 0.9, "nesterov": True, "weight_decay": 0.1}),
        "rmsprop": ({"momentum": 0.9, "weight_decay": 0.1},),
        "adagrad": ({"lr_decay": 0.1},),
        "adam": ({"weight_decay": 0.1},),
        "adamw": ({"weight_decay": 0.0},),
    }
    return ({}, *ways[kind])


def gates() -> Graph:
    """Draw XOR of gates, with sigmoids so that gradients come through."""
    graph = Graph()
    start = graph.add("input")
    parts = [graph.add(kind, settings={"activation": "sigmoid"}) for kind in ("nand", "or", "and")]
    end = graph.add("output")
    for source, sink in (
        (start, parts[0]),
        (start, parts[1]),
        (parts[0], parts[2]),
        (parts[1], parts[2]),
        (parts[2], end),
    ):
        graph.connect(source.id, sink.id)
    return graph


def branches(units: int = 3) -> Graph:
    """Draw one input that goes three ways, which merge in every manner, with normalisation, dropout and flatten."""
    graph = Graph()

    def after(kind: str, *sources: Node, **settings: object) -> Node:
        node = graph.add(kind, settings=settings)
        for source in sources:
            graph.connect(source.id, node.id)
        return node

    start = after("input")
    left = after("dense", start, units=units, activation="tanh")
    right = after("batch_norm_1d", after("dense", start, units=units, activation="sigmoid", bias=False))
    gate = after("dense", start, units=1, activation="silu")
    plain = after("batch_norm_1d", after("input", columns=("x2", "x1")), affine=False)
    product = after("multiply", left, right, gate)
    joined = after("concatenate", after("add", product, left, gate), after("dropout", right), plain)
    end = after("dense", after("flatten", joined), units=1, activation="sigmoid")
    after("output", end)
    return graph
