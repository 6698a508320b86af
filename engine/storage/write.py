"""Saving a project file so that at every moment a whole one lies on the disk, whatever fails."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import StorageError
from engine.storage import sentences
from engine.storage.archive import pack
from engine.storage.members import to_members

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.storage.archive import Pieces
    from engine.storage.project import Project
    from engine.text import Text

NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What file systems answer that cannot flush a folder, and need not."""


def backup_path(path: Path) -> Path:
    """Return where the version before the last save is kept."""
    return path.with_name(f"{path.name}.bak")


def write_project(project: Project, path: str | os.PathLike[str]) -> None:
    """Write a ``.loom`` file, and keep the one it replaces as ``<name>.bak``.

    Raises
    ------
    StorageError
        If that fails, or if the project could not be read back. The file that was there is then as it was.
    """
    file = Path(os.path.realpath(path))  # a link stays a link to the new content
    faults: list[Text] = []
    try:
        members = to_members(project, faults, file.parent)
    except StorageError as error:
        raise sentences.unsaveable(file, [error.text]) from error
    if faults:
        raise sentences.unsaveable(file, faults)
    try:
        _replace(file, members)
    except OSError as error:
        raise sentences.unwritable(file, error) from error


def _replace(file: Path, members: Mapping[str, Pieces]) -> None:
    if file.is_dir():
        raise sentences.is_folder(file)
    if file.exists() and not os.access(file, os.W_OK):  # replacing it would go round its write protection
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    token = secrets.token_hex(6)
    new, old = file.with_name(f".{token}.loom.part"), file.with_name(f".{token}.loom.old")
    try:
        with new.open("xb") as stream:
            pack(stream, members)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            new.chmod(stat.S_IMODE(file.stat().st_mode))
            _second_name(file, old)
            os.replace(old, backup_path(file))
        os.replace(new, file)
    finally:
        for leftover in (new, old):
            leftover.unlink(missing_ok=True)
    _sync_folder(file.parent)


def _second_name(file: Path, other: Path) -> None:
    """Make `other` hold what `file` holds, by a hard link or else by a copy; `file` is never touched."""
    try:
        os.link(file, other)
    except OSError:  # some file systems have no hard links
        with other.open("xb") as copy, file.open("rb") as source:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a loss of power. Only POSIX systems can open a folder for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
