from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from engine.data.progress import nobody
from engine.data.readers import image_folder
from engine.data.readers.image_folder import Size, read_image_folder
from engine.errors import CancelledError, DataError
from engine.text import Text
from tests.engine.data.image_files import drawing, encoded, with_right_sums

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data.raw import RawSamples

GREY = Size(2, 3, colour=False)


def save(folder: Path, **files: bytes) -> None:
    """Write files named ``class__name``."""
    for name, content in files.items():
        place, _, file = name.partition("__")
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / file.replace("_", ".")).write_bytes(content)


def plain(value: int, mode: str = "L", size: tuple[int, int] = (3, 2)) -> bytes:
    return encoded(Image.new(mode, size, value), "PNG")


def read(folder: Path, size: Size = GREY) -> RawSamples:
    return read_image_folder(folder, size, nobody)


def refusal(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        read(folder)
    return str(caught.value)


def test_each_folder_is_a_class_and_pixels_go_from_0_to_1(tmp_path: Path) -> None:
    save(tmp_path, dark__a_png=plain(0), light__a_png=plain(255), light__b_png=plain(51))
    samples = read(tmp_path)
    assert (samples.classes, samples.y.tolist()) == (("dark", "light"), [0, 1, 1])
    assert (samples.x.shape, samples.image_shape) == ((3, 6), (1, 2, 3))
    assert samples.x.dtype == np.float32
    assert samples.x[:, 0].tolist() == [0, 1, np.float32(0.2)]
    assert samples.remarks == ()


def test_every_format_gives_the_same_picture(tmp_path: Path) -> None:
    grey = Image.new("L", (8, 8), 100)
    save(tmp_path, a__x_png=encoded(grey, "PNG"), b__a_bmp=encoded(grey, "BMP"), b__b_gif=encoded(grey, "GIF"))
    save(tmp_path, b__c_jpg=encoded(grey, "JPEG"), b__d_JPEG=encoded(grey, "JPEG"))
    assert np.allclose(read(tmp_path).x, 100 / 255, atol=1 / 255)
    assert len(read(tmp_path).x) == 5


def test_pictures_keep_their_places_when_they_have_the_size_already(tmp_path: Path) -> None:
    values = np.arange(6, dtype=np.uint8).reshape(2, 3) * 40
    save(tmp_path, a__x_png=encoded(Image.fromarray(values), "PNG"), b__x_png=plain(0))
    assert np.array_equal(read(tmp_path).x[0], values.reshape(-1) / np.float32(255))


def test_pictures_of_other_sizes_are_resized(tmp_path: Path) -> None:
    save(tmp_path, a__x_png=plain(77, size=(40, 31)), a__y_png=plain(77, size=(1, 1)), b__x_png=plain(77))
    assert np.allclose(read(tmp_path).x, 77 / 255)


def test_colour_has_red_green_and_blue_one_after_the_other(tmp_path: Path) -> None:
    red = encoded(Image.new("RGB", (3, 2), (255, 0, 51)), "PNG")
    save(tmp_path, a__x_png=red, b__x_png=plain(255))
    samples = read(tmp_path, Size(2, 3, colour=True))
    assert samples.image_shape == (3, 2, 3)
    assert samples.x[0].tolist() == [1] * 6 + [0] * 6 + [np.float32(0.2)] * 6
    assert samples.x[1].tolist() == [1] * 18
    assert samples.columns[6] == "green_r0c0"


def test_what_is_transparent_is_white_as_paper(tmp_path: Path) -> None:
    clear = encoded(Image.new("RGBA", (3, 2), (0, 0, 0, 0)), "PNG")
    save(tmp_path, a__x_png=clear, b__x_png=plain(0))
    assert read(tmp_path).x[:, 0].tolist() == [1, 0]


def test_sixteen_bits_of_grey_keep_their_shades(tmp_path: Path) -> None:
    deep = Image.fromarray(np.full((2, 3), 65535 // 2, np.uint16))
    save(tmp_path, a__x_png=encoded(deep, "PNG"), b__x_png=plain(0))
    assert read(tmp_path).x[0, 0] == pytest.approx(0.5, abs=0.01)


def test_classes_and_files_are_in_the_order_of_their_names_with_2_before_10(tmp_path: Path) -> None:
    for name in ("10", "9", "2"):
        save(tmp_path, **{f"{name}__10_png": plain(10), f"{name}__9_png": plain(9)})
    samples = read(tmp_path)
    assert samples.classes == ("2", "9", "10")
    assert np.allclose(samples.x[:, 0] * 255, [9, 10] * 3)


def test_a_broken_picture_is_left_out_and_named(tmp_path: Path) -> None:
    save(tmp_path, a__x_png=plain(1), a__cut_png=plain(1, size=(50, 50))[:60], b__text_jpg=b"hello", b__y_png=plain(2))
    samples = read(tmp_path)
    assert samples.y.tolist() == [0, 1]
    assert np.allclose(samples.x[:, 0] * 255, [1, 2])
    assert [str(remark) for remark in samples.remarks] == [
        "Left out, because they are no readable pictures (2): a/cut.png, b/text.jpg."
    ]


def test_a_picture_that_claims_to_be_huge_is_left_out_without_memory_for_it(tmp_path: Path) -> None:
    for number, side in enumerate((6_000, 12_000, 100_000)):
        bomb = bytearray(plain(0))
        bomb[16:24] = side.to_bytes(4, "big") * 2
        save(tmp_path, **{f"a__{number}_png": with_right_sums(bytes(bomb))})
    save(tmp_path, a__x_png=plain(0), b__x_png=plain(0))
    assert "(3): a/0.png, a/1.png, a/2.png" in str(read(tmp_path).remarks[0])


def test_a_picture_in_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_folder, "MOST_BYTES", 100)
    save(tmp_path, a__x_png=plain(0), a__y_png=plain(0) + bytes(100), b__x_png=plain(0))
    assert "(1): a/y.png" in str(read(tmp_path).remarks[0])


def test_other_files_and_hidden_ones_do_not_count(tmp_path: Path) -> None:
    save(tmp_path, a__x_png=plain(0), b__x_png=plain(0), a__notes_txt=b"hello", empty__notes_txt=b"hello")
    save(tmp_path, **{".hidden__x_png": plain(0), "a__.x_png": plain(0)})
    (tmp_path / "readme.png").write_bytes(plain(0))
    assert (read(tmp_path).classes, len(read(tmp_path).x), read(tmp_path).remarks) == (("a", "b"), 2, ())


def test_links_in_a_circle_are_passed_over(tmp_path: Path) -> None:
    save(tmp_path, a__x_png=plain(0), b__x_png=plain(0))
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "a" / "itself.png").symlink_to(tmp_path / "a" / "itself.png")
    os.mkfifo(tmp_path / "a" / "pipe.png")
    samples = read(tmp_path)
    assert (samples.classes, len(samples.x)) == (("a", "b"), 2)
    assert "a/itself.png, a/pipe.png" in str(samples.remarks[0])


def test_folders_named_train_and_test_hold_the_classes_of_each(tmp_path: Path) -> None:
    save(tmp_path / "train", a__x_png=plain(1), a__bad_png=b"", b__x_png=plain(2))
    save(tmp_path / "test", b__x_png=plain(3))
    samples = read(tmp_path)
    assert samples.test is not None
    assert (samples.classes, samples.y.tolist(), samples.test.tolist()) == (("a", "b"), [0, 1, 1], [2])
    save(tmp_path / "test", c__x_png=plain(3))
    assert "have classes that the training pictures do not have: c" in refusal(tmp_path)


def test_a_folder_without_classes_is_refused(tmp_path: Path) -> None:
    assert "has no folders with pictures in them" in refusal(tmp_path)
    save(tmp_path, a__x_png=plain(0))
    assert "of one class" in refusal(tmp_path)
    save(tmp_path, b__x_png=b"no picture")
    assert "of one class" in refusal(tmp_path)
    save(tmp_path, a__x_png=b"none either")
    assert "None of the 2 pictures" in refusal(tmp_path)


def test_what_is_no_readable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "file"
    file.write_bytes(b"")
    assert f"{file} is a file and not a folder" in refusal(file)
    assert f"There is no folder {tmp_path / 'gone'}" in refusal(tmp_path / "gone")
    monkeypatch.setattr(os, "scandir", denied)
    assert f"The folder {tmp_path} cannot be read: Permission denied" in refusal(tmp_path)


def test_more_numbers_than_fit_are_refused_before_there_is_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, a__x_png=plain(0), b__x_png=plain(0))
    monkeypatch.setattr("engine.data.readers.files.LARGEST_VALUES", 11)
    assert "promises 12 numbers, and no more than 11 are read" in refusal(tmp_path)


def test_reading_ends_when_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    save(tmp_path, a__x_png=plain(0), b__x_png=encoded(drawing(), "PNG"))
    heard: list[float] = []

    def cancel(share: float, what: Text) -> None:
        heard.append(share)
        if share:
            raise CancelledError(Text("test", "stop"))

    with pytest.raises(CancelledError):
        read_image_folder(tmp_path, GREY, cancel)
    assert heard == [0, 0.5]
