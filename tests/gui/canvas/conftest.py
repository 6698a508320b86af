"""A canvas on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gui.canvas.view import CanvasView
from tests.gui.canvas.hand import Hand
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def view(qtbot: QtBot, document: Document) -> Iterator[CanvasView]:
    """The document's canvas, 1000 by 600, at its own size, with its middle in the middle."""
    view = on_screen(qtbot, CanvasView(document), 1000, 600)
    view.setFocus()
    yield view
    assert view.interaction is None
    assert document.run.last is None or not document.run.running


@pytest.fixture
def hand(view: CanvasView) -> Hand:
    return Hand(view)


@pytest.fixture
def drawn(view: CanvasView, xor: Document, hand: Hand) -> Hand:
    """A hand on XOR: Input 1, Dense 2 (2 tanh), Dense 3 (1 sigmoid), Output 4 in a row, all of it in the window."""
    view.fit()
    return hand
