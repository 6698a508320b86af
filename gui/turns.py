"""The views of one look at the run, drawn one after another."""

from __future__ import annotations

import math
import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

FLOWING = 0.03
"""Seconds between two drawings of a large picture whose changes look smooth all the same."""

MOVING = 0.05
"""Seconds between two drawings of a picture that follows the run, and that nobody follows frame by frame."""

READ = 0.1
"""Seconds between two drawings of what is read: figures that change more often are a blur."""

ROOM = 0.008
"""Seconds of drawing after which a look is left as it is, so that the next one comes with the next frame."""


class Turns(QObject):
    """Gives each view a turn of the event loop of its own.

    Between two turns, what the first one changed is painted and what the person did is answered: no click has to wait
    until everything is drawn.

    While looks follow each other, a view may have a pace of its own and stay as it is for some of them. Of such views
    those that have waited longest are drawn first, at least one with each look, and others only while there is `ROOM`,
    so that no look takes much longer than the others. The last look is drawn by all views.

    Signals
    -------
    done()
        All views of this look have been drawn and painted.
    """

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_once = self._last = True
        self._waiting: deque[Callable[[], None]] = deque()
        self._late: dict[Callable[[], None], float] = {}  # how late those with a pace are
        self._begun = 0.0
        self._drawn: dict[Callable[[], None], float] = {}  # when those with a pace were drawn
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def begin(self, at_once: bool, last: bool = True) -> None:
        """Begin another look; views of the one before that are still waiting are left out, since they would be late.

        Parameters
        ----------
        at_once : bool
            Whether views are to be drawn as soon as they come, as an answer to what the person did.
        last : bool
            Whether nothing says that another look will follow: all views are to show this one.
        """
        self._at_once, self._last, self._begun = at_once, last, time.monotonic()
        self._late.clear()
        if at_once or last:
            self._drawn.clear()
        self._waiting.clear()
        self._timer.start()

    def take(self, view: Callable[[], None], every: float = 0.0) -> None:
        """Have a view drawn when its turn comes.

        Parameters
        ----------
        every : float
            Seconds that the view may stay as it is while looks follow each other; 0: it is drawn with each.
        """
        if self._at_once:
            view()
        elif self._last or not every:
            self._waiting.append(view)
        else:
            late = time.monotonic() - self._drawn.get(view, -math.inf) - every
            if late >= 0:
                self._late[view] = late

    @property
    def resting(self) -> bool:
        """Whether every view of the last look has been drawn."""
        return not self._timer.isActive()

    def end(self) -> None:
        """Leave out whatever is still waiting; what comes from now on is drawn at once."""
        self._at_once = self._last = True
        self._late.clear()
        self._waiting.clear()
        self._timer.stop()

    def _next(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        elif self._late:
            view = max(self._late, key=self._late.__getitem__)
            del self._late[view]
            self._drawn[view] = time.monotonic()
            view()
            if time.monotonic() - self._begun > ROOM:
                self._late.clear()
        else:
            self.end()
            self.done.emit()
