"""Measures how a run is doing inside, between two steps, by a pass of its own that leaves no trace."""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import fx, nn

from engine.training.chance import chance_loss
from engine.training.task import Samples
from engine.training.vitals import LayerVitals, Vitals
from engine.training.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt
    from torch import Tensor

    from engine.training.loop import Loop

SAMPLE = 256
"""Training samples that a measurement takes, spread evenly; more of them change a norm by little and cost time."""
CONFIRMING = 4096
"""Training samples that are asked at most before a unit that none of `SAMPLE` moved is called dead."""
SATURATED_TANH = 0.97
"""Beyond this, in size, the slope of tanh is below 0.06 of its steepest."""
SATURATED_SIGMOID = 0.02
"""Closer than this to 0 or 1, the slope of a sigmoid is below 0.08 of its steepest."""
MOSTLY = 0.95
"""The share of samples on which a unit must be flat to be called saturated."""
COST = 0.01
"""The share of the time that measuring may take while steps are made."""
_WATCHED = (nn.Tanh, nn.Sigmoid, nn.ReLU)


@dataclass(frozen=True, slots=True)
class _Output:
    """What a layer inside of a part gives for the samples; (n, units), or more axes."""

    part: str
    layer: nn.Module
    value: Tensor
    unit_axis: int


