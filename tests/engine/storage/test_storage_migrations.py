from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from engine.errors import StorageError
from engine.storage import VERSION, migrations, read_project, write_project
from tests.engine.storage.storage_samples import edit, full_project, members, packed, xor_graph

if TYPE_CHECKING:
    from pathlib import Path

    from engine.storage.migrations import Documents


def rename_key(document: Any, old: str, new: str) -> None:
    document[new] = document.pop(old)


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """Return a file of a made-up version -1, whose graph document was net.json and whose nodes were boxes."""
    file = tmp_path / "old.loom"
    write_project(full_project(), file)
    edit(file, "manifest.json", lambda document: document.update(version=-1))
    edit(file, "graph.json", lambda document: rename_key(document, "nodes", "boxes"))
    contents = members(file)
    contents["net.json"] = contents.pop("graph.json")
    file.write_bytes(packed(contents))
    return file


def rename_member(documents: Documents) -> Documents:
    return {"graph.json" if name == "net.json" else name: document for name, document in documents.items()}


def rename_nodes(documents: Documents) -> Documents:
    graph: Any = dict(documents["graph.json"])  # type: ignore[arg-type]  # raw JSON: a KeyError or TypeError is reported
    rename_key(graph, "boxes", "nodes")
    return documents | {"graph.json": graph}


def test_there_is_nothing_to_migrate_yet() -> None:
    assert VERSION == 1
    assert not migrations.MIGRATIONS


def test_an_older_file_is_brought_up_step_by_step(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", {-1: rename_member, 0: rename_nodes})
    assert read_project(old_file).graph == xor_graph()


def test_an_older_file_without_a_way_up_is_refused(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", {-1: rename_member})
    with pytest.raises(StorageError, match="version -1, which this program cannot read"):
        read_project(old_file)


def test_an_older_file_that_breaks_its_own_version_is_refused(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", {-1: rename_member, 0: rename_nodes})
    edit(old_file, "net.json", lambda document: rename_key(document, "boxes", "crates"))
    with pytest.raises(StorageError, match="does not keep to version 0"):
        read_project(old_file)
