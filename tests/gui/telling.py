"""Shows the views a look at the run that a test made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.training.snapshot import Snapshot
    from gui.document import Document


def tell(document: Document, snapshot: Snapshot) -> None:
    """Have every view draw a snapshot at once, even if it was still busy with another one."""
    run = document.run
    run.last = snapshot
    run.turns.begin(at_once=True)
    run.snapshot_taken.emit(snapshot)
