"""Layers that centre and scale over the batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.images import check_image
from engine.catalog.spec import LayerSpec, ParamSpec, real
from engine.errors import ShapeError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import nn

    from engine.catalog.spec import SettingValue, Shape


def _of_units(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    if len(shapes[0]) not in (1, 2):
        raise ShapeError(Text("shape", "It normalises (N, units) or (N, channels, length)."))
    return _made(nn.BatchNorm1d, settings, shapes[0][0])


def _of_channels(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    return _made(nn.BatchNorm2d, settings, check_image(shapes[0]))


def _made(
    layer: type[nn.BatchNorm1d | nn.BatchNorm2d], settings: Mapping[str, SettingValue], features: int
) -> nn.Module:
    eps, momentum = real(settings, "eps"), real(settings, "momentum")
    return layer(features, eps=eps, momentum=momentum, affine=bool(settings["affine"]))


_PARAMS = (
    ParamSpec(
        "momentum",
        Text("catalog", "Momentum"),
        "real",
        0.1,
        Text("catalog", "How quickly the running mean and variance follow the batches."),
        0.0,
        1.0,
    ),
    ParamSpec(
        "eps",
        Text("catalog", "Epsilon"),
        "real",
        1e-5,
        Text("catalog", "Added to the variance against division by zero."),
        1e-12,
        1.0,
        logarithmic=True,
    ),
    ParamSpec(
        "affine",
        Text("catalog", "Learned scale"),
        "flag",
        True,
        Text("catalog", "Whether a learned scale and shift follow."),
    ),
)

BATCH_NORM = LayerSpec(
    kind="batch_norm_1d",
    title=Text("catalog", "BatchNorm1d"),
    category="regularisation",
    icon="mdi6.chart-bell-curve",
    help=Text("catalog", "Centres and scales each unit over the batch, then scales and shifts by learned values."),
    build=_of_units,
    formula="y = (x - mean) / sqrt(var + eps) * g + b",
    params=_PARAMS,
    keywords="batch normalization normalisation 배치 정규화",
)

BATCH_NORM_2D = LayerSpec(
    kind="batch_norm_2d",
    title=Text("catalog", "BatchNorm2d"),
    category="regularisation",
    icon="mdi6.chart-bell-curve",
    help=Text(
        "catalog",
        "Centres and scales each channel over the batch and all pixels, then scales and shifts by learned values.",
    ),
    build=_of_channels,
    formula="y = (x - mean) / sqrt(var + eps) * g + b",
    params=_PARAMS,
    keywords="batch normalization normalisation channels image 배치 정규화",
)

NORMALISATION: tuple[LayerSpec, ...] = (BATCH_NORM, BATCH_NORM_2D)
