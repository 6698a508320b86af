"""Takes points that a person paints into a document: the data changes, and what the network has learned stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.data import PAINTED, DataRecipe, PaintedPoints, make_dataset
from engine.errors import LoomError
from gui.commands import Step
from gui.i18n import show, translate
from gui.kept import RUN_NUMBERS

if TYPE_CHECKING:
    from engine.data import Dataset
    from gui.document import Document
    from gui.kept import KeptRun


def can_be_painted(dataset: Dataset) -> bool:
    """Tell whether samples are points of a plane, so that others can be painted among them."""
    return len(dataset.raw_columns) == 2


def painted_recipe(recipe: DataRecipe, dataset: Dataset) -> DataRecipe:
    """Return a recipe whose painted points are the samples that there are.

    Raises
    ------
    LoomError
        If there are more samples or classes than can be painted.
    """
    if recipe.source == PAINTED.kind:
        return recipe
    settings = {"classes": max(2, dataset.n_classes)} if dataset.classes else {"target": "value"}
    blank = replace(recipe.with_source(PAINTED.kind), settings=settings, normalisation=recipe.normalisation)
    if dataset.raw_columns == make_dataset(blank).raw_columns:  # an expression over other names would not be understood
        blank = replace(blank, features=recipe.features)
    return blank.with_points(PaintedPoints(dataset.raw, dataset.y))


def with_class(recipe: DataRecipe, number: int) -> DataRecipe:
    """Return a painted recipe that has a class of this number."""
    classes = recipe.settings["classes"]
    assert isinstance(classes, int)
    return recipe if number < classes else recipe.with_setting("classes", number + 1)


def hint(recipe: DataRecipe) -> str:
    """Return how points are painted, if that is the recipe's source."""
    if recipe.source != PAINTED.kind:
        return ""
    return translate(
        "paint",
        "Press P in the decision region, or its brush: then click or drag to add points. The right button erases.",
    )


def take_points(document: Document, recipe: DataRecipe, title: str) -> bool:
    """Make a recipe of painted points the data of a document, as one step back; tell whether that could be done.

    The run goes on with the other samples, and trains on if it did, as long as they fit its network.
    """
    try:
        dataset = make_dataset(recipe)
    except LoomError as error:
        document.notice.emit(show(error.text))
        return False
    trained = document.run.running or bool(document.training.under_way)  # it may just have been told to
    document.run.halt()
    left, ghost = document.run.keep(), document.run.ghost
    document.training.end_stretch(left)  # what was learned until now is a step back of its own
    follower = None if left is None else _going_on(document, dataset, left)
    document.make(title, Step(recipe=(document.recipe, recipe)), follower)
    if follower is not None and left is not None and follower.number == left.number:
        document.run.ghost = ghost  # the curve goes on, nothing was left behind
    if trained and (document.run.ready or document.run.building):
        document.training.train()
    elif trained and document.run.refusal is not None:
        sentence = translate("paint", "Training is paused. {reason}")
        document.notice.emit(sentence.format(reason=show(document.run.refusal)))
    return True


def _going_on(document: Document, dataset: Dataset, left: KeptRun) -> KeptRun | None:
    """Return the run as it goes on with other samples, without its past; None if they do not fit its network.

    A run that has made all its epochs begins to count anew, from what it has learned.
    """
    from engine.assembly import assemble
    from engine.lowering import module_names
    from engine.training.history import Row
    from engine.training.state import EpochSums, RunState

    names, state = module_names(document.graph), left.state
    state = replace(state, batch=0, sums=EpochSums(), edited=None)
    number = left.number
    if not left.config.endless and state.epoch >= left.config.epochs:
        state = RunState(state.weights, state.initial, state.optimizer, state.random)
        number = next(RUN_NUMBERS)
    follower = replace(left, state=state, timeline=None, number=number)
    try:
        loop = assemble(document.graph, dataset, left.config, follower.state_named(names)).loop
        measured = (*loop.evaluate(loop.task.train), *loop.evaluate(loop.task.validation))
    except (LoomError, RuntimeError):  # the run that is built next says what does not fit
        return None
    if not state.step:
        return follower
    return replace(follower, state=replace(state, edited=Row(state.epoch, state.step, *measured)))
