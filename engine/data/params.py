"""The settings that the sources of random points share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.spec import ParamSpec, real, whole
from engine.text import Text

if TYPE_CHECKING:
    from engine.data.spec import Settings

MOST_CLASSES = 10

SAMPLES = ParamSpec(
    "samples",
    Text("data", "Samples"),
    "integer",
    500,
    Text("data", "How many points there are, training and validation together."),
    10,
    5000,
)
NOISE = ParamSpec(
    "noise",
    Text("data", "Noise (%)"),
    "real",
    0.0,
    Text("data", "How far chance blurs the pattern, in percent of its size."),
    0.0,
    50.0,
)


def classes_param(default: int, most: int = MOST_CLASSES) -> ParamSpec:
    """Return the setting of how many classes a pattern has."""
    return ParamSpec(
        "classes",
        Text("data", "Classes"),
        "integer",
        default,
        Text("data", "How many classes there are. More than two need as many output units, and softmax."),
        2,
        most,
    )


def noise_share(settings: Settings) -> float:
    """Return the noise as a share from 0 to 0.5."""
    return real(settings, "noise") / 100


def numbered_classes(settings: Settings) -> tuple[str, ...]:
    """Return the names of as many classes as the settings ask for: their numbers."""
    return tuple(map(str, range(whole(settings, "classes"))))
