from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.data.progress import nobody
from engine.data.readers.npz_set import read_npz_set
from engine.errors import CancelledError, DataError
from engine.text import Text
from tests.engine.data.image_files import npz, pictures

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data.raw import RawSamples

Y = np.array([0, 1, 2, 1])


class Trap:
    """Something that runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('it ran')",)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.npz"


def read(path: Path, **arrays: Any) -> RawSamples:
    path.write_bytes(npz(**arrays))
    return read_npz_set(path, nobody)


def refusal(path: Path, data: bytes | None = None, **arrays: Any) -> str:
    path.write_bytes(npz(**arrays) if data is None else data)
    with pytest.raises(DataError) as caught:
        read_npz_set(path, nobody)
    return str(caught.value)


def zipped(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def header(text: str) -> bytes:
    return b"\x93NUMPY\1\0" + len(text).to_bytes(2, "little") + text.encode()


@pytest.mark.parametrize(
    ("inputs", "targets"),
    [("x", "y"), ("images", "labels"), ("data", "target"), ("X", "Y"), ("pixels", "answers"), ("x_train", "y_train")],
)
def test_samples_and_labels_are_found_by_name_or_by_shape(inputs: str, targets: str, path: Path) -> None:
    samples = read(path, **{inputs: pictures(4), targets: Y})
    assert np.array_equal(samples.x, pictures(4).reshape(4, 12).astype(np.float32) / np.float32(255))
    assert samples.image_shape == (1, 4, 3)
    assert (samples.y.tolist(), samples.classes) == ([0, 1, 2, 1], ("0", "1", "2"))
    assert samples.test is None


def test_a_test_set_of_the_file_becomes_test_rows(path: Path) -> None:
    x = pictures(4)
    samples = read(path, x_train=x, y_train=Y, x_test=x[2:], y_test=Y[2:])
    assert samples.test is not None
    assert samples.test.tolist() == [4, 5]
    assert samples.y.tolist() == [0, 1, 2, 1, 2, 1]
    assert np.array_equal(samples.x[4:], samples.x[2:4])


def test_pictures_in_colour_have_their_channels_first_whatever_the_order(path: Path) -> None:
    last = (np.arange(4 * 5 * 6 * 3) % 256).astype(np.uint8).reshape(4, 5, 6, 3)
    of_last = read(path, x=last, y=Y)
    of_first = read(path, x=np.ascontiguousarray(np.moveaxis(last, 3, 1)), y=Y)
    assert of_last.image_shape == of_first.image_shape == (3, 5, 6)
    assert np.array_equal(of_last.x, of_first.x)
    assert of_last.x[0, 0] == last[0, 0, 0, 0] / np.float32(255)


def test_arrays_in_fortran_order_and_in_foreign_byte_order_are_the_same_arrays(path: Path) -> None:
    x = np.linspace(0, 1, 60).reshape(4, 5, 3)
    plain = read(path, x=x, y=Y)
    for other in (np.asfortranarray(x), x.astype(">f8")):
        assert np.array_equal(read(path, x=other, y=Y.astype(">i2")).x, plain.x)


def test_rows_of_numbers_stay_as_they_are_and_real_targets_are_a_regression(path: Path) -> None:
    x = np.array([[1.5, -2000.0], [3, 4], [5, 6]])
    samples = read(path, x=x, y=np.array([[0.5], [1], [-2]]))
    assert samples.x.tolist() == x.tolist()
    assert (samples.columns, samples.classes, samples.image_shape) == (("x1", "x2"), (), None)
    assert samples.y.tolist() == [0.5, 1, -2]


def test_rows_of_784_bytes_are_taken_for_pictures_with_a_remark(path: Path) -> None:
    samples = read(path, x=pictures(4, 28, 28).reshape(4, 784), y=Y)
    assert samples.image_shape == (1, 28, 28)
    assert str(samples.remarks[0]) == "Rows of 784 values were taken for pictures of 28 x 28."


def test_texts_are_classes_in_the_order_of_the_alphabet(path: Path) -> None:
    samples = read(path, x=pictures(4), y=np.array(["cat", "ant", "bee", "ant"]))
    assert (samples.classes, samples.y.tolist()) == (("ant", "bee", "cat"), [2, 0, 1, 0])


def test_python_objects_are_refused_by_name_and_never_run(path: Path) -> None:
    assert "The array y in mine.npz holds Python objects." in refusal(path, x=pictures(1), y=np.array([Trap()], object))
    assert "The array x in mine.npz holds Python objects." in refusal(path, x=np.array([[Trap()]], object), y=Y[:1])


def test_a_header_is_never_evaluated(path: Path) -> None:
    for text in ("exec('raise SystemExit()')", "{'descr': '<f8', 'fortran_order': False, 'shape': (2**9**9,), }"):
        assert "x.npy in mine.npz is no array of numpy" in refusal(path, zipped("x.npy", header(text)))


@pytest.mark.parametrize(("value", "shown"), [(np.nan, "nan"), (np.inf, "inf"), (1e300, "inf")])
def test_what_is_not_finite_is_named_with_its_index(value: float, shown: str, path: Path) -> None:
    x = np.ones((4, 3))
    x[2, 1] = value
    assert f"Sample 2 of mine.npz has the value {shown} at place 1." in refusal(path, x=x, y=Y)
    y = np.array([0.5, 1, 2, value])
    assert "Target 3 of mine.npz is" in refusal(path, x=np.ones((4, 3)), y=y)


def test_wrong_labels_are_named_with_their_index(path: Path) -> None:
    x = pictures(4)
    assert "Label 1 of mine.npz is -1" in refusal(path, x=x, y=np.array([0, -1, 1, 1]))
    assert "Label 3 of mine.npz is 100000" in refusal(path, x=x, y=np.array([0, 1, 1, 100000]))
    assert "of one class" in refusal(path, x=x, y=np.zeros(4, int))
    assert "It needs one target for each sample".lower() in refusal(path, x=x, y=np.eye(4)).lower()
    assert "labels are whole numbers from 0 to 2" in refusal(path, x_train=x, y_train=Y, x_test=x[:1], y_test=Y[:1] + 9)


def test_arrays_that_do_not_fit_are_told_with_both_sizes(path: Path) -> None:
    assert "x has 4 samples and y has 3" in refusal(path, x=pictures(4), y=Y[:3])
    other = refusal(path, x_train=pictures(4), y_train=Y, x_test=pictures(4, 2, 2), y_test=Y)
    assert "samples of x_train have the size 4 x 3 and those of x_test have 2 x 2" in other
    assert "of three axes, the last or the first must be 1, 3 or 4 colours" in refusal(
        path, x=np.ones((4, 5, 5, 5)), y=Y
    )
    assert "has the shape 4 and the type" in refusal(path, x=np.ones(4), y=Y)
    assert "has the shape 0 x 3" in refusal(path, x=np.ones((0, 3)), y=Y[:0])


def test_what_cannot_be_told_apart_is_listed(path: Path) -> None:
    told = refusal(path, a=pictures(4), b=pictures(4), c=Y)
    assert "It is not clear which arrays of mine.npz are the samples" in told
    assert "a (4 x 4 x 3, |u1), b (4 x 4 x 3, |u1), c (4, <i8)" in told


def test_other_types_are_refused_by_name(path: Path) -> None:
    assert "The array x in mine.npz is of type <c16" in refusal(path, x=np.ones((4, 2), complex), y=Y)
    assert "The array y in mine.npz is of type records" in refusal(path, x=pictures(4), y=np.zeros(4, "i4,f4"))
    assert "has 5 axes; at most 4" in refusal(path, x=np.ones((4, 1, 1, 1, 1)), y=Y)


@pytest.mark.parametrize("shape", ["(300000000, 2)", "(9999999999999999999, 9999999999999999999)"])
def test_a_bomb_is_refused_before_there_is_memory_for_it(shape: str, path: Path) -> None:
    head = header(f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.npy", head + bytes(2**20))
        archive.writestr("y.npy", header("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }") + bytes(16))
    assert "numbers, and no more than 268,435,456 are read" in refusal(path, target.getvalue())


@pytest.mark.parametrize("length", [0, 90, 97])
def test_an_array_of_another_length_than_its_header_promises_is_refused(length: int, path: Path) -> None:
    head = header("{'descr': '<f8', 'fortran_order': False, 'shape': (4, 3), }")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("x.npy", head + bytes(length))
        archive.writestr("y.npy", header("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }") + b"\0\1\1\0")
    told = refusal(path, target.getvalue())
    assert f"should have 96 bytes for 4 x 3 values of type <f8, and has {length}." in told


def test_what_is_no_npz_is_refused(path: Path) -> None:
    whole = npz(x=pictures(4), y=Y)
    encrypted = bytearray(zipped("x.npy", b"secret"))
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        encrypted[encrypted.index(signature) + place] |= 1
    assert "is empty" in refusal(path, b"")
    assert "is no readable .npz file" in refusal(path, b"x1,x2,y\n1,2,3\n")
    assert "is no readable .npz file" in refusal(path, whole[:-30])
    assert "is no array of numpy" in refusal(path, zipped("readme.txt", b"hello"))
    assert "packed in a way that numpy does not write" in refusal(path, zipped("x.npy", b"1", zipfile.ZIP_LZMA))
    assert "packed in a way that numpy does not write" in refusal(path, bytes(encrypted))
    assert "It holds: -." in refusal(path, zipped("x.npy", b"")[-22:][:4] + bytes(18))
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match="is a folder"):
        read_npz_set(path, nobody)


def test_too_many_files_are_refused(path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(1001):
            archive.writestr(str(number), b"")
    assert "holds 1001 files; at most 1000 are read" in refusal(path, target.getvalue())


def test_reading_ends_when_nobody_waits_for_it_any_more(path: Path) -> None:
    path.write_bytes(npz(x=pictures(4), y=Y))

    def cancel(share: float, what: Text) -> None:
        raise CancelledError(Text("test", "stop"))

    with pytest.raises(CancelledError):
        read_npz_set(path, cancel)
