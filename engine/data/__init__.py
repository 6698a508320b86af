"""Where the samples come from: sources as data, a recipe that files keep, and the data set that a recipe makes."""

from engine.data.dataset import Dataset
from engine.data.make import make_dataset
from engine.data.recipe import RECIPE_PARAMS, DataRecipe
from engine.data.sources import SOURCE, SOURCES
from engine.data.spec import Category, SourceSpec
from engine.data.split import split

__all__ = [
    "RECIPE_PARAMS",
    "SOURCE",
    "SOURCES",
    "Category",
    "DataRecipe",
    "Dataset",
    "SourceSpec",
    "make_dataset",
    "split",
]
