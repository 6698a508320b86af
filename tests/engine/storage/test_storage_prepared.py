"""A file tells what its samples were, and nothing wrong is believed of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from safetensors.numpy import load, save

from engine.data import DataRecipe, PaintedPoints, make_dataset
from engine.storage import Project, limits, read_project, write_project
from tests.engine.storage.refusals import details, said
from tests.engine.storage.storage_samples import edit, members, packed, set_key, xor_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.data import Dataset

RECIPES = (
    DataRecipe("xor"),
    DataRecipe("gaussians", {"noise": 20}, 0.3, 5, 0.1, normalisation="standard"),
    DataRecipe("circle", {}, 0.2, features=("x1^2", "x2", "sin x1 x2"), normalisation="min_max"),
    DataRecipe("sine"),
    DataRecipe("digits", {}, 0.2, normalisation="standard"),
    DataRecipe("painted", {"classes": 3}, points=PaintedPoints()),
)


def kept(path: Path, recipe: DataRecipe, dataset: Dataset) -> Dataset | None:
    write_project(Project(xor_graph(), recipe, dataset=dataset), path)
    return read_project(path).dataset


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.source)
def test_all_but_the_samples_comes_back(tmp_path: Path, recipe: DataRecipe) -> None:
    before = make_dataset(recipe)
    after = kept(tmp_path / "a.loom", recipe, before)
    assert after is not None
    assert len(after) == 0
    assert after.missing is not None
    for name in ("columns", "raw_columns", "target", "classes", "image_shape", "n_columns", "is_regression"):
        assert getattr(after, name) == getattr(before, name)
    assert (after.x.shape, after.raw.shape) == ((0, before.x.shape[1]), (0, before.raw.shape[1]))
    np.testing.assert_array_equal(after.preparation.apply(before.raw), before.x)


def test_what_was_read_is_written_again(tmp_path: Path) -> None:
    file, recipe = tmp_path / "a.loom", RECIPES[1]
    write_project(Project(xor_graph(), recipe, dataset=make_dataset(recipe)), file)
    first = members(file)
    write_project(read_project(file), file)
    again = members(file)
    for name in ("prepared.json", "prepared.safetensors", "data.json"):
        assert again[name] == first[name]


def test_pixels_have_no_names_in_the_file(tmp_path: Path) -> None:
    kept(tmp_path / "a.loom", RECIPES[4], make_dataset(RECIPES[4]))
    assert json.loads(members(tmp_path / "a.loom")["prepared.json"])["columns"] is None


def test_an_older_file_tells_nothing_of_its_samples(tmp_path: Path) -> None:
    file = tmp_path / "a.loom"
    write_project(Project(xor_graph(), RECIPES[1]), file)
    edit(file, "manifest.json", set_key("version", to=2))
    project = read_project(file)
    assert project.dataset is None
    assert project.recipe == RECIPES[1]


def test_what_an_older_file_could_not_say_is_not_believed(tmp_path: Path) -> None:
    kept(tmp_path / "a.loom", RECIPES[1], make_dataset(RECIPES[1]))
    edit(tmp_path / "a.loom", "manifest.json", set_key("version", to=2))
    assert "does not keep to version 2" in said(tmp_path / "a.loom")


@pytest.mark.parametrize(
    "other",
    [
        RECIPES[0],
        replace(RECIPES[1], features=("x1^2",)),
        replace(RECIPES[1], features=("unknown",)),
        replace(RECIPES[1], normalisation="none"),
    ],
)
def test_what_is_of_another_recipe_is_not_kept(tmp_path: Path, other: DataRecipe) -> None:
    assert kept(tmp_path / "a.loom", other, make_dataset(RECIPES[1])) is None


def test_names_that_take_too_much_room_do_not_keep_a_project_from_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "JSON", 600)
    recipe = DataRecipe("xor")
    classes = tuple(f"{number:0100}" for number in range(10))
    found = replace(make_dataset(recipe), classes=classes)
    monkeypatch.setattr("engine.storage.members.oversized", lambda members: [])
    write_project(Project(xor_graph(), recipe, dataset=found), tmp_path / "a.loom")
    assert "prepared.json" not in members(tmp_path / "a.loom")


# -- what cannot be ----------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project of two columns, three classes and a normalisation."""
    recipe = DataRecipe("spiral", {"classes": 3}, 0.2, normalisation="standard")
    kept(tmp_path / "a.loom", recipe, make_dataset(recipe))
    return tmp_path / "a.loom"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (set_key("columns", to=["x1", "x1"]), "columns without a name, of the same name, none or too many"),
        (set_key("columns", to=["x1", ""]), "columns without a name"),
        (set_key("columns", to=[]), "columns without a name"),
        (set_key("columns", to=["x1", 2]), "columns > 1 is wrong"),
        (set_key("columns", to=None), "names no columns, and no pictures whose pixels they could be"),
        (set_key("columns", to=["x1", "x2", "x3"]), "a normalisation by numbers that are too many, too few"),
        (set_key("classes", to=["a", "a"]), "classes of the same name, or a single one"),
        (set_key("classes", to=["a"]), "classes of the same name, or a single one"),
        (set_key("image_shape", to=[1, 3, 3]), "pictures that do not have a column for each pixel"),
        (set_key("image_shape", to=[1, 2]), "image_shape is wrong"),
        (set_key("image_shape", to=[1, 2, -1]), "image_shape > 2 is wrong"),
        (set_key("normalised", to=False), "does not hold the normalisation that prepared.json tells of"),
        (set_key("normalised", to=1), "normalised is wrong"),
        (set_key("preparation", to="__import__('os')"), "preparation is wrong"),
        (lambda document: document.pop("target"), "target is wrong"),
    ],
)
def test_what_cannot_be_true_is_refused(file: Path, change: Callable[[Any], object], sentence: str) -> None:
    edit(file, "prepared.json", change)
    assert "prepared.json" in details(file)
    assert sentence in details(file)


