"""A folder of pictures in which each folder is a class."""

from __future__ import annotations

import os
import re
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.raw import RawSamples
from engine.data.readers.files import check_values
from engine.data.readers.pixels import check_classes, listed, pixel_names
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from PIL import Image

    from engine.data.progress import Progress

    Floats = npt.NDArray[np.float32]

ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".gif")
FORMATS = ("PNG", "JPEG", "BMP", "GIF")
MOST_FILES = 1_000_000
MOST_PIXELS = 2**25
"""The largest picture that is opened: 33 million pixels, which take 134 MB while they are made smaller."""
MOST_BYTES = 2**26
PAPER = (255, 255, 255, 255)
"""What shows through transparent pixels."""


@dataclass(frozen=True, slots=True)
class Size:
    """What every picture is made into."""

    height: int
    width: int
    colour: bool

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, height and width."""
        return (3 if self.colour else 1), self.height, self.width


@dataclass(frozen=True, slots=True)
class Found:
    """The picture files of a folder, with the number of the class of each."""

    classes: tuple[str, ...]
    files: tuple[tuple[Path, int], ...]
    n_train: int


def read_image_folder(folder: Path, size: Size, progress: Progress) -> RawSamples:
    """Read ``folder/class/picture.png`` and the like, or ``folder/train/class/...`` with ``folder/test/class/...``.

    Classes and files are taken in the order of their names. Pictures are resized; broken ones are left out, with a
    remark that names them.

    Raises
    ------
    DataError
        If the folder cannot be read, or holds pictures of fewer than two classes.
    """
    found = _find(folder)
    check_values(folder.name, len(found.files) * size.height * size.width * size.shape[0])
    x = np.empty((len(found.files), np.prod(size.shape)), np.float32)
    good = np.zeros(len(x), bool)
    broken = []
    what = Text("data", "Reading pictures in {folder}").fill(folder=folder.name)
    with warnings.catch_warnings():
        _hear_only_of_bombs()
        unreadable = faults()
        for row, (path, _) in enumerate(found.files):
            progress(row / len(x), what)
            try:
                x[row] = read_picture(path, size)
                good[row] = True
            except unreadable:
                broken.append(f"{path.parent.name}/{path.name}")
    return _samples(folder, found, x, good, broken, size)


def _samples(
    folder: Path, found: Found, x: Floats, good: npt.NDArray[np.bool_], broken: list[str], size: Size
) -> RawSamples:
    y = np.array([number for _, number in found.files], np.float32)
    n_train = int(np.count_nonzero(good[: found.n_train]))
    if not np.count_nonzero(good):
        raise DataError(
            Text("data", "None of the {count} pictures in {folder} can be read: {names}. Choose another folder.").fill(
                count=len(good), folder=folder.name, names=listed(broken)
            )
        )
    check_classes(len(np.unique(y[: found.n_train][good[: found.n_train]])), folder.name)
    remark = Text("data", "Left out, because they are no readable pictures ({count}): {names}.")
    test = np.arange(n_train, np.count_nonzero(good), dtype=np.int64)
    return RawSamples(
        pixel_names(size.shape),
        x if good.all() else x[good],
        "class",
        y[good],
        found.classes,
        size.shape,
        test if len(test) else None,
        (remark.fill(count=len(broken), names=listed(broken)),) if broken else (),
    )


def read_picture(path: Path, size: Size) -> Floats:
    """Return one picture, resized, as channels x height x width values from 0 to 1 in one row.

    Raises
    ------
    OSError, ValueError or another of `faults`
        If it is broken, or larger than what is opened.
    """
    from PIL import Image

    if path.stat().st_size > MOST_BYTES or not path.is_file():
        raise ValueError("too large a file, or none")
    with Image.open(path, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        picture.draft("RGB" if size.colour else "L", (size.width, size.height))  # a JPEG is then read smaller, fast
        flat = _on_paper(picture, "RGB" if size.colour else "L")
    if flat.size != (size.width, size.height):
        flat = flat.resize((size.width, size.height), Image.Resampling.BILINEAR)
    values = np.asarray(flat, np.float32).reshape(size.height, size.width, size.shape[0])
    return np.ascontiguousarray(values.transpose(2, 0, 1)).reshape(-1) / np.float32(255)


def _on_paper(picture: Image.Image, mode: str) -> Image.Image:
    from PIL import Image, ImageOps

    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 255
        return Image.fromarray((np.asarray(upright, np.int64).clip(0, 65535) // 257).astype(np.uint8)).convert(mode)
    if upright.has_transparency_data:
        solid = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", solid.size, PAPER), solid)
    return upright.convert(mode)


def faults() -> tuple[type[Exception], ...]:
    """Return what Pillow raises for broken pictures."""
    from PIL import Image

    return (
        OSError,
        ValueError,
        SyntaxError,  # of a broken PNG
        EOFError,
        ArithmeticError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
        NotImplementedError,
        MemoryError,
        struct.error,
        zlib.error,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    )


def _hear_only_of_bombs() -> None:
    from PIL import Image

    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def _find(folder: Path) -> Found:
    inside = _folders(folder)
    by_name = {path.name.lower(): path for path in inside}
    if {"train", "test"} <= set(by_name):
        train = _classes(_folders(by_name["train"]))
        test = _classes(_folders(by_name["test"]))
    else:
        train, test = _classes(inside), {}
    names = tuple(train)
    unknown = [name for name in test if name not in train]
    if unknown:
        raise DataError(
            Text(
                "data",
                "The test pictures in {folder} have classes that the training pictures do not have: {names}. "
                "Name the folders alike.",
            ).fill(folder=folder.name, names=listed(unknown))
        )
    if not names:
        raise DataError(
            Text(
                "data",
                "{folder} has no folders with pictures in them. Choose a folder that holds a folder for each class, "
                "with .png, .jpg, .bmp or .gif files.",
            ).fill(folder=folder.name or folder)
        )
    check_classes(len(names), folder.name)
    files = [(path, names.index(name)) for part in (train, test) for name, paths in part.items() for path in paths]
    if len(files) > MOST_FILES:
        raise DataError(
            Text("data", "{folder} holds {count} pictures; at most {most} are read. Choose a part of it.").fill(
                folder=folder.name, count=f"{len(files):,}", most=f"{MOST_FILES:,}"
            )
        )
    return Found(names, tuple(files), sum(len(paths) for paths in train.values()))


def _classes(folders: list[Path]) -> dict[str, list[Path]]:
    """Return the pictures directly in each folder, where there are any."""
    all_files = {folder.name: _pictures(folder) for folder in folders}
    return {name: files for name, files in all_files.items() if files}


def _folders(folder: Path) -> list[Path]:
    return sorted((Path(e.path) for e in _entries(folder) if _is_folder(e)), key=lambda path: _in_order(path.name))


def _pictures(folder: Path) -> list[Path]:
    names = (e.path for e in _entries(folder) if e.name.lower().endswith(ENDINGS) and not _is_folder(e))
    return sorted((Path(name) for name in names), key=lambda path: _in_order(path.name))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except NotADirectoryError as error:
        raise DataError(
            Text(
                "data", "{folder} is a file and not a folder. Choose a folder that holds a folder for each class."
            ).fill(folder=folder)
        ) from error
    except FileNotFoundError as error:
        raise DataError(
            Text("data", "There is no folder {folder}. It may have been moved or renamed: choose it again.").fill(
                folder=folder
            )
        ) from error
    except OSError as error:
        raise DataError(
            Text(
                "data", "The folder {folder} cannot be read: {reason}. Change its permissions, or choose a copy."
            ).fill(folder=folder, reason=error.strerror or error)
        ) from error


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _in_order(name: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts 2 before 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name)] + [
        (2, 0, name)
    ]
