"""Columns that are not what they seem, and files that people really have."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from engine.data import DataRecipe, make_dataset
from engine.data.expressions import parse, quoted
from engine.data.progress import nobody
from engine.data.readers.guess import guess_options
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.read_table import read_table
from engine.data.readers.table_options import ColumnPlan, TableOptions
from engine.data.tables import guessed_settings
from engine.errors import DataError
from tests.engine.data.test_table_guess import planned, written

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data.raw import RawSamples


def guessed(path: Path) -> RawSamples:
    options = guess_options(path)
    return read_table(path, options, guess_plans(path, options)).samples


def test_a_cell_that_is_too_long_for_a_category_makes_no_column_of_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, f"text,x,y\nshort,1,0\n{'w' * 3_000_000},2,1\nshort,3,1\n")
    started = time.monotonic()
    samples = guessed(path)
    assert samples.columns == ("x",)
    assert time.monotonic() - started < 5
    plan = next(plan for plan in guess_plans(path, guess_options(path)) if plan.name == "text")
    assert str(plan.reason) == "It holds texts of up to 3,000,000 characters, too long for categories."


def test_a_category_of_many_thousand_letters_is_refused_even_if_it_is_planned(tmp_path: Path) -> None:
    path = written(tmp_path, f"text,y\nshort,0\n{'w' * 5000},1\n")
    plans = [ColumnPlan("text", kind="category"), ColumnPlan("y", "target")]
    with pytest.raises(DataError, match=r"table\.csv: Column 'text' holds a text of 5,000 characters"):
        read_table(path, TableOptions(), plans)


def test_a_long_name_of_a_column_is_cut(tmp_path: Path) -> None:
    samples = guessed(written(tmp_path, f"{'n' * 5000},y\n1,2.5\n2,3.5\n3,7.25\n"))
    assert [len(name) for name in samples.columns] == [200]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,234", "12,345,678", "7"], [1234, 12345678, 7]),
        (["1 234", "5 678.5", "-2"], [1234, 5678.5, -2]),
        (["12 %", "3.5%", "100 %"], [12, 3.5, 100]),
        (["$5", "$1,200.50", "-$3"], [5, 1200.5, -3]),
        (["5000원", "1,000 원", "20원"], [5000, 1000, 20]),
    ],
)
def test_numbers_as_people_write_them_are_read(tmp_path: Path, cells: list[str], values: list[float]) -> None:
    text = "a,y\n" + "".join(f'"{cell}",{place}.5\n' for place, cell in enumerate(cells))
    assert planned(tmp_path, text)["a"].kind == "number"
    assert guessed(written(tmp_path, text)).x[:, 0].tolist() == values
    assert "are read as numbers" in str(planned(tmp_path, text)["a"].reason)


def test_points_part_thousands_where_the_comma_is_the_decimal_sign(tmp_path: Path) -> None:
    path = written(tmp_path, "a;y\n1.234,5;1,5\n2.000,25;2,5\n")
    samples = read_table(path, TableOptions(separator=";", decimal=","), [ColumnPlan("a"), ColumnPlan("y", "target")])
    assert samples.samples.x[:, 0].tolist() == [1234.5, 2000.25]
    assert guess_options(path).decimal == ","


def test_what_is_no_number_at_all_stays_a_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,y\n"1,23",1\n12-5,2\n5 apples,3\n4,4\n')
    samples = read_table(path, TableOptions(), [ColumnPlan("a"), ColumnPlan("y", "target")]).samples
    assert samples.y.tolist() == [4]


def test_classes_with_a_point_and_zeros_are_classes(tmp_path: Path) -> None:
    rows = "".join(f"{number / 7:.3f},{number % 2}.0\n" for number in range(20))
    samples = guessed(written(tmp_path, "x,y\n" + rows))
    assert samples.classes == ("0", "1")
    whole = guessed(written(tmp_path, "x,y\n" + rows.replace(".0\n", "\n")))
    assert samples.y.tolist() == whole.y.tolist()


def test_dates_are_left_out_with_the_reason(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-{day:02},12:0{day % 10},{day},{day % 2}\n" for day in range(1, 20))
    plans = planned(tmp_path, "day,at,x,y\n" + rows)
    for name in ("day", "at"):
        assert plans[name].role == "ignored"
        assert str(plans[name].reason) == "It holds dates or times, which are neither numbers nor categories."


def test_a_column_that_is_often_empty_costs_no_rows(tmp_path: Path) -> None:
    rows = ["x,seldom,sometimes,word,y"]
    for row in range(100):
        seldom = row if row % 25 == 0 else ""
        rows.append(f"{row},{seldom},{row if row % 2 else ''},{'ab'[row % 3 % 2] if row % 2 else ''},{row % 2}")
    path = written(tmp_path, "\n".join(rows) + "\n")
    plans = {plan.name: plan for plan in guess_plans(path, guess_options(path))}
    assert (plans["seldom"].role, str(plans["seldom"].reason)) == ("ignored", "96 % of its cells are empty.")
    assert (plans["sometimes"].missing, plans["word"].missing) == ("mean", "constant")
    assert "50 % of its cells are empty" in str(plans["sometimes"].reason)
    assert len(guessed(path).y) == 100


def test_a_duration_in_a_parquet_file_is_read_as_seconds(tmp_path: Path) -> None:
    import polars as pl

    spans = [timedelta(seconds=90), timedelta(days=1), None, timedelta(milliseconds=1500)]
    frame = pl.DataFrame({"span": spans, "x": [1.0, 2.0, 3.0, 4.0], "y": [0.5, 1.5, 0.25, 1.0]})
    frame.write_parquet(tmp_path / "a.parquet")
    plans = [ColumnPlan("span"), ColumnPlan("x"), ColumnPlan("y", "target")]
    samples = read_table(tmp_path / "a.parquet", TableOptions("parquet"), plans).samples
    assert samples.x.tolist() == [[90, 1], [86400, 2], [1.5, 4]]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_table_of_western_europe_can_be_read(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "größe,ort\n1,Köln\n2,Orléans\n3,Köln\n", encoding)
    settings = {"path": str(path), "encoding": encoding}
    assert make_dataset(DataRecipe("table", settings)).classes == ("Köln", "Orléans")


def test_too_many_classes_are_refused_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n" + "".join(f"{row},w{row}\n" for row in range(1200)))
    with pytest.raises(DataError, match=r"^table\.csv: Column 'y' holds more than 1,000 different values\."):
        read_table(path, TableOptions(), [ColumnPlan("x"), ColumnPlan("y", "target", "category")])


def test_a_backquote_in_a_name_is_doubled_in_an_expression() -> None:
    import numpy as np

    columns = ("a`b", "c d")
    text = f"{quoted('a`b')} + {quoted('c d')}"
    expression = parse(text)
    expression.check(columns)
    assert expression.evaluate(np.array([[1.0, 2.0]]), columns).tolist() == [3]


def test_classes_with_and_without_a_point_are_the_same_in_another_file(tmp_path: Path) -> None:
    first = written(tmp_path, "x,y\n1,0\n2,1\n3,0\n4,1\n")
    table = read_table(first, guess_options(first), guess_plans(first, guess_options(first)))
    again = read_table(written(tmp_path, "x,y\n5,1.0\n6,0.0\n", name="b.csv"), TableOptions(), table.plans)
    assert again.samples.y.tolist() == [1, 0]
    assert again.samples.remarks == ()


def test_a_recipe_that_was_fixed_reads_its_own_file_as_before(tmp_path: Path) -> None:
    from engine.data import fixed

    path = written(tmp_path, "c,y\nu,b\nv,a\nw,c\nu,a\nv,b\n")
    recipe = DataRecipe("table", guessed_settings(path, nobody))
    dataset = make_dataset(recipe)
    again = make_dataset(fixed(recipe, dataset))
    assert again.fingerprint == dataset.fingerprint
    assert fixed(fixed(recipe, dataset), again) == fixed(recipe, dataset)
