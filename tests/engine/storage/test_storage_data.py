from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from safetensors.numpy import save

from engine.catalog.spec import ParamSpec, text
from engine.data import SOURCE, DataRecipe, PaintedPoints, RawSamples, SourceSpec, make_dataset
from engine.errors import MovedDataError
from engine.storage import Project, read_project, write_project
from engine.text import Text
from tests.engine.storage.refusals import details
from tests.engine.storage.storage_samples import edit, members, packed, set_key, xor_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from engine.catalog.spec import SettingValue
    from engine.data import Progress


def load_bytes(settings: Mapping[str, SettingValue], rng: np.random.Generator, progress: Progress) -> RawSamples:
    """Read every byte of a file as a sample."""
    x = np.fromfile(text(settings, "path"), np.uint8).astype(np.float32)
    return RawSamples(("a",), x[:, None], "b", x, ())


BYTES = SourceSpec(
    "bytes",
    Text("data", "Bytes"),
    "table",
    Text("data", "The bytes of a file."),
    load_bytes,
    params=(ParamSpec("path", Text("data", "File"), "path", "", Text("data", "A file.")),),
)


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SOURCE, "bytes", BYTES)
    monkeypatch.setitem(SOURCE, "small", replace(BYTES, kind="small", keeps=True))


def painted(count: int = 3) -> DataRecipe:
    rng = np.random.default_rng(0)
    points = PaintedPoints(rng.normal(size=(count, 2)).astype(np.float32), np.arange(count, dtype=np.float32) % 3)
    return DataRecipe("painted", {"classes": 3}, points=points)


def file_recipe(folder: Path, kind: str) -> DataRecipe:
    folder.mkdir(exist_ok=True)
    (folder / "values.bin").write_bytes(b"\1\2\3")
    return DataRecipe(kind, {"path": str(folder / "values.bin")})


def saved(recipe: DataRecipe, file: Path) -> Path:
    write_project(Project(xor_graph(), recipe), file)
    return file


def test_painted_points_are_in_the_file_to_the_last_bit(tmp_path: Path) -> None:
    recipe = painted(5000)
    assert read_project(saved(recipe, tmp_path / "p.loom")).recipe == recipe


def test_a_recipe_without_samples_of_its_own_needs_no_member_for_them(tmp_path: Path) -> None:
    assert "samples.safetensors" not in members(saved(DataRecipe("circle"), tmp_path / "p.loom"))


def test_all_stages_of_a_recipe_survive(tmp_path: Path) -> None:
    recipe = DataRecipe("circle", {"noise": 5}, 0.2, 3, 0.1, "random_split", "standard", ("x1", "sin x2"))
    assert read_project(saved(recipe, tmp_path / "p.loom")).recipe == recipe


def test_a_small_file_goes_with_the_project(tmp_path: Path) -> None:
    recipe = file_recipe(tmp_path / "here", "small")
    project = saved(recipe, tmp_path / "p.loom")
    (tmp_path / "here" / "values.bin").unlink()
    assert make_dataset(read_project(project).recipe).x.tolist() == [[1], [2], [3]]


def test_the_copy_in_a_project_is_that_of_the_file_when_it_was_taken_in(tmp_path: Path) -> None:
    recipe = file_recipe(tmp_path / "here", "small").noted()
    (tmp_path / "here" / "values.bin").write_bytes(b"\7")
    assert len(make_dataset(read_project(saved(recipe, tmp_path / "p.loom")).recipe)) == 3


def test_of_a_large_file_only_the_place_is_kept(tmp_path: Path) -> None:
    project = saved(file_recipe(tmp_path / "here", "bytes"), tmp_path / "p.loom")
    assert "samples.safetensors" not in members(project)
    assert len(make_dataset(read_project(project).recipe)) == 3
    (tmp_path / "here" / "values.bin").unlink()
    with pytest.raises(MovedDataError, match="is not there any more"):
        make_dataset(read_project(project).recipe)


