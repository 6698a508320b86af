from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from engine.data import DataRecipe
from engine.errors import StorageError
from engine.storage import VERSION, migrations, read_project, write_project
from tests.engine.storage.storage_samples import edit, full_project, members, packed, xor_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.storage.migrations import Documents


def rename_key(document: Any, old: str, new: str) -> None:
    document[new] = document.pop(old)


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """Return a file of a made-up version two before ours, whose graph was net.json and whose nodes were boxes."""
    file = tmp_path / "old.loom"
    write_project(full_project(), file)
    edit(file, "manifest.json", lambda document: document.update(version=VERSION - 2))
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


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """Return a file as version 1 wrote it."""
    file = tmp_path / "first.loom"
    write_project(full_project(), file)
    edit(file, "manifest.json", lambda document: document.update(version=1))
    old = {"source": "spiral", "settings": {"samples": 500, "noise": 12.5}, "validation": 0.3, "seed": 9}
    edit(file, "data.json", lambda document: (document.clear(), document.update(old)))
    return file


def test_a_file_of_the_first_version_opens_with_the_very_same_samples(first_version: Path) -> None:
    recipe = read_project(first_version).recipe
    assert recipe == DataRecipe("spiral", {"noise": 12.5}, 0.3, 9)
    assert (recipe.test, recipe.split, recipe.normalisation, recipe.features) == (0.0, "stratified", "none", ())


def test_every_version_has_a_way_up() -> None:
    assert set(migrations.MIGRATIONS) == set(range(1, VERSION))


def test_a_first_version_that_says_what_it_could_not_say_is_refused(first_version: Path) -> None:
    edit(first_version, "data.json", lambda document: document.update(features=["x1"]))
    with pytest.raises(StorageError, match="does not keep to version 1"):
        read_project(first_version)


@pytest.mark.parametrize("change", [lambda documents: {}, lambda documents: documents | {"data.json": []}])
def test_a_first_version_without_a_recipe_is_refused_and_not_mended(change: Callable[[Documents], Documents]) -> None:
    documents: Documents = {"manifest.json": {"version": 1}, "data.json": {}}
    assert "files" not in str(migrations.migrate(change(documents), 1))


def test_an_older_file_is_brought_up_step_by_step(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", {VERSION - 2: rename_member, VERSION - 1: rename_nodes})
    assert read_project(old_file).graph == xor_graph()


def test_an_older_file_without_a_way_up_is_refused(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", {VERSION - 2: rename_member})
    with pytest.raises(StorageError, match=f"version {VERSION - 2}, which this program cannot read"):
        read_project(old_file)


def test_an_older_file_that_breaks_its_own_version_is_refused(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", {VERSION - 2: rename_member, VERSION - 1: rename_nodes})
    edit(old_file, "net.json", lambda document: rename_key(document, "boxes", "crates"))
    with pytest.raises(StorageError, match=f"does not keep to version {VERSION - 1}"):
        read_project(old_file)
