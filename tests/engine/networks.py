"""Drawings, runs and hand-written PyTorch loops that the tests of the engine share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from engine.assembly import assemble
from engine.data import DataRecipe, make_dataset
from engine.graph import Graph
from engine.training.config import TrainingConfig

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import Tensor

    from engine.graph import Node
    from engine.training.loop import Loop
    from engine.training.state import RunState

Layer = tuple[str, dict[str, object]]


def dense(units: int, activation: str = "tanh", **settings: object) -> Layer:
    """Return a Dense layer for `stack`."""
    return "dense", {"units": units, "activation": activation, **settings}


def stack(*layers: Layer | str, loss: str = "bce") -> Graph:
    """Draw Input, the layers in a row, and Output."""
    graph = Graph()
    previous = graph.add("input")
    for layer in layers:
        kind, settings = (layer, {}) if isinstance(layer, str) else layer
        node = graph.add(kind, settings=settings)
        graph.connect(previous.id, node.id)
        previous = node
    output = graph.add("output", settings={"loss": loss})
    graph.connect(previous.id, output.id)
    return graph


def xor_graph(hidden: str = "tanh") -> Graph:
    """Draw the 2-2-1 network of the XOR example."""
    return stack(dense(2, hidden), dense(1, "sigmoid"))


def one_gate(kind: str, columns: tuple[str, ...] = (), activation: str = "step") -> Graph:
    """Draw Input, the gate, and Output."""
    graph = Graph()
    graph.add("input", settings={"columns": columns})
    graph.add(kind, settings={"activation": activation})
    graph.add("output", settings={"loss": "mse"})
    graph.connect(1, 2)
    graph.connect(2, 3)
    return graph


def xor_of_gates() -> Graph:
    """Draw AND(NAND(x1, x2), OR(x1, x2))."""
    graph = Graph()
    nodes = {kind: graph.add(kind).id for kind in ("input", "nand", "or", "and")}
    output = graph.add("output", settings={"loss": "mse"}).id
    for source, sink in (("input", "nand"), ("input", "or"), ("nand", "and"), ("or", "and")):
        graph.connect(nodes[source], nodes[sink])
    graph.connect(nodes["and"], output)
    return graph


def named(graph: Graph, name: str) -> Node:
    """Return the node with a name."""
    return next(node for node in graph.nodes.values() if node.name == name)


def config(optimizer: str = "sgd", settings: Mapping[str, object] | None = None, /, **run: object) -> TrainingConfig:
    """Return a config with some settings of the optimiser and of the run changed."""
    result = TrainingConfig(**run).with_optimizer(optimizer)  # type: ignore[arg-type]  # the config checks each value
    for name, value in (settings or {}).items():
        result = result.with_optimizer_setting(name, value)
    return result


def start(
    graph: Graph,
    recipe: DataRecipe | str = "xor",
    training: TrainingConfig | None = None,
    state: RunState | None = None,
) -> Loop:
    """Bring a drawing and its data together."""
    recipe = DataRecipe(recipe) if isinstance(recipe, str) else recipe
    return assemble(graph, make_dataset(recipe), training or TrainingConfig(), state).loop


def advance(loop: Loop, steps: int) -> Loop:
    """Make several steps."""
    for _ in range(steps):
        loop.advance()
    return loop


def set_weights(loop: Loop, weights: Mapping[str, object]) -> None:
    """Set weights by hand, given as nested lists."""
    for name, value in weights.items():
        loop.set_weight(name, torch.tensor(value))


def train_by_hand(
    module: nn.Module,
    loss: nn.Module,
    optimizer: torch.optim.Optimizer,
    batches: Callable[[], list[tuple[Tensor, Tensor]]],
    epochs: int,
) -> list[float]:
    """Train as a PyTorch tutorial does, and return the loss of every step."""
    losses = []
    for _ in range(epochs):
        for x, y in batches():
            optimizer.zero_grad()
            value = loss(module(x), y)
            value.backward()
            optimizer.step()
            losses.append(value.item())
    return losses


def same_state(one: RunState, two: RunState) -> bool:
    """Tell whether two runs stand at the very same bits."""
    return (
        all(same_tensors(getattr(one, name), getattr(two, name)) for name in ("weights", "initial", "optimizer"))
        and (one.random is None) == (two.random is None)
        and (one.random is None or two.random is None or torch.equal(one.random, two.random))
        and (one.step, one.epoch, one.batch, one.sums) == (two.step, two.epoch, two.batch, two.sums)
        and one.history.stride == two.history.stride
        and one.history.table().tobytes() == two.history.table().tobytes()
    )


def same_tensors(one: Mapping[str, Tensor], two: Mapping[str, Tensor]) -> bool:
    """Tell whether two sets of tensors have the same names and bits."""
    return one.keys() == two.keys() and all(torch.equal(one[name], two[name]) for name in one)