def test_a_project_that_moves_together_with_its_data_finds_it(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    saved(file_recipe(before / "data", "bytes"), before / "p.loom")
    before.rename(after)
    recipe = read_project(after / "p.loom").recipe
    assert recipe.settings["path"] == str(after / "data" / "values.bin")
    assert len(make_dataset(recipe)) == 3


def test_a_project_is_saved_though_its_data_is_gone(tmp_path: Path) -> None:
    recipe = file_recipe(tmp_path / "here", "bytes")
    noted = recipe.noted()
    (tmp_path / "here" / "values.bin").unlink()
    for each in (recipe, noted):
        back = read_project(saved(each, tmp_path / "p.loom")).recipe
        assert back == each


def test_the_document_says_where_the_data_lies_from_the_project(tmp_path: Path) -> None:
    project = saved(file_recipe(tmp_path / "here", "bytes"), tmp_path / "p.loom")
    entry = json.loads(members(project)["data.json"])["files"]["path"]
    assert (entry["relative"], entry["size"], entry["whole"]) == ("here/values.bin", 3, False)
    assert entry["digest"].startswith("sha256:")


DIGEST = "sha256:" + "0" * 64
ENTRY = {"relative": None, "size": 3, "modified": 0, "digest": DIGEST, "whole": False}


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (set_key("split", to="magic"), "Split cannot be 'magic'"),
        (set_key("normalisation", to=1), "normalisation is wrong"),
        (set_key("test", to=0.95), "Test share cannot be 0.95"),
        (set_key("features", to="x1"), "features is wrong"),
        (set_key("features", to=["x1"] * 2), "x1 is there twice"),
        (set_key("features", to=["x1"] * 1001), "features is wrong"),
        (set_key("features", to=["x" * 5000]), "4096 characters"),
        (set_key("files", to=[]), "files is wrong"),
        (set_key("files", to={"path": ENTRY}), "no path of the source painted"),
        (set_key("files", to={"classes": ENTRY}), "no path of the source painted"),
        (set_key("files", to={"path": ENTRY | {"digest": "md5:1"}}), "digest is wrong"),
        (set_key("files", to={"path": ENTRY | {"size": -1}}), "size is wrong"),
        (set_key("files", to={"path": ENTRY | {"relative": "../" * 2000}}), "relative is wrong"),
        (set_key("files", to={str(i): ENTRY for i in range(9)}), "files is wrong"),
        (set_key("settings", "classes", to=2), "only the classes 0 to 1"),
        (lambda data: data.update(source="circle", settings={}), "which circle does not have"),
    ],
)
def test_a_fault_in_the_recipe_is_told(tmp_path: Path, change: Callable[[Any], object], part: str) -> None:
    file = saved(painted(), tmp_path / "p.loom")
    edit(file, "data.json", change)
    assert part in details(file)


X, Y = np.zeros((3, 2), np.float32), np.zeros(3, np.float32)


@pytest.mark.parametrize(
    ("arrays", "part"),
    [
        ({"painted/x": X}, "need float32 places and targets"),
        ({"painted/x": X, "painted/y": Y.astype(np.float64)}, "need float32 places and targets"),
        ({"painted/x": X, "painted/y": Y[:2]}, "two coordinates and a target each"),
        ({"painted/x": X.reshape(2, 3), "painted/y": Y}, "two coordinates and a target each"),
        ({"painted/x": X + np.nan, "painted/y": Y}, "no finite place"),
        ({"painted/x": X, "painted/y": Y + 3}, "only the classes 0 to 2"),
        ({"painted/x": X, "painted/y": Y, "more": Y}, "holds more"),
        ({"file/path": np.zeros(3, np.uint8)}, "holds file/path"),
    ],
)
def test_a_fault_in_the_samples_is_told(tmp_path: Path, arrays: dict[str, Any], part: str) -> None:
    file = saved(painted(), tmp_path / "p.loom")
    file.write_bytes(packed(members(file) | {"samples.safetensors": save(arrays)}))
    assert part in details(file)


@pytest.mark.parametrize(
    "content", [np.array([1, 2, 4], np.uint8), np.array([1, 2], np.uint8), np.array([[1, 2, 3]], np.uint8)]
)
def test_a_copy_that_is_not_what_the_document_says_is_refused(tmp_path: Path, content: Any) -> None:
    file = saved(file_recipe(tmp_path / "here", "small"), tmp_path / "p.loom")
    file.write_bytes(packed(members(file) | {"samples.safetensors": save({"file/path": content})}))
    assert "the file of path is not what data.json says of it" in details(file)


@pytest.mark.parametrize("whole", [True, False])
def test_a_copy_is_there_if_and_only_if_the_document_says_so(tmp_path: Path, whole: bool) -> None:
    file = saved(file_recipe(tmp_path / "here", "bytes" if whole else "small"), tmp_path / "p.loom")
    edit(file, "data.json", set_key("files", "path", "whole", to=whole))
    assert "but not both" in details(file)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "..", "x" * 4000, "\\\\server\\share\\x"])
def test_a_project_that_points_somewhere_odd_opens_and_reads_nothing_there(tmp_path: Path, path: str) -> None:
    file = saved(file_recipe(tmp_path / "here", "bytes"), tmp_path / "p.loom")
    edit(file, "data.json", set_key("settings", "path", to=path))
    edit(file, "data.json", set_key("files", "path", "relative", to=None))
    recipe = read_project(file).recipe
    with pytest.raises(MovedDataError):
        make_dataset(recipe)


def test_a_name_in_a_path_cannot_lead_out_of_the_folder_of_copies(tmp_path: Path) -> None:
    file = saved(file_recipe(tmp_path / "here", "small"), tmp_path / "p.loom")
    edit(file, "data.json", set_key("settings", "path", to="/nowhere/.."))
    edit(file, "data.json", set_key("files", "path", "relative", to=None))
    assert len(make_dataset(read_project(file).recipe)) == 3
    assert sorted(os.listdir(tmp_path)) == ["here", "p.loom"]
