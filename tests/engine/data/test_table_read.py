from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.data.gaps import filled
from engine.data.readers import encoding
from engine.data.readers.read_table import read_series, read_table
from engine.data.readers.table import preview
from engine.data.readers.table_options import ColumnPlan, TableOptions, check_plans
from engine.errors import CancelledError, DataError
from engine.text import Text
from tests.engine.data.test_table_guess import written

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data.raw import RawSamples

X, Y = ColumnPlan("x"), ColumnPlan("y", "target")
PLAIN = TableOptions()


def read(path: Path, *plans: ColumnPlan, options: TableOptions = PLAIN) -> RawSamples:
    """Read a table of which all rows are there to train on."""
    samples = read_table(path, options, plans or (X, Y)).samples
    whole = filled(samples, np.arange(len(samples.y)), {})
    return replace(samples, x=whole.x, remarks=(*samples.remarks, *whole.remarks))


def remarks(samples: RawSamples) -> list[str]:
    return [str(remark) for remark in samples.remarks]


def test_inputs_come_in_the_order_of_the_plan_and_the_rest_is_ignored(tmp_path: Path) -> None:
    path = written(tmp_path, "y,other,a,b\n1,q,2,3\n4,q,5,6\n")
    samples = read(path, ColumnPlan("b"), ColumnPlan("a"), Y)
    assert samples.columns == ("b", "a")
    assert samples.x.tolist() == [[3, 2], [6, 5]]
    assert samples.y.tolist() == [1, 4]
    assert (samples.target, samples.classes) == ("y", ())
    assert samples.x.dtype == samples.y.dtype == np.float32


def test_categories_become_a_column_each_or_a_number(tmp_path: Path) -> None:
    path = written(tmp_path, "colour,y\nred,1\nblue,2\nred,3\ngreen,4\n")
    samples = read(path, ColumnPlan("colour", kind="category"), Y)
    assert samples.columns == ("colour=blue", "colour=green", "colour=red")
    assert samples.x.tolist() == [[0, 0, 1], [1, 0, 0], [0, 0, 1], [0, 1, 0]]
    samples = read(path, ColumnPlan("colour", kind="category", encoding="index"), Y)
    assert samples.columns == ("colour",)
    assert samples.x[:, 0].tolist() == [2, 0, 2, 1]


def test_classes_are_in_order_numbers_by_their_size(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n1,10\n2,9\n3,100\n4,9\n")
    samples = read(path, X, ColumnPlan("y", "target", "category"))
    assert samples.classes == ("9", "10", "100")
    assert samples.y.tolist() == [1, 0, 2, 0]


def test_another_file_read_by_the_completed_plans_has_the_same_classes_and_columns(tmp_path: Path) -> None:
    plans = (ColumnPlan("c", kind="category"), ColumnPlan("y", "target", "category"))
    first = read_table(written(tmp_path, "c,y\nu,b\nv,a\nw,c\n"), PLAIN, plans)
    again = read(written(tmp_path, "c,y\nw,c\nz,a\nu,c\n", name="other.csv"), *first.plans)
    assert again.columns == first.samples.columns == ("c=u", "c=v", "c=w")
    assert again.classes == first.samples.classes == ("a", "b", "c")
    assert again.x.tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]
    assert again.y.tolist() == [2, 0, 2]
    assert remarks(again) == [
        "Column 'c' holds categories besides u, v, w; none of their columns is 1 (z: 1).",
    ]


