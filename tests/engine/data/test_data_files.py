from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.catalog.spec import ParamSpec, text
from engine.data import SOURCE, DataRecipe, RawSamples, SourceSpec, make_dataset
from engine.data.files import HASHED, KEPT, digest_of, moved, note
from engine.errors import CancelledError, DataError, MovedDataError, SettingError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from engine.catalog.spec import SettingValue
    from engine.data import Progress


def load_numbers(settings: Mapping[str, SettingValue], rng: np.random.Generator, progress: Progress) -> RawSamples:
    """Read numbers, one a line; of a second file their targets."""
    with open(text(settings, "path"), encoding="utf-8") as lines:
        x = np.array([float(line) for line in lines], np.float32)
    for done in range(3):
        progress(done / 3, Text("data", "Reading"))
    y = x
    if text(settings, "labels"):
        with open(text(settings, "labels"), encoding="utf-8") as lines:
            y = np.array([float(line) for line in lines], np.float32)
    return RawSamples(("a",), x[:, None], "b", y, ())


def path_param(name: str) -> ParamSpec:
    return ParamSpec(name, Text("data", "File"), "path", "", Text("data", "A file."))


NUMBERS = SourceSpec(
    "numbers",
    Text("data", "Numbers"),
    "table",
    Text("data", "Numbers, one a line."),
    load_numbers,
    params=(path_param("path"), path_param("labels")),
    keeps=True,
)


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SOURCE, "numbers", NUMBERS)
    monkeypatch.setitem(SOURCE, "large", replace(NUMBERS, kind="large", keeps=False))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "values.txt"
    path.write_text("1\n2\n3\n")
    return path


def taken(file: Path, kind: str = "large") -> DataRecipe:
    return DataRecipe(kind, {"path": str(file)}).noted()


def test_a_file_that_is_where_it_was_is_read(file: Path) -> None:
    assert make_dataset(taken(file)).x.tolist() == [[1], [2], [3]]


def test_a_relative_path_begins_in_the_folder_that_is_given(file: Path) -> None:
    recipe = DataRecipe("large", {"path": "values.txt"})
    assert len(make_dataset(recipe, folder=file.parent)) == 3
    assert recipe.noted(file.parent).settings["path"] == str(file)


def test_touching_a_file_does_not_make_it_another_one(file: Path) -> None:
    recipe = taken(file)
    os.utime(file, (1, 1))
    assert len(make_dataset(recipe)) == 3


def test_a_file_that_is_gone_is_told_with_its_place(file: Path) -> None:
    recipe = taken(file)
    file.unlink()
    with pytest.raises(MovedDataError, match=r"values\.txt is not there any more") as caught:
        make_dataset(recipe)
    assert (caught.value.kind, caught.value.setting, caught.value.path) == ("moved", "path", str(file))


@pytest.mark.parametrize("content", ["1\n2\n4\n", "1\n2\n3\n4\n"])
def test_a_file_that_became_another_one_is_not_read(file: Path, content: str) -> None:
    recipe = taken(file)
    file.write_text(content)
    os.utime(file, (1, 1))
    with pytest.raises(MovedDataError, match="is not the data file that this project was made with"):
        make_dataset(recipe)
    assert len(make_dataset(recipe.refreshed())) == content.count("\n")


def test_a_small_file_that_is_gone_is_read_from_the_copy_in_the_recipe(file: Path) -> None:
    recipe = taken(file, "numbers")
    file.unlink()
    data = make_dataset(recipe)
    assert data.x.tolist() == [[1], [2], [3]]
    assert data.remarks == ()


def test_a_small_file_that_has_changed_is_read_as_it_was_and_told_of(file: Path) -> None:
    recipe = taken(file, "numbers")
    before = make_dataset(recipe).fingerprint
    file.write_text("7\n")
    data = make_dataset(recipe)
    assert data.fingerprint == before
    assert "has changed. The copy in this project is used" in str(data.remarks[0])
    assert make_dataset(recipe.refreshed()).fingerprint != before


def test_a_file_that_was_moved_can_be_located(file: Path, tmp_path: Path) -> None:
    recipe = taken(file)
    (tmp_path / "elsewhere").mkdir()
    place = file.rename(tmp_path / "elsewhere" / "other.txt")
    found = recipe.located(place)
    assert found.settings["path"] == str(place)
    assert len(make_dataset(found)) == 3


