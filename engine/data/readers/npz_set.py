"""Samples and labels in a ``.npz`` file: which arrays are which, by their names or else by their shapes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.progress import share_of
from engine.data.raw import RawSamples
from engine.data.readers.npz import read_npz
from engine.data.readers.pixels import (
    Labels,
    check_classes,
    class_numbers,
    flat_rows,
    listed,
    picture_divisor,
    pixel_names,
)
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from engine.data.progress import Progress
    from engine.data.readers.npz import Header
    from engine.data.readers.pixels import ImageShape

    Array = npt.NDArray[np.generic]

INPUTS = ("x_train", "train_images", "train_x", "x", "images", "data", "features", "inputs")
TARGETS = ("y_train", "train_labels", "train_y", "y", "labels", "label", "target", "targets")
TEST_INPUTS = ("x_test", "test_images", "test_x")
TEST_TARGETS = ("y_test", "test_labels", "test_y")
CHANNELS = (1, 3, 4)
SMALLEST_SQUARE = 64
"""From how many values on, a row with a square number of them is taken for a picture."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the arrays of a file are called; the test set may be missing."""

    x: str
    y: str
    test_x: str | None
    test_y: str | None

    @property
    def all(self) -> tuple[str, ...]:
        """The names, inputs and targets in turn."""
        return tuple(name for name in (self.x, self.y, self.test_x, self.test_y) if name is not None)


@np.errstate(all="ignore")  # what is not finite is refused with a sentence
def read_npz_set(path: Path, progress: Progress) -> RawSamples:
    """Read samples from a ``.npz`` file.

    Rows of samples are inputs as they are. Pictures are scaled to values from 0 to 1. Whole numbers and texts are
    classes; other targets are values to predict.

    Raises
    ------
    DataError
        If it is not clear which arrays are meant, or they do not fit each other or hold what is no number.
    """
    read = read_npz(path, lambda headers: choose(headers, path.name).all, share_of(progress, 0.0, 0.7))
    arrays = list(read.values())
    inputs, targets = arrays[0::2], arrays[1::2]
    _check_lengths(list(read.items()), path.name)
    labels = _labels([target.reshape(-1) for target in targets], path.name)
    pictures, shape, guessed = _as_pictures(inputs, list(read), path.name)
    divisor, scaled = picture_divisor(pictures, path.name) if shape is not None else (1.0, ())
    x = flat_rows(pictures, divisor, path.name, share_of(progress, 0.7, 1.0))
    columns = pixel_names(shape) if shape is not None else tuple(f"x{i + 1}" for i in range(x.shape[1]))
    test = np.arange(len(inputs[0]), len(x), dtype=np.int64) if len(inputs) == 2 else None
    return RawSamples(columns, x, "label", labels.y, labels.classes, shape, test, (*guessed, *scaled))


def choose(headers: Mapping[str, Header], name: str) -> Names:
    """Choose inputs and targets; `DataError` if it is not clear which they are."""
    readable = {key: header for key, header in headers.items() if header.readable}
    x, y = _named(headers, INPUTS), _named(headers, TARGETS)
    if x is None or y is None:
        x, y = _by_shape(readable, x, y, headers, name)
    test_x, test_y = _named(headers, TEST_INPUTS), _named(headers, TEST_TARGETS)
    both = test_x is not None and test_y is not None
    return Names(x, y, test_x if both else None, test_y if both else None)


def _named(headers: Mapping[str, Header], names: Sequence[str]) -> str | None:
    lower = {key.lower(): key for key in headers}
    return next((lower[name] for name in names if name in lower), None)


def _by_shape(
    readable: Mapping[str, Header], x: str | None, y: str | None, headers: Mapping[str, Header], name: str
) -> tuple[str, str]:
    """Take the only two arrays that can be samples and a target for each."""
    pairs = [
        (key, other)
        for key, header in readable.items()
        for other, target in readable.items()
        if x in (None, key) and y in (None, other) and key != other
        if len(header.shape) >= 2 and _is_row(target.shape) and header.shape[0] == target.shape[0]
    ]
    if len(pairs) != 1:
        raise DataError(
            Text(
                "data",
                "It is not clear which arrays of {file} are the samples and which the labels. It holds: {arrays}. "
                "Name them x and y (with x_test and y_test for a test set).",
            ).fill(file=name, arrays=listed([_show(key, header) for key, header in headers.items()], 8) or "-")
        )
    return pairs[0]


def _is_row(shape: tuple[int, ...]) -> bool:
    return len(shape) == 1 or (len(shape) == 2 and shape[1] == 1)


def _show(key: str, header: Header) -> str:
    return f"{key} ({' x '.join(map(str, header.shape)) or '1'}, {header.descr})"


