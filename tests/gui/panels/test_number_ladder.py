"""How numbers are read, written and stepped in a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import CATALOG, ParamSpec
from engine.training.optimizers import OPTIMIZER
from gui.forms.ladder import parsed, stepped, written

RATE = next(param for param in OPTIMIZER["sgd"].params if param.name == "lr")
EPSILON = CATALOG["batch_norm_1d"].param("eps")
DROPPED = CATALOG["dropout"].param("p")
UNITS = CATALOG["dense"].param("units")


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), (" 0.5 ", 0.5), ("1e-5", 1e-5), ("−2", -2), (".25", 0.25), ("1E3", 1000)]
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert parsed(text) == value


@pytest.mark.parametrize(("value", "text"), [(0.1, "0.1"), (1e-5, "1e-5"), (2.0, "2"), (3, "3"), (1e20, "1e20")])
def test_numbers_are_written_without_idle_digits(value: float, text: str) -> None:
    assert written(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_number_is_lost(value: float) -> None:
    assert parsed(written(value)) == value


def test_a_learning_rate_goes_up_and_down_by_1_2_5() -> None:
    up = [stepped(RATE, 0.01, steps) for steps in range(1, 6)]
    assert up == [0.02, 0.05, 0.1, 0.2, 0.5]
    assert [stepped(RATE, value, -1) for value in up] == [0.01, *up[:-1]]
    assert stepped(RATE, 0.03, 1) == 0.05


def test_a_learning_rate_reaches_zero_and_leaves_it_again() -> None:
    assert stepped(RATE, 1e-6, -1) == 0
    assert stepped(RATE, 0.0, -1) == 0
    assert stepped(RATE, 0.0, 1) == 1e-6


@pytest.mark.parametrize("param", [RATE, EPSILON, DROPPED, UNITS], ids=lambda param: param.name)
@pytest.mark.parametrize("steps", [-300, -1, 1, 300])
def test_steps_stay_within_the_range(param: ParamSpec, steps: int) -> None:
    assert isinstance(param.default, int | float)
    param.validated(stepped(param, param.default, steps))


def test_an_odd_share_comes_back_to_round_ones() -> None:
    assert stepped(DROPPED, 0.37, 1) == 0.4
    assert stepped(DROPPED, 0.37, -1) == 0.35


def test_whole_numbers_go_by_one() -> None:
    assert stepped(UNITS, 2, 1) == 3
    assert isinstance(stepped(UNITS, 2, 1), int)