def test_another_file_is_not_taken_for_the_one_that_was_moved(file: Path, tmp_path: Path) -> None:
    recipe, other = taken(file), tmp_path / "other.txt"
    other.write_text("5\n")
    with pytest.raises(MovedDataError, match="is not the data file"):
        recipe.located(other)
    assert make_dataset(recipe.with_setting("path", str(other))).x.tolist() == [[5]]


def test_files_that_moved_together_are_located_together(file: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("0\n1\n0\n")
    recipe = DataRecipe("large", {"path": str(file), "labels": str(labels)}).noted()
    (tmp_path / "elsewhere").mkdir()
    for each in (file, labels):
        each.rename(tmp_path / "elsewhere" / each.name)
    found = recipe.located(tmp_path / "elsewhere" / file.name, "path")
    assert make_dataset(found).y.tolist() == [0, 1, 0]


def test_another_path_forgets_what_the_recipe_knew_of_the_first(file: Path, tmp_path: Path) -> None:
    recipe = taken(file).with_setting("path", str(tmp_path / "none.txt"))
    assert recipe.files == {}


def test_what_is_remembered_of_a_folder_changes_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "cats").mkdir()
    (tmp_path / "cats" / "1.png").write_bytes(b"cat")
    before = note(str(tmp_path), keep=False)
    assert before is not None
    assert (before.size, before.content) == (3, None)
    assert before.is_at(tmp_path)
    (tmp_path / "cats" / "2.png").write_bytes(b"dog")
    assert not before.is_at(tmp_path)
    assert str(moved("path", before, tmp_path)).startswith(
        f"The folder {tmp_path} is not as it was when this project was made: names or sizes of files in it"
    )


def test_a_folder_where_a_table_should_be_is_refused_without_a_look_at_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.data.files.os.walk", lambda top, **options: pytest.fail(f"{top} is walked through"))
    recipe = DataRecipe("table", {"path": str(tmp_path)}).noted()
    with pytest.raises(DataError, match=tmp_path.name) as caught:
        make_dataset(recipe)
    assert "folder" in str(caught.value)


def test_only_small_files_are_kept_whole(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"a" * KEPT)
    large.write_bytes(b"a" * (KEPT + 1))
    kept, left = note(str(small), keep=True), note(str(large), keep=True)
    assert kept is not None
    assert left is not None
    assert (kept.content, left.content) == (b"a" * KEPT, None)


def test_a_huge_file_is_known_by_pieces_of_it(tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as stream:
        stream.truncate(HASHED + 1)
    before = digest_of(huge)
    assert before.startswith("sampled:")
    with huge.open("r+b") as stream:
        stream.seek(-1, 2)
        stream.write(b"x")
    assert digest_of(huge) != before


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert note(str(tmp_path / "pipe"), keep=True) is None


@pytest.mark.parametrize("path", ["a\0b", "a" * 5000, 7, None])
def test_what_is_no_path_is_refused(path: object) -> None:
    with pytest.raises(SettingError, match="the path of a file or folder"):
        DataRecipe("large").with_setting("path", path)


def test_progress_rises_from_0_to_1(file: Path) -> None:
    heard: list[float] = []
    make_dataset(taken(file), lambda share, what: heard.append(share))
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, 1)


def test_reading_can_be_cancelled(file: Path) -> None:
    def cancel(share: float, what: Text) -> None:
        raise CancelledError(Text("data", "Cancelled."))

    with pytest.raises(CancelledError):
        make_dataset(taken(file), cancel)


def test_test_samples_of_the_source_stay_test_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(settings: Mapping[str, SettingValue], rng: np.random.Generator, progress: Progress) -> RawSamples:
        x = np.arange(10, dtype=np.float32)[:, None]
        return RawSamples(("a",), x, "b", x[:, 0], (), test=np.array([2, 7]))

    monkeypatch.setitem(SOURCE, "own", replace(NUMBERS, kind="own", load=load))
    data = make_dataset(DataRecipe("own", validation=0.25, test=0.5))
    assert data.test.tolist() == [2, 7]
    assert len(data.validation) == 2
    assert sorted([*data.train, *data.validation, *data.test]) == list(range(10))