def _check_lengths(arrays: list[tuple[str, Array]], name: str) -> None:
    for (x, inputs), (y, targets) in zip(arrays[0::2], arrays[1::2], strict=True):
        if not _is_row(targets.shape):
            raise DataError(
                Text(
                    "data",
                    "The array {array} in {file} has the shape {shape}; it needs one target for each sample. "
                    "Of one-hot rows take argmax(axis=1).",
                ).fill(array=y, file=name, shape=_size(targets.shape))
            )
        if inputs.ndim < 2 or inputs.dtype.kind in "US" or 0 in inputs.shape:
            raise DataError(
                Text(
                    "data",
                    "The array {array} in {file} has the shape {shape} and the type {type}; samples are at least one "
                    "row with at least one number each.",
                ).fill(array=x, file=name, shape=_size(inputs.shape), type=inputs.dtype.name)
            )
        if len(inputs) != len(targets):
            raise DataError(
                Text(
                    "data",
                    "In {file}, {x} has {n_x} samples and {y} has {n_y}. Save arrays that belong together.",
                ).fill(file=name, x=x, n_x=len(inputs), y=y, n_y=len(targets))
            )
    if len(arrays) == 4 and arrays[0][1].shape[1:] != arrays[2][1].shape[1:]:
        raise DataError(
            Text(
                "data",
                "In {file}, samples of {x} have the size {size} and those of {test} have {other}. "
                "Save arrays that belong together.",
            ).fill(
                file=name,
                x=arrays[0][0],
                size=_size(arrays[0][1].shape[1:]),
                test=arrays[2][0],
                other=_size(arrays[2][1].shape[1:]),
            )
        )


def _labels(targets: list[Array], name: str) -> Labels:
    kinds = {target.dtype.kind for target in targets}
    if kinds <= set("US"):
        return _texts([target.astype(np.str_) for target in targets], name)
    if kinds & set("US"):
        raise DataError(
            Text(
                "data",
                "In {file}, the labels of training and test samples are of different types. "
                "Save both as numbers, or both as texts.",
            ).fill(file=name)
        )
    values = np.concatenate([target.astype(np.float64) for target in targets])
    finite = np.isfinite(values.astype(np.float32))
    if not finite.all():
        where = int(finite.argmin())
        raise DataError(
            Text(
                "data",
                "Target {index} of {file} is {value}. Targets must be finite numbers: remove or replace it.",
            ).fill(index=where, file=name, value=str(values[where]))
        )
    if "f" in kinds and (np.floor(values) != values).any():
        return Labels(values.astype(np.float32), ())
    first = class_numbers(targets[0], name)
    if len(targets) == 1:
        return first
    tested = class_numbers(targets[1], name, len(first.classes))
    return Labels(np.concatenate([first.y, tested.y]), first.classes)


def _texts(targets: list[npt.NDArray[np.str_]], name: str) -> Labels:
    classes, numbers = np.unique(np.concatenate(targets), return_inverse=True)
    check_classes(len(classes), name)
    return Labels(numbers.astype(np.float32), tuple(str(label) for label in classes))


def _as_pictures(
    inputs: list[Array], names: list[str], name: str
) -> tuple[list[Array], ImageShape | None, tuple[Text, ...]]:
    """Return samples with channels first, their shape if they are pictures, and what was guessed."""
    shape = inputs[0].shape[1:]
    if len(shape) == 1:
        side = math.isqrt(shape[0])
        if side * side != shape[0] or shape[0] < SMALLEST_SQUARE or not all(_is_grey(part) for part in inputs):
            return inputs, None, ()
        remark = Text("data", "Rows of {count} values were taken for pictures of {side} x {side}.")
        return inputs, (1, side, side), (remark.fill(count=shape[0], side=side),)
    if len(shape) == 2:
        return inputs, (1, shape[0], shape[1]), ()
    if shape[2] in CHANNELS:
        return [np.moveaxis(part, 3, 1) for part in inputs], (shape[2], shape[0], shape[1]), ()
    if shape[0] in CHANNELS:
        return inputs, (shape[0], shape[1], shape[2]), ()
    raise DataError(
        Text(
            "data",
            "Samples of {array} in {file} have the size {size}; of three axes, the last or the first must be "
            "1, 3 or 4 colours.",
        ).fill(array=names[0], file=name, size=_size(shape))
    )


def _is_grey(part: Array) -> bool:
    """Tell whether all values could be those of pixels."""
    low, high = float(part.min()), float(part.max())
    return low >= 0 and (high <= 1 or (part.dtype.kind in "iu" and high <= 255))


def _size(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) or "1"
