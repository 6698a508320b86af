"""Two minutes of training with the whole window: memory stays flat, nothing is lost, nothing is left running."""

from __future__ import annotations

import gc
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QTabBar

from gui.document import Document
from gui.main_window import MainWindow
from gui.settings import Settings

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

SECONDS = 120
WARM_UP = 20
"""Seconds for caches, glyphs and the longest history to be had once."""
EACH_TAB = 2
"""Seconds before another tab is brought to the front."""
LIMIT = 12 * 2**20
"""Bytes that memory may grow in the 100 seconds after that. Keeping each look at the run would take far more."""
TOLERANCE = 500
"""References to `None` come and go with caches; one lost for each look at the run would be over 2,000."""


@dataclass(frozen=True)
class Sample:
    """What is read once a second."""

    memory: int
    references: int
    step: int


class Soak:
    """Brings one tab after another to the front of a window, and reads memory and references every second."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.samples: list[Sample] = []
        self.shown: set[str] = set()
        self.looks = 0
        window.document.run.snapshot_taken.connect(self._count)
        self._clock = QTimer(window)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def stop(self) -> None:
        self._clock.stop()

    def _count(self, _snapshot: object) -> None:
        self.looks += 1

    def _tick(self) -> None:
        gc.collect()
        self.samples.append(Sample(resident(), sys.getrefcount(None), self.window.document.run.step_count))
        docks = self.window.docks.by_name.values()
        self.shown |= {dock.objectName() for dock in docks if not dock.visibleRegion().isEmpty()}
        if len(self.samples) % EACH_TAB == 0:
            self._click_next_tab(len(self.samples) // EACH_TAB)
            self.window.document.select({2 + len(self.samples) // EACH_TAB % 2})

    def _click_next_tab(self, turn: int) -> None:
        for bar in self.window.findChildren(QTabBar):
            if bar.isVisible() and bar.count() > 1:
                QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(turn % bar.count()).center())


def resident() -> int:
    """Return the bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def threads() -> set[str]:
    """Return the threads of this process as the system numbers them, those of Qt and PyTorch among them."""
    return {task.name for task in Path("/proc/self/task").iterdir()}


def test_two_minutes_of_training_with_live_plots(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    document = Document()
    window = MainWindow(document, Settings(tmp_path / "settings.ini"))
    document.setParent(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    document.torch_is_ready()
    QTest.mouseClick(window.welcome.example, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(document.graph.nodes) == 4)
    QTest.keyClick(window.canvas, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: document.run.step_count == 1)
    before = threads()
    names = {thread.name for thread in threading.enumerate()}
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    soak = Soak(window)
    qtbot.waitUntil(lambda: len(soak.samples) >= SECONDS, timeout=2_000 * SECONDS)
    soak.stop()
    assert document.run.running
    window.close()
    QApplication.processEvents()
    after_warm_up = soak.samples[WARM_UP:]
    report(soak)
    assert threads() <= before
    assert {thread.name for thread in threading.enumerate()} <= names


def report(soak: Soak) -> None:
    for i, s in enumerate(soak.samples):
        if i % 4 == 0:
            print(i, round(s.memory / 2**20, 2), s.references, s.step)
    print(soak.looks, soak.shown)
