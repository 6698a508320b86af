"""What the open window, with all plots and unit pictures, costs training; how long a click has to wait meanwhile;
how smoothly a large drawing is shown.

Run as a program, which `measure` does, it prints the figures of one network as JSON.
"""

from __future__ import annotations

import json
import math
import sys
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Figure, in_own_interpreter, spread

if TYPE_CHECKING:
    from gui.document import Document
    from gui.main_window import MainWindow

ROUNDS = 12
STRETCH = 1.0
"""Seconds that each of the two trains in a round."""

AT_LEAST = 0.9
FRAMES_AT_LEAST = 55.0
LAG_AT_MOST = 12.0
WORST_AT_MOST = 50.0
TICK = 0.005
"""Seconds between two moments at which somebody might click."""

NETWORKS = (("XOR 2-2-1, full batch", "xor", (2,)), ("circle 2-4-2-1, batch 10 of 250", "circle", (4, 2)))
WATCHED = ("spiral 2-8-8-8-8-8-8-1, batch 10 of 250", "spiral", (8,) * 6)
WATCHED_SPEED, WATCHED_FRAMES = 1000.0, 60.0
PLOTS = ("loss", "accuracy", "weights", "region")


def measure() -> list[Figure]:
    """Measure each network in an interpreter of its own, as a person has one window, off the screen."""
    cases = (*NETWORKS, WATCHED)
    return [figure for title, *_ in cases for figure in in_own_interpreter("tests.benchmarks.window", title)]


