"""What a person has of a training meanwhile: a bar at a terminal, elsewhere a line now and then; and Ctrl+C."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.cli.speaking import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from engine.data.progress import Progress as Reports
    from engine.text import Text
    from engine.training.loop import Loop

REDRAW = 0.1
"""Seconds between two pictures of the bar."""
EVERY = 5.0
"""Seconds between two lines where there is no terminal, as in the log of a batch job."""


class Interrupt:
    """Notes Ctrl+C, so that a step is never cut in half; a second one ends the process at once."""

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Interrupt:
        self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def progress(loop: Loop) -> Iterator[Callable[[], None]]:
    """Show how far it is, by a bar on a terminal; yields what to call after each step."""
    if not sys.stderr.isatty():
        yield _lines(loop)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    count = TextColumn("epoch {task.completed:,} of {task.total:,}   last batch: loss {task.fields[loss]:.6g}")
    # Drawn from here and not by a thread of rich's own, which would take the interpreter from the training.
    bar = Progress(count, BarColumn(), TimeRemainingColumn(), console=Console(stderr=True), auto_refresh=False)
    task = bar.add_task("", total=loop.config.epochs, completed=loop.epoch, loss=loop.batch_loss)
    due = 0.0

    def draw() -> None:
        bar.update(task, completed=loop.epoch, loss=loop.batch_loss, refresh=True)

    def tick() -> None:
        nonlocal due
        if time.monotonic() >= due:
            draw()
            due = time.monotonic() + REDRAW

    with bar:
        yield tick
        draw()


def _lines(loop: Loop) -> Callable[[], None]:
    """Return what writes a line if the last one was a while ago."""
    due = time.monotonic() + EVERY

    def tick() -> None:
        nonlocal due
        if time.monotonic() >= due:
            complain(f"epoch {loop.epoch:,} of {loop.config.epochs:,}, last batch: loss {loop.batch_loss:.6g}")
            due = time.monotonic() + EVERY

    return tick


@contextmanager
def reading() -> Iterator[Reports]:
    """Show on a terminal how far the reading of files is; yields what to report to."""
    if not sys.stderr.isatty():
        yield lambda share, what: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    task = bar.add_task("", total=1.0)
    due = 0.0

    def report(share: float, what: Text) -> None:
        nonlocal due
        if time.monotonic() >= due:
            bar.update(task, completed=share, description=str(what), refresh=True)
            due = time.monotonic() + REDRAW

    with bar:
        yield report
