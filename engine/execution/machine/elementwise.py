"""PyTorch's element-wise operations, one entry each.

An entry is given arithmetic (`Lanes`) and the operation's arguments under the names of its schema: values for
tensors and numbers, and whatever else PyTorch passes as it is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from engine.execution.faults import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.execution.machine.lanes import Lanes

    Entry = Callable[..., Any]

SQRT_HALF, SQRT_2_PI = math.sqrt(0.5), math.sqrt(2 * math.pi)


def _add(do: Lanes, self: Any, other: Any, alpha: Any = None) -> Any:
    return do.add(self, other) if alpha is None else do.fused(other, alpha, self)


def _sub(do: Lanes, self: Any, other: Any, alpha: Any = None) -> Any:
    return do.sub(self, other) if alpha is None else do.fused(do.neg(other), alpha, self)


def _lerp(do: Lanes, self: Any, end: Any, weight: Any) -> Any:
    difference = do.sub(end, self)
    near = do.fused(weight, difference, self)
    far = do.sub(end, do.mul(difference, do.sub(1.0, weight)))
    return do.where(do.compare("<", do.absolute(weight), 0.5), near, far)


def _pow(do: Lanes, self: Any, exponent: Any) -> Any:
    if exponent != 2:
        raise UnsupportedError(f"a power of {exponent}")
    return do.mul(self, self)


def _sign(do: Lanes, self: Any) -> Any:
    return do.sub(do.from_bool(do.compare(">", self, 0.0)), do.from_bool(do.compare("<", self, 0.0)))


def _elu(do: Lanes, self: Any, alpha: Any = 1.0, scale: Any = 1.0, input_scale: Any = 1.0) -> Any:
    below = do.mul(do.mul(do.expm1(do.mul(self, input_scale)), alpha), scale)
    return do.where(do.compare("<", self, 0.0), below, do.mul(self, scale))


def _elu_backward(
    do: Lanes, grad_output: Any, alpha: Any, scale: Any, input_scale: Any, is_result: bool, self_or_result: Any
) -> Any:
    if is_result:
        below = do.mul(do.mul(grad_output, input_scale), do.add(self_or_result, do.mul(alpha, scale)))
    else:
        slope = do.mul(do.mul(input_scale, alpha), scale)
        below = do.mul(do.mul(grad_output, slope), do.exp(do.mul(self_or_result, input_scale)))
    return do.where(do.compare("<=", self_or_result, 0.0), below, do.mul(grad_output, scale))


def _gelu(do: Lanes, self: Any, approximate: str = "none") -> Any:
    return do.mul(self, _normal(do, self, approximate))


def _gelu_backward(do: Lanes, grad_output: Any, self: Any, approximate: str = "none") -> Any:
    density = do.div(do.exp(do.mul(do.mul(self, self), -0.5)), SQRT_2_PI)
    return do.mul(grad_output, do.fused(self, density, _normal(do, self, approximate)))


def _normal(do: Lanes, x: Any, approximate: str) -> Any:
    """Return the normal distribution function."""
    if approximate != "none":
        raise UnsupportedError(f"gelu by {approximate}")
    return do.mul(do.add(do.erf(do.mul(x, SQRT_HALF)), 1.0), 0.5)


def _silu_backward(do: Lanes, grad_output: Any, self: Any) -> Any:
    s = do.sigmoid(self)
    return do.mul(do.mul(grad_output, s), do.fused(self, do.sub(1.0, s), 1.0))


def _softplus(do: Lanes, self: Any, beta: Any = 1.0, threshold: Any = 20.0) -> Any:
    scaled = do.mul(self, beta)
    bent = do.div(do.log1p(do.exp(do.minimum(scaled, threshold))), beta)
    return do.where(do.compare(">", scaled, threshold), self, bent)


def _softplus_backward(do: Lanes, grad_output: Any, self: Any, beta: Any, threshold: Any) -> Any:
    scaled = do.mul(self, beta)
    z = do.exp(scaled)
    bent = do.div(do.mul(grad_output, z), do.add(z, 1.0))
    return do.where(do.compare(">", scaled, threshold), grad_output, bent)


def _prelu(do: Lanes, self: Any, weight: Any) -> Any:
    return do.where(do.compare(">", self, 0.0), self, do.mul(weight, self))


def _prelu_backward(do: Lanes, grad_output: Any, self: Any, weight: Any) -> tuple[Any, Any]:
    above = do.compare(">", self, 0.0)
    return (
        do.where(above, grad_output, do.mul(weight, grad_output)),
        do.where(above, 0.0, do.mul(self, grad_output)),
    )


def _bce_backward(
    do: Lanes, grad_output: Any, self: Any, target: Any, weight: None = None, reduction: Any = None
) -> Any:
    spread = do.maximum(do.mul(do.sub(1.0, self), self), 1e-12)
    return do.div(do.mul(grad_output, do.sub(self, target)), spread)


def _mse_backward(do: Lanes, grad_output: Any, self: Any, target: Any, reduction: Any) -> Any:
    return do.mul(do.mul(do.sub(self, target), 2.0), grad_output)


def _huber_backward(do: Lanes, grad_output: Any, self: Any, target: Any, reduction: Any, delta: Any) -> Any:
    x = do.sub(self, target)
    far = do.mul(do.with_sign(delta, x), grad_output)
    return do.where(do.compare("<=", do.absolute(x), delta), do.mul(x, grad_output), far)


ELEMENTWISE: dict[str, Entry] = {
    "add": _add,
    "sub": _sub,
    "rsub": lambda do, self, other: do.sub(other, self),
    "mul": lambda do, self, other: do.mul(self, other),
    "div": lambda do, self, other: do.div(self, other),
    "neg": lambda do, self: do.neg(self),
    "abs": lambda do, self: do.absolute(self),
    "sqrt": lambda do, self: do.sqrt(self),
    "exp": lambda do, self: do.exp(self),
    "log": lambda do, self: do.log(self),
    "sign": _sign,
    "sgn": _sign,
    "pow": _pow,
    "lerp": _lerp,
    "addcmul": lambda do, self, tensor1, tensor2, value=1.0: do.fused(do.mul(tensor1, tensor2), value, self),
    "addcdiv": lambda do, self, tensor1, tensor2, value=1.0: do.fused(do.div(tensor1, tensor2), value, self),
    "relu": lambda do, self: do.maximum(self, 0.0),
    "threshold": lambda do, self, threshold, value: do.where(do.compare("<=", self, threshold), value, self),
    "threshold_backward": lambda do, grad_output, self, threshold: do.where(
        do.compare("<=", self, threshold), 0.0, grad_output
    ),
    "leaky_relu": lambda do, self, negative_slope=0.01: do.where(
        do.compare(">", self, 0.0), self, do.mul(self, negative_slope)
    ),
    "leaky_relu_backward": lambda do, grad_output, self, negative_slope, self_is_result: do.where(
        do.compare(">", self, 0.0), grad_output, do.mul(grad_output, negative_slope)
    ),
    "_prelu_kernel": _prelu,
    "_prelu_kernel_backward": _prelu_backward,
    "elu": _elu,
    "elu_backward": _elu_backward,
    "gelu": _gelu,
    "gelu_backward": _gelu_backward,
    "silu": lambda do, self: do.div(self, do.add(do.exp(do.neg(self)), 1.0)),
    "silu_backward": _silu_backward,
    "softplus": _softplus,
    "softplus_backward": _softplus_backward,
    "sigmoid": lambda do, self: do.sigmoid(self),
    "sigmoid_backward": lambda do, grad_output, output: do.mul(grad_output, do.mul(do.sub(1.0, output), output)),
    "tanh": lambda do, self: do.tanh(self),
    "tanh_backward": lambda do, grad_output, output: do.mul(grad_output, do.sub(1.0, do.mul(output, output))),
    "binary_cross_entropy_backward": _bce_backward,
    "mse_loss_backward": _mse_backward,
    "huber_loss_backward": _huber_backward,
    "ones_like": lambda do, self, **_: do.constant(1.0),
    "zeros_like": lambda do, self, **_: do.constant(0.0),
}
"""By the operation's name."""

