"""The settings that the sources of random points share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.spec import ParamSpec, real
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog.spec import SettingValue

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


def noise_share(settings: Mapping[str, SettingValue]) -> float:
    """Return the noise as a share from 0 to 0.5."""
    return real(settings, "noise") / 100