def test_pictures_too_large_to_be_named_are_refused_before_they_fill_the_memory(file: Path) -> None:
    edit(file, "prepared.json", lambda document: document.update(columns=None, image_shape=[3, 10**9, 10**9]))
    assert "names no columns, and no pictures" in details(file)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda tables: tables.pop("scale"), "does not hold the normalisation"),
        (lambda tables: tables.update(more=np.ones(2)), "does not hold the normalisation"),
        (lambda tables: tables.update(scale=np.array([1.0, 0.0])), "infinite or 0"),
        (lambda tables: tables.update(shift=np.array([1.0, np.nan])), "infinite or 0"),
        (lambda tables: tables.update(scale=np.ones(3)), "too many, too few"),
        (lambda tables: tables.update(shift=np.ones((2, 1))), "too many, too few"),
        (lambda tables: tables.update(shift=np.ones(2, np.float32)), "other numbers than float64"),
    ],
)
def test_numbers_that_normalise_nothing_are_refused(
    file: Path, change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    contents = members(file)
    tables = dict(load(contents["prepared.safetensors"]))
    change(tables)
    file.write_bytes(packed({**contents, "prepared.safetensors": save(tables)}))
    assert sentence in details(file)


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        ({"prepared.safetensors": b"no tensors"}, "prepared.safetensors is no proper safetensors"),
        ({"prepared.json": b"{"}, "prepared.json is not proper JSON"),
        ({"prepared.json": None}, "prepared.safetensors is there without prepared.json"),
        ({"prepared.safetensors": None}, "does not hold the normalisation"),
    ],
)
def test_spoilt_members_are_told_of(file: Path, spoilt: dict[str, bytes | None], sentence: str) -> None:
    contents = {**members(file), **spoilt}
    file.write_bytes(packed({name: data for name, data in contents.items() if data is not None}))
    assert sentence in details(file)
