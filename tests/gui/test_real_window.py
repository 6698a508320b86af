"""The program on a real X screen, not only on a pretended one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "resources" / "examples" / "xor.loom"
PATIENCE = 120
"""Seconds for a busy machine to do what takes some seconds."""


@pytest.fixture
def display() -> Iterator[str]:
    """Start an X server of our own, which chooses a free number itself, and end it."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.fail("Xvfb is missing, so no real window can be opened. Install it: sudo apt-get install xvfb xauth")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="ascii") as answer:
                number = answer.readline().strip()
            assert number, f"Xvfb ended with status {process.wait()} before it had a screen"
            yield f":{number}"
        finally:
            process.terminate()


def test_the_example_opens_trains_and_closes_on_a_real_screen(display: str, user_folder: Path) -> None:
    """Open the XOR example, click Train, see it painted, press Space, close the window and discard."""
    ours = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(user_folder)}
    environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | ours
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.real_window_driver", str(EXAMPLE)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["platform"] == "xcb"
    assert result["steps"] > 20
    assert result["learned"]
    assert result["colours"] > 50
    assert result["icons"] == 0  # the style's own cannot be seen on a dark dialog
    assert "xor" in result["question"].lower() or "save" in result["question"].lower()