class Watch:
    """Measures the network of a loop, whose own gradients, buffers, optimiser and random numbers stay as they are."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._sample = _spread(loop.task.train, SAMPLE)
        self._chance = chance_loss(loop.task.loss, self._sample.y)
        self._last: Vitals | None = None
        self._of: tuple[int, bool] = (-1, False)
        self._again = 0.0

    def forget(self) -> None:
        """Something but a step has changed the run."""
        self._last = None

    def look(self, *, running: bool, everything: bool = False) -> Vitals:
        """Return how the network is now; while steps are made, measured no more often than `COST` allows.

        Parameters
        ----------
        everything : bool
            Whether to take all training samples, to find the one at which the numbers break.
        """
        kept = self._last
        if kept is not None and self._of[1] == everything:
            unchanged = self._of[0] == self._loop.step
            if unchanged or (running and time.perf_counter() < self._again):
                return kept
        begin = time.perf_counter()
        vitals = self.measure(self._loop.task.train if everything else self._sample)
        end = time.perf_counter()
        self._last, self._of, self._again = vitals, (self._loop.step, everything), end + (end - begin) / COST
        return vitals

    def measure(self, samples: Samples | None = None) -> Vitals:
        """Return how the network is now on `samples`, by default those of every measurement."""
        samples = samples or self._sample
        module = self._loop.module
        with _without_trace(module, len(samples)):
            outputs = _outputs(module, samples.x)
            loss = self._loss(outputs[-1].value, samples.y)
            layers = self._layers(outputs, loss)
        value = math.nan if loss is None else loss.item()
        whole = math.isfinite(value) and not any(math.isinf(layer.gradient) for layer in layers.values())
        return Vitals(self._loop.step, value, self._chance, layers, "" if whole else _first_broken(outputs))

    def _loss(self, output: Tensor, y: Tensor) -> Tensor | None:
        try:
            loss: Tensor = self._loop.task.loss(output, y)
        except RuntimeError:  # the loss does not take what the network gives now; the next step says what is wrong
            return None
        return loss

    def _layers(self, outputs: list[_Output], loss: Tensor | None) -> dict[str, LayerVitals]:
        """Return what is to be known of every part with parameters or watched functions, in order of calculation."""
        parameters = dict(self._loop.module.named_parameters())
        own: dict[str, list[str]] = {}
        for name in parameters:
            own.setdefault(self._part(name), []).append(name)
        functions = {each.part: each for each in outputs if isinstance(each.layer, _WATCHED)}
        ends = {each.part: each.value for each in outputs if each.part in own or each.part in functions}
        pulled = _gradients(loss, [*parameters.values(), *ends.values()])
        gradients = dict(zip([*parameters, *ends], _norms(pulled), strict=True))
        weights = dict(zip(parameters, _norms(list(parameters.values())), strict=True))
        moved = self._loop.last_update()
        updates = dict(zip(parameters, _norms([moved[name] for name in parameters]), strict=True))
        layers = {}
        for part, end in ends.items():
            names = own.get(part, [])
            size = _total(weights, names)
            layers[part] = LayerVitals(
                _total(gradients, names),
                gradients[part] * math.sqrt(len(end)),
                size,
                _relative(_total(updates, names), size),
            )
            if part in functions:
                layers[part] = _with_units(layers[part], functions[part], self._still_dead(functions[part]))
        return layers

    def _part(self, parameter: str) -> str:
        return parameter.split(".")[0] if isinstance(self._loop.module, fx.GraphModule) else ""

    def _still_dead(self, output: _Output) -> tuple[int, ...]:
        """Return the units of a ReLU that more of the training samples do not move either."""
        if not isinstance(output.layer, nn.ReLU):
            return ()
        candidates = _shut(output)
        train = self._loop.task.train
        if candidates.any() and len(train) > len(output.value):
            with torch.no_grad():
                again = _outputs(self._loop.module, _spread(train, CONFIRMING).x)
            candidates &= _shut(next(each for each in again if each.layer is output.layer))
        return tuple(np.flatnonzero(candidates).tolist())


def _spread(samples: Samples, most: int) -> Samples:
    """Return at most so many samples, at even distances, so that data in order of its classes gives some of each."""
    if len(samples) <= most:
        return samples
    chosen = torch.linspace(0, len(samples) - 1, most).round().long()
    return Samples(samples.x[chosen], samples.y[chosen])


@contextmanager
def _without_trace(module: nn.Module, samples: int) -> Iterator[None]:
    """Let the module run as it is trained, but without drawing random numbers or changing running means."""
    module.eval()
    normalising = [part for part in module.modules() if isinstance(part, nn.modules.batchnorm._BatchNorm)]
    if samples < 2:
        normalising = []  # a single sample has no variance: it is normalised by the running one
    tracked = [part.track_running_stats for part in normalising]
    for part in normalising:
        part.training, part.track_running_stats = True, False
    try:
        yield
    finally:
        for part, tracks in zip(normalising, tracked, strict=True):
            part.training, part.track_running_stats = False, tracks


def _outputs(module: nn.Module, x: Tensor) -> list[_Output]:
    """Return what every innermost layer gives, in order of calculation; the last is the output."""
    if not isinstance(module, fx.GraphModule):
        return [_Output("", module, module(x), 1)]
    found: list[_Output] = []
    walk(module, x, lambda name, part, inputs: _through(name, part, inputs, found))
    return found


def _through(part: str, layer: nn.Module, inputs: list[Tensor], found: list[_Output]) -> Tensor:
    if isinstance(layer, nn.Sequential):
        for child in layer:
            inputs = [_through(part, child, inputs, found)]
        return inputs[0]
    value: Tensor = layer(*inputs)
    follows_linear = bool(found) and found[-1].part == part and isinstance(found[-1].layer, nn.Linear)
    found.append(_Output(part, layer, value, value.dim() - 1 if follows_linear else 1))
    return value


def _by_unit(output: _Output) -> npt.NDArray[np.float32]:
    """Return the values in two axes: everything else, and units."""
    values: npt.NDArray[np.float32] = output.value.detach().movedim(output.unit_axis, -1).flatten(0, -2).numpy()
    return values


def _shut(output: _Output) -> npt.NDArray[np.bool_]:
    """Tell of each unit of a ReLU whether it gives 0 for all samples; NaN is not 0."""
    shut: npt.NDArray[np.bool_] = (_by_unit(output) == 0).all(0)
    return shut


def _with_units(layer: LayerVitals, output: _Output, dead: tuple[int, ...]) -> LayerVitals:
    values = _by_unit(output)
    flat: npt.NDArray[np.bool_] = np.zeros(values.shape, bool)
    if isinstance(output.layer, nn.Tanh):
        flat = np.abs(values) > SATURATED_TANH
    elif isinstance(output.layer, nn.Sigmoid):
        flat = np.abs(values - 0.5) > 0.5 - SATURATED_SIGMOID
    saturated = tuple(np.flatnonzero(flat.mean(0) >= MOSTLY).tolist())
    return replace(layer, units=values.shape[1], saturated=saturated, dead=dead)


def _gradients(loss: Tensor | None, tensors: list[Tensor]) -> list[Tensor]:
    """Return the gradients of a loss; zeros by what it does not depend on, NaN if there is none."""
    if loss is None or not loss.requires_grad:
        return [torch.full_like(tensor, math.nan) for tensor in tensors]
    asked = [tensor for tensor in tensors if tensor.requires_grad]
    found = iter(torch.autograd.grad(loss, asked, allow_unused=True))
    return [
        gradient if gradient is not None else torch.zeros_like(tensor)
        for tensor in tensors
        for gradient in [next(found) if tensor.requires_grad else None]
    ]


def _norms(tensors: list[Tensor]) -> list[float]:
    norms: list[float] = torch.stack(torch._foreach_norm(tensors)).tolist() if tensors else []
    return norms


def _total(norms: Mapping[str, float], names: list[str]) -> float:
    """Return the norm of several tensors laid end to end; NaN if there are none."""
    return math.hypot(*(norms[name] for name in names)) if names else math.nan


def _relative(update: float, weights: float) -> float:
    """Put an update in relation to the weights; what moved away from nothing has moved without bounds."""
    if weights == 0:
        return math.inf if update else 0.0
    return update / weights


def _first_broken(outputs: list[_Output]) -> str:
    return next((each.part for each in outputs if not bool(torch.isfinite(each.value).all())), "")
