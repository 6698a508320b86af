"""What a person sees while PyTorch is loaded behind the window, and where it cannot be."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QProgressBar

from gui import loading
from gui.app import load_torch
from tests.gui.whole_window import open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

SENTENCE = "PyTorch cannot be loaded: libgomp is missing. Install it anew, then start Layerloom again."


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = open_window(qtbot, tmp_path, ready=False)
    yield window
    window.close()


def press_example(window: MainWindow) -> None:
    QTest.mouseClick(window.welcome.example, Qt.MouseButton.LeftButton)


def words(window: MainWindow) -> str:
    """Return all that the page in the middle says."""
    page = window.centralWidget().currentWidget()  # type: ignore[attr-defined]  # it is a stack of pages
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def bar(window: MainWindow) -> QProgressBar:
    found = window.findChild(QProgressBar, "loadingBar")
    assert found is not None
    return found


def test_who_waits_for_a_project_sees_what_is_being_loaded(window: MainWindow, qtbot: QtBot) -> None:
    press_example(window)
    assert bar(window).isVisible()
    window.document.loading.show_part("Loading PyTorch …")
    assert "Opening the example …" in words(window)
    assert "Loading PyTorch …" in words(window)
    task = load_torch(window.document)
    seen: list[str] = []
    window.document.loading.changed.connect(lambda: seen.append(window.document.loading.part))
    task.start()
    qtbot.waitUntil(lambda: len(window.document.graph.nodes) == 4, timeout=60_000)
    assert seen == [*loading.parts().values(), ""]
    assert bar(window).isHidden()  # also where a question has to be answered before the project is there


def test_nobody_looks_into_the_source_of_pytorch_while_it_is_loaded_nor_for_garbage_in_it() -> None:
    """PySide looks into each module that is imported, for a third of the time; Python remembers every line of it.

    To look for garbage among all that was loaded would stop the window for a tenth of a second.
    """
    program = (
        "import builtins, gc, linecache, PySide6.QtWidgets, pyqtgraph\n"
        "watched = builtins.__import__\n"
        "from gui import loading\n"
        "loading.prepare()\n"
        "looks = []\n"
        "gc.collect()\n"
        "gc.callbacks.append(lambda *look: looks.append(look))\n"
        "loading.load(loading.parts(), print)\n"
        "assert gc.isenabled() and not looks\n"
        "assert builtins.__import__ is watched\n"
        "print([name for name in linecache.cache if 'torch' in name])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def fail(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Try to load a PyTorch that is broken."""

    def broken(_names: object, _report: object) -> None:
        raise ImportError("libgomp is missing")

    monkeypatch.setattr(loading, "load", broken)
    task = load_torch(window.document)
    with qtbot.waitSignal(task.failed):
        task.start()


def test_where_pytorch_cannot_be_loaded_the_waiting_page_says_so_and_stays_true(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_example(window)
    fail(window, qtbot, monkeypatch)
    assert SENTENCE in words(window)
    assert "Opening" not in words(window)
    assert not bar(window).isVisible()
    window.actions_by_id["welcome"].trigger()
    press_example(window)
    assert SENTENCE in words(window)


def test_an_order_given_where_pytorch_cannot_be_loaded_is_refused_with_the_reason(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(window, qtbot, monkeypatch)
    window.statusBar().clearMessage()
    window.actions_by_id["train"].trigger()
    assert window.statusBar().currentMessage() == f"Training cannot start: {SENTENCE}"
    assert window.document.obstacle is not None


def test_saving_where_pytorch_cannot_be_loaded_says_why_it_cannot(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    fail(window, qtbot, monkeypatch)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert told == [SENTENCE]