def test_booleans_are_read_in_many_words(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\nTrue,yes\nfalse,no\nT,Y\n0,N\n")
    samples = read(path, ColumnPlan("x", kind="boolean"), ColumnPlan("y", "target", "boolean"))
    assert samples.x[:, 0].tolist() == [1, 0, 1, 0]
    assert samples.y.tolist() == [1, 0, 1, 0]
    assert samples.classes == ("false", "true")


def test_what_is_missing_is_dropped_or_replaced_as_planned_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,c,d,y\n1,1,1,u,1\n,2,2,v,2\n3,,3,v,3\n4,4,NA,u,4\n6,5,5,?,5\n7,6,6,u,\n")
    plans = (
        ColumnPlan("a", missing="mean"),
        ColumnPlan("b"),
        ColumnPlan("c", missing="constant", constant="-1"),
        ColumnPlan("d", kind="category", encoding="index", missing="constant", constant="none"),
        Y,
    )
    samples = read(path, *plans)
    mean = np.float32((1 + 4 + 6) / 3)
    assert samples.x.tolist() == [[1, 1, 1, 1], [mean, 2, 2, 2], [4, 4, -1, 1], [6, 5, 5, 0]]
    assert samples.y.tolist() == [1, 2, 4, 5]
    assert remarks(samples) == [
        "2 rows without a value were left out (b: 1, y: 1).",
        "Column 'c': missing values became -1 (rows: 1).",
        "Column 'a': missing values became the mean, 3.66667 (rows: 1).",
    ]


def test_nan_and_infinity_count_as_missing_and_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n1,1\ninf,2\n3,nan\n4,-inf\n5,5\n1e39,6\n")
    samples = read(path)
    assert samples.x[:, 0].tolist() == [1, 5]
    assert remarks(samples) == [
        "4 rows without a value were left out (x: 2, y: 2).",
        "Column 'x' holds infinite values, which count as missing (rows: 2).",
        "Column 'y' holds infinite values, which count as missing (rows: 1).",
    ]


def test_bad_rows_are_left_out_and_told_with_their_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n1,2\nseven,8\n3\n\n4,5,6\n5\n9,10\n")
    samples = read(path)
    assert samples.y.tolist() == [2, 10]
    assert remarks(samples) == [
        "4 bad rows were left out: lines 3, 4, 6, 7. The first of them: Column 'x' holds 'seven', which is no number.",
        "Line 4: It has 1 cell, but there are 2 columns.",
        "Line 6: It has 3 cells, but there are 2 columns.",
    ]


def test_of_many_bad_rows_the_first_twenty_are_listed(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n1,2\n" + "bad,1\n" * 5000 + "3,4\n")
    lines = ", ".join(str(line) for line in range(3, 23))
    assert remarks(read(path)) == [
        f"5,000 bad rows were left out: lines {lines}, …. "
        "The first of them: Column 'x' holds 'bad', which is no number."
    ]


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 50, 2**20])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp949"])
def test_a_file_read_in_pieces_of_any_size_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, coding: str
) -> None:
    text = '이름,x,y\r\n"가, ""나""",1,2\r\n"두\r\n줄",3,4\r\n다,5\r\n라,bad,6\r\n마,7,8'
    path = written(tmp_path, text, coding)
    pieces = encoding.utf8_pieces
    monkeypatch.setattr(
        "engine.data.readers.records.utf8_pieces", lambda path, file, name, size: pieces(path, file, name, piece)
    )
    options = TableOptions(encoding=encoding.guess_encoding(path.read_bytes()))
    samples = read(path, ColumnPlan("이름", kind="category"), X, Y, options=options)
    assert samples.columns == ('이름=가, "나"', "이름=두\r\n줄", "이름=마", "x")
    assert samples.x[:, 3].tolist() == [1, 3, 7]
    assert remarks(samples)[0].startswith("2 bad rows were left out: lines 5, 6.")


