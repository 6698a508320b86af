"""What an entry of the table of data sources is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from engine.catalog.spec import ParamSpec, SettingValue

if TYPE_CHECKING:
    from engine.text import Text

Floats = npt.NDArray[np.float32]
Samples = tuple[Floats, Floats]
"""Inputs (n, p) and targets (n,)."""

Make = Callable[[Mapping[str, SettingValue], np.random.Generator], Samples]
Category = Literal["gate", "classes", "regression"]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A way to get samples.

    Parameters
    ----------
    kind : str
        Key in recipes and files.
    title, help : Text
        Name on the screen and what the samples look like.
    category : {"gate", "classes", "regression"}
        Truth tables, points in classes, or points with a number to predict.
    make : callable
        ``make(settings, rng)`` returns the inputs (n, p) and the targets (n,), both float32; all chance
        comes from `rng`.
    extent : float
        Half the width of a square plot, centred on `centre` or on the origin, that shows the samples (of a Gaussian all
        but its far tail).
    columns, target : tuple of str, str
        Names of the inputs and of what is to be predicted.
    classes : tuple of str
        Names of the classes, in the order of their numbers; empty for a regression.
    params : tuple of ParamSpec
        The settings that `make` reads.
    validation : float
        The share that a recipe holds out when this source is chosen.
    centre : tuple of float
        The middle of the plot.
    """

    kind: str
    title: Text
    category: Category
    help: Text
    make: Make
    extent: float
    columns: tuple[str, ...] = ("x1", "x2")
    target: str = "y"
    classes: tuple[str, ...] = ("0", "1")
    params: tuple[ParamSpec, ...] = ()
    validation: float = 0.0
    centre: tuple[float, float] = (0.0, 0.0)
