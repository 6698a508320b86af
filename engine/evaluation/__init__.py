"""How good a network is on given samples: its answers side by side with the targets, and the numbers made of them."""

from engine.evaluation.curves import ThresholdCurve, ThresholdPoint, threshold_curve
from engine.evaluation.evaluation import ClassScores, Evaluation, evaluate
from engine.evaluation.forward import outputs_of
from engine.evaluation.residuals import Residuals, regression_residuals

__all__ = [
    "ClassScores",
    "Evaluation",
    "Residuals",
    "ThresholdCurve",
    "ThresholdPoint",
    "evaluate",
    "outputs_of",
    "regression_residuals",
    "threshold_curve",
]
