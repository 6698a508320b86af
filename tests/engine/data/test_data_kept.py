"""Samples are read once: another split or preparation uses what was read, unless a file has changed."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.data import SOURCE, DataRecipe, make_dataset
from engine.data.kept import forget
from engine.errors import CancelledError, DataError
from engine.text import Text
from tests.engine.data.image_files import idx, pictures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from engine.catalog.spec import SettingValue
    from engine.data import Progress, RawSamples


class Impatient:
    """Cancels after so many reports."""

    def __init__(self, reports: int) -> None:
        self.left = reports

    def __call__(self, share: float, what: Text) -> None:
        self.left -= 1
        if self.left < 0:
            raise CancelledError(Text("data", "Reading was cancelled. The data is what it was."))


LONG_AGO = 1_600_000_000


class Counter:
    """Counts how often files are read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
        self.count, spec = 0, SOURCE[kind]

        def load(settings: Mapping[str, SettingValue], rng: np.random.Generator, progress: Progress) -> RawSamples:
            self.count += 1
            return spec.load(settings, rng, progress)

        monkeypatch.setitem(SOURCE, kind, replace(spec, load=load))


def put(path: Path, content: bytes, age: int = 0) -> Path:
    """Write a file that was last changed some time ago."""
    path.write_bytes(content)
    os.utime(path, (LONG_AGO - age, LONG_AGO - age))
    return path


def table(folder: Path, shift: int = 0, age: int = 0) -> Path:
    rows = "".join(f"{n + shift},{n % 7},{'ab'[n % 2]}\n" for n in range(10, 60))
    return put(folder / "t.csv", f"p,q,y\n{rows}".encode(), age)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter:
    forget()
    return Counter(monkeypatch, "table")


def test_another_split_normalisation_seed_or_feature_does_not_read_a_table_again(
    tmp_path: Path, reads: Counter
) -> None:
    recipe = DataRecipe("table", {"path": str(table(tmp_path))})
    changes = [{"validation": 0.2}, {"normalisation": "standard"}, {"seed": 5}, {"features": ("p^2", "p q")}]
    first = make_dataset(recipe)
    found = [make_dataset(replace(recipe, **change)) for change in changes]  # type: ignore[arg-type]  # of several types
    assert reads.count == 1
    forget()
    anew = [make_dataset(replace(recipe, **change)) for change in changes]  # type: ignore[arg-type]  # as above
    assert reads.count == 2
    for kept, fresh in zip(found, anew, strict=True):
        assert np.array_equal(kept.x, fresh.x)
        assert np.array_equal(kept.train, fresh.train)
        assert (kept.columns, kept.classes, kept.remarks) == (fresh.columns, fresh.classes, fresh.remarks)
        assert kept.fingerprint == fresh.fingerprint == first.fingerprint


def test_another_setting_of_the_source_reads_a_table_again(tmp_path: Path, reads: Counter) -> None:
    recipe = DataRecipe("table", {"path": str(table(tmp_path))})
    held = make_dataset(recipe), make_dataset(recipe.with_setting("header", "no"))
    assert reads.count == 2
    assert [data.columns for data in held] == [("p", "q"), ("column_1", "column_2")]


@pytest.mark.parametrize("age", [0, 3600])
def test_a_changed_file_of_the_same_size_is_read_again(tmp_path: Path, reads: Counter, age: int) -> None:
    recipe = DataRecipe("table", {"path": str(table(tmp_path))})
    first = make_dataset(recipe)
    table(tmp_path, shift=1, age=age)
    assert make_dataset(recipe).x[0, 0] == first.x[0, 0] + 1
    assert reads.count == 2


def test_a_file_written_a_moment_ago_is_not_trusted_to_stay(tmp_path: Path, reads: Counter) -> None:
    path = table(tmp_path)
    os.utime(path)
    recipe = DataRecipe("table", {"path": str(path)})
    held = make_dataset(recipe), make_dataset(recipe)
    assert reads.count == len(held)


