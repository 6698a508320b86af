"""What a project file brings, as a document needs it, and what a document gives to a file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from engine.errors import NotTrainableError
from engine.graph import Change
from gui.kept import RUN_NUMBERS, KeptRun, numbered, renamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    from pydantic import JsonValue

    from engine.data import Dataset
    from engine.graph import Ends, Graph
    from engine.storage import Project
    from gui.building import HandSet
    from gui.document import Document


def difference(old: Graph, new: Graph) -> Change:
    """Return the change that turns one drawing into another."""
    nodes = {i: (old.nodes.get(i), new.nodes.get(i)) for i in {*old.nodes, *new.nodes}}
    edges: dict[Ends, object] = {e: (old.edges.get(e), new.edges.get(e)) for e in {*old.edges, *new.edges}}
    return Change(
        {i: pair for i, pair in nodes.items() if pair[0] != pair[1]},
        {e: pair for e, pair in edges.items() if pair[0] != pair[1]},  # type: ignore[index,misc]  # pairs, as above
    )


def before(graph: Graph, change: Change) -> Graph:
    """Return a drawing as it was before a change that was made in it."""
    earlier = graph.copy()
    earlier.apply(change.inverse())
    return earlier


def taken_apart(project: Project, dataset: Dataset) -> tuple[KeptRun | None, HandSet]:
    """Return a project's run under the nodes' numbers, and its weights that were set by hand.

    Raises `StorageError` if the run is not of this drawing. A project with neither needs no PyTorch.
    """
    if project.run is None and not project.hand_set:
        return None, {}
    from engine.assembly import check_run
    from engine.lowering import module_names

    names = module_names(project.graph)
    nodes = {name: node_id for node_id, name in names.items()}
    found: dict[tuple[int, str], npt.NDArray[np.float32]] = {}
    for full, value in project.hand_set.items():
        head, _, tensor = full.partition(".")
        if head in nodes:
            found[nodes[head], tensor] = value
    if project.run is None:
        return None, found
    with suppress(NotTrainableError):  # a drawing that is not finished has no run to go on with
        check_run(project.graph, dataset, project.run)
    state = renamed(project.run, names, numbered(project.graph))
    return KeptRun(state, project.timeline, names, project.config, next(RUN_NUMBERS), project.graph), found


def put_together(document: Document, view: Mapping[str, JsonValue], thumbnail: bytes | None) -> Project:
    """Return all of a document as a value that can be written to a file; a run always as it is at its head."""
    from engine.lowering import module_names
    from engine.storage import Project

    run, names = document.run.keep(), module_names(document.graph)
    return Project(
        graph=document.graph.copy(),
        recipe=document.recipe,
        config=document.config,
        run=None if run is None else run.state_named(names),
        view=view,
        ghost=None if document.run.ghost is None else document.run.ghost.table(),
        thumbnail=thumbnail,
        hand_set={
            f"{names[node_id]}.{tensor}": value
            for (node_id, tensor), value in document.hand_set.items()
            if node_id in names
        },
        timeline=run.timeline_named(names) if run is not None and document.keeps_timeline else None,
        dataset=document.dataset,
    )
