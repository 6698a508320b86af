"""Reading a sample that somebody types."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from engine.errors import ExplanationError
from engine.text import Text
from gui.attention import Sample
from gui.forms.ladder import parsed, written

if TYPE_CHECKING:
    from engine.data import Dataset

_BETWEEN = re.compile(r"[\s,;]+")


def read_sample(inputs: str, target: str, dataset: Dataset) -> Sample:
    """Read numbers with commas, semicolons or blanks between them, and a target: a number, or a class by its name.

    Raises
    ------
    ExplanationError
        If they are no finite numbers, not as many as the data have columns, or the target is no class.
    """
    words = [word for word in _BETWEEN.split(inputs.strip()) if word]
    x = tuple(_finite(word) for word in words)
    if len(x) != dataset.n_columns:
        raise ExplanationError(
            Text("calculation", "There must be {columns} numbers, one for each column ({names}), not {count}.").fill(
                columns=dataset.n_columns, names=", ".join(dataset.columns), count=len(x)
            )
        )
    return Sample(None, x, _target(target.strip(), dataset))


def written_inputs(sample: Sample) -> str:
    """Write the inputs of a sample as `read_sample` reads them, with the digits that a 32-bit number has."""
    return ", ".join(written(short(value)) for value in sample.x)


def written_target(sample: Sample, dataset: Dataset) -> str:
    """Write the target of a sample as `read_sample` reads it."""
    number = sample.target
    if dataset.classes and number.is_integer() and 0 <= number < dataset.n_classes:
        return dataset.classes[int(number)]
    return written(short(number))


def short(value: float) -> float | int:
    """Return a number with the digits that a 32-bit number has."""
    short = float(f"{value:.7g}")
    return int(short) if short.is_integer() and abs(short) < 1e15 else short


def _finite(word: str) -> float:
    try:
        value = float(parsed(word))
    except ValueError:
        raise ExplanationError(
            Text("calculation", "{word} is not a number. Type numbers such as 0.5, with commas between them.").fill(
                word=repr(word)
            )
        ) from None
    if not math.isfinite(value):
        raise ExplanationError(
            Text("calculation", "{word} cannot be calculated with. Type a finite number such as 0.5.").fill(word=word)
        )
    return value


def _target(word: str, dataset: Dataset) -> float:
    if not dataset.classes:
        if not word:
            raise ExplanationError(Text("calculation", "Type a target too: the number that would be right."))
        return _finite(word)
    if not word:
        raise ExplanationError(
            Text("calculation", "Type a target too, one of {classes}.").fill(classes=", ".join(dataset.classes))
        )
    if word in dataset.classes:
        return float(dataset.classes.index(word))
    try:
        number = float(parsed(word))
    except ValueError:
        number = math.nan
    if number in range(dataset.n_classes) and not set(dataset.classes) & {str(k) for k in range(dataset.n_classes)}:
        return number
    raise ExplanationError(
        Text("calculation", "{word} is no class of these data. The target is one of {classes}.").fill(
            word=repr(word), classes=", ".join(dataset.classes)
        )
    )
