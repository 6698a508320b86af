"""Activation functions, each once: the picker on a Dense layer and the node of its own both come from this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.catalog.activation_facts import FACTS, Facts
from engine.catalog.spec import Choice, LayerSpec, ParamSpec, defaults
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import nn

    from engine.catalog.spec import SettingValue, Shape


@dataclass(frozen=True, slots=True)
class ActivationSpec:
    """An activation function.

    Parameters
    ----------
    kind : str
        Key in settings and files.
    formula : str
        f(x) in plain notation.
    output : {"any", "probability", "distribution", "log-distribution"}
        What its values can be read as; decides which losses fit behind it.
    linear, has_gradient : bool
        Whether it is an affine map, and whether its derivative is other than zero anywhere.
    build : callable
        ``build(settings)`` makes the ``torch.nn`` module.
    """

    kind: str
    title: Text
    formula: str
    help: Text
    build: Callable[[Mapping[str, SettingValue]], nn.Module]
    params: tuple[ParamSpec, ...] = ()
    output: str = "any"
    linear: bool = False
    has_gradient: bool = True
    keywords: str = ""

    @property
    def facts(self) -> Facts:
        """What there is to know of it."""
        return FACTS[self.kind]

    @property
    def latex(self) -> str:
        """f(x) in LaTeX's mathematical notation."""
        return self.facts.latex

    @property
    def latex_derivative(self) -> str:
        """f'(x) in LaTeX's mathematical notation."""
        return self.facts.latex_derivative

    @property
    def joins_units(self) -> bool:
        """Whether each of its outputs depends on all units of a layer, as with softmax."""
        return self.output in ("distribution", "log-distribution")


def _nn(name: str, **fixed: object) -> Callable[[Mapping[str, SettingValue]], nn.Module]:
    """Return a builder of ``torch.nn.<name>`` that passes the settings on under their own names."""

    def build(settings: Mapping[str, SettingValue]) -> nn.Module:
        from torch import nn

        module: nn.Module = getattr(nn, name)(**settings, **fixed)
        return module

    return build


def _step(settings: Mapping[str, SettingValue]) -> nn.Module:
    from engine.catalog.modules import Step

    return Step()


def _real(name: str, title: Text, default: float, help: Text, low: float, high: float) -> ParamSpec:
    return ParamSpec(name, title, "real", default, help, low, high)