def test_what_was_read_is_gone_with_the_last_data_set_made_of_it(tmp_path: Path, reads: Counter) -> None:
    recipe = DataRecipe("table", {"path": str(table(tmp_path))})
    assert len(make_dataset(recipe)) == 50
    gc.collect()
    make_dataset(recipe)
    assert reads.count == 2


def test_a_copy_in_the_project_is_read_once_although_it_has_no_place(tmp_path: Path, reads: Counter) -> None:
    path = table(tmp_path)
    recipe = DataRecipe("table", {"path": str(path)}).noted()
    path.unlink()
    first = make_dataset(recipe)
    second = make_dataset(replace(recipe, validation=0.2))
    assert reads.count == 1
    assert second.raw is first.raw


def test_a_file_that_is_gone_is_missed_although_its_samples_are_there(tmp_path: Path, reads: Counter) -> None:
    path = table(tmp_path)
    recipe = DataRecipe("table", {"path": str(path)})
    held = make_dataset(recipe)
    path.unlink()
    with pytest.raises(DataError, match="There is no file"):
        make_dataset(replace(recipe, validation=0.2))
    assert len(held) == 50


def test_idx_files_found_beside_the_pictures_count_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    reads = Counter(monkeypatch, "idx")
    put(tmp_path / "train-images-idx3", idx(pictures(3)))
    put(tmp_path / "train-labels-idx1", idx(np.array([0, 1, 2], np.uint8)))
    recipe = DataRecipe("idx", {"path": str(tmp_path / "train-images-idx3")})
    first = make_dataset(recipe)
    second = make_dataset(replace(recipe, seed=3))
    assert reads.count == 1
    put(tmp_path / "train-labels-idx1", idx(np.array([2, 1, 0], np.uint8)))
    third = make_dataset(recipe)
    assert (first.y.tolist(), second.y.tolist(), third.y.tolist()) == ([0, 1, 2], [0, 1, 2], [2, 1, 0])
    put(tmp_path / "t10k-images-idx3", idx(pictures(2)))
    put(tmp_path / "t10k-labels-idx1", idx(np.array([0, 1], np.uint8)))
    assert make_dataset(recipe).test.tolist() == [3, 4]
    assert reads.count == 3


def test_a_picture_that_is_added_to_a_folder_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.engine.data.image_files import drawing, encoded

    forget()
    reads = Counter(monkeypatch, "image_folder")
    folder = tmp_path / "pictures"
    for name in ("a/1.png", "b/1.png"):
        (folder / name).parent.mkdir(parents=True)
        put(folder / name, encoded(drawing("L"), "PNG"))
    quieten(folder)
    recipe = DataRecipe("image_folder", {"path": str(folder), "height": 5, "width": 6})
    held = [make_dataset(replace(recipe, seed=seed)) for seed in range(3)]
    assert reads.count == 1
    put(folder / "b" / "2.png", encoded(drawing("L"), "PNG"))
    quieten(folder)
    assert len(make_dataset(recipe)) == len(held[0]) + 1


def quieten(folder: Path) -> None:
    for place in (folder, *folder.iterdir()):
        os.utime(place, (LONG_AGO, LONG_AGO))


def test_digits_that_are_built_in_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    reads = Counter(monkeypatch, "mnist_sample")
    first = make_dataset(DataRecipe("mnist_sample"))
    second = make_dataset(DataRecipe("mnist_sample", validation=0.1, seed=3))
    assert reads.count == 1
    assert second.raw is first.raw
    assert np.array_equal(second.test, first.test)


def test_preparing_hears_that_it_is_no_longer_wanted(tmp_path: Path) -> None:
    recipe = DataRecipe("table", {"path": str(table(tmp_path))}, normalisation="standard", features=("p^2", "q"))
    held = make_dataset(recipe)
    shares: list[float] = []

    def hear(share: float, what: Text) -> None:
        shares.append(share)

    make_dataset(replace(recipe, seed=9), hear)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    for stop in range(len(shares)):
        with pytest.raises(CancelledError):
            make_dataset(replace(recipe, seed=9), Impatient(stop))
    assert len(held) == 50
