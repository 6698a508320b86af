"""One long sitting at the whole window, with mouse and keys only: draw XOR, mend it, train it, save it, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from engine.graph import Ends
from gui.panels.data import DataPanel
from gui.panels.inspector import InspectorPanel
from gui.panels.palette import KIND_ROLE
from gui.panels.run_bar import RunBar
from gui.plots.plot import Plot
from gui.plots.region import RegionPlot
from tests.gui.canvas.hand import CTRL, LEFT, PLAIN, SHIFT, Hand
from tests.gui.panels.panel_bench import type_into
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt
    from pytestqt.qtbot import QtBot

    from engine.training.snapshot import Snapshot

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
INPUT, HIDDEN, LAST, OUTPUT = 1, 2, 3, 4
KINDS = ("input", "dense", "dense", "output")


class Sitting:
    """A person at the window."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.window = open_window(qtbot, folder)
        self.document = self.window.document
        self.hand = Hand(self.window.canvas)

    # -- looking --

    @property
    def status_bar(self) -> str:
        return self.window.statusBar().currentMessage()

    @property
    def last(self) -> Snapshot:
        assert self.document.run.last is not None
        return self.document.run.last

    @property
    def step(self) -> int:
        return self.document.run.step_count

    def panel(self, name: str, kind: type[W]) -> W:
        widget = self.window.docks.panel(name)
        assert isinstance(widget, kind)
        return widget

    def weights(self) -> dict[str, npt.NDArray[np.generic]]:
        return {name: tensor.copy() for name, tensor in self.last.weights.items()}

    def setting(self, node_id: int, name: str) -> object:
        return self.document.graph.node(node_id).settings[name]

    # -- acting --

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key on the canvas, of a window that is active again where a menu was open: nobody else sees to it."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.window.canvas.setFocus()
        QTest.keyClick(self.window.canvas, key, modifiers)

    def undo(self) -> None:
        self.key(Key.Key_Z, CTRL)

    def redo(self) -> None:
        self.key(Key.Key_Y, CTRL)

    def drag_from_palette(self, kind: str, place: QPoint) -> None:
        """Drop on the canvas what the palette gives to a drag."""
        tree = self.window.docks.palette.tree
        item = next(item for item in tree.entries() if item.data(0, KIND_ROLE) == kind)
        self.hand.carry(kind, [self.hand.at(0, 0), place])
        event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, tree.mimeData([item]), LEFT, PLAIN)
        QApplication.sendEvent(self.window.canvas.viewport(), event)

    def type_units(self, node_id: int, text: str) -> None:
        """Click the units on a node and type over them."""
        self.hand.click(self.hand.on_setting(node_id, "units"))
        spin = next(spin for spin in self.window.canvas.findChildren(QAbstractSpinBox) if spin.isVisible())
        QTest.keyClicks(spin, text)
        QTest.keyClick(spin, Key.Key_Return)

    def pick(self, node_id: int, setting: str, title: str) -> None:
        """Click a choice on a node and take a line of its menu."""
        self.hand.click(self.hand.on_setting(node_id, setting))
        self.hand.pick(title)

    def wait_for_step(self, step: int) -> None:
        """Wait until the run stands at a step."""
        self.qtbot.waitUntil(lambda: self.step == step and not self.document.run.running)


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sitting]:
    monkeypatch.setattr("gui.questions.ask", lambda *_: QMessageBox.StandardButton.Discard)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "story"), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "story.loom"), ""))
    sitting = Sitting(qtbot, tmp_path)
    yield sitting
    sitting.window.close()


def test_xor_from_an_empty_canvas_to_a_file_that_goes_on(sitting: Sitting) -> None:
    draw_by_mouse(sitting)
    set_on_the_nodes(sitting)
    choose_the_data(sitting)
    edit_the_drawing(sitting)
    set_a_weight_by_hand(sitting)
    meet_a_shape_fault(sitting)
    repair_a_loss_that_does_not_fit(sitting)
    train_and_change_the_rate(sitting)
    go_step_by_step_and_back(sitting)
    see_the_same_step_in_every_plot(sitting)
    save_and_go_on(sitting)


def draw_by_mouse(sitting: Sitting) -> None:
    QTest.mouseClick(sitting.window.welcome.empty, LEFT)
    hand, graph = sitting.hand, sitting.document.graph
    for kind, x in zip(KINDS, (-360, -120, 120, 360), strict=True):
        sitting.drag_from_palette(kind, hand.at(x, 0))
    assert tuple(node.kind for node in graph.nodes.values()) == KINDS
    sitting.key(Key.Key_F)
    for source in (INPUT, HIDDEN, LAST):
        hand.drag(hand.on_output(source), hand.on_input(source + 1))
    assert set(graph.edges) == {Ends(1, 2), Ends(2, 3), Ends(3, 4)}
    hand.drag(hand.on_output(INPUT), hand.on_input(LAST))
    assert sitting.status_bar.startswith("The input of Dense 2 already comes from Dense 1")
    hand.drag(hand.on_output(LAST), hand.on_input(HIDDEN))
    assert sitting.status_bar.startswith("Dense 2 to Dense 1 would close a cycle")
    assert len(graph.edges) == 3