class Lag:
    """Notes how late the event loop comes to moments that lie evenly in time, those it misses altogether among them."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late: list[float] = []
        self._due = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(TICK * 1000))
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin."""
        self._due = time.perf_counter() + TICK
        self._timer.start()

    def stop(self) -> None:
        """End."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        while self._due <= now:
            self.late.append(now - self._due)
            self._due += TICK


class Bench:
    """A window with every plot side by side, and the same run without a window.

    Parameters
    ----------
    limit : float
        Steps per second that the run in the window keeps to. One that is watched so is shown in the window as it
        opens on a small screen; others with every plot beside the canvas.
    """

    def __init__(self, folder: Path, source: str, hidden: tuple[int, ...], limit: float = math.inf) -> None:
        from engine.data import DataRecipe
        from engine.training.config import TrainingConfig
        from engine.training.speed import Pace
        from gui import loading
        from gui.main_window import MainWindow
        from gui.settings import Settings
        from tests.engine.networks import dense, stack, start

        recipe = DataRecipe("xor") if source == "xor" else DataRecipe(source, validation=0.5)
        config = TrainingConfig() if source == "xor" else TrainingConfig(full_batch=False, batch_size=10)
        drawing = stack(*[dense(units) for units in hidden], dense(1, "sigmoid"))
        self.loop, self.pace = start(drawing, recipe, config), Pace()
        self.loop.use(*self.loop.executors.find(config))
        settings = Settings(folder / "settings.ini")
        settings.speed_limit = limit
        self.window: MainWindow = MainWindow(settings)
        self.window.furnish()
        self.document: Document = self.window.document
        self.document.torch_is_ready()
        self.document.set_recipe(recipe, "data")
        self.document.set_config(config, "config")
        with self.document.edit("draw") as graph:
            names = {node.id: graph.add(node.kind, settings=node.settings) for node in drawing.nodes.values()}
            for ends in drawing.edges:
                graph.connect(names[ends.source].id, names[ends.sink].id)
        self._show(every_plot=math.isinf(limit))
        self._open_units({node.id for node in names.values()})
        loading.load(loading.parts(), lambda _: None)  # behind the window, as at every start
        self.frames = 0
        self.frames_per_second: list[float] = []
        self.document.run.snapshot_taken.connect(self._count)

    def _show(self, *, every_plot: bool) -> None:
        from PySide6.QtCore import Qt

        window, docks = self.window, self.window.docks.by_name
        window.show_canvas()
        window.resize(*((1440, 900) if every_plot else (1280, 720)))
        window.show()
        window.canvas.tidy()
        if not every_plot:
            self.spin(0.5)
            return
        for name in ("accuracy", "weights"):
            window.removeDockWidget(docks[name])
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, docks[name])
            docks[name].show()
        self.spin(0.5)
        hidden = [name for name in PLOTS if not docks[name].widget().isVisible()]
        assert not hidden, hidden

    def _open_units(self, nodes: set[int]) -> None:
        """Let every layer show its units and weights."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self.document.select(nodes)
        QTest.keyClick(self.window.canvas, Qt.Key.Key_U)
        self.document.select(())
        self.window.canvas.fit()
        self.spin(0.2)
        assert self.window.canvas.canvas.unfolding.open_nodes

    def _count(self) -> None:
        self.frames += 1

    def spin(self, duration: float) -> None:
        """Run the event loop for some seconds."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(duration * 1000), loop.quit)
        loop.exec()

    def headless(self) -> float:
        """Return steps per second without the window: its event loop rests meanwhile."""
        begin, steps = time.perf_counter(), 0
        while time.perf_counter() - begin < STRETCH:
            steps += self.pace.go(self.loop.advance)
        return steps / (time.perf_counter() - begin)

    def windowed(self, lag: Lag) -> float:
        """Return steps per second while the window shows them; the lag is noted in a stretch of its own."""
        run = self.document.run
        run.train()
        while run.last is None or run.last.executor != self.loop.executor:
            self.spin(0.1)
        self.spin(0.5)  # until the pace has settled
        before, begin = self._steps(), time.perf_counter()
        frames = self.frames
        self.spin(STRETCH)
        after, end = self._steps(), time.perf_counter()
        self.frames_per_second.append((self.frames - frames) / (end - begin))
        lag.start()
        self.spin(STRETCH)
        lag.stop()
        run.pause()
        self.spin(0.3)
        return (after - before) / (end - begin)

    def close(self) -> None:
        """Leave the window without being asked what to do with the drawing."""
        self.document.undo_stack.setClean()
        self.document.run.close()
        self.window.hide()

    def idle(self, lag: Lag) -> None:
        """Note the lag of the event loop when it has nothing to do while another thread trains: that of the machine."""
        ended = threading.Event()

        def train() -> None:
            while not ended.is_set():
                self.pace.go(self.loop.advance)

        thread = threading.Thread(target=train)
        thread.start()
        lag.start()
        self.spin(ROUNDS * STRETCH / 2)
        lag.stop()
        ended.set()
        thread.join()

    def _steps(self) -> int:
        state = self.document.run.state()
        assert state is not None
        return state.step


def _measure_here(folder: Path, title: str, source: str, hidden: tuple[int, ...]) -> list[Figure]:
    bench, lag = Bench(folder, source, hidden), Lag()
    bench.headless()
    bench.windowed(Lag())
    bench.frames_per_second.clear()
    rounds = [(bench.headless(), bench.windowed(lag)) for _ in range(ROUNDS)]
    ratios = [shown / alone for alone, shown in rounds]
    late, floor = sorted(1000 * value for value in lag.late), Lag()
    bench.idle(floor)
    alone = sorted(1000 * value for value in floor.late)
    bench.close()
    note = f"median {median(late):.1f}, p90 {late[int(0.9 * len(late))]:.1f} ms"
    return [
        Figure(f"window, {title}: steps/s / headless", median(ratios), "x", at_least=AT_LEAST, note=spread(ratios)),
        Figure(f"window, {title}: headless", median(alone for alone, _ in rounds), "steps/s"),
        Figure(f"window, {title}: frames", median(bench.frames_per_second), "1/s", at_least=FRAMES_AT_LEAST),
        Figure(f"window, {title}: lag p99", late[int(0.99 * len(late))], "ms", at_most=LAG_AT_MOST, note=note),
        Figure(f"window, {title}: lag at worst", late[-1], "ms", at_most=WORST_AT_MOST),
        Figure(
            f"window, {title}: lag p99 of an idle event loop beside a training thread",
            alone[int(0.99 * len(alone))],
            "ms",
            note=f"the machine's own; worst {alone[-1]:.0f} ms",
        ),
    ]


def _measure_watched(folder: Path) -> list[Figure]:
    title, source, hidden = WATCHED
    bench = Bench(folder, source, hidden, WATCHED_SPEED)
    for _ in range(ROUNDS):
        bench.windowed(Lag())
    bench.close()
    frames = bench.frames_per_second
    return [
        Figure(f"window, {title}, watched: frames", median(frames), "1/s", at_least=WATCHED_FRAMES, note=spread(frames))
    ]


def main(folder: Path, title: str) -> None:
    """Print the figures of the network with this title as one line of JSON."""
    from dataclasses import asdict

    import torch
    from PySide6.QtWidgets import QApplication

    from gui.app import TURN
    from gui.theme import THEME

    sys.setswitchinterval(TURN)
    torch.set_num_threads(1)
    application = QApplication([])
    THEME.use("light")
    found = [figure for network in NETWORKS if network[0] == title for figure in _measure_here(folder, *network)]
    figures = found or _measure_watched(folder)
    sys.stdout.write(json.dumps([asdict(figure) for figure in figures]) + "\n")
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
