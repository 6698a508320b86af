"""Points of two classes in the plane; the spiral can have more.

Four of the patterns are those of the TensorFlow Playground, by their published geometry; the fifth is what
scikit-learn's ``make_blobs`` draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import whole
from engine.data.params import NOISE, SAMPLES, classes_param, noise_share, numbered_classes
from engine.data.spec import Samples, SourceSpec, made
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data.spec import Settings

RADIUS = 5.0
GAP = 0.3
"""Half the width of the empty cross in the XOR pattern."""


def shuffled(x: npt.NDArray[np.float64], y: npt.NDArray[np.floating], rng: np.random.Generator) -> Samples:
    """Mix the classes, so that unshuffled batches hold all of them."""
    order = rng.permutation(len(x))
    return x[order].astype(np.float32), y[order].astype(np.float32)


def _xor_cloud(settings: Settings, rng: np.random.Generator) -> Samples:
    x = rng.uniform(-RADIUS, RADIUS, (whole(settings, "samples"), 2))
    x += np.where(x > 0, GAP, -GAP)
    seen = x + rng.uniform(-RADIUS, RADIUS, x.shape) * noise_share(settings)
    return x.astype(np.float32), (seen[:, 0] * seen[:, 1] >= 0).astype(np.float32)


def _circle(settings: Settings, rng: np.random.Generator) -> Samples:
    samples = whole(settings, "samples")
    inside = samples // 2
    radius = np.concatenate([rng.uniform(0, 0.5 * RADIUS, inside), rng.uniform(0.7 * RADIUS, RADIUS, samples - inside)])
    angle = rng.uniform(0, 2 * np.pi, samples)
    x = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    seen = x + rng.uniform(-RADIUS, RADIUS, x.shape) * noise_share(settings)
    return shuffled(x, (np.hypot(seen[:, 0], seen[:, 1]) < 0.5 * RADIUS).astype(np.float64), rng)


def _spiral(settings: Settings, rng: np.random.Generator) -> Samples:
    samples, arms = whole(settings, "samples"), whole(settings, "classes")
    sizes = [(samples + arms - 1 - place) // arms for place in range(arms)]
    along = np.concatenate([np.arange(size) / size for size in sizes])
    place = np.repeat(np.arange(arms), sizes)
    angle = 1.75 * 2 * np.pi * along + place * (2 * np.pi / arms)  # each arm winds one and three quarter turns
    x = RADIUS * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return shuffled(x + rng.uniform(-1, 1, x.shape) * noise_share(settings), arms - 1.0 - place, rng)


def _gaussians(settings: Settings, rng: np.random.Generator) -> Samples:
    samples = whole(settings, "samples")
    y = np.repeat([1.0, 0.0], (samples - samples // 2, samples // 2))
    deviation = np.sqrt(0.5 + 7 * noise_share(settings))  # the variance goes from 0.5 without noise to 4 at 50 %
    x = rng.normal(0, deviation, (samples, 2)) + np.where(y == 1, 2.0, -2.0)[:, None]
    return shuffled(x, y, rng)


def _blobs_002(settings: Settings, rng: np.random.Generator) -> Samples:
    """Draw as ``make_blobs`` does: a cloud for each centre, then mixed, all by NumPy's older generator."""
    draw = np.random.RandomState(123)
    x = np.concatenate([draw.normal(centre, 0.4, (50, 2)) for centre in ((-0.5, 0.5), (0.5, -0.5))])
    order = np.arange(len(x))
    draw.shuffle(order)
    return x[order].astype(np.float32), np.repeat([0.0, 1.0], 50)[order].astype(np.float32)


def _cloud(kind: str, title: Text, help: Text, extent: float = 6.0) -> SourceSpec:
    make = {"xor_cloud": _xor_cloud, "circle": _circle, "gaussians": _gaussians}[kind]
    return SourceSpec(kind, title, "classes", help, made(make), extent, params=(SAMPLES, NOISE), validation=0.5)


CLOUDS: tuple[SourceSpec, ...] = (
    _cloud(
        "xor_cloud",
        Text("data", "XOR cloud"),
        Text("data", "Four squares: class 1 where both coordinates have the same sign."),
    ),
    _cloud("circle", Text("data", "Circle"), Text("data", "A disc of class 1 inside a ring of class 0.")),
    SourceSpec(
        "spiral",
        Text("data", "Spiral"),
        "classes",
        Text("data", "Arms wound around each other, one for each class; the hardest of these."),
        made(_spiral, numbered_classes),
        extent=6.0,
        params=(SAMPLES, NOISE, classes_param(2)),
        validation=0.5,
    ),
    _cloud(
        "gaussians",
        Text("data", "Two Gaussians"),
        Text("data", "A round cloud for each class. One neuron separates them; noise makes them overlap."),
        extent=8.0,
    ),
    SourceSpec(
        "blobs_002",
        Text("data", "Two blobs"),
        "classes",
        Text("data", "100 fixed points around (-0.5, 0.5) and (0.5, -0.5), as scikit-learn draws them from seed 123."),
        made(_blobs_002),
        extent=2.0,
    ),
)
