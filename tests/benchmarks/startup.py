"""How soon the window is on the screen and ready to train, against what importing the toolkits costs by itself."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from statistics import median

from tests.benchmarks.measure import ROOT, Figure, own_environment, spread

ROUNDS = 7
PAINTED_AT_MOST = 1.3
"""Times of importing PySide6 and pyqtgraph within which the window should have been painted."""

READY_AT_MOST = 1.5
"""Times of importing PyTorch within which the example should be there to be trained."""

SAY = """
import json, os, sys, time
def say():
    print(json.dumps({"at": time.monotonic(), "loaded": [n for n in ("torch", "torch._dynamo") if n in sys.modules]}))
    sys.stdout.flush()
    os._exit(0)
"""

TOOLKITS = "import PySide6.QtWidgets, pyqtgraph" + SAY + "say()"
PYTORCH = "import torch" + SAY + "say()"

WINDOW = f"""{SAY}
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from gui import app, session

class Watched(session.MainWindow):
    def paintEvent(self, event):  # the first of a pass over all widgets; what is posted here comes right after it
        super().paintEvent(event)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)

    def customEvent(self, event):
        say()

session.MainWindow = Watched
app.run(sys.argv[:1], None, "en", "light")
"""

READY = f"""{SAY}
from pathlib import Path
from gui import app, session

class Watched(session.MainWindow):
    def _furnish(self, *others):
        super()._furnish(*others)
        self.files.opened.connect(lambda _: say() if self.document.run.ready else None)

session.MainWindow = Watched
app.run(sys.argv[:1], Path("resources/examples/xor.loom"), "en", "light")
"""


def measure() -> list[Figure]:
    """Start the programs in turns, in interpreters of their own; the first round only fills the disk's caches."""
    with tempfile.TemporaryDirectory() as folder:
        programs = (TOOLKITS, WINDOW, PYTORCH, READY)
        rounds = [[_start(program, folder) for program in programs] for _ in range(ROUNDS + 1)][1:]
    toolkits, windows, torches, readies = ([seconds for seconds, _ in column] for column in zip(*rounds, strict=True))
    painted = [window / toolkit for toolkit, window in zip(toolkits, windows, strict=True)]
    ready = [able / torch for torch, able in zip(torches, readies, strict=True)]
    return [
        Figure("start: import PySide6 and pyqtgraph", median(toolkits), "s", note=spread(toolkits)),
        Figure("start: the window is painted", median(windows), "s", note=spread(windows)),
        Figure("start: window / import", median(painted), "x", at_most=PAINTED_AT_MOST, note=spread(painted)),
        Figure("start: import PyTorch", median(torches), "s", note=spread(torches)),
        Figure("start: the XOR example is ready to train", median(readies), "s", note=spread(readies)),
        Figure("start: ready / import", median(ready), "x", at_most=READY_AT_MOST, note=spread(ready)),
        _times("start: PyTorch loaded before the window was painted", "torch", [row[1] for row in rounds]),
        _times("start: PyTorch's compiler loaded before one could train", "torch._dynamo", [row[3] for row in rounds]),
    ]


def _times(title: str, module: str, starts: list[tuple[float, list[str]]]) -> Figure:
    return Figure(title, sum(module in loaded for _, loaded in starts), "times", at_most=0)


def _start(program: str, folder: str) -> tuple[float, list[str]]:
    """Run a program with empty folders for what a person keeps; return how long it took, and what it had loaded.

    Python may write down what it has compiled, as it does for everybody: what is installed has been compiled before.
    """
    environment = own_environment(folder)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program]
    begin = time.monotonic()
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    result = json.loads(done.stdout.splitlines()[-1])
    return result["at"] - begin, result["loaded"]
