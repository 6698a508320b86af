"""Decoders of Parquet files by the thousand: one process loads the library, and forks for each file.

The application starts a process for each file, because a hostile one can end the process that decodes it. Loading
the library each time takes most of that process's life; here it is loaded once, and all else is the same.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.data.readers.parquet import Question

ROOT = Path(__file__).resolve().parents[2]


class Forked:
    """A decoder, as `engine.data.readers.parquet.Decoder` wants it: named by what Linux gives to no other process."""

    def __init__(self, number: int) -> None:
        try:
            self._process: int | None = os.pidfd_open(number)
        except ProcessLookupError:  # it has ended already
            self._process = None

    def wait(self, timeout: float | None = None) -> object:
        """Wait until it has ended."""
        if self._process is None:
            return None
        if not select.select([self._process], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("decoder", timeout or 0)
        os.close(self._process)
        self._process = None
        return None

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)


@contextmanager
def farm() -> Iterator[None]:
    """Let the reader of Parquet files have its decoders forked for so long."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.decoder_farm"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        questions, answers = server.stdin, server.stdout
        if questions is None or answers is None:
            raise RuntimeError("the farm has no pipes")

        def start(question: Question) -> Forked:
            questions.write(json.dumps(question) + "\n")
            questions.flush()
            return Forked(int(answers.readline()))

        with mock.patch("engine.data.readers.parquet.start_decoder", start):
            yield
        questions.close()


def serve() -> None:
    """Fork for each line of the input, and answer with the number of the process."""
    import polars  # noqa: F401  # what is loaded once

    from engine.data.readers.parquet_child import answer

    signal.signal(signal.SIGCHLD, lambda *_: _bury())
    for line in sys.stdin:
        number = os.fork()
        if not number:
            _decode(json.loads(line), answer)
        print(number, flush=True)  # noqa: T201  # its answer


def _decode(question: dict[str, Any], answer: Callable[[dict[str, Any]], None]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        answer(question)
    finally:
        os._exit(0)


def _bury() -> None:
    """Take leave of the decoders that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    serve()
