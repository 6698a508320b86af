"""The one place where the window puts work on another thread, so that it answers meanwhile."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class _Bell(QObject):
    """Carries news to the window's thread. It belongs to no widget, so that whoever works can always ring it.

    It is let go of on the window's thread alone: Qt may be about to deliver what it was rung for.
    """

    reported = Signal(object)
    ended = Signal(object, object)
    hung: ClassVar[set[_Bell]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.hung.add(self)

    def take_down(self) -> None:
        """Let go of it, after it has rung for the last time and Qt has done with that."""
        QTimer.singleShot(0, partial(self.hung.discard, self))


class BackgroundTask(QObject):
    """Does `work` once on a thread of its own and answers on the window's thread; once it has answered, it is gone.

    Whoever has started it may go before the answer comes: then nobody is told.

    Parameters
    ----------
    work : callable
        Gives the result. It may call `report` to say how far it is.

    Signals
    -------
    reported(value), succeeded(result), failed(Exception)
    """

    reported = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        bell = _Bell()
        self.report: Callable[[object], object] = bell.reported.emit
        queued = Qt.ConnectionType.QueuedConnection
        bell.reported.connect(self.reported, queued)
        bell.ended.connect(self._answer, queued)
        bell.ended.connect(bell.take_down, queued)
        self._thread = threading.Thread(target=_do, args=(work, bell), name="background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Wait until the work is done; the answer still comes by a signal."""
        if self._thread.is_alive():
            self._thread.join()

    @property
    def busy(self) -> bool:
        """Whether the work is under way."""
        return self._thread.is_alive()

    def _answer(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(error)
        self.deleteLater()


def _do(work: Callable[[], object], bell: _Bell) -> None:
    try:
        result = work()
    except Exception as error:  # noqa: BLE001  # whoever started the task is told
        bell.ended.emit(None, error)
    else:
        bell.ended.emit(result, None)
