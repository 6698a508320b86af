"""Two minutes of training with the whole window: memory stays flat, nothing is lost, nothing is left running."""

from __future__ import annotations

import gc
import os
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.storage import read_project
from gui.docks import BELOW
from tests.architecture.sources import ROOT
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

EXAMPLES = ROOT / "resources" / "examples"
SECONDS = 120
WARM_UP = 45
"""Seconds for all tabs to have been in front twice, for caches, glyphs and the longest history to be had once."""
EACH_TAB = 2
"""Seconds before other tabs are brought to the front."""
BESIDE = ("inspector", "data", "training")
"""Docks on the right, one behind the other."""
UNITS = 32
"""Units of the first layer, which makes the network a larger one; the second one, of eight, is open."""
FIRST, SECOND = 2, 3
LIMIT = 12 * 2**20
"""Bytes that memory may grow after that: looks that were kept would be 100 MiB and more."""
TOLERANCE = 200
"""References to `None` come and go with caches; a binding that loses one for each look at the run loses over 400."""


@dataclass(frozen=True)
class Sample:
    """What is read once a second; `memory` is what is held beside the run's past."""

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
        run = self.window.document.run
        past = 0 if run.last is None else run.last.timeline.nbytes  # which may grow, up to a budget of its own
        self.samples.append(Sample(resident() - past, sys.getrefcount(None), run.step_count))
        docks = self.window.docks.by_name
        self.shown |= {name for name in docks if not docks[name].visibleRegion().isEmpty()}
        turn, rest = divmod(len(self.samples), EACH_TAB)
        if rest:
            return
        for names in (BELOW, BESIDE):
            click_tab(self.window, names[turn % len(names)])
        self.window.document.select({FIRST + turn % 2})


def resident() -> int:
    """Return the bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def threads() -> set[str]:
    """Return the threads of this process as the system numbers them, those of Qt and PyTorch among them."""
    return {task.name for task in Path("/proc/self/task").iterdir()}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Show the window with the spiral, a layer open and one step trained, so that every thread that stays is there."""
    monkeypatch.setattr("gui.questions.ask", lambda *_: QMessageBox.StandardButton.Discard)
    window = open_window(qtbot, tmp_path)
    document = window.document
    document.open(read_project(EXAMPLES / "spiral.loom"), None)
    document.set_config(replace(document.config, endless=True), "endless")
    with document.edit("a larger layer") as graph:
        graph.set(FIRST, "units", UNITS)
    window.show_canvas()
    document.select({SECOND})
    QTest.keyClick(window.canvas, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: window.canvas.canvas.unfolding.is_open(SECOND))
    for steps, name in enumerate(BELOW, 1):  # what a view needs once is there before anything is measured
        click_tab(window, name)
        document.training.step()
        qtbot.waitUntil(lambda steps=steps: document.run.step_count == steps and document.run.turns.resting)  # type: ignore[misc]  # mypy knows no type of a default
    return window


def test_two_minutes_of_training_with_live_plots(qtbot: QtBot, window: MainWindow) -> None:
    run = window.document.run
    trainers = {str(thread.native_id) for thread in threading.enumerate() if thread.name == "trainer"}
    before = threads() - trainers
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    soak = Soak(window)
    qtbot.waitUntil(lambda: len(soak.samples) >= SECONDS, timeout=1_500 * SECONDS)
    soak.stop()
    assert run.running
    assert {*BELOW, *BESIDE, "region", "palette"} <= soak.shown
    assert soak.looks > SECONDS / 2
    early, late = soak.samples[WARM_UP : WARM_UP + 10], soak.samples[-10:]
    assert median(s.memory for s in late) - median(s.memory for s in early) < LIMIT
    assert min(s.references for s in late) > early[0].references - TOLERANCE
    window.close()
    QApplication.processEvents()
    assert threads() <= before
