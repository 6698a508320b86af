"""How the first weights of a layer are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.spec import Choice, ParamSpec
from engine.text import Text

if TYPE_CHECKING:
    from torch import nn

INITIALISATION = ParamSpec(
    "initialisation",
    Text("catalog", "Initialisation"),
    "choice",
    "pytorch",
    Text("catalog", "How the first weights are drawn. The seed decides which they are."),
    choices=(
        Choice(
            "pytorch",
            Text("catalog", "PyTorch's own"),
            Text("catalog", "Uniform within 1/sqrt(inputs), weights and biases."),
        ),
        Choice(
            "xavier_uniform", Text("catalog", "Xavier uniform"), Text("catalog", "Suits tanh and sigmoid; biases 0.")
        ),
        Choice("xavier_normal", Text("catalog", "Xavier normal"), Text("catalog", "Suits tanh and sigmoid; biases 0.")),
        Choice(
            "kaiming_uniform",
            Text("catalog", "Kaiming uniform"),
            Text("catalog", "Also called He. Suits ReLU; biases 0."),
        ),
        Choice(
            "kaiming_normal",
            Text("catalog", "Kaiming normal"),
            Text("catalog", "Also called He. Suits ReLU; biases 0."),
        ),
        Choice(
            "small_normal", Text("catalog", "Normal, 0.01"), Text("catalog", "Normal with deviation 0.01; biases 0.")
        ),
        Choice(
            "zeros",
            Text("catalog", "Zeros"),
            Text("catalog", "All weights equal: units of a layer can never become different."),
        ),
    ),
)
"""The setting that every layer with weights has."""


def initialise(layer: nn.Linear | nn.Conv2d, how: str) -> None:
    """Overwrite what PyTorch has drawn; biases become zero with every scheme but PyTorch's own."""
    from torch import nn

    if how == "pytorch" or layer.weight.is_meta:  # where there are no values, PyTorch would import its compiler
        return
    schemes = {
        "xavier_uniform": nn.init.xavier_uniform_,
        "xavier_normal": nn.init.xavier_normal_,
        "kaiming_uniform": lambda w: nn.init.kaiming_uniform_(w, nonlinearity="relu"),
        "kaiming_normal": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
        "small_normal": lambda w: nn.init.normal_(w, std=0.01),
        "zeros": nn.init.zeros_,
    }
    schemes[how](layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
