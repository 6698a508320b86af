"""The recipe of the data from its record and its arrays."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.data import PAINTED, SOURCE, DataRecipe, PaintedPoints, SourceFile
from engine.data.files import KEPT, digest_of_bytes
from engine.errors import LoomError, StorageError
from engine.storage import names, tensors
from engine.storage.plain_data import CONTENT, PLACES, TARGETS
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.storage.archive import Members
    from engine.storage.records import DataRecord, FileRecord

Arrays = dict[str, "npt.NDArray[np.generic]"]


def build_recipe(record: DataRecord, members: Members, folder: Path | None, faults: list[Text]) -> DataRecipe | None:
    """Return how the samples are made; None if something is wrong with it, which `faults` then tells.

    Parameters
    ----------
    folder : Path, optional
        Where the project file lies: a file of samples that is not where it was may have moved with it.
    """
    before, arrays = len(faults), _arrays(members, faults)
    points = _points(arrays, faults)
    if len(points) and record.source != PAINTED.kind:
        text = Text("storage", "{member} holds painted points, which {source} does not have.")
        faults.append(text.fill(member=names.SAMPLES, source=record.source))
    settings: dict[str, object] = dict(record.settings)
    files = {name: _file(name, file, settings, arrays, folder, faults) for name, file in record.files.items()}
    unknown = Text("storage", "{member} holds {name}, which {data} does not tell of.")
    faults.extend(unknown.fill(member=names.SAMPLES, name=name, data=names.DATA) for name in sorted(arrays))
    known = SOURCE[record.source].path_settings if record.source in SOURCE else ()
    stray = Text("storage", "{data} tells of a file for {name}, which is no path of the source {source}.")
    faults.extend(stray.fill(data=names.DATA, name=name, source=record.source) for name in files if name not in known)
    if len(faults) > before:
        return None
    try:
        return DataRecipe(
            record.source,
            settings,  # type: ignore[arg-type]  # it validates any value
            record.validation,
            record.seed,
            record.test,
            record.split,
            record.normalisation,
            tuple(record.features),
            points,
            {name: file for name, file in files.items() if file is not None},
        )
    except LoomError as error:
        faults.append(error.text)
        return None


def _arrays(members: Members, faults: list[Text]) -> Arrays:
    data = members.get(names.SAMPLES)
    if data is None:
        return {}
    try:
        return tensors.load_tables(names.SAMPLES, data)
    except StorageError as error:
        faults.append(error.text)
        return {}


def _points(arrays: Arrays, faults: list[Text]) -> PaintedPoints:
    """Return painted points, and take their arrays out of those that are left."""
    x, y = arrays.pop(PLACES, None), arrays.pop(TARGETS, None)
    if x is None and y is None:
        return PaintedPoints()
    if x is None or y is None or x.dtype != np.float32 or y.dtype != np.float32:
        faults.append(
            Text("storage", "{member}: painted points need float32 places and targets.").fill(member=names.SAMPLES)
        )
        return PaintedPoints()
    try:
        return PaintedPoints(x, y)  # type: ignore[arg-type]  # float32, as was just seen
    except LoomError as error:
        faults.append(error.text)
        return PaintedPoints()


def _file(
    name: str,
    record: FileRecord,
    settings: dict[str, object],
    arrays: Arrays,
    folder: Path | None,
    faults: list[Text],
) -> SourceFile | None:
    """Return a file that the recipe remembers; its path in `settings` follows it if it moved with the project."""
    path = settings.get(name)
    if not isinstance(path, str):
        return None  # no path setting, which is reported for all of them
    content = _content(name, record, arrays, faults)
    file = SourceFile(path, record.size, record.modified, record.digest, content)
    if folder is None or "\0" in path + (record.relative or "") or file.is_at(Path(path)):
        return file
    for beside in dict.fromkeys([record.relative or file.name, file.name]):
        place = Path(os.path.abspath(folder / beside))  # without the dots in it
        if file.is_at(place):
            settings[name] = str(place)
            return SourceFile(str(place), record.size, record.modified, record.digest, content)
    return file


def _content(name: str, record: FileRecord, arrays: Arrays, faults: list[Text]) -> bytes | None:
    found = arrays.pop(CONTENT + name, None)
    if (found is not None) != record.whole:
        text = Text("storage", "{member} holds the file of {name}, or {data} says so, but not both.")
        faults.append(text.fill(member=names.SAMPLES, name=name, data=names.DATA))
        return None
    if found is None:
        return None
    content = found.tobytes()
    sound = found.dtype == np.uint8 and found.ndim == 1 and len(content) == record.size <= KEPT
    if not sound or digest_of_bytes(content) != record.digest:
        text = Text("storage", "{member}: the file of {name} is not what {data} says of it.")
        faults.append(text.fill(member=names.SAMPLES, name=name, data=names.DATA))
        return None
    return content
