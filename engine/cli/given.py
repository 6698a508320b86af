"""Samples that the option ``--data`` brings, instead of those of the project's recipe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.cli.speaking import CommandError, complain

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    from torch import Tensor

    from engine.data import DataRecipe, Dataset
    from engine.data.progress import Progress
    from engine.graph import Graph
    from engine.storage import Project

    Floats = npt.NDArray[np.float32]

FORMS = "idx:IMAGES,LABELS or csv:PATH"


def with_data(project: Project, text: str | None) -> Project:
    """Return the project with the files of a ``--data`` option as its source; all else of its recipe stays.

    Raises
    ------
    CommandError
        If the option is of no known form.
    DataError
        If a table cannot be read.
    """
    if text is None:
        return project
    kind, _, rest = text.partition(":")
    if kind == "idx" and rest:
        images, _, labels = rest.partition(",")
        if not (images and labels):
            raise CommandError(f"--data {text} needs two files, as in idx:IMAGES,LABELS.")
        settings = {"path": images, "labels": labels, "with_test": False, "classes": _classes(project.graph)}
        return replace(project, recipe=_elsewhere(project.recipe, "idx", settings).noted())
    if kind == "csv" and rest:
        return replace(project, recipe=_elsewhere(project.recipe, "table", {"path": rest}).noted())
    raise CommandError(f"--data {text} is of no known form. Write {FORMS}.")


def _elsewhere(recipe: DataRecipe, source: str, settings: Mapping[str, object]) -> DataRecipe:
    """Return a recipe for other files; how those of the same kind are read stays."""
    from engine.catalog.spec import validated
    from engine.data import SOURCE

    kept = recipe.settings if recipe.source == source else {}
    return replace(recipe, source=source, settings=validated(SOURCE[source].params, {**kept, **settings}), files={})


def _classes(graph: Graph) -> int:
    """Return how many classes a network tells apart that has a unit for each; 0 if it has one unit, or none yet."""
    from engine.shapes import DataShape, infer

    report = infer(graph, DataShape(("x1",), 2))
    edges = [edge for output in graph.of_kind("output") for edge in graph.edges_into(output.id)]
    shapes = [report.on_edge(edge.ends) for edge in edges]
    units = max((shape[0] for shape in shapes if shape is not None and len(shape) == 1), default=0)
    return units if units > 1 else 0


def given_dataset(text: str, project: Project, progress: Progress) -> Dataset:
    """Return the samples of a ``--data`` option as a dataset that a project's network can be asked about.

    They are prepared as the project's own samples are. All of them stand among those to train on.

    Raises
    ------
    CommandError
        If the option is none, or its samples do not fit the network; the sentence has both shapes.
    DataError
        If a file cannot be read.
    """
    import numpy as np

    from engine.data import make_dataset

    recipe = with_data(project, text).recipe
    plain = replace(recipe, validation=0.0, test=0.0, normalisation="none", features=())
    found = make_dataset(plain, progress)
    for remark in found.remarks:
        complain(remark)
    rows, none = np.arange(len(found), dtype=np.int64), np.zeros(0, np.int64)
    found = replace(found, train=rows, validation=none, test=none)
    if recipe.normalisation != "none" or recipe.features:
        found = _prepared(text, found, make_dataset(project.recipe, progress))
    check_weights(text, project, found)
    return found


def _prepared(text: str, found: Dataset, own: Dataset) -> Dataset:
    """Return samples with the features and the normalisation that were fitted to a project's own."""
    if found.raw_columns != own.raw_columns:
        raise CommandError(
            f"The samples of {text} have {_columns(found)}, but the project prepares {_columns(own)} for its network. "
            "Give samples with the same columns."
        )
    x = own.preparation.apply(found.raw)
    return replace(found, columns=own.columns, x=x, preparation=own.preparation)


def _columns(dataset: Dataset) -> str:
    names = dataset.raw_columns
    return f"{len(names)} columns ({', '.join(names[:5])}{', ...' if len(names) > 5 else ''})"


def check_weights(text: str, project: Project, dataset: Dataset) -> None:
    """Raise `CommandError` if the network would need other weights for these samples than the file holds."""
    from engine.assembly import data_shape
    from engine.lowering import lower

    held = {name: tuple(value.shape) for name, value in _weights(project).items()}
    needed = lower(project.graph, data_shape(dataset), seed=None).module.state_dict()
    for name, tensor in needed.items():
        shape = tuple(tensor.shape)
        if held.get(name, shape) != shape:
            raise CommandError(
                f"The samples of {text} have {len(dataset.columns)} values each, for which {name} would be "
                f"{_shown(shape)}, but the network's is {_shown(held[name])}. Give samples like those that it has "
                "learned from."
            )


def _weights(project: Project) -> Mapping[str, Tensor | Floats]:
    return project.hand_set if project.run is None else project.run.weights


def _shown(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))
