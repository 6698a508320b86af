"""Points in the plane in two classes or more: moons, rings, a checkerboard and blobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import whole
from engine.data.clouds import RADIUS, shuffled
from engine.data.params import NOISE, SAMPLES, classes_param, noise_share, numbered_classes
from engine.data.spec import Samples, SourceSpec, made
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data.spec import Settings

FIELD = 2.5
"""The side of a field of the checkerboard: four by four of them."""


def _even(samples: int, classes: int) -> npt.NDArray[np.int64]:
    """Return class numbers, (samples,), in runs of sizes that differ by one at most."""
    return np.sort(np.arange(samples) % classes)


def _moons(settings: Settings, rng: np.random.Generator) -> Samples:
    y = _even(whole(settings, "samples"), 2)
    angle = rng.uniform(0, np.pi, len(y))
    turned = np.where(y == 1, -1.0, 1.0)  # the second moon is the first one upside down
    x = turned[:, None] * np.column_stack([3 * np.cos(angle) - 1.5, 3 * np.sin(angle) - 0.75])
    return shuffled(x + rng.normal(0, 2 * noise_share(settings), x.shape), y.astype(np.float64), rng)


def _rings(settings: Settings, rng: np.random.Generator) -> Samples:
    classes = whole(settings, "classes")
    y = _even(whole(settings, "samples"), classes)
    width = RADIUS / classes
    radius = width * (y + rng.uniform(0, 0.7, len(y)))  # a disc of class 0; the gaps are three tenths of a ring
    angle = rng.uniform(0, 2 * np.pi, len(y))
    x = radius[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return shuffled(x + rng.normal(0, width * noise_share(settings), x.shape), y.astype(np.float64), rng)


def _checkerboard(settings: Settings, rng: np.random.Generator) -> Samples:
    x = rng.uniform(-2 * FIELD, 2 * FIELD, (whole(settings, "samples"), 2))
    seen = x + rng.uniform(-FIELD, FIELD, x.shape) * noise_share(settings)
    y = np.floor(seen / FIELD).sum(axis=1) % whole(settings, "classes")
    return x.astype(np.float32), y.astype(np.float32)


def _blobs(settings: Settings, rng: np.random.Generator) -> Samples:
    classes = whole(settings, "classes")
    y = _even(whole(settings, "samples"), classes)
    angle = 2 * np.pi * y / classes
    centres = 3.5 * np.column_stack([np.sin(angle), np.cos(angle)])
    x = centres + rng.normal(0, 0.5 + 3 * noise_share(settings), centres.shape)
    return shuffled(x, y.astype(np.float64), rng)


PATTERNS: tuple[SourceSpec, ...] = (
    SourceSpec(
        "moons",
        Text("data", "Two moons"),
        "classes",
        Text("data", "Two half circles that reach into each other."),
        made(_moons),
        extent=6.0,
        params=(SAMPLES, NOISE),
        validation=0.5,
    ),
    SourceSpec(
        "rings",
        Text("data", "Rings"),
        "classes",
        Text("data", "A disc of class 0, and around it a ring for every other class."),
        made(_rings, numbered_classes),
        extent=6.0,
        params=(SAMPLES, NOISE, classes_param(3)),
        validation=0.5,
    ),
    SourceSpec(
        "checkerboard",
        Text("data", "Checkerboard"),
        "classes",
        Text("data", "Four by four fields whose classes take turns along every row and column."),
        made(_checkerboard, numbered_classes),
        extent=6.0,
        params=(SAMPLES, NOISE, classes_param(2, most=4)),
        validation=0.5,
    ),
    SourceSpec(
        "blobs",
        Text("data", "Blobs"),
        "classes",
        Text("data", "A round cloud for each class, evenly around the middle. Noise makes them overlap."),
        made(_blobs, numbered_classes),
        extent=8.0,
        params=(SAMPLES, NOISE, classes_param(4)),
        validation=0.5,
    ),
)
