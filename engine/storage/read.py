"""Opening a project file: parse, version, migrate, validate, build. Nothing in the file is ever executed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.catalog import CATALOG
from engine.errors import StorageError
from engine.storage import documents as json_documents
from engine.storage import migrations, names, sentences
from engine.storage.archive import unpack
from engine.storage.build import build
from engine.storage.write import backup_path
from engine.text import Text

if TYPE_CHECKING:
    import os

    from engine.catalog import Catalog
    from engine.storage.archive import Members
    from engine.storage.migrations import Documents
    from engine.storage.project import Project


def read_project(path: str | os.PathLike[str], catalog: Catalog = CATALOG) -> Project:
    """Read a ``.loom`` file.

    Parameters
    ----------
    path : path
        The file.
    catalog : Catalog
        The kinds of layers that are known.

    Raises
    ------
    StorageError
        If the file cannot be read or holds anything that is not as it should be; `details` lists every fault.
    """
    file, project = Path(path), None
    faults: list[Text] = []
    try:
        members = unpack(file, faults)
    except StorageError as error:
        raise sentences.with_backup(error, backup_path(file)) from error
    try:
        documents = _documents(members, faults)
        project = build(documents, members, catalog, faults, file.absolute().parent)
    except migrations.NewerFormatError as error:
        raise sentences.newer(file, error, backup_path(file)) from error
    except StorageError as error:
        faults.insert(0, error.text)
    if project is None or faults:
        raise sentences.faulty(file, faults, backup_path(file))
    return project


def _documents(members: Members, faults: list[Text]) -> Documents:
    """Return the parsed documents in the newest version; those that are no JSON are reported and left out."""
    manifest = members.get(names.MANIFEST)
    if manifest is None:
        raise StorageError(
            Text("storage", "It has no readable {member}, so it may not be a Layerloom project.").fill(
                member=names.MANIFEST
            )
        )
    documents: Documents = {names.MANIFEST: json_documents.parse(names.MANIFEST, bytes(manifest))}
    version = migrations.version_of(documents[names.MANIFEST])
    for name, data in members.items():
        if name.endswith(".json") and name not in documents and data is not None:
            try:
                documents[name] = json_documents.parse(name, bytes(data))
            except StorageError as error:
                faults.append(error.text)
    return migrations.migrate(documents, version)
