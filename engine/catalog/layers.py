"""Input, Output, and the layers that hold parameters or change shapes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION_CHOICES, build_activation
from engine.catalog.losses import LOSS_CHOICES
from engine.catalog.spec import Choice, LayerSpec, ParamSpec, real, whole
from engine.errors import ShapeError
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
    _initialise(linear, str(settings["initialisation"]))
    # A Sequential whose parts have names: parameters are called "<node>.linear.weight" everywhere.
    return nn.Sequential(OrderedDict(linear=linear, activation=build_activation(str(settings["activation"]))))


def _initialise(linear: nn.Linear, how: str) -> None:
    """Overwrite what PyTorch has drawn; biases become zero with every scheme but PyTorch's own."""
    from torch import nn

    if how == "pytorch" or linear.weight.is_meta:  # where there are no values, PyTorch would import its compiler
        return
    schemes = {
        "xavier_uniform": nn.init.xavier_uniform_,
        "xavier_normal": nn.init.xavier_normal_,
        "kaiming_uniform": lambda w: nn.init.kaiming_uniform_(w, nonlinearity="relu"),
        "kaiming_normal": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
        "small_normal": lambda w: nn.init.normal_(w, std=0.01),
        "zeros": nn.init.zeros_,
    }
    schemes[how](linear.weight)
    if linear.bias is not None:
        nn.init.zeros_(linear.bias)


def _dropout(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    return nn.Dropout(real(settings, "p"))


def _batch_norm(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    if len(shapes[0]) not in (1, 2):
        raise ShapeError(Text("shape", "It normalises (N, units) or (N, channels, length)."))
    return nn.BatchNorm1d(
        shapes[0][0],
        eps=real(settings, "eps"),
        momentum=real(settings, "momentum"),
        affine=bool(settings["affine"]),
    )


def _flatten(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    from torch import nn

    return nn.Flatten()


INITIALISATIONS: tuple[Choice, ...] = (
    Choice(
        "pytorch",
        Text("catalog", "PyTorch's own"),
        Text("catalog", "Uniform within 1/sqrt(inputs), weights and biases."),
    ),
    Choice("xavier_uniform", Text("catalog", "Xavier uniform"), Text("catalog", "Suits tanh and sigmoid; biases 0.")),
    Choice("xavier_normal", Text("catalog", "Xavier normal"), Text("catalog", "Suits tanh and sigmoid; biases 0.")),
    Choice(
        "kaiming_uniform", Text("catalog", "Kaiming uniform"), Text("catalog", "Also called He. Suits ReLU; biases 0.")
    ),
    Choice(
        "kaiming_normal", Text("catalog", "Kaiming normal"), Text("catalog", "Also called He. Suits ReLU; biases 0.")
    ),
    Choice("small_normal", Text("catalog", "Normal, 0.01"), Text("catalog", "Normal with deviation 0.01; biases 0.")),
    Choice(
        "zeros",
        Text("catalog", "Zeros"),
        Text("catalog", "All weights equal: units of a layer can never become different."),
    ),
)

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
        ParamSpec(
            "initialisation",
            Text("catalog", "Initialisation"),
            "choice",
            "pytorch",
            Text("catalog", "How the first weights are drawn. The seed decides which they are."),
            choices=INITIALISATIONS,
        ),
    ),
    keywords="linear fully connected perceptron neuron layer 완전 연결 선형 층 뉴런 은닉층",
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

BATCH_NORM = LayerSpec(
    kind="batch_norm_1d",
    title=Text("catalog", "BatchNorm1d"),
    category="regularisation",
    icon="mdi6.chart-bell-curve",
    help=Text("catalog", "Centres and scales each unit over the batch, then scales and shifts by learned values."),
    build=_batch_norm,
    formula="y = (x - mean) / sqrt(var + eps) * g + b",
    params=(
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
    ),
    keywords="batch normalization normalisation 배치 정규화",
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

LAYERS: tuple[LayerSpec, ...] = (INPUT, DENSE, OUTPUT, DROPOUT, BATCH_NORM, FLATTEN)
