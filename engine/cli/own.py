"""The samples of a project, and what is known of them without reading any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.cli.speaking import CommandError, complain

if TYPE_CHECKING:
    from engine.data import Dataset
    from engine.data.progress import Progress
    from engine.storage import Project


def own_samples(project: Project, progress: Progress | None = None) -> Dataset:
    """Return the samples of a project's recipe, and tell what is odd about them.

    Raises
    ------
    CommandError
        If they are not where they were; the sentence says where they were looked for.
    DataError
        If they cannot be made for another reason.
    """
    from engine.data import make_dataset
    from engine.errors import MovedDataError

    try:
        dataset = make_dataset(project.recipe, progress)
    except MovedDataError as error:
        raise CommandError(f"{error} {_way_out(project)}") from error
    for remark in dataset.remarks:
        complain(remark)
    return dataset


def _way_out(project: Project) -> str:
    if project.recipe.source in ("table", "idx"):
        return "--data takes it from its new place, or other samples."
    return "The window asks for its new place when the project is opened there, and saving keeps it."


def known_samples(project: Project, progress: Progress | None = None) -> Dataset:
    """Return columns, classes and preparation of what a project's network was trained on.

    Its file tells of them, so that no sample is read and the preparation is the very one that was fitted then. Only
    where it does not, as in older files, they are made.
    """
    from engine.data import make_dataset

    return make_dataset(project.recipe, progress) if project.dataset is None else project.dataset
