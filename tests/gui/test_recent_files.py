"""The list of recent files can be emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from gui.settings import Settings
from tests.gui.whole_window import open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_recent_files_can_be_forgotten_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "a.loom"
    file.touch()
    Settings(tmp_path / "settings.ini").add_recent(file)
    window = open_window(qtbot, tmp_path)
    (recent,) = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "Open &recent"]
    assert [action.text() for action in recent.actions() if not action.isSeparator()] == [str(file), "&Clear this list"]
    recent.actions()[-1].trigger()
    assert not recent.isEnabled()
    assert recent.actions() == []
    assert Settings(tmp_path / "settings.ini").recent == []
    window.close()
