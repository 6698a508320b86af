"""Points in the plane with a number from -1 to 1 to predict: the two regressions of the TensorFlow Playground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import whole
from engine.data.params import NOISE, SAMPLES, noise_share
from engine.data.spec import Samples, SourceSpec
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from engine.catalog.spec import SettingValue

RADIUS = 6.0
HILLS = np.array([(-4.0, 2.5), (0.0, 2.5), (4.0, 2.5), (-4.0, -2.5), (0.0, -2.5), (4.0, -2.5)])
SIGNS = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])


def _points(
    settings: Mapping[str, SettingValue], rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return points, and where the noise makes their targets be read off; both (n, 2)."""
    x = rng.uniform(-RADIUS, RADIUS, (whole(settings, "samples"), 2))
    return x, x + rng.uniform(-RADIUS, RADIUS, x.shape) * noise_share(settings)


def _plane(settings: Mapping[str, SettingValue], rng: np.random.Generator) -> Samples:
    x, seen = _points(settings, rng)
    return x.astype(np.float32), (seen.sum(axis=1) / 10).astype(np.float32)


def _multi_gaussian(settings: Mapping[str, SettingValue], rng: np.random.Generator) -> Samples:
    x, seen = _points(settings, rng)
    distance = np.linalg.norm(seen[:, None] - HILLS, axis=2)  # (n, 6)
    height = np.clip(1 - distance / 2, 0, 1) * SIGNS
    nearest = np.abs(height).argmax(axis=1)
    return x.astype(np.float32), height[np.arange(len(x)), nearest].astype(np.float32)


REGRESSIONS: tuple[SourceSpec, ...] = (
    SourceSpec(
        "plane",
        Text("data", "Plane"),
        "regression",
        Text("data", "The target is the sum of the coordinates, divided by 10."),
        _plane,
        extent=6.0,
        classes=(),
        params=(SAMPLES, NOISE),
        validation=0.5,
    ),
    SourceSpec(
        "multi_gaussian",
        Text("data", "Hills and hollows"),
        "regression",
        Text("data", "Three hills and three hollows in turn, on a flat ground of 0."),
        _multi_gaussian,
        extent=6.0,
        classes=(),
        params=(SAMPLES, NOISE),
        validation=0.5,
    ),
)
