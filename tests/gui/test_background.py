"""Work on another thread: answered once, gone afterwards, and harmless to those who have left."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject

from gui.background import BackgroundTask

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Load:
    """Something large that a piece of work holds."""


def test_a_task_that_has_answered_is_gone_with_all_that_it_held(qtbot: QtBot) -> None:
    owner, load = QObject(), Load()
    held = weakref.ref(load)
    for _ in range(3):
        task = BackgroundTask(lambda load=load: load, owner)  # type: ignore[misc]  # bound now, not when it is called
        with qtbot.waitSignal(task.succeeded):
            task.start()
    del task, load
    qtbot.waitUntil(lambda: owner.findChildren(BackgroundTask) == [])

    def is_freed() -> bool:
        gc.collect()
        return held() is None

    qtbot.waitUntil(is_freed)


def test_what_a_task_reports_arrives_on_the_threads_of_the_window(qtbot: QtBot) -> None:
    heard: list[tuple[object, str]] = []
    task = BackgroundTask(lambda: task.report("half"))
    task.reported.connect(lambda value: heard.append((value, threading.current_thread().name)))
    with qtbot.waitSignal(task.succeeded):
        task.start()
    assert heard == [("half", threading.main_thread().name)]


def test_a_fault_is_told_and_the_task_is_gone(qtbot: QtBot) -> None:
    owner = QObject()
    task = BackgroundTask(lambda: 1 / 0, owner)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert isinstance(failed.args[0], ZeroDivisionError)
    qtbot.waitUntil(lambda: owner.findChildren(BackgroundTask) == [])


@pytest.mark.parametrize("fault", [False, True])
def test_work_that_ends_after_its_owner_has_left_harms_nobody(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fault: bool
) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(threading, "excepthook", complaints.append)
    owner, may_end = QObject(), threading.Event()

    def work() -> float:
        may_end.wait()
        task.report("late")
        return 1 / (0 if fault else 1)

    task = BackgroundTask(work, owner)
    task.start()
    shiboken6.delete(owner)
    may_end.set()
    task.wait()
    assert not shiboken6.isValid(task)
    assert complaints == []
