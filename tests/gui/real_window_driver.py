"""Starts the program as its door does, works in its window with mouse and keys, and prints what came of it.

Run by ``test_real_window.py`` in a process of its own: ``python -m tests.gui.real_window_driver FILE``.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QToolBar

import main as door
from gui import app
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.background import BackgroundTask
    from gui.document import Document

LEFT = Qt.MouseButton.LeftButton
POLL = 20
"""Milliseconds between two looks at what is waited for."""


class Driver:
    """Goes through a script that yields what it waits for next."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.result: dict[str, object] = {}
        self._script = self._work()
        self._awaited: Callable[[], bool] = next(self._script)
        self._clock = QTimer(document)
        self._clock.setInterval(POLL)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self) -> None:
        if self._awaited():
            try:
                self._awaited = next(self._script)
            except StopIteration:
                self._clock.stop()

    def _work(self) -> Iterator[Callable[[], bool]]:
        """Wait for the window, train by a click, pause by Space, close and answer the question."""
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        handle = window.windowHandle()
        run = self.document.run
        yield lambda: handle.isExposed() and run.ready and len(self.document.graph.nodes) == 4
        window.activateWindow()
        first = run.weights_of(2)["linear.weight"].copy()
        bar = window.findChild(QToolBar, "controls")
        assert isinstance(bar, QToolBar)
        button = bar.widgetForAction(window.actions_by_id["train"])
        QTest.mouseClick(button, LEFT, pos=button.rect().center())
        yield lambda: run.running and run.step_count > 20
        self.result["colours"] = colours_on_screen(window)
        QTest.keyClick(window.canvas, Qt.Key.Key_Space)
        yield lambda: not run.running
        self.result |= {
            "platform": QApplication.platformName(),
            "steps": run.step_count,
            "learned": bool((run.weights_of(2)["linear.weight"] != first).any()),
        }
        QTimer.singleShot(0, window, window.close)
        yield lambda: isinstance(QApplication.activeModalWidget(), QMessageBox)
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        self.result["question"] = question.text()
        self.result["icons"] = sum(not button.icon().isNull() for button in question.buttons())
        QTest.mouseClick(question.button(QMessageBox.StandardButton.Discard), LEFT)


def colours_on_screen(window: MainWindow) -> int:
    """Return how many colours the screen shows where the window is, read back from the screen itself."""
    picture = window.screen().grabWindow(0).toImage()
    area = window.geometry().intersected(picture.rect())
    places = (QPoint(x, y) for x in range(area.left(), area.right(), 4) for y in range(area.top(), area.bottom(), 4))
    return len({picture.pixel(place) for place in places})


def drive(file: str) -> int:
    """Open a file in the window; return the exit status of the program."""
    drivers: list[Driver] = []
    load = app.load_torch

    def load_and_drive(document: Document) -> BackgroundTask:
        drivers.append(Driver(document))
        return load(document)

    app.load_torch = load_and_drive
    sys.argv = ["main.py", file, "--language", "en"]
    status = door.main()
    sys.stdout.write(json.dumps(drivers[0].result) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(drive(sys.argv[1]))
