"""Plots on the screen, and runs to show in them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
import pytest
import torch

from tests.gui.running import train_some

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from pytestqt.qtbot import QtBot

    from engine.data import DataRecipe
    from gui.document import Document
    from gui.plots.plot import Plot

P = TypeVar("P", bound="Plot")


class Show(Protocol):
    """Puts a plot on the screen."""

    def __call__(self, kind: type[P], document: Document, width: int = 600, height: int = 300) -> P: ...


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def make(kind: type[P], document: Document, width: int = 600, height: int = 300) -> P:
        plot = kind(document)  # type: ignore[call-arg]  # every concrete plot takes just the document
        qtbot.addWidget(plot)
        plot.resize(width, height)
        plot.show()
        qtbot.waitExposed(plot)
        return plot

    return make


class Draw(Protocol):
    """Draws a chain of dense layers for some data."""

    def __call__(self, recipe: DataRecipe, units: list[int], activations: list[str], loss: str) -> Document: ...


@pytest.fixture
def draw(document: Document) -> Draw:
    def make(recipe: DataRecipe, units: list[int], activations: list[str], loss: str) -> Document:
        document.set_recipe(recipe, "data")
        with document.edit("draw") as graph:
            nodes = [graph.add("input")]
            for count, activation in zip(units, activations, strict=True):
                nodes.append(graph.add("dense", settings={"units": count, "activation": activation}))
            nodes.append(graph.add("output", settings={"loss": loss}))
            for source, sink in pairwise(nodes):
                graph.connect(source.id, sink.id)
        return document

    return make


@pytest.fixture
def train(qtbot: QtBot) -> Train:
    def some(document: Document, steps: int = 20) -> None:
        train_some(document, qtbot, steps)
        qtbot.waitUntil(lambda: document.run.turns.resting)

    return some


class Train(Protocol):
    """Trains at least some steps, then pauses."""

    def __call__(self, document: Document, steps: int = 20) -> None: ...


class ByHand(Protocol):
    """Computes a chain's outputs with PyTorch written by hand, from the weights of the last snapshot."""

    def __call__(
        self, document: Document, activations: list[str], x: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]: ...


@pytest.fixture
def by_hand() -> ByHand:
    functions: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "identity": lambda z: z,
    }

    def outputs(document: Document, activations: list[str], x: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        assert document.run.last is not None
        tensors = [torch.from_numpy(np.array(tensor)) for tensor in document.run.last.weights.values()]
        a = torch.from_numpy(x)
        for activation, weight, bias in zip(activations, tensors[::2], tensors[1::2], strict=True):
            a = functions[activation](a @ weight.T + bias)
        return a.numpy()

    return outputs
