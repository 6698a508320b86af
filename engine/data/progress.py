"""How something that takes long tells how far it is, and hears that it is no longer wanted."""

from __future__ import annotations

import importlib
import sys
import threading
from typing import TYPE_CHECKING, Protocol, TypeVar

from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

LOOK = 0.05
"""Seconds between two reports of work that cannot report itself."""


class Progress(Protocol):
    """Called now and then, at least every 50 ms of work."""

    def __call__(self, share: float, what: Text) -> None:
        """Hear how far it is.

        Parameters
        ----------
        share : float
            From 0 to 1.
        what : Text
            What is being done.

        Raises
        ------
        CancelledError
            If nobody waits for the result any more. Whoever reports lets it pass.
        """


def nobody(share: float, what: Text) -> None:
    """Report to nobody."""


def share_of(progress: Progress, start: float, end: float) -> Progress:
    """Return how a part of the work reports: its shares from 0 to 1 are those of the whole from `start` to `end`."""

    def part(share: float, what: Text) -> None:
        progress(start + share * (end - start), what)

    return part


def while_heard(work: Callable[[], Result], progress: Progress, share: float, what: Text) -> Result:
    """Do work that cannot report itself in a thread of its own, and report meanwhile.

    Returns what the work returns, and raises what it raises. If nobody waits for it any more, it ends unheard; it
    should be work of a second or two that changes nothing.
    """
    if progress is nobody:
        return work()
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  # it is raised again where it is waited for
            errors.append(error)

    thread = threading.Thread(target=run, name=str(what), daemon=True)
    thread.start()
    while thread.is_alive():
        progress(share, what)
        thread.join(LOOK)
    if errors:
        raise errors[0]
    return results[0]


def load_polars(progress: Progress) -> None:
    """See to it that polars is there, which takes half a second the first time."""
    if "polars" not in sys.modules:
        while_heard(_load_polars, progress, 0.0, Text("table", "Loading the reader of tables"))


def _load_polars() -> None:
    importlib.import_module("polars").select(1)  # the first question takes longest
