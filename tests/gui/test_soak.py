"""Many frames in a row: nothing leaks, and the interpreter's shared objects keep their references."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gui.document import Document
from gui.main_window import MainWindow
from gui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

FRAMES = 300


def test_hundreds_of_frames_of_the_whole_window_lose_no_reference_to_none(qtbot: QtBot, tmp_path: Path) -> None:
    """A binding that takes one reference too many per call would end the process after some minutes."""
    document = Document()
    window = MainWindow(document, Settings(tmp_path / "settings.ini"))
    document.setParent(window)
    qtbot.addWidget(window)
    window.show()
    document.torch_is_ready()
    window.files.open_example("xor")
    snapshot = document.run.last
    assert snapshot is not None
    before = sys.getrefcount(None)
    for _ in range(FRAMES):
        document.run.snapshot_taken.emit(snapshot)
        QApplication.processEvents()
    assert sys.getrefcount(None) > before - FRAMES // 2
    window.close()
