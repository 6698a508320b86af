"""Loss functions as data: what each expects of the output and of the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.catalog.spec import Choice
from engine.text import Text

if TYPE_CHECKING:
    from torch import nn

Expects = Literal["probability", "logit", "logits", "log-distribution", "any"]


@dataclass(frozen=True, slots=True)
class LossSpec:
    """A loss function of ``torch.nn``, averaged over the batch.

    Parameters
    ----------
    expects : {"probability", "logit", "logits", "log-distribution", "any"}
        What the network's output must be for the loss to mean something.
    target : {"value", "index"}
        ``value``: a float tensor of the output's own shape; ``index``: class numbers, shape (N,).
    threshold : float
        With one output unit and two classes: outputs above it are class 1.
    """

    kind: str
    title: Text
    module: str
    formula: str
    help: Text
    expects: Expects
    target: Literal["value", "index"] = "value"
    threshold: float = 0.5

    def build(self) -> nn.Module:
        """Make the ``torch.nn`` loss module, mean reduction."""
        from torch import nn

        module: nn.Module = getattr(nn, self.module)()
        return module


LOSSES: tuple[LossSpec, ...] = (
    LossSpec(
        "bce",
        Text("loss", "BCE (binary cross-entropy)"),
        "BCELoss",
        "L = -mean(y ln p + (1 - y) ln(1 - p))",
        Text("loss", "Two classes. Expects a probability: put a sigmoid before it."),
        "probability",
    ),
    LossSpec(
        "bce_with_logits",
        Text("loss", "BCE with logits"),
        "BCEWithLogitsLoss",
        "L = BCE(sigmoid(z), y)",
        Text(
            "loss",
            "Two classes, with the sigmoid inside the loss. Expects a logit: no activation.",
        ),
        "logit",
        threshold=0.0,
    ),
    LossSpec(
        "cross_entropy",
        Text("loss", "Cross-entropy"),
        "CrossEntropyLoss",
        "L = -mean(ln softmax(z)_y)",
        Text(
            "loss",
            "Two or more classes, one unit each; the softmax is inside the loss. Expects logits: no activation.",
        ),
        "logits",
        "index",
    ),
    LossSpec(
        "nll",
        Text("loss", "NLL (negative log-likelihood)"),
        "NLLLoss",
        "L = -mean(log p_y)",
        Text(
            "loss",
            "Two or more classes, one unit each. Expects log-probabilities: put a log-softmax before it.",
        ),
        "log-distribution",
        "index",
    ),
    LossSpec(
        "mse",
        Text("loss", "MSE (mean squared error)"),
        "MSELoss",
        "L = mean((p - y)^2)",
        Text("loss", "Regression; also works for classes as 0 and 1, more slowly."),
        "any",
    ),
    LossSpec(
        "l1",
        Text("loss", "L1 (mean absolute error)"),
        "L1Loss",
        "L = mean(|p - y|)",
        Text("loss", "Regression that outliers pull less than the squared error."),
        "any",
    ),
    LossSpec(
        "huber",
        Text("loss", "Huber"),
        "HuberLoss",
        "L = mean(0.5 d^2 if |d| < 1 else |d| - 0.5), d = p - y",
        Text("loss", "Squared for small errors, absolute for large ones."),
        "any",
    ),
)

LOSS: dict[str, LossSpec] = {spec.kind: spec for spec in LOSSES}
"""Losses by kind."""

LOSS_CHOICES: tuple[Choice, ...] = tuple(Choice(spec.kind, spec.title, spec.help) for spec in LOSSES)
