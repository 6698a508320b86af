"""What the app keeps in memory while nothing happens, against a process that has imported its toolkits."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Figure, spread

ROOT = Path(__file__).parents[2]
ROUNDS = 3
AT_MOST = 1.3
"""Times of the toolkits' memory within which the idle app should stay."""

SAY = """
import json, os, sys
def say():
    lines = dict(line.split(":") for line in open("/proc/self/status"))
    print(json.dumps(int(lines["VmRSS"].split()[0]) / 1024), flush=True)
    os._exit(0)
"""

TOOLKITS = "import PySide6.QtWidgets, pyqtgraph, torch" + SAY + "say()"

IDLE = f"""{SAY}
from pathlib import Path
from PySide6.QtCore import QTimer
from gui import app, session

class Watched(session.MainWindow):
    def _furnish(self, *others):
        super()._furnish(*others)
        self.files.opened.connect(lambda _: QTimer.singleShot(2000, say))  # all is painted then, and nothing goes on

session.MainWindow = Watched
app.run(sys.argv[:1], Path("resources/examples/xor.loom"), "en", "light")
"""


def measure() -> list[Figure]:
    """Start both programs in turns, in interpreters of their own; Linux tells how much of each is in memory."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = [(_start(TOOLKITS, folder), _start(IDLE, folder)) for _ in range(ROUNDS)]
    toolkits, idle = ([row[index] for row in rounds] for index in (0, 1))
    ratios = [app / bare for bare, app in rounds]
    return [
        Figure("memory: PySide6, pyqtgraph and PyTorch imported", median(toolkits), "MB", note=spread(toolkits)),
        Figure("memory: the app with the XOR example, idle", median(idle), "MB", note=spread(idle)),
        Figure("memory: idle app / imports", median(ratios), "x", at_most=AT_MOST, note=spread(ratios)),
    ]


def _start(program: str, folder: str) -> float:
    """Run a program with empty folders for what a person keeps, and return its megabytes."""
    own = {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return float(done.stdout.splitlines()[-1])
