"""What went wrong with a file, as sentences that name it."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from engine.errors import StorageError
from engine.storage import limits
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
NO_PLACE = {errno.ENOENT, errno.ENOTDIR}

KEPT = Text("storage", "The version before it is kept in {backup}.")


def is_folder(path: Path) -> StorageError:
    """Return the error for a folder where a file was expected."""
    return StorageError(Text("storage", "{file} is a folder, not a project file. Choose a file.").fill(file=path))


def unreadable(path: Path, error: OSError) -> StorageError:
    """Return the error for a file that the system does not hand out."""
    if error.errno in NO_PLACE:
        text = Text("storage", "There is no file {file}. It may have been moved or deleted.")
    elif error.errno == errno.EISDIR:
        return is_folder(path)
    elif error.errno in NO_PERMISSION:
        text = Text("storage", "{file} cannot be read: you do not have the permission. Ask its owner, or copy it.")
    else:
        text = Text("storage", "{file} cannot be read: {reason}. Check the disk or the network and try again.")
    return StorageError(text.fill(file=path, reason=error.strerror or error))


def unwritable(path: Path, error: OSError) -> StorageError:
    """Return the error for a file that could not be written."""
    if error.errno in NO_SPACE:
        text = Text("storage", "{file} was not saved: the disk is full. Free some space, or save in another folder.")
    elif error.errno in NO_PERMISSION:
        text = Text("storage", "{file} was not saved: you may not write there. Save in another folder.")
    elif error.errno in NO_PLACE and not os.path.isdir(path.parent):
        text = Text("storage", "{file} was not saved: the folder {folder} does not exist. Choose another folder.")
    else:
        text = Text("storage", "{file} was not saved: {reason}. Try again, or save in another folder.")
    return StorageError(text.fill(file=path, folder=path.parent, reason=error.strerror or error))


def with_backup(error: StorageError, backup: Path) -> StorageError:
    """Return the same error, pointing to the backup if there is one."""
    if not os.path.isfile(backup):
        return error
    both = Text("storage", "{problem} {advice}")
    return StorageError(both.fill(problem=error.text, advice=KEPT.fill(backup=backup.name)), error.details)


def newer(path: Path, error: StorageError, backup: Path) -> StorageError:
    """Return the error for a sound file that this program is too old for; it points to a backup if there is one."""
    text = Text("storage", "{file} cannot be opened. {first}").fill(file=path, first=error.text)
    return with_backup(StorageError(text), backup)


def faulty(path: Path, faults: Sequence[Text], backup: Path) -> StorageError:
    """Return the error that lists all faults of a file, and points to its backup if there is one."""
    advice = Text("storage", "Open an earlier copy if you have one.")
    if os.path.isfile(backup):
        advice = KEPT.fill(backup=backup.name)
    several = Text("storage", "{file} cannot be opened. It has {count} faults; the first: {first} {advice}")
    text = several if len(faults) > 1 else Text("storage", "{file} cannot be opened. {first} {advice}")
    return StorageError(
        text.fill(file=path, count=len(faults), first=faults[0], advice=advice), tuple(faults[: limits.DETAILS])
    )


def unsaveable(path: Path, faults: Sequence[Text]) -> StorageError:
    """Return the error for a project that could not be opened again if it were saved."""
    text = Text("storage", "{file} was not saved, because it could not be opened again: {first}")
    return StorageError(text.fill(file=path, first=faults[0]), tuple(faults[: limits.DETAILS]))
