"""From checked documents and tensors to a project. Every fault is gathered before anything is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from engine.storage import names
from engine.storage.build_data import build_recipe
from engine.storage.build_graph import build_graph
from engine.storage.build_run import build_config, build_hand_set, build_run, build_tables
from engine.storage.build_timeline import build_timeline
from engine.storage.checks import picture_faults
from engine.storage.prepared import build_dataset
from engine.storage.project import Project
from engine.storage.records import (
    DataRecord,
    GraphRecord,
    LayoutRecord,
    ManifestRecord,
    PreparedRecord,
    Record,
    TimeLineRecord,
    TrainingRecord,
    problems,
)
from engine.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import JsonValue

    from engine.catalog import Catalog
    from engine.storage.archive import Members
    from engine.storage.migrations import Documents

R = TypeVar("R", bound=Record)


def build(
    documents: Documents, members: Members, catalog: Catalog, faults: list[Text], folder: Path | None = None
) -> Project | None:
    """Make the project; None, or one that is not whole, if `faults` is not empty afterwards.

    `folder` is where its file lies, and perhaps the files that its samples come from.
    """
    before = len(faults)
    _check_names(documents, members, faults)
    _record(ManifestRecord, names.MANIFEST, documents, faults)
    drawing = _record(GraphRecord, names.GRAPH, documents, faults)
    layout = _record(LayoutRecord, names.LAYOUT, documents, faults)
    data = _record(DataRecord, names.DATA, documents, faults)
    training = _record(TrainingRecord, names.TRAINING, documents, faults)
    view = _view(documents.get(names.VIEW, {}), faults)
    graph = build_graph(drawing, layout, catalog, faults) if drawing and layout else None
    recipe = build_recipe(data, members, folder, faults) if data else None
    known = _record(PreparedRecord, names.PREPARED, documents, faults)
    dataset = build_dataset(known, recipe, members, faults) if recipe else None
    config = build_config(training.config, faults) if training else None
    tables = build_tables(training.run, members, faults) if training else {}
    run = build_run(training.run, members, tables, faults) if training else None
    hand_set = build_hand_set(training.hand_set, run, members, faults) if training else {}
    past = _record(TimeLineRecord, names.TIMELINE, documents, faults)
    timeline = build_timeline(past, run, members, faults) if training else None
    picture = members.get(names.THUMBNAIL)
    thumbnail = None if picture is None else bytes(picture)
    faults.extend(picture_faults(thumbnail) if thumbnail is not None else ())
    if graph is None or recipe is None or config is None or training is None or len(faults) > before:
        return None
    return Project(graph, recipe, config, run, view, tables.get("ghost"), thumbnail, hand_set, timeline, dataset)


def check_documents(documents: Documents) -> list[Text]:
    """Return what the strict models find wrong with documents that are about to be written."""
    faults: list[Text] = []
    models: dict[str, type[Record]] = {
        names.MANIFEST: ManifestRecord,
        names.GRAPH: GraphRecord,
        names.LAYOUT: LayoutRecord,
        names.DATA: DataRecord,
        names.TRAINING: TrainingRecord,
        names.TIMELINE: TimeLineRecord,
        names.PREPARED: PreparedRecord,
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
