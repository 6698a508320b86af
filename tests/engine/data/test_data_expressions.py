from __future__ import annotations

import string

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from engine.data.expressions import LONGEST, parse, quoted
from engine.errors import DataError

X = np.array([[0.5, 2.0], [-1.5, 3.0], [0.0, 0.25]], np.float32)
A, B = X.astype(float).T


def value(text: str, columns: tuple[str, ...] = ("x1", "x2")) -> npt.NDArray[np.float64]:
    expression = parse(text)
    expression.check(columns)
    return expression.evaluate(X, columns)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x1^2", A**2),
        ("x1**2", A**2),
        ("x1²", A**2),
        ("x1 x2", A * B),
        ("x1*x2", A * B),
        ("2x1", 2 * A),
        ("x1(x2 + 1)", A * (B + 1)),
        ("sin x1", np.sin(A)),
        ("sin(x2)", np.sin(B)),
        ("sin x1 x2", np.sin(A) * B),
        ("sin x1^2", np.sin(A**2)),
        ("-x1^2", -(A**2)),
        ("2^-1", np.full(3, 0.5)),
        ("2^3^2", np.full(3, 512.0)),
        ("x1 - x2 - 1", A - B - 1),
        ("x1 / x2 * 2", A / B * 2),
        ("1 + 2 * 3", np.full(3, 7.0)),
        ("(1 + 2) * 3", np.full(3, 9.0)),
        (".5e1 x1", 5 * A),
        ("max(x1, 0) + min(x1, x2)", np.maximum(A, 0) + np.minimum(A, B)),
        ("cos(2 pi x1)", np.cos(2 * np.pi * A)),
        ("--x1", A),
        ("+x1", A),
        ("abs x1", np.abs(A)),
        ("x1 × x2 − 1", A * B - 1),
    ],
)
def test_an_expression_means_what_it_means_in_school(text: str, expected: npt.NDArray[np.float64]) -> None:
    np.testing.assert_allclose(value(text), expected)


@pytest.mark.parametrize("name", ["petal length (cm)", "a-b", "꽃잎 길이", "2nd", "sin", "x.y", "class"])
def test_every_name_of_a_column_can_be_written(name: str) -> None:
    np.testing.assert_allclose(value(f"{quoted(name)} * 2 + x1", ("x1", name)), 2 * B + A)


def test_a_korean_name_needs_no_quotes_however_its_letters_are_stored() -> None:
    decomposed = "\u1100\u1161"
    np.testing.assert_allclose(value("가 + 1", (decomposed, "x2")), A + 1)


def test_a_column_called_like_a_constant_comes_first() -> None:
    np.testing.assert_allclose(value("2e", ("e", "x2")), 2 * A)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "character 1: it ends where a value is missing"),
        ("x1 +", "character 5: it ends where a value is missing"),
        ("x1 $ 2", r"character 4: \$ has no meaning here"),
        ("(x1", r"character 4: it ends, but \) is missing"),
        ("x1)", r"character 3: \) cannot stand here"),
        ("min(x1)", r"character 7: , is missing before \)"),
        ("max x1", r"character 5: \( is missing before x1"),
        ("x3 + 1", "character 1: there is no column x3. There are: x1, x2"),
        ("foo(x1)", "character 1: there is no column foo"),
        ("x1 2", "character 4: 2 cannot stand here"),
        ("1.2.3", r"character 4: \.3 cannot stand here"),
        ("x1 == x2", "character 4: = has no meaning here"),
        ("__import__('os')", "has no meaning here"),
        ("x1.__class__", "has no meaning here"),
        ("x1[0]", "has no meaning here"),
        ("lambda: x1", "has no meaning here"),
        ("(" * 40 + "x1" + ")" * 40, "nests too deeply"),
        ("-" * 150 + "x1", "nests too deeply"),
        ("x1" + "+x1" * 100, f"at most {LONGEST} characters, not 302"),
    ],
)
def test_what_is_no_expression_is_refused_with_the_place(text: str, part: str) -> None:
    with pytest.raises(DataError, match=part):
        value(text)


def test_where_there_is_no_value_it_is_not_finite_and_nothing_is_said() -> None:
    assert np.isnan(value("log(x1)")[1])
    assert not np.isfinite(value("1 / x1")[2])
    assert not np.isfinite(value("9^9^9^9")).any()


@examples(max_examples=400, deadline=None)
@given(
    st.text(st.sampled_from("x12 +-*/^().,`sincoe²_가" + string.ascii_lowercase), max_size=220) | st.text(max_size=30)
)
def test_any_text_is_an_expression_or_a_sentence(text: str) -> None:
    try:
        found = value(text)
    except DataError:
        return
    assert found.shape == (3,)


numbers = st.floats(-100, 100).map(lambda number: round(number, 3))
atoms = st.sampled_from(["x1", "x2"]) | numbers.map(lambda number: f"({number!r})")
trees = st.recursive(
    atoms,
    lambda parts: st.tuples(parts, st.sampled_from("+-*"), parts).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
    max_leaves=8,
)


@examples(max_examples=200, deadline=None)
@given(trees)
def test_sums_and_products_agree_with_python(text: str) -> None:
    if len(text) > LONGEST:
        return
    expected = eval(text, {"__builtins__": {}}, {"x1": A, "x2": B})  # made of names, numbers and + - * by this test
    np.testing.assert_allclose(value(text), np.broadcast_to(expected, 3))
