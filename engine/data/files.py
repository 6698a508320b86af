"""What a recipe remembers of the files that its samples come from: enough to know them again, and small ones whole."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from engine.errors import MovedDataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = 4 << 20
"""Bytes: a file of at most this size is kept whole with the recipe."""
HASHED = 64 << 20
"""Bytes: of a larger file, samples are hashed."""
PIECE = 1 << 16
PIECES = 64
MOST_FILES = 200_000
"""Files of a folder that count."""
FOLDER = "folder:"
"""Begins the digest of a folder."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file or folder as it was when it was taken into a recipe.

    Parameters
    ----------
    path : str
        Where it was.
    size : int
        Bytes; of a folder those of all its files.
    modified : int
        When it was last written, in nanoseconds since 1970. Only a short way to see that nothing has changed.
    digest : str
        ``sha256:`` and the hash of its content, ``sampled:`` and that of its size and 64 pieces of it, or ``folder:``
        and that of the names and sizes in it.
    content : bytes, optional
        All of it, if it is at most `KEPT` bytes and its source keeps such files.
    """

    path: str
    size: int
    modified: int = field(compare=False)
    digest: str
    content: bytes | None = field(default=None, compare=False, repr=False)

    def is_at(self, path: Path) -> bool:
        """Tell whether the same content is at a path, as far as can be told."""
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                return self.digest.startswith(FOLDER) and digest_of(path) == self.digest
            if not stat.S_ISREG(status.st_mode) or status.st_size != self.size:
                return False
            same_time = status.st_mtime_ns == self.modified and str(path) == self.path
            return same_time or digest_of(path) == self.digest
        except OSError:
            return False

    @property
    def name(self) -> str:
        """The name without folders, fit for a file of our own."""
        name = PurePath(self.path.replace("\\", "/")).name
        return name if name not in ("", ".", "..") else "data"


def note(path: str, keep: bool) -> SourceFile | None:
    """Return what is to be remembered of a file or folder; None if it cannot be read, which a reader says better.

    With `keep`, a small file is remembered whole, and a folder is not read: its source takes files only.
    """
    file = Path(path)
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            if keep:
                return None
            return SourceFile(path, sum(size for _, size in _listed(file)), status.st_mtime_ns, digest_of(file))
        if not stat.S_ISREG(status.st_mode):
            return None
        if not keep or status.st_size > KEPT:
            return SourceFile(path, status.st_size, status.st_mtime_ns, digest_of(file))
        with file.open("rb") as stream:
            content = stream.read(KEPT + 1)
    except OSError:
        return None
    if len(content) > KEPT:  # it grows while it is read
        return None
    return SourceFile(path, len(content), status.st_mtime_ns, digest_of_bytes(content), content)


def digest_of_bytes(content: bytes) -> str:
    """Return the digest of a file's whole content."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def digest_of(path: Path) -> str:
    """Return the digest of a file or folder; `OSError` if it cannot be read."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        names = hashlib.sha256()
        for name, size in sorted(_listed(path)):
            names.update(f"{size} {name}\n".encode("utf-8", "surrogateescape"))
        return FOLDER + names.hexdigest()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path} is neither a file nor a folder")
    with path.open("rb") as stream:
        if status.st_size <= HASHED:
            return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
        sampled = hashlib.sha256(str(status.st_size).encode())
        for number in range(PIECES):
            stream.seek((status.st_size - PIECE) * number // (PIECES - 1))
            sampled.update(stream.read(PIECE))
        return f"sampled:{sampled.hexdigest()}"


def _listed(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield names below a folder and sizes, at most `MOST_FILES`; links to elsewhere are not followed."""
    count = 0
    for place, _, files in os.walk(folder):
        for name in files:
            file = Path(place, name)
            if file.is_symlink():
                continue
            yield file.relative_to(folder).as_posix(), file.stat().st_size
            count += 1
            if count >= MOST_FILES:
                return


def moved(setting: str, file: SourceFile, at: Path) -> MovedDataError:
    """Return the error for a file that is missing, or has another content than it had."""
    if not os.path.exists(at):
        text = Text(
            "data",
            "The data file {file} is not there any more. Say where it is now, or choose other data.",
        ).fill(file=at)
    elif file.digest.startswith(FOLDER):
        text = Text(
            "data",
            "The folder {file} is not as it was when this project was made: names or sizes of files in it are others. "
            "Say where the former one is now, or choose this one anew.",
        ).fill(file=at)
    else:
        text = Text(
            "data",
            "{file} is not the data file that this project was made with: that one had {size} bytes and another "
            "content. Say where that one is now, or choose this one anew.",
        ).fill(file=at, size=f"{file.size:,}")
    return MovedDataError(text, setting, str(at))
