from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.data import DataRecipe, make_dataset
from engine.data.progress import nobody
from engine.data.readers.idx import read_idx
from engine.data.readers.idx_set import read_idx_set
from engine.errors import CancelledError, DataError
from engine.text import Text
from tests.engine.data.image_files import CODES, idx, packed, pictures, save_idx_set

if TYPE_CHECKING:
    from engine.data.raw import RawSamples


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_idx(path, nobody)
    return str(caught.value)


def set_refusal(images: Path, labels: Path | None = None, classes: int = 0) -> str:
    with pytest.raises(DataError) as caught:
        read_idx_set(images, labels, nobody, classes=classes)
    return str(caught.value)


def saved(folder: Path, data: bytes, name: str = "train-images-idx3-ubyte") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("pack", [bytes, packed])
@pytest.mark.parametrize("kind", CODES)
def test_every_type_is_read_back_as_it_was_written(kind: str, pack: type[bytes], tmp_path: Path) -> None:
    array = np.array([[[0, 1], [2, 127]]], kind)
    read = read_idx(saved(tmp_path, pack(idx(array))), nobody)
    assert read.dtype == array.dtype
    assert np.array_equal(read, array)


@pytest.mark.parametrize("packed_files", [True, False])
def test_bytes_become_values_from_0_to_1_and_labels_are_found_beside(packed_files: bool, tmp_path: Path) -> None:
    samples = read_idx_set(save_idx_set(tmp_path, packed_files=packed_files), None, nobody)
    assert np.array_equal(samples.x, pictures(6).reshape(6, 12).astype(np.float32) / np.float32(255))
    assert samples.x.dtype == np.float32
    assert samples.x[0, 0] == 1
    assert samples.image_shape == (1, 4, 3)
    assert samples.columns[:4] == ("r0c0", "r0c1", "r0c2", "r1c0")
    assert (samples.classes, samples.y.tolist()) == (("0", "1", "2"), [0, 1, 2, 0, 1, 2])
    assert samples.test is None


def test_the_test_set_beside_a_training_set_becomes_its_test_rows(tmp_path: Path) -> None:
    images = save_idx_set(tmp_path, 6, "train10k")
    save_idx_set(tmp_path, 2, "t10k", packed_files=False)
    samples = read_idx_set(images, None, nobody)
    assert samples.test is not None
    assert samples.test.tolist() == [6, 7]
    assert np.array_equal(samples.x[6:], samples.x[:2])
    assert read_idx_set(images, None, nobody, with_test=False).test is None


def test_a_test_set_alone_has_no_test_rows(tmp_path: Path) -> None:
    save_idx_set(tmp_path, 6, "train")
    assert read_idx_set(save_idx_set(tmp_path, 3, "t10k"), None, nobody).test is None


def test_labels_of_another_name_can_be_given(tmp_path: Path) -> None:
    images = saved(tmp_path, idx(pictures(2)), "digits")
    labels = saved(tmp_path, idx(np.array([1, 0], np.int32)), "answers")
    assert read_idx_set(images, labels, nobody).y.tolist() == [1, 0]


def test_pictures_in_colour_have_their_channels_first(tmp_path: Path) -> None:
    images = saved(tmp_path, idx(np.zeros((2, 3, 4, 5), np.uint8)))
    samples = read_idx_set(images, saved(tmp_path, idx(np.array([0, 1], np.uint8)), "labels"), nobody)
    assert samples.image_shape == (3, 4, 5)
    assert samples.columns[20] == "green_r0c0"


def test_a_class_without_a_sample_is_remarked(tmp_path: Path) -> None:
    images, labels = saved(tmp_path, idx(pictures(2))), saved(tmp_path, idx(np.array([1, 3], np.uint8)), "l")
    data = make_dataset(DataRecipe("idx", {"path": str(images), "labels": str(labels)}))
    assert data.classes == ("0", "1", "2", "3")
    assert [str(remark) for remark in data.remarks] == ["The data has no sample of class 0, 2."]


