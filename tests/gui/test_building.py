"""Networks of large drawings are built beside the window: here everything counts as large."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

import gui.building
from engine.text import Text
from gui.background import BackgroundTask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.building import Built, Wanted
    from gui.document import Document

HIDDEN, LAST = 2, 3


class Gate:
    """Stands before every build, and remembers what was built."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.entered = threading.Event()
        self.activations: list[object] = []
        self.threads: list[threading.Thread] = []
        self.refusal: Text | None = None
        self._build = gui.building.build

    def build(self, wanted: Wanted) -> Built | Text:
        self.activations.append(wanted.graph.node(HIDDEN).settings["activation"])
        self.threads.append(threading.current_thread())
        self.entered.set()
        self.open.wait()
        return self._build(wanted) if self.refusal is None else self.refusal

    def close(self) -> None:
        """Let no build go on until it is opened."""
        self.open.clear()
        self.entered.clear()


@pytest.fixture
def gate(xor: Document, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate before the builds of `xor`, whose network stands already."""
    gate, wait = Gate(), BackgroundTask.wait

    def wait_for(task: BackgroundTask) -> None:
        """Somebody has to wait for a build: it may go on."""
        gate.open.set()
        wait(task)

    monkeypatch.setattr(BackgroundTask, "wait", wait_for)
    monkeypatch.setattr("gui.building.MANY_NODES", 0)
    monkeypatch.setattr("gui.building.build", gate.build)
    yield gate
    gate.open.set()


def activate(document: Document, activation: str) -> None:
    """Give the hidden layer another activation."""
    with document.edit("activation") as graph:
        graph.set(HIDDEN, "activation", activation)


def trained(document: Document, qtbot: QtBot) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]]:
    """Make a few steps; return the weights of the last layer."""
    for _ in range(3):
        before = document.run.step_count
        document.training.step()
        qtbot.waitUntil(lambda before=before: document.run.step_count > before)  # type: ignore[misc]  # bound
    return document.run.weights_of(LAST)


def test_an_edit_is_shown_at_once_and_its_network_follows(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    gate.close()
    activate(xor, "relu")
    assert xor.run.building
    assert not xor.run.ready
    assert xor.obstacle is None
    assert xor.shapes.parameters == 9
    qtbot.waitUntil(lambda: xor.run.late)
    gate.open.set()
    qtbot.waitUntil(lambda: xor.run.ready)
    assert not xor.run.building
    assert xor.run.last is not None
    assert gate.threads[-1] is not threading.main_thread()


def test_a_build_that_is_overtaken_is_dropped_and_what_comes_quickly_is_built_once(
    xor: Document, gate: Gate, qtbot: QtBot
) -> None:
    renewed: list[object] = []
    gate.close()
    activate(xor, "relu")
    qtbot.waitUntil(gate.entered.is_set)
    xor.run.renewed.connect(lambda: renewed.append(xor.run.ready))
    for activation in ("sigmoid", "softplus", "elu"):
        activate(xor, activation)
    gate.open.set()
    qtbot.waitUntil(lambda: xor.run.ready)
    assert gate.activations == ["relu", "elu"]
    assert renewed == [True]


def test_train_waits_for_the_network(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    said: list[str] = []
    xor.notice.connect(said.append)
    gate.close()
    activate(xor, "relu")
    xor.training.train()
    assert said == ["The network is being built. It begins as soon as that is done."]
    gate.open.set()
    qtbot.waitUntil(lambda: xor.run.step_count > 2)
    xor.training.undo()
    qtbot.waitUntil(lambda: not xor.run.running and xor.run.step_count == 0)
    assert xor.graph.node(HIDDEN).settings["activation"] == "relu"  # only the training was taken back


def test_an_order_for_a_network_that_was_edited_since_is_forgotten(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    gate.close()
    activate(xor, "relu")
    xor.training.train()
    activate(xor, "elu")
    gate.open.set()
    qtbot.waitUntil(lambda: xor.run.ready)
    assert not xor.run.running
    assert xor.run.state() is not None
    assert xor.run.step_count == 0


def test_undo_of_a_wire_brings_the_trained_weights_back(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    weights = trained(xor, qtbot)
    number, step = xor.run.number, xor.run.step_count
    ends = xor.graph.edges_into(LAST)[0].ends
    with xor.edit("wire") as graph:
        graph.disconnect(ends)
    assert xor.obstacle is not None
    xor.undo_stack.undo()
    xor.undo_stack.redo()
    xor.undo_stack.undo()  # while it is being built
    assert xor.run.building
    assert xor.run.step_count == step  # else the file would count as modified once it is built
    qtbot.waitUntil(lambda: xor.run.ready)
    assert (xor.run.number, xor.run.step_count) == (number, step)
    for name, value in xor.run.weights_of(LAST).items():
        np.testing.assert_array_equal(value, weights[name])


def test_layers_resized_while_building_keep_what_they_had_learned(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    weights = trained(xor, qtbot)
    for units in (3, 4):
        with xor.edit("units") as graph:
            graph.set(HIDDEN, "units", units)
    qtbot.waitUntil(lambda: xor.run.ready)
    np.testing.assert_array_equal(xor.run.weights_of(LAST)["linear.weight"][:, :2], weights["linear.weight"])
    xor.undo_stack.undo()
    xor.undo_stack.undo()
    qtbot.waitUntil(lambda: xor.run.ready)
    np.testing.assert_array_equal(xor.run.weights_of(LAST)["linear.weight"], weights["linear.weight"])
    assert xor.run.step_count == 3


def test_a_file_that_is_saved_while_building_has_the_weights(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    gate.close()
    activate(xor, "relu")
    qtbot.waitUntil(gate.entered.is_set)
    project = xor.project({})
    assert project.run is not None
    assert project.graph.node(HIDDEN).settings["activation"] == "relu"
    shown = xor.run.weights_of(LAST)["linear.weight"]
    np.testing.assert_array_equal(project.run.weights["dense_2.linear.weight"].numpy(), shown)
    assert gate.activations == ["relu"]


def test_a_document_can_be_closed_while_building(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    gate.close()
    activate(xor, "relu")
    qtbot.waitUntil(gate.entered.is_set)
    activate(xor, "elu")
    xor.run.close()
    assert not gate.threads[-1].is_alive()
    assert not xor.run.building
    assert not xor.run.ready
    assert gate.activations == ["relu"]


def test_a_network_that_cannot_be_built_is_refused_later(xor: Document, gate: Gate, qtbot: QtBot) -> None:
    number, gate.refusal = xor.run.number, Text("run", "PyTorch cannot build this network: {reason}")
    activate(xor, "relu")
    qtbot.waitUntil(lambda: xor.run.refusal is not None)
    assert xor.obstacle == gate.refusal
    assert not xor.run.building
    assert xor.run.number == number
