"""From a recipe to its samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.data.dataset import Dataset
from engine.data.split import split

if TYPE_CHECKING:
    from engine.data.recipe import DataRecipe


def make_dataset(recipe: DataRecipe) -> Dataset:
    """Make the samples of a recipe; the same recipe always gives the same arrays.

    Raises
    ------
    DataError
        If the validation share leaves no sample to train on, or none to validate with.
    """
    source = recipe.spec
    # Two streams from one seed: how many samples are held out must not change the samples themselves.
    sample_seed, split_seed = np.random.SeedSequence(recipe.seed).spawn(2)
    x, y = source.make(recipe.settings, np.random.default_rng(sample_seed))
    groups = y if source.classes else np.zeros_like(y)
    train, validation = split(groups, recipe.validation, np.random.default_rng(split_seed))
    return Dataset(source.columns, source.target, source.classes, x, y, train, validation)
