"""From arrays of numbers and labels to samples: pictures with values from 0 to 1, classes with numbers from 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.readers.files import check_values
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.data.progress import Progress

    Floats = npt.NDArray[np.float32]
    Array = npt.NDArray[np.generic]

BYTE = 255
MOST_CLASSES = 1_000
BLOCK = 2**18
"""How many numbers are changed between two reports of progress; some milliseconds."""

ImageShape = tuple[int, int, int]
"""Channels, height, width."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Class numbers and the names of the classes; without names the numbers are values to predict."""

    y: npt.NDArray[np.float32]
    classes: tuple[str, ...]


def pixel_names(shape: ImageShape) -> tuple[str, ...]:
    """Name every pixel after its row and column, counted from 0, and its colour if it has one."""
    channels, height, width = shape
    places = [f"r{row}c{column}" for row in range(height) for column in range(width)]
    if channels == 1:
        return tuple(places)
    colours = ("red", "green", "blue", "alpha") if channels <= 4 else tuple(f"channel{c}" for c in range(channels))
    return tuple(f"{colour}_{place}" for colour in colours[:channels] for place in places)


def flat_rows(parts: Sequence[Array], divisor: float, name: str, progress: Progress) -> Floats:
    """Put arrays of the same shape but for their length below each other, a row for a sample, divided by `divisor`.

    Raises
    ------
    DataError
        If there is a NaN or an infinite number, or more numbers than fit; the sentence tells where.
    """
    width = math.prod(parts[0].shape[1:])
    rows = sum(len(part) for part in parts)
    check_values(name, rows * width)
    x = np.empty((rows, width), np.float32)
    what = Text("data", "Converting {file}").fill(file=name)
    start = 0
    for part in parts:
        for block in _blocks(part, width):
            progress(start / rows, what)
            there = x[start : start + len(block)]
            np.divide(block.reshape(len(block), width), divisor, out=there, casting="unsafe", dtype=_wide(block))
            _check_finite(there, name, start)
            start += len(block)
    progress(1.0, what)
    return x


def picture_divisor(parts: Sequence[Array], name: str) -> tuple[float, tuple[Text, ...]]:
    """Return by what the values of pictures are divided to lie between 0 and 1, and a remark if that was a guess.

    Raises
    ------
    DataError
        If they are neither from 0 to 1 nor from 0 to 255.
    """
    low = min((float(part.min()) for part in parts if part.size), default=0.0)
    high = max((float(part.max()) for part in parts if part.size), default=0.0)
    if 0 <= low and high <= 1:
        return 1.0, ()
    if 0 <= low and high <= BYTE:
        if high == BYTE or all(part.dtype == np.uint8 for part in parts):
            return float(BYTE), ()
        remark = Text("data", "The values of the pictures go from {low} to {high}; they were divided by 255.")
        return float(BYTE), (remark.fill(low=f"{low:g}", high=f"{high:g}"),)
    if math.isfinite(low) and math.isfinite(high):
        raise DataError(
            Text(
                "data",
                "The values of the pictures in {file} go from {low} to {high}; a picture has values from 0 to 1 "
                "or from 0 to 255. Scale them before they are saved.",
            ).fill(file=name, low=f"{low:g}", high=f"{high:g}")
        )
    return 1.0, ()  # a NaN or an infinite number, which `flat_rows` finds the place of


def class_numbers(labels: Array, name: str, classes: int = 0) -> Labels:
    """Read whole numbers from 0 as classes.

    Parameters
    ----------
    labels : array, shape (n,)
        Whole numbers of any type.
    classes : int
        How many classes there are; 0 takes the highest label for the last class.

    Raises
    ------
    DataError
        If there is no label, a label is no whole number or out of range, or there is only one class although nobody
        said how many there are.
    """
    if not len(labels):
        raise DataError(Text("data", "{file} holds no labels. Choose a file with samples.").fill(file=name))
    known = classes or MOST_CLASSES
    numbers = labels.astype(np.float64)
    bad = ~((numbers >= 0) & (numbers < known) & (np.floor(numbers) == numbers))
    if bad.any():
        where = int(bad.argmax())
        raise DataError(
            Text(
                "data",
                "Label {index} of {file} is {label}; labels are whole numbers from 0 to {last}. "
                "Choose the file that belongs to the pictures, or correct it.",
            ).fill(index=where, file=name, label=str(labels[where]), last=known - 1)
        )
    counts = np.bincount(numbers.astype(np.int64), minlength=classes)
    if not classes:
        check_classes(int(np.count_nonzero(counts)), name)
    return Labels(numbers.astype(np.float32), tuple(str(label) for label in range(len(counts))))


def check_classes(count: int, name: str) -> None:
    """Refuse fewer than two classes, and more than are taken."""
    if count < 2:
        raise DataError(
            Text("data", "All samples of {file} are of one class, and there must be at least two to tell apart.").fill(
                file=name
            )
        )
    if count > MOST_CLASSES:
        raise DataError(
            Text("data", "{file} has {count} classes; at most {most} are taken. Choose what has fewer.").fill(
                file=name, count=f"{count:,}", most=f"{MOST_CLASSES:,}"
            )
        )


def listed(names: Sequence[str], most: int = 5) -> str:
    """Write the first few of many names."""
    more = ", …" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _blocks(part: Array, width: int) -> Iterator[Array]:
    step = max(1, BLOCK // max(1, width))
    return (part[start : start + step] for start in range(0, len(part), step))


def _wide(block: Array) -> type[np.float32 | np.float64]:
    """Return the type to divide in: float32 holds small whole numbers exactly, others would be rounded twice."""
    return np.float32 if block.dtype.itemsize <= 2 or block.dtype == np.float32 else np.float64


def _check_finite(rows: Floats, name: str, start: int) -> None:
    finite = np.isfinite(rows)
    if not finite.all():
        row, column = (int(place) for place in np.argwhere(~finite)[0])
        raise DataError(
            Text(
                "data",
                "Sample {row} of {file} has the value {value} at place {column}. "
                "Samples must be finite numbers: remove or replace it.",
            ).fill(row=start + row, file=name, value=str(rows[row, column]), column=column)
        )
