"""Faults that nobody foresaw: each is complaints, from whichever thread, but not with every frame."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from gui import faults
from gui.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def heard(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    heard = Faults()
    heard.install()
    yield heard
    heard.deleteLater()


def fail(faults: Faults, word: str = "twist") -> None:
    try:
        raise ValueError(word)
    except ValueError as error:
        faults.report(type(error), error, error.__traceback__)


def test_a_fault_that_comes_with_every_frame_opens_one_dialog(heard: Faults, complaints: list[str]) -> None:
    for _ in range(5):
        fail(heard)
    assert len(complaints) == 1
    assert "twist" in complaints[0]


def test_the_same_fault_is_shown_again_once_it_was_quiet(
    heard: Faults, complaints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(heard)
    monkeypatch.setattr(faults, "QUIET", 0.0)
    fail(heard)
    assert len(complaints) == 2


def test_a_fault_while_the_dialog_is_open_opens_no_other_one(
    heard: Faults, complaints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_meanwhile(box: QMessageBox) -> int:
        complaints.append(box.text())
        heard.report(KeyError, KeyError("other"), None)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", fails_meanwhile)
    fail(heard)
    assert len(complaints) == 1


def test_a_fault_on_another_thread_is_shown_by_the_window(heard: Faults, complaints: list[str], qtbot: QtBot) -> None:
    def work() -> None:
        raise OSError("no more air")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert complaints == []
    qtbot.waitUntil(lambda: len(complaints) == 1)
    assert "no more air" in complaints[0]


def test_an_interrupt_from_the_terminal_ends_the_program_each_time(
    heard: Faults, complaints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[int] = []
    monkeypatch.setattr(QApplication, "exit", ends.append)
    for _ in range(2):
        heard.report(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ends == [130, 130]
    assert complaints == []


def test_the_sentence_claims_nothing_about_the_work(heard: Faults, complaints: list[str]) -> None:
    fail(heard)
    assert "Save your work under a new name" in complaints[0]
    assert "still here" not in complaints[0]
