"""Files of samples to take into a document, and a way to wait for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document

ROWS = 40


def write_table(path: Path, rows: int = ROWS) -> Path:
    """Write a table of two numbers, a colour and a class that follows from the numbers."""
    numbers = np.random.default_rng(3).normal(size=(rows, 2))
    lines = ["width,height,colour,kind"]
    for number, (width, height) in enumerate(numbers):
        lines.append(f"{width:.3f},{height:.3f},{('red', 'blue')[number % 2]},{('cat', 'dog')[int(width > height)]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def wait_for_data(qtbot: QtBot, document: Document) -> None:
    """Wait until nothing is being read."""
    qtbot.waitUntil(lambda: not document.data_loading.busy, timeout=20_000)
