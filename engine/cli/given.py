"""Samples that the option ``--data`` brings, instead of those of the project's recipe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from engine.cli.own import known_samples
from engine.cli.speaking import CommandError, complain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    from torch import Tensor

    from engine.data import DataRecipe, Dataset
    from engine.data.progress import Progress
    from engine.data.readers.table_options import Role
    from engine.graph import Graph
    from engine.storage import Project

    Floats = npt.NDArray[np.float32]

FORMS = "idx:IMAGES,LABELS or csv:PATH (or just the PATH of a .csv, .tsv, .parquet or .jsonl file)"


def with_data(project: Project, text: str | None, answers: bool = True) -> Project:
    """Return the project with the files of a ``--data`` option as its source; all else of its recipe stays.

    A table has the categories and classes of the project's own. Without `answers`, it need not have the target.

    Raises
    ------
    CommandError
        If the option is of no known form.
    DataError
        If a table cannot be read.
    """
    from engine.data.tables import TABLE_NAMES, as_written

    if text is None:
        return project
    kind, _, rest = text.partition(":")
    if kind == "idx" and rest:
        images, _, labels = rest.partition(",")
        if not (images and labels):
            raise CommandError(f"--data {text} needs two files, as in idx:IMAGES,LABELS.")
        settings = {"path": images, "labels": labels, "with_test": False, "classes": _classes(project.graph)}
        return replace(project, recipe=_elsewhere(project.recipe, "idx", settings).noted())
    if kind != "csv" and Path(text).suffix.lower() in TABLE_NAMES:
        kind, rest = "csv", text
    if kind == "csv" and rest:
        recipe = _elsewhere(project.recipe, "table", {"path": rest}).noted()
        if project.recipe.source == "table":
            recipe = replace(recipe, settings={**recipe.settings, "columns": _own_columns(project.recipe)})
            recipe = replace(recipe, settings=as_written(recipe.settings, answers))
        if recipe.settings["columns"]:
            recipe = _with_known_columns(recipe, project.recipe, answers)
        return replace(project, recipe=recipe)
    raise CommandError(f"--data {text} is of no known form. Write {FORMS}.")


def _own_columns(own: DataRecipe) -> tuple[str, ...]:
    """Return the plans of a project's own table, with what is found in it where they are not fixed yet."""
    from engine.data import fixed, make_dataset
    from engine.data.readers.table_options import ColumnPlan
    from engine.errors import DataError

    columns = own.settings["columns"]
    known = columns if isinstance(columns, tuple) else ()
    plans = [ColumnPlan.from_plain(line) for line in known]
    if plans and all(plan.is_fixed for plan in plans):
        return known
    plain = replace(own, normalisation="none", features=())  # parted as it is: means are those of the training samples
    try:
        found = fixed(plain, make_dataset(plain)).settings["columns"]
    except DataError as error:
        complain(
            f"Categories, classes and means are those of the given table alone, as the project's is not read: {error}"
        )
        return known
    return found if isinstance(found, tuple) else known


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


def given_dataset(text: str, project: Project, progress: Progress, answers: bool = True) -> Dataset:
    """Return the samples of a ``--data`` option as a dataset that a project's network can be asked about.

    They are prepared as the project's own samples are. All of them stand among those to train on. Without `answers`, a
    table need not have the target, and all targets are 0.

    Raises
    ------
    CommandError
        If the option is none, or its samples do not fit the network; the sentence has both shapes.
    DataError
        If a file cannot be read.
    """
    import numpy as np

    from engine.data import make_dataset

    recipe = with_data(project, text, answers).recipe
    if recipe.source == "table":
        recipe = _with_known_columns(recipe, project.recipe, answers)
    plain = replace(recipe, validation=0.0, test=0.0, normalisation="none", features=())
    unanswered = not answers and recipe.source == "table" and recipe.settings["columns"]
    found = _without_answers(plain, project, progress) if unanswered else make_dataset(plain, progress)
    for remark in found.remarks:
        complain(remark)
    rows, none = np.arange(len(found), dtype=np.int64), np.zeros(0, np.int64)
    found = replace(found, train=rows, validation=none, test=none)
    if recipe.normalisation != "none" or recipe.features:
        found = _prepared(text, found, known_samples(project, progress))
    check_weights(text, project, found)
    return found


def _without_answers(recipe: DataRecipe, project: Project, progress: Progress) -> Dataset:
    """Return the inputs of a table as a dataset with the classes of a project's own, and all targets 0."""
    import numpy as np

    from engine.data import Dataset
    from engine.data.kept import Loaded
    from engine.data.readers.read_table import read_inputs
    from engine.data.tables import options_of, plans_of

    plans = plans_of(recipe.settings, progress)
    samples = read_inputs(Path(str(recipe.settings["path"])), options_of(recipe.settings), plans, progress)
    target = next((plan for plan in plans if plan.role == "target"), None)
    rows, none = np.arange(len(samples.y), dtype=np.int64), np.zeros(0, np.int64)
    name, classes = ("", ()) if target is None else (target.name, target.categories)
    if not classes and (target is None or target.kind != "number"):
        dataset = known_samples(project, progress)
        name, classes = dataset.target, dataset.classes
    source = Loaded(samples, "")
    return Dataset(
        samples.columns, name, classes, samples.x, samples.y, rows, none, remarks=samples.remarks, source=source
    )


