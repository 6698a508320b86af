"""Views that take long still get their turn, and training goes on behind them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread

from gui.pacing import FRAME
from gui.turns import ROOM, Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytestqt.qtbot import QtBot

    from gui.document import Document

VIEWS = 8


def test_views_that_take_longer_than_a_frame_are_all_drawn_and_do_not_stop_training(
    xor: Document, qtbot: QtBot
) -> None:
    drawn = [0] * VIEWS

    def draw(place: int) -> None:
        QThread.msleep(2 * FRAME // VIEWS)  # as painting does, which leaves the interpreter to others
        drawn[place] += 1

    def on_snapshot() -> None:
        for place in range(VIEWS):
            xor.run.turns.take(lambda place=place: draw(place))  # type: ignore[misc]  # a default binds the place

    xor.run.snapshot_taken.connect(on_snapshot)
    xor.run.train()
    qtbot.waitUntil(lambda: min(drawn) >= 5 and xor.run.step_count > 50, timeout=20_000)
    xor.run.pause()
    qtbot.waitUntil(lambda: not xor.run.running and xor.run.turns.resting)
    assert max(drawn) - min(drawn) <= 1  # one look may have been drawn at once, as an answer


def look(turns: Turns, views: Sequence[Callable[[], None]], qtbot: QtBot, *, last: bool) -> None:
    """Have a look drawn by one view without a pace of its own, the first, and by others with one."""
    turns.begin(at_once=False, last=last)
    turns.take(views[0])
    for view in views[1:]:
        turns.take(view, 0.001)
    qtbot.waitUntil(lambda: turns.resting)


class Clock:
    """A clock that only drawing moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr("gui.turns.time.monotonic", lambda: self.now)

    def draw(self, drawn: list[int], place: int, took: float) -> None:
        """Draw for some seconds."""
        self.now += took
        drawn[place] += 1


@pytest.mark.parametrize(("took", "at_the_most"), [(2 * ROOM, 1), (0.4 * ROOM, 2), (0.001 * ROOM, 3)])
def test_views_with_a_pace_of_their_own_take_turns_where_there_is_no_room_for_all(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, took: float, at_the_most: int
) -> None:
    turns, drawn, clock = Turns(), [0] * 4, Clock(monkeypatch)
    views = [partial(clock.draw, drawn, place, took) for place in range(4)]
    for number in range(1, 13):
        clock.now += 0.1
        look(turns, views, qtbot, last=False)
        assert drawn[0] == number
        assert sum(drawn[1:]) == at_the_most * number
    assert min(drawn[1:]) == 4 * at_the_most  # and none waits for ever


def test_a_view_stays_as_it_is_until_its_time_has_come(qtbot: QtBot) -> None:
    turns, drawn = Turns(), [0, 0]
    views = [partial(count_up, drawn, place) for place in range(2)]
    for _ in range(5):
        turns.begin(at_once=False, last=False)
        turns.take(views[0])
        turns.take(views[1], 1000.0)
        qtbot.waitUntil(lambda: turns.resting)
    assert drawn == [5, 1]


def test_the_last_look_and_an_answer_to_what_the_person_did_are_drawn_by_all_views(qtbot: QtBot) -> None:
    turns, drawn = Turns(), [0] * 4
    views = [partial(count_up, drawn, place) for place in range(4)]
    look(turns, views, qtbot, last=False)
    before = list(drawn)
    look(turns, views, qtbot, last=True)
    assert drawn == [count + 1 for count in before]
    turns.begin(at_once=True)
    for view in views:
        turns.take(view, 1000.0)
    assert drawn == [count + 2 for count in before]


def count_up(drawn: list[int], place: int) -> None:
    """Take note that a view was drawn."""
    drawn[place] += 1
