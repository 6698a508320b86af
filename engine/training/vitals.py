"""How a run is doing inside: the gradients of its layers, and units that have stopped reacting. Data, without torch."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LayerVitals:
    """One part of the network, a node of the drawing.

    Parameters
    ----------
    gradient : float
        L2 norm of the loss's gradient by all parameters of the part; NaN without parameters.
    signal : float
        How strongly the loss of a single sample pulls at what the part gives: L2 norm of the gradient by it, root mean
        square over the samples. Unlike `gradient` it is not small where the pulls of the samples cancel out.
    weights : float
        L2 norm of the parameters themselves; NaN without any.
    update : float
        L2 norm of what the last step changed, divided by `weights`; 0 if no step made the weights what they are.
    units : int
        Units behind a tanh, sigmoid or ReLU; 0 if the part has none of them.
    saturated : tuple of int
        Units, counted from 0, whose tanh or sigmoid is flat for nearly all samples, see `engine.training.watch.MOSTLY`.
    dead : tuple of int
        Units whose ReLU is shut on all samples.
    """

    gradient: float = math.nan
    signal: float = math.nan
    weights: float = math.nan
    update: float = math.nan
    units: int = 0
    saturated: tuple[int, ...] = ()
    dead: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Vitals:
    """What was measured at one step.

    Parameters
    ----------
    step : int
        Optimiser updates made.
    loss : float
        On the samples of the measurement, without dropout; NaN if it cannot be computed.
    chance : float
        The loss there of the best answer that ignores the inputs; NaN if the loss is not known.
    layers : mapping
        By submodule name, in order of calculation: parts with parameters, a tanh, a sigmoid or a ReLU.
    broken : str
        The first part, in order of calculation, whose output holds NaN or infinity; empty if none does.
    """

    step: int
    loss: float
    chance: float
    layers: Mapping[str, LayerVitals] = field(default_factory=dict)
    broken: str = ""