def _with_known_columns(recipe: DataRecipe, own: DataRecipe, answers: bool) -> DataRecipe:
    """Return a recipe for a table that takes the columns for what they are in a project's own recipe.

    What that one has no names for is guessed. `CommandError` if a column is missing; the sentence names those there
    should be.
    """
    from engine.data.readers.table import header
    from engine.data.readers.table_options import ColumnPlan
    from engine.data.tables import options_of

    path = Path(str(recipe.settings["path"]))
    there = header(path, options_of(recipe.settings)).names
    columns = _planned(recipe, own, there, answers)
    plans = [ColumnPlan.from_plain(line) for line in columns]
    inputs = [plan.name for plan in plans if plan.role == "input"]
    target = next((plan.name for plan in plans if plan.role == "target"), "")
    missing = [name for name in (*inputs, *([target] if answers else [])) if plans and name not in there]
    if missing:
        compared = f", and its answers are compared with {target}" if answers else ""
        raise CommandError(
            f"{path} has no column {' and no column '.join(missing)}. The network takes {', '.join(inputs)}{compared}; "
            f"the table has {', '.join(there)}. Give one with all of these columns."
        )
    return replace(recipe, settings={**recipe.settings, "columns": columns})


def _planned(recipe: DataRecipe, own: DataRecipe, there: Sequence[str], answers: bool) -> tuple[str, ...]:
    """Return the plans of the columns of a table; none if all about them is to be guessed."""
    planned = recipe.settings["columns"]
    if isinstance(planned, tuple) and planned:
        return planned
    return _as_in_toy(recipe, own, there, answers)


def _as_in_toy(recipe: DataRecipe, own: DataRecipe, there: Sequence[str], answers: bool) -> tuple[str, ...]:
    """Return plans for a table with the columns of samples that are calculated or painted; none if it has others."""
    from engine.data import make_dataset
    from engine.data.readers.guess_plan import guess_plans, with_target
    from engine.data.readers.table import preview
    from engine.data.readers.table_options import ColumnPlan
    from engine.data.tables import options_of

    if own.spec.is_read:
        return ()
    dataset, path, options = make_dataset(own), Path(str(recipe.settings["path"])), options_of(recipe.settings)
    others = [name for name in there if name not in dataset.raw_columns]
    if len(others) + len(dataset.raw_columns) != len(there):
        return ()
    if not others and answers:
        raise CommandError(
            f"{path} holds the inputs {', '.join(there)} and nothing to compare the network's answers with. Add a "
            f"column for that, such as {dataset.target}."
        )
    if not others:
        return tuple(ColumnPlan(name).to_plain() for name in dataset.raw_columns)
    target = dataset.target if dataset.target in others else others[-1]
    plans = with_target(guess_plans(path, options), target, preview(path, options, 1000).rows, options)
    order = [*dataset.raw_columns, *others]
    plans = tuple(sorted(plans, key=lambda plan: order.index(plan.name)))
    roles = {**dict.fromkeys(others, "ignored"), **dict.fromkeys(dataset.raw_columns, "input"), target: "target"}
    return tuple(replace(plan, role=cast("Role", roles[plan.name])).to_plain() for plan in plans)


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
    held = {name: tuple(value.shape) for name, value in _weights(project).items()}
    for name, tensor in _needed(project.graph, dataset).items():
        shape = tuple(tensor.shape)
        if held.get(name, shape) != shape:
            raise CommandError(
                f"The samples of {text} have {len(dataset.columns)} values each, for which {name} would be "
                f"{_shown(shape)}, but the network's is {_shown(held[name])}. Give samples like those that it has "
                "learned from."
            )


def _needed(graph: Graph, dataset: Dataset) -> Mapping[str, Tensor]:
    """Return weights of the shapes that samples ask for, whose classes need not be as many as the network tells apart.

    Where the classes do not fit either, it is the number of columns that has to be told first.
    """
    from engine.assembly import data_shape
    from engine.errors import NotTrainableError
    from engine.lowering import lower

    shape = data_shape(dataset)
    try:
        return lower(graph, shape, seed=None).module.state_dict()
    except NotTrainableError:
        units = _classes(graph)
        if not units:
            raise
        return lower(graph, replace(shape, classes=units), seed=None).module.state_dict()


def _weights(project: Project) -> Mapping[str, Tensor | Floats]:
    return project.hand_set if project.run is None else project.run.weights


def _shown(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))
