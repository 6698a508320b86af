"""Points that a person paints: an immutable value, cheap to change point by point."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import Choice, ParamSpec, whole
from engine.data.params import MOST_CLASSES, numbered_classes
from engine.data.raw import RawSamples
from engine.data.spec import SourceSpec
from engine.errors import DataError, SettingError
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data.progress import Progress
    from engine.data.spec import Floats, Settings

MOST_POINTS = 100_000


def _no_places() -> Floats:
    return np.zeros((0, 2), np.float32)


def _no_values() -> Floats:
    return np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class PaintedPoints:
    """Points in the plane, in the order in which they were painted. Two of the same points are equal.

    Parameters
    ----------
    x : array of float32, shape (n, 2)
        Where they are; finite, and not writable any more.
    y : array of float32, shape (n,)
        Their class numbers, or their values.

    Raises
    ------
    DataError
        If the arrays do not fit each other, hold something that is not finite, or more than `MOST_POINTS`.
    """

    x: npt.NDArray[np.float32] = field(default_factory=_no_places)
    y: npt.NDArray[np.float32] = field(default_factory=_no_values)

    def __post_init__(self) -> None:
        x, y = (np.array(values, np.float32) for values in (self.x, self.y))
        if x.ndim != 2 or x.shape[1:] != (2,) or y.shape != (len(x),):
            raise DataError(
                Text("data", "Painted points need two coordinates and a target each, not {x} and {y} numbers.").fill(
                    x=x.shape, y=y.shape
                )
            )
        if len(x) > MOST_POINTS:
            raise DataError(
                Text("data", "There can be {limit} painted points, not {count}. Erase some.").fill(
                    limit=f"{MOST_POINTS:,}", count=f"{len(x):,}"
                )
            )
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            raise DataError(
                Text("data", "A painted point is at no finite place, or has no finite target. Take it out.")
            )
        x.flags.writeable = y.flags.writeable = False
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    def __len__(self) -> int:
        return len(self.x)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PaintedPoints):
            return NotImplemented
        return np.array_equal(self.x, other.x) and np.array_equal(self.y, other.y)

    def __hash__(self) -> int:
        return hash((self.x.tobytes(), self.y.tobytes()))

    def with_point_added(self, x1: float, x2: float, target: float) -> PaintedPoints:
        """Return the same and one more point."""
        return self.with_points_added([(x1, x2)], target)

    def with_points_added(self, places: npt.ArrayLike, target: float) -> PaintedPoints:
        """Return the same and more points of one class or value; `places` is (k, 2)."""
        more = np.asarray(places, np.float32).reshape(-1, 2)
        return PaintedPoints(
            np.concatenate([self.x, more]), np.concatenate([self.y, np.full(len(more), target, np.float32)])
        )

    def erased(self, x1: float, x2: float, radius: float) -> PaintedPoints:
        """Return the points that are farther than `radius` from a place; this very value if all are."""
        far = np.hypot(self.x[:, 0] - x1, self.x[:, 1] - x2) > radius
        return self if far.all() else PaintedPoints(self.x[far], self.y[far])

    def cleared(self) -> PaintedPoints:
        """Return no points."""
        return PaintedPoints()

    def raw(self, settings: Settings) -> RawSamples:
        """Return the points as samples of the source ``painted``."""
        classes = () if settings["target"] == "value" else numbered_classes(settings)
        return RawSamples(("x1", "x2"), self.x.copy(), "y", self.y.copy(), classes)  # PyTorch wants writable arrays

    def check(self, settings: Settings) -> None:
        """Raise `SettingError` if a point is of no class that the settings of the source have."""
        if settings["target"] == "value" or not len(self):
            return
        most = whole(settings, "classes")
        wrong = self.y[(self.y < 0) | (self.y >= most) | (self.y % 1 != 0)]
        if len(wrong):
            raise SettingError(
                Text(
                    "data",
                    "A painted point is of class {number}, but there are only the classes 0 to {last}. Erase the "
                    "points of that class, or take more classes.",
                ).fill(number=f"{wrong[0]:g}", last=most - 1)
            )


def _load(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    return PaintedPoints().raw(settings)


PAINTED = SourceSpec(
    "painted",
    Text("data", "Painted points"),
    "painted",
    Text("data", "Points that you paint into the plane yourself."),
    _load,
    extent=6.0,
    params=(
        ParamSpec(
            "target",
            Text("data", "Target"),
            "choice",
            "class",
            Text("data", "Whether every point is of a class, or has a number to predict."),
            choices=(Choice("class", Text("data", "a class")), Choice("value", Text("data", "a number"))),
        ),
        ParamSpec(
            "classes",
            Text("data", "Classes"),
            "integer",
            2,
            Text("data", "How many classes there are. More than two need as many output units, and softmax."),
            2,
            MOST_CLASSES,
        ),
    ),
)
"""The source whose samples stand in the recipe: `engine.data.recipe.DataRecipe.points`."""
