"""What a sample is in the data, before anything is done to it for the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.data.wording import Wording
from gui.calculation.typed import short
from gui.forms.ladder import written
from gui.i18n import translate

if TYPE_CHECKING:
    from gui.attention import Sample
    from gui.document import Document

MOST_VALUES = 8
"""Columns of a row that are written out."""

Cells = tuple[tuple[str, str], ...]
"""Names of columns, each with what stands there."""


def cells_of(document: Document, sample: Sample) -> Cells:
    """Return a sample as its source has it: categories by their names, numbers before they are normalised.

    What somebody typed has no source; it is returned as it was typed, which is as the network gets it.
    """
    dataset = document.dataset
    if sample.row is None:
        return tuple((name, written(short(value))) for name, value in zip(dataset.columns, sample.x, strict=True))
    wording, raw = Wording.of(document.recipe, dataset), dataset.raw[sample.row]
    if wording is not None:
        return tuple(zip(wording.columns, wording.said(raw), strict=True))
    return tuple((name, written(short(value))) for name, value in zip(dataset.raw_columns, raw.tolist(), strict=True))


def steps_of(document: Document) -> str:
    """Return what is done to a sample before the network gets it; nothing if it gets the sample as it is."""
    dataset, wording = document.dataset, Wording.of(document.recipe, document.dataset)
    steps = []
    if wording is not None and wording.encodes:
        steps.append(translate("calculation", "encoded"))
    if dataset.preparation.features:
        steps.append(translate("calculation", "made into features"))
    if dataset.preparation.shift is not None:
        steps.append(translate("calculation", "normalised"))
    return ", ".join(steps)


def origin_of(document: Document, sample: Sample) -> str:
    """Return a line that says what the numbers of a sample were; nothing if they are those of the data."""
    steps = steps_of(document)
    if not steps:
        return ""
    if sample.row is None:
        text = translate("calculation", "Typed numbers are given to the network as they are; samples are: {steps}.")
        return text.format(steps=steps)
    cells = cells_of(document, sample)
    values = ", ".join(f"{name} = {value}" for name, value in cells[:MOST_VALUES])
    more = ", …" if len(cells) > MOST_VALUES else ""
    text = translate("calculation", "Sample {number}: {values} → {steps}")
    return text.format(number=f"{sample.row + 1:,}", values=f"{values}{more}", steps=steps)
