"""What is known of samples without having them: enough to ask a network about others, prepared as they were."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.data.dataset import Dataset
from engine.data.preparation import unfitted
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data.preparation import Preparation
    from engine.data.recipe import DataRecipe

MOST_COLUMNS = 2**20
"""Columns of samples that are remembered."""
MISSING = Text("data", "The samples of this project are not at hand.")


def remembered(
    recipe: DataRecipe,
    columns: tuple[str, ...],
    target: str,
    classes: tuple[str, ...],
    image_shape: tuple[int, int, int] | None = None,
    shift: npt.NDArray[np.float64] | None = None,
    scale: npt.NDArray[np.float64] | None = None,
) -> Dataset:
    """Return a data set without samples, as `Dataset.lacking` leaves one, of what was noted of it.

    Parameters
    ----------
    recipe : DataRecipe
        It says which features were made of the columns, and whether these were normalised.
    columns, target, classes, image_shape
        As `Dataset.raw_columns` and the others of these names.
    shift, scale : array of float64, shape (p,), optional
        As in `Preparation`; there if the recipe normalises.

    Raises
    ------
    DataError
        If these cannot be of one data set of this recipe.
    """
    if not 0 < len(columns) <= MOST_COLUMNS or len(set(columns)) < len(columns) or not all(columns):
        raise _unfit(Text("data", "columns without a name, of the same name, none or too many"))
    if len(set(classes)) < len(classes) or len(classes) == 1:
        raise _unfit(Text("data", "classes of the same name, or a single one"))
    if image_shape is not None and (min(image_shape) < 1 or prod(image_shape) != len(columns)):
        raise _unfit(Text("data", "pictures that do not have a column for each pixel"))
    bare = unfitted(columns, recipe.features)
    if (recipe.normalisation == "none") is not (shift is None and scale is None):
        raise _unfit(Text("data", "a normalisation that the recipe does not ask for, or none although it does"))
    whole = replace(bare, shift=shift, scale=scale)
    if not _is_sound(whole):
        raise _unfit(Text("data", "a normalisation by numbers that are too many, too few, infinite or 0"))
    x, raw = (np.zeros((0, len(names)), np.float32) for names in (bare.columns, columns))
    none, y = np.zeros(0, np.int64), np.zeros(0, np.float32)
    made = Dataset(bare.columns, target, classes, x, y, none, none, none, raw, whole, image_shape)
    return replace(made, missing=DataError(MISSING))


def _is_sound(preparation: Preparation) -> bool:
    shift, scale = preparation.shift, preparation.scale
    if shift is None or scale is None:
        return shift is scale
    shape = (len(preparation.columns),)
    right = all(each.dtype == np.float64 and each.shape == shape and np.isfinite(each).all() for each in (shift, scale))
    return right and bool((scale > 0).all())


def _unfit(what: Text) -> DataError:
    return DataError(Text("data", "What is noted of the samples cannot be right: {what}.").fill(what=what))
