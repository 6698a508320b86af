"""The lessons in the whole window, with mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QScrollArea, QTabBar, QWidget

from engine.graph import Ends
from gui.docks import BELOW
from gui.lessons import lessons, read_text
from gui.mime import MIME_KIND
from gui.session import Session
from gui.settings import Settings
from gui.theme import THEME
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.panels.lessons import LessonsPanel

Left = Qt.MouseButton.LeftButton
Answer = QMessageBox.StandardButton
XOR = 7


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """The answer to the next questions; the last one counts for all that follow."""
    given = [Answer.Discard]
    monkeypatch.setattr("gui.questions.ask", lambda *_: given[-1])
    return given


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, answers: list[Answer]) -> Iterator[MainWindow]:
    window = open_window(qtbot, tmp_path)
    window.resize(1280, 720)
    yield window
    answers.append(Answer.Discard)
    window.close()


def panel_of(window: MainWindow) -> LessonsPanel:
    return window.docks.lessons


def click(widget: QWidget) -> None:
    """Click a widget, after the panel is scrolled to it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(widget)
    QApplication.processEvents()
    QTest.mouseClick(widget, Left)


def click_lesson(window: MainWindow, place: int) -> None:
    """Open a lesson by a click on its row."""
    panel = panel_of(window)
    item = panel.list.item(place)
    panel.list.scrollToItem(item)
    QTest.mouseClick(panel.list.viewport(), Left, pos=panel.list.visualItemRect(item).center())


def drop_on_wire(window: MainWindow, kind: str, ends: Ends) -> None:
    """Drop a layer from the palette on the middle of a wire."""
    view = window.canvas
    edge = view.canvas.edges[ends]
    place = view.mapFromScene((edge.start + edge.end) * 0.5)
    mime = QMimeData()
    mime.setData(MIME_KIND, kind.encode())
    copy, plain = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(place, copy, mime, Left, plain),
        QDragMoveEvent(place, copy, mime, Left, plain),
        QDropEvent(QPointF(place), copy, mime, Left, plain),
    ):
        QApplication.sendEvent(view.viewport(), event)


def fits(label: QLabel) -> bool:
    """Tell whether a label that wraps shows all of its words."""
    return label.heightForWidth(label.width()) <= label.height()


def states(panel: LessonsPanel) -> list[str]:
    return [row.state.text() for row in panel.rows]


def test_another_example_that_a_lesson_names_is_opened_from_its_text(window: MainWindow) -> None:
    panel, document = panel_of(window), window.document
    QTest.mouseClick(window.welcome.lessons, Left)
    click_lesson(window, 0)
    panel._reason.setFocus()
    QTest.keyClick(panel._reason, Qt.Key.Key_Tab)  # to the link
    QTest.keyClick(panel._reason, Qt.Key.Key_Return)
    assert document.dataset.n_columns == 4
    assert states(panel)[0] == "To do"  # it is not the lesson's own


def test_the_lesson_on_xor_from_its_first_to_its_last_step(window: MainWindow, qtbot: QtBot) -> None:
    panel, document = panel_of(window), window.document
    QTest.mouseClick(window.welcome.lessons, Left)
    assert not panel.visibleRegion().isEmpty()
    click_lesson(window, XOR)
    assert states(panel) == ["To do"] * 5
    click(panel.example)
    assert states(panel) == ["Done"] + ["To do"] * 4
    assert window.canvas.isVisible()

    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panel.rows[1].done, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not document.run.running)
    assert states(panel) == ["Done"] * 2 + ["To do"] * 3

    window.canvas.fit()
    QApplication.processEvents()
    drop_on_wire(window, "dense", Ends(1, 2))
    assert states(panel) == ["Done"] * 3 + ["To do"] * 2

    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panel.rows[3].done, timeout=20_000)
    assert not panel.all_done.isVisible()
    click_tab(window, "truth")
    qtbot.waitUntil(lambda: panel.rows[4].done)
    assert panel.all_done.isVisibleTo(panel)
    assert window.settings.finished_lessons == {lessons()[XOR].id}
    click(panel.back)
    assert "Done" in panel.list.item(XOR).text()
    assert "Done" not in panel.list.item(0).text()


def test_the_help_menu_brings_the_lessons_to_the_front(window: MainWindow) -> None:
    assert panel_of(window).visibleRegion().isEmpty()
    window.actions_by_id["lessons"].trigger()
    assert not panel_of(window).visibleRegion().isEmpty()


def test_a_lesson_is_opened_read_and_left_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    panel = panel_of(window)
    window.actions_by_id["lessons"].trigger()
    qtbot.waitUntil(panel.list.hasFocus)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.progress.lesson == lessons()[1]
    assert panel.example.hasFocus()
    QTest.keyClick(panel.example, Qt.Key.Key_Space)
    assert panel.rows[0].done
    panel.back.setFocus()
    QTest.keyClick(panel.back, Qt.Key.Key_Space)
    assert panel.progress.lesson is None
    assert panel.list.hasFocus()
    assert panel.list.currentRow() == 1


def test_each_lesson_leads_to_the_next(window: MainWindow) -> None:
    panel = panel_of(window)
    window.actions_by_id["lessons"].trigger()
    click_lesson(window, 0)
    for lesson in lessons()[1:]:
        assert panel.next.isVisibleTo(panel)
        click(panel.next)
        assert panel.progress.lesson == lesson
    assert not panel.next.isVisibleTo(panel)


def test_the_example_asks_about_unsaved_work_first(window: MainWindow, answers: list[Answer]) -> None:
    panel = panel_of(window)
    with window.document.edit("draw") as graph:
        graph.add("dense", (0, 0))
    window.actions_by_id["lessons"].trigger()
    click_lesson(window, 0)
    answers.append(Answer.Cancel)
    click(panel.example)
    assert len(window.document.graph.nodes) == 1
    assert not panel.rows[0].done
    answers.append(Answer.Discard)
    window.files.open_example("spiral")
    assert not panel.rows[0].done, "another project than the one that was refused"
    click(panel.example)
    assert panel.rows[0].done


