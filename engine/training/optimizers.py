"""Optimisers as data: their settings, and the ``torch.optim`` class that each one is."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from engine.catalog.spec import ParamSpec, real
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import torch

    from engine.catalog.spec import SettingValue


def _rate(default: float) -> ParamSpec:
    return ParamSpec(
        "lr",
        Text("optimizer", "Learning rate"),
        "real",
        default,
        Text("optimizer", "How far each step moves the weights against the gradient."),
        0.0,
        1000.0,
        logarithmic=True,
    )


def _share(name: str, title: Text, default: float, help: Text) -> ParamSpec:
    return ParamSpec(name, title, "real", default, help, 0.0, 0.999999)


def _decay(default: float) -> ParamSpec:
    return ParamSpec(
        "weight_decay",
        Text("optimizer", "Weight decay"),
        "real",
        default,
        Text("optimizer", "Pulls every weight towards zero (L2). 0 switches it off."),
        0.0,
        10.0,
    )


def _epsilon(default: float) -> ParamSpec:
    return ParamSpec(
        "eps",
        Text("optimizer", "Epsilon"),
        "real",
        default,
        Text("optimizer", "Added to the divisor against division by zero."),
        1e-16,
        1.0,
        logarithmic=True,
    )


_MOMENTUM = _share(
    "momentum",
    Text("optimizer", "Momentum"),
    0.0,
    Text("optimizer", "The share of the last step that the next one keeps. 0 switches it off."),
)
_BETAS = (
    _share(
        "beta1", Text("optimizer", "Beta 1"), 0.9, Text("optimizer", "How slowly the mean of the gradients forgets.")
    ),
    _share(
        "beta2", Text("optimizer", "Beta 2"), 0.999, Text("optimizer", "How slowly the mean of their squares forgets.")
    ),
)


@cache
def _without_compiler(kind: type[torch.optim.Optimizer]) -> type[torch.optim.Optimizer]:
    """Return an optimiser's class whose making does not import PyTorch's compiler, which takes two seconds.

    PyTorch wraps the method so that its compiler leaves it alone. Nothing here is compiled by that.
    """
    return type(kind.__name__, (kind,), {"add_param_group": inspect.unwrap(kind.add_param_group)})


@dataclass(frozen=True, slots=True)
class OptimizerSpec:
    """An optimiser of ``torch.optim``.

    Parameters
    ----------
    kind : str
        Key in files.
    class_name : str
        Its class in ``torch.optim``.
    params : tuple of ParamSpec
        Its settings, under the names of the class's arguments; ``beta1`` and ``beta2`` become ``betas``.
    rule : {"loss", "perceptron"}
        Down what it goes: the loss of the drawing, or the perceptron criterion, see `engine.training.perceptron`.
    """

    kind: str
    title: Text
    class_name: str
    help: Text
    params: tuple[ParamSpec, ...] = field(default=())
    rule: Literal["loss", "perceptron"] = "loss"

    def arguments(self, settings: Mapping[str, SettingValue]) -> dict[str, object]:
        """Return the keyword arguments of the ``torch.optim`` class."""
        arguments: dict[str, object] = dict(settings)
        if "beta1" in arguments:
            del arguments["beta1"], arguments["beta2"]
            arguments["betas"] = (real(settings, "beta1"), real(settings, "beta2"))
        if arguments.get("nesterov") and not arguments.get("momentum"):
            arguments["nesterov"] = (
                False  # without momentum there is nothing to look ahead along; torch refuses the pair
            )
        return arguments

    def build(
        self, parameters: Iterable[torch.nn.Parameter], settings: Mapping[str, SettingValue]
    ) -> torch.optim.Optimizer:
        """Make the optimiser over `parameters`."""
        import torch

        kind: Callable[..., torch.optim.Optimizer] = _without_compiler(getattr(torch.optim, self.class_name))
        return kind([*parameters], **self.arguments(settings))

    def complete(self, optimizer: torch.optim.Optimizer) -> None:
        """Give an optimiser that has made steps the memory that settings switched on since then need."""
        import torch

        for group in optimizer.param_groups:
            for parameter in group["params"]:
                memory = optimizer.state.get(parameter)
                if self.class_name == "RMSprop" and memory and group["momentum"] > 0:
                    memory.setdefault("momentum_buffer", torch.zeros_like(parameter))


OPTIMIZERS: tuple[OptimizerSpec, ...] = (
    OptimizerSpec(
        "sgd",
        Text("optimizer", "SGD"),
        "SGD",
        Text("optimizer", "Stochastic gradient descent: straight down the gradient, with momentum if you like."),
        (
            _rate(0.1),
            _MOMENTUM,
            ParamSpec(
                "nesterov",
                Text("optimizer", "Nesterov"),
                "flag",
                False,
                Text("optimizer", "Look ahead along the momentum before taking the gradient. Needs momentum above 0."),
            ),
            _decay(0.0),
        ),
    ),
    OptimizerSpec(
        "adam",
        Text("optimizer", "Adam"),
        "Adam",
        Text("optimizer", "Gives each weight a step of its own from the mean and the square of its gradients."),
        (_rate(0.01), *_BETAS, _epsilon(1e-8), _decay(0.0)),
    ),
    OptimizerSpec(
        "adamw",
        Text("optimizer", "AdamW"),
        "AdamW",
        Text("optimizer", "Adam with weight decay that does not pass through the gradient."),
        (_rate(0.01), *_BETAS, _epsilon(1e-8), _decay(0.01)),
    ),
    OptimizerSpec(
        "rmsprop",
        Text("optimizer", "RMSprop"),
        "RMSprop",
        Text("optimizer", "Divides each step by the recent size of its gradient."),
        (
            _rate(0.01),
            _share(
                "alpha",
                Text("optimizer", "Alpha"),
                0.99,
                Text("optimizer", "How slowly the mean of the squared gradients forgets."),
            ),
            _epsilon(1e-8),
            _MOMENTUM,
            _decay(0.0),
        ),
    ),
    OptimizerSpec(
        "adagrad",
        Text("optimizer", "Adagrad"),
        "Adagrad",
        Text("optimizer", "Divides each step by the size of all gradients so far, so that it slows down by itself."),
        (
            _rate(0.1),
            ParamSpec(
                "lr_decay",
                Text("optimizer", "Rate decay"),
                "real",
                0.0,
                Text("optimizer", "Makes the learning rate shrink with the number of steps."),
                0.0,
                1.0,
            ),
            _epsilon(1e-10),
            _decay(0.0),
        ),
    ),
    OptimizerSpec(
        "perceptron",
        Text("optimizer", "Perceptron rule"),
        "SGD",
        Text(
            "optimizer",
            "Rosenblatt's learning rule for a single layer of step units: where an answer is wrong, the weights move "
            "by the rate times the input. It does not look at the loss.",
        ),
        (_rate(0.1),),
        rule="perceptron",
    ),
)

OPTIMIZER: dict[str, OptimizerSpec] = {spec.kind: spec for spec in OPTIMIZERS}
"""Optimisers by kind."""
