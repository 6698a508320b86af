"""Opening a file that holds data: what is no readable file is refused with a sentence, and so is one that changes."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

LARGEST_VALUES = 2**28
"""The most numbers that a reader gives: 1 GiB of float32."""

LARGEST_EXPANSION = 1032
"""How many bytes deflate can make of one byte, at most."""

CHUNK = 2**18
"""Bytes to read between two reports of progress; unpacking them takes a few milliseconds."""


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """Open a file for reading bytes, and see to it that it is still the same when it has been read.

    Raises
    ------
    DataError
        If it is missing, no ordinary file or not readable, or if it changed in the meantime.
    """
    try:
        check_ordinary(path)
        with path.open("rb") as file:
            before = _stamp(os.fstat(file.fileno()))
            yield file
        after = _stamp(path.stat())
    except OSError as error:
        raise cannot_open(path, error) from error
    if before != after:
        raise DataError(
            Text(
                "data",
                "{file} changed while it was being read: it had {before} bytes and now has {after}, or other contents. "
                "Read it again when nothing writes to it.",
            ).fill(file=path.name, before=before[0], after=after[0])
        )


def check_ordinary(path: Path) -> None:
    """Refuse folders, pipes and devices with `DataError`; `OSError` if there is nothing of this name."""
    if "\0" in str(path):
        raise DataError(Text("data", "A file name cannot contain the character 0. Choose another file."))
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise DataError(Text("data", "{file} is a folder and not a file. Choose a file.").fill(file=path.name or path))
    if not stat.S_ISREG(mode):
        raise DataError(
            Text("data", "{file} is a device or a pipe and not an ordinary file. Choose a file on a disk.").fill(
                file=path.name
            )
        )


def cannot_open(path: Path, error: OSError) -> DataError:
    """Return the sentence for what the system answered."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return DataError(
            Text("data", "There is no file {path}. It may have been moved or renamed: choose it again.").fill(path=path)
        )
    if isinstance(error, PermissionError):
        return DataError(
            Text("data", "{path} may not be read: permission denied. Change its permissions, or choose a copy.").fill(
                path=path
            )
        )
    return DataError(
        Text("data", "{path} cannot be read: {reason}. Check the disk, or choose a copy.").fill(
            path=path, reason=error.strerror or error
        )
    )


def check_values(name: str, values: int) -> None:
    """Refuse more numbers than a reader gives, before there is memory for them."""
    if values > LARGEST_VALUES:
        raise DataError(
            Text(
                "data",
                "{file} promises {values} numbers, and no more than {limit} are read. Take a part of the data.",
            ).fill(file=name, values=f"{values:,}", limit=f"{LARGEST_VALUES:,}")
        )


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino
