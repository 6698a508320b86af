"""Each activation function against its formula, written out in NumPy with float64."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog.activations import ACTIVATION, ACTIVATIONS
from engine.catalog.curves import activation_curve
from engine.catalog.spec import defaults

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Array = npt.NDArray[np.float64]


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


def softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


FORMULAS: dict[str, Callable[[Array], Array]] = {
    "identity": lambda x: x,
    "sigmoid": sigmoid,
    "tanh": lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
    "relu": lambda x: np.maximum(0, x),
    "leaky_relu": lambda x: np.maximum(0, x) + 0.01 * np.minimum(0, x),
    "prelu": lambda x: np.maximum(0, x) + 0.25 * np.minimum(0, x),
    "elu": lambda x: np.where(x > 0, x, np.exp(x) - 1),
    "gelu": lambda x: x * (1 + np.vectorize(math.erf)(x / math.sqrt(2))) / 2,
    "silu": lambda x: x * sigmoid(x),
    "softplus": lambda x: np.log(1 + np.exp(x)),
    "step": lambda x: np.where(x > 0, 1.0, 0.0),
    "threshold": lambda x: np.where(x > 0, x, 0.0),
    "softmax": softmax,
    "softmin": lambda x: softmax(-x),
    "log_softmax": lambda x: np.log(softmax(x)),
}


@given(x=st.lists(st.floats(-20, 20), min_size=6, max_size=6))
@pytest.mark.parametrize("kind", ACTIVATION)
def test_an_activation_is_its_formula(kind: str, x: list[float]) -> None:
    rows = np.array(x).reshape(2, 3)
    module = ACTIVATION[kind].build(defaults(ACTIVATION[kind].params)).double()
    got = module(torch.from_numpy(rows)).detach().numpy()
    np.testing.assert_allclose(got, FORMULAS[kind](rows), rtol=1e-9, atol=1e-8)


def test_every_activation_has_a_formula_here() -> None:
    assert set(FORMULAS) == set(ACTIVATION)


@pytest.mark.parametrize("kind", ACTIVATION)
def test_the_drawn_curve_is_the_formula_and_its_slope(kind: str) -> None:
    x, y, dy = activation_curve(kind, {})
    rows = np.column_stack([x, np.zeros_like(x), np.zeros_like(x)])
    np.testing.assert_allclose(y, FORMULAS[kind](rows)[:, 0], rtol=1e-9, atol=1e-8)
    h = 1e-6
    above, below = (FORMULAS[kind](rows + np.array([sign * h, 0, 0]))[:, 0] for sign in (1, -1))
    smooth = np.abs(x) > 1e-3
    np.testing.assert_allclose(dy[smooth], ((above - below) / (2 * h))[smooth], atol=1e-6)


def test_the_table_tells_truly_which_functions_are_linear_and_which_have_a_gradient() -> None:
    for spec in ACTIVATIONS:
        x, y, dy = activation_curve(spec.kind, {})
        assert spec.linear == (np.ptp(np.diff(y) / np.diff(x)) < 1e-9), spec.kind
        assert spec.has_gradient == bool(dy.any()), spec.kind


def test_the_table_tells_truly_what_values_can_be_read_as() -> None:
    rows = torch.randn(50, 4, dtype=torch.float64) * 10
    for spec in ACTIVATIONS:
        values = spec.build(defaults(spec.params)).double()(rows).detach()
        within = bool(((values >= 0) & (values <= 1)).all())
        adds_up = torch.allclose(values.sum(1), torch.ones(50, dtype=torch.float64))
        kind = "distribution" if within and adds_up else "probability" if within else "any"
        if torch.allclose(values.exp().sum(1), torch.ones(50, dtype=torch.float64)):
            kind = "log-distribution"
        assert spec.output == kind, spec.kind


def test_the_step_is_zero_at_zero() -> None:
    step = ACTIVATION["step"].build({})
    assert step(torch.tensor([[-1.0, -0.0, 0.0, 1e-30, 2.0]])).tolist() == [[0.0, 0.0, 0.0, 1.0, 1.0]]


@pytest.mark.parametrize(
    ("kind", "settings", "x", "y"),
    [
        ("leaky_relu", {"negative_slope": 0.5}, -2.0, -1.0),
        ("prelu", {"init": -1.0}, -2.0, 2.0),
        ("elu", {"alpha": 3.0}, -50.0, -3.0),
        ("threshold", {"threshold": 2.0, "value": 7.0}, 1.9, 7.0),
        ("threshold", {"threshold": 2.0, "value": 7.0}, 2.1, 2.1),
    ],
)
def test_the_settings_of_a_function_matter(kind: str, settings: dict[str, float], x: float, y: float) -> None:
    module = ACTIVATION[kind].build({**defaults(ACTIVATION[kind].params), **settings})
    assert module(torch.tensor([[x]])).item() == pytest.approx(y)
