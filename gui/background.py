"""The one place where the window puts work on another thread: loading PyTorch, writing the autosave."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class BackgroundTask(QObject):
    """Does `work` on a thread of its own and answers on the window's thread.

    Signals
    -------
    succeeded(result), failed(Exception)
    """

    succeeded = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._ended.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._do, name="background", daemon=True)

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

    def _do(self) -> None:
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001  # whoever started the task is told
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _answer(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(error)
