"""The recipe of the data as a document, and what belongs to it as arrays."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.storage.plain import plain_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from engine.data import DataRecipe, SourceFile
    from engine.storage.plain import Plain

PLACES, TARGETS = "painted/x", "painted/y"
CONTENT = "file/"
"""Before the name of the setting that holds the path of a file."""


def plain_data(recipe: DataRecipe, folder: Path | None) -> Plain:
    """Return a recipe as a `DataRecord`; `folder` is where the project file lies."""
    return {
        "source": recipe.source,
        "settings": plain_settings(recipe.settings),
        "validation": recipe.validation,
        "test": recipe.test,
        "split": recipe.split,
        "normalisation": recipe.normalisation,
        "features": list(recipe.features),
        "seed": recipe.seed,
        "files": {name: _plain_file(file, folder) for name, file in recipe.files.items()},
    }


def _plain_file(file: SourceFile, folder: Path | None) -> Plain:
    return {
        "relative": None if folder is None else _relative(file.path, folder),
        "size": file.size,
        "modified": file.modified,
        "digest": file.digest,
        "whole": file.content is not None,
    }


def _relative(path: str, folder: Path) -> str | None:
    """Return the way from a folder to a file, with slashes; None if there is none, as between two drives."""
    if Path(path).drive != folder.absolute().drive:
        return None
    return Path(os.path.relpath(path, folder)).as_posix()


def data_arrays(recipe: DataRecipe) -> Mapping[str, npt.NDArray[np.generic]]:
    """Return what a recipe holds itself: painted points, and the bytes of small files."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    if len(recipe.points):
        arrays |= {PLACES: recipe.points.x, TARGETS: recipe.points.y}
    for name, file in recipe.files.items():
        if file.content is not None:
            arrays[CONTENT + name] = np.frombuffer(file.content, np.uint8)
    return arrays