AVERAGED = frozenset({"binary_cross_entropy_backward", "mse_loss_backward", "huber_loss_backward"})
"""Gradients of means: `grad_output` comes divided by the number of elements."""


def _bce(do: Lanes, self: Any, target: Any) -> Any:
    wrong = do.mul(do.sub(target, 1.0), do.maximum(do.log1p(do.neg(self)), -100.0))
    return do.sub(wrong, do.mul(target, do.maximum(do.log(self), -100.0)))


def _bce_with_logits(do: Lanes, self: Any, target: Any) -> Any:
    below = do.maximum(do.neg(self), 0.0)
    tail = do.log1p(do.exp(do.neg(do.absolute(self))))
    return do.add(do.mul(do.sub(1.0, target), self), do.add(below, tail))


def _mse(do: Lanes, self: Any, target: Any) -> Any:
    difference = do.sub(self, target)
    return do.mul(difference, difference)


def _huber(do: Lanes, self: Any, target: Any, delta: Any) -> Any:
    z = do.absolute(do.sub(self, target))
    far = do.mul(do.sub(z, do.mul(delta, 0.5)), delta)
    return do.where(do.compare("<=", z, delta), do.mul(do.mul(z, z), 0.5), far)


MEANS: dict[str, Entry] = {
    "binary_cross_entropy": _bce,
    "binary_cross_entropy_with_logits": _bce_with_logits,
    "mse_loss": _mse,
    "huber_loss": _huber,
    "mean": lambda do, self: self,
}
"""Operations that are the mean of something over all elements: that something."""
