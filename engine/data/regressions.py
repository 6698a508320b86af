"""Points with a number from -1 to 1 to predict: the Playground's two in the plane, and three curves over a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import ParamSpec, whole
from engine.data.params import NOISE, SAMPLES, noise_share
from engine.data.spec import Samples, SourceSpec, made, no_classes
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from engine.data.spec import Make, Settings

    Curve = Callable[[npt.NDArray[np.float64], Settings], npt.NDArray[np.float64]]

RADIUS = 6.0
HILLS = np.array([(-4.0, 2.5), (0.0, 2.5), (4.0, 2.5), (-4.0, -2.5), (0.0, -2.5), (4.0, -2.5)])
SIGNS = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])


def _points(settings: Settings, rng: np.random.Generator) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return points, and where the noise makes their targets be read off; both (n, 2)."""
    x = rng.uniform(-RADIUS, RADIUS, (whole(settings, "samples"), 2))
    return x, x + rng.uniform(-RADIUS, RADIUS, x.shape) * noise_share(settings)


def _plane(settings: Settings, rng: np.random.Generator) -> Samples:
    x, seen = _points(settings, rng)
    return x.astype(np.float32), (seen.sum(axis=1) / 10).astype(np.float32)


def _multi_gaussian(settings: Settings, rng: np.random.Generator) -> Samples:
    x, seen = _points(settings, rng)
    distance = np.linalg.norm(seen[:, None] - HILLS, axis=2)  # (n, 6)
    height = np.clip(1 - distance / 2, 0, 1) * SIGNS
    nearest = np.abs(height).argmax(axis=1)
    return x.astype(np.float32), height[np.arange(len(x)), nearest].astype(np.float32)


def _over_a_line(curve: Curve) -> Make:
    """Return what reads a curve off at random places from -6 to 6; noise is added to what is read."""

    def make(settings: Settings, rng: np.random.Generator) -> Samples:
        x = rng.uniform(-RADIUS, RADIUS, (whole(settings, "samples"), 1))
        y = curve(x[:, 0], settings) + rng.normal(0, noise_share(settings), len(x))
        return x.astype(np.float32), y.astype(np.float32)

    return make


def _sine(x: npt.NDArray[np.float64], settings: Settings) -> npt.NDArray[np.float64]:
    return np.sin(x)


def _step(x: npt.NDArray[np.float64], settings: Settings) -> npt.NDArray[np.float64]:
    return np.where(x < 0, -1.0, 1.0)


def _polynomial(x: npt.NDArray[np.float64], settings: Settings) -> npt.NDArray[np.float64]:
    """Return the Chebyshev polynomial of the degree, which swings between -1 and 1 over the whole line."""
    inside: npt.NDArray[np.float64] = np.clip(x / RADIUS, -1, 1)
    found: npt.NDArray[np.float64] = np.cos(whole(settings, "degree") * np.arccos(inside))
    return found


DEGREE = ParamSpec(
    "degree",
    Text("data", "Degree"),
    "integer",
    3,
    Text("data", "The highest power of x. The curve turns once less often."),
    1,
    8,
)


def _line(kind: str, title: Text, help: Text, curve: Curve, *params: ParamSpec) -> SourceSpec:
    load = made(_over_a_line(curve), no_classes, columns=("x",))
    return SourceSpec(kind, title, "regression", help, load, 6.0, params=(SAMPLES, NOISE, *params), validation=0.5)


REGRESSIONS: tuple[SourceSpec, ...] = (
    SourceSpec(
        "plane",
        Text("data", "Plane"),
        "regression",
        Text("data", "The target is the sum of the coordinates, divided by 10."),
        made(_plane, no_classes),
        extent=6.0,
        params=(SAMPLES, NOISE),
        validation=0.5,
    ),
    SourceSpec(
        "multi_gaussian",
        Text("data", "Hills and hollows"),
        "regression",
        Text("data", "Three hills and three hollows in turn, on a flat ground of 0."),
        made(_multi_gaussian, no_classes),
        extent=6.0,
        params=(SAMPLES, NOISE),
        validation=0.5,
    ),
    _line("sine", Text("data", "Sine"), Text("data", "A wave over one input: the sine of x."), _sine),
    _line(
        "step",
        Text("data", "Step"),
        Text("data", "-1 left of 0 and 1 right of it: a smooth network can only come close."),
        _step,
    ),
    _line(
        "polynomial",
        Text("data", "Polynomial"),
        Text("data", "A polynomial of x that swings between -1 and 1."),
        _polynomial,
        DEGREE,
    ),
)
