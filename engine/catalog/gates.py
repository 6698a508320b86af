"""Logic gates: neurons whose weights somebody has chosen already, after McCulloch and Pitts.

With a step behind it, a weighted sum of two inputs that are 0 or 1 is a gate; with a sigmoid, it is a Dense layer of
one unit that happens to begin as one. Adding a gate is adding one line to the table.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.catalog.activations import ACTIVATION_CHOICES, build_activation
from engine.catalog.spec import MANY, LayerSpec, ParamSpec
from engine.errors import MissingInputError, ShapeError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import nn

    from engine.catalog.spec import SettingValue, Shape


@dataclass(frozen=True, slots=True)
class GateSpec:
    """A gate.

    Parameters
    ----------
    kind : str
        Key in graphs and files.
    weights : tuple of float
        One for each value that it takes; with `bias` the first weights of its only unit.
    """

    kind: str
    title: Text
    icon: str
    weights: tuple[float, ...]
    bias: float
    help: Text
    keywords: str


GATES: tuple[GateSpec, ...] = (
    GateSpec(
        "and",
        Text("catalog", "AND"),
        "mdi6.gate-and",
        (0.5, 0.5),
        -0.7,
        Text("catalog", "A neuron with ready weights: 1 where both of its values are 1."),
        "논리곱",
    ),
    GateSpec(
        "or",
        Text("catalog", "OR"),
        "mdi6.gate-or",
        (0.5, 0.5),
        -0.2,
        Text("catalog", "A neuron with ready weights: 1 where any of its values is 1."),
        "논리합",
    ),
    GateSpec(
        "nand",
        Text("catalog", "NAND"),
        "mdi6.gate-nand",
        (-0.5, -0.5),
        0.7,
        Text("catalog", "A neuron with ready weights: 0 where both of its values are 1. AND with every sign turned."),
        "부정 논리곱",
    ),
    GateSpec(
        "not",
        Text("catalog", "NOT"),
        "mdi6.gate-not",
        (-1.0,),
        0.5,
        Text("catalog", "A neuron with ready weights and one input: 1 where its value is 0."),
        "inverter 논리 부정",
    ),
)

GATE: dict[str, GateSpec] = {gate.kind: gate for gate in GATES}
"""Gates by kind."""

_ACTIVATION = ParamSpec(
    "activation",
    Text("catalog", "Activation"),
    "choice",
    "step",
    Text("catalog", "The function applied to the weighted sum. With a step it is a gate; a sigmoid can learn."),
    choices=ACTIVATION_CHOICES,
)


def _module(gate: GateSpec, settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
    import torch
    from torch import nn

    from engine.catalog.modules import Concatenate, Joined

    _check(gate, shapes)
    linear = nn.Linear(len(gate.weights), 1)
    with torch.no_grad():
        linear.weight.copy_(torch.tensor([gate.weights]))
        linear.bias.fill_(gate.bias)
    # Parts named as those of a Dense, so that whatever shows or edits weights knows them.
    neuron = OrderedDict[str, nn.Module](linear=linear, activation=build_activation(str(settings["activation"])))
    return nn.Sequential(neuron) if len(shapes) == 1 else Joined(OrderedDict(join=Concatenate(), **neuron))


def _check(gate: GateSpec, shapes: tuple[Shape, ...]) -> None:
    """Raise unless all wires together bring as many values as the gate takes."""
    wanted = len(gate.weights)
    if any(len(shape) != 1 for shape in shapes):
        raise ShapeError(Text("shape", "A gate takes single values (N, 1) or columns of them (N, 2)."))
    got = sum(size for (size,) in shapes)
    if got < wanted:
        raise MissingInputError(
            Text("shape", "It takes {wanted} values, but so far it gets {got}. Draw another wire to it.").fill(
                wanted=wanted, got=got
            )
        )
    if got > wanted:
        raise ShapeError(
            Text("shape", "It takes {wanted} values in all, but its wires bring {got}.").fill(wanted=wanted, got=got)
        )


def _formula(gate: GateSpec) -> str:
    names = ("a", "b") if len(gate.weights) == 2 else ("a",)
    terms = " + ".join(f"{weight:g} {name}" for weight, name in zip(gate.weights, names, strict=True))
    return f"y = f({terms} + {gate.bias:g})".replace("+ -", "- ").replace("1 a", "a")


def _layer(gate: GateSpec) -> LayerSpec:
    def build(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
        return _module(gate, settings, shapes)

    return LayerSpec(
        kind=gate.kind,
        title=gate.title,
        category="gate",
        icon=gate.icon,
        help=gate.help,
        build=build,
        formula=_formula(gate),
        inputs=(MANY,),
        params=(_ACTIVATION,),
        keywords=f"{gate.keywords} gate logic perceptron 게이트 논리 퍼셉트론",
        weighing="linear",
    )


GATE_LAYERS: tuple[LayerSpec, ...] = tuple(_layer(gate) for gate in GATES)
"""The gates as nodes. All wires end at one port, side by side in their order: no choice of pins is needed."""