WRONG_FILES = {
    "empty": (b"", "is empty"),
    "text": (b"label,pixel1\n", "begins with the bytes 6c 61 62 65"),
    "unknown type": (b"\0\0\x0a\x01\0\0\0\1\0", "begins with the bytes 00 00 0a 01"),
    "no axes": (b"\0\0\x08\0", "has 0 axes at byte 3"),
    "many axes": (b"\0\0\x08\xff" + b"\0\0\0\1" * 255, "has 255 axes at byte 3"),
    "half a header": (b"\0\0\x08\x03\0\0\0\2\0", "ends at byte 9, within a header of 16 bytes"),
    "short": (idx(pictures(2))[:-1], "(2 x 4 x 3) promises 24 bytes of data, and there are at most 23"),
    "long": (idx(pictures(2)) + b"!", "goes on after byte 40"),
    "huge": (b"\0\0\x08\x03" + b"\xff" * 12, "promises 79,228,162,458,924,105,385,300,197,375 numbers"),
    "short in gzip": (packed(idx(pictures(200))[:-900]), "(200 x 4 x 3) promises 2,400 bytes"),
    "long in gzip": (packed(idx(pictures(2)) + b"!"), "goes on after byte 40"),
    "cut gzip": (packed(idx(pictures(50)))[:-9], "is a damaged gzip file"),
    "changed gzip": (packed(idx(pictures(2)))[:-8] + b"12345678", "is a damaged gzip file"),
    "gzip in name only": (b"\x1f\x8b" + b"what?" * 9, "is a damaged gzip file"),
}


@pytest.mark.parametrize("case", WRONG_FILES)
def test_a_wrong_file_is_refused_with_its_name_and_the_place(case: str, tmp_path: Path) -> None:
    data, told = WRONG_FILES[case]
    sentence = refusal(saved(tmp_path, data))
    assert told in sentence
    assert sentence.startswith("train-images-idx3-ubyte ")


def test_a_gzip_bomb_costs_no_more_than_what_the_header_promises(tmp_path: Path) -> None:
    unpacked: list[int] = []

    class Counting(gzip.GzipFile):
        def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stub takes any buffer
            unpacked.append(len(buffer))
            return super().readinto(buffer)

    bomb = packed(idx(pictures(2)) + bytes(2**26))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gzip, "GzipFile", Counting)
        assert "goes on after byte 40" in refusal(saved(tmp_path, bomb))
    assert sum(unpacked) == 24


def test_a_header_that_promises_a_gigabyte_gets_no_memory_for_it(tmp_path: Path) -> None:
    claim = b"\0\0\x08\x01" + (2**28).to_bytes(4, "big")
    for data in (claim, packed(claim)):
        assert "is too short" in refusal(saved(tmp_path, data))


def test_what_is_no_file_is_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a folder" in refusal(tmp_path)
    assert "There is no file" in refusal(tmp_path / "gone")
    assert "is a device or a pipe" in refusal(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "cannot be read" in refusal(tmp_path / "loop")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = saved(tmp_path, idx(pictures(1)))
    monkeypatch.setattr(Path, "open", denied)
    assert f"{path} may not be read: permission denied" in refusal(path)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, idx(pictures(3)))

    def write_more(share: float, what: Text) -> None:
        with path.open("ab") as file:
            file.write(b"more")

    with pytest.raises(DataError, match=r"changed while it was being read|goes on after"):
        read_idx(path, write_more)

    path = saved(tmp_path, packed(idx(pictures(3))))

    def touch(share: float, what: Text) -> None:
        os.utime(path, ns=(1, 1))

    with pytest.raises(DataError, match="changed while it was being read"):
        read_idx(path, touch)


def test_reading_ends_when_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    def cancel(share: float, what: Text) -> None:
        raise CancelledError(Text("test", "stop"))

    with pytest.raises(CancelledError):
        read_idx_set(save_idx_set(tmp_path), None, cancel)


