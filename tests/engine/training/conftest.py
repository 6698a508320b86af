"""Trainers that leave no thread behind."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.training.trainer import Trainer


@pytest.fixture
def trainers() -> Iterator[list[Trainer]]:
    """Return a list whose trainers are closed after the test; no thread may be left then."""
    made: list[Trainer] = []
    yield made
    for trainer in made:
        trainer.close()
    assert [thread for thread in threading.enumerate() if thread.name == "trainer"] == []
