"""One sample explained: every number on its way through a drawing and back, and the step that it asks for.

PyTorch computes all of it; nothing here is a second forward or backward pass. Reading an `Explanation` and writing its
formulas (`engine.explain.formulas`) needs no PyTorch, so the package does not load it before `explain` is called.
"""

from engine.explain.explanation import (
    ActivationNumbers,
    ChainRule,
    Explanation,
    NodeNumbers,
    OptimizerNumbers,
    ParameterNumbers,
    Wire,
)
from engine.explain.sample import explain

__all__ = [
    "ActivationNumbers",
    "ChainRule",
    "Explanation",
    "NodeNumbers",
    "OptimizerNumbers",
    "ParameterNumbers",
    "Wire",
    "explain",
]
