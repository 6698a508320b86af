"""How something that takes long tells how far it is, and hears that it is no longer wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from engine.text import Text


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
