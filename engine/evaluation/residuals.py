"""How far predictions of a number are off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """Predictions against targets; all numbers are NaN without samples, or if a prediction is not finite.

    Parameters
    ----------
    predicted, targets, residuals : array of float64, shape (n,)
        A residual is the target minus the prediction.
    mse, mae : float
        The mean of the squared residuals, and of their sizes.
    r2 : float
        The share of the targets' variance that the predictions explain: 1 at best, 0 for their mean, below 0 for
        worse. NaN with fewer than two samples.
    """

    predicted: npt.NDArray[np.float64]
    targets: npt.NDArray[np.float64]
    residuals: npt.NDArray[np.float64]
    mse: float
    mae: float
    r2: float


def residuals_of(outputs: Floats, targets: Floats) -> Residuals:
    """Compare predictions, (n, 1) or (n,), with targets, (n,), without any number for all: these stay NaN."""
    predicted, wanted = outputs.reshape(-1).astype(np.float64), targets.astype(np.float64)
    return Residuals(predicted, wanted, wanted - predicted, float("nan"), float("nan"), float("nan"))


def regression_residuals(outputs: Floats, targets: Floats) -> Residuals:
    """Compare predictions, (n, 1) or (n,), with targets, (n,); the numbers are scikit-learn's."""
    found = residuals_of(outputs, targets)
    predicted, wanted = found.predicted, found.targets
    mse = mae = r2 = float("nan")
    if len(wanted) and np.isfinite(predicted).all():
        from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score

        mse, mae = float(mean_squared_error(wanted, predicted)), float(mean_absolute_error(wanted, predicted))
        if len(wanted) > 1:
            r2 = float(r2_score(wanted, predicted))
    return replace(found, mse=mse, mae=mae, r2=r2)
