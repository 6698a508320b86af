"""How soon the window is on the screen, against what importing the toolkits costs by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Figure, spread

ROOT = Path(__file__).parents[2]
ROUNDS = 5
AT_MOST = 1.5
"""Times of the import within which the window should have been painted."""

TOOLKITS = """
import time
begin = time.perf_counter()
import PySide6.QtWidgets, pyqtgraph
import json
print(json.dumps({"seconds": time.perf_counter() - begin}))
"""

WINDOW = """
import time
begin = time.perf_counter()
import json, os, sys
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from gui import app, session

class Watched(session.MainWindow):
    def paintEvent(self, event):  # the first of a pass over all widgets; what is posted here comes right after it
        super().paintEvent(event)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)

    def customEvent(self, event):
        print(json.dumps({"seconds": time.perf_counter() - begin, "torch": "torch" in sys.modules}), flush=True)
        os._exit(0)

session.MainWindow = Watched
app.run(sys.argv[:1], None, "en", "light")
"""


def measure() -> list[Figure]:
    """Start both programs in turns, in interpreters of their own; the first round only warms the disk's cache."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = [(_start(TOOLKITS, folder), _start(WINDOW, folder)) for _ in range(ROUNDS + 1)][1:]
    toolkits = [float(one["seconds"]) for one, _ in rounds]
    windows = [float(other["seconds"]) for _, other in rounds]
    ratios = [window / toolkit for toolkit, window in zip(toolkits, windows, strict=True)]
    with_torch = sum(bool(other["torch"]) for _, other in rounds)
    return [
        Figure("start: import PySide6 and pyqtgraph", median(toolkits), "s", note=spread(toolkits)),
        Figure("start: the window is painted", median(windows), "s", note=spread(windows)),
        Figure("start: window / import", median(ratios), "x", at_most=AT_MOST, note=spread(ratios)),
        Figure("start: PyTorch loaded before the window was painted", with_torch, "times", at_most=0),
    ]


def _start(program: str, folder: str) -> dict[str, float]:
    """Run a program with empty folders for what a person keeps, and return what it printed."""
    own = {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result
