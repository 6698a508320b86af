"""Writing results so that at every moment a whole file lies on the disk."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.speaking import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


SUFFIX = ".loom"


def project_path(name: str) -> Path:
    """Return where a project of this name is written: like the window, a command adds the ending where it lacks."""
    path = Path(name)
    stays = path.suffix == SUFFIX or os.path.isdir(path) or _is_device(path)
    return path if stays else path.with_name(path.name + SUFFIX)


def check_target(path: Path) -> None:
    """Say now, and not after an hour of training, that a result could not be written."""
    if os.path.isdir(path):
        raise CommandError(f"{path} is a folder. Give the name of a file.")
    folder = path.absolute().parent
    if not os.path.isdir(folder):
        raise CommandError(f"The folder {folder} does not exist. Make it, or choose another one.")
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise CommandError(f"{path} cannot be written: you may not write there. Choose another name.")
    if _is_device(path):
        return
    try:
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise CommandError(f"{folder} takes no new file: {_reason(error)}. Choose another folder.") from error


def write_text(path: Path, write: Callable[[TextIO], None]) -> None:
    """Let `write` fill a text file, which then takes the place of the one at `path`; pipes are written to as they are.

    Raises
    ------
    CommandError
        If that fails; the file that was there is then as it was.
    """
    try:
        if _is_device(path):
            with path.open("w", encoding="utf-8", newline="") as stream:
                write(stream)
        else:
            _replace(Path(os.path.realpath(path)), write)
    except OSError as error:
        raise CommandError(f"{path} was not written: {_reason(error)}.") from error


def _replace(file: Path, write: Callable[[TextIO], None]) -> None:
    new = file.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with new.open("x", encoding="utf-8", newline="") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            new.chmod(stat.S_IMODE(file.stat().st_mode))
        os.replace(new, file)
    finally:
        new.unlink(missing_ok=True)


def _is_device(path: Path) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
