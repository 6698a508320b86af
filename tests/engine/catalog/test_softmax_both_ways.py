"""The numbers of the study notes: softmax as its formula is written, and as it is computed."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.catalog.softmax import PRECISIONS, both_ways


@pytest.mark.parametrize("precision", PRECISIONS)
def test_small_inputs_give_the_same_both_ways(precision: str) -> None:
    result = both_ways("softmax", [1, 2, 3], precision)
    wanted = [0.09003057, 0.24472847, 0.66524096]
    np.testing.assert_allclose(result.naive, wanted, atol=1e-7)
    np.testing.assert_allclose(result.stable, wanted, atol=1e-7)
    np.testing.assert_allclose(result.powers, [2.71828183, 7.3890561, 20.08553692], rtol=1e-6)
    assert str(result.lesson).startswith("Both ways give the same")


@pytest.mark.parametrize("precision", PRECISIONS)
def test_large_inputs_are_no_numbers_the_naive_way_only(precision: str) -> None:
    result = both_ways("softmax", [1000, 1001, 2000], precision)
    assert result.powers == (np.inf, np.inf, np.inf)
    assert np.isnan(result.naive).all()
    assert result.stable == (0.0, 0.0, 1.0)
    assert "e^2000" in str(result.lesson)
    assert "inf / inf" in str(result.lesson)


def test_the_largest_is_taken_off_first() -> None:
    result = both_ways("softmax", [1010, 1000, 990], "float64")
    assert result.shifted == (0.0, -10.0, -20.0)
    np.testing.assert_allclose(result.shifted_powers, [1.0, 4.53999298e-05, 2.06115362e-09], rtol=1e-8)
    np.testing.assert_allclose(result.stable, [0.9999546, 4.53978686e-05, 2.06106005e-09], rtol=1e-7)
    assert np.isnan(result.naive).all()


def test_what_is_shown_step_by_step_leads_to_what_pytorch_gives() -> None:
    for kind, function in (("softmax", torch.softmax), ("log_softmax", torch.log_softmax)):
        result = both_ways(kind, [0.5, -3, 80], "float64")
        total = sum(result.shifted_powers)
        quotients = np.array(result.shifted_powers) / total
        by_hand = quotients if kind == "softmax" else np.array(result.shifted) - np.log(total)
        np.testing.assert_allclose(result.stable, by_hand, rtol=1e-12, atol=1e-16)
        np.testing.assert_allclose(result.stable, function(torch.tensor([0.5, -3, 80]).double(), 0), rtol=1e-12)


def test_softmin_is_softmax_of_the_negated_inputs_both_ways() -> None:
    result = both_ways("softmin", [1, 2, 3], "float64")
    negated = both_ways("softmax", [-1, -2, -3], "float64")
    assert (result.powers, result.naive, result.shifted) == (negated.powers, negated.naive, negated.shifted)
    np.testing.assert_allclose(result.stable, negated.stable, rtol=1e-15)
    assert np.isnan(both_ways("softmin", [-1000, 0], "float64").naive[0])


def test_more_digits_overflow_later() -> None:
    assert np.isnan(both_ways("softmax", [100, 0], "float32").naive[0])
    np.testing.assert_allclose(both_ways("softmax", [100, 0], "float64").naive, [1, 3.7e-44], rtol=0.01)


@pytest.mark.parametrize(
    ("kind", "inputs", "precision", "word"),
    [
        ("softmax", [-1000, -1001], "float32", "0 / 0"),
        ("softmax", [-100, -101], "float32", "few of their digits"),
        ("softmax", [709.7, 709.7], "float64", "sum of the powers"),
        ("log_softmax", [0, -200], "float32", "logarithm of 0"),
        ("softmax", [0, -200], "float32", "Both ways give the same"),
        ("softmax", [80, -20], "float32", "Both ways give the same"),
        ("softmax", [5], "float32", "Both ways give the same"),
    ],
)
def test_the_lesson_says_what_goes_wrong(kind: str, inputs: list[float], precision: str, word: str) -> None:
    result = both_ways(kind, inputs, precision)
    assert word in str(result.lesson)
    assert np.isfinite(result.stable).all()
