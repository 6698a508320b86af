"""The first page offers every example, by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.files import EXAMPLES
from gui.welcome import WelcomePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_every_example_can_be_chosen_from_the_first_page(qtbot: QtBot) -> None:
    page = WelcomePage()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    chosen: list[str] = []
    page.example_chosen.connect(chosen.append)
    for button in (page.example, *page.more.values()):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen[0] == "xor"
    assert sorted(chosen) == sorted(path.stem for path in EXAMPLES.glob("*.loom"))
