"""What a project file holds, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.data import DataRecipe
from engine.training.config import TrainingConfig

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    from pydantic import JsonValue

    from engine.data import Dataset
    from engine.graph import Graph
    from engine.training.state import RunState
    from engine.training.timeline import TimeLine


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """Everything that comes back when a project is opened again.

    Parameters
    ----------
    graph : Graph
        The drawing.
    recipe : DataRecipe
        How the samples are made.
    config : TrainingConfig
        How to train.
    run : RunState, optional
        Where training stands; None if it has not begun.
    view : mapping
        Whatever the window wants to find again; anything that JSON can hold.
    ghost : array of float64, shape (n, 6), optional
        The history of an earlier run to compare with; columns as in `engine.training.history.Row`.
    thumbnail : bytes, optional
        A PNG picture.
    hand_set : mapping of float32 arrays
        First weights that the person set by hand, by the name of the tensor. A drawing that cannot be trained yet has
        them too, from the time when it could.
    timeline : TimeLine, optional
        The past of `run`. A file takes it only as `TimeLine.abridged` leaves it.
    dataset : Dataset, optional
        What the recipe makes. A file keeps all of it but the samples, so that the network can be asked without them.
    """

    graph: Graph
    recipe: DataRecipe = field(default_factory=DataRecipe)
    config: TrainingConfig = field(default_factory=TrainingConfig)
    run: RunState | None = None
    view: Mapping[str, JsonValue] = field(default_factory=dict)
    ghost: npt.NDArray[np.float64] | None = None
    thumbnail: bytes | None = None
    hand_set: Mapping[str, npt.NDArray[np.float32]] = field(default_factory=dict)
    timeline: TimeLine | None = None
    dataset: Dataset | None = None
