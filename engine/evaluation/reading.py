"""What a network's outputs mean: which class, how surely, and where one class ends. Plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.catalog.losses import LOSS
from engine.training.task import NO_ANSWER, decided

if TYPE_CHECKING:
    from engine.catalog.losses import LossSpec
    from engine.data import Dataset
    from engine.graph import Graph

Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the outputs of one network.

    Parameters
    ----------
    loss : LossSpec
        Says whether outputs are probabilities, logits or their logarithms, and above which a single unit means class 1.
    classes : int
        0 for a regression.
    cut : float, optional
        Of two classes, the level of class 1 above which a sample is taken for it, if a person chose another one than
        the loss has.
    """

    loss: LossSpec
    classes: int
    cut: float | None = None

    @classmethod
    def of(cls, graph: Graph, dataset: Dataset, cut: float | None = None) -> Reading:
        """Return how a drawing's outputs are to be read; without an Output node, as probabilities of class 1."""
        outputs = graph.of_kind("output")
        return cls(LOSS[str(outputs[0].settings["loss"]) if outputs else "bce"], dataset.n_classes, cut)

    def several(self, units: int) -> bool:
        """Whether each class has its own unit."""
        return bool(self.classes) and units > 1

    def level(self, output: Floats) -> Floats:
        """Return probabilities, as far as the loss makes the outputs such; a regression's outputs stay what they are.

        Parameters
        ----------
        output : array, shape (..., units)
        """
        if not self.classes:
            return output
        if self.loss.expects == "logit":
            return sigmoid(output)
        if self.loss.expects == "logits":
            return softmax(output)
        if self.loss.expects == "log-distribution":
            return np.exp(np.minimum(output, 0.0))
        return output

    def usual(self) -> float:
        """Return the level of class 1 that the loss has as threshold of a single unit."""
        return float(np.asarray(self.level(np.array([[self.loss.threshold]])))[0, 0])

    def predicted(self, output: Floats) -> npt.NDArray[np.int64]:
        """Return class numbers, (n, units) to (n,), by the threshold in force; `NO_ANSWER` where an output is NaN."""
        if self.cut is None or self.classes != 2 or output.shape[1] > 2:
            return decided(output, self.loss.threshold)
        unknown = np.isnan(output).any(axis=1)
        return np.where(unknown, NO_ANSWER, self.level(output)[:, -1] > self.cut).astype(np.int64)

    def boundaries(self, output: Floats) -> list[Floats]:
        """Return fields that are zero where the predicted class changes; none for a regression.

        Parameters
        ----------
        output : array, shape (columns, rows, units)
        """
        units = output.shape[-1]
        if not self.classes:
            return []
        if self.cut is not None and self.classes == 2 and units <= 2:
            return [self.level(output)[..., -1] - self.cut]
        if units == 1:
            return [output[..., 0] - self.loss.threshold]
        if units == 2:
            return [_difference(output[..., 1], output[..., 0])]
        others = (np.delete(output, unit, axis=-1).max(axis=-1) for unit in range(units))
        return [_difference(output[..., unit], other) for unit, other in enumerate(others)]


def _difference(one: Floats, other: Floats) -> Floats:
    with np.errstate(invalid="ignore"):  # infinity minus infinity has no sign; such cells get no line
        return one - other


def sigmoid(z: Floats) -> Floats:
    """Return ``1 / (1 + exp(-z))``, computed so that it cannot overflow."""
    result: Floats = 0.5 + 0.5 * np.tanh(0.5 * z)
    return result


def softmax(z: Floats) -> Floats:
    """Return the softmax over the last axis; NaN where a row holds infinity or NaN."""
    with np.errstate(invalid="ignore"):
        exponentials = np.exp(z - z.max(axis=-1, keepdims=True))
        result: Floats = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return result