def set_on_the_nodes(sitting: Sitting) -> None:
    sitting.type_units(HIDDEN, "4")
    sitting.pick(HIDDEN, "activation", "tanh")
    sitting.type_units(LAST, "1")
    sitting.pick(LAST, "activation", "sigmoid")
    assert (sitting.setting(HIDDEN, "units"), sitting.setting(HIDDEN, "activation")) == (4, "tanh")
    assert (sitting.setting(LAST, "units"), sitting.setting(LAST, "activation")) == (1, "sigmoid")
    labels = [edge.label for _, edge in sorted(sitting.window.canvas.canvas.edges.items())]
    assert labels == ["(N, 2)", "(N, 4)", "(N, 1)"]


def choose_the_data(sitting: Sitting) -> None:
    """Walk over the list of sources with the arrow keys: to AND, and back to XOR."""
    click_tab(sitting.window, "data")
    source = sitting.panel("data", DataPanel).source
    source.setFocus()
    for kind, key in (("and", Key.Key_Up), ("xor", Key.Key_Down)):
        while source.currentData() != kind:
            QTest.keyClick(source, key)
        assert sitting.document.recipe.source == kind
    assert sitting.document.dataset.y.ravel().tolist() == [0, 1, 1, 0]
    assert sitting.document.obstacle is None


def edit_the_drawing(sitting: Sitting) -> None:
    """Move, copy, paste, delete: each is one step back and forth, by keys."""
    hand, graph = sitting.hand, sitting.document.graph
    steps, before = sitting.document.undo_stack.count(), graph.copy()
    start = hand.on_node(HIDDEN)
    hand.drag(start, start + QPoint(0, 60))
    moved = graph.copy()
    assert moved.node(HIDDEN).position[1] > before.node(HIDDEN).position[1]
    hand.click(hand.on_node(LAST))
    sitting.key(Key.Key_C, CTRL)
    sitting.key(Key.Key_V, CTRL)
    assert [node.name for node in graph.nodes.values()][4:] == ["Dense 3"]
    sitting.key(Key.Key_A, CTRL)
    sitting.key(Key.Key_Delete)
    assert not graph.nodes
    assert sitting.document.undo_stack.count() == steps + 3
    for expected in (5, 4):
        sitting.undo()
        assert len(graph.nodes) == expected
    assert graph == moved
    sitting.undo()
    assert graph == before
    sitting.redo()
    assert graph == moved


def set_a_weight_by_hand(sitting: Sitting) -> None:
    """Type a weight into the table; wires and region show it, and undo takes it back."""
    sitting.hand.click(sitting.hand.on_node(HIDDEN))
    click_tab(sitting.window, "inspector")
    region = sitting.panel("region", RegionPlot)
    sitting.qtbot.waitUntil(lambda: region.output is not None and not region.settling)
    before, seen = sitting.weights(), np.array(region.output)
    table = sitting.panel("inspector", InspectorPanel).sections["linear.weight"].table
    place = table.visualRect(table.weights.index(0, 1)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)
    QTest.mouseDClick(table.viewport(), LEFT, pos=place)
    field = table.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "1.5")
    QTest.keyClick(field, Key.Key_Return)
    sitting.qtbot.waitUntil(lambda: sitting.last.weights["dense_1.linear.weight"][0, 1] == 1.5)
    sitting.qtbot.waitUntil(lambda: region.output is not None and not np.array_equal(region.output, seen))
    sitting.undo()
    assert same(sitting.weights(), before)
    sitting.redo()
    assert sitting.last.weights["dense_1.linear.weight"][0, 1] == 1.5


def meet_a_shape_fault(sitting: Sitting) -> None:
    """Three units do not fit the Output: told on the wire, in Problems and at Train, and undone."""
    sitting.type_units(LAST, "3")
    problems = sitting.window.docks.problems
    sitting.key(Key.Key_Space)
    assert not sitting.document.run.running
    assert sitting.status_bar.startswith("Training cannot start: ")
    assert problems.isVisible()
    (row,) = problems.rows[:1]
    assert "(N, 3)" in row.text.text()
    assert sitting.document.shapes.faults[0].edge == Ends(LAST, OUTPUT)
    QTest.mouseClick(row, LEFT, pos=row.text.pos())
    assert sitting.window.canvas.canvas.edges[Ends(LAST, OUTPUT)].flashing
    sitting.undo()
    assert problems.rows == []
    assert sitting.document.obstacle is None


