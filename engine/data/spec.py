"""What an entry of the table of data sources is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from engine.catalog.spec import ParamSpec, SettingValue
from engine.data.progress import Progress
from engine.data.raw import RawSamples

if TYPE_CHECKING:
    from pathlib import Path

    from engine.text import Text

Settings = Mapping[str, SettingValue]
Floats = npt.NDArray[np.float32]
Samples = tuple[Floats, Floats]
"""Inputs (n, p) and targets (n,)."""


def no_files(settings: Settings) -> tuple[Path, ...]:
    """Return that nothing is read but what the settings name."""
    return ()


Load = Callable[[Settings, np.random.Generator, Progress], RawSamples]
Make = Callable[[Settings, np.random.Generator], Samples]
Category = Literal["gate", "classes", "regression", "sequence", "painted", "table", "image"]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A way to get samples.

    Parameters
    ----------
    kind : str
        Key in recipes and files.
    title, help : Text
        Name on the screen and what the samples look like.
    category : {"gate", "classes", "regression", "sequence", "painted", "table", "image"}
        Truth tables, points in classes, points with a number to predict, windows of a series, points that a person
        paints, and files of rows or of pictures.
    load : callable
        ``load(settings, rng, progress)`` returns `RawSamples`; all chance comes from `rng`, and what takes long reports
        to `progress`. Raises `DataError` if the settings or a file give no samples.
    extent : float, optional
        Half the width of a square plot, centred on `centre` or on the origin, that shows the samples (of a Gaussian all
        but its far tail). None where only the samples can tell.
    params : tuple of ParamSpec
        The settings that `load` reads.
    validation : float
        The share that a recipe holds out when this source is chosen.
    centre : tuple of float
        The middle of the plot.
    split : str
        How a recipe parts the samples when this source is chosen; as in `engine.data.recipe.RECIPE_PARAMS`.
    normalisation : str
        How a recipe normalises when this source is chosen; as in `engine.data.recipe.RECIPE_PARAMS`.
    keeps : bool
        Whether a project keeps small files of this source whole: everything must be in the files that the settings
        name, and nothing be looked for beside them.
    beside : callable
        ``beside(settings)`` returns the files that `load` would read besides those that the settings name; `DataError`
        or `OSError` if it would fail to.
    """

    kind: str
    title: Text
    category: Category
    help: Text
    load: Load
    extent: float | None = None
    params: tuple[ParamSpec, ...] = ()
    validation: float = 0.0
    centre: tuple[float, float] = (0.0, 0.0)
    split: str = "stratified"
    normalisation: str = "none"
    keeps: bool = False
    beside: Callable[[Settings], tuple[Path, ...]] = no_files

    @property
    def is_read(self) -> bool:
        """Whether the samples are read from files. Then chance plays no part in them."""
        return self.category in ("table", "image") or bool(self.path_settings)

    @property
    def path_settings(self) -> tuple[str, ...]:
        """Names of the settings that hold paths of files or folders."""
        return tuple(param.name for param in self.params if param.kind == "path")


def two_classes(settings: Settings) -> tuple[str, ...]:
    """Return the names of the classes where there are always two."""
    return "0", "1"


def no_classes(settings: Settings) -> tuple[str, ...]:
    """Return that there are no classes: a regression."""
    return ()


def made(
    make: Make,
    classes: Callable[[Settings], tuple[str, ...]] = two_classes,
    columns: tuple[str, ...] = ("x1", "x2"),
) -> Load:
    """Return how to load what is calculated: ``make(settings, rng)`` gives inputs and targets, both float32."""

    def load(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
        x, y = make(settings, rng)
        return RawSamples(columns, x, "y", y, classes(settings))

    return load
