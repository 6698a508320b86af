"""What the catalogue says of each activation function is true."""

from __future__ import annotations

import re

import numpy as np
import pytest
import torch

from engine.catalog.activation_facts import FACTS
from engine.catalog.activations import ACTIVATION, ACTIVATIONS
from engine.catalog.curves import FLAT, activation_curve, flat_share


def test_every_function_has_its_facts_and_no_other_has() -> None:
    assert set(FACTS) == set(ACTIVATION)


@pytest.mark.parametrize("kind", ACTIVATION)
def test_the_letter_of_every_setting_stands_in_the_formula(kind: str) -> None:
    spec = ACTIVATION[kind]
    for param in spec.params:
        found = re.search(r"\((\w)\)$", str(param.title))
        assert found is not None
        assert re.search(rf"(?<![a-z\\]){found[1]}(?![a-z])", spec.latex), param.name


@pytest.mark.parametrize(
    ("kind", "low", "high", "values"),
    [
        ("sigmoid", 0, 1, "0 < f(x) < 1"),
        ("tanh", -1, 1, "−1 < f(x) < 1"),
        ("relu", 0, np.inf, "f(x) ≥ 0"),
        ("elu", -1, np.inf, "f(x) > −a"),
        ("gelu", -0.17, np.inf, "f(x) > −0.17"),
        ("silu", -0.28, np.inf, "f(x) > −0.28"),
        ("softplus", 0, np.inf, "f(x) > 0"),
        ("step", 0, 1, "f(x) ∈ {0, 1}"),
        ("softmax", 0, 1, "0 < f(x)ᵢ < 1, Σ f(x)ᵢ = 1"),
        ("softmin", 0, 1, "0 < f(x)ᵢ < 1, Σ f(x)ᵢ = 1"),
        ("log_softmax", -np.inf, 0, "f(x)ᵢ < 0"),
    ],
)
def test_values_stay_within_what_is_said_and_come_close_to_it(kind: str, low: float, high: float, values: str) -> None:
    _x, y, _ = activation_curve(kind, {}, -12, 12)
    assert ACTIVATION[kind].facts.values == values
    assert low <= y.min()
    assert y.max() <= high
    near = [end for end, reached in ((low, y.min()), (high, y.max())) if np.isfinite(end) and abs(end - reached) > 0.01]
    assert near == []


def test_the_slope_of_the_sigmoid_is_a_quarter_at_most_as_its_trouble_says() -> None:
    _x, _y, slope = activation_curve("sigmoid", {})
    assert slope.max() == 0.25
    assert "0.25" in str(ACTIVATION["sigmoid"].facts.trouble)


def test_only_functions_over_a_layer_join_its_units() -> None:
    for spec in ACTIVATIONS:
        rows = torch.tensor([[0.3, -0.2], [0.3, 0.9]], dtype=torch.float64)
        first, second = spec.build({p.name: p.default for p in spec.params}).double()(rows)[:, 0].tolist()
        assert spec.joins_units == (first != second), spec.kind


# -- the curve, anywhere --


def test_a_curve_covers_the_interval_that_is_asked_for() -> None:
    x, y, slope = activation_curve("tanh", {}, 2.0, 3.0)
    assert (x[0], x[-1]) == (2.0, 3.0)
    np.testing.assert_allclose(y, np.tanh(x), rtol=1e-15)
    np.testing.assert_allclose(slope, 1 - np.tanh(x) ** 2, rtol=1e-12)


def test_a_learned_slope_is_drawn_even_where_no_first_slope_may_be() -> None:
    x, y, slope = activation_curve("prelu", {"init": 0.25}, learned={"weight": np.array([-1.5], dtype=np.float32)})
    np.testing.assert_array_equal(y[x < 0], -1.5 * x[x < 0])
    assert set(slope[x < 0]) == {-1.5}


# -- how much of it is flat --


@pytest.mark.parametrize(
    ("kind", "settings", "z", "share"),
    [
        ("relu", {}, [-1.0, -0.1, 0.5, 2.0], 0.5),
        ("leaky_relu", {}, [-1.0, -0.1, 0.5, 2.0], 0.5),
        ("leaky_relu", {"negative_slope": 0.06}, [-1.0, -0.1, 0.5, 2.0], 0.0),
        ("step", {}, [-1.0, 3.0], 1.0),
        ("identity", {}, [-100.0, 100.0], 0.0),
        ("threshold", {"threshold": 1.0}, [0.5, 0.9, 1.5], 2 / 3),
    ],
)
def test_the_flat_share_counts_inputs_with_almost_no_slope(
    kind: str, settings: dict[str, float], z: list[float], share: float
) -> None:
    assert flat_share(kind, settings, np.array(z)) == share


def test_the_flat_share_is_that_of_the_derivative_written_by_hand() -> None:
    z = np.random.default_rng(0).normal(0, 4, (300, 5)).astype(np.float32)
    sigmoid = 1 / (1 + np.exp(-z.astype(np.float64)))
    assert flat_share("sigmoid", {}, z) == np.mean(sigmoid * (1 - sigmoid) < FLAT)
    assert flat_share("tanh", {}, z) == np.mean(1 - np.tanh(z.astype(np.float64)) ** 2 < FLAT)


def test_a_learned_slope_decides_what_is_flat() -> None:
    z = np.array([-1.0, 1.0])
    assert flat_share("prelu", {}, z, {"weight": np.array([0.01], dtype=np.float32)}) == 0.5
    assert flat_share("prelu", {}, z, {"weight": np.array([0.3], dtype=np.float32)}) == 0.0