def test_progress_goes_up_from_0_to_1(tmp_path: Path) -> None:
    shares: list[float] = []
    read_idx_set(save_idx_set(tmp_path), None, lambda share, what: shares.append(share))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_pictures_without_labels_tell_which_file_is_missing(tmp_path: Path) -> None:
    images = saved(tmp_path, idx(pictures(2)))
    assert "such as train-labels-idx1-ubyte, train-labels-idx1-ubyte.gz" in set_refusal(images)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    images = saved(tmp_path, idx(pictures(2)))
    three = saved(tmp_path, idx(np.array([0, 1, 2], np.uint8)), "three")
    real = saved(tmp_path, idx(np.array([0, 1], np.float32)), "real")
    assert "has 2 pictures and three has 3 labels" in set_refusal(images, three)
    assert "has 3 axes" in set_refusal(images, images)
    assert "real has 1 axes and the type float32" in set_refusal(images, real)
    assert "has the shape 3;" in set_refusal(three, three)


def test_labels_out_of_range_are_named_with_their_place(tmp_path: Path) -> None:
    images = saved(tmp_path, idx(pictures(3)))
    labels = saved(tmp_path, idx(np.array([0, 1, 7], np.uint8)), "l")
    negative = saved(tmp_path, idx(np.array([0, -5, 1], np.int8)), "n")
    assert "Label 2 of l is 7; labels are whole numbers from 0 to 4." in set_refusal(images, labels, classes=5)
    assert "Label 1 of n is -5" in set_refusal(images, negative)


def test_a_test_label_that_training_does_not_know_is_refused(tmp_path: Path) -> None:
    images = save_idx_set(tmp_path)
    save_idx_set(tmp_path, 2, "t10k")
    saved(tmp_path, packed(idx(np.array([0, 9], np.uint8))), "t10k-labels-idx1-ubyte.gz")
    assert "Label 1 of t10k-labels-idx1-ubyte.gz is 9; labels are whole numbers from 0 to 2." in set_refusal(images)


def test_a_test_set_of_another_size_is_refused(tmp_path: Path) -> None:
    images = save_idx_set(tmp_path)
    save_idx_set(tmp_path, 2, "t10k")
    saved(tmp_path, packed(idx(pictures(2, 5, 5))), "t10k-images-idx3-ubyte.gz")
    assert "have the size 4 x 3, and those of the test set t10k-images-idx3-ubyte.gz have 5 x 5" in set_refusal(images)


def test_one_class_is_too_few(tmp_path: Path) -> None:
    images = saved(tmp_path, idx(pictures(2)))
    assert "of one class" in set_refusal(images, saved(tmp_path, idx(np.zeros(2, np.uint8)), "l"))


@pytest.mark.parametrize(("value", "shown"), [(np.nan, "nan"), (np.inf, "inf"), (-np.inf, "-inf")])
def test_what_is_not_finite_is_named_with_its_place(value: float, shown: str, tmp_path: Path) -> None:
    values = np.zeros((3, 2, 2))
    values[1, 1, 0] = value
    labels = saved(tmp_path, idx(np.array([0, 1, 1], np.uint8)), "l")
    told = set_refusal(saved(tmp_path, idx(values)), labels)
    assert f"Sample 1 of train-images-idx3-ubyte has the value {shown} at place 2." in told


def test_real_numbers_are_pictures_from_0_to_1_or_to_255(tmp_path: Path) -> None:
    labels = saved(tmp_path, idx(np.array([0, 1], np.uint8)), "l")

    def read(high: float) -> RawSamples:
        return read_idx_set(saved(tmp_path, idx(np.array([[[0.0]], [[high]]]))), labels, nobody)

    assert read(1).x.tolist() == [[0], [1]]
    assert read(255).x.tolist() == [[0], [1]]
    assert read(51).x[1, 0] == np.float32(0.2)
    assert str(read(51).remarks[0]) == "The values of the pictures go from 0 to 51; they were divided by 255."
    with pytest.raises(DataError, match="go from 0 to 256"):
        read(256)