ACTIVATIONS: tuple[ActivationSpec, ...] = (
    ActivationSpec(
        "identity",
        Text("activation", "identity"),
        "f(x) = x",
        Text("activation", "Passes its input on. For the output of a regression, or where the loss works on logits."),
        _nn("Identity"),
        linear=True,
        keywords="linear none 항등 선형",
    ),
    ActivationSpec(
        "sigmoid",
        Text("activation", "sigmoid"),
        "f(x) = 1 / (1 + e^(-x))",
        Text("activation", "Squeezes into 0 to 1, read as a probability. Flat far from zero, where gradients vanish."),
        _nn("Sigmoid"),
        output="probability",
        keywords="logistic 시그모이드",
    ),
    ActivationSpec(
        "tanh",
        Text("activation", "tanh"),
        "f(x) = (e^x - e^(-x)) / (e^x + e^(-x))",
        Text("activation", "Squeezes into -1 to 1, centred on zero. Flat far from zero, where gradients vanish."),
        _nn("Tanh"),
        keywords="hyperbolic tangent 하이퍼볼릭 탄젠트",
    ),
    ActivationSpec(
        "relu",
        Text("activation", "ReLU"),
        "f(x) = max(0, x)",
        Text(
            "activation",
            "Keeps what is above zero. Fast and hard to saturate; a unit whose input stays below zero is dead.",
        ),
        _nn("ReLU"),
        keywords="rectified linear 렐루",
    ),
    ActivationSpec(
        "leaky_relu",
        Text("activation", "LeakyReLU"),
        "f(x) = max(0, x) + a * min(0, x)",
        Text("activation", "ReLU with a small slope below zero, so that no unit dies."),
        _nn("LeakyReLU"),
        (
            _real(
                "negative_slope",
                Text("activation", "Slope below zero (a)"),
                0.01,
                Text("activation", "The slope for negative inputs; 0 makes it a ReLU."),
                0.0,
                1.0,
            ),
        ),
        keywords="리키 렐루",
    ),
    ActivationSpec(
        "prelu",
        Text("activation", "PReLU"),
        "f(x) = max(0, x) + a * min(0, x), a is learned",
        Text("activation", "LeakyReLU whose slope below zero is itself a parameter that is learned."),
        _nn("PReLU"),
        (
            _real(
                "init",
                Text("activation", "First slope (a)"),
                0.25,
                Text("activation", "The slope below zero at the start of training."),
                -1.0,
                1.0,
            ),
        ),
        keywords="parametric 파라메트릭 렐루",
    ),
    ActivationSpec(
        "elu",
        Text("activation", "ELU"),
        "f(x) = x above 0, else a * (e^x - 1)",
        Text("activation", "Like ReLU above zero; below, it bends smoothly to -a."),
        _nn("ELU"),
        (
            _real(
                "alpha",
                Text("activation", "Lowest value (a)"),
                1.0,
                Text("activation", "Far below zero the function tends to minus this."),
                0.0,
                10.0,
            ),
        ),
    ),
    ActivationSpec(
        "gelu",
        Text("activation", "GELU"),
        "f(x) = x * Φ(x), Φ = normal distribution function",
        Text("activation", "A smooth ReLU weighted by the normal distribution; usual in transformers."),
        _nn("GELU"),
    ),
    ActivationSpec(
        "silu",
        Text("activation", "SiLU"),
        "f(x) = x * sigmoid(x)",
        Text("activation", "A smooth ReLU, also called swish."),
        _nn("SiLU"),
        keywords="swish 스위시",
    ),
    ActivationSpec(
        "softplus",
        Text("activation", "softplus"),
        "f(x) = ln(1 + e^x)",
        Text("activation", "A smooth ReLU that is always above zero."),
        _nn("Softplus"),
        keywords="소프트플러스",
    ),
    ActivationSpec(
        "step",
        Text("activation", "step"),
        "f(x) = 1 if x > 0 else 0",
        Text("activation", "The perceptron's own. Its gradient is zero everywhere, so layers before it cannot learn."),
        _step,
        output="probability",
        has_gradient=False,
        keywords="heaviside perceptron 계단 함수 퍼셉트론",
    ),
    ActivationSpec(
        "threshold",
        Text("activation", "threshold"),
        "f(x) = x if x > t else v",
        Text("activation", "Passes inputs above a threshold on, and puts a fixed value in the place of the others."),
        _nn("Threshold"),
        (
            _real(
                "threshold",
                Text("activation", "Threshold (t)"),
                0.0,
                Text("activation", "Inputs above this pass."),
                -1e6,
                1e6,
            ),
            _real(
                "value",
                Text("activation", "Value below (v)"),
                0.0,
                Text("activation", "What the others become."),
                -1e6,
                1e6,
            ),
        ),
        keywords="임계값",
    ),
    ActivationSpec(
        "softmax",
        Text("activation", "softmax"),
        "f(x)_i = e^(x_i) / sum_j e^(x_j)",
        Text(
            "activation",
            "Turns the units of a layer into probabilities that add up to 1. For the output over many classes.",
        ),
        _nn("Softmax", dim=1),
        output="distribution",
        keywords="소프트맥스",
    ),
    ActivationSpec(
        "softmin",
        Text("activation", "softmin"),
        "f(x)_i = e^(-x_i) / sum_j e^(-x_j)",
        Text("activation", "Softmax of the negated inputs: the smallest becomes the most probable."),
        _nn("Softmin", dim=1),
        output="distribution",
        keywords="소프트민",
    ),
    ActivationSpec(
        "log_softmax",
        Text("activation", "log-softmax"),
        "f(x)_i = x_i - ln(sum_j e^(x_j))",
        Text("activation", "The logarithm of softmax, computed without overflow. Goes with the loss NLL."),
        _nn("LogSoftmax", dim=1),
        output="log-distribution",
        keywords="로그 소프트맥스",
    ),
)

ACTIVATION: dict[str, ActivationSpec] = {spec.kind: spec for spec in ACTIVATIONS}
"""Activation functions by kind."""

ACTIVATION_CHOICES: tuple[Choice, ...] = tuple(Choice(spec.kind, spec.title, spec.help) for spec in ACTIVATIONS)


def build_activation(kind: str) -> nn.Module:
    """Make the module of an activation with its default settings."""
    spec = ACTIVATION[kind]
    return spec.build(defaults(spec.params))


def _layer(spec: ActivationSpec) -> LayerSpec:
    def build(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
        return spec.build(settings)

    return LayerSpec(
        kind=spec.kind,
        title=spec.title,
        category="activation",
        icon="mdi6.chart-bell-curve-cumulative",
        help=spec.help,
        build=build,
        formula=spec.formula,
        params=spec.params,
        keywords=spec.keywords + " activation 활성화 함수",
    )


ACTIVATION_LAYERS: tuple[LayerSpec, ...] = tuple(_layer(spec) for spec in ACTIVATIONS)
"""The same functions as nodes of their own."""
