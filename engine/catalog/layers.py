"""Input, Output, and the layers that hold parameters or change shapes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION_CHOICES, build_activation
from engine.catalog.images import IMAGE_LAYERS, UNFLATTEN
from engine.catalog.initialisation import INITIALISATION, initialise
from engine.catalog.losses import LOSS_CHOICES
from engine.catalog.normalisation import NORMALISATION
from engine.catalog.spec import LayerSpec, ParamSpec, real, whole
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import nn

    from engine.catalog.spec import SettingValue, Shape


def _identity(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    return nn.Identity()


def _dense(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    linear = nn.Linear(shapes[0][-1], whole(settings, "units"), bias=bool(settings["bias"]))
    initialise(linear, str(settings["initialisation"]))
    # A Sequential whose parts have names: parameters of a Dense are called "<node>.linear.weight" everywhere.
    return nn.Sequential(OrderedDict(linear=linear, activation=build_activation(str(settings["activation"]))))


def _dropout(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    return nn.Dropout(real(settings, "p"))


def _flatten(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    return nn.Flatten()


INPUT = LayerSpec(
    kind="input",
    title=Text("catalog", "Input"),
    category="data",
    icon="mdi6.table-arrow-right",
    help=Text("catalog", "Brings the columns of the data into the network."),
    build=_identity,  # lowering puts a choice of columns in its place where there is one
    formula="y = x",
    inputs=(),
    params=(
        ParamSpec(
            "columns",
            Text("catalog", "Columns"),
            "columns",
            (),
            Text(
                "catalog",
                "Which columns of the data enter here, in the order in which they were ticked; all of them at first.",
            ),
        ),
    ),
    keywords="data features 입력 데이터",
)

DENSE = LayerSpec(
    kind="dense",
    title=Text("catalog", "Dense"),
    category="layer",
    icon="mdi6.transit-connection-variant",
    help=Text("catalog", "Every unit sees every input: a weighted sum, a bias, then the activation function."),
    build=_dense,
    formula="y = f(x Wᵀ + b)",
    params=(
        ParamSpec(
            "units",
            Text("catalog", "Units"),
            "integer",
            2,
            Text("catalog", "How many units (neurons) the layer has; the size of its output."),
            1,
            4096,
        ),
        ParamSpec(
            "activation",
            Text("catalog", "Activation"),
            "choice",
            "tanh",
            Text("catalog", "The function that each unit applies to its weighted sum."),
            choices=ACTIVATION_CHOICES,
        ),
        ParamSpec(
            "bias",
            Text("catalog", "Bias"),
            "flag",
            True,
            Text("catalog", "Whether each unit adds a learned constant to its weighted sum."),
        ),
        INITIALISATION,
    ),
    keywords="linear fully connected perceptron neuron layer 완전 연결 선형 층 뉴런 은닉층",
    weighing="linear",
)

OUTPUT = LayerSpec(
    kind="output",
    title=Text("catalog", "Output"),
    category="data",
    icon="mdi6.bullseye-arrow",
    help=Text("catalog", "Where the network ends and the loss compares it with the target."),
    build=_identity,
    formula="L = loss(y, target)",
    outputs=(),
    params=(
        ParamSpec(
            "loss",
            Text("catalog", "Loss"),
            "choice",
            "bce",
            Text("catalog", "What training makes small: the distance between output and target."),
            choices=LOSS_CHOICES,
        ),
    ),
    keywords="loss target 출력 손실 목표",
)

DROPOUT = LayerSpec(
    kind="dropout",
    title=Text("catalog", "Dropout"),
    category="regularisation",
    icon="mdi6.dots-hexagon",
    help=Text(
        "catalog", "In training, switches each value off with a probability, so that no unit relies on another one."
    ),
    build=_dropout,
    formula="y = x m / (1 - p), m in {0, 1}",
    params=(
        ParamSpec(
            "p",
            Text("catalog", "Probability"),
            "real",
            0.5,
            Text("catalog", "The share of values that are set to zero in each training step."),
            0.0,
            0.95,
        ),
    ),
    keywords="드롭아웃",
)

FLATTEN = LayerSpec(
    kind="flatten",
    title=Text("catalog", "Flatten"),
    category="shape",
    icon="mdi6.arrow-collapse-vertical",
    help=Text("catalog", "Lays all axes but the batch out in one row."),
    build=_flatten,
    formula="(N, a, b) -> (N, a b)",
    keywords="reshape 평탄화",
)

LAYERS: tuple[LayerSpec, ...] = (INPUT, DENSE, *IMAGE_LAYERS, OUTPUT, DROPOUT, *NORMALISATION, FLATTEN, UNFLATTEN)
