"""From layers to a project: Input, one Dense for each, Output, and the weights as those it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION
from engine.catalog.layers import DENSE
from engine.data import DataRecipe
from engine.errors import WeightsError
from engine.graph import Graph
from engine.storage import Project
from engine.text import Text
from engine.training.config import TrainingConfig

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from engine.graph import NodeId
    from engine.importing.layers import Layer

FAMILIAR = {(784, 10): "mnist_sample", (64, 10): "digits"}
"""The source of data that a network of so many inputs and units at its end was most likely made for."""

STEP = 272.0
"""From the left edge of a node to that of the next, as tidying them sets it."""


def draw(layers: Sequence[Layer], activation: str = "sigmoid", recipe: DataRecipe | None = None) -> Project:
    """Return a project whose network begins with the weights of `layers`.

    The last layer has no activation: with several units its values are logits for cross-entropy, which contains the
    softmax; with one unit it predicts a number.

    Parameters
    ----------
    layers : sequence of Layer
        At least one; each takes as many values as the one before it gives.
    activation : str
        Between the layers: the kind of an activation function, or ``"none"``.
    recipe : DataRecipe, optional
        The data of the project; without it, digits for a network of their size, or else that of a new project.

    Raises
    ------
    WeightsError
        If there is no such activation, or a layer is larger than one can be drawn.
    """
    kind = "identity" if activation == "none" else activation
    if kind not in ACTIVATION:
        raise WeightsError(
            Text("importing", "There is no activation named {name}. There are: {known}.").fill(
                name=activation, known=", ".join(("none", *ACTIVATION))
            )
        )
    for number, layer in enumerate(layers, 1):
        _check_units(len(layer.weight), number)
    inputs, units = layers[0].weight.shape[1], len(layers[-1].weight)
    if recipe is None:
        familiar = FAMILIAR.get((inputs, units))
        recipe = DataRecipe() if familiar is None else DataRecipe().with_source(familiar)
    graph, drawn = _row(layers, kind, "cross_entropy" if units > 1 else "mse")
    return Project(graph, recipe, _config(), hand_set=_named(graph, drawn))


def _row(layers: Sequence[Layer], activation: str, loss: str) -> tuple[Graph, dict[NodeId, Layer]]:
    """Draw the nodes side by side, and return which of them each layer became."""
    graph, drawn = Graph(), {}
    before = graph.add("input")
    for number, layer in enumerate(layers, 1):
        settings = {
            "units": len(layer.weight),
            "activation": activation if number < len(layers) else "identity",
            "bias": layer.bias is not None,
        }
        node = graph.add("dense", (STEP * number, 0.0), settings=settings)
        graph.connect(before.id, node.id)
        drawn[node.id] = layer
        before = node
    output = graph.add("output", (STEP * (len(layers) + 1), 0.0), settings={"loss": loss})
    graph.connect(before.id, output.id)
    return graph, drawn


def _check_units(units: int, number: int) -> None:
    (param,) = (param for param in DENSE.params if param.name == "units")
    if param.maximum is not None and units > param.maximum:
        raise WeightsError(
            Text("importing", "Layer {number} has {units} units; at most {limit} can be drawn.").fill(
                number=number, units=units, limit=int(param.maximum)
            )
        )


def _config() -> TrainingConfig:
    """Return how to train on: in small steps, which do not throw away what was learned elsewhere."""
    config = TrainingConfig(full_batch=False, batch_size=100, endless=False, epochs=10)
    return config.with_optimizer("adam").with_optimizer_setting("lr", 1e-3)


def _named(graph: Graph, layers: Mapping[NodeId, Layer]) -> dict[str, npt.NDArray[np.float32]]:
    """Return all weights under the names that the network's tensors have."""
    from engine.lowering import module_names

    names, tensors = module_names(graph), {}
    for node_id, layer in layers.items():
        tensors[f"{names[node_id]}.linear.weight"] = layer.weight
        if layer.bias is not None:
            tensors[f"{names[node_id]}.linear.bias"] = layer.bias
    return tensors
