"""What is said of a project file that cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.errors import StorageError
from engine.storage import read_project

if TYPE_CHECKING:
    from pathlib import Path


def refusal(file: Path) -> StorageError:
    """Return the error of opening a file, which must name it."""
    with pytest.raises(StorageError) as caught:
        read_project(file)
    assert str(file) in str(caught.value)
    return caught.value


def details(file: Path) -> str:
    """Return all that is wrong with a file, one sentence a line."""
    return "\n".join(map(str, refusal(file).details))


def said(file: Path) -> str:
    """Return all that is said when a file is refused."""
    error = refusal(file)
    return "\n".join(map(str, [error, *error.details]))
