"""From checked documents and tensors to a project. Every fault is gathered before anything is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from engine.data import DataRecipe
from engine.errors import LoomError, StorageError
from engine.storage import names, tensors
from engine.storage.build_graph import build_graph
from engine.storage.checks import picture_faults, run_faults, table_faults
from engine.storage.project import Project
from engine.storage.records import (
    ConfigRecord,
    DataRecord,
    GraphRecord,
    LayoutRecord,
    ManifestRecord,
    Record,
    RunRecord,
    TrainingRecord,
    problems,
)
from engine.text import Text
from engine.training.config import TrainingConfig
from engine.training.history import History
from engine.training.state import EpochSums, RunState

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    from pydantic import JsonValue
    from torch import Tensor

    from engine.catalog import Catalog
    from engine.storage.archive import Members
    from engine.storage.migrations import Documents

R = TypeVar("R", bound=Record)
Tables = dict[str, "npt.NDArray[np.float64]"]


def build(documents: Documents, members: Members, catalog: Catalog, faults: list[Text]) -> Project | None:
    """Make the project; None, or one that is not whole, if `faults` is not empty afterwards."""
    before = len(faults)
    _check_names(documents, members, faults)
    _record(ManifestRecord, names.MANIFEST, documents, faults)
    drawing = _record(GraphRecord, names.GRAPH, documents, faults)
    layout = _record(LayoutRecord, names.LAYOUT, documents, faults)
    data = _record(DataRecord, names.DATA, documents, faults)
    training = _record(TrainingRecord, names.TRAINING, documents, faults)
    view = _view(documents.get(names.VIEW, {}), faults)
    graph = build_graph(drawing, layout, catalog, faults) if drawing and layout else None
    recipe = _recipe(data, faults) if data else None
    config = _config(training.config, faults) if training else None
    tables = _tables(members, faults)
    run = _run(training.run, members, tables, faults) if training else None
    thumbnail = members.get(names.THUMBNAIL)
    faults.extend(picture_faults(thumbnail) if thumbnail is not None else ())
    if graph is None or recipe is None or config is None or training is None or len(faults) > before:
        return None
    return Project(graph, recipe, config, run, view, tables.get("ghost"), thumbnail, tuple(training.hand_set))


def check_documents(documents: Documents) -> list[Text]:
    """Return what the strict models find wrong with documents that are about to be written."""
    faults: list[Text] = []
    models: dict[str, type[Record]] = {
        names.MANIFEST: ManifestRecord,
        names.GRAPH: GraphRecord,
        names.LAYOUT: LayoutRecord,
        names.DATA: DataRecord,
        names.TRAINING: TrainingRecord,
    }
    for member, model in models.items():
        _record(model, member, documents, faults)
    return faults


def _check_names(documents: Documents, members: Members, faults: list[Text]) -> None:
    unknown = Text("storage", "{member} does not belong into a project.")
    present = {name for name, data in members.items() if data is not None and not name.endswith(".json")}
    faults.extend(unknown.fill(member=name) for name in sorted((present | documents.keys()) - names.KNOWN))
    missing = Text("storage", "{member} is missing.")
    there = documents.keys() | members.keys()
    faults.extend(missing.fill(member=name) for name in names.DOCUMENTS if name not in there)


def _record(model: type[R], member: str, documents: Documents, faults: list[Text]) -> R | None:
    if member not in documents:
        return None  # reported where it was found missing or unreadable
    try:
        return model.model_validate(documents[member])
    except ValidationError as error:
        faults.extend(problems(member, error))
        return None


def _view(document: JsonValue, faults: list[Text]) -> dict[str, JsonValue]:
    if isinstance(document, dict):
        return document
    faults.append(Text("storage", "{member} is no JSON object.").fill(member=names.VIEW))
    return {}


def _recipe(record: DataRecord, faults: list[Text]) -> DataRecipe | None:
    try:
        return DataRecipe(record.source, record.settings, record.validation, record.seed)  # type: ignore[arg-type]  # it validates any value
    except LoomError as error:
        faults.append(error.text)
        return None


def _config(record: ConfigRecord, faults: list[Text]) -> TrainingConfig | None:
    try:
        return TrainingConfig(**record.model_dump())
    except LoomError as error:
        faults.append(error.text)
        return None


def _tables(members: Members, faults: list[Text]) -> Tables:
    data = members.get(names.HISTORY)
    if data is None:
        return {}
    try:
        found = tensors.load_tables(names.HISTORY, data)
    except StorageError as error:
        faults.append(error.text)
        return {}
    tables: Tables = {}
    for name, table in found.items():
        wrong = list(table_faults(name, table))
        if name not in ("rows", "ghost"):
            wrong = [Text("storage", "{member} holds an unknown table, {name}.").fill(member=names.HISTORY, name=name)]
        faults.extend(wrong)
        if not wrong:
            tables[name] = table.astype("float64", copy=False)
    return tables


def _run(record: RunRecord | None, members: Members, tables: Tables, faults: list[Text]) -> RunState | None:
    stray = Text("storage", "{member} is there, but {training} tells of no run.")
    required = (names.WEIGHTS, names.INITIAL, names.OPTIMISER)
    if record is None:
        present = [name for name in (*required, names.RANDOM) if name in members]
        present += [f"{names.HISTORY} > rows"] if "rows" in tables else []
        faults.extend(stray.fill(member=name, training=names.TRAINING) for name in present)
        return None
    missing = Text("storage", "{member} is missing, though {training} tells of a run.")
    before = len(faults)
    absent = [name for name in (*required, names.HISTORY) if name not in members]
    faults.extend(missing.fill(member=name, training=names.TRAINING) for name in absent)
    loaded = {name: _load(name, members, faults) for name in (*required, names.RANDOM)}
    if "rows" not in tables and members.get(names.HISTORY) is not None and len(faults) == before:
        faults.append(missing.fill(member=f"{names.HISTORY} > rows", training=names.TRAINING))
    random = loaded[names.RANDOM]
    if names.RANDOM in members and len(faults) == before and random.keys() != {"state"}:
        faults.append(Text("storage", "{member} holds something else than one state.").fill(member=names.RANDOM))
    if len(faults) > before or "rows" not in tables:
        return None
    run = RunState(
        weights=loaded[names.WEIGHTS],
        initial=loaded[names.INITIAL],
        optimizer=loaded[names.OPTIMISER],
        random=random.get("state"),
        step=record.step,
        epoch=record.epoch,
        batch=record.batch,
        sums=EpochSums(float(record.sums.loss), float(record.sums.correct), record.sums.samples),
        history=History(tables["rows"], record.history_stride),
    )
    faults.extend(run_faults(run))
    return run


def _load(member: str, members: Members, faults: list[Text]) -> Mapping[str, Tensor]:
    data = members.get(member)
    if data is None:
        return {}
    try:
        return tensors.load(member, data)
    except StorageError as error:
        faults.append(error.text)
        return {}
