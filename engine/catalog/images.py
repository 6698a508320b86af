"""Layers that work on images, (N, channels, height, width), and the one that makes images of rows of numbers.

PyTorch takes three axes for a single image without a batch, and says of channels no more than that they are invalid:
what comes in is looked at here before it is asked.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from math import prod
from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION_CHOICES, build_activation
from engine.catalog.initialisation import INITIALISATION, initialise
from engine.catalog.spec import LayerSpec, ParamSpec, show_shape, whole
from engine.errors import ShapeError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import nn

    from engine.catalog.spec import SettingValue, Shape

LARGEST_KERNEL = 31
LARGEST_SIDE = 4096


def _conv(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    size, padding = whole(settings, "kernel_size"), whole(settings, "padding")
    channels = check_image(shapes[0], size, padding)
    conv = nn.Conv2d(
        channels,
        whole(settings, "filters"),
        size,
        stride=whole(settings, "stride"),
        padding=padding,
        bias=bool(settings["bias"]),
    )
    initialise(conv, str(settings["initialisation"]))
    return nn.Sequential(OrderedDict(conv=conv, activation=build_activation(str(settings["activation"]))))


def _pool(module: str, settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    check_image(shapes[0], whole(settings, "kernel_size"))
    made: nn.Module = getattr(nn, module)(whole(settings, "kernel_size"), stride=whole(settings, "stride"))
    return made


def _unflatten(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    image = tuple(whole(settings, name) for name in ("channels", "height", "width"))
    if len(shapes[0]) != 1:
        raise ShapeError(Text("shape", "It takes a row of values for each sample. Put Flatten before it."))
    if prod(image) != shapes[0][0]:
        raise ShapeError(
            Text("shape", "It makes images of {image}, which are {values} values.").fill(
                image=" × ".join(map(str, image)), values=f"{prod(image):,}"
            )
        )
    return nn.Unflatten(1, image)


def check_image(shape: Shape, kernel: int = 1, padding: int = 0) -> int:
    """Return the channels of what comes in; `ShapeError` if it is no image, or smaller than the kernel."""
    if len(shape) != 3:
        raise ShapeError(
            Text("shape", "It takes images, {image}. Put Unflatten before it.").fill(
                image="(N, channels, height, width)"
            )
        )
    channels, *sides = shape
    if min(sides) + 2 * padding < kernel:
        padded = show_shape((channels, *(side + 2 * padding for side in sides)))
        text = Text("shape", "Its kernel of {kernel} × {kernel} is larger than the image.")
        if padding:
            text = Text("shape", "Its kernel of {kernel} × {kernel} is larger than the image with padding, {padded}.")
        raise ShapeError(text.fill(kernel=kernel, padded=padded))
    return channels


def _kernel_size(default: int, help_: Text) -> ParamSpec:
    return ParamSpec("kernel_size", Text("catalog", "Kernel size"), "integer", default, help_, 1, LARGEST_KERNEL)


def _stride(default: int) -> ParamSpec:
    return ParamSpec(
        "stride",
        Text("catalog", "Stride"),
        "integer",
        default,
        Text("catalog", "By how many pixels the window moves on from one value of the output to the next."),
        1,
        LARGEST_KERNEL,
    )


_WINDOW = (_kernel_size(2, Text("catalog", "Height and width of the square window, in pixels.")), _stride(2))


CONV = LayerSpec(
    kind="conv_2d",
    title=Text("catalog", "Conv2d"),
    category="layer",
    icon="mdi6.grid",
    help=Text(
        "catalog",
        "Slides small filters over an image. Each filter gives one channel: high where the image looks like it.",
    ),
    build=_conv,
    formula="y = f(x ⋆ W + b)",
    params=(
        ParamSpec(
            "filters",
            Text("catalog", "Filters"),
            "integer",
            8,
            Text("catalog", "How many filters the layer has: the channels of its output (out_channels)."),
            1,
            1024,
        ),
        _kernel_size(3, Text("catalog", "Height and width of each filter, in pixels.")),
        _stride(1),
        ParamSpec(
            "padding",
            Text("catalog", "Padding"),
            "integer",
            0,
            Text(
                "catalog",
                "Pixels of zeros around the image. Half the kernel size, rounded down, keeps an image as large as it "
                "is.",
            ),
            0,
            LARGEST_KERNEL,
        ),
        ParamSpec(
            "activation",
            Text("catalog", "Activation"),
            "choice",
            "relu",
            Text("catalog", "The function that is applied to every weighted sum."),
            choices=ACTIVATION_CHOICES,
        ),
        ParamSpec(
            "bias",
            Text("catalog", "Bias"),
            "flag",
            True,
            Text("catalog", "Whether each filter adds a learned constant to its weighted sums."),
        ),
        INITIALISATION,
    ),
    keywords="convolution convolutional cnn filter kernel image 합성곱 컨볼루션 필터 커널 이미지",
    weighing="conv",
)

MAX_POOL = LayerSpec(
    kind="max_pool_2d",
    title=Text("catalog", "MaxPool2d"),
    category="layer",
    icon="mdi6.grid-large",
    help=Text("catalog", "Makes an image smaller: of each window of pixels only the largest value stays."),
    build=partial(_pool, "MaxPool2d"),
    formula="y = max of each window of x",
    params=_WINDOW,
    keywords="pooling downsample 풀링 최대 풀링",
)

AVERAGE_POOL = LayerSpec(
    kind="avg_pool_2d",
    title=Text("catalog", "AvgPool2d"),
    category="layer",
    icon="mdi6.blur-linear",
    help=Text("catalog", "Makes an image smaller: of each window of pixels the mean stays."),
    build=partial(_pool, "AvgPool2d"),
    formula="y = mean of each window of x",
    params=_WINDOW,
    keywords="average pooling downsample mean 풀링 평균 풀링",
)

UNFLATTEN = LayerSpec(
    kind="unflatten",
    title=Text("catalog", "Unflatten"),
    category="shape",
    icon="mdi6.arrow-expand-vertical",
    help=Text("catalog", "Makes an image of a row of pixels, as Conv2d takes it: channel by channel, row by row."),
    build=_unflatten,
    formula="(N, c h w) -> (N, c, h, w)",
    params=tuple(
        ParamSpec(name, title, "integer", default, help_, 1, LARGEST_SIDE)
        for name, title, default, help_ in (
            ("channels", Text("catalog", "Channels"), 1, Text("catalog", "1 for grey pictures, 3 for colours.")),
            ("height", Text("catalog", "Height"), 28, Text("catalog", "Rows of pixels.")),
            ("width", Text("catalog", "Width"), 28, Text("catalog", "Pixels in a row.")),
        )
    ),
    keywords="reshape image picture 이미지 그림 펼치기",
)

IMAGE_LAYERS: tuple[LayerSpec, ...] = (CONV, MAX_POOL, AVERAGE_POOL)
