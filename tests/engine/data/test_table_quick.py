"""The quick ways through a table give what the slow ones give."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.readers import json_lines
from engine.data.readers.delimited import delimited_batches, delimited_header
from engine.data.readers.gather import Gatherer
from engine.data.readers.read_table import read_inputs, read_table
from engine.data.readers.table_options import NULL_WORDS, ColumnPlan, TableOptions
from tests.engine.data.test_table_guess import written

if TYPE_CHECKING:
    from pathlib import Path

FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
X, Y = ColumnPlan("x", missing="constant"), ColumnPlan("y", "target", "category")
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers().map(str),
    st.sampled_from(["1e5", ".5", "5.", "+1", "inf", "-inf", "nan", "NaN", "INF", "", " 1", "1 ", "\t2", "1e999"]),
)
CELLS = st.one_of(NUMBERS, NUMBERS, st.sampled_from(["NA", "-", "x", '"3"', "1_0", "0x1", "1,5", "true", '""', "-999"]))


def gathered(path: Path, options: TableOptions, numbers: set[str]) -> tuple[list[float], list[float], list[str]]:
    found = Gatherer(path.name, [X, Y], options)
    for batch in delimited_batches(path, options, delimited_header(path, options), ["x", "y"], 64, numbers):
        found.add(batch)
    x, y = found.arrays()
    return x[:, 0].tolist(), y.tolist(), [str(remark) for remark in found.remarks()]


@FEW
@given(
    cells=st.lists(CELLS, min_size=1, max_size=30), words=st.sampled_from([NULL_WORDS, ("",), ("NA",), ("", "-999")])
)
def test_cells_that_are_parsed_as_numbers_at_once_mean_the_same_as_text(
    tmp_path: Path, cells: list[str], words: tuple[str, ...]
) -> None:
    path = written(tmp_path, "x,y\n" + "".join(f"{cell},{n % 3}\n" for n, cell in enumerate(cells)))
    options = TableOptions(null_words=words)
    quick, slow = (gathered(path, options, numbers) for numbers in ({"x"}, set()))
    assert np.array_equal(quick[0], slow[0], equal_nan=True)
    assert quick[1:] == slow[1:]


VALUES = st.one_of(
    *[st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none(), st.text(max_size=4)],
    st.sampled_from([2**53, -(2**53), 1e300, "1.5", "true", "[1]", "é", "\U0001f600", "NA"]),
)
PLANS = [
    (ColumnPlan("x", missing="constant"), Y),
    (ColumnPlan("x", kind="category", missing="constant", encoding="index"), Y),
    (ColumnPlan("x", kind="boolean", missing="constant"), Y),
]


def read_json(path: Path, plans: tuple[ColumnPlan, ...]) -> tuple[list[list[float]], list[float], list[str]] | str:
    from engine.errors import DataError

    try:
        samples = read_table(path, TableOptions("json_lines"), plans).samples
    except DataError as error:
        return str(error)
    return samples.x.tolist(), samples.y.tolist(), [str(remark) for remark in samples.remarks]


@FEW
@given(
    values=st.one_of(
        *(st.lists(kind, min_size=1, max_size=12) for kind in (st.integers(-9, 9), st.booleans(), st.text(max_size=3))),
        st.lists(VALUES, min_size=1, max_size=12),
    ),
    plans=st.sampled_from(PLANS),
    plain=st.booleans(),
)
def test_json_lines_that_are_parsed_at_once_mean_the_same_as_row_by_row(
    tmp_path: Path, values: list[object], plans: tuple[ColumnPlan, ...], plain: bool
) -> None:
    rows = [{"x": value, "y": f"class {n % 2}"} for n, value in enumerate(values)]
    path = written(tmp_path, "".join(json.dumps(row, ensure_ascii=plain) + "\n" for row in rows), name="a.jsonl")
    quick = read_json(path, plans)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_lines, "plain_frame", lambda data, types: None)
        slow = read_json(path, plans)
    assert quick == slow


def test_a_wide_table_of_short_lines_is_cut_into_parts_that_do_not_take_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "CELLS", 6)
    lines = [json.dumps({"x": n, "y": "ab"[n % 2]}) for n in range(10)]
    path = written(tmp_path, "\n".join([*lines, "bad"]) + "\n", name="a.jsonl")
    told: list[float] = []
    samples = read_table(
        path, TableOptions("json_lines"), (ColumnPlan("x"), Y), lambda share, what: told.append(share)
    ).samples
    assert samples.x[:, 0].tolist() == list(range(10))
    assert len(set(told)) > 3
    assert "1 bad row was left out: line 11." in str(samples.remarks[0])


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_number_can_mean_a_missing_value_however_it_is_written(tmp_path: Path, kind: str) -> None:
    import polars as pl

    path = tmp_path / f"a.{kind}"
    frame = pl.DataFrame({"x": [1.5, -999.0, 3.5], "y": ["a", "b", "a"]})
    {"csv": frame.write_csv, "jsonl": frame.write_ndjson, "parquet": frame.write_parquet}[kind](path)  # type: ignore[operator]  # each takes a path
    options = TableOptions({"csv": "delimited", "jsonl": "json_lines"}.get(kind, kind), null_words=("", "-999"))  # type: ignore[arg-type]  # a format
    samples = read_inputs(path, options, (ColumnPlan("x", missing="mean"),))
    assert samples.x[:, 0].tolist() == [1.5, 2.5, 3.5]
