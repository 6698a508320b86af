from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.catalog.spec import validated
from engine.data import images
from engine.data.download import MNIST, RemoteFile, RemoteSet, folder_of
from engine.data.images import IMAGES
from engine.data.progress import nobody
from engine.errors import DataError, DownloadNeededError
from tests.engine.data.image_files import drawing, encoded, npz, pictures, save_idx_set

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data.raw import RawSamples

SPECS = {spec.kind: spec for spec in IMAGES}


def load(kind: str, **settings: object) -> RawSamples:
    spec = SPECS[kind]
    return spec.load(validated(spec.params, settings), np.random.default_rng(0), nobody)


def test_the_digits_of_scikit_learn_are_built_in() -> None:
    samples = load("digits")
    assert (samples.x.shape, samples.image_shape) == ((1797, 64), (1, 8, 8))
    assert (samples.x.min(), samples.x.max()) == (0, 1)
    assert samples.x.dtype == samples.y.dtype == np.float32
    assert samples.classes == tuple("0123456789")
    assert samples.y[:4].tolist() == [0, 1, 2, 3]


def test_the_sample_of_mnist_is_there_without_a_network_and_balanced() -> None:
    samples = load("mnist_sample")
    assert samples.x.shape == (3000, 784)
    assert samples.image_shape == (1, 28, 28)
    assert samples.test is not None
    assert samples.test.tolist() == list(range(2000, 3000))
    assert np.bincount(samples.y[:2000].astype(int)).tolist() == [200] * 10
    assert np.bincount(samples.y[2000:].astype(int)).tolist() == [100] * 10
    assert (samples.x.min(), samples.x.max()) == (0, 1)
    assert 0.12 < samples.x.mean() < 0.14  # that of all of MNIST is 0.1307


def test_the_sample_of_mnist_says_whose_it_is_and_may_be_passed_on() -> None:
    text = (images.DATASETS / "mnist_sample" / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    for name in ("LeCun", "Cortes", "Burges", "https://creativecommons.org/licenses/by-sa/3.0/"):
        assert name in text


def test_mnist_asks_to_be_downloaded_before_its_first_use() -> None:
    with pytest.raises(DownloadNeededError, match=r"Download it once \(11\.6 MB\)") as caught:
        load("mnist")
    assert (caught.value.kind, caught.value.dataset) == ("download", "mnist")


def test_mnist_is_read_from_the_cache_once_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(MNIST)
    folder.mkdir(parents=True)
    save_idx_set(folder, 12)
    save_idx_set(folder, 3, "t10k")
    files = sorted(folder.iterdir())
    known = tuple(
        RemoteFile(file.name, file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files
    )
    monkeypatch.setattr(images, "MNIST", RemoteSet("mnist", known, ()))
    samples = load("mnist")
    assert samples.test is not None
    assert (len(samples.x), len(samples.test), len(samples.classes)) == (15, 3, 10)
    files[0].write_bytes(files[0].read_bytes()[:-1])
    with pytest.raises(DownloadNeededError):
        load("mnist")


def test_files_of_the_person_are_read_as_the_settings_say(tmp_path: Path) -> None:
    path = save_idx_set(tmp_path)
    save_idx_set(tmp_path, 3, "t10k")
    assert load("idx", path=str(path)).test is not None
    without = load("idx", path=str(path), with_test=False, classes=5)
    assert (without.test, len(without.classes)) == (None, 5)
    labels = str(tmp_path / "t10k-labels-idx1-ubyte.gz")
    with pytest.raises(DataError, match="has 6 pictures and t10k-labels"):
        load("idx", path=str(path), labels=labels)

    (tmp_path / "x.npz").write_bytes(npz(x=pictures(4), y=np.array([0, 1, 2, 1])))
    assert load("npz", path=str(tmp_path / "x.npz")).x.shape == (4, 12)

    for name in ("cat", "dog"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        (tmp_path / "pets" / name / "x.png").write_bytes(encoded(drawing(), "PNG"))
    assert load("image_folder", path=str(tmp_path / "pets")).image_shape == (1, 28, 28)
    assert load("image_folder", path=str(tmp_path / "pets"), height=5, width=4, colour=True).image_shape == (3, 5, 4)


@pytest.mark.parametrize("kind", ["idx", "npz", "image_folder"])
def test_a_source_without_a_file_says_that_one_must_be_chosen(kind: str) -> None:
    with pytest.raises(DataError, match="No file or folder is chosen yet"):
        load(kind)


def test_nothing_heavy_is_imported_before_a_source_is_used() -> None:
    heavy = "{'PIL', 'pooch', 'requests', 'urllib3', 'sklearn', 'torch', 'polars'}"
    program = f"import sys, engine.data.images; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
