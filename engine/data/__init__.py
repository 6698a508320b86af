"""Where the samples come from: sources as data, a recipe that files keep, and the data set that a recipe makes."""

from engine.data.dataset import Dataset
from engine.data.files import SourceFile
from engine.data.make import fixed, make_dataset
from engine.data.painted import PAINTED, PaintedPoints
from engine.data.preparation import Preparation
from engine.data.progress import Progress
from engine.data.raw import RawSamples
from engine.data.recipe import PLANE_FEATURES, RECIPE_PARAMS, DataRecipe
from engine.data.remembered import remembered
from engine.data.sources import SOURCE, SOURCES
from engine.data.spec import Category, SourceSpec
from engine.data.split import split

__all__ = [
    "PAINTED",
    "PLANE_FEATURES",
    "RECIPE_PARAMS",
    "SOURCE",
    "SOURCES",
    "Category",
    "DataRecipe",
    "Dataset",
    "PaintedPoints",
    "Preparation",
    "Progress",
    "RawSamples",
    "SourceFile",
    "SourceSpec",
    "fixed",
    "make_dataset",
    "remembered",
    "split",
]
