"""From older versions of the file format to the newest, one step at a time, on documents as they were parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import StorageError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import JsonValue

VERSION = 3
"""The version that this program writes."""

Documents = dict[str, "JsonValue"]
"""Parsed JSON by the name of its member."""


def _recipe_with_stages(documents: Documents) -> Documents:
    """Give the recipe what it could not say before: no test samples, no features, no normalisation, no files."""
    data = documents.get("data.json")
    if not isinstance(data, dict):
        return documents  # missing or no object, which is reported once all is up to date
    stages: dict[str, JsonValue] = {
        "test": 0.0,
        "split": "stratified",
        "normalisation": "none",
        "features": [],
        "files": {},
    }
    if unknown := stages.keys() & data.keys():
        raise ValueError(f"data.json has {min(unknown)}")
    return documents | {"data.json": data | stages}


def _unprepared(documents: Documents) -> Documents:
    """Leave all as it is: before, no file told what its samples were, and none has to."""
    if unknown := sorted(name for name in documents if name.startswith("prepared.")):
        raise ValueError(f"there is {unknown[0]}")
    return documents


MIGRATIONS: Mapping[int, Callable[[Documents], Documents]] = {1: _recipe_with_stages, 2: _unprepared}
"""By the version from which a step starts; each returns the documents of the version after it, as new values."""

APP = "layerloom"


class NewerFormatError(StorageError):
    """The file is of a later version of the format than this program knows."""


def version_of(manifest: JsonValue) -> int:
    """Return the version of the format; `StorageError` unless this program can read it, `NewerFormatError` if later."""
    if not isinstance(manifest, dict) or manifest.get("format") != APP:
        raise StorageError(Text("storage", "It is a zip archive, but not a Layerloom project."))
    version = manifest.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise StorageError(Text("storage", "It does not say which version of the file format it has."))
    if version > VERSION:
        raise NewerFormatError(
            Text(
                "storage",
                "It was saved by a newer Layerloom: its file format has version {version}, and this program knows "
                "{known}. Update Layerloom.",
            ).fill(version=version, known=VERSION)
        )
    if any(step not in MIGRATIONS for step in range(max(version, -1), VERSION)):
        raise StorageError(
            Text("storage", "Its file format has version {version}, which this program cannot read.").fill(
                version=version
            )
        )
    return version


def migrate(documents: Documents, version: int) -> Documents:
    """Bring the documents of a version that `version_of` accepted to `VERSION`.

    Raises
    ------
    StorageError
        If a document is not what its version promises.
    """
    for step in range(version, VERSION):
        try:
            documents = MIGRATIONS[step](documents)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise StorageError(
                Text("storage", "It does not keep to version {version} of the file format: {reason}").fill(
                    version=step, reason=repr(error)
                )
            ) from error
    return documents
