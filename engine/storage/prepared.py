"""What the samples of a project were: written without them, and read back as a data set that lacks them."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.data import remembered
from engine.data.readers.pixels import pixel_names
from engine.errors import DataError, StorageError
from engine.storage import documents, limits, names, tensors
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from engine.data import DataRecipe, Dataset
    from engine.storage.archive import Members, Pieces
    from engine.storage.plain import Plain
    from engine.storage.records import PreparedRecord

SHIFT, SCALE = "shift", "scale"
FITTING = {SHIFT, SCALE}


def prepared_members(recipe: DataRecipe, dataset: Dataset | None) -> dict[str, Pieces]:
    """Return what is written of a data set; nothing if it is none of this recipe, or its names take too much room."""
    if dataset is None or not _belongs(recipe, dataset):
        return {}
    text = documents.dump(names.PREPARED, _plain(dataset))
    if len(text) > limits.member(names.PREPARED, packed=True):
        return {}
    shift, scale = dataset.preparation.shift, dataset.preparation.scale
    if shift is None or scale is None:
        return {names.PREPARED: [text]}
    return {names.PREPARED: [text], names.STATISTICS: tensors.dump_tables({SHIFT: shift, SCALE: scale})}


def _belongs(recipe: DataRecipe, dataset: Dataset) -> bool:
    """Tell whether it could be read back as it is."""
    own = dataset.preparation
    facts = (dataset.raw_columns, dataset.target, dataset.classes, dataset.image_shape)
    try:
        found = remembered(recipe, *facts, own.shift, own.scale)
    except DataError:
        return False
    return found.columns == dataset.columns and len(dataset.classes) <= limits.COLUMNS


def _plain(dataset: Dataset) -> Plain:
    """Return a data set as a `PreparedRecord`."""
    shape = dataset.image_shape
    pictured = shape is not None and dataset.raw_columns == pixel_names(shape)
    return {
        "columns": None if pictured else list(dataset.raw_columns),
        "target": dataset.target,
        "classes": list(dataset.classes),
        "image_shape": None if shape is None else list(shape),
        "normalised": dataset.preparation.shift is not None,
    }


def build_dataset(
    record: PreparedRecord | None, recipe: DataRecipe, members: Members, faults: list[Text]
) -> Dataset | None:
    """Return what the samples were; None if nothing is known, or if something is wrong, which `faults` then tells."""
    if record is None:
        if names.STATISTICS in members and names.PREPARED not in members:
            text = Text("storage", "{member} is there without {other}.")
            faults.append(text.fill(member=names.STATISTICS, other=names.PREPARED))
        return None
    before, fitted = len(faults), _fitted(record, members, faults)
    shape = _shape(record)
    if record.columns is None and (shape is None or prod(shape) > limits.COLUMNS):
        text = Text("storage", "{member} names no columns, and no pictures whose pixels they could be.")
        faults.append(text.fill(member=names.PREPARED))
    if len(faults) > before:
        return None
    columns = tuple(record.columns or ()) if shape is None or record.columns is not None else pixel_names(shape)
    facts = (columns, record.target, tuple(record.classes), shape)
    try:
        return remembered(recipe, *facts, fitted.get(SHIFT), fitted.get(SCALE))
    except DataError as error:
        faults.append(Text("storage", "{member}: {fault}").fill(member=names.PREPARED, fault=error.text))
        return None


def _shape(record: PreparedRecord) -> tuple[int, int, int] | None:
    if record.image_shape is None:
        return None
    channels, height, width = record.image_shape
    return channels, height, width


def _fitted(record: PreparedRecord, members: Members, faults: list[Text]) -> Mapping[str, npt.NDArray[np.float64]]:
    """Return the numbers of the normalisation; nothing if there is none."""
    data = members.get(names.STATISTICS)
    try:
        found = {} if data is None else tensors.load_tables(names.STATISTICS, data)
    except StorageError as error:
        faults.append(error.text)
        return {}
    if set(found) != (FITTING if record.normalised else set()) and not (data is None and names.STATISTICS in members):
        text = Text("storage", "{member} does not hold the normalisation that {record} tells of.")
        faults.append(text.fill(member=names.STATISTICS, record=names.PREPARED))
    elif any(table.dtype != np.float64 for table in found.values()):
        text = Text("storage", "{member} holds other numbers than float64.")
        faults.append(text.fill(member=names.STATISTICS))
    return {name: table.astype(np.float64) for name, table in found.items()}
