"""The views of one look at the run, drawn one after another."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Turns(QObject):
    """Gives each view a turn of the event loop of its own.

    Between two turns, what the first one changed is painted and what the person did is answered: no click has to wait
    until everything is drawn.

    Signals
    -------
    done()
        All views of this look have been drawn and painted.
    """

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_once = True
        self._waiting: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def begin(self, at_once: bool) -> None:
        """Begin another look; views of the one before that are still waiting are left out, since they would be late.

        Parameters
        ----------
        at_once : bool
            Whether views are to be drawn as soon as they come, as an answer to what the person did.
        """
        self._at_once = at_once
        self._waiting.clear()
        self._timer.start()

    def take(self, view: Callable[[], None]) -> None:
        """Have a view drawn when its turn comes."""
        if self._at_once:
            view()
        else:
            self._waiting.append(view)

    @property
    def resting(self) -> bool:
        """Whether every view of the last look has been drawn."""
        return not self._timer.isActive()

    def end(self) -> None:
        """Leave out whatever is still waiting; what comes from now on is drawn at once."""
        self._at_once = True
        self._waiting.clear()
        self._timer.stop()

    def _next(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        else:
            self.end()
            self.done.emit()