def test_whether_a_step_is_done_can_be_told_without_colour(window: MainWindow) -> None:
    panel = panel_of(window)
    window.actions_by_id["lessons"].trigger()
    click_lesson(window, 0)
    click(panel.example)
    done, open_ = panel.rows[0], panel.rows[1]
    assert (done.state.text(), open_.state.text()) == ("Done", "To do")
    assert done.text.accessibleName().startswith("Done: ")
    pictures = [row._icon.pixmap().toImage() for row in (done, open_)]
    pictures = [picture.convertToFormat(QImage.Format.Format_Alpha8) for picture in pictures]
    assert pictures[0] != pictures[1], "the shapes differ, whatever their colours"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_words_of_a_lesson_stand_out_from_the_ground(window: MainWindow, theme: str) -> None:
    panel = panel_of(window)
    window.actions_by_id["lessons"].trigger()
    click_lesson(window, 0)
    THEME.use(theme)
    try:
        palette = panel._reason.palette()
        text, ground = palette.text().color().lightnessF(), palette.base().color().lightnessF()
        assert abs(text - ground) > 0.5
    finally:
        THEME.use("light")


def test_an_open_lesson_takes_on_the_other_theme(window: MainWindow) -> None:
    panel = panel_of(window)
    window.actions_by_id["lessons"].trigger()
    click_lesson(window, 0)
    THEME.use("light")
    try:
        THEME.use("dark")
        QApplication.processEvents()
        picture = panel._introduction.grab().toImage()
        assert picture.pixelColor(picture.width() - 2, 1) == THEME.tokens.window
    finally:
        THEME.use("light")


def test_a_lesson_that_is_opened_again_says_that_it_was_done(window: MainWindow) -> None:
    panel = panel_of(window)
    panel.show_finished({lessons()[0].id})
    window.actions_by_id["lessons"].trigger()
    click_lesson(window, 0)
    assert panel.done_before.isVisible()
    click(panel.back)
    click_lesson(window, 1)
    assert not panel.done_before.isVisible()


def test_the_way_back_stays_in_sight(window: MainWindow) -> None:
    panel = panel_of(window)
    window.actions_by_id["lessons"].trigger()
    click_lesson(window, XOR)
    bar = panel._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert not panel.back.visibleRegion().isEmpty()
    QTest.mouseClick(panel.back, Left)
    assert panel.list.isVisible()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_beside_a_lesson_all_tabs_below_the_canvas_show_their_names(
    qtbot: QtBot, session_in: Callable[[str], Session], language: str
) -> None:
    session = session_in(language)
    window = session.window
    THEME.use("light")
    with qtbot.waitExposed(window):
        window.show()
    window.furnish()
    window.document.torch_is_ready()
    window.resize(1280, 720)
    window.docks.show_lessons()
    click_lesson(window, 0)
    window._open_lesson_example(lessons()[0].example)
    window.docks._show_problem_count(1, 1)
    QApplication.processEvents()
    title = window.docks.by_name["loss"].windowTitle()
    (tabs,) = [bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.tabText(0) == title]
    assert tabs.count() == len(BELOW)
    for place in range(tabs.count()):
        words = tabs.fontMetrics().horizontalAdvance(tabs.tabText(place))
        assert tabs.tabRect(place).width() >= words + 6, tabs.tabText(place)


@pytest.fixture
def session_in(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[str], Session]]:
    """Return what begins a session in a language; afterwards it is over, and the language that of the tests again."""
    locale, sessions = QLocale(), []

    def begin(language: str) -> Session:
        sessions.append(Session(qapp, Settings(tmp_path / "settings.ini"), language))
        return sessions[-1]

    yield begin
    for session in sessions:
        session.end()
    QLocale.setDefault(locale)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_lesson_cuts_off_its_words_at_1280_by_720(
    qtbot: QtBot, session_in: Callable[[str], Session], answers: list[Answer], language: str
) -> None:
    window = session_in(language).window
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish()
    window.docks.show_lessons()
    panel = panel_of(window)
    for lesson in lessons():
        panel.open(lesson)
        QApplication.processEvents()
        text = read_text(lesson.id, language)
        assert panel._title.text() == text.title
        assert panel.width() >= 280
        for prose in (panel._introduction, panel._reason):
            assert prose.document().size().height() <= prose.height()
            assert prose.document().idealWidth() <= prose.viewport().width()
        assert all(step in row.text.text() for row, step in zip(panel.rows, text.steps, strict=True))
        labels = [row.text for row in panel.rows]
        qtbot.waitUntil(lambda labels=labels: all(fits(label) for label in labels))  # type: ignore[misc]  # a default
    assert window.welcome.width() > 560


def test_the_lesson_under_way_goes_on_in_another_language(
    qtbot: QtBot, session_in: Callable[[str], Session], answers: list[Answer]
) -> None:
    session = session_in("en")
    with qtbot.waitExposed(session.window):
        session.window.show()
    session.window.furnish()
    session.window.document.torch_is_ready()
    session.window.docks.show_lessons()
    click_lesson(session.window, 0)
    click(panel_of(session.window).example)
    old = session.window
    session.speak("ko")
    qtbot.waitUntil(lambda: session.window is not old)
    panel = panel_of(session.window)
    assert panel.progress.lesson == lessons()[0]
    assert [row.done for row in panel.rows] == [True, False, False, False, False]
    assert panel._title.text() == "뉴런 하나"
    session.window.document.select({2})
    assert panel.rows[1].done
