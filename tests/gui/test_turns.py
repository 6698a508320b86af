"""Views that take long still get their turn, and training goes on behind them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread

from gui.pacing import FRAME
from gui.turns import Turns

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


def test_views_with_a_pace_of_their_own_take_turns_while_looks_follow_each_other(qtbot: QtBot) -> None:
    turns, drawn = Turns(), [0] * 4
    views = [partial(count_up, drawn, place) for place in range(4)]
    for number in range(1, 13):
        look(turns, views, qtbot, last=False)
        assert drawn[0] == number
        assert sum(drawn[1:]) <= number  # one of them with each look, so that none takes long
    assert min(drawn[1:]) >= 3  # and none waits for ever


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
    look(turns, views, qtbot, last=True)
    assert [count - before for count, before in zip(drawn, (1, 1, 0, 0), strict=True)] == [1, 1, 1, 1]
    turns.begin(at_once=True)
    for view in views:
        turns.take(view, 1000.0)
    assert drawn == [3, 3, 2, 2]


def count_up(drawn: list[int], place: int) -> None:
    """Take note that a view was drawn."""
    drawn[place] += 1