def test_a_quotation_mark_that_never_closes_spoils_its_own_line_only(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,x,y\nq,1,2\n"open,3,4\nr,5,6\n5" pipe,7,8\n')
    samples = read(path)
    assert samples.y.tolist() == [2, 6, 8]
    assert remarks(samples) == ["1 bad row was left out: line 3. Its quotation marks do not close where a cell ends."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_ends_of_all_systems_are_read(tmp_path: Path, end: str) -> None:
    assert read(written(tmp_path, end.join(["x,y", "1,2", "3,4", ""]))).y.tolist() == [2, 4]


def test_columns_of_the_same_name_are_renamed_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "x,x,,y\n1,2,3,4\n5,6,7,8\n")
    samples = read(path, X, ColumnPlan("x_2"), ColumnPlan("column_3"), Y)
    assert samples.x.tolist() == [[1, 2, 3], [5, 6, 7]]
    assert remarks(samples) == ["Columns of the same name were renamed: 'x' → 'x_2'."]


def test_json_lines_give_the_same_as_the_same_text(tmp_path: Path) -> None:
    rows = [{"x": 1.5, "c": "u", "y": 1}, {"x": 2, "c": None, "y": 0}, {"c": "v", "y": 1}, {"x": 4, "c": "v", "y": 0}]
    lines = [json.dumps(row) for row in rows]
    path = written(tmp_path, "\n".join([*lines[:3], "not json", "[1]", lines[3]]), name="a.jsonl")
    plans = (X, ColumnPlan("c", kind="category"), ColumnPlan("y", "target", "category"))
    samples = read(path, *plans, options=TableOptions("json_lines"))
    assert samples.x.tolist() == [[1.5, 1, 0], [4, 0, 1]]
    assert samples.classes == ("0", "1")
    assert samples.y.tolist() == [1, 0]
    assert remarks(samples) == [
        "2 bad rows were left out: lines 4, 5. The first of them: It is not a JSON object.",
        "2 rows without a value were left out (x: 1, c: 1).",
    ]


def test_a_parquet_file_gives_the_same_as_the_same_text(tmp_path: Path) -> None:
    import polars as pl

    frame = pl.DataFrame(
        {
            "x": [1.5, math.nan, 3.5, math.inf, 5.5],
            "c": ["u", "v", "v", "u", "u"],
            "b": [True, False, True, True, False],
            "l": [[1], [2], [3], [4], [5]],
            "y": [7, 8, 7, 7, 9],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    plans = (
        X,
        ColumnPlan("c", kind="category"),
        ColumnPlan("b", kind="boolean"),
        ColumnPlan("y", "target", "category"),
    )
    samples = read(tmp_path / "a.parquet", *plans, options=TableOptions("parquet"))
    assert samples.x.tolist() == [[1.5, 1, 0, 1], [3.5, 0, 1, 1], [5.5, 1, 0, 0]]
    assert samples.classes == ("7", "9")
    assert "2 rows without a value were left out (x: 2)." in remarks(samples)
    assert preview(tmp_path / "a.parquet", TableOptions("parquet"), 2).rows[0] == ("1.5", "u", "true", "[...]", "7")
    with pytest.raises(DataError, match=r"a\.parquet: Column 'l' holds lists or records"):
        read(tmp_path / "a.parquet", ColumnPlan("l"), Y, options=TableOptions("parquet"))


def test_a_preview_reads_the_start_of_the_file_only(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n" + "1,2\n" * 100_000 + "3,\0\n")
    assert len(preview(path, PLAIN, 100).rows) == 100
    with pytest.raises(DataError, match="zero byte at offset 400,006"):
        read(path)


def test_reading_reports_its_progress_and_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n" + "1.25,2.5\n" * 500_000)
    shares: list[float] = []

    def hear(share: float, what: Text) -> None:
        shares.append(share)
        if share > 0.5:
            raise CancelledError(Text("test", "Enough."))

    with pytest.raises(CancelledError):
        read_table(path, PLAIN, (X, Y), hear)
    assert shares == sorted(shares)
    assert 0.5 < shares[-1] < 0.9


def test_a_series_is_one_column_of_numbers_in_its_order(tmp_path: Path) -> None:
    path = written(tmp_path, "day,value\nmon,3\ntue,1\nwed,\nthu,2.5\n")
    values, told = read_series(path, PLAIN, "")
    assert values.tolist() == [3, 1, 2.5]
    assert [str(remark) for remark in told] == ["1 row without a value was left out (value: 1)."]


def test_a_plan_survives_being_written_as_text() -> None:
    plan = ColumnPlan('키 "1"', "target", "category", "index", "constant", "없음", ("a", "b"), Text("test", "Why."))
    assert ColumnPlan.from_plain(plan.to_plain()) == plan


@pytest.mark.parametrize(
    "line",
    [
        *("", "[]", "{", "[" * 100_000, '{"role": "input"}', '{"name": 1}'),
        *('{"name": "a", "role": "boss"}', '{"name": "a", "x": ""}', '{"name": "a", "categories": ["b", "b"]}'),
        '{"name": "a", "missing": "constant", "constant": "many"}',
        '{"name": "a", "kind": "category", "missing": "mean"}',
    ],
)
def test_a_plan_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(DataError):
        ColumnPlan.from_plain(line)


@pytest.mark.parametrize(
    ("plans", "sentence"),
    [
        ((X,), "No column is the target"),
        ((Y,), "no other column is an input"),
        ((X, Y, ColumnPlan("z", "target")), "Both y and z are targets"),
        ((X, X, Y), "Column x is planned twice"),
    ],
)
def test_plans_take_one_target_and_an_input(plans: tuple[ColumnPlan, ...], sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        check_plans(plans)
