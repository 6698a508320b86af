"""A set of pictures in IDX files: pictures, their labels, and the test set that lies beside them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.progress import share_of
from engine.data.raw import RawSamples
from engine.data.readers.idx import read_idx
from engine.data.readers.pixels import BYTE, Labels, class_numbers, flat_rows, picture_divisor, pixel_names
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.data.progress import Progress
    from engine.data.readers.pixels import ImageShape

    Array = npt.NDArray[np.generic]

TRAIN = re.compile(r"^train\w*?(?=[-_.]images)")


@np.errstate(all="ignore")  # what is not finite is refused with a sentence
def read_idx_set(
    images: Path, labels: Path | None, progress: Progress, *, classes: int = 0, with_test: bool = True
) -> RawSamples:
    """Read pictures and their labels.

    Parameters
    ----------
    images : Path
        The file with the pictures: samples, height, width, and perhaps channels before the height.
    labels : Path, optional
        The file with a label for each; found by its name if not given.
    classes : int
        How many classes there are; 0 takes the highest label for the last class.
    with_test : bool
        Whether ``t10k-images...`` beside ``train-images...`` is read as well, as test samples.

    Raises
    ------
    DataError
        If a file cannot be read, or does not fit another one.
    """
    pairs = [(images, labels if labels is not None else labels_beside(images))]
    test = held_out_beside(images) if with_test else None
    if test is not None:
        pairs.append(test)
    share = 0.8 / len(pairs)
    read = [_pair(*pair, share_of(progress, i * share, (i + 1) * share)) for i, pair in enumerate(pairs)]
    pictures = [pair[0] for pair in read]
    if test is not None:
        _check_same_size(images, pictures[0], test[0], pictures[1])
    shape = _image_shape(images, pictures[0])
    numbers = _numbers(pairs, [pair[1] for pair in read], classes)
    divisor, remarks = _divisor(pictures, images.name)
    x = flat_rows(pictures, divisor, images.name, share_of(progress, 0.8, 1.0))
    rows = None if test is None else np.arange(len(pictures[0]), len(x), dtype=np.int64)
    return RawSamples(pixel_names(shape), x, "label", numbers.y, numbers.classes, shape, rows, remarks)


def beside_images(images: Path, labels: Path | None, with_test: bool) -> tuple[Path, ...]:
    """Return the files that `read_idx_set` reads besides the pictures; `DataError` if there are no labels."""
    test = held_out_beside(images) if with_test else None
    return (labels if labels is not None else labels_beside(images), *(test or ()))


def labels_beside(images: Path) -> Path:
    """Find the labels that belong to pictures by the names that MNIST's files have; `DataError` if there are none."""
    for name in _partners(images.name):
        if os.path.isfile(images.parent / name):
            return images.parent / name
    tried = list(_partners(images.name)) or ["…-labels-idx1-ubyte"]
    raise DataError(
        Text("data", "There is no file with the labels beside {file}, such as {names}. Choose it as labels.").fill(
            file=images.name, names=", ".join(tried)
        )
    )


def held_out_beside(images: Path) -> tuple[Path, Path] | None:
    """Find the test set that belongs to a training set, as t10k-images belongs to train-images."""
    if not TRAIN.search(images.name):
        return None
    for prefix in ("t10k", "test"):
        for name in _packed_or_not(TRAIN.sub(prefix, images.name)):
            beside = images.parent / name
            if os.path.isfile(beside):
                return beside, labels_beside(beside)
    return None


def _partners(name: str) -> Iterator[str]:
    changed = name.replace("images", "labels").replace("idx3", "idx1").replace("idx4", "idx1")
    return _packed_or_not(changed) if "images" in name else iter(())


def _packed_or_not(name: str) -> Iterator[str]:
    yield name
    yield name.removesuffix(".gz") if name.endswith(".gz") else f"{name}.gz"


def _pair(images: Path, labels: Path, progress: Progress) -> tuple[Array, Array]:
    pictures = read_idx(images, share_of(progress, 0.0, 0.9))
    numbers = read_idx(labels, share_of(progress, 0.9, 1.0))
    if numbers.ndim != 1 or numbers.dtype.kind not in "iu":
        raise DataError(
            Text(
                "data",
                "{file} has {axes} axes and the type {type}; labels are a single row of whole numbers. "
                "Choose a file such as train-labels-idx1-ubyte.gz.",
            ).fill(file=labels.name, axes=numbers.ndim, type=numbers.dtype.name)
        )
    if len(pictures) != len(numbers):
        raise DataError(
            Text(
                "data",
                "{images} has {n_images} pictures and {labels} has {n_labels} labels. "
                "Choose files that belong together.",
            ).fill(images=images.name, n_images=len(pictures), labels=labels.name, n_labels=len(numbers))
        )
    return pictures, numbers


def _numbers(pairs: list[tuple[Path, Path]], labels: list[Array], classes: int) -> Labels:
    """Check the labels of the pictures first: those of the test set cannot have classes that nothing is trained for."""
    first = class_numbers(labels[0], pairs[0][1].name, classes)
    if len(labels) == 1:
        return first
    tested = class_numbers(labels[1], pairs[1][1].name, len(first.classes))
    return Labels(np.concatenate([first.y, tested.y]), first.classes)


def _divisor(pictures: list[Array], name: str) -> tuple[float, tuple[Text, ...]]:
    if all(part.dtype == np.uint8 for part in pictures):
        return float(BYTE), ()
    return picture_divisor(pictures, name)


def _image_shape(path: Path, pictures: Array) -> ImageShape:
    if pictures.ndim not in (3, 4) or 0 in pictures.shape:
        raise DataError(
            Text(
                "data",
                "{file} has the shape {shape}; pictures have samples, height and width, and at least 1 of each. "
                "Choose a file such as train-images-idx3-ubyte.gz.",
            ).fill(file=path.name, shape=" x ".join(map(str, pictures.shape)))
        )
    channels = pictures.shape[1] if pictures.ndim == 4 else 1
    return channels, pictures.shape[-2], pictures.shape[-1]


def _check_same_size(images: Path, pictures: Array, test: Path, tested: Array) -> None:
    if pictures.shape[1:] != tested.shape[1:]:
        raise DataError(
            Text(
                "data",
                "The pictures of {images} have the size {size}, and those of the test set {test} have {other}. "
                "Choose to leave the test set out, or move it elsewhere.",
            ).fill(
                images=images.name,
                size=" x ".join(map(str, pictures.shape[1:])),
                test=test.name,
                other=" x ".join(map(str, tested.shape[1:])),
            )
        )
