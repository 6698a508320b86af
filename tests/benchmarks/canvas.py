"""How a large drawing feels under the hand: opening, dragging, panning, taking back, and what an edit costs.

Run as a program, which `measure` does, it prints its figures as JSON: Qt and PyTorch then have a fresh interpreter.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Figure, in_own_interpreter, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from engine.graph import Graph
    from gui.main_window import MainWindow

SIZES = (100, 300, 1000)
CHAIN = 10
"""Layers of each of the chains that run side by side."""

ROUNDS = 3
MOVES = 40
GOALS = {
    "open": ("ms", 2000.0),
    "drag, a frame": ("ms", 20.0),
    "drag in sight of all, a frame": ("ms", 20.0),
    "pan, a frame": ("ms", 20.0),
    "undo of a move": ("ms", 50.0),
    "undo of a wire": ("ms", 50.0),
    "shapes after an edit": ("ms", 30.0),
    "an edit, until it is shown": ("ms", None),
    "an edit, until it can be trained": ("ms", None),
}
"""What is measured: its unit, and the most that it may be with the largest drawing. 20 ms are 50 frames a second."""

LINEAR = 1.0
"""Power of the number of nodes with which a cost may grow."""


def measure() -> list[Figure]:
    """Measure in an interpreter of its own, off the screen, with empty folders for what a person keeps."""
    return in_own_interpreter("tests.benchmarks.canvas")


def drawing(size: int) -> Graph:
    """Draw a network of about `size` nodes that can be trained: chains of layers from one Input into one Output."""
    from engine.graph import Graph

    graph = Graph()
    with graph.transaction():
        entry, joined = graph.add("input", (-240.0, 0.0)), graph.add("concatenate", (CHAIN * 240.0, 0.0))
        for row in range((size - 4) // CHAIN):
            before = entry
            for column in range(CHAIN):
                layer = graph.add("dense", (column * 240.0, row * 160.0))
                graph.connect(before.id, layer.id)
                before = layer
            graph.connect(before.id, joined.id)
        head = graph.add("dense", ((CHAIN + 1) * 240.0, 0.0), settings={"units": 1, "activation": "sigmoid"})
        output = graph.add("output", ((CHAIN + 2) * 240.0, 0.0))
        graph.connect(joined.id, head.id)
        graph.connect(head.id, output.id)
    return graph


@dataclass
class Bench:
    """A window with a drawing, and how long each thing took, in milliseconds.

    Parameters
    ----------
    window : MainWindow
        On the screen.
    file : Path
        A project with the drawing.
    """

    window: MainWindow
    file: Path
    took: dict[str, list[float]] = field(default_factory=dict)

    def note(self, what: str, action: Callable[[], object], *, painted: bool = True) -> None:
        """Do something, paint what it changed, and note how long both took together."""
        begin = time.perf_counter()
        action()
        if painted:
            self.paint()
        self.took.setdefault(what, []).append(1000 * (time.perf_counter() - begin))

    def paint(self) -> None:
        """Let everything be painted that waits for it."""
        from PySide6.QtCore import QCoreApplication, QEvent

        for _ in range(2):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)

    def open(self) -> None:
        """Open the file anew."""
        self.window.document.undo_stack.setClean()
        self.note("open", lambda: self.window.files.open(self.file))
        self.build()

    def build(self) -> None:
        """Wait for the network, which is built beside the window, and for all that it brings to the screen."""
        run = self.window.document.run
        while run.building or not run.turns.resting:
            self.paint()
        assert run.ready

    def drag(self, what: str, far: bool) -> None:
        """Drag a node to and fro with the mouse, in sight of all others or at the size at which one works."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        canvas, node = self.window.canvas, self._some_layer()
        canvas.fit() if far else self._come_close(node)
        self.paint()
        box = canvas.canvas.nodes[node].box
        start = canvas.mapFromScene(box.center().x(), box.top() + 14)
        view, left, plain = canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(view, left, plain, start)
        for place in self._way(start):
            self.note(what, lambda place=place: QTest.mouseMove(view, place))  # type: ignore[misc]  # its place is bound
        end = start + QPoint(40, 40)
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, left, plain, end)
        self.paint()
        if not far:
            self.note("undo of a move", self.window.document.undo_stack.undo)
            assert canvas.canvas.nodes[node].box == box
        else:
            self.window.document.undo_stack.undo()

    def pan(self) -> None:
        """Drag the canvas itself to and fro."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        canvas = self.window.canvas
        self._come_close(self._some_layer())
        self.paint()
        view, middle, plain = canvas.viewport(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
        start = view.rect().center()
        QTest.mousePress(view, middle, plain, start)
        before = canvas.mapToScene(start)
        for place in self._way(start):
            self.note("pan, a frame", lambda place=place: QTest.mouseMove(view, place))  # type: ignore[misc]  # as above
        assert canvas.mapToScene(start) != before
        QTest.mouseRelease(view, middle, plain, start)

    def edit(self) -> None:
        """Give a layer in the middle another unit, and take a wire away and back."""
        from engine.shapes import Inference

        document, node = self.window.document, self._some_layer()
        shapes = Inference(document.graph)
        shapes.report(document.data_shape)
        units = document.graph.node(node).settings["units"]
        assert isinstance(units, int)

        def resize() -> None:
            with document.edit("units") as graph:
                graph.set(node, "units", units + 1)

        begin = time.perf_counter()
        self.note("an edit, until it is shown", resize)
        self.note("shapes after an edit", lambda: shapes.report(document.data_shape), painted=False)
        self.build()
        self.took.setdefault("an edit, until it can be trained", []).append(1000 * (time.perf_counter() - begin))
        document.undo_stack.undo()
        self.build()
        with document.edit("wire") as graph:
            graph.disconnect(graph.edges_into(node)[0].ends)
        self.paint()
        self.note("undo of a wire", document.undo_stack.undo)
        self.build()

    def _some_layer(self) -> int:
        graph = self.window.document.graph
        layers = [node.id for node in graph.of_kind("dense")]
        return layers[len(layers) // 2]

    def _come_close(self, node: int) -> None:
        self.window.canvas.zoom_reset()
        self.window.canvas.centerOn(self.window.canvas.canvas.nodes[node].box.center())

    @staticmethod
    def _way(start: QPoint) -> list[QPoint]:
        from PySide6.QtCore import QPoint

        return [start + QPoint(12 * (step % 8) + 12, 9 * (step % 5) + 12) for step in range(MOVES)]


def _window(folder: Path) -> MainWindow:
    from gui import loading
    from gui.main_window import MainWindow
    from gui.settings import Settings

    window = MainWindow(Settings(folder / "settings.ini"))
    window.furnish()
    window.resize(1440, 900)
    window.show()
    loading.load(loading.parts(), lambda _: None)  # behind the window, as at every start
    window.document.torch_is_ready()
    return window


def _measure_here(folder: Path, size: int) -> dict[str, list[float]]:
    from engine.storage import Project, write_project

    file = folder / f"{size}.loom"
    write_project(Project(drawing(size)), file)
    bench = Bench(_window(folder), file)
    for _ in range(ROUNDS):
        bench.open()
        bench.drag("drag, a frame", far=False)
        bench.drag("drag in sight of all, a frame", far=True)
        bench.pan()
        bench.edit()
    bench.window.document.undo_stack.setClean()
    bench.window.document.run.close()
    bench.window.hide()
    return bench.took


def _figures(took: dict[int, dict[str, list[float]]]) -> list[Figure]:
    """Return each cost with the largest drawing, and the power of the size with which it grows."""
    from math import log

    few, _, many = SIZES
    figures = []
    for what, (unit, goal) in GOALS.items():
        medians = {size: median(took[size][what]) for size in SIZES}
        note = f"{spread(took[many][what])}; " + ", ".join(f"{size}: {medians[size]:.3g}" for size in SIZES[:-1])
        figures.append(Figure(f"canvas, {many:,} nodes: {what}", medians[many], unit, at_most=goal, note=note))
    for what in GOALS:
        medians = {size: median(took[size][what]) for size in SIZES}
        power = log(medians[many] / medians[few]) / log(many / few)
        figures.append(Figure(f"canvas, {few} to {many:,} nodes: {what} grows with power", power, "", at_most=LINEAR))
    return figures


def main(folder: Path) -> None:
    """Print the figures of all sizes as one line of JSON."""
    import torch
    from PySide6.QtWidgets import QApplication

    from gui.theme import THEME

    torch.set_num_threads(1)
    application = QApplication([])
    THEME.use("light")
    figures = _figures({size: _measure_here(folder, size) for size in SIZES})
    sys.stdout.write(json.dumps([asdict(figure) for figure in figures]) + "\n")
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
