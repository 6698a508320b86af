"""What a network's output means for the eye: which class, how surely, and where the boundary runs. Plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.catalog.losses import LOSS

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from engine.catalog.losses import LossSpec
    from engine.data import Dataset
    from engine.graph import Graph

Floats = npt.NDArray[np.floating]
Picture = npt.NDArray[np.ubyte]

NICE = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Ends of a colour scale, times a power of ten: few, so that the colours do not flicker while the output grows."""


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


def nice_limit(value: float) -> float:
    """Return a round number that is not below `value`; 1 if there is nothing to go by."""
    if not np.isfinite(value) or value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next((step * power for step in NICE if step * power >= value * (1 - 1e-9)), value))


def largest(*arrays: npt.NDArray[np.generic]) -> float:
    """Return the largest finite magnitude in the arrays, or 0."""
    sizes = (np.abs(array[np.isfinite(array)]) for array in arrays)
    return max((float(size.max()) for size in sizes if size.size), default=0.0)


def signed_picture(signed: Floats, lookup: Picture, unknown: QColor) -> Picture:
    """Return colours, (..., 3), for values from -1 to 1; what is beyond gets the end's colour, NaN gets `unknown`."""
    known = ~np.isnan(signed)
    all_known = bool(known.all())
    place = (signed if all_known else np.where(known, signed, 0.0)) * 0.5 + 0.5
    np.clip(place, 0.0, 1.0, out=place)
    place *= len(lookup) - 1
    picture: Picture = lookup.take(np.rint(place, out=place).astype(np.intp), axis=0)
    if not all_known:
        picture[~known] = unknown.red(), unknown.green(), unknown.blue()
    return picture


def class_picture(level: Floats, ramps: Picture, unknown: QColor) -> Picture:
    """Return colours, (columns, rows, 3): those of the likeliest class, paler the less it leads.

    Parameters
    ----------
    level : array, shape (columns, rows, units)
        Probabilities, or what comes nearest.
    ramps : array, shape (classes, entries, 3)
        For each class from as good as undecided to sure.
    """
    units = level.shape[-1]
    known = np.asarray(np.isfinite(level).all(axis=-1))
    safe = np.where(known[..., None], level, 0.0)
    sure = (safe.max(axis=-1) - 1 / units) / (1 - 1 / units)
    place = np.rint(np.clip(sure, 0.0, 1.0) * (ramps.shape[1] - 1)).astype(np.intp)
    picture: Picture = ramps[safe.argmax(axis=-1) % len(ramps), place]
    if not known.all():
        picture[~known] = unknown.red(), unknown.green(), unknown.blue()
    return picture
