"""From a project to the members of its file."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import numpy as np

from engine.storage import documents, names, tensors
from engine.storage.archive import oversized
from engine.storage.build import check_documents
from engine.storage.checks import hand_set_faults, picture_faults, run_faults, table_faults
from engine.storage.migrations import APP, VERSION
from engine.storage.plain import plain_config, plain_settings, plain_sums
from engine.storage.plain_data import data_arrays, plain_data
from engine.storage.plain_timeline import plain_timeline
from engine.storage.prepared import prepared_members
from engine.storage.timeline_checks import timeline_faults

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt
    from torch import Tensor

    from engine.graph import Graph
    from engine.storage.archive import Pieces
    from engine.storage.plain import Plain
    from engine.storage.project import Project
    from engine.text import Text
    from engine.training.state import RunState


def to_members(project: Project, faults: list[Text], folder: Path | None = None) -> dict[str, Pieces]:
    """Return what every member is written from, by name; `folder` is where the file will lie.

    Tensors are not copied, so they must stay as they are until it is written.

    What could not be read back is added to `faults`; `StorageError` if a document cannot be written at all.
    """
    recipe = project.recipe.noted()
    plain = {
        names.MANIFEST: _manifest(),
        names.GRAPH: _graph(project.graph),
        names.LAYOUT: _layout(project.graph),
        names.TRAINING: _training(project),
        names.DATA: plain_data(recipe, folder),
        names.VIEW: dict(project.view),
    }
    past = None
    if project.timeline is not None and project.run is not None:
        timeline = project.timeline.abridged()
        plain[names.TIMELINE], past = plain_timeline(timeline)
        faults.extend(timeline_faults(timeline, project.run))
    texts = {name: documents.dump(name, document) for name, document in plain.items()}
    members: dict[str, Pieces] = {name: [text] for name, text in texts.items()}
    faults.extend(check_documents({name: documents.parse(name, text) for name, text in texts.items()}))
    faults.extend(_content_faults(project))
    if not faults:
        members |= _tensors(project, past)
        members |= prepared_members(recipe, project.dataset)
        if arrays := data_arrays(recipe):
            members[names.SAMPLES] = tensors.dump_tables(arrays)
        faults.extend(oversized(members))
    return members


def _content_faults(project: Project) -> list[Text]:
    faults = list(run_faults(project.run)) if project.run is not None else []
    if project.ghost is not None:
        faults.extend(table_faults("ghost", project.ghost))
    if project.thumbnail is not None:
        faults.extend(picture_faults(project.thumbnail))
    faults.extend(hand_set_faults(project.hand_set))
    return faults


@functools.cache
def _app_version() -> str:
    try:
        return version("layerloom")
    except PackageNotFoundError:  # run from a folder of sources that was never installed
        return "source"


def _manifest() -> Plain:
    saved = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": APP, "version": VERSION, "app": _app_version(), "saved": saved}


def _graph(graph: Graph) -> Plain:
    nodes = [
        {"id": node.id, "kind": node.kind, "name": node.name, "settings": plain_settings(node.settings)}
        for node in graph.nodes.values()
    ]
    edges = [edge.ends._asdict() | {"order": edge.order} for edge in graph.edges.values()]
    return {"nodes": nodes, "edges": edges}


def _layout(graph: Graph) -> Plain:
    return {
        "places": [{"node": n.id, "x": float(n.position[0]), "y": float(n.position[1])} for n in graph.nodes.values()]
    }


def _training(project: Project) -> Plain:
    return {
        "config": plain_config(project.config),
        "run": _run(project.run) if project.run is not None else None,
        "hand_set": sorted(project.hand_set),
    }


def _run(run: RunState) -> Plain:
    return {
        "step": run.step,
        "epoch": run.epoch,
        "batch": run.batch,
        "sums": plain_sums(run.sums),
        "history_stride": run.history.stride,
    }


def _tensors(project: Project, past: Mapping[str, Tensor] | None) -> dict[str, Pieces]:
    members: dict[str, Pieces] = {}
    tables, run = {}, project.run
    if run is not None:
        members[names.WEIGHTS] = tensors.dump(run.weights)
        members[names.INITIAL] = tensors.dump(run.initial)
        members[names.OPTIMISER] = tensors.dump(run.optimizer)
        if run.random is not None:
            members[names.RANDOM] = tensors.dump({"state": run.random})
        tables["rows"] = run.history.table()
    if apart := {name: value for name, value in project.hand_set.items() if not _is_in(run, name, value)}:
        members[names.HAND_SET] = tensors.dump_tables(apart)
    if past is not None:
        members[names.CHECKPOINTS] = tensors.dump(past)
    if project.ghost is not None:
        tables["ghost"] = project.ghost
    if tables:
        members[names.HISTORY] = tensors.dump_tables(tables)
    if project.thumbnail is not None:
        members[names.THUMBNAIL] = [project.thumbnail]
    return members


def _is_in(run: RunState | None, name: str, value: npt.NDArray[np.float32]) -> bool:
    """Tell whether a weight set by hand is a first weight of the run, with which it is saved already."""
    first = None if run is None else run.initial.get(name)
    return first is not None and str(first.dtype) == "torch.float32" and np.array_equal(first.detach().numpy(), value)
