"""Trains for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document


def train_some(document: Document, qtbot: QtBot, steps: int = 20) -> int:
    """Train at least so many steps past the undo stack, then pause; return the step at which it stands."""
    start = document.run.step_count
    document.run.train()
    qtbot.waitUntil(lambda: document.run.step_count >= start + steps)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    return document.run.step_count


def weights(document: Document) -> dict[str, list[object]]:
    """Return the weights that are shown, by name."""
    assert document.run.last is not None
    return {name: value.tolist() for name, value in document.run.last.weights.items()}
