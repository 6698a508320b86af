"""Views that take long still get their turn, and training goes on behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QThread

from gui.run import FRAME

if TYPE_CHECKING:
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
