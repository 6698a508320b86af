"""A document with the drawing that most tests begin with."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from gui.document import Document
from gui.languages import install_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow


def draw_xor(document: Document) -> dict[str, int]:
    """Draw Input, Dense 2 tanh, Dense 1 sigmoid, Output in a row; return the nodes' ids by name."""
    with document.edit("draw") as graph:
        nodes = [
            graph.add("input", (0, 0)),
            graph.add("dense", (240, 0), settings={"units": 2, "activation": "tanh"}),
            graph.add("dense", (480, 0), settings={"units": 1, "activation": "sigmoid"}),
            graph.add("output", (720, 0)),
        ]
        for source, sink in pairwise(nodes):
            graph.connect(source.id, sink.id)
    return {node.name: node.id for node in nodes}


LONGEST = "test_soak.py"
"""Takes two minutes however fast the machine is, so the other tests pass beside it when it begins first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest file; the Makefile asks pytest-xdist to keep this order."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(autouse=True)
def full_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let runs be over soon; a person's first choice is a speed at which one can watch."""
    monkeypatch.setattr("gui.settings.SPEED_LIMIT", math.inf)


@pytest.fixture(autouse=True, scope="session")
def clipboard_is_emptied(qapp: QGuiApplication) -> Iterator[None]:
    """Free what was copied while Python lives: the offscreen platform would do so after it ended, and crash."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every question with the button that gives the work up, and remember it."""
    from gui.questions import Button

    asked: list[str] = []

    def answer(_window: object, _title: str, text: str, _answers: object) -> Button:
        asked.append(text)
        return Button.Discard

    monkeypatch.setattr("gui.questions.ask", answer)
    return asked


@pytest.fixture
def complaints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Close every box with a message at once, and remember it."""
    from PySide6.QtWidgets import QMessageBox

    said: list[str] = []

    def hear(box: QMessageBox) -> int:
        said.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", hear)
    return said


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, questions: list[str]) -> Iterator[MainWindow]:
    """The whole window with PyTorch loaded; when it closes, what is not saved is given up."""
    from tests.gui.whole_window import open_window

    window = open_window(qtbot, tmp_path)
    yield window
    window.close()


@pytest.fixture
def document(qtbot: QtBot) -> Iterator[Document]:
    """An empty document whose PyTorch is loaded."""
    document = Document()
    document.torch_is_ready()
    yield document
    document.run.close()


@pytest.fixture
def xor(document: Document) -> Document:
    """The same with XOR drawn: nodes 1 to 4."""
    draw_xor(document)
    document.undo_stack.clear()
    return document


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    """Speak Korean, and English again afterwards."""
    locale = QLocale()
    translators = install_language(qapp, "ko")
    yield
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(locale)
