from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import CATALOG, ParamSpec
from engine.catalog.spec import defaults, real, show_shape, validated, whole
from engine.errors import SettingError
from engine.text import Text

UNITS = CATALOG["dense"].param("units")
PROBABILITY = CATALOG["dropout"].param("p")
anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.lists(st.text(max_size=2), max_size=2)
)
PARAMS = [param for spec in CATALOG for param in spec.params]


@given(param=st.sampled_from(PARAMS), value=anything)
def test_any_value_is_taken_in_the_own_type_or_refused(param: ParamSpec, value: object) -> None:
    try:
        taken = param.validated(value)
    except SettingError as error:
        sentence = str(error)
    else:
        assert param.validated(taken) == taken
        wanted = {"integer": int, "real": float, "flag": bool, "choice": str, "columns": tuple}[param.kind]
        assert type(taken) is wanted
        return
    assert str(param.title) in sentence
    assert str(param.allowed) in sentence


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, 1e300, 2.5, 0, -1, True, "3", None, [3]])
def test_what_is_no_number_of_units_is_refused(value: object) -> None:
    with pytest.raises(SettingError, match=r"Units cannot be .*\. It takes a whole number from 1 to 4,096\."):
        UNITS.validated(value)


def test_a_whole_number_written_as_a_real_one_is_taken() -> None:
    assert UNITS.validated(3.0) == 3
    assert type(UNITS.validated(3.0)) is int
    assert type(PROBABILITY.validated(0)) is float


def test_a_number_without_bounds_must_still_be_finite() -> None:
    free = ParamSpec("x", Text("test", "X"), "real", 0.0, Text("test", "Any number."))
    for value in (math.nan, math.inf, 10**400, -(10**400)):
        with pytest.raises(SettingError, match="a number"):
            free.validated(value)


def test_an_unknown_setting_is_refused_with_those_that_exist() -> None:
    with pytest.raises(SettingError, match=r"There is no setting named size\. There are: units, activation, bias"):
        validated(CATALOG["dense"].params, {"size": 3})


def test_what_is_left_out_gets_its_default() -> None:
    params = CATALOG["dense"].params
    assert validated(params, {"units": 5}) == {**defaults(params), "units": 5}


def test_a_setting_of_another_kind_is_a_mistake_of_the_caller() -> None:
    assert whole({"a": 3}, "a") == 3
    assert real({"a": 3}, "a") == 3.0
    with pytest.raises(TypeError, match="a is not a whole number"):
        whole({"a": True}, "a")
    with pytest.raises(TypeError, match="a is not a number"):
        real({"a": "x"}, "a")


def test_shapes_are_written_with_their_batch_axis() -> None:
    assert show_shape((2,)) == "(N, 2)"
    assert show_shape((3, 4)) == "(N, 3, 4)"