def repair_a_loss_that_does_not_fit(sitting: Sitting) -> None:
    """A sigmoid before a loss that takes logits: one click in Problems repairs it."""
    sitting.hand.click(sitting.hand.on_setting(OUTPUT, "loss"))
    title = next(a.text() for a in sitting.hand.choices().actions() if "logits" in a.text())
    sitting.hand.pick(title)
    assert sitting.setting(OUTPUT, "loss") == "bce_with_logits"
    (row,) = sitting.window.docks.problems.rows
    QTest.mouseClick(row.repair, LEFT)
    assert sitting.setting(OUTPUT, "loss") == "bce"
    assert sitting.window.docks.problems.rows == []


def train_and_change_the_rate(sitting: Sitting) -> None:
    """Space trains, the rate changes beneath it, Space pauses; XOR is learned."""
    bar = sitting.window.findChild(RunBar)
    assert isinstance(bar, RunBar)
    sitting.key(Key.Key_Space)
    sitting.qtbot.waitUntil(lambda: sitting.step > 20)
    type_into(bar.rate, "0.4")
    assert sitting.document.config.optimizer_settings["lr"] == 0.4
    assert sitting.document.run.running
    sitting.qtbot.waitUntil(lambda: sitting.last.batch_loss < 0.05, timeout=30_000)
    sitting.key(Key.Key_Space)
    sitting.qtbot.waitUntil(lambda: not sitting.document.run.running)
    assert sitting.last.curve.train_accuracy[-1] == 1.0
    assert bar.step.figure.text() == f"{sitting.step:,}"
    assert sitting.window.isWindowModified()


def go_step_by_step_and_back(sitting: Sitting) -> None:
    """One step, one epoch, stop; reset finds the same first weights, undo what was learned; a new start is another."""
    reached = sitting.step
    for key in (Key.Key_F6, Key.Key_F7):
        reached += 1  # an epoch of XOR is one step
        sitting.key(key)
        sitting.wait_for_step(reached)
    learned = sitting.weights()
    sitting.key(Key.Key_R, CTRL)
    first = sitting.weights()
    assert sitting.step == 0
    assert first["dense_1.linear.weight"][0, 1] == 1.5
    sitting.key(Key.Key_F6)
    sitting.wait_for_step(1)
    sitting.key(Key.Key_R, CTRL)
    assert same(sitting.weights(), first)
    sitting.key(Key.Key_R, CTRL | SHIFT)
    assert not same(sitting.weights(), first)
    for _ in range(4):  # the new start, a reset, the step in between, and the reset before it
        sitting.undo()
    assert sitting.step == reached
    assert same(sitting.weights(), learned)


def see_the_same_step_in_every_plot(sitting: Sitting) -> None:
    for name in ("loss", "accuracy", "weights", "region"):
        click_tab(sitting.window, name)
        plot = sitting.panel(name, Plot)
        assert not plot.visibleRegion().isEmpty()
        assert plot.step_label.text() == f"step {sitting.step:,}"


def save_and_go_on(sitting: Sitting) -> None:
    """Ctrl+S, Ctrl+N, Ctrl+O: the same weights, step, history, rate and view, and training goes on from there."""
    weights, step, curve = sitting.weights(), sitting.step, sitting.last.curve
    drawing, config, zoom = sitting.document.graph.copy(), sitting.document.config, sitting.window.canvas.zoom()
    sitting.key(Key.Key_S, CTRL)
    sitting.qtbot.waitUntil(lambda: not sitting.window.isWindowModified())
    assert sitting.window.windowTitle().startswith("story.loom")
    sitting.key(Key.Key_N, CTRL)
    assert not sitting.document.graph.nodes
    sitting.key(Key.Key_O, CTRL)
    assert sitting.document.graph == drawing
    assert sitting.document.config == config
    assert sitting.document.recipe.source == "xor"
    assert sitting.window.canvas.zoom() == pytest.approx(zoom)
    assert sitting.step == step
    assert same(sitting.weights(), weights)
    assert np.array_equal(sitting.last.curve.table(), curve.table(), equal_nan=True)
    assert not sitting.window.isWindowModified()
    sitting.key(Key.Key_F6)
    sitting.wait_for_step(step + 1)


def same(one: dict[str, npt.NDArray[np.generic]], other: dict[str, npt.NDArray[np.generic]]) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name]) for name in one)
