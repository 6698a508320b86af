"""Korean: every sentence is translated, the files are those of the source, and the window has room for the words."""

from __future__ import annotations

import ast
import re
import runpy
import shutil
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)

from gui.languages import spoken
from gui.main_window import MainWindow
from gui.settings import Settings
from tests.architecture.sources import ROOT
from tests.gui.conftest import draw_xor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Words = tuple[str, str]

tool = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "translations.py")))
CATALOGUE: Path = tool.CATALOGUE
LOOK_UP = {ROOT / "engine" / "text.py", ROOT / "gui" / "i18n.py"}
"""The two files that pass on what others wrote as literals."""
HANGUL = re.compile("[가-힣]")
MNEMONIC = re.compile("&(.)")
DOCKS = (
    "palette",
    "lessons",
    "region",
    "loss",
    "accuracy",
    "weights",
    "activations",
    "calculation",
    "gradients",
    "truth",
    "runs",
    "problems",
    "inspector",
    "data",
    "training",
)


class Message(NamedTuple):
    """One entry of the catalogue."""

    english: str
    korean: str
    finished: bool

    @property
    def holes(self) -> tuple[list[str], list[str]]:
        """What is filled in, in both languages."""
        english, korean = (sorted(re.findall(r"\{[^}]*\}", text)) for text in (self.english, self.korean))
        return english, korean


def messages(catalogue: Path) -> dict[Words, Message]:
    found: dict[Words, Message] = {}
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for entry in context.iter("message"):
            english, korean = entry.findtext("source", ""), entry.find("translation")
            assert korean is not None
            message = Message(english, korean.text or "", korean.get("type") is None)
            found[context.findtext("name", ""), english] = message
    return found


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every place where a sentence for the screen is written, and how."""
    for path in tool.sources():
        if path not in LOOK_UP:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Text", "translate"):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def literals(call: ast.Call) -> Words | None:
    values = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    if len(values) != len(call.args) or call.keywords:
        return None
    match values:
        case [str(context), str(text)]:
            return context, text
    return None


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, korean: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr("gui.questions.ask", lambda *_: QMessageBox.StandardButton.Discard)
    window = MainWindow(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish()
    window.document.torch_is_ready()
    yield window
    window.close()


# -- the catalogue --


def test_every_sentence_is_written_so_that_the_translation_tool_can_read_it() -> None:
    assert [place for place, call in calls() if literals(call) is None] == []


def test_the_catalogue_holds_every_sentence_of_the_source_and_no_other() -> None:
    written = {words for _, call in calls() if (words := literals(call))}
    assert len(written) > 500
    assert set(messages(CATALOGUE)) == written, "run: make translations"


def test_the_tool_finds_nothing_new_or_gone_in_the_source(tmp_path: Path) -> None:
    fresh = tmp_path / CATALOGUE.name
    shutil.copy(CATALOGUE, fresh)
    tool.update(fresh)
    assert messages(fresh) == messages(CATALOGUE), "run: make translations"


def test_every_sentence_is_translated() -> None:
    entries = messages(CATALOGUE).values()
    assert [entry.english for entry in entries if not entry.finished or not entry.korean.strip()] == []
    sentences = [entry for entry in entries if re.search(r"[a-z]{3}[^{}]*\.$", entry.english)]
    assert len(sentences) > 200
    assert [entry.korean for entry in sentences if not HANGUL.search(entry.korean)] == []


def test_the_same_values_are_filled_into_both_languages() -> None:
    entries = messages(CATALOGUE).values()
    assert [entry for entry in entries if entry.holes[0] != entry.holes[1]] == []


def test_what_qt_reads_was_made_from_the_catalogue(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    tool.release(CATALOGUE, fresh)
    assert CATALOGUE.with_suffix(".qm").read_bytes() == fresh.read_bytes(), "run: make translations"


# -- the choice of the language --


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["ko-Kore-KR", "ko-KR", "ko", "en-US"], "ko"),
        (["en-Latn-US", "en-US", "en", "ko-KR"], "en"),
        (["de-DE", "de", "ko-KR"], "ko"),
        (["fr-FR"], "en"),
        (["C"], "en"),
    ],
)
def test_a_person_is_addressed_in_the_first_known_language_of_the_system(wanted: list[str], language: str) -> None:
    assert spoken(wanted) == language


def test_the_buttons_of_qt_speak_korean_too(qtbot: QtBot, korean: None) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(box)
    assert {button.text() for button in box.buttons()} == {"취소", "저장"}


def test_numbers_keep_their_decimal_point(korean: None) -> None:
    assert QLocale().toString(0.5) == "0.5"


# -- the window --


def test_the_window_speaks_korean(window: MainWindow) -> None:
    titles = {name: dock.windowTitle() for name, dock in window.docks.by_name.items()}
    assert (titles["loss"], titles["weights"], titles["region"]) == ("손실", "가중치", "결정 영역")
    assert window.actions_by_id["save"].text() == "저장(&S)"
    assert window.actions_by_id["train"].iconText() == "학습"
    groups = [window.docks.palette.tree.topLevelItem(row) for row in range(3)]
    assert [group.text(0) for group in groups if group is not None] == ["데이터", "층", "활성화 함수"]


def test_undo_names_what_it_takes_back_in_the_order_of_the_language(window: MainWindow) -> None:
    with window.document.edit("이동") as graph:
        graph.add("dense", (0, 0))
    edit = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "편집(&E)")
    assert edit.actions()[0].text() == "이동 실행 취소"


def test_every_letter_opens_one_thing_in_each_menu(window: MainWindow) -> None:
    menus: list[QWidget] = [window.menuBar(), *window.menuBar().findChildren(QMenu)]
    for menu in menus:
        letters = Counter(MNEMONIC.findall(" ".join(action.text() for action in menu.actions())))
        assert [letter for letter, times in letters.items() if times > 1] == []


def is_cut(widget: QWidget) -> bool:
    """Tell whether a widget shows less than all of its words."""
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height()
        return widget.sizeHint().width() > widget.width()
    if isinstance(widget, QTabBar):
        needed = [widget.fontMetrics().horizontalAdvance(widget.tabText(tab)) for tab in range(widget.count())]
        return any(width > widget.tabRect(tab).width() for tab, width in enumerate(needed))
    if isinstance(widget, QComboBox):
        arrow = widget.height()
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) + arrow > widget.width()
    return widget.sizeHint().width() > widget.width()


def test_no_word_is_cut_off_at_1280_by_720(window: MainWindow) -> None:
    draw_xor(window.document)
    window.show_canvas()
    window.document.select({2})
    kinds: tuple[type[QWidget], ...] = (QLabel, QTabBar, QComboBox, QCheckBox, QAbstractButton)
    seen: set[QWidget] = set()
    for name in DOCKS:
        window.docks.by_name[name].raise_()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.processEvents()
        there = [widget for widget in window.findChildren(QWidget) if isinstance(widget, kinds) and widget.isVisible()]
        shown = [widget for widget in there if not widget.visibleRegion().isEmpty()]  # not behind another dock's tab
        cut = [widget for widget in shown if is_cut(widget)]
        assert [(name, type(widget).__name__, getattr(widget, "text", str)(), widget.size()) for widget in cut] == []
        seen.update(shown)
    assert len(seen) > 40
    tree = window.docks.palette.tree
    assert tree.sizeHintForColumn(0) <= tree.viewport().width()
