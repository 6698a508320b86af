"""The first page offers every example, by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.files import EXAMPLES
from gui.lessons import lessons
from gui.welcome import WelcomePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_every_example_can_be_chosen_from_the_first_page_or_in_a_lesson(qtbot: QtBot) -> None:
    page = WelcomePage()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    chosen: list[str] = []
    page.example_chosen.connect(chosen.append)
    for button in (page.example, *page.more.values()):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen[0] == "xor"
    assert len(chosen) == len(set(chosen)) == 1 + len(page.more)
    in_lessons = {lesson.example for lesson in lessons()}
    assert {*chosen, *in_lessons} == {path.stem for path in EXAMPLES.glob("*.loom")}


def test_the_lessons_can_be_chosen_from_the_first_page(qtbot: QtBot) -> None:
    page = WelcomePage()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    with qtbot.waitSignal(page.lessons_chosen):
        QTest.mouseClick(page.lessons, Qt.MouseButton.LeftButton)


def test_the_first_page_says_that_data_can_be_dropped_too(qtbot: QtBot) -> None:
    page = WelcomePage()
    qtbot.addWidget(page)
    assert "drop" in page.browse.description()
    assert "CSV" in page.browse.description()
