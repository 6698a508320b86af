"""How good a network is on given samples: its answers side by side with the targets, and the numbers made of them."""

from engine.evaluation.curves import ThresholdCurve, ThresholdPoint, threshold_curve
from engine.evaluation.evaluation import ClassScores, Evaluation, evaluate
from engine.evaluation.forward import outputs_of
from engine.evaluation.judging import Judged, judge
from engine.evaluation.reading import Reading, sigmoid, softmax
from engine.evaluation.residuals import Residuals, regression_residuals
from engine.training.task import NO_ANSWER

__all__ = [
    "NO_ANSWER",
    "ClassScores",
    "Evaluation",
    "Judged",
    "Reading",
    "Residuals",
    "ThresholdCurve",
    "ThresholdPoint",
    "evaluate",
    "judge",
    "outputs_of",
    "regression_residuals",
    "sigmoid",
    "softmax",
    "threshold_curve",
]
